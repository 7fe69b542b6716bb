"""One document of the dossier: its text with marks, its claims as cards, its notes."""

from itertools import groupby
from typing import NamedTuple

from markupsafe import Markup, escape

from rawi.export.dossier.chain import Step, root, step, steps
from rawi.export.dossier.marking import Mark, Paragraph, paragraphs, stretch
from rawi.export.wording import (
    BASES,
    CALENDARS,
    count_words,
    direction,
    language_words,
    published_words,
    time_words,
)
from rawi.ontology import modes, types
from rawi.records import Attribution, Claim, Note, Record, Span

RIGHT_TO_LEFT = ("fa", "ar", "ckb", "ur", "ps")


class Fact(NamedTuple):
    """A value of a claim: what it is called, how it reads, the words it was read from, and a remark."""

    name: str
    value: str
    wording: str = ""
    remark: str = ""


class Told(NamedTuple):
    """A claim: what is told to have happened, when, where, how many, and the rules that say so."""

    anchor: str
    trigger: str
    number: int
    label: str
    status: str
    negated: bool
    facts: list[Fact]
    rules: tuple[str, ...]


class Card(NamedTuple):
    """A clause, the chain of voices that tells it, and the claims in it."""

    chain: list[Step]
    quotation: Markup
    direction: str
    told: list[Told]


class Branch(NamedTuple):
    """A voice of the document with what it says, and the voices inside what it says."""

    step: Step
    snippet: str
    direction: str
    inner: list["Branch"]


class Remark(NamedTuple):
    """A note on the reading, and the words it is about."""

    code: str
    message: str
    wording: str


class Page(NamedTuple):
    """A document as the page shows it. Where the text opens with its title, `title` is that line, marks and all."""

    anchor: str
    title: Markup
    has_own_headline: bool
    outlet: Step
    author: str | None
    language: str
    code: str | None
    direction: str
    published: str
    published_basis: str
    file: str
    sha256: str
    paragraphs: list[Paragraph]
    cards: list[Card]
    voices: list[Branch]
    left_out: list[Remark]
    remarks: list[Remark]


def page(record: Record, anchor: str) -> Page:
    """Everything the page shows of a record; `anchor` is the document's id on the page."""
    default = "rtl" if record.language in RIGHT_TO_LEFT else "ltr"
    lines = paragraphs(record.text, _marks(record, anchor), default=default)
    title = record.title or ""
    headline = next((line for line in record.text.split("\n") if line.strip()), "")
    own = bool(title) and _same(title, headline)
    return Page(
        anchor=anchor,
        title=lines[0].html if own else escape(title or _opening(record.text)),
        has_own_headline=own,
        outlet=root(record),
        author=record.author,
        language=language_words(record.language),
        code=record.language,
        direction=direction(title or record.text[:400], default),
        published=published_words(record.published),
        published_basis=BASES.get(record.published.basis, record.published.basis) if record.published else "",
        file=record.locator.replace("\\", "/").rsplit("/", 1)[-1],
        sha256=record.sha256,
        paragraphs=lines[1:] if own else lines,
        cards=_cards(record, anchor),
        voices=_voices(record),
        left_out=[_in_words(record, note) for note in record.notes if note.code.startswith("furniture")],
        remarks=[_in_words(record, note) for note in record.notes if not note.code.startswith("furniture")],
    )


def _marks(record: Record, anchor: str) -> list[Mark]:
    """What is marked in the text. Contents first, so that they hold what lies in them."""
    marks: list[Mark] = []
    depth = _depths(record)
    for attribution in record.attributions:
        voice = step(record, attribution)
        level = min(depth[attribution.id], 4)
        says = "denies" if voice.denies else voice.stance or "says"
        for part in attribution.content:
            classes = f"said l{level}" + (" denied" if voice.denies else "")
            marks.append(Mark(part, "span", classes, _ref(anchor, attribution.id), f"{voice.name} {says}"))
        if attribution.source:
            marks.append(Mark(attribution.source, "span", "voice", _ref(anchor, attribution.id), _who(voice)))
        if attribution.cue:
            marks.append(Mark(attribution.cue, "span", "cue", _ref(anchor, attribution.id), f"{says}, {voice.mode}"))
        if attribution.via:
            marks.append(Mark(attribution.via.span, "span", "via", _ref(anchor, attribution.id), voice.via))
    for note in record.notes:
        if note.span and note.code.startswith("furniture"):
            marks.append(Mark(note.span, "span", "furniture", "", f"left out: {note.message}"))
    for time in record.times:
        title = f"{time_words(time)} · {CALENDARS.get(time.calendar, time.calendar)} date"
        if basis := BASES.get(time.basis or "", ""):
            title += f", {basis}"
        marks.append(Mark(time.span, "span", "when", _ref(anchor, time.id), title, f"{anchor}-{time.id}"))
    for count in record.counts:
        scope = "over a period" if count.scope == "cumulative" else "in one incident"
        title = f"{count_words(count)}, {scope}"
        marks.append(Mark(count.span, "span", "many", _ref(anchor, count.id), title, f"{anchor}-{count.id}"))
    for place in record.places:
        title = ", ".join(part for part in (place.name_en, place.kind, place.country) if part)
        marks.append(Mark(place.span, "span", "where", _ref(anchor, place.id), title))
    for actor in record.actors:
        title = f"{actor.name} ({actor.kind}) · {actor.tone} wording"
        marks.append(Mark(actor.span, "span", f"who {actor.tone}", "", title))
    for number, claim in enumerate(record.claims, 1):
        link = Markup('<a class="number" href="#{}">{}</a>').format(f"{anchor}-{claim.id}", number)
        marks.append(
            Mark(
                claim.trigger,
                "strong",
                "what",
                _ref(anchor, claim.id),
                f"{_label(claim)}, {_status(claim)}",
                f"{anchor}-{claim.id}-t",
                link,
            )
        )
    return marks


