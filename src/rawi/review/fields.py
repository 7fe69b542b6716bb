"""A claim's fields as JSON values: what rawi read, what a reviewer may put in their place, and what typed words mean.

    type, mode, status, polarity     names of the ontology (mode may be None)
    voice                            {"name", "kind", "span"}, None when the outlet itself tells it
    actor, recipient                 {"text", "span"} or None
    place                            {"text", "span", "name", "country", "lat", "lon", "kind", "geonames"} or None
    time                             {"text", "span", "start", "end", "precision"} or None
    counts                           a list of {"text", "span", "kind", "low", "high", "approx", "scope"}

`span` is None where a reviewer typed the words. These are the values of a `correct` decision. What reads words anew
(the packs, the gazetteer) is loaded when somebody first corrects something, so that the application starts at once.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from rawi.errors import UsageError
from rawi.ontology import labels, modes, types
from rawi.records import Claim, Count, Document, Record, Span

FIELDS = ("type", "mode", "status", "polarity", "voice", "actor", "recipient", "place", "time", "counts")
VOICES = ("person", "organisation", "outlet", "agency", "document", "group", "anonymous")
SCOPES = ("incident", "cumulative")
POLARITIES = ("affirmed", "negated")
Value = dict[str, Any]


def fields(record: Record, claim: Claim) -> Value:
    """What rawi read of a claim, field by field."""
    times = {time.id: time for time in record.times}
    places = {place.id: place for place in record.places}
    counts = {count.id: count for count in record.counts}
    voices = {attribution.id: attribution for attribution in record.attributions}
    time, place, voice = times.get(claim.time or ""), places.get(claim.place or ""), voices.get(claim.attribution or "")
    return {
        "type": claim.type,
        "mode": claim.mode,
        "status": claim.status,
        "polarity": claim.polarity,
        "voice": voice and {"name": voice.source_name, "kind": voice.source_kind, "span": _list(voice.source)},
        "actor": _said(record, claim.actor),
        "recipient": _said(record, claim.recipient),
        "place": place
        and {
            "text": _text(record, place.span),
            "span": list(place.span),
            "name": place.name_en,
            "country": place.country,
            "lat": place.lat,
            "lon": place.lon,
            "kind": place.kind,
            "geonames": place.geonames,
        },
        "time": time
        and {
            "text": _text(record, time.span),
            "span": list(time.span),
            "start": time.start,
            "end": time.end,
            "precision": time.precision,
        },
        "counts": [_count(record, counts[id]) for id in claim.counts if id in counts],
    }


def corrected(record: Record, now: Value, form: Mapping[str, str]) -> Value:
    """The fields that a form changes, with their new values.

    `now` are the values the form was filled with. A field that the form does not hold stays. Raises UsageError with a
    message's name (`fields.unknown-place`, …) as its `what`, where the words mean nothing.
    """
    wanted: Value = {}
    for name in ("type", "mode", "status", "polarity"):
        if name in form:
            wanted[name] = _name(name, form[name])
    for name, read in (("voice", _voice), ("actor", _words), ("recipient", _words), ("place", _place), ("time", _time)):
        if name in form:
            wanted[name] = _typed(record, now.get(name), form, name, read)
    if "counts" in form:
        wanted["counts"] = _counts(record, now.get("counts") or [], form)
    return {name: value for name, value in wanted.items() if value != now.get(name)}


def _name(field: str, given: str) -> str | None:
    known: Mapping[str, Any] | tuple[str, ...]
    if field == "type":
        known = types()
    elif field == "mode":
        if not given:
            return None
        known = modes()
    else:
        known = labels()["status"] if field == "status" else POLARITIES
    if given not in known:
        raise UsageError("fields.unknown-name", where=given)
    return given


def _typed(
    record: Record,
    now: Value | None,
    form: Mapping[str, str],
    name: str,
    read: Callable[[Record, str, Span | None, Mapping[str, str]], Value | None],
) -> Value | None:
    """A field of words: emptied, left as it was, or read anew from what was typed or selected."""
    words, span = form[name].strip(), _span(record, form.get(f"{name}_span", ""))
    if not words:
        return None
    before = (now or {}).get("text", (now or {}).get("name"))
    unmoved = span is None or _list(span) == (now or {}).get("span")
    if now and words == before and unmoved and form.get(f"{name}_kind", now.get("kind")) == now.get("kind"):
        return now
    if span and _text(record, span) != words:
        span = None
    return read(record, words, span, form)


def _words(record: Record, words: str, span: Span | None, form: Mapping[str, str]) -> Value:
    return {"text": words, "span": _list(span or find(record.text, words))}


def _voice(record: Record, words: str, span: Span | None, form: Mapping[str, str]) -> Value:
    kind = form.get("voice_kind") or "person"
    if kind not in VOICES:
        raise UsageError("fields.unknown-name", where=kind)
    return {"name": words, "kind": kind, "span": _list(span or find(record.text, words))}


def _place(record: Record, words: str, span: Span | None, form: Mapping[str, str]) -> Value:
    """A place that the record knows at that passage, one that the gazetteer knows by that name, or a bare name."""
    from rawi.gazetteer import PRIMARY, gazetteer, key

    span = span or find(record.text, words)
    for place in record.places:
        if span == place.span:
            return {
                "text": words, "span": _list(span), "name": place.name_en, "country": place.country, "lat": place.lat,
                "lon": place.lon, "kind": place.kind, "geonames": place.geonames,
            }  # fmt: skip
    company = {place.country for place in record.places if place.country}
    named = gazetteer().lookup(key(words))
    if not named:
        return {
            "text": words, "span": _list(span), "name": None, "country": None, "lat": None, "lon": None,
            "kind": "site", "geonames": None,
        }  # fmt: skip
    best = max(named, key=lambda n: (n.entry.country in company, n.standing == PRIMARY, n.entry.population)).entry
    return {
        "text": words, "span": _list(span), "name": best.name, "country": best.country, "lat": best.lat,
        "lon": best.lon, "kind": best.kind, "geonames": best.geonames,
    }  # fmt: skip


def _time(record: Record, words: str, span: Span | None, form: Mapping[str, str]) -> Value:
    """A date as rawi reads it, in any calendar; `2023-07-14` and `2023-07-14/2023-07-16` are taken as they are."""
    from rawi.text import fold

    first, _, last = fold(words).text.replace(" ", "").partition("/")
    start, end = _iso(first), _iso(last or first)
    if start and end:
        if end < start:
            raise UsageError("fields.end-before-start", where=words)
        return {"text": words, "span": None, "start": start, "end": end, "precision": "day"}
    span = span or find(record.text, words)
    known = next((time for time in record.times if time.span == span), None)
    found = known or next(iter(_again(record, words).times), None)
    if found is None:
        raise UsageError("fields.unknown-time", where=words)
    return {
        "text": words, "span": _list(span), "start": found.start, "end": found.end, "precision": found.precision,
    }  # fmt: skip


def _counts(record: Record, now: list[Value], form: Mapping[str, str]) -> list[Value]:
    """The rows `count0_low`, `count0_high`, … of a form, and numbers in the words of `count_words`.

    A row without a lower number is taken away; one without an upper number has none ("at least").
    """
    rows = sorted({int(n) for name in form if name.startswith("count") and (n := name[5:].partition("_")[0]).isdigit()})
    found = []
    for row in rows:
        low, high = _number(form.get(f"count{row}_low", "")), _number(form.get(f"count{row}_high", ""))
        kind, scope = form.get(f"count{row}_kind", "killed"), form.get(f"count{row}_scope", "incident")
        if low is None and high is None:
            continue
        if kind not in labels()["count"] and kind != "things":
            raise UsageError("fields.unknown-name", where=kind)
        if scope not in SCOPES:
            raise UsageError("fields.unknown-name", where=scope)
        if high is not None and high < (low or 0):
            raise UsageError("fields.high-below-low", where=f"{low}–{high}")
        was = now[row] if row < len(now) else {"text": "", "span": None}
        found.append(
            {**was, "kind": kind, "low": low or 0, "high": high, "approx": bool(form.get(f"count{row}_approx")),
             "scope": scope}
        )  # fmt: skip
    if words := form.get("count_words", "").strip():
        span = _span(record, form.get("count_words_span", ""))
        span = span if span and _text(record, span) == words else find(record.text, words)
        known = [count for count in record.counts if count.span == span]
        again = _again(record, words)
        new = [_count(record, count) for count in known] or [
            {**_count(again, count), "text": words, "span": _list(span)} for count in again.counts
        ]
        if not new:
            raise UsageError("fields.unknown-count", where=words)
        found += new
    return found


def find(text: str, words: str) -> Span | None:
    """Where some words stand in a text, spelt in whatever way; None when they do not, or at several places."""
    from rawi.text import fold

    view, wanted = fold(text), fold(words).text.strip().lower()
    lower = view.text.lower()
    if not wanted or lower.count(wanted) != 1 or len(lower) != len(view.text):
        return None
    at = lower.index(wanted)
    return view.span(at, at + len(wanted))


def _again(record: Record, words: str) -> Record:
    """The words read as if they stood in the document by themselves."""
    from rawi.pipeline import read

    return read(Document(id="typed", text=words, language=None, published=record.published, outlet=record.outlet))


def _count(record: Record, count: Count) -> Value:
    return {
        "text": _text(record, count.span), "span": list(count.span), "kind": count.kind, "low": count.low,
        "high": count.high, "approx": count.approx, "scope": count.scope,
    }  # fmt: skip


def _said(record: Record, span: Span | None) -> Value | None:
    return {"text": _text(record, span), "span": list(span)} if span else None


def _text(record: Record, span: Span) -> str:
    return " ".join(record.text[slice(*span)].split())


def _list(span: Span | None) -> list[int] | None:
    return list(span) if span else None


def _span(record: Record, given: str) -> Span | None:
    """`120,188` as a span of the text; None for anything else."""
    start, _, end = given.partition(",")
    if not (start.isdecimal() and end.isdecimal()):
        return None
    span = (int(start), int(end))
    return span if span[0] < span[1] <= len(record.text) else None


def _number(given: str) -> int | None:
    """A number in the digits of any script; None when nothing was typed."""
    digits = "".join(char for char in given if char.isdigit())
    rest = "".join(char for char in given if not char.isdigit() and char not in " ,٬،.\u202f\u00a0'")
    if rest:
        raise UsageError("fields.no-number", where=given)
    if len(digits) > 12:
        raise UsageError("fields.no-number", where=given)
    return int(digits) if digits else None


def _iso(given: str) -> str | None:
    try:
        return date.fromisoformat(given).isoformat() if len(given) == 10 else None
    except ValueError:
        return None
