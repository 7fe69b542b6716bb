"""Names of the gazetteer in a sentence: candidates, before anything says whether they are places here."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from rawi.gazetteer.index import Gazetteer, Named
from rawi.gazetteer.key import key as plain_key
from rawi.text import Sentence, is_capital

key: Final = lru_cache(maxsize=131072)(plain_key)
_KEPT: Final = 131072  # distinct words whose readings are kept
_INNER: Final = frozenset("-.'/")
_SHORT: Final = re.compile(r"[A-Z](?:\. ?[A-Z])+\.?(?![A-Za-z])|[A-Z]{2,4}(?![A-Za-z])|[A-Z][a-z]{1,4}\.(?!\w)")
_LONGEST_ACRONYM: Final = 5  # letters


@dataclass(frozen=True, eq=False)
class Habits:
    """How a language writes names; from its pack.

    `cased`: names begin with capitals, but for the words of `small` inside them. `leads` are (letters that may stand
    before a name, how many of them to take off, what the name then begins with anew): «للمهدية» is ل and المهدية.
    `tails` are (ending that may stand after a name, the letters it may follow).
    """

    cased: bool
    small: frozenset[str] = frozenset()
    leads: tuple[tuple[str, int, str], ...] = ()
    tails: tuple[tuple[str, str], ...] = ()


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


def scan(sentence: Sentence, text: str, places: Gazetteer, habits: Habits) -> list[Candidate]:
    """Every candidate of a sentence, of every length; candidates may overlap. `text` is the view's, case kept."""
    out: list[Candidate] = []
    readings = _readings(places, habits)
    words, starts = sentence.words, sentence.starts
    if habits.cased:
        for i in range(len(words)):
            if is_capital(text[starts[i]]) and words[i][0].isalpha():
                _latin(out, sentence, i, text, readings)
        return out
    for i in range(len(words)):
        word = words[i]
        found = readings.known.get(word)
        if found is None:
            found = readings.of(word)
        if found:
            out.extend(_script(sentence, i, readings, found))
        elif word in readings.latin and is_capital(text[starts[i]]):
            # A name left in Latin letters keeps its capital («شرکت Tesla»).
            _latin(out, sentence, i, text, readings)
    return out


# Letters taken off a word, what the name then begins with, and where it goes no further the name: key, places, ending.
Opening = tuple[int, str, tuple[str, tuple[Named, ...], int] | None]


class _Readings:
    """How a name may begin with a word, as it stands first, then with leads taken off.

    Most words begin none. `latin` are words in Latin letters, `barren` those with which no name begins. Forgotten when
    too many are kept.
    """

    def __init__(self, places: Gazetteer, habits: Habits) -> None:
        self.places, self.habits = places, habits
        self.known: dict[str, tuple[Opening, ...]] = {}
        self.latin: set[str] = set()
        self.barren: set[str] = set()
        self._keys: dict[str, str] = {}
        self._marks: set[str] = set()

    def of(self, word: str) -> tuple[Opening, ...]:
        """The openings of a word, worked out at the first look."""
        if len(self.known) >= _KEPT:
            self.known.clear()
            self.latin.clear()
        found: list[Opening] = []
        if word[0].isascii() and word[0].isalpha():
            self.latin.add(word)
        elif word[0].isalpha():
            self._add(found, word, 0, "")
            for lead, cut, anew in self.habits.leads:
                if word.startswith(lead) and len(word) - len(lead) >= 2 and (cut or anew):
                    self._add(found, word, cut, anew)
        made = self.known[word] = tuple(found)
        return made

    def key(self, word: str) -> str | None:
        """The key of a word, worked out at the first look; None of a mark."""
        found = self._keys.get(word)
        if found is None and word not in self._marks:
            if len(self._keys) >= _KEPT:
                self._keys.clear()
            if word[0].isalnum():
                found = self._keys[word] = key(word)
            else:
                self._marks.add(word)
        return found

    def bar(self, word: str) -> None:
        """Note that no name begins with a word in Latin letters."""
        if len(self.barren) >= _KEPT:
            self.barren.clear()
        self.barren.add(word)

    def _add(self, found: list[Opening], word: str, cut: int, anew: str) -> None:
        part = key(word[cut:])
        named, longest = self.places.find(anew + part)
        if longest > 1:
            found.append((cut, anew, None))
        elif named:
            found.append((cut, anew, (anew + part, named, 0)))
        elif len(word) - cut > 3:
            for ending, after in self.habits.tails:
                if word.endswith(ending) and word[-len(ending) - 1] in after:
                    bare = anew + part[: -len(ending)]
                    shorter = self.places.lookup(bare)
                    if shorter:
                        found.append((cut, anew, (bare, shorter, len(ending))))
                        return


