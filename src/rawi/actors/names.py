"""Names in running words: a tree of folded words, longest name first."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Final

import msgspec

from rawi.text import fold_word

_JOINER: Final = "\u200c"
_WORDS: Final = re.compile(r"\d+|[^\W\d_]+(?:'[^\W\d_]+)*|[^\w\s]")


class Name(msgspec.Struct, frozen=True):
    """One wording of one actor. `guarded` wordings need a sign that the actor is meant (see `mentions.actors`)."""

    actor: str
    form: str
    lang: str
    tone: str
    guarded: bool


class _Node:
    __slots__ = ("names", "next")

    def __init__(self) -> None:
        self.names: list[Name] = []
        self.next: dict[str, _Node] = {}


def words(name: str) -> tuple[str, ...]:
    """The folded, lower-cased words and marks of a name."""
    folded = fold_word(name)
    plain = folded.replace(" ", "").isalpha()
    return tuple(folded.split() if plain else _WORDS.findall(folded))


def spellings(form: str) -> set[tuple[str, ...]]:
    """The words of a name as it may be spaced: a joiner or a hyphen joins, or parts («حزب‌الله», «حزب الله»)."""
    return {words(one) for one in {form, form.replace(_JOINER, " "), form.replace("-", " ")}} - {()}


class Names:
    """Names to be found in sentences."""

    def __init__(self) -> None:
        self._root = _Node()
        self._openers: dict[Analyses, _Openers] = {}

    def add(self, name: Name, spelt_as: Iterable[tuple[str, ...]] | None = None) -> None:
        """Add one wording, under each way it may be spaced (`spelt_as`, where `spellings` has told already)."""
        for spelt in spellings(name.form) if spelt_as is None else spelt_as:
            node = self._root
            for word in spelt:
                node = node.next.setdefault(word, _Node())
            node.names.append(name)
        self._openers.clear()

    def openers(self, analyses: "Analyses") -> "_Openers":
        """How words begin names, by a language's clitics."""
        if analyses not in self._openers:
            self._openers[analyses] = _Openers(self._root.next, analyses)
        return self._openers[analyses]

    def starts(self, word: str) -> bool:
        """Whether any name begins with this folded word."""
        return word in self._root.next

    def longest(
        self, first: str, words: list[str], at: int, most: int, last_forms: "LastForms"
    ) -> tuple[list[Name], int, int]:
        """The longest name that begins with the word `first` and goes on in `words` from `at` on, `most` words long.

        Gives (wordings, number of words, letters of a suffix left off the last word); no wordings when none matches.
        `last_forms[word]` gives (core, letters off) for a word that may carry a suffix, the bare word first.
        """
        node = self._root.next.get(first)
        best: tuple[list[Name], int, int] = ([], 0, 0)
        if node is None:
            return best
        if node.names:
            best = (node.names, 1, 0)
        number = 1
        while node.next and number < most and at < len(words):
            word, nexts = words[at], node.next
            number, at = number + 1, at + 1
            for core, off in last_forms[word]:
                ending = nexts.get(core)
                if ending is not None and ending.names:
                    best = (ending.names, number, off)
                    break
            following = nexts.get(word)
            if following is None:
                break
            node = following
        return best


Analyses = Callable[[str], tuple[tuple[int, int], ...]]
_KEPT: Final = 131072  # distinct words whose readings are kept


class _Openers:
    """How words begin names: worked out at the first look-up of a word, and forgotten when too many are kept."""

    def __init__(self, firsts: Mapping[str, _Node], analyses: Analyses) -> None:
        self._firsts, self._analyses = firsts, analyses
        self.known: dict[str, tuple[tuple[int, str], ...]] = {}

    def of(self, word: str) -> tuple[tuple[int, str], ...]:
        """(letters of a prefix, what they leave of the word) for each reading of a word that begins a name."""
        found = self.known.get(word)
        if found is None:
            if len(self.known) >= _KEPT:
                self.known.clear()
            begun: list[tuple[int, str]] = []
            for before, _ in self._analyses(word):
                core = word[before:] if before else word
                if core in self._firsts:
                    begun.append((before, core))
            found = self.known[word] = tuple(begun)
        return found


class LastForms(dict[str, list[tuple[str, int]]]):
    """Word → the cores that a language's suffixes leave of it, by `analyses` of its pack."""

    def __init__(self, analyses: Analyses) -> None:
        super().__init__()
        self._analyses = analyses

    def __missing__(self, word: str) -> list[tuple[str, int]]:
        if len(self) >= _KEPT:
            self.clear()
        found = self[word] = [
            (word[: len(word) - after], after) for before, after in self._analyses(word) if not before
        ]
        return found