def _cards(record: Record, anchor: str) -> list[Card]:
    """The claims, those of one clause and one chain together."""
    numbered = enumerate(record.claims, 1)
    return [
        _card(record, list(claims), anchor)
        for _, claims in groupby(numbered, key=lambda each: (each[1].span, each[1].chain))
    ]


def _card(record: Record, claims: list[tuple[int, Claim]], anchor: str) -> Card:
    first = claims[0][1]
    default = "rtl" if record.language in RIGHT_TO_LEFT else "ltr"
    return Card(
        chain=steps(record, first.chain),
        quotation=_quotation(record.text, first.span, [claim.trigger for _, claim in claims]),
        direction=direction(record.text[slice(*first.span)], default),
        told=[
            Told(
                anchor=_ref(anchor, claim.id),
                trigger=f"{_ref(anchor, claim.id)}-t",
                number=number,
                label=_label(claim),
                status=_status(claim),
                negated=claim.polarity == "negated",
                facts=list(_facts(record, claim)),
                rules=claim.rules,
            )
            for number, claim in claims
        ],
    )


def _facts(record: Record, claim: Claim) -> list[Fact]:
    def said(span: Span) -> str:
        return " ".join(record.text[slice(*span)].split())

    facts: list[Fact] = []
    for time in record.times:
        if time.id == claim.time:
            basis = BASES.get(time.basis or "", "") if time.basis != "explicit" else ""
            calendar = CALENDARS.get(time.calendar, time.calendar) if time.calendar != "relative" or not basis else ""
            remark = ", ".join(part for part in (calendar, basis) if part)
            facts.append(Fact("When", time_words(time), said(time.span), remark))
    for place in record.places:
        if place.id == claim.place:
            known = ", ".join(part for part in (place.name_en or said(place.span), place.country) if part)
            facts.append(Fact("Where", known, said(place.span) if place.name_en else "", place.kind))
    for count in record.counts:
        if count.id in claim.counts:
            remark = "over a period" if count.scope == "cumulative" else ""
            facts.append(Fact("How many", count_words(count), said(count.span), remark))
    if claim.actor:
        facts.append(Fact("Who did it", said(claim.actor)))
    if claim.recipient:
        facts.append(Fact("To whom", said(claim.recipient)))
    return facts


def _quotation(text: str, span: Span, triggers: list[Span]) -> Markup:
    """The clause with its triggers set off; only their neighbourhood when the clause is very long."""
    start, end = span
    if end - start > 420:
        start = max(start, min(trigger[0] for trigger in triggers) - 180)
        end = min(end, max(trigger[1] for trigger in triggers) + 180)
    marks = [Mark(trigger, "strong", "", "") for trigger in triggers if start <= trigger[0] and trigger[1] <= end]
    quoted = stretch(text, start, end, marks)
    return Markup("{}{}{}").format("… " if start > span[0] else "", quoted, " …" if end < span[1] else "")


def _voices(record: Record) -> list[Branch]:
    """The voices of a document as a tree, in the order of the text."""
    ids = {attribution.id for attribution in record.attributions}
    children: dict[str, list[Attribution]] = {}
    for attribution in record.attributions:
        children.setdefault(attribution.parent if attribution.parent in ids else "", []).append(attribution)
    default = "rtl" if record.language in RIGHT_TO_LEFT else "ltr"

    def grow(parent: str, above: frozenset[str]) -> list[Branch]:
        branches = []
        for attribution in sorted(children.get(parent, []), key=lambda each: each.content[:1] or ((0, 0),)):
            if attribution.id in above:
                continue
            snippet = " … ".join(" ".join(record.text[slice(*part)].split()) for part in attribution.content)
            branches.append(
                Branch(
                    step(record, attribution),
                    _shorten(snippet, 140),
                    direction(snippet, default),
                    grow(attribution.id, above | {attribution.id}),
                )
            )
        return branches

    return grow("", frozenset())


def _depths(record: Record) -> dict[str, int]:
    parents = {attribution.id: attribution.parent for attribution in record.attributions}
    depths = {}
    for id, current in parents.items():
        seen = [id]
        while current in parents and current not in seen:
            seen.append(current)
            current = parents[current]
        depths[id] = len(seen)
    return depths


def _label(claim: Claim) -> str:
    """`Assault · Shooting`: the type and, where it is known, the mode."""
    kind, mode = types().get(claim.type), modes().get(claim.mode or "")
    words = kind.label["en"] if kind else claim.type.capitalize()
    return f"{words} · {mode.label['en']}" if mode and mode.label["en"] != words else words


def _in_words(record: Record, note: Note) -> Remark:
    wording = " ".join(record.text[slice(*note.span)].split()) if note.span else ""
    return Remark(note.code.partition(".")[2].replace("-", " ") or note.code, note.message, _shorten(wording, 160))


def _status(claim: Claim) -> str:
    return "told as not so" if claim.polarity == "negated" else claim.status.replace("_", " ")


def _who(voice: Step) -> str:
    return f"{voice.name} ({voice.kind})"


def _ref(anchor: str, id: str) -> str:
    return f"{anchor}-{id}"


def _same(a: str, b: str) -> bool:
    return a.split() == b.split()


def _opening(text: str) -> str:
    return _shorten(" ".join(text[:200].split()), 90) or "(no text)"


def _shorten(text: str, limit: int) -> str:
    if len(text) <= limit:
        return text
    return text[:limit].rsplit(" ", 1)[0].rstrip("،,;؛:") + " …"
