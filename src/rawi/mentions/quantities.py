"""Any quantity of a sentence, not of people alone: fractions, decimals, signs, powers and ratios as well.

    quantities(sentence, pack)   "three quarters" .75 · ثلاثة وعشرون خمس 4.6 · «دو سوم» · -1 4/5 · 1.3e6 · "one in 20"

Numbers themselves are read by `numbers.cardinal`; this adds what a count of people never has.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Any, Final

from rawi.lang import Pack
from rawi.mentions.numbers import cardinal, words_of
from rawi.text import Sentence

_PLAIN: Final = re.compile(r"\d+(?:[.,]\d+)?")
_LIST: Final = re.compile(r"\d{1,2}(?:,\d{1,2})+")
_GROUPED: Final = re.compile(r"\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d+)?")
_EUROPEAN: Final = re.compile(r"\d{1,3}(?:[.,]\d{3})+,\d+|\d{1,3}(?:\.\d{3})+,\d+")
_DECIMAL_DOT: Final = re.compile(r"\d{1,3}\.\d{3}")
_SIGNS: Final = frozenset(("-", "+"))
Found = tuple[float, int]


class Quantity:
    """A quantity at tokens `[first, end)` with its value."""

    __slots__ = ("end", "first", "value")

    def __init__(self, first: int, end: int, value: float) -> None:
        self.first, self.end, self.value = first, end, value

    def __repr__(self) -> str:
        return f"Quantity({self.first}-{self.end}: {self.value})"


def quantities(sentence: Sentence, pack: Pack) -> list[Quantity]:
    """Every quantity of a sentence, in order, none overlapping."""
    return list(_Reader(sentence, pack).all())


def quantity(sentence: Sentence, i: int, pack: Pack) -> Quantity | None:
    """The quantity that starts at token `i`, None when none does."""
    found = _Reader(sentence, pack).signed(i)
    return None if found is None else Quantity(i, found[1], found[0])


class _Reader:
    def __init__(self, sentence: Sentence, pack: Pack) -> None:
        self.words, self.starts, self.ends = sentence.words, sentence.starts, sentence.ends
        self.pack, self.known = pack, words_of(pack)
        self.homographs = set(pack.forms("quantity_homograph") or ())
        self.articles = tuple(pack.settings.get("counts", {}).get("articles", ()))
        self.glued_scales = set(pack.forms("number_abbreviated") or ()) - {"m"}

    def all(self) -> Iterator[Quantity]:
        i = 0
        while i < len(self.words):
            parts = self._pieces(i)
            if parts is not None:
                yield from (Quantity(i, i + 1, value) for value in parts)
                i += 1
                continue
            found = self.signed(i)
            if found is None:
                i = self._skip(i)
            else:
                yield Quantity(i, found[1], found[0])
                i = found[1]

    def signed(self, i: int) -> Found | None:
        """A quantity with its sign and what it is a part of."""
        at, sign = i, 1
        minus = self._entry("quantity_minus", i)
        if minus is not None:
            at, sign = minus[1], -1
        elif self._is(i, "-") and not (self._adjacent(i) and self.words[i - 1][-1].isalnum()):
            at, sign = i + 1, -1
        found = self._ratio(at)
        return None if found is None else (sign * found[0], found[1])

    def _ratio(self, i: int) -> Found | None:
        part = self._entry("quantity_part_of", i)
        if part is not None:
            whole = self._sum(part[1])
            return None if whole is None or not whole[0] else (1 / whole[0], whole[1])
        top = self._sum(i)
        if top is None:
            return None
        over = self._entry("quantity_over", top[1])
        if over is None:
            return top
        bottom = self._sum(over[1])
        if bottom is None or bottom[0] < 1 or (over[0] == "less" and top[0] >= bottom[0]):
            return top
        shares = self._entry("quantity_part_of", top[1]) is not None
        rest = top[0] % 100
        if shares and 0 < rest < bottom[0] and top[0] > rest:
            # مئتان وواحد وسبعون جزء من مئة: two hundred and seventy-one hundredths.
            return top[0] - rest + rest / bottom[0], bottom[1]
        return top[0] / bottom[0], bottom[1]

    def _sum(self, i: int) -> Found | None:
        base = self._fraction(i) or self._figure(i) or self._spoken(i)
        if base is None:
            return None
        value, end = base
        if (point := self._entry("quantity_point", end)) is not None:
            decimals = self._decimals(point[1])
            return base if decimals is None else (value + decimals[0], decimals[1])
        share = self._share(end) if value >= 1 else None
        if share is not None:
            rest = value % 100
            if 0 < rest < share[0][1] and value > rest and not self._digit(end - 1):
                return self._plus(value - rest, rest * share[0][0] / share[0][1], share[1])
            return value * share[0][0] / share[0][1], share[1]
        join = self._join(end)
        if join is not None and value >= 1 and (added := self._added(join, value)) is not None:
            return added
        return value, end

    def _added(self, i: int, value: float) -> Found | None:
        """«و ثلاثة أخماس», "and a half": a fraction added to a whole."""
        share = self._share(i, joined=True)
        if share is None:
            figure = self._spoken(i, joined=True)
            share = self._share(figure[1]) if figure is not None else None
            if share is None or figure is None or figure[0] >= share[0][1]:
                return None
            return self._plus(value, figure[0] * share[0][0] / share[0][1], share[1])
        return self._plus(value, share[0][0] / share[0][1], share[1])

    def _plus(self, value: float, part: float, end: int) -> Found:
        """A whole and a part of its last scale: "two million and one half", "one billion and a half million"."""
        scale = self.known.part(self.words, end)
        if scale is not None and scale.scale and scale.value >= 1000 and value > scale.value:
            return value + part * scale.value, scale.end
        unit = 1
        while self.known.clitic_level != "units" and value % (unit * 1000) == 0 and unit < 10**12:
            unit *= 1000
        return value + part * (unit if unit >= 10**6 else 1), end

    def _join(self, i: int) -> int | None:
        join = self._entry("number_and", i)
        if join is not None and join[0] != "-" and not self._is(i, "-"):
            return join[1]
        if i < len(self.words) and self._clitic(i):
            return i
        return None

    def _clitic(self, i: int) -> bool:
        word = self.words[i]
        return any(word.startswith(f) and len(word) > len(f) for f in self.pack.forms("number_prefix") or ()) and (
            word[0] in (self.pack.forms("number_and") or ())
        )

    def _share(self, i: int, joined: bool = False) -> tuple[tuple[int, int], int] | None:
        """The numerator and denominator of a fraction word at token `i`."""
        if self._is(i, "-"):
            return self._share(i + 1)
        found = self._entry("quantity_fraction", i)
        if found is None and i < len(self.words) and self.words[i].startswith(self.articles):
            # الربع, النصف: the article says nothing of the value.
            bare = next(self.words[i][len(a) :] for a in self.articles if self.words[i].startswith(a))
            value = self.pack.value("quantity_fraction", bare)
            return None if value is None else ((value[0], value[1]), i + 1)
        if found is None and joined and i < len(self.words) and self._clitic(i):
            value = self.pack.value("quantity_fraction", self.words[i][1:])
            return None if value is None else ((value[0], value[1]), i + 1)
        return None if found is None else ((found[0][0], found[0][1]), found[1])

    def _fraction(self, i: int) -> Found | None:
        """A fraction that stands alone, or of a number: نصف, خمس العشرون, "two thirds of a million"."""
        share = self._share(i)
        if share is None:
            return None
        value, end = share[0][0] / share[0][1], share[1]
        word_is_homograph = self.words[i] in self.homographs
        of = self._entry("number_of", end)
        scale = self.known.part(self.words, end)
        if word_is_homograph and scale is not None and scale.scale and not scale.joins:
            return None
        nested = self._fraction(end)
        after = nested or self._spoken(of[1] if of else end)
        if word_is_homograph:
            definite = (
                end >= len(self.words) or not self.words[end][0].isalpha() or self.words[end].startswith(self.articles)
            )
            if not definite and after is None:
                return None
        if after is not None and (nested or after[0] >= 10) and not self._digit(end):
            return value * after[0], after[1]
        return value, end

    def _decimals(self, i: int) -> Found | None:
        ratio = self._figure(i) or self._spoken(i) or self._zero(i)
        if ratio is None:
            return None
        over = self._entry("quantity_over", ratio[1])
        if over is not None and (bottom := self._spoken(over[1])) is not None and bottom[0] > ratio[0]:
            return ratio[0] / bottom[0], bottom[1]
        digits, end = "", i
        while (one := self._zero(end) or self._spoken(end)) is not None and one[0] < 10:
            digits, end = digits + str(int(one[0])), one[1]
        if digits:
            return float(f"0.{digits}"), end
        return float(f"0.{int(ratio[0])}"), ratio[1]

    def _zero(self, i: int) -> Found | None:
        found = self._entry("quantity_zero", i)
        return None if found is None else (0.0, found[1])

    def _spoken(self, i: int, joined: bool = False) -> Found | None:
        """A number in words or digits with its scales; not one that a joining clitic hangs on the word before."""
        if i >= len(self.words) or (not joined and i and self._digit(i - 1) and self._adjacent(i)):
            return None
        if (zero := self._zero(i)) is not None:
            return zero
        found = cardinal(self.words, i, self.pack)
        if found is not None and self._lettered(found[1]):
            return None
        return None if found is None else (float(found[0]), found[1])

    def _figure(self, i: int) -> Found | None:
        """Digits that the number reader leaves: .08, 1 4/5, 1.1^23, 1e10, 12,34,567.89."""
        if i < len(self.words) and len(self.words[i]) == 1 and unicodedata.category(self.words[i]) == "No":
            return unicodedata.numeric(self.words[i]), i + 1
        if self._is(i, ".") and self._digit(i + 1) and self._adjacent(i + 1):
            if (i and self._adjacent(i) and self.words[i - 1][-1].isalnum()) or self._lettered(i + 2):
                return None
            return float("0." + self.words[i + 1]), i + 2
        if not self._digit(i):
            return None
        word = self.words[i]
        if word.count("/") == 1 and "." not in word:
            top, _, bottom = word.partition("/")
            if int(bottom) == 0:
                return None
            value, end = int(top) / int(bottom), i + 1
            if self._digit(end) and self.words[end].isdigit() and len(self.words[end]) < 3:
                return value + int(self.words[end]), end + 1
            return value, end
        after = self.words[i + 1] if self._digit(i + 1) else ""
        if word.isdigit() and after.count("/") == 1 and not self._adjacent(i + 1):
            top, _, bottom = after.partition("/")
            if int(bottom):
                return int(word) + int(top) / int(bottom), i + 2
        plain = self._plain(word)
        if plain is None:
            return None
        power = self._power(i + 1, plain)
        if power is not None:
            return power
        if _PLAIN.fullmatch(word) and not _DECIMAL_DOT.fullmatch(word):
            return None
        scale = self.known.part(self.words, i + 1)
        return None if scale is not None and scale.scale else (None if self._lettered(i + 1) else (plain, i + 1))

    def _plain(self, word: str) -> float | None:
        if _EUROPEAN.fullmatch(word) and not _GROUPED.fullmatch(word):
            head, _, tail = word.rpartition(",")
            return float(re.sub("[.,]", "", head) + "." + tail)
        if _GROUPED.fullmatch(word):
            return float(word.replace(",", ""))
        if _PLAIN.fullmatch(word):
            return float(word.replace(",", "."))
        return None

    def _power(self, i: int, base: float) -> Found | None:
        """^23, e10, x10^6 directly after a figure."""
        at, ten = i, base
        if self._is(i, "x") and self._digit(i + 1) and self.words[i + 1] == "10" and self._is(i + 2, "^"):
            at, ten = i + 2, 10.0
        elif not ((self._is(i, "^") or self._is(i, "e")) and self._adjacent(i)):
            return None
        sign, j = 1, at + 1
        while j < len(self.words) and self.words[j] in _SIGNS:
            sign *= -1 if self.words[j] == "-" else 1
            j += 1
        if not self._digit(j) or not self.words[j].isdigit() or len(self.words[j]) > 3:
            return None
        exponent = sign * int(self.words[j])
        if self._is(at, "e"):
            return base * 10.0**exponent, j + 1
        return (base * ten**exponent if at != i else base**exponent), j + 1

    def _pieces(self, i: int) -> list[float] | None:
        """The figures of an address, a date or a list in one token: 192.168.1.2, 5/17/2018, 22,24,26."""
        word = self.words[i]
        if not self._digit(i):
            return None
        if (word.count(".") > 1 and not re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", word)) or word.count("/") > 1:
            return [float(piece) for piece in re.split("[./]", word)]
        if "/" in word and i and self._adjacent(i):
            return [float(piece) for piece in word.split("/")]
        if word.count(",") > 1 and _LIST.fullmatch(word):
            return [float(piece) for piece in word.split(",")]
        return None

    def _lettered(self, i: int) -> bool:
        """Whether letters hang on the digits before token `i` (180ml): a unit, not a figure by itself."""
        if not (0 < i < len(self.words)) or not self._digit(i - 1) or not self._adjacent(i):
            return False
        return self.words[i][0].isalpha() and self.words[i] not in self.glued_scales

    def _skip(self, i: int) -> int:
        if self._digit(i) and self._lettered(i + 1):
            return i + 2
        if self._is(i, ".") and self._digit(i + 1) and self._adjacent(i + 1):
            return i + 2
        return i + 1

    def _entry(self, concept: str, i: int) -> tuple[Any, int] | None:
        return self.known.longest(concept, self.words, i)

    def _is(self, i: int, mark: str) -> bool:
        return i < len(self.words) and self.words[i] == mark

    def _digit(self, i: int) -> bool:
        return 0 <= i < len(self.words) and self.words[i][0].isdigit()

    def _adjacent(self, i: int) -> bool:
        return 0 < i < len(self.words) and self.ends[i - 1] == self.starts[i]
