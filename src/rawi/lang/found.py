"""What the lexicon has in one sentence: its concepts at once, the hits of each when they are asked for."""

from collections.abc import ItemsView, Iterable, Iterator, Mapping, Set
from typing import Any, Final

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
        names: dict[str, list[int]],
        starts: list[int],
        ends: list[int],
    ) -> None:
        """`at` are the tokens that have entries, `singles` what of one word each always has; for a token with entries
        of several words `singles` holds nothing, and `hits` by the token all it has. `names` gives of each concept
        the places in `at` of the tokens that have it.
        """
        self._at, self._singles, self._hits = at, singles, hits
        self._starts, self._ends = starts, ends
        self._made: dict[str, list[Hit]] = {}
        self.names = names

    def of(self, concept: str) -> list[Hit]:
        """The hits of one concept, in order; empty where it has none. Not to be changed."""
        places = self.names.get(concept)
        if places is None:
            return _NONE
        made = self._made.get(concept)
        if made is not None:
            return made
        made = []
        for n in places:
            i = self._at[n]
            single = self._singles[n].get(concept)
            if single is None:
                made.append(self._hits[i][concept])
            else:
                _, value, form, before, after = single
                made.append(Hit(concept, value, i, i, self._starts[i] + before, self._ends[i] - after, form))
        self._made[concept] = made
        return made

    def rows(self, size: int) -> list[dict[str, Any]]:
        """What begins at each of a sentence's `size` tokens, by concept: to be asked whether a concept does."""
        out = [_NOTHING] * size
        at, singles = self._at, self._singles
        for n in range(len(at)):
            out[at[n]] = singles[n]
        for i, hits in self._hits.items():
            out[i] = hits
        return out

    def among(self, concepts: Set[str] | Mapping[str, object] | None) -> list[Hit]:
        """The hits of some concepts (None: of all), in order: by token, and as the word's entries stand at one."""
        by_place: dict[int, dict[str, Hit]] = {}
        for concept, places in self.names.items():
            if concepts is None or concept in concepts:
                hits = self.of(concept)
                for k in range(len(places)):
                    here = by_place.get(places[k])
                    if here is None:
                        by_place[places[k]] = {concept: hits[k]}
                    else:
                        here[concept] = hits[k]
        out: list[Hit] = []
        for n in sorted(by_place):
            here = by_place[n]
            if len(here) == 1:
                out.extend(here.values())
            else:
                entries = self._hits.get(self._at[n], self._singles[n])
                out.extend([here[concept] for concept in entries if concept in here])
        return out

    def entries(self, place: int) -> Iterable[str]:
        """The concepts of one of the places in `names`, in the order of its token's entries."""
        return self._hits.get(self._at[place], self._singles[place])

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


_NOTHING: Final[dict[str, Any]] = {}  # at tokens with no entries; never added to
_NONE: Final[list[Hit]] = []  # what every concept without hits shares; never added to
