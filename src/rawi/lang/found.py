"""What the lexicon has in one sentence: its concepts at once, the hits of each when they are asked for."""

from collections.abc import ItemsView, Iterator, Mapping, Set
from typing import Any

from rawi.lang.hit import Hit

# An entry of one word as it stands in a word: concept, value, form, letters before it and after it.
Single = tuple[str, Any, str, int, int]


class Found:
    """The hits of a sentence by concept, only concepts that have some, in the order that they first appear in.

    Most hits of a sentence are never asked for, so none is made before that; a hit is made once.
    """

    __slots__ = ("_at", "_ends", "_hits", "_made", "_singles", "_starts", "names")

    def __init__(
        self,
        at: list[int],
        singles: list[dict[str, Single]],
        hits: dict[int, dict[str, Hit]],
        names: dict[str, object],
        starts: list[int],
        ends: list[int],
    ) -> None:
        """`at` are the tokens that have entries, `singles` what of one word each always has; for a token with entries
        of several words `singles` holds nothing, and `hits` by the token all it has.
        """
        self._at, self._singles, self._hits = at, singles, hits
        self._starts, self._ends = starts, ends
        self._made: dict[str, list[Hit]] = {}
        self.names = names

    def of(self, concept: str) -> list[Hit]:
        """The hits of one concept, in order; empty where it has none. Not to be changed."""
        if concept not in self.names:
            return _NONE
        made = self._made.get(concept)
        if made is not None:
            return made
        made = self._made[concept] = []
        at, rows, several = self._at, self._singles, self._hits
        for n in range(len(at)):
            single = rows[n].get(concept)
            i = at[n]
            if single is not None:
                _, value, form, before, after = single
                made.append(Hit(concept, value, i, i, self._starts[i] + before, self._ends[i] - after, form))
            elif several and i in several:
                hit = several[i].get(concept)
                if hit is not None:
                    made.append(hit)
        return made

    def among(self, concepts: Set[str] | Mapping[str, object] | None) -> list[Hit]:
        """The hits of some concepts (None: of all), in order: by token, and as the word's entries stand at one."""
        out: list[Hit] = []
        left: dict[str, Iterator[Hit]] = {}
        several = self._hits
        for i, singles in zip(self._at, self._singles, strict=True):
            for concept in several.get(i, singles):
                if concepts is None or concept in concepts:
                    row = left.get(concept)
                    if row is None:
                        row = left[concept] = iter(self.of(concept))
                    out.append(next(row))
        return out

    def __getitem__(self, concept: str) -> list[Hit]:
        if concept not in self.names:
            raise KeyError(concept)
        return self.of(concept)

    def __contains__(self, concept: object) -> bool:
        return concept in self.names

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def __len__(self) -> int:
        return len(self.names)

    def items(self) -> ItemsView[str, list[Hit]]:
        """Concepts with their hits; all are made."""
        return {concept: self.of(concept) for concept in self.names}.items()


_NONE: list[Hit] = []  # what every concept without hits shares; never added to
