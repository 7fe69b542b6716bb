"""Reading → places: toponyms, resolved where the gazetteer knows them."""

from bisect import bisect_right
from typing import Final

from rawi.actors import Register, register
from rawi.gazetteer import Entry, Named, gazetteer
from rawi.gazetteer.key import key
from rawi.gazetteer.resolve import Company, choose, distance, inside
from rawi.lang import Reading
from rawi.mentions.actors import actors, country_of
from rawi.mentions.place_features import chance, features
from rawi.mentions.place_sites import Site, sites
from rawi.mentions.place_spots import Spot, mark_surnames, spots
from rawi.mentions.place_words import place_words
from rawi.records import Place, Span

_TELLING: Final = frozenset(("in", "type", "office", "people", "side", "between", "from"))
_SMALL: Final = frozenset(("city", "site", "county", "province"))
_THRESHOLD: Final = 0.4
_VOTES: Final = 0.4
_OUTER: Final = 8  # places of a name that may hold the one before it, besides divisions
_BESIDE: Final = 60.0  # km within which a district lies beside the town named with it


def places(reading: Reading, known: Register | None = None) -> tuple[Place, ...]:
    """Every toponym that says where, in order of appearance; `known` replaces the shipped register of actors."""
    found = resolved(reading, known)
    said = telling(found, reading)
    taken: dict[int, list[Spot]] = {}
    for spot in found:
        if spot.place is not None and _likely(spot, spot.place, reading, said) >= _THRESHOLD:
            taken.setdefault(spot.index, []).append(spot)
    unlisted = sites(reading, taken)
    about = _about(found, reading, known or register()) if unlisted else {}
    return _ordered(_merged(taken, unlisted), reading, about)


def _merged(taken: dict[int, list[Spot]], unlisted: list[Site]) -> list[Spot | Site]:
    """Known places and unlisted ones; of two that overlap the longer stays."""
    out: list[Spot | Site] = []
    for site in unlisted:
        beside = [s for s in taken.get(site.index, ()) if _overlap(s, site)]
        if any(s.candidate.end - s.candidate.start >= site.end - site.start for s in beside):
            continue
        if any(
            isinstance(o, Site) and o.index == site.index and o.start < site.end and site.start < o.end for o in out
        ):
            continue
        for spot in beside:
            taken[site.index].remove(spot)
        out.append(site)
    out.extend(spot for row in taken.values() for spot in row)
    return out


def _overlap(spot: Spot, site: Site) -> bool:
    return spot.candidate.start < site.end and site.start < spot.candidate.end


def _about(found: list[Spot], reading: Reading, known: Register) -> dict[str, float]:
    """How much a document tells of each country: by its actors and by its names of places, seats of bodies left out."""
    votes: dict[str, float] = {}
    for mention in actors(reading, known):
        country = known.actors[mention.actor].country
        if country:
            votes[country] = votes.get(country, 0.0) + 1.0
    for spot in found:
        entry = spot.place.entry if spot.place is not None else None
        if entry is not None and entry.country is not None and not _seat(spot, reading):
            wide = entry.kind in ("country", "province")
            votes[entry.country] = votes.get(entry.country, 0.0) + (1.0 if wide else 0.5)
    return votes


def _seat(spot: Spot, reading: Reading) -> bool:
    """Whether a name only tells where a body has its seat, or is part of the name of the document's own outlet."""
    sentence, candidate = reading.sentences[spot.index], spot.candidate
    if place_words(sentence.lang).seat(sentence, candidate.first, candidate.last):
        return True
    outlet = reading.document.outlet
    return (
        bool(outlet)
        and spot.before not in _TELLING
        and reading.view.source(candidate.start, candidate.end) in str(outlet)
    )


def _ordered(found: list[Spot | Site], reading: Reading, about: dict[str, float]) -> tuple[Place, ...]:
    rows = sorted(found, key=_start)
    out: list[Place] = []
    for one in rows:
        if isinstance(one, Spot):
            assert one.place is not None
            held = _bracketed(one, rows, reading)
            out.append(
                _place(len(out), one, one.place, reading) if held is None else _within(len(out), one, held, reading)
            )
        else:
            entry = _listed(one, reading)
            near = one.own or _nearest(one, rows, reading, about)
            out.append(
                _unlisted(len(out), one, _own_town(one, near, reading) or near, reading)
                if entry is None
                else _whole(len(out), one, entry, reading)
            )
    return tuple(out)


