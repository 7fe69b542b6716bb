"""Mentions: a time, count, place or actor found at a span."""

import msgspec

from rawi.records.span import Span


class Time(msgspec.Struct, frozen=True, kw_only=True):
    """An expression that says when. `start`/`end` are inclusive ISO dates, each None when not known.

    `precision`: day, week, month, season, year, decade, part-of-day, vague. `calendar`: gregorian, jalali,
    hijri, relative. `basis`: `explicit` (the text alone), `published`, `text` (another date of the text),
    `weak` (a hint such as a copyright line), or None when unresolved.
    """

    id: str
    span: Span
    start: str | None
    end: str | None
    precision: str
    calendar: str
    basis: str | None
    rule: str


class Count(msgspec.Struct, frozen=True, kw_only=True):
    """A number of people (or, for other kinds, of things) with bounds.

    `kind`: killed, wounded, arrested, missing, abducted, displaced, sentenced, participants, casualties, and
    `things` for what is counted but is not people (never scored, shown in the dossier). `high` is None when
    unbounded. `scope`: incident, or cumulative when it totals a period or campaign.
    """

    id: str
    span: Span
    kind: str
    low: int
    high: int | None
    approx: bool
    scope: str
    rule: str


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """A toponym, resolved where the gazetteer knows it. `lat`/`lon` in degrees (WGS 84).

    `kind`: country, province, city, site, region. `country` is ISO 3166-1 alpha-2. `geonames` is a GeoNames id.
    """

    id: str
    span: Span
    name_en: str | None
    country: str | None
    lat: float | None
    lon: float | None
    kind: str
    geonames: int | None
    rule: str


class ActorMention(msgspec.Struct, frozen=True, kw_only=True):
    """A wording for an actor. `actor` is the register's id; `tone`: neutral, honorific, pejorative.

    `kind` is the register's (person, organisation, outlet, agency, state, group).
    """

    id: str
    span: Span
    actor: str
    name: str
    kind: str
    tone: str
    rule: str
