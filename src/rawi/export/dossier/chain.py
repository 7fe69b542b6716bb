"""Chains as breadcrumbs: from the outlet inward to the voice that says it happened."""

from typing import NamedTuple

from rawi.export.wording import interval_words
from rawi.records import Attribution, Count, Record, Span, covers

STANCES = {
    "says": "says",
    "claims": "claims",
    "denies": "denies",
    "admits": "admits",
    "warns": "warns",
    "orders": "orders",
    "promises": "promises",
    "accuses": "accuses",
    "calls": "calls for",
    "quotes": "quotes",
}


class Step(NamedTuple):
    """One voice of a breadcrumb. `kind` is `root` for the document's own outlet.

    `cue` is the wording that introduces the voice, `stance` and `mode` how it speaks, `via` where it spoke, in words.
    """

    name: str
    kind: str
    cue: str = ""
    stance: str = ""
    mode: str = ""
    denies: bool = False
    via: str = ""
    when: str = ""
    rule: str = ""
    id: str = ""


def root(record: Record) -> Step:
    """The document's own outlet, or, where it is unknown, its author or the file it came from."""
    return Step(name=record.outlet or record.author or _file_name(record), kind="root")


def steps(record: Record, chain: tuple[str, ...]) -> list[Step]:
    """The breadcrumb of a chain of attribution ids, the outlet first and only once, also where the text names it."""
    by_id = {attribution.id: attribution for attribution in record.attributions}
    crumbs = [root(record), *(step(record, by_id[id]) for id in chain if id in by_id)]
    if len(crumbs) > 1 and crumbs[1].name.strip().casefold() == crumbs[0].name.strip().casefold():
        crumbs[:2] = [crumbs[1]._replace(kind="root")]
    return crumbs


def step(record: Record, attribution: Attribution) -> Step:
    times = {time.id: time for time in record.times}
    via = attribution.via
    when = times.get((via.time if via else None) or attribution.time or "")
    return Step(
        name=attribution.source_name or "unnamed",
        kind=attribution.source_kind,
        cue=record.text[slice(*attribution.cue)] if attribution.cue else "",
        stance=STANCES.get(attribution.stance or "", attribution.stance or ""),
        mode=attribution.mode,
        denies=attribution.polarity == "denies",
        via=f"{via.kind}: {via.name}" if via else "",
        when=interval_words(when.start, when.end, when.precision) if when else "",
        rule=attribution.rule,
        id=attribution.id,
    )


def chain_at(record: Record, span: Span) -> tuple[str, ...]:
    """The chain of the innermost attribution whose content holds the span, outermost first; empty when none does."""
    holders = [
        (stretch[1] - stretch[0], attribution)
        for attribution in record.attributions
        for stretch in attribution.content
        if covers(stretch, span)
    ]
    if not holders:
        return ()
    by_id = {attribution.id: attribution for attribution in record.attributions}
    attribution: Attribution | None = min(holders, key=lambda holder: holder[0])[1]
    chain: list[str] = []
    while attribution is not None and attribution.id not in chain:
        chain.append(attribution.id)
        attribution = by_id.get(attribution.parent or "")
    return tuple(reversed(chain))


def chain_of_count(record: Record, count: Count) -> tuple[str, ...]:
    """The chain of the claim a count belongs to, or else of where it stands."""
    for claim in record.claims:
        if count.id in claim.counts and claim.chain:
            return claim.chain
    return chain_at(record, count.span)


def _file_name(record: Record) -> str:
    return record.locator.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1] or record.id
