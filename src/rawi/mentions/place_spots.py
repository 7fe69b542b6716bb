"""Spots: the names of a document's sentences with what stands around them, before any is called a place."""

from collections.abc import Mapping
from typing import Final
from unicodedata import combining

from rawi.gazetteer import Named, gazetteer
from rawi.gazetteer.resolve import inside
from rawi.gazetteer.scan import Candidate, scan
from rawi.lang import Reading
from rawi.mentions.place_words import CLOSING, COMMAS, OPENING, PlaceWords, place_words
from rawi.text import Sentence, is_capital

_GAMES: Final = 3  # different words of games that make a document one about them
_YEAR: Final = 4  # digits
_WIDE: Final = 8  # countries and divisions of one name that are asked


class Spot:
    """A name in its sentence.

    `before`/`after` are classes of the words beside it (see `place_words`), `kind` the kind of place that words
    beside it name, `listed` whether it stands in a list with other names; in a list, `before` and `kind` are those
    of the list's first name. `follows` is the name just before, `gap` tokens away; `holder` says that the name just
    after is a place that holds this one. `key` is what was looked up, `named` are the places it may mean; `place` the
    one chosen, None until it is; `surname` says that somebody in the document is called so, `given` that a first name
    stands before it there; `sport` that the document tells of games, `score` that a number stands beside the name
    in such a document; `weighed` what its chance
    was last worked out for, and that chance.
    """

    __slots__ = (
        "after", "before", "candidate", "follows", "gap", "given", "head", "holder", "index", "key", "kind", "listed",
        "named", "near", "place", "quoted", "score", "sport", "surname", "weighed",
    )  # fmt: skip

    def __init__(self, index: int, candidate: Candidate) -> None:
        self.index, self.candidate = index, candidate
        self.key, self.named = candidate.key, candidate.named
        self.before: str | None = None
        self.after: str | None = None
        self.kind: str | None = None
        self.near: str | None = None
        self.listed = False
        self.quoted = False
        self.surname = self.given = False
        self.sport = self.score = False
        self.head: Spot | None = None
        self.follows: Spot | None = None
        self.gap = 0
        self.holder = False
        self.place: Named | None = None
        self.weighed: tuple[Named, bool, Named | None, float] | None = None

    def __repr__(self) -> str:
        return f"Spot({self.key} {self.before} {self.kind})"


def spots(reading: Reading) -> list[Spot]:
    """The names of every sentence, none overlapping another, with their surroundings."""
    places = gazetteer()
    out: list[Spot] = []
    for index, sentence in enumerate(reading.sentences):
        words = place_words(sentence.lang)
        candidates = scan(sentence, reading.view.text, places, words.habits)
        if not candidates:
            continue
        found = [
            Spot(index, c)
            for c in _best(candidates, sentence, words)
            if not (c.tail and _surname(c, reading, words)) and not _shouted(c, sentence, reading.view.text, words)
        ]
        for number, spot in enumerate(found):
            _surround(spot, sentence, words)
            if number:
                _link(found[number - 1], spot, sentence, words)
            if spot.key in words.pointed:
                _by_marks(spot, reading, words.pointed[spot.key])
        out.extend(found)
    if out and _sporting(reading):
        for spot in out:
            spot.sport = True
            spot.score = _score(spot.candidate, reading.sentences[spot.index])
    return out


def _sporting(reading: Reading) -> bool:
    """Whether a document tells of games: enough different words of them, so that names of towns are mostly teams."""
    told: set[str] = set()
    for sentence, telling in zip(reading.sentences, telling_words(reading), strict=True):
        if telling:
            told.update(place_words(sentence.lang).games.intersection(telling))
    return len(told) >= _GAMES


