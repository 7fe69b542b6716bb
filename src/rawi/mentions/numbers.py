"""Numbers in running text: digits and words, with the words that bound them.

Language-blind: what a language calls its numbers is data (`lexicon/numbers.toml` of each pack). Three entries:

    cardinal(words, i, pack)     the bare number at token i: 1,800 · «۲ میلیون و ۳۰۰ هزار» · ألف ومئتان
    read_number(words, i, pack)  the same with bounds and ranges: "at least 30", «بین ۳ تا ۵», عشرات الآلاف
    numbers(words, pack)         every number of a sentence, left to right, none overlapping

`words` are folded lower-cased tokens (`Sentence.words`). Ordinals, times of day and dates in digits are no numbers.
"""

import re
from functools import lru_cache
from typing import Final

from rawi.lang import Pack
from rawi.mentions.number_words import NumberWords, Part

_DIGITS: Final = re.compile(r"\d+")
_COMMAS: Final = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_DOTS: Final = re.compile(r"\d{1,3}(?:\.\d{3})+")
_TAIL: Final = re.compile(r"\d{3}\.\d+")
_DECIMAL: Final = re.compile(r"\d+[./,]\d+")
_LARGEST: Final = 10**18
Value = int | float


class Number:
    """A number at tokens `[first, end)`, bounds included; `[core, core_end)` is the figure alone.

    `low`/`high` bound it (`high` None: unbounded). `bound` says what did: None for an exact figure, least, most,
    about, vague (dozens, some thousand), range; `parts` are the two ends of a range. `lead` is the length of a
    clitic that stands before the first word and is no part of the number (و، بـ، لـ).
    """

    __slots__ = ("bound", "core", "core_end", "end", "first", "high", "lead", "low", "parts")

    def __init__(self, first: int, end: int, low: Value, high: Value | None, bound: str | None, lead: int = 0) -> None:
        self.first, self.end, self.low, self.high, self.bound, self.lead = first, end, low, high, bound, lead
        self.core, self.core_end = first, end
        self.parts: tuple[Number, Number] | None = None

    @property
    def approx(self) -> bool:
        """Whether the figure is anything but plain and exact."""
        return self.bound is not None

    @property
    def value(self) -> Value | None:
        """The figure where there is one (exact, or about), else None."""
        return self.low if self.low == self.high else None

    def __repr__(self) -> str:
        return f"Number({self.first}-{self.end}: {self.low}..{self.high} {self.bound})"


@lru_cache(maxsize=8)
def words_of(pack: Pack) -> NumberWords:
    """The number lexicon of a pack, laid out once."""
    return NumberWords(pack)


def numbers(words: list[str], pack: Pack) -> list[Number]:
    """Every number of a sentence, in order, none overlapping."""
    known = words_of(pack)
    found: list[Number] = []
    done = 0
    for i in known.places(words):
        if i < done:
            continue
        number = _bounded(words, i, known)
        if number is not None:
            found.append(number)
            done = number.end
        elif words[i][0].isdigit() and i + 1 < len(words) and known.is_ordinal_tail(words[i + 1]):
            done = i + 2
    return found


def read_number(words: list[str], i: int, pack: Pack) -> Number | None:
    """The number, with its bounds, that starts at token `i`; None when none does."""
    return _bounded(words, i, words_of(pack))


def cardinal(words: list[str], i: int, pack: Pack) -> tuple[Value, int] | None:
    """The bare number that starts at token `i` and the token after it; None when there is none."""
    return _cardinal(words, i, words_of(pack))


def bound_after(words: list[str], i: int, number: Number, pack: Pack) -> int:
    """Bound `number` by what stands after its noun at token `i` ("30 people or more"); the token after that, or `i`."""
    hit = words_of(pack).longest("number_bound_after", words, i)
    if hit is None or number.bound not in (None, str(hit[0])):
        return i
    _bind(number, str(hit[0]))
    return hit[1]


