"""Places that no gazetteer has: named sites («میدان …», "… Street"), villages called so («روستای …»)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from rawi.gazetteer import Entry
from rawi.lang import Reading
from rawi.mentions.place_spots import Spot, telling_words
from rawi.mentions.place_words import CLOSING, OPENING, PlaceWords, place_words
from rawi.text import Sentence, is_capital

_MOST: Final = 7
# A head after which only a list of so many names is one of places («مناطق X، Y و Z»).
_LISTED: Final = "list"
_LIST: Final = 3
_COMMAS: Final = frozenset(",،")
_BETWEEN: Final = frozenset(("in", "from", "to", "between", "function", "type", "side", "government", "acts"))
_JOINED: Final = frozenset("-.'&/")


@dataclass(frozen=True, slots=True)
class Site:
    """An unlisted place: sentence, folded offsets, kind, the rule that read it, and the town it is named after."""

    index: int
    start: int
    end: int
    kind: str
    rule: str
    own: Entry | None


def sites(reading: Reading, known: Mapping[int, list[Spot]]) -> list[Site]:
    """Unlisted places of a document. `known`: by sentence, the spots taken for places, which end a site's name."""
    out: list[Site] = []
    for index, telling in enumerate(telling_words(reading)):
        if not telling:
            continue
        sentence = reading.sentences[index]
        words = place_words(sentence.lang)
        stops = {s.candidate.first: s for s in known.get(index, ())}
        if any(word in words.site_heads for word in telling):
            if sentence.lang == "en":
                out.extend(_english(index, sentence, words, reading.view.text))
            else:
                out.extend(_headed(index, sentence, words, stops))
        if any(word in words.named_heads for word in telling):
            out.extend(_called(index, sentence, words, stops, reading.view.text))
    return out


def _headed(index: int, sentence: Sentence, words: PlaceWords, stops: Mapping[int, Spot]) -> list[Site]:
    """Head first, as in Persian and Arabic: the head and its name, where the words before say something is there."""
    out = []
    i = 0
    while i < len(sentence.words):
        if sentence.words[i] not in words.site_heads:
            i += 1
            continue
        kind, clitics, at = words.site(sentence, i)
        if kind is None:
            i += 1
            continue
        lead = sentence.words[i][:clitics]
        if lead in words.swallowing:
            i += 1
            continue
        attached = words.lead(lead)
        before = attached if attached in ("in", "to") else words.before(sentence, i)[0]
        if before in ("in", "from", "type") or attached == "to" or (before == "to" and kind != "campus"):
            end = _extent(sentence, at, words, stops, _MOST)
            town = _town(stops.get(at)) if kind == "town" else None
            if town is not None and end > at:
                end = stops[at].candidate.last + 1  # «فرودگاه تبریز بسته شد»
            if end > at and _named(sentence, at, end, words, stops):
                start = sentence.starts[i] + clitics
                out.append(Site(index, start, sentence.ends[end - 1], "site", "place.site", town))
                i = end
                continue
        i += 1
    return out


def _town(spot: Spot | None) -> Entry | None:
    """The town that a spot is, or the division."""
    entry = spot.place.entry if spot is not None and spot.place is not None else None
    return entry if entry is not None and entry.kind in ("city", "county", "province") else None


def _extent(sentence: Sentence, at: int, words: PlaceWords, stops: Mapping[int, Spot], most: int) -> int:
    """The token after the last one of a name that begins at token `at`."""
    k, quoted, room = at, False, 2 if words.clitics else 3
    while k < len(sentence.words) and k - at < most and (room > 0 or quoted):
        word = sentence.words[k]
        if word in OPENING or word in CLOSING:
            if quoted or (k > at and word in OPENING):
                break
            quoted = True
            k += 1
            continue
        if not word[0].isalnum() or word in words.stops or word in words.function:
            break
        if k > at and k in stops and (stops[k].candidate.lead or not quoted):
            break
        if words.clitics and k > at and not quoted and (word[0] in words.joiners or word in words.types):
            break
        part = k > at and words.parts.get(word) in ("end", "both")  # «قاضی دشت»
        if not part and words.classify(word) in _BETWEEN:
            break
        if k > at and words.classify(word) == "org":
            break
        room -= words.classify(word) != "title" and word not in words.parts
        k += 1
    while k > at and sentence.words[k - 1] in OPENING:
        k -= 1
    return k


def _named(sentence: Sentence, at: int, end: int, words: PlaceWords, stops: Mapping[int, Spot]) -> bool:
    """Whether what follows a head reads as a name: a known place, a person, a quoted word, or a word of the article."""
    first = sentence.words[at]
    if first in OPENING or at in stops or first[0].isdigit():
        return True
    if words.classify(first) == "title" or first in words.parts:
        return True
    return words.clitics