def telling_words(reading: Reading) -> list[frozenset[str]]:
    """By sentence its words that tell of sites, of what is called so, or of games; found once."""
    found: list[frozenset[str]] | None = reading.kept.get("place words")
    if found is None:
        found = [place_words(sentence.lang).telling.intersection(sentence.words) for sentence in reading.sentences]
        reading.kept["place words"] = found
    return found


def _score(candidate: Candidate, sentence: Sentence) -> bool:
    """Whether a number stands right beside a name, as in "Ayr 38 - 17 Melrose"."""
    words, first, after = sentence.words, candidate.first - 1, candidate.last + 1
    return (after < len(words) and words[after].isdigit()) or (first > 0 and words[first].isdigit())


def _shouted(candidate: Candidate, sentence: Sentence, text: str, words: PlaceWords) -> bool:
    """Whether a place's short form is a function word of a sentence that is all capitals ("IN" is no Indiana)."""
    if candidate.key[0] != "=" or candidate.key[1:].lower() not in words.function:
        return False
    article = candidate.first > 0 and sentence.words[candidate.first - 1] in words.articles  # "THE US"
    return not article and text[sentence.start : sentence.end].isupper()


def _surname(candidate: Candidate, reading: Reading, words: PlaceWords) -> bool:
    """Whether an ending that needs a joiner was written without one: «کرمانشاهی» is a name, «فرانسه‌ی» a country."""
    end = reading.span((candidate.start, candidate.end))[1]
    text = reading.document.text
    return bool(candidate.tail) and text[end : end + 1].isalpha() and candidate.key[-1:] in words.joined


def _by_marks(spot: Spot, reading: Reading, spellings: Mapping[str, str]) -> None:
    """Keeps the places that the name's own vowel marks tell, where it is written with such («عمّان», «عُمان»)."""
    written = _marks(reading.document.text[slice(*reading.span((spot.candidate.start, spot.candidate.end)))])
    for spelling, country in spellings.items():
        meant = tuple(named for named in spot.named if named.entry.country == country)
        if meant and _marks(spelling) <= written:
            spot.named = meant
            return


def _marks(text: str) -> set[tuple[int, str]]:
    """The combining marks of a word, each with the number of the letter it stands on."""
    out, letter = set(), 0
    for char in text:
        if combining(char):
            out.add((letter, char))
        else:
            letter += 1
    return out


def mark_surnames(found: list[Spot], reading: Reading) -> None:
    """Mark names that stand, elsewhere in the document, behind another capitalised word ("Thomas Cromwell")."""
    text = reading.view.text
    called: set[str] = set()
    behind: set[str] = set()
    given = place_words("en").given
    for spot in found:
        c, sentence = spot.candidate, reading.sentences[spot.index]
        if c.first != c.last or spot.kind is not None:
            continue
        if spot.key in given and c.last + 1 < len(sentence) and is_capital(text[sentence.starts[c.last + 1]]):
            behind.add(spot.key)  # a first name with its surname
            called.add(spot.key)
        if c.first < 1 or spot.before is not None:
            continue
        word, start = sentence.words[c.first - 1], sentence.starts[c.first - 1]
        if (
            len(word) > 1
            and is_capital(text[start])
            and word.isalpha()
            and not text[start : c.start].isupper()
            and any(text[s].islower() for s in sentence.starts)
        ):
            called.add(spot.key)
            if word in given:
                behind.add(spot.key)
    for spot in found:
        spot.surname, spot.given = spot.key in called, spot.key in behind


def _best(candidates: list[Candidate], sentence: Sentence, words: PlaceWords) -> list[Candidate]:
    """Candidates that do not overlap, longer ones and those with fewer clitics first.

    What begins or ends with a function word is no name.
    """
    kept: list[Candidate] = []
    cased, function = words.habits.cased, words.function
    for c in candidates:
        if c.last > c.first:
            ends = sentence.words[c.last] in function
            if ends or (not cased and sentence.words[c.first] in function):
                continue
        elif c.key in function or (not cased and (c.key in words.types or c.key in words.sites)):
            continue
        if c.key in words.typed and words.kind(sentence, c.first)[0] != "province":
            continue
        kept.append(c)
    if len(kept) < 2:
        return kept
    kept.sort(key=lambda c: (c.first - c.last, c.first, len(c.lead)))
    out: list[Candidate] = []
    for c in kept:
        if not any(o.first <= c.last and c.first <= o.last for o in out):
            out.append(c)
    out.sort(key=lambda c: c.first)
    return out


