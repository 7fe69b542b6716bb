"""A sheet and where its rows come from: numbers of the database that lie far apart have places close together in it."""

from abc import ABC, abstractmethod
from array import array
from bisect import bisect_left
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Any, ClassVar, Self

from rawi.store.database import Database
from rawi.store.filters import Of
from rawi.store.sheet import Sheet, Values

APART = "\x1f"
"""Stands between several values of one kind."""


class Kept(ABC):
    """A sheet that is made of a table and follows it. `changes` is the table that says what changed."""

    of: ClassVar[Of]
    changes: ClassVar[str]

    def __init__(self, parse: Mapping[str, Callable[[Any], Values]]) -> None:
        self.sheet = Sheet(parse)

    @classmethod
    @abstractmethod
    def made(cls, database: Database) -> Self:
        """The sheet of all that the database holds."""

    @abstractmethod
    def follow(self, database: Database, changed: Sequence[int]) -> bool:
        """Read some again, by the numbers that `changes` gives; False where the sheet must be made anew."""

    def number(self, place: int) -> int:
        """The database's number of a place in the sheet."""
        return place

    def place(self, number: int) -> int:
        """The place of a number, or of the next one that has a place."""
        return number

    def numbers(self, places: Iterable[int]) -> list[int]:
        return list(map(self.number, places))

    def places(self, numbers: Iterable[int]) -> list[int]:
        """The places of those numbers that have one."""
        return list(numbers)


class Close(Kept):
    """A sheet of numbers that lie far apart."""

    def __init__(self, parse: Mapping[str, Callable[[Any], Values]]) -> None:
        super().__init__(parse)
        # Place 0 is nobody's.
        self._numbers = array("q", [0])

    def number(self, place: int) -> int:
        return self._numbers[place]

    def place(self, number: int) -> int:
        return bisect_left(self._numbers, number, 1)

    def places(self, numbers: Iterable[int]) -> list[int]:
        among = ((self.place(number), number) for number in numbers)
        last = len(self._numbers)
        return [place for place, number in among if place < last and self._numbers[place] == number]

    def fill(self, numbers: Sequence[int], written: Mapping[str, Iterable[Hashable]]) -> None:
        """Take in what comes next, in the order of its numbers."""
        first = len(self._numbers)
        self._numbers.extend(numbers)
        self.sheet.fill(range(first, len(self._numbers)), written)

    def put(self, number: int, written: Mapping[str, Hashable]) -> bool:
        """What has a number as it is now; False where there is no room for the number any more."""
        place = self.place(number)
        if place == len(self._numbers):
            self._numbers.append(number)
        elif self._numbers[place] != number:
            return False
        self.sheet.put(place, written)
        return True

    def drop(self, first: int, beyond: int, but: frozenset[int] | set[int]) -> None:
        """What has a number in a stretch is no more, but for some."""
        for place in range(self.place(first), self.place(beyond)):
            if self._numbers[place] not in but:
                self.sheet.drop(place)


def one(written: Hashable) -> Values:
    return (written,) if written not in (None, "") else ()


def as_it_stands(written: Hashable) -> Values:
    return (written,)


def parted(written: str) -> Values:
    return tuple(written.split(APART))