def _called(index: int, sentence: Sentence, words: PlaceWords, stops: Mapping[int, Spot], text: str) -> list[Site]:
    """Names after a word that says a village, quarter or the like follows; after a plural, a list of them."""
    out: list[Site] = []
    i = 0
    while i < len(sentence.words):
        if sentence.words[i] not in words.named_heads:
            i += 1
            continue
        kind, _, at = words.called(sentence, i)
        if kind is None:
            i += 1
            continue
        listed = kind == _LISTED or (bool(words.plurals) and sentence.words[at - 1].endswith(words.plurals))
        start = len(out)
        while at < len(sentence.words):
            if kind != "site" and _adjective(sentence.words[at], words):
                break
            end = _item(sentence, at, words, stops, listed, text)
            first = at + (sentence.words[at] in OPENING)
            if end <= first:
                break
            last = end - (sentence.words[end - 1] in CLOSING)
            out.append(Site(index, sentence.starts[first], sentence.ends[last - 1], kind, "place.called", None))
            at = end
            joined = at < len(sentence.words) and (sentence.words[at] in _COMMAS or sentence.words[at] in words.joiners)
            if not listed or not joined:
                break
            at += 1
        if kind == _LISTED:
            if len(out) - start < _LIST:
                del out[start:]
            else:
                out[start:] = [Site(s.index, s.start, s.end, "site", s.rule, None) for s in out[start:]]
        i = max(at, i + 1)
    return out


def _adjective(word: str, words: PlaceWords) -> bool:
    """Whether a word after a kind of place may be its adjective («مدينة ساحلية»), and so no name."""
    return bool(words.adjectives) and word.endswith(words.adjectives) and not word.startswith(words.articles)


def _item(sentence: Sentence, at: int, words: PlaceWords, stops: Mapping[int, Spot], listed: bool, text: str) -> int:
    """The token after one unlisted name; `at` itself where there is none."""
    if sentence.lang == "en":
        k = at
        while k < len(sentence.words) and k - at < 3 and is_capital(text[sentence.starts[k]]):
            k += 1
        return k
    if sentence.words[at] in OPENING:
        end = at + 1
        while end < len(sentence.words) and end - at < 5 and sentence.words[end] not in CLOSING:
            end += 1
        return end + 1 if end < len(sentence.words) and sentence.words[end] in CLOSING else at
    end = _extent(sentence, at, words, stops, 3)
    if end == at or listed:
        return end
    first = sentence.words[at]
    if len(first) < 3 or words.classify(first) is not None:
        return at
    k = at + 1
    while k < end and (
        words.parts.get(sentence.words[k]) in ("end", "both")
        or words.parts.get(sentence.words[k - 1]) in ("begin", "both")
        or (words.clitics and sentence.words[k].startswith(words.articles) and not first.startswith(words.articles))
    ):
        k += 1
    return k


def _english(index: int, sentence: Sentence, words: PlaceWords, text: str) -> list[Site]:
    """Names that end (or begin) with a word for a site: "Elm Street", "Lake Erie", "Interstate 95"."""
    out: list[Site] = []
    i = 0
    while i < len(sentence.words):
        if sentence.words[i] not in words.site_heads:
            i += 1
            continue
        kind, _, at = words.site(sentence, i)
        if kind is None:
            i += 1
            continue
        first, last = i, at
        if kind in ("before", "both", "numbered") and is_capital(text[sentence.starts[i]]):
            last = _right(sentence, at, text, digits=kind == "numbered")
        if last == at and kind in ("after", "both", "campus", "lower"):
            first = _left(sentence, i, text, words)
        if (first < i or last > at) and _there(sentence, first, kind, words, out):
            out.append(Site(index, sentence.starts[first], sentence.ends[last - 1], "site", "place.site", None))
        i = max(at, last)
    return out


def _left(sentence: Sentence, i: int, text: str, words: PlaceWords) -> int:
    """Leftmost token of the capitalised name that ends before token `i`."""
    k = i
    while k > 0:
        word = sentence.words[k - 1]
        upper = is_capital(text[sentence.starts[k - 1]]) and word[0].isalpha()
        glued = (word in _JOINED and sentence.ends[k - 1] == sentence.starts[k]) or (
            word == "." and k > 1 and len(sentence.words[k - 2]) <= 2
        )
        inner = (word in words.inner or word == "&") and k > 1 and k < i and is_capital(text[sentence.starts[k - 2]])
        if not (upper or glued or inner or (word[0].isdigit() and k < i and upper)):
            break
        k -= 1
    while k < i and (
        (
            sentence.words[k] in words.function
            or sentence.words[k] in words.inner
            or words.classify(sentence.words[k]) == "in"
        )
        or not sentence.words[k][0].isalnum()
    ):
        k += 1
    return k


def _right(sentence: Sentence, at: int, text: str, digits: bool) -> int:
    k = at
    while k < len(sentence.words) and k - at < 3:
        word = sentence.words[k]
        if digits and not word[0].isdigit():
            break
        if not digits and not is_capital(text[sentence.starts[k]]):
            break
        k += 1
        if digits:
            break
    return k


def _there(sentence: Sentence, first: int, kind: str, words: PlaceWords, sofar: list[Site]) -> bool:
    """Whether the words before a site's name say that something is there."""
    k = first
    while k > 0 and (
        sentence.words[k - 1] in words.articles
        or sentence.words[k - 1][0].isdigit()
        or sentence.words[k - 1] in OPENING
    ):
        k -= 1
    if k == 0:
        return kind != "campus" and first > 0
    found, _ = words.before(sentence, k)
    if kind == "campus":
        return found in ("in", "from")
    if (
        (sentence.words[k - 1] in words.joiners or sentence.words[k - 1] in _COMMAS)
        and sofar
        and sentence.starts[first] - sofar[-1].end < 12
    ):
        return True
    return found in ("in", "from", "side", "between") or found == "to" or sentence.words[k - 1] in _COMMAS
