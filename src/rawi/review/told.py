"""A claim as the screens show it: its chain from the outlet inward, its values in the reader's words, its review."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from rawi.export.dossier.chain import Step, step, steps
from rawi.records import Attribution, Claim, Record, Span
from rawi.review.dating import Dates
from rawi.review.fields import fields
from rawi.review.messages import Words
from rawi.review.naming import Names


class Voices(NamedTuple):
    """Whose words and calendar the reader has."""

    words: Words
    dates: Dates
    names: Names


class Fact(NamedTuple):
    """A value of a claim: `field` is one of `fields.FIELDS`; `wording` and `span` are what it was read from; `was` is
    what rawi had read, where a reviewer put something else in its place (None where nobody did).
    """

    field: str
    value: str
    wording: str = ""
    span: Span | None = None
    remark: str = ""
    was: str | None = None


class Told(NamedTuple):
    """A claim. `target` is its name in decisions (`DOCUMENT#CLAIM`), `number` its place in the document, from 1."""

    id: str
    target: str
    number: int
    trigger: str
    span: Span
    trigger_span: Span
    title: str
    status: str
    negated: bool
    chain: list[Step]
    facts: list[Fact]
    rules: tuple[str, ...]
    values: dict[str, Any]
    corrected: tuple[str, ...]


def told(
    document: str, record: Record, number: int, claim: Claim, reader: Voices, corrected: Mapping[str, Any] | None = None
) -> Told:
    """A claim of a record, with the values a reviewer corrected in the place of those that were read."""
    read = fields(record, claim)
    values = {**read, **(corrected or {})}
    was = {name: read[name] for name in corrected or {} if name in read}
    return Told(
        id=claim.id,
        target=f"{document}#{claim.id}",
        number=number,
        trigger=_text(record, claim.trigger),
        span=claim.span,
        trigger_span=claim.trigger,
        title=title(values, reader),
        status=reader.names.status(values["status"]),
        negated=values["polarity"] == "negated",
        chain=chain(record, claim, reader, [values["voice"]] if "voice" in was else []),
        facts=list(_facts(record, claim, values, was, reader)),
        rules=claim.rules,
        values=values,
        corrected=tuple(was),
    )


def title(values: Mapping[str, Any], reader: Voices) -> str:
    """`Assault · Shooting`: the type and, where it says more, the mode."""
    kind, mode = reader.names.type(values["type"]), reader.names.mode(values["mode"])
    return f"{kind} · {mode}" if mode and mode != kind else kind


def chain(record: Record, claim: Claim, reader: Voices, said: Sequence[Mapping[str, Any] | None] = ()) -> list[Step]:
    """The breadcrumb, from the outlet inward. `said` holds the innermost voice where a reviewer said who it is."""
    known = {attribution.id: attribution for attribution in record.attributions}
    crumbs = [
        step_in_words(known[crumb.id], record, reader, crumb) if crumb.id in known else crumb
        for crumb in steps(record, claim.chain)
    ]
    for voice in said:
        if voice is None:
            return crumbs[:1]
        if not crumbs[1:]:
            return [*crumbs, Step(name=voice["name"], kind=voice["kind"])]
        crumbs[-1] = crumbs[-1]._replace(name=voice["name"], kind=voice["kind"])
    return crumbs


def step_in_words(attribution: Attribution, record: Record, reader: Voices, as_: Step | None = None) -> Step:
    """A voice as the reader is told of it; `as_` is its place in a chain, where it has one."""
    via, times = attribution.via, {time.id: time for time in record.times}
    when = times.get((via.time if via else None) or attribution.time or "")
    return (as_ or step(record, attribution))._replace(
        name=attribution.source_name or reader.words("claim.unnamed"),
        stance=reader.words.or_as_is("claim.stance", attribution.stance or "says"),
        mode=reader.words.or_as_is("claim.speech", attribution.mode),
        via=f"{reader.words.or_as_is('claim.via', via.kind)}: {via.name}" if via else "",
        when=reader.dates.interval(when.start, when.end) if when else "",
    )


def in_words(field: str, value: Any, reader: Voices) -> str:
    """A field's value in the reader's words; a dash where there is none."""
    if value is None or value in ([], ""):
        return "–"
    match field:
        case "type":
            return reader.names.type(value)
        case "mode":
            return reader.names.mode(value)
        case "status":
            return reader.names.status(value)
        case "polarity":
            return reader.words.or_as_is("claim.polarity", value)
        case "voice":
            return f"{value['name']} ({reader.words.or_as_is('claim.voice', value['kind'])})"
        case "place":
            return reader.names.place_in(value.get("name") or value["text"], value.get("country"))
        case "time":
            return when(value, reader)
        case "counts":
            return "; ".join(count(each, reader) for each in value)
    return str(value["text"])


def when(value: Mapping[str, Any], reader: Voices) -> str:
    words = reader.dates.interval(value["start"], value["end"])
    if not words:
        return reader.words("claim.no-date")
    return reader.words("claim.part-of-day", day=words) if value["precision"] == "part-of-day" else words


def count(value: Mapping[str, Any], reader: Voices) -> str:
    """`at least 30 wounded`; `about 2,000 taking part`."""
    bounds = reader.names.bounds(value["low"], value["high"])
    if value["approx"] and value["low"] == value["high"]:
        bounds = reader.words("claim.about", number=bounds)
    return reader.words("claim.count", bounds=bounds, kind=reader.words.or_as_is("claim.counted", value["kind"]))


def _facts(record: Record, claim: Claim, values: dict[str, Any], was: dict[str, Any], reader: Voices) -> list[Fact]:
    def fact(field: str, value: Any, remark: str = "") -> Fact:
        shown = in_words(field, value, reader)
        wording = (value or {}).get("text", "") if field != "voice" else ""
        span = tuple(value["span"]) if value and value.get("span") else None
        before = in_words(field, was[field], reader) if field in was else None
        return Fact(field, shown, "" if wording == shown else wording, span, remark, before)

    found = [
        Fact(field, in_words(field, values[field], reader), was=in_words(field, was[field], reader))
        for field in ("type", "mode", "status", "polarity", "voice")
        if field in was
    ]
    if values["time"] or "time" in was:
        found.append(fact("time", values["time"], "" if "time" in was else _time_remark(record, claim, reader)))
    if values["place"] or "place" in was:
        place = values["place"]
        found.append(fact("place", place, reader.words.or_as_is("claim.place", place["kind"]) if place else ""))
    for number, each in enumerate(values["counts"] or []):
        remark = reader.words("claim.cumulative") if each["scope"] == "cumulative" else ""
        before = in_words("counts", was["counts"], reader) if "counts" in was and number == 0 else None
        span = tuple(each["span"]) if each.get("span") else None
        found.append(Fact("counts", count(each, reader), each.get("text", ""), span, remark, before))
    if "counts" in was and not values["counts"]:
        found.append(Fact("counts", "–", was=in_words("counts", was["counts"], reader)))
    found += [fact(field, values[field]) for field in ("actor", "recipient") if values[field] or field in was]
    return found


def _time_remark(record: Record, claim: Claim, reader: Voices) -> str:
    for time in record.times:
        if time.id == claim.time:
            calendar = "" if time.calendar in ("relative", reader.dates.calendar) else time.calendar
            parts = (calendar and f"claim.calendar.{calendar}", time.basis and f"claim.basis.{time.basis}")
            return reader.words("claim.comma").join(reader.words(key) for key in parts if key and reader.words.has(key))
    return ""


def _text(record: Record, span: Span) -> str:
    return " ".join(record.text[slice(*span)].split())