@lru_cache(maxsize=8)
def _readings(places: Gazetteer, habits: Habits) -> _Readings:
    return _Readings(places, habits)


def _latin(out: list[Candidate], sentence: Sentence, i: int, text: str, readings: _Readings) -> None:
    """Add the names that begin at token `i` in Latin letters."""
    word, start, end = sentence.words[i], sentence.starts[i], sentence.ends[i]
    found = [] if word in readings.barren else _extend(sentence, i, readings, text)
    # A letter alone, one before another capital, or few before a stop.
    may_be_short = end == start + 1 or (end < len(text) and end - start <= _LONGEST_ACRONYM and text[end] == ".")
    if may_be_short or is_capital(text[start + 1]):
        short = _SHORT.match(text, start, sentence.end)
        if short and (not found or found[-1].end <= short.end()):
            raw = short.group().rstrip(" ")
            for form in (raw, raw.rstrip(".")):
                named = readings.places.lookup("=" + "".join(form.split()))
                if named:
                    last = max(i, sentence.token_at(start + len(form) - 1))
                    out.append(Candidate(i, last, start, start + len(form), "=" + form, named, "", ""))
                    return
    if found and _acronym(sentence, i, text):
        found = [longer for longer in found if longer.last > i]
    out.extend(found)


def _acronym(sentence: Sentence, i: int, text: str) -> bool:
    """Whether a token is short and all capitals among words that are not: «NATO» is no Nato."""
    start, end = sentence.starts[i], sentence.ends[i]
    if not 2 <= end - start <= _LONGEST_ACRONYM or not text[start:end].isupper():
        return False
    return not text[sentence.start : sentence.end].isupper()


def _script(sentence: Sentence, i: int, readings: _Readings, openings: tuple[Opening, ...]) -> list[Candidate]:
    found: list[Candidate] = []
    for cut, anew, alone in openings:
        if alone is None:
            more = _extend(sentence, i, readings, None, cut, anew)
        else:
            more = [_candidate(sentence, i, i, cut, alone[2], alone[0], alone[1])]
        if not cut and not anew:
            found = more
            if found and found[-1].last > i:
                return found
        elif more and (not found or more[-1].last > found[-1].last):
            return [*found, *more]
    return found


def _extend(
    sentence: Sentence, i: int, readings: _Readings, text: str | None, cut: int = 0, anew: str = ""
) -> list[Candidate]:
    """The names that start at token `i`, `cut` letters in, shortest first; `text` where capitals matter."""
    words, starts, ends = sentence.words, sentence.starts, sentence.ends
    places, habits = readings.places, readings.habits
    begun: str = anew
    found: list[Candidate] = []
    count, j = 0, i
    while j < len(words):
        word = words[j]
        part = readings.key(word)
        if part is None:
            glued = word in _INNER and ends[j - 1] == starts[j]
            spaced = j + 1 < len(words) and starts[j + 1] > ends[j]
            if not glued or (spaced and word != "."):
                break
            j += 1
            continue
        small = text is not None and j > i and not is_capital(text[starts[j]])
        if small and (word not in habits.small or j + 1 == len(words)):
            break
        whole, tail = word[cut:] if j == i else word, 0
        if text is not None and whole.endswith("'s"):
            whole, tail = whole[:-2], 2
        if tail or (cut and j == i):
            part = key(whole)
        before, begun = begun, begun + part
        named, longest = places.find(begun)
        count += 1
        if named and not small:  # "U.S. on" is no Uson
            found.append(_candidate(sentence, i, j, cut, tail, begun, named))
        elif len(whole) > 3:
            # An ending may hang on the name («آمریکای»), or be part of a longer one («آمریکای لاتین»).
            for ending, after in habits.tails:
                if whole.endswith(ending) and whole[-len(ending) - 1] in after:
                    bare = before + part[: -len(ending)]
                    if shorter := places.lookup(bare):
                        found.append(_candidate(sentence, i, j, cut, len(ending), bare, shorter))
                        break
        if longest <= count or tail:
            if text is not None and j == i and not found:
                readings.bar(word)
            break
        j += 1
    return found


def _candidate(
    sentence: Sentence, first: int, last: int, cut: int, tail: int, key: str, named: tuple[Named, ...]
) -> Candidate:
    start, end = sentence.starts[first] + cut, sentence.ends[last] - tail
    word = sentence.words[last]
    return Candidate(first, last, start, end, key, named, sentence.words[first][:cut], word[len(word) - tail :])