def _bind(number: Number, bound: str) -> None:
    number.bound = number.bound or bound
    if bound == "least":
        number.high = None
    elif bound == "most":
        number.low, number.high = 0, number.high or number.low


def _bounded(words: list[str], i: int, known: NumberWords) -> Number | None:
    at, bound = i, None
    while (hit := known.longest("number_bound", words, at)) is not None:
        # «حداقل حدود ۳۰»: the outer bound is the one that holds.
        bound, at = bound or str(hit[0]), hit[1]
    found = _range(words, at, known)
    if found is None:
        return None
    after = known.longest("number_bound_after", words, found.end)
    if after is not None and bound in (None, after[0]):
        bound, found.end = str(after[0]), after[1]
    if at > i:
        found.first, found.lead = i, 0
    if bound is not None:
        _bind(found, bound)
    return found


def _range(words: list[str], i: int, known: NumberWords) -> Number | None:
    between = known.longest("number_between", words, i)
    opener = between or known.longest("number_from", words, i)
    low = _figure_or_vague(words, opener[1] if opener else i, known)
    if low is None:
        return None
    found = _second_end(words, i, low, between is not None, known)
    if found is not None:
        return found
    return None if opener else low


def _second_end(words: list[str], i: int, low: Number, between: bool, known: NumberWords) -> Number | None:
    if low.high is None:
        return None
    joined = known.longest("number_to", words, low.end)
    high = _figure_or_vague(words, joined[1] if joined else low.end, known)
    if high is None or high.high is None:
        return None
    if joined is None:
        part = known.part(words, low.end)
        joins = part is not None and part.joins == "and"
        # بين خمسة وعشرة: the clitic joins. «دو سه نفر»: neighbours side by side are a range.
        side_by_side = not joins and not words[low.core][0].isdigit() and _neighbours(low.low, high.low)
        return _ranged(i, low, high) if (joins and between) or side_by_side else None
    kind = str(joined[0])
    if kind == "and" and not between:
        return None
    if kind == "or" and not _neighbours(low.low, high.low) and high.low > low.low * 2:
        return None
    return _ranged(i, low, high)


def _neighbours(low: Value, high: Value) -> bool:
    """Whether a speaker puts the two side by side for "two or three" («سی چهل», «دو سه هزار»)."""
    while high >= 1000 and high % 1000 == 0:
        high //= 1000
        if low % 1000 == 0:
            low //= 1000
    for unit in (100, 10):
        if high % unit == 0 and high < unit * 10:
            high //= unit
            if low % unit == 0:
                low //= unit
    return low < high <= low + 2 and high < 10


def _ranged(i: int, low: Number, high: Number) -> Number | None:
    bottom, top = low.low, high.low
    scale = 1
    while top and top % (scale * 1000) == 0:
        scale *= 1000
    if scale == 1 and top % 100 == 0 and top < 1000 and _neighbours(bottom, top):
        scale = 100
    # "3 to 5 million": the scale of the second end holds for the first.
    if scale > 1 and bottom < min(scale, 1000) and bottom * scale < top and low.end - low.first == 1:
        bottom *= scale
    if bottom >= top:
        return None
    out = Number(i, high.end, bottom, top, "range", low.lead if i == low.first else 0)
    out.parts = (low, high)
    return out


def _figure_or_vague(words: list[str], i: int, known: NumberWords) -> Number | None:
    """An exact figure, or a vague one: dozens, tens of thousands, some hundred."""
    some = known.longest("number_some", words, i)
    part = known.part(words, some[1] if some else i)
    if some is not None:
        if part is None or not (part.scale or part.plural) or part.joins == "and":
            return None
        low, lead = (20 if part.value == 12 else part.value * 2), 0
    elif part is not None and part.plural:
        low, lead = part.vague * 2, part.lead
    else:
        found = _cardinal(words, i, known)
        return None if found is None else Number(i, found[1], found[0], found[0], None, part.lead if part else 0)
    end = part.end
    while True:
        of = known.longest("number_of", words, end)
        after = known.part(words, of[1] if of else end)
        if after is None or after.joins == "and" or after.lead or not (after.scale or after.plural):
            return Number(i, end, low, None, "vague", lead)
        low *= after.value
        end = after.end


