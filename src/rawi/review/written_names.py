"""Places that no table names in the reader's language: as documents in that language write them.

An unlisted town goes by one name in the case, in whatever script it was first met. Whoever reads another script is
shown the form that passages in their own language have most often, known again by its consonants; where no passage
has one, the name stays as it is.
"""

import re
from collections import Counter
from collections.abc import Hashable
from time import monotonic

from rawi.store import Case
from rawi.store.rows import place_id

PASSAGES = 60
"""Passages about events at the place that are looked through."""
SECONDS = 5.0
"""How often it is looked whether the case holds other documents."""
LEAST = 3
"""Consonants that a name must have to be known by them."""
_ARABIC = re.compile(r"[\u0600-\u06ff]")
_LATIN = re.compile(r"[A-Za-z]")
_WORD = re.compile(r"[^\W\d_]+(?:[\u200c'’-][^\W\d_]+)*")


def foreign(language: str, name: str) -> bool:
    """Whether a name is in a script that the reader's language is not written in."""
    return bool((_ARABIC if language == "en" else _LATIN).search(name))


class WrittenNames:
    """The names of a case's places in the three languages, each looked up once for as long as the case is the same."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, str, str | None], str] = {}
        self._stamp: Hashable = None
        self._looked = -SECONDS

    def place(self, case: Case, language: str, name: str, country: str | None) -> str:
        """The form in the reader's language, or the name as it is."""
        if monotonic() - self._looked >= SECONDS:
            # Another build may have brought other ways to write a name.
            stamp = case.overview()["documents"]
            if stamp != self._stamp:
                self._found, self._stamp = {}, stamp
            self._looked = monotonic()
        key = (language, name, country)
        if key not in self._found:
            self._found[key] = _form(name, _passages(case, language, name, country)) or name
        return self._found[key]


def _passages(case: Case, language: str, name: str, country: str | None) -> list[str]:
    """What claims in a language say of events at a place; at first at the one in that country, else in any."""
    for place in dict.fromkeys((place_id(name, country, None), place_id(name, None, None))):
        if found := _told_at(case, language, place):
            return found
    return []


def _told_at(case: Case, language: str, place: str) -> list[str]:
    rows = case.database.rows(
        """SELECT c.quote FROM event_mark m JOIN event_claim x ON x.event = m.number
           JOIN claim c ON c.document = x.document AND c.id = x.claim
           WHERE m.kind = 'place' AND m.value = ? AND c.language = ? LIMIT ?""",
        (place, language, PASSAGES),
    )
    return [row["quote"] for row in rows if row["quote"]]


def _form(name: str, passages: list[str]) -> str | None:
    """The wording that has the name's consonants and stands most often; the first of those that stand as often."""
    from rawi.merge.names import name_skeleton

    wanted = name_skeleton(name)
    if not wanted or sum(map(len, wanted)) < LEAST or not passages:
        return None
    found: Counter[str] = Counter()
    for passage in passages:
        spans = [m.span() for m in _WORD.finditer(passage)]
        for at in range(len(spans) - len(wanted) + 1):
            words = [passage[slice(*span)] for span in spans[at : at + len(wanted)]]
            if all(name_skeleton(word) == (bones,) for word, bones in zip(words, wanted, strict=True)):
                found[" ".join(words)] += 1
    return found.most_common(1)[0][0] if found else None