def _start(one: Spot | Site) -> int:
    return one.start if isinstance(one, Site) else one.candidate.start


def _nearest(site: Site, rows: list[Spot | Site], reading: Reading, about: dict[str, float]) -> Entry | None:
    """The town, else division, named nearest to a site: in its own sentence, after it first; else the last before.

    Never the seat of a body, and from another sentence no place in a country that the document tells little of.
    """
    towns = [
        r
        for r in rows
        if isinstance(r, Spot) and r.place is not None and r.place.entry.kind in _SMALL and not _seat(r, reading)
    ]
    same = [t for t in towns if t.index == site.index]
    after = [t for t in same if t.candidate.start >= site.end]
    if not same:
        most = max(about.values(), default=0.0)
        towns = [
            t for t in towns if t.place is not None and 4 * about.get(t.place.entry.country or "", 0.0) >= 3 * most
        ]
    before = [t for t in towns if t.candidate.end <= site.start]
    chosen = after[0] if after else before[-1] if before else towns[0] if towns else None
    return chosen.place.entry if chosen is not None and chosen.place is not None else None


def _own_town(site: Site, near: Entry | None, reading: Reading) -> Entry | None:
    """The town an unlisted district is named after («Kulu district of Konya»), in the division or beside the town
    named with it; None where it is named after none."""
    sentence = reading.sentences[site.index]
    first, last = sentence.token_at(site.start), sentence.token_at(site.end - 1)
    words = place_words(sentence.lang)
    if near is None or last <= first or words.kind_after(sentence, last) not in _SMALL:
        return None
    named = gazetteer().lookup(key(reading.view.text[site.start : sentence.ends[last - 1]])) or ()
    towns = [n.entry for n in named if n.entry.kind in ("city", "county") and n.entry.country == near.country]
    here = [t for t in towns if t.admin1 == near.admin1 or distance(t, near) < _BESIDE]
    return max(here, key=lambda t: t.population, default=None)


def resolved(reading: Reading, known: Register | None = None) -> list[Spot]:
    """The document's spots, each with the place it would mean if it is one.

    Twice over: first each name alone; then those likely to be places say together where the document is.
    """
    told = actors(reading, known or register())
    # A toponym inside an actor's wording belongs to it («وزارت خارجه ایران»); one that is a body's whole name is none.
    within = sorted(a.span for a in told)
    bodies = {a.span for a in told if a.kind == "organisation"}
    found = [spot for spot in spots(reading) if spot.named and not _inside_name(spot, within, bodies, reading)]
    mark_surnames([spot for spot in found if reading.sentences[spot.index].lang == "en"], reading)
    following = {id(spot.follows): spot for spot in found if spot.follows is not None and not spot.listed}
    _choose(found, following, Company())
    said = telling(found, reading)
    company = Company(country_of(reading.document.outlet, known or register()) or None)
    for spot in found:
        if spot.place is not None and _likely(spot, spot.place, reading, said) >= _VOTES:
            company.add(spot.key, spot.named)
    _choose(found, following, company)
    return found


def _likely(spot: Spot, place: Named, reading: Reading, said: set[str]) -> float:
    """The chance that a spot is the place it would mean; not worked out again while nothing it hangs on has changed."""
    inner = spot.follows.place if spot.follows is not None else None
    if spot.weighed is not None and spot.weighed[:3] == (place, spot.holder, inner):
        return spot.weighed[3]
    lang = reading.sentences[spot.index].lang
    likely = chance(features(spot, place, reading, place_words(lang), said), lang)
    spot.weighed = place, spot.holder, inner, likely
    return likely


def _inside_name(spot: Spot, within: list[Span], bodies: set[Span], reading: Reading) -> bool:
    if not within:
        return False
    start, end = reading.view.span(spot.candidate.start, spot.candidate.end)
    if (start, end) in bodies and all(named.entry.kind == "site" for named in spot.named):
        return True  # a town may stand for its government as well («Erbil»)
    k = bisect_right(within, (start, len(reading.document.text)))
    return any(low <= start and end <= high and end - start < high - low for low, high in within[max(0, k - 2) : k])


