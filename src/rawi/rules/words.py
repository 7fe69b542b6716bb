"""What a word brings to a family of rules: the letters in it that rules need, and the rules that may begin there."""

import re
from collections.abc import Iterable
from typing import Final

from rawi.rules.openings import RUN, Opening

_KEPT: Final = 131072  # distinct words whose masks are kept at most
DIGITS: Final = re.compile(r"\d")


class Words:
    """Of each word the keys that lie in it and the rules that may begin at it, as a mask, worked out at the first look.

    Most words have the same mask, so `masks` holds each mask once and `number` of a word says which; the first is that
    of a word that nothing is known of. All is forgotten when too many words are kept. `pieces` has, for words of
    several runs of letters or digits («don't», 1,800), where each run lies and the rules that may begin there.
    """

    def __init__(
        self, literals: Iterable[tuple[int, str]], begins: Iterable[tuple[int, frozenset[Opening]]], digit: int
    ) -> None:
        self._digit = digit
        self.pieces: dict[str, list[tuple[int, int]]] = {}
        self.numbers: dict[str, int] = {}
        self._literals: dict[str, int] = {}
        self._is: dict[str, int] = {}
        self._begins: dict[str, int] = {}
        # A literal is looked up where its first two letters stand; those of one letter are letters or marks.
        pairs: dict[str, set[int]] = {}
        for bit, letters in literals:
            self._literals[letters] = self._literals.get(letters, 0) | bit
            if len(letters) > 1:
                pairs.setdefault(letters[:2], set()).add(len(letters))
        self._pairs = {pair: sorted(found) for pair, found in pairs.items()}
        singles = [(letters, bit) for letters, bit in self._literals.items() if len(letters) == 1]
        self._letters = [(letter, bit) for letter, bit in singles if letter.isalpha()]
        self._marks = [(mark, bit) for mark, bit in singles if not mark.isalpha()]
        self._all = 0
        for bit, openings in begins:
            self._all |= bit
            for letters, whole in openings:
                table = self._is if whole else self._begins
                table[letters] = table.get(letters, 0) | bit
        # Letter → how long the stretches are that begin with it.
        self._lengths: dict[str, list[int]] = {}
        for head in sorted(self._begins, key=len):
            known = self._lengths.setdefault(head[:1], [])
            if head and len(head) not in known:
                known.append(len(head))
        self._anything = self._begins.get("", 0)
        self.masks: list[int] = [self._anything]
        self._places: dict[int, int] = {self.masks[0]: 0}

    def number(self, word: str) -> int:
        """The place of a word's mask in `masks`."""
        known = self.numbers.get(word, -1)
        if known >= 0:
            return known
        if len(self.numbers) >= _KEPT:
            self.numbers.clear()
            self.pieces.clear()
        mask = self._mask(word)
        place = self._places.get(mask, -1)
        if place < 0:
            place = self._places[mask] = len(self.masks)
            self.masks.append(mask)
        self.numbers[word] = place
        return place

    def _mask(self, word: str) -> int:
        mask = 0
        literals, pairs = self._literals, self._pairs
        for at in range(len(word) - 1):
            lengths = pairs.get(word[at : at + 2])
            if lengths is not None:
                for length in lengths:
                    mask |= literals.get(word[at : at + length], 0)
        for letter, bit in self._letters:
            if letter in word:
                mask |= bit
        if word.isalpha():
            return mask | self._at(word)
        for letter, bit in self._marks:
            if letter in word:
                mask |= bit
        if DIGITS.search(word) is not None:
            mask |= self._digit
        runs = [(m.start(), self._at(m.group())) for m in RUN.finditer(word)]
        if not runs:
            return mask | self._is.get(word, 0)
        if len(runs) > 1 or (runs and runs[0][0]):
            self.pieces[word] = runs
        for _, begun in runs:
            mask |= begun
        return mask

    def _at(self, run: str) -> int:
        """The rules that may begin at a run of letters or digits."""
        if not run.isascii() and not run.isalpha():
            return self._all
        mask = self._is.get(run, 0) | self._anything
        lengths = self._lengths.get(run[:1])
        if lengths is not None:
            for length in lengths:
                if length > len(run):
                    break
                mask |= self._begins.get(run[:length], 0)
        return mask
