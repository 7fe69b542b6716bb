"""One document of the dossier: its text with marks, its claims as cards, its notes."""

from typing import NamedTuple

from markupsafe import Markup

from rawi.export.dossier.chain import Step, root, step, steps
from rawi.export.dossier.marking import Mark, Paragraph, paragraphs
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


class Card(NamedTuple):
    """A claim: what is told, by whom, when, where, how many, and the rules that say so."""

    anchor: str
    trigger: str
    number: int
    label: str
    type: str
    status: str
    negated: bool
    quotation: Markup
    direction: str
    chain: list[Step]
    facts: list[Fact]
    rules: tuple[str, ...]


class Branch(NamedTuple):
    """A voice of the document with what it says, and the voices inside what it says."""

    step: Step
    snippet: str
    direction: str
    inner: list["Branch"]


class Page(NamedTuple):
    """A document as the page shows it."""

    anchor: str
    title: str
    has_own_headline: bool
    outlet: Step
    author: str | None
    language: str
    code: str | None
    direction: str
    published: str
    published_basis: str
    locator: str
    sha256: str
    paragraphs: list[Paragraph]
    cards: list[Card]
    voices: list[Branch]
    left_out: list[Note]
    remarks: list[Note]


def page(record: Record, anchor: str) -> Page:
    """Everything the page shows of a record; `anchor` is the document's id on the page."""
    default = "rtl" if record.language in RIGHT_TO_LEFT else "ltr"
    lines = paragraphs(record.text, _marks(record, anchor), default=default)
    title = record.title or ""
    headline = next((line for line in record.text.split("\n") if line.strip()), "")
    own = bool(title) and _same(title, headline)
    return Page(
        anchor=anchor,
        title=title or _opening(record.text),
        has_own_headline=own,
        outlet=root(record),
        author=record.author,
        language=language_words(record.language),
        code=record.language,
        direction=direction(title or record.text[:400], default),
        published=published_words(record.published),
        published_basis=BASES.get(record.published.basis, record.published.basis) if record.published else "",
        locator=record.locator,
        sha256=record.sha256,
        paragraphs=lines[1:] if own else lines,
        cards=[_card(record, claim, anchor, number) for number, claim in enumerate(record.claims, 1)],
        voices=_voices(record),
        left_out=[note for note in record.notes if note.code.startswith("furniture")],
        remarks=[note for note in record.notes if not note.code.startswith("furniture")],
    )


def _marks(record: Record, anchor: str) -> list[Mark]:
    """What is marked in the text. Contents first, so that they hold what lies in them."""
    marks: list[Mark] = []
    depth = _depths(record)
    for attribution in record.attributions:
        voice = step(record, attribution)
        level = min(depth[attribution.id], 4)
        says = "denies" if voice.denies else voice.stance or "says"
        for stretch in attribution.content:
            classes = f"said l{level}" + (" denied" if voice.denies else "")
            marks.append(Mark(stretch, "span", classes, _ref(anchor, attribution.id), f"{voice.name} {says}"))
        if attribution.source:
            marks.append(Mark(attribution.source, "span", "voice", _ref(anchor, attribution.id), _who(voice)))
        if attribution.cue:
            marks.append(Mark(attribution.cue, "span", "cue", _ref(anchor, attribution.id), f"{says}, {voice.mode}"))
        if attribution.via:
            marks.append(Mark(attribution.via.span, "span", "via", _ref(anchor, attribution.id), voice.via))
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


def _card(record: Record, claim: Claim, anchor: str, number: int) -> Card:
    quoted = record.text[slice(*claim.span)]
    chain = steps(record, claim.chain)
    return Card(
        anchor=f"{anchor}-{claim.id}",
        trigger=f"{anchor}-{claim.id}-t",
        number=number,
        label=_label(claim),
        type=claim.type,
        status=_status(claim),
        negated=claim.polarity == "negated",
        quotation=_quotation(record.text, claim.span, claim.trigger),
        direction=direction(quoted, "rtl" if record.language in RIGHT_TO_LEFT else "ltr"),
        chain=chain,
        facts=list(_facts(record, claim)),
        rules=claim.rules,
    )


def _facts(record: Record, claim: Claim) -> list[Fact]:
    def said(span: Span) -> str:
        return " ".join(record.text[slice(*span)].split())

    facts: list[Fact] = []
    for time in record.times:
        if time.id == claim.time:
            remark = CALENDARS.get(time.calendar, time.calendar)
            if time.basis and time.basis != "explicit":
                remark += f", {BASES.get(time.basis, time.basis)}"
            facts.append(Fact("When", time_words(time), said(time.span), remark))
    for place in record.places:
        if place.id == claim.place:
            known = ", ".join(part for part in (place.name_en, place.country) if part)
            facts.append(Fact("Where", known or said(place.span), said(place.span) if known else "", place.kind))
    for count in record.counts:
        if count.id in claim.counts:
            remark = "over a period" if count.scope == "cumulative" else ""
            facts.append(Fact("How many", count_words(count), said(count.span), remark))
    if claim.actor:
        facts.append(Fact("Who did it", said(claim.actor)))
    if claim.recipient:
        facts.append(Fact("To whom", said(claim.recipient)))
    return facts


def _quotation(text: str, span: Span, trigger: Span) -> Markup:
    """The claim's clause with its trigger set off; only the trigger's neighbourhood when the clause is very long."""
    start, end = span
    before, after = "", ""
    if end - start > 420:
        start, end = max(start, trigger[0] - 180), min(end, trigger[1] + 180)
        before, after = "… " if start > span[0] else "", " …" if end < span[1] else ""
    if not (start <= trigger[0] and trigger[1] <= end):
        return Markup("{}").format(text[start:end])
    return Markup("{}{}<strong>{}</strong>{}{}").format(
        before, text[start : trigger[0]], text[slice(*trigger)], text[trigger[1] : end], after
    )


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
            snippet = " … ".join(" ".join(record.text[slice(*stretch)].split()) for stretch in attribution.content)
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


def _status(claim: Claim) -> str:
    return "not so" if claim.polarity == "negated" else claim.status.replace("_", " ")


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