def _choose(found: list[Spot], following: dict[int, Spot], company: Company) -> None:
    known: dict[tuple[str, int, str | None], Named] = {}
    for spot in found:
        after = following.get(id(spot))
        if after is not None and after.gap <= 1:
            outer = [n.entry for k, n in enumerate(after.named) if k < _OUTER or n.entry.kind == "province"]
            spot.place = choose(spot.key, spot.named, company, spot.kind, outer)
            continue
        meant = spot.key, id(spot.named), spot.kind
        place = known.get(meant)
        if place is None:
            place = known[meant] = choose(spot.key, spot.named, company, spot.kind)
        spot.place = place
    for outer_spot in following.values():
        inner = outer_spot.follows
        if inner is not None and inner.place is not None and outer_spot.place is not None:
            inner.holder = inside(inner.place.entry, outer_spot.place.entry)


def telling(found: list[Spot], reading: Reading) -> set[str]:
    """Keys that stand, somewhere in the document, after words that say a place follows."""
    return {
        s.key
        for s in found
        if s.before in _TELLING and s.key not in place_words(reading.sentences[s.index].lang).unlikely
    }


def _place(number: int, spot: Spot, place: Named, reading: Reading) -> Place:
    entry = place.entry
    return Place(
        id=f"P{number + 1}",
        span=reading.view.span(spot.candidate.start, spot.candidate.end),
        name_en=entry.name,
        country=entry.country,
        lat=entry.lat,
        lon=entry.lon,
        kind="region" if entry.kind == "county" else entry.kind,
        geonames=entry.geonames,
        rule="place.name",
    )


def _bracketed(spot: Spot, rows: list[Spot | Site], reading: Reading) -> Entry | None:
    """The division or country in brackets right behind a town, where none of the name's places lies there.

    The town is then one that the gazetteer does not hold, a namesake of one that it does ("Deep River (Konya)").
    """
    words = reading.sentences[spot.index].words
    last = spot.candidate.last
    at = last + 1 + (last + 1 < len(words) and words[last + 1] != "(")
    if (
        at + 1 >= len(words)
        or words[at] != "("
        or at > last + 2
        or spot.place is None
        or spot.place.entry.kind != "city"
    ):
        return None
    outer = next(
        (r for r in rows if isinstance(r, Spot) and r.index == spot.index and r.candidate.first == at + 1), None
    )
    if outer is None or outer.place is None or outer.place.entry.kind not in ("country", "province"):
        return None
    wide = [n.entry for n in outer.named if n.entry.kind in ("country", "province", "county")]
    if any(n.entry.country == entry.country for n in spot.named for entry in wide):
        return None
    return outer.place.entry


def _within(number: int, spot: Spot, outer: Entry, reading: Reading) -> Place:
    """A town that only what holds it is known of: its country, and the middle of its division."""
    return Place(
        id=f"P{number + 1}",
        span=reading.view.span(spot.candidate.start, spot.candidate.end),
        name_en=None,
        country=outer.country,
        lat=outer.lat,
        lon=outer.lon,
        kind="city",
        geonames=None,
        rule="place.called.near",
    )


def _listed(site: Site, reading: Reading) -> Entry | None:
    """The region or site that goes by a site's whole name, whose last word lacks its capital ("Korean peninsula")."""
    named = gazetteer().lookup(key(reading.view.text[site.start : site.end])) or ()
    return next((n.entry for n in named if n.entry.kind in ("region", "site")), None)


def _whole(number: int, site: Site, entry: Entry, reading: Reading) -> Place:
    return Place(
        id=f"P{number + 1}",
        span=reading.view.span(site.start, site.end),
        name_en=entry.name,
        country=entry.country,
        lat=entry.lat,
        lon=entry.lon,
        kind=entry.kind,
        geonames=entry.geonames,
        rule="place.name",
    )


def _unlisted(number: int, site: Site, near: Entry | None, reading: Reading) -> Place:
    """An unlisted place. It lies where the town named with it lies; the rule's name says that this is so."""
    return Place(
        id=f"P{number + 1}",
        span=reading.view.span(site.start, site.end),
        name_en=None,
        country=near.country if near else None,
        lat=near.lat if near else None,
        lon=near.lon if near else None,
        kind=site.kind,
        geonames=None,
        rule=f"{site.rule}.near" if near else site.rule,
    )
