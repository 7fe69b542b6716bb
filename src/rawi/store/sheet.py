"""What a case lists as columns in memory: any filters are answered by putting flags together, in milliseconds.

What is told here of events holds of claims and documents too. A set of events is one integer with a byte for each event
number, 1 where the event is in it. Each kind of value has the values of every event, and for each value the numbers of
its events, in order.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, compress, islice
from typing import Any, NamedTuple

from rawi.store.filters import Filters, How, Term

Flags = int
KEPT = 32 << 20
"""Bytes of sets that are kept made."""
LEAST_KEPT = 32
_MANY = 20_000  # numbers from which on a set is made by numpy
_NONE = array("I")

Values = tuple[Hashable, ...]
Parse = Callable[[Any], Values]


class Spot(NamedTuple):
    """Where an event was, as the map shows it."""

    id: str
    name: str | None
    country: str | None
    lat: float
    lon: float


class _Codes(dict[Hashable, int]):
    """What stands in the database → the number of the values that it says."""

    def __init__(self, parse: Parse) -> None:
        super().__init__({None: 0})
        self.parse, self.meant = parse, list[Values]([()])

    def __missing__(self, written: Hashable) -> int:
        code = self[written] = len(self.meant)
        self.meant.append(self.parse(written))
        return code


class Column:
    """One kind of values of all events: a code for each event, and the events of each value."""

    def __init__(self, parse: Parse) -> None:
        self._coded = _Codes(parse)
        self.codes = array("I", [0])
        self.values = self._coded.meant
        """Code → values; 0 stands for none."""
        self.having: dict[Hashable, array[int]] = {}

    def fill(self, numbers: Sequence[int], written: Iterable[Hashable]) -> None:
        """Take in what many events have that are not there yet; numbers only go up."""
        codes, having = self.codes, self.having
        for number, code in zip(numbers, map(self._coded.__getitem__, written), strict=True):
            codes[number] = code
            for value in self.values[code]:
                if value in having:
                    having[value].append(number)
                else:
                    having[value] = array("I", [number])

    def of(self, number: int) -> Values:
        return self.values[self.codes[number]]

    def put(self, number: int, written: Hashable) -> tuple[Values, Values]:
        """Change what an event has; return the values it had and those it has."""
        code = self._coded[written]
        old, new = self.of(number), self.values[code]
        self.codes[number] = code
        for value in old:
            if value not in new:
                numbers = self.having[value]
                numbers.pop(bisect_left(numbers, number))
                if not numbers:
                    del self.having[value]
        for value in new:
            if value not in old:
                numbers = self.having.setdefault(value, array("I"))
                numbers.insert(bisect_left(numbers, number), number)
        return old, new


class Sheet:
    """Columns of events; `parse` makes values of what the database holds. Not for several threads at once."""

    def __init__(self, parse: Mapping[str, Parse]) -> None:
        self.size = 1
        self.columns = {column: Column(each) for column, each in parse.items()}
        self._alive = bytearray(1)
        self._sorted: dict[str, list[Hashable]] = {}
        self._flags: dict[tuple[str, Hashable], Flags] = {}

    def __len__(self) -> int:
        return self._alive.count(1)

    def fill(self, numbers: Sequence[int], written: Mapping[str, Iterable[Hashable]]) -> None:
        """Take in the next events: their numbers, in order, and what the database holds of them by column."""
        if numbers:
            self._grow(numbers[-1])
        for number in numbers:
            self._alive[number] = 1
        for name, column in self.columns.items():
            column.fill(numbers, written[name])

    def put(self, number: int, written: Mapping[str, Hashable]) -> None:
        """An event as it is now, in the place of what it was."""
        self._grow(number)
        self._live(number, 1)
        for name in self.columns:
            self._put(name, number, written[name])

    def drop(self, number: int) -> None:
        """An event is no more."""
        if number < self.size:
            self._live(number, 0)
            for name in self.columns:
                self._put(name, number, None)

    def find(self, filters: Filters, hidden: Sequence[int] = ()) -> Flags:
        """The events that fit, without those that are hidden. The filters' groups are not looked at."""
        found = self.every()
        for term in filters.terms:
            found = self._fit(found, term)
        if filters.after or filters.before:
            found &= self._between(filters.after, filters.before)
        if filters.box is not None:
            found &= self._inside(filters.box)
        low, high = filters.origins
        if low is not None:
            found &= self._any(
                "origins_high", (each for each in self.columns["origins_high"].having if _int(each) >= low)
            )
        if high is not None:
            found &= self._any(
                "origins_low", (each for each in self.columns["origins_low"].having if _int(each) <= high)
            )
        if filters.conflict is not None:
            contested = found & self.of("conflict", "any")
            found = contested if filters.conflict else found ^ contested
        if hidden:
            found ^= found & self._made([array("I", [each for each in hidden if each < self.size])])
        return found

    def every(self) -> Flags:
        if ("", "") not in self._flags:
            self._flags["", ""] = int.from_bytes(self._alive, "little")
        return self._flags["", ""]

    def of(self, kind: str, value: Hashable) -> Flags:
        """The events with a value."""
        key = (kind, value)
        found = self._flags.get(key)
        if found is None:
            if len(self._flags) >= max(LEAST_KEPT, KEPT // self.size):
                self._flags.clear()
            found = self._flags[key] = self._made([self.columns[kind].having.get(value, _NONE)])
        return found

    def selectors(self, found: Flags) -> bytes:
        """One byte for each event number, from 0."""
        return found.to_bytes(self.size, "little")

    def has_few(self, found: Flags) -> bool:
        """Whether a set is so small that its events are soon gone through one by one."""
        return found.bit_count() * 32 < self.size

    def numbers(self, found: Flags) -> list[int]:
        """The numbers of a small set's events, in order."""
        flags, numbers = self.selectors(found), list[int]()
        at = flags.find(1)
        while at >= 0:
            numbers.append(at)
            at = flags.find(1, at + 1)
        return numbers

    def ordered(self, found: Flags, column: str, *, reverse: bool = False) -> Iterator[int]:
        """The numbers of a set's events by a column's value, then by number."""
        if self.has_few(found):
            numbers = self.numbers(found)
            codes, values = self.columns[column].codes, self.columns[column].values
            yield from sorted(numbers, key=lambda number: (values[codes[number]], number), reverse=reverse)
            return
        flags = self.selectors(found)
        inside, having = flags.__getitem__, self.columns[column].having
        for value in reversed(self._values(column)) if reverse else self._values(column):
            bucket = having[value][::-1] if reverse else having[value]
            yield from compress(bucket, map(inside, bucket))

    def page(self, found: Flags, column: str, *, reverse: bool, limit: int, offset: int) -> list[int]:
        return list(islice(self.ordered(found, column, reverse=reverse), offset, offset + limit))

    def beyond(self, found: Flags, at: str, number: int, *, reverse: bool) -> Iterator[int]:
        """The numbers of a set's events that come after (or, `reverse`, before) a day and a number, by time."""
        inside, having, days = self.selectors(found).__getitem__, self.columns["at"].having, self._values("at")
        first = bisect_left(days, at)  # type: ignore[type-var]
        last = bisect_right(days, at)  # type: ignore[type-var]
        same: Sequence[int] = having[days[first]] if first < last else ()
        if reverse:
            yield from compress(*_twice(same[: bisect_left(same, number)][::-1], inside))
            for day in reversed(days[:first]):
                yield from compress(*_twice(having[day][::-1], inside))
            return
        yield from compress(*_twice(same[bisect_right(same, number) :], inside))
        for day in days[last:]:
            yield from compress(*_twice(having[day], inside))

    def by_day(self, found: Flags) -> dict[str, int]:
        """How many events of a set began on each day; those without a day are left out."""
        days = self.columns["at"]
        counted = dict[str, int]()
        codes = (
            map(days.codes.__getitem__, self.numbers(found))
            if self.has_few(found)
            else compress(days.codes, self.selectors(found))
        )
        for code, number in Counter(codes).items():
            day = str(days.values[code][0])[:10] if code else ""
            counted[day] = counted.get(day, 0) + number
        for undated in ("", "9999"):
            counted.pop(undated, None)
        return counted

    def counted(self, numbers: Iterable[int], column: str) -> Counter[Hashable]:
        """How often the values of a column stand at some events."""
        held = self.columns[column]
        found = Counter[Hashable]()
        for code, number in Counter(map(held.codes.__getitem__, numbers)).items():
            for value in held.values[code]:
                found[value] += number
        return found

    def _fit(self, found: Flags, term: Term) -> Flags:
        how: How = term.how
        if how == "all":
            for value in term.values:
                found &= self.of(term.kind, value)
            return found
        if not term.values:
            return found
        some = self._any(term.kind, term.values)
        return found ^ (found & some) if how == "none" else found & some

    def _any(self, kind: str, values: Iterable[Hashable]) -> Flags:
        found = 0
        for value in values:
            found |= self.of(kind, value)
        return found

    def _between(self, after: str | None, before: str | None) -> Flags:
        days = self._values("at")
        last = before if not before or len(before) >= 10 else f"{before}~"
        first = bisect_left(days, after) if after else 0  # type: ignore[type-var]
        beyond = bisect_right(days, last) if last else len(days)  # type: ignore[type-var]
        having = self.columns["at"].having
        return self._made(having[day] for day in days[first:beyond])

    def _inside(self, box: tuple[float, float, float, float]) -> Flags:
        west, south, east, north = box
        fits: list[array[int]] = []
        for spot, numbers in self.columns["spot"].having.items():
            assert isinstance(spot, Spot)
            across = west <= spot.lon <= east if west <= east else spot.lon >= west or spot.lon <= east
            if across and south <= spot.lat <= north:
                fits.append(numbers)
        return self._made(fits)

    def _made(self, several: Iterable["array[int]"]) -> Flags:
        """The set of all the numbers, which are the sheet's own."""
        rows = [numbers for numbers in several if numbers]
        if sum(map(len, rows)) < _MANY:
            flags = bytearray(self.size)
            for number in chain.from_iterable(rows):
                flags[number] = 1
            return int.from_bytes(flags, "little")
        import numpy  # only where there are many: a small case's first page does not wait for it

        marked = numpy.zeros(self.size, dtype=numpy.uint8)
        for numbers in rows:
            marked[numpy.frombuffer(numbers, dtype=numpy.uint32)] = 1
        return int.from_bytes(marked.tobytes(), "little")

    def _values(self, column: str) -> list[Hashable]:
        if column not in self._sorted:
            self._sorted[column] = sorted(self.columns[column].having)  # type: ignore[type-var]
        return self._sorted[column]

    def _grow(self, number: int) -> None:
        more = number + 1 - self.size
        if more > 0:
            for column in self.columns.values():
                column.codes.frombytes(bytes(4 * more))
            self._alive.extend(bytes(more))
            self.size += more

    def _live(self, number: int, alive: int) -> None:
        if self._alive[number] != alive:
            self._alive[number] = alive
            self._turn(("", ""), number)

    def _put(self, name: str, number: int, written: Hashable) -> None:
        old, new = self.columns[name].put(number, written)
        if old != new:
            self._sorted.pop(name, None)
            for value in {*old}.symmetric_difference(new):
                self._turn((name, value), number)

    def _turn(self, key: tuple[str, Hashable], number: int) -> None:
        """Take a number into a set that is kept made, or out of it."""
        if key in self._flags:
            self._flags[key] ^= 1 << 8 * number


def _twice(numbers: Sequence[int], inside: Callable[[int], int]) -> tuple[Sequence[int], Iterator[int]]:
    return numbers, map(inside, numbers)


def _int(value: Hashable) -> int:
    assert isinstance(value, int)
    return value