def _cardinal(words: list[str], i: int, known: NumberWords) -> tuple[Value, int] | None:
    total: Value = 0
    done, last = i, _LARGEST
    at, joined = i, False
    while True:
        group = _group(words, at, known, first=done == i)
        if group is None or (group.digits and done > i and not 0 < group.value < last):
            break
        if group.joins and done > i and group.joins != "and":
            break
        value = group.value * group.scale
        if value >= last or (group.scale >= last):
            break
        total, done, last = total + value, group.end, group.scale
        half = known.fraction(words, done)
        if half is not None:
            found = _with_half(words, total, last, half, done, known)
            if found is not None:
                return found
        join = known.longest("number_and", words, done)
        joined, at = join is not None, join[1] if join else done
        if joined and (half := known.fraction(words, at)) is not None:
            return _with_half(words, total, last, half, done, known) or (_whole(total), done)
        if last < 100:
            break
    return (_whole(total), done) if done > i else None


def _with_half(
    words: list[str], total: Value, last: int, half: tuple[float, int], done: int, known: NumberWords
) -> tuple[Value, int] | None:
    """«دو و نیم میلیون», مليون ونصف المليون, "two and a half million"."""
    scale = known.part(words, half[1])
    scaled = scale is not None and scale.scale and scale.value >= 1000 and not scale.lead
    if last == 1 and total < 1000 and scaled and scale is not None:
        return _whole((total + half[0]) * scale.value), scale.end
    if last >= 1000:
        return _whole(total + half[0] * last), scale.end if scaled and scale and scale.value == last else half[1]
    return None


def _whole(value: Value) -> Value:
    rounded = round(value)
    return rounded if abs(value - rounded) < 1e-6 else value


class _Group:
    """A stretch of a number: `value` up to 999 (or a figure in digits) times `scale`."""

    __slots__ = ("digits", "end", "joins", "scale", "value")

    def __init__(self, value: Value, end: int, digits: bool = False, joins: str = "") -> None:
        self.value, self.end, self.digits, self.joins = value, end, digits, joins
        self.scale: int = 1


def _group(words: list[str], i: int, known: NumberWords, first: bool) -> _Group | None:
    if i >= len(words):
        return None
    if words[i][0].isdigit():
        group = _figure(words, i, known)
    elif first and (fraction := known.fraction(words, i)) is not None and _scaled(words, fraction[1], known):
        group = _Group(fraction[0], fraction[1])
    else:
        group = _in_words(words, i, known)
    if group is None:
        return None
    while (part := known.part(words, group.end)) is not None and part.scale and not part.lead:
        if part.value < 1000 and not (group.digits and group.scale == 1 and group.value < 1000):
            break
        if part.joins and not isinstance(group.value, float):
            break
        group.scale, group.end = group.scale * part.value, part.end
    if group.digits and group.scale == 1 and group.end < len(words):
        short = known.abbreviated(words[group.end])
        if short is not None and group.value < 1000:
            group.scale, group.end = short, group.end + 1
    return group


def _scaled(words: list[str], i: int, known: NumberWords) -> bool:
    part = known.part(words, i)
    return part is not None and part.scale and part.value >= 1000 and not part.lead


