"""The small words around times in one language: glue, words for "to", words before a time that open or close it."""

import re
from functools import lru_cache
from typing import Final

from rawi.lang import Pack
from rawi.rules.compile import trie_pattern
from rawi.text import fold_word

_NEVER: Final = re.compile(r"(?!)")


class TimeWords:
    """Compiled once for each pack; all methods take folded lower-cased text."""

    def __init__(self, pack: Pack) -> None:
        self._glue = _whole(pack, "time_glue")
        self._to = _whole(pack, "time_to")
        forms = pack.forms("time_bound")
        lead = trie_pattern(pack.forms("time_lead") or [""])
        self._bound = re.compile(rf"(?<!\w)(?P<word>{trie_pattern(forms)})[ (\"«']*(?:{lead})?$") if forms else _NEVER
        between = pack.forms("time_between")
        self._between = re.compile(rf"(?<!\w)(?:{trie_pattern(between)})[ ]*$") if between else _NEVER
        self._and = _whole(pack, "time_and")
        self._pack = pack
        settings = pack.settings.get("times", {})
        self.calendar: str = settings.get("calendar", "gregorian")
        self.week: int = settings.get("week", 0)
        self.verb_last: bool = settings.get("verb") == "last"
        shape = settings.get("present")
        self._present = re.compile(re.sub(r"[^\x00-\x7f]+", lambda m: fold_word(m.group()), shape)) if shape else _NEVER
        self.weekend: tuple[int, int] = tuple(settings.get("weekend", (5, 6)))

    def glue(self, gap: str) -> bool:
        """Whether the text between two parts lets them make one expression."""
        gap = gap.strip()
        return not gap or self._glue.fullmatch(gap) is not None

    def to(self, gap: str, before: str = "") -> bool:
        """Whether the text between two expressions makes a range of them; "and" does after "between"."""
        gap = gap.strip()
        if self._to.fullmatch(gap) is not None:
            return True
        return self._and.fullmatch(gap) is not None and self._between.search(before) is not None

    def present(self, word: str) -> bool:
        """Whether a word has the shape of a verb in the present."""
        return self._present.fullmatch(word) is not None

    def bound(self, before: str) -> tuple[str, int] | None:
        """(since, until, before, after or none, characters back to the word) by the word that ends `before`."""
        m = self._bound.search(before)
        if m is None:
            return None
        found = self._pack.value("time_bound", " ".join(m.group("word").split()))
        return str(found), len(before) - m.start("word")


def _whole(pack: Pack, concept: str) -> "re.Pattern[str]":
    forms = pack.forms(concept)
    return re.compile(trie_pattern(forms)) if forms else _NEVER


@lru_cache(maxsize=8)
def words_of(pack: Pack) -> TimeWords:
    """The time words of a pack."""
    return TimeWords(pack)
