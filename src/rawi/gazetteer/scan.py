"""Names of the gazetteer in a sentence: candidates, before anything says whether they are places here."""

import re
from collections.abc import Container
from functools import lru_cache

from rawi.gazetteer.index import Gazetteer, Named
from rawi.gazetteer.key import key as plain_key
from rawi.text import Sentence

key = lru_cache(maxsize=32768)(plain_key)
_INNER = frozenset("-.'/")
_SHORT = re.compile(r"(?:[A-Z]\. ?){1,4}(?![a-z])|[A-Z]{2,4}(?![A-Za-z])|[A-Z]\.[A-Z]|[A-Z][a-z]{1,4}\.(?!\w)")


class Candidate:
    """A stretch of tokens that a place goes by.

    `first`/`last` token indices (inclusive); `start`/`end` folded offsets without clitics; `lead` the clitics taken
    off the first word; `tail` the letters left off the last; `named` the places, the most populous first.
    """

    __slots__ = ("end", "first", "key", "last", "lead", "named", "start", "tail")

    def __init__(
        self, first: int, last: int, start: int, end: int, key: str, named: tuple[Named, ...], lead: str, tail: str
    ) -> None:
        self.first, self.last, self.start, self.end = first, last, start, end
        self.key, self.named, self.lead, self.tail = key, named, lead, tail

    def __repr__(self) -> str:
        return f"Candidate({self.key} {self.start}-{self.end})"


def scan(sentence: Sentence, text: str, places: Gazetteer, small: Container[str] = ()) -> list[Candidate]:
    """Every candidate of a sentence, of every length; candidates may overlap. `text` is the view's, case kept;
    `small` are the words that a name of a language with capitals may hold without one.
    """
    cased = sentence.lang == "en"
    out: list[Candidate] = []
    for i, word in enumerate(sentence.words):
        if word[0].isalpha():
            if cased:
                out.extend(_latin(sentence, i, text, places, small))
            elif _begins(word, sentence.lang, places):
                out.extend(_script(sentence, i, places))
    return out


@lru_cache(maxsize=65536)
def _begins(word: str, lang: str, places: Gazetteer) -> bool:
    """Whether any name begins with a word, or with what clitics leave of it; most words begin none."""
    if _opens(key(word), lang, places):
        return True
    for lead in _LEADS if lang == "ar" else ():
        if word.startswith(lead) and len(word) - len(lead) >= 2:
            rest = key(word[len(lead) - (2 if lead.endswith("ال") else 0) :])
            if _opens(("ال" if lead.endswith("لل") else "") + rest, lang, places):
                return True
    return False


def _opens(begun: str, lang: str, places: Gazetteer) -> bool:
    named, longest = places.find(begun)
    # The link vowel of Persian may stand after the name.
    return bool(named) or longest > 1 or (lang == "fa" and begun.endswith("ی") and bool(places.lookup(begun[:-1])))


def _latin(sentence: Sentence, i: int, text: str, places: Gazetteer, small: Container[str]) -> list[Candidate]:
    start = sentence.starts[i]
    if not text[start].isupper():
        return []
    found = _extend(sentence, i, 0, places, text, small=small)
    short = _SHORT.match(text, start, sentence.end)
    if short and (not found or found[-1].end <= short.end()):
        raw = short.group().rstrip(" ")
        for form in (raw, raw.rstrip(".")):
            named = places.lookup("=" + "".join(form.split()))
            if named:
                last = max(i, sentence.token_at(start + len(form) - 1))
                return [Candidate(i, last, start, start + len(form), "=" + form, named, "", "")]
    return found


_LEADS = ("وبال", "وال", "فال", "بال", "کال", "ولل", "فلل", "لل", "وب", "ول", "وک", "فب", "فل", "و", "ف", "ب", "ل", "ک")


def _script(sentence: Sentence, i: int, places: Gazetteer) -> list[Candidate]:
    found = _extend(sentence, i, 0, places, None)
    if sentence.lang != "ar" or (found and found[-1].last > i):
        return found
    word = sentence.words[i]
    for lead in _LEADS:
        if word.startswith(lead) and len(word) - len(lead) >= 2:
            cut = len(lead)
            if lead.endswith("لل"):
                # للمهدية is ل + المهدية: the article's alif is not written.
                more = _extend(sentence, i, cut, places, None, "ال")
            else:
                more = _extend(sentence, i, cut - 2 if lead.endswith("ال") else cut, places, None)
            if more and (not found or more[-1].last > found[-1].last):
                return [*found, *more]
    return found


def _extend(
    sentence: Sentence,
    i: int,
    cut: int,
    places: Gazetteer,
    text: str | None,
    article: str = "",
    small: Container[str] = (),
) -> list[Candidate]:
    """The names that start at token `i` after `cut` letters, shortest first."""
    words, starts, ends = sentence.words, sentence.starts, sentence.ends
    begun, found, count, j = "", [], 0, i
    while j < len(words):
        word = words[j]
        if not word[0].isalnum():
            glued = word in _INNER and ends[j - 1] == starts[j]
            spaced = j + 1 < len(words) and starts[j + 1] > ends[j]
            if not glued or (spaced and word != "."):
                break
            j += 1
            continue
        if text is not None and j > i and not text[starts[j]].isupper() and not (word in small and j + 1 < len(words)):
            break
        whole, tail = word[cut:] if j == i else word, 0
        if text is not None and whole.endswith("'s"):
            whole, tail = whole[:-2], 2
        part = (article if j == i else "") + (whole if whole.isascii() and whole.isalpha() else key(whole))
        named, longest = places.find(begun + part)
        if not named and sentence.lang == "fa" and len(whole) > 3 and whole[-1] == "ی" and whole[-2] in "اوهی":
            # The link vowel of Persian: «آمریکای», «غزه‌ی».
            tail, part = 1, part[:-1]
            named = places.lookup(begun + part)
        count += 1
        begun += part
        if named:
            end = ends[j] - tail
            rest = words[j][len(words[j]) - tail :]
            found.append(Candidate(i, j, starts[i] + cut, end, begun, named, words[i][:cut], rest))
        if longest <= count or tail:
            break
        j += 1
    return found