def _in_words(words: list[str], i: int, known: NumberWords) -> _Group | None:
    part = known.part(words, i)
    if part is None or (part.plural and not part.scale):
        return None
    if part.scale and part.value >= 1000:
        group = _Group(1, part.end, joins=part.joins)
        group.scale = part.value
        return group
    group = _Group(part.value, part.end, joins=part.joins)
    if part.value >= 1000:
        # ألفان, «دوهزار»: a group with its scale inside.
        _split_scale(group)
        return group
    slots = _slots(part.value, part.scale)
    while True:
        join = known.longest("number_and", words, group.end)
        after = known.part(words, join[1] if join else group.end)
        if after is None or (after.plural and not after.scale) or after.joins == "with":
            return group
        if after.value >= 1000:
            # «بیست و پنج‌هزار»: the scale glued to the units holds for all.
            tail = _Group(after.value, after.end)
            _split_scale(tail)
            if after.glued and join and tail.value < 100 and _fits(_slots(int(tail.value)), slots, "tens"):
                group.value, group.end, group.scale = group.value + tail.value, after.end, tail.scale
            return group
        level = str(join[0]) if join else (known.clitic_level if after.joins == "and" else "")
        if after.scale and not level and slots < 4 and (after.value == 12 or slots & 3):
            group.value, group.end = group.value * after.value, after.end
            slots = 7 if after.value == 12 else 4
            continue
        new = _slots(after.value, after.scale)
        if known.clitic_level == "units" and not _fits_units_first(new, slots, level):
            return group
        if not _fits(new, slots, level) or (slots >= 4 and _takes_hundred(words, after, known)):
            return group
        group.value, group.end, slots = group.value + after.value, after.end, slots | new


def _split_scale(group: _Group) -> None:
    while group.value % 1000 == 0:
        group.value, group.scale = group.value // 1000, group.scale * 1000


def _slots(value: int, scale: bool = False) -> int:
    """Which of hundreds (4), tens (2) and units (1) a word fills; a round ten leaves room for units."""
    if value == 12 and scale:
        return 7
    slots = (4 if value >= 100 else 0) | (2 if value % 100 >= 10 else 0) | (1 if value % 10 else 0)
    return slots | 1 if value % 100 == 10 else slots


def _fits(new: int, slots: int, level: str) -> bool:
    lowest = slots & -slots
    if new & slots:
        return False
    if new < lowest:
        return level != "hundreds" or lowest >= 4
    return level == "units" and slots & 3 == 1 and new == 2


def _fits_units_first(new: int, slots: int, level: str) -> bool:
    """خمسة وعشرون: where units stand before tens, what follows joins with a word, and never units after tens."""
    return bool(level) and not (new == 1 and slots & 2)


def _takes_hundred(words: list[str], part: Part, known: NumberWords) -> bool:
    """Whether a hundred follows `part`: "three hundred and two hundred" are two numbers."""
    after = known.part(words, part.end)
    return after is not None and after.scale and after.value == 100 and not after.joins


def _figure(words: list[str], i: int, known: NumberWords) -> _Group | None:
    word, end = words[i], i + 1
    if end < len(words) and known.is_ordinal_tail(words[end]):
        return None
    if _DIGITS.fullmatch(word):
        threes = 0
        if len(word) <= 3 and word[0] != "0":
            while end + threes < len(words) and len(words[end + threes]) == 3 and words[end + threes].isdigit():
                threes += 1
            last = words[end + threes] if end + threes < len(words) else ""
            if threes and _TAIL.fullmatch(last):
                return _Group(float("".join(words[i : end + threes + 1])), end + threes + 1, digits=True)
        whole = threes == 1 and words[end] == "000"
        if threes > 1 or whole or (threes and known.spaced):
            return _Group(int("".join(words[i : end + threes])), end + threes, digits=True)
        return _Group(int(word), end, digits=True)
    if _COMMAS.fullmatch(word):
        plain = word.replace(",", "")
        return _Group(float(plain) if "." in plain else int(plain), end, digits=True)
    scale = known.part(words, end)
    scaled = scale is not None and scale.scale and not scale.joins
    if _DOTS.fullmatch(word) and not scaled:
        return _Group(int(word.replace(".", "")), end, digits=True)
    if _DECIMAL.fullmatch(word) and ("/" not in word or scaled):
        return _Group(float(re.sub("[,/]", ".", word)), end, digits=True)
    return None
