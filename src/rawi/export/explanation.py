"""Why a record says what it says: each value with its words and the rule that made it."""

import re
from typing import NamedTuple

from rawi.export.dossier.chain import root, step
from rawi.export.wording import BASES, CALENDARS, count_words, time_words
from rawi.lang import LANGUAGES, load
from rawi.records import Attribution, Claim, Record, Span, covers


class Part(NamedTuple):
    """A value, what it is called, the words at its span, and the rule; `inner` holds what it is made of.

    `kind` is claim, voice, time, count, place, actor or note.
    """

    kind: str
    name: str
    value: str
    wording: str = ""
    span: Span | None = None
    rule: str = ""
    inner: tuple["Part", ...] = ()


def explain(record: Record) -> list[Part]:
    """Every claim with its values, then the attributions that hold no claim."""
    told = {id for claim in record.claims for id in claim.chain}
    rest = [_attribution(record, each) for each in record.attributions if each.id not in told]
    return [*(_claim(record, claim) for claim in record.claims), *rest]


def explain_at(record: Record, offset: int) -> list[Part]:
    """All that was read at one code point of the text, the widest first."""
    here = (offset, offset + 1)
    parts = [
        *(_claim(record, each) for each in record.claims if covers(each.span, here)),
        *(_attribution(record, each) for each in record.attributions if any(covers(s, here) for s in _spans(each))),
        *(_mention(record, each.id) for each in record.times if covers(each.span, here)),
        *(_mention(record, each.id) for each in record.counts if covers(each.span, here)),
        *(_mention(record, each.id) for each in record.places if covers(each.span, here)),
        *(_mention(record, each.id) for each in record.actors if covers(each.span, here)),
        *(
            Part("note", each.code, each.message, _said(record, each.span), each.span)
            for each in record.notes
            if each.span and covers(each.span, here)
        ),
    ]
    return sorted(parts, key=lambda part: (part.span or (0, 0))[0] - (part.span or (0, 0))[1])


class Ruling(NamedTuple):
    """A rule that was at work: its id, and, where it is a pattern of a pack, the pattern and its first example."""

    id: str
    pattern: str
    example: str


def rulings(parts: list[Part]) -> list[Ruling]:
    """Every rule behind some parts, once, in order of appearance."""
    ids: dict[str, None] = {}
    for part in parts:
        _gather(part, ids)
    known = {rule.id: rule for code in LANGUAGES for rule in load(code).all_rules}
    return [
        Ruling(id, known[id].pattern.strip(), known[id].examples[0].text if known[id].examples else "")
        if id in known
        else Ruling(id, "", "")
        for id in ids
    ]


def _gather(part: Part, ids: dict[str, None]) -> None:
    for id in re.split(r", |\+", part.rule):
        if id:
            ids[id] = None
    for inner in part.inner:
        _gather(inner, ids)


def _claim(record: Record, claim: Claim) -> Part:
    by_id = {attribution.id: attribution for attribution in record.attributions}
    inner = [Part("claim", "trigger", claim.type, _said(record, claim.trigger), claim.trigger)]
    inner.append(Part("voice", "told by", root(record).name))
    inner += [_attribution(record, by_id[id]) for id in claim.chain if id in by_id]
    for name, span in (("actor", claim.actor), ("recipient", claim.recipient)):
        if span:
            inner.append(Part("actor", name, _said(record, span), span=span))
    inner += [_mention(record, id) for id in (claim.time, claim.place, *claim.counts) if id]
    if claim.rules:
        inner.append(Part("note", "rules", "", rule=", ".join(claim.rules)))
    status = f"{claim.type}{f'/{claim.mode}' if claim.mode else ''}, {claim.status}"
    if claim.polarity == "negated":
        status += ", negated"
    return Part("claim", claim.id, status, _said(record, claim.span), claim.span, inner=tuple(inner))


def _attribution(record: Record, attribution: Attribution) -> Part:
    voice = step(record, attribution)
    says = "denies" if voice.denies else voice.stance or "says"
    inner = []
    if attribution.source:
        inner.append(Part("voice", "source", voice.name, _said(record, attribution.source), attribution.source))
    if attribution.cue:
        inner.append(Part("voice", "cue", f"{says}, {voice.mode}", _said(record, attribution.cue), attribution.cue))
    for span in attribution.content:
        inner.append(Part("content", "content", "", _said(record, span), span))
    if attribution.via:
        inner.append(Part("voice", "via", voice.via, _said(record, attribution.via.span), attribution.via.span))
    if attribution.time:
        inner.append(_mention(record, attribution.time))
    spans = _spans(attribution)
    whole = (min(span[0] for span in spans), max(span[1] for span in spans)) if spans else None
    value = f"{voice.name} ({voice.kind}) {says}"
    return Part("voice", attribution.id, value, span=whole, rule=attribution.rule, inner=tuple(inner))


def _mention(record: Record, id: str) -> Part:
    for time in record.times:
        if time.id == id:
            value = f"{time_words(time)} ({CALENDARS.get(time.calendar, time.calendar)}"
            value += f", {BASES[time.basis]})" if time.basis in BASES else ")"
            return Part("time", f"{id} when", value, _said(record, time.span), time.span, time.rule)
    for count in record.counts:
        if count.id == id:
            value = f"{count_words(count)}, {count.scope}"
            return Part("count", f"{id} how many", value, _said(record, count.span), count.span, count.rule)
    for place in record.places:
        if place.id == id:
            known = (place.name_en, place.kind, place.country)
            value = ", ".join(part for part in known if part)
            return Part("place", f"{id} where", value, _said(record, place.span), place.span, place.rule)
    for actor in record.actors:
        if actor.id == id:
            value = f"{actor.name} ({actor.kind}), {actor.tone} wording"
            return Part("actor", f"{id} who", value, _said(record, actor.span), actor.span, actor.rule)
    return Part("note", id, "missing from the record")


def _spans(attribution: Attribution) -> list[Span]:
    return [span for span in (attribution.source, attribution.cue, *attribution.content) if span]


def _said(record: Record, span: Span | None) -> str:
    return " ".join(record.text[slice(*span)].split()) if span else ""
