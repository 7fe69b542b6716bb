"""What merging makes of many records: copies, and events with their origins and agreement. Derived, never edited."""

import msgspec

from rawi.records.span import Span

Ref = tuple[str, str]
"""(document id, claim id): a claim anywhere in the corpus."""


class Copy(msgspec.Struct, frozen=True, kw_only=True):
    """Two documents that hold the same text, in whole or in part.

    `kind`: `document` (one is a reprint, cut or light edit of the other), `passage` (a stretch reprinted inside an
    otherwise different document), `rewrite` (suggested: the same account in other words or another language),
    `quotation` (suggested: one utterance quoted in two languages or wordings). `status`: found or suggested; a
    suggestion is never applied by itself. `first` was published no later than `second` where `dated` is true;
    otherwise the order says nothing. `spans` are aligned pairs (span in `first`, span in `second`). `share_first`
    and `share_second` are the parts, from 0 to 1, of each document's letters that lie in them. `score` is from 0
    to 1, `reasons` are in words.
    """

    id: str
    kind: str
    status: str
    first: str
    second: str
    dated: bool
    spans: tuple[tuple[Span, Span], ...]
    share_first: float
    share_second: float
    score: float
    reasons: tuple[str, ...]


class Merge(msgspec.Struct, frozen=True, kw_only=True):
    """Two claims taken to tell of one event, or suggested to. `by` is `rawi` or the reviewer's decision."""

    a: Ref
    b: Ref
    score: float
    reasons: tuple[str, ...]
    by: str = "rawi"


class Link(msgspec.Struct, frozen=True, kw_only=True):
    """Another event that belongs to this one's story and is not the same happening.

    `kind`: `plan-of` / `planned-as` (a plan and what came of it), `part-of` / `includes` (an incident and the
    campaign that a cumulative toll counts), `beside` (another type of act at the same place and time),
    `maybe-same` (below the threshold for merging: a suggestion).
    """

    kind: str
    event: str
    score: float
    reasons: tuple[str, ...]


class Origin(msgspec.Struct, frozen=True, kw_only=True):
    """One teller of an event: the innermost identifiable voice of the chains of `claims`.

    `kind` is the voice's kind, or `anonymous` (unnamed voices that one outlet or agency vouches for), `outlet`
    (an outlet's own report) or `unknown`. `through` names the outlets and agencies that pass it on. `collapsed`
    says in words what was counted as this one and why; `doubts` why it may be no origin of its own, and
    `maybe` the ids of the origins it may be one with. `circular` names a ring of outlets that cite one another.
    """

    id: str
    name: str
    kind: str
    actor: str | None
    claims: tuple[Ref, ...]
    documents: tuple[str, ...]
    through: tuple[str, ...] = ()
    collapsed: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    maybe: tuple[str, ...] = ()
    circular: tuple[str, ...] = ()


class Telling(msgspec.Struct, frozen=True, kw_only=True):
    """What one origin says of one attribute, and when it was told.

    `value` is a label to show (`3`, `at least 30`, `Karbala`); `low`/`high` its bounds for counts. `chain` names
    the voices from the outlet inward. `told` is the ISO date of publication. `denied` marks a denial.
    `relation` to the tellings before it: `first`, `same`, `refines`, `broader`, `grows`, `conflicts`.
    """

    origin: str
    value: str
    told: str | None
    claim: Ref
    chain: tuple[str, ...]
    relation: str
    low: int | None = None
    high: int | None = None
    denied: bool = False
    also: tuple[Ref, ...] = ()


class Agreement(msgspec.Struct, frozen=True, kw_only=True):
    """One attribute of an event by origin, in order of report time.

    `attribute`: killed, wounded, … (the kinds of count), place, time, actor, recipient, status, polarity.
    `verdict`: `single` (one origin speaks), `agrees`, `refines`, `grows` (a toll that rises as reports come in),
    `conflicts`. `silent` lists the origins that say nothing of it. `origins_low`..`origins_high` is the number of
    independent origins behind this attribute.
    """

    attribute: str
    verdict: str
    tellings: tuple[Telling, ...]
    silent: tuple[str, ...]
    words: str
    origins_low: int = 0
    origins_high: int = 0


class EventPlace(msgspec.Struct, frozen=True, kw_only=True):
    """Where an event was: the most exact place its claims name. `lat`/`lon` in degrees (WGS 84)."""

    name: str
    country: str | None
    lat: float | None
    lon: float | None
    kind: str
    geonames: int | None


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """What several claims, across documents and languages, tell of.

    `id` is stable: it comes from the event's first claim (by publication, then by id). `scope`: incident or
    cumulative. `start`/`end` are inclusive ISO dates or None; `time_basis` is `told` when only the day of
    publication bounds it. Between `origins_low` and `origins_high` independent origins tell of it. `merges` hold
    the pairs that join the claims into one, each with its reasons; taking one away splits the event.
    """

    id: str
    type: str
    mode: str | None
    family: str
    status: str
    scope: str
    start: str | None
    end: str | None
    time_basis: str
    place: EventPlace | None
    claims: tuple[Ref, ...]
    documents: tuple[str, ...]
    outlets: tuple[str, ...]
    languages: tuple[str, ...]
    origins: tuple[Origin, ...]
    origins_low: int
    origins_high: int
    origins_words: tuple[str, ...]
    agreement: tuple[Agreement, ...]
    merges: tuple[Merge, ...]
    links: tuple[Link, ...] = ()
    suggestions: tuple[Merge, ...] = ()
