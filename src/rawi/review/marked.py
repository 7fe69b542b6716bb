"""A document's text as written, with what was read from it marked as in the dossier."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from markupsafe import Markup

from rawi.export.dossier.chain import step
from rawi.export.dossier.marking import Mark, Paragraph, paragraphs
from rawi.records import Record, Span
from rawi.review.told import Told, Voices, count, when

RIGHT_TO_LEFT = ("fa", "ar", "ckb", "ur", "ps")


class Shown(NamedTuple):
    """What a screen wants of the marks.

    `at` is a passage that a link points to; `states` the review of claims by id; `current` the claim that is decided
    on, whose values are set off; `address` where the number of a claim leads.
    """

    at: Span | None = None
    states: Mapping[str, str] = {}
    current: str = ""
    address: Callable[[Told], str] = lambda claim: f"#{claim.id}"


def text(record: Record, claims: list[Told], reader: Voices, shown: Shown) -> list[Paragraph]:
    """The paragraphs of a document."""
    default = "rtl" if record.language in RIGHT_TO_LEFT else "ltr"
    return paragraphs(record.text, marks(record, claims, reader, shown), default=default)


def marks(record: Record, claims: list[Told], reader: Voices, shown: Shown) -> list[Mark]:
    """What is marked. A passage that is linked to first, then contents, so that they hold what lies in them.

    `data-r` names the parts that belong together: an attribution's source, cue and contents, a claim's trigger and
    values, and every voice of its chain.
    """
    words = reader.words
    found: list[Mark] = []
    if shown.at:
        found.append(Mark(shown.at, "mark", "here", anchor=f"char={shown.at[0]},{shown.at[1]}"))
    depth = _depths(record)
    belongs = _belongs(record, claims)

    def own(id: str) -> str:
        return " own" if shown.current in belongs.get(id, ()) else ""

    for attribution in record.attributions:
        voice = step(record, attribution)
        refs = " ".join((attribution.id, *belongs.get(attribution.id, ())))
        says = (
            words("claim.stance.denies")
            if voice.denies
            else words.or_as_is("claim.stance", attribution.stance or "says")
        )
        classes = f"said l{min(depth[attribution.id], 4)}" + (" denied" if voice.denies else "")
        mine = own(attribution.id)
        name = voice.name or words("claim.unnamed")
        found += [Mark(part, "span", classes, refs, f"{name}: {says}") for part in attribution.content]
        if attribution.source:
            kind = words.or_as_is("claim.voice", attribution.source_kind)
            found.append(Mark(attribution.source, "span", f"voice{mine}", refs, f"{name} ({kind})"))
        if attribution.cue:
            speech = words.or_as_is("claim.speech", attribution.mode)
            found.append(Mark(attribution.cue, "span", f"cue{mine}", refs, f"{says} · {speech}"))
        if attribution.via:
            kind = words.or_as_is("claim.via", attribution.via.kind)
            found.append(Mark(attribution.via.span, "span", "via", refs, f"{kind}: {attribution.via.name}"))
    for note in record.notes:
        if note.span and note.code.startswith("furniture"):
            found.append(Mark(note.span, "span", "furniture", "", words("claim.left-out")))
    between = words("frame.between")
    for time in record.times:
        value: dict[str, Any] = {"start": time.start, "end": time.end, "precision": time.precision}
        calendar = words.or_as_is("claim.calendar", time.calendar)
        refs = " ".join(belongs.get(time.id, ()))
        found.append(
            Mark(time.span, "span", f"when{own(time.id)}", refs, between.join((when(value, reader), calendar)))
        )
    for each in record.counts:
        value = {"kind": each.kind, "low": each.low, "high": each.high, "approx": each.approx}
        scope = words(f"claim.{each.scope}")
        refs = " ".join(belongs.get(each.id, ()))
        title = between.join((count(value, reader), scope))
        found.append(Mark(each.span, "span", f"many{own(each.id)}", refs, title))
    for place in record.places:
        where = reader.names.place_in(place.name_en or record.text[slice(*place.span)], place.country)
        title = words("claim.comma").join((where, words.or_as_is("claim.place", place.kind)))
        refs = " ".join(belongs.get(place.id, ()))
        found.append(Mark(place.span, "span", f"where{own(place.id)}", refs, title))
    for actor in record.actors:
        tone = words.or_as_is("claim.tone", actor.tone)
        found.append(Mark(actor.span, "span", f"who {actor.tone}", "", f"{actor.name} · {tone}"))
    return found + [_trigger(claim, reader, shown) for claim in claims]


def _trigger(claim: Told, reader: Voices, shown: Shown) -> Mark:
    number = Markup('<a class="number" data-aside data-r="{}" href="{}" aria-label="{}">{}</a>').format(
        claim.id,
        shown.address(claim),
        reader.words("claim.show", number=claim.number, title=claim.title),
        reader.names.digits(str(claim.number)),
    )
    classes = f"what is-{shown.states.get(claim.id, 'unreviewed')}" + (" current" if claim.id == shown.current else "")
    title = f"{claim.title} · {claim.status}"
    return Mark(claim.trigger_span, "strong", classes, claim.id, title, f"{claim.id}-t", number)


def _belongs(record: Record, claims: list[Told]) -> dict[str, list[str]]:
    """The claims that each voice, time, count and place belongs to, by its id."""
    shown = {claim.id for claim in claims}
    found: dict[str, list[str]] = {}
    for claim in record.claims:
        if claim.id in shown:
            for part in (*claim.chain, claim.time, claim.place, *claim.counts):
                if part:
                    found.setdefault(part, []).append(claim.id)
    return found


def _depths(record: Record) -> dict[str, int]:
    parents = {attribution.id: attribution.parent for attribution in record.attributions}
    depths = {}
    for id, parent in parents.items():
        seen = {id}
        while parent in parents and parent not in seen:
            seen.add(parent)
            parent = parents[parent]
        depths[id] = len(seen)
    return depths
