"""Text → pieces, as XLM-R cuts it (a unigram model): the likeliest cut of each word by the scores of its pieces.

Characters are first written as the vocabulary's normalisation has them (compatibility forms, tatweel, joiners). No
piece crosses a blank, so each word is cut by itself, and once: the cut of a word never depends on its neighbours.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

BLANK = "▁"  # stands for a blank at the head of a word's first piece
_LONGEST = 200  # characters of a word that are cut together: what is longer is no word


class Piece(NamedTuple):
    """A piece of a text: its number in the vocabulary and its code points `[start, end)`."""

    number: int
    start: int
    end: int


class Tokenizer:
    """Cuts text into the pieces of a vocabulary. `scores` are log probabilities; `unknown` is the number of none."""

    def __init__(self, pieces: Sequence[str], scores: Sequence[float], norm: Mapping[str, str], unknown: int) -> None:
        special = {n for n, piece in enumerate(pieces) if len(piece) > 2 and piece[0] == "<" and piece[-1] == ">"}
        self._pieces = {
            piece: (n, float(score))
            for n, (piece, score) in enumerate(zip(pieces, scores, strict=True))
            if piece and n not in special
        }
        self._norm = dict(norm)
        self._unknown = unknown
        # As the model was made: a character that no piece has costs ten more than the rarest piece.
        self._missing = float(min(scores, default=0.0)) - 10.0
        self._most = max(map(len, self._pieces), default=1)
        self._cut = lru_cache(maxsize=65536)(self._cut_word)

    def pieces(self, text: str) -> list[Piece]:
        """The pieces of a text in order. A blank before a word lies in no piece."""
        out: list[Piece] = []
        for word, places in self._words(text):
            at = 0
            for number, length in self._cut(word):
                # The blank that stands before each word has no place of its own.
                first, last = max(at, 1), at + length
                at = last
                if last > first:
                    out.append(Piece(number, places[first - 1], places[last - 2] + 1))
                else:
                    out.append(Piece(number, places[0], places[0]))
        return out

    def numbers(self, text: str) -> list[int]:
        """The numbers of a text's pieces."""
        return [number for word, _ in self._words(text) for number, _ in self._cut(word)]

    def _words(self, text: str) -> list[tuple[str, list[int]]]:
        """Each word with a blank before it, and the place in the text of each of its letters."""
        out: list[tuple[str, list[int]]] = []
        letters: list[str] = []
        places: list[int] = []
        for at, char in enumerate(text):
            for letter in self._norm.get(char, char):
                if letter != " ":
                    letters.append(letter)
                    places.append(at)
                elif letters:
                    out.append((BLANK + "".join(letters), places))
                    letters, places = [], []
        if letters:
            out.append((BLANK + "".join(letters), places))
        return out

    def _cut_word(self, word: str) -> tuple[tuple[int, int], ...]:
        """(number, letters) of each piece of a word."""
        if len(word) > _LONGEST:
            parts = [word[i : i + _LONGEST] for i in range(0, len(word), _LONGEST)]
            return tuple(cut for part in parts for cut in self._cut_word(part))
        size = len(word)
        best = [0.0] + [float("-inf")] * size
        back: list[tuple[int, int]] = [(0, 0)] * (size + 1)
        known = self._pieces
        for i in range(size):
            here = best[i]
            for j in range(i + 1, min(size, i + self._most) + 1):
                found = known.get(word[i:j])
                if found is not None and here + found[1] > best[j]:
                    best[j], back[j] = here + found[1], (found[0], i)
            if here + self._missing > best[i + 1]:
                best[i + 1], back[i + 1] = here + self._missing, (self._unknown, i)
        out = []
        at = size
        while at:
            number, start = back[at]
            out.append((number, at - start))
            at = start
        return tuple(reversed(out))
