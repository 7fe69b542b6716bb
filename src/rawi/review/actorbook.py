"""Who is who in a case: the register's actors and the case's wordings, as reviewers merged, parted and named them."""

from collections import Counter
from collections.abc import Iterable
from typing import Any, Literal, NamedTuple

from rawi.actors import Actor, register
from rawi.store import Case
from rawi.store.state import ActorState, followed

LANGUAGES = ("en", "fa", "ar")
TONES = ("pejorative", "neutral", "honorific")
MANY = 10_000
By = Literal["outlet", "month", "year", "language"]


class Listed(NamedTuple):
    """An actor in the list. `names` are by language; `of` the actors that were merged into it; `own` was added."""

    id: str
    name: str
    names: dict[str, str]
    kind: str
    documents: int
    times: int
    of: tuple[str, ...]
    rejected: bool
    own: bool


class Wording(NamedTuple):
    """A wording of an actor within a group (an outlet, a month). `actor` is the one that rawi read."""

    actor: str
    group: str
    wording: str
    tone: str
    times: int
    documents: int


class Row(NamedTuple):
    """A group's wordings, and the share of each tone in them, per cent."""

    group: str
    wordings: list[Wording]
    tones: list[tuple[str, int]]


class Book:
    """The actors of a case under the standing decisions, as documents open to members of `groups` name them (None: as
    all do). Made anew for each request.
    """

    def __init__(self, case: Case, groups: tuple[str, ...] | None = None) -> None:
        self.case, self.groups = case, groups
        self.states = case.actors_decided()
        self._called: dict[tuple[str, By], list[dict[str, Any]]] = {}
        self._all: dict[tuple[str, str, str], list[Listed]] = {}
        self.register = register().actors
        self.merged: dict[str, list[str]] = {}
        for actor in self.states:
            into = followed(actor, self.states)
            if into != actor:
                self.merged.setdefault(into, []).append(actor)

    def state(self, actor: str) -> ActorState:
        return self.states.get(actor, ActorState())

    def root(self, actor: str) -> str:
        """The actor that this one is part of after all mergers."""
        return followed(actor, self.states)

    def names(self, actor: str) -> dict[str, str]:
        """The usual name in each language that has one: a reviewer's, an added actor's, the register's."""
        known: Actor | None = self.register.get(actor)
        found = {name.lang: name.form for name in reversed(known.names)} if known else {}
        added = (self.state(actor).added or {}).get("names") or {}
        found |= {lang: forms[0] for lang, forms in added.items() if forms}
        return found | {lang: name for lang, name in self.state(actor).names.items() if name}

    def name(self, actor: str, language: str, fallback: str = "") -> str:
        names = self.names(actor)
        return next((names[lang] for lang in (language, *LANGUAGES) if names.get(lang)), fallback or actor)

    def is_known(self, actor: str) -> bool:
        """Whether the register, a decision or the case knows this actor."""
        return actor in self.register or actor in self.states or bool(self._rows(actor))

    def wordings(self, actor: str, by: By = "outlet") -> list[Wording]:
        """How an actor is called, by group: its own wordings that were not moved away, those of the actors merged
        into it, and those that were moved to it."""
        found = []
        for each in (actor, *self.merged.get(actor, ())):
            moved = self.state(each).moved
            found += [
                _wording(each, row)
                for row in self._rows(each, by)
                if self.root(moved.get(row["wording"], each)) == actor
            ]
        for other, state in self.states.items():
            if other not in (actor, *self.merged.get(actor, ())):
                taken = {wording for wording, to in state.moved.items() if self.root(to) == actor}
                if taken:
                    found += [
                        _wording(other, row)
                        for row in self._rows(other, by)
                        if row["wording"] in taken
                    ]
        return sorted(found, key=lambda each: (each.group, -each.times, each.wording))

    def _rows(self, actor: str, by: By = "outlet") -> list[dict[str, Any]]:
        """How documents call one actor, as the case says it; asked once."""
        if (actor, by) not in self._called:
            self._called[actor, by] = self.case.framing(actor, by=by, groups=self.groups)
        return self._called[actor, by]

    def framing(self, actor: str, by: By = "outlet") -> list[Row]:
        """The framing table of an actor: who, or when, called it what."""
        groups: dict[str, list[Wording]] = {}
        for each in self.wordings(actor, by):
            groups.setdefault(each.group, []).append(each)
        return [Row(group, wordings, _tones(wordings)) for group, wordings in groups.items()]

    def listed(self, language: str, *, like: str = "", kind: str = "") -> list[Listed]:
        """The actors that documents name, and those that were added, the most frequent first."""
        if (language, like, kind) not in self._all:
            self._all[language, like, kind] = self._list(language, like=like, kind=kind)
        return self._all[language, like, kind]

    def _list(self, language: str, *, like: str, kind: str) -> list[Listed]:
        totals: dict[str, Counter[str]] = {}
        rows: dict[str, dict[str, Any]] = {}
        for row in self.case.top_actors(limit=MANY, like=like, groups=self.groups):
            root = self.root(row["actor"])
            rows.setdefault(root, row)
            totals.setdefault(root, Counter()).update(documents=row["documents"], times=row["times"])
        for actor, state in self.states.items():
            if state.added and self._is_called(actor, like):
                totals.setdefault(self.root(actor), Counter())
        found = [self._listed(actor, rows.get(actor, {}), counted, language) for actor, counted in totals.items()]
        return sorted(
            (each for each in found if kind in ("", each.kind)),
            key=lambda each: (each.rejected, -each.documents, -each.times, each.name),
        )

    def _listed(self, actor: str, row: dict[str, Any], counted: Counter[str], language: str) -> Listed:
        state = self.state(actor)
        known = self.register.get(actor)
        kind = (state.added or {}).get("kind") or (known.kind if known else row.get("kind", ""))
        return Listed(
            actor,
            self.name(actor, language, row.get("name", "")),
            self.names(actor),
            kind,
            counted["documents"],
            counted["times"],
            tuple(self.merged.get(actor, ())),
            state.rejected,
            state.added is not None,
        )

    def _is_called(self, actor: str, like: str) -> bool:
        return not like or any(like.lower() in name.lower() for name in (*self.names(actor).values(), actor))


def _wording(actor: str, row: dict[str, Any]) -> Wording:
    return Wording(actor, row["group"] or "", row["wording"], row["tone"], row["times"], row["documents"])


def _tones(wordings: Iterable[Wording]) -> list[tuple[str, int]]:
    """Each tone's share, per cent; they add up to 100."""
    counted: Counter[str] = Counter()
    for each in wordings:
        counted[each.tone] += each.times
    whole = counted.total()
    shares = [(tone, round(100 * counted[tone] / whole)) for tone in TONES if counted[tone]] if whole else []
    if shares:
        rest = 100 - sum(share for _, share in shares)
        shares[-1] = (shares[-1][0], shares[-1][1] + rest)
    return shares