def _surround(spot: Spot, sentence: Sentence, words: PlaceWords) -> None:
    c = spot.candidate
    at = c.first
    attached = words.lead(c.lead)
    if attached in ("in", "to"):
        # An attached preposition is the word before.
        spot.before = attached
    if spot.before is None or spot.before == "to":
        while at > 0 and sentence.words[at - 1] in OPENING:
            at -= 1
            spot.quoted = True
        found, begin = words.before(sentence, at)
        if found is None and at > 1 and _year(sentence.words[at - 1]):
            found, begin = words.before(sentence, at - 1)  # «المپیک ۲۰۱۲ لندن»
            if found != "event":
                found, begin = None, at
        if spot.before is None:
            spot.before = found
        spot.kind, from_kind = words.kind(sentence, at)
        begin = min(begin, from_kind)
        if begin < at:
            spot.near, _ = words.before(sentence, begin)
        elif at > 1 and sentence.words[at - 1] not in COMMAS:
            spot.near, _ = words.before(sentence, at - 1)
    after = c.last + 1
    while after < len(sentence) and sentence.words[after] in CLOSING:
        after += 1
    if after < len(sentence):
        spot.after = words.after(sentence, after)
        if spot.after is None and not words.habits.cased and spot.key[0].isascii():
            spot.after = place_words("en").after(sentence, after)  # «Los Angeles Dodgers» left in Latin letters
        spot.kind = spot.kind or words.kind_after(sentence, after)


def _year(word: str) -> bool:
    return len(word) == _YEAR and word.isdigit()


def _link(left: Spot, right: Spot, sentence: Sentence, words: PlaceWords) -> None:
    """Note that two names stand side by side: in a list («A, B و C»), or with nothing or a comma between."""
    between = sentence.words[left.candidate.last + 1 : right.candidate.first]
    lead = right.candidate.lead
    spot_words = [w for w in between if w not in OPENING and w not in CLOSING]
    if len(between) > 1 and between[1] in ("(", ",") and words.calls(between[0]):
        del spot_words[0]  # "Kulu town (Konya)", "Kulu municipality, Konya"
    if len(spot_words) > 2 or not words.listing.issuperset(spot_words):
        within = right.kind is not None or right.before == "in"
        if len(spot_words) <= 3 and within and right.head is None and _holds(left, right):
            right.follows, right.gap = left, 1  # «ویلینگ در ایالت ویرجینیا», "Puge county in Sichuan province"
        return
    right.follows = left
    right.gap = len(spot_words)
    if words.lead(lead) == "in" and not spot_words and _holds(left, right):
        return
    if lead == "" and spot_words in ([], [","]) and _holds(left, right):
        # "Paris, Texas", «ادلب سوریه»: the second place holds the first; no list.
        return
    joined = words.lead(lead) == "and"
    if joined or (spot_words and not lead and right.before in (None, "to", "from", "function")):
        head = left.head or left
        right.head = head
        right.listed = left.listed = True
        right.before, right.kind, right.near = head.before, head.kind or right.kind, head.near


def _holds(inner: Spot, outer: Spot) -> bool:
    """Whether a place that the second name may mean holds one that the first may mean."""
    # Divisions have no population of their own, so that they come last among the places of a name.
    wide = [n.entry for n in outer.named if n.entry.kind in ("country", "province")][:_WIDE]
    return bool(wide) and any(inside(n.entry, entry) for n in inner.named for entry in wide)
