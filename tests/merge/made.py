"""Records made by hand, short to write: one claim a document unless more are given."""

from rawi.engine.merging import Merged, merge
from rawi.engine.standing import Decided, Standing
from rawi.records import Attribution, Claim, Count, Event, Place, Published, Record, Time

TOWNS = {
    "Karbala": ("IQ", 32.616, 44.025),
    "Hillah": ("IQ", 32.464, 44.422),
    "Baghdad": ("IQ", 33.341, 44.401),
    "Daraa": ("SY", 32.625, 36.106),
}
LANDS = {"Iraq": "IQ", "Syria": "SY"}


def claim(
    number: int = 1,
    *,
    type: str = "ASSAULT",
    mode: str | None = "shoot",
    status: str = "happened",
    polarity: str = "affirmed",
    place: str | None = "Karbala",
    day: str | None = "2019-11-03",
    until: str | None = "",
    precision: str = "day",
    voices: tuple[tuple[str, str], ...] = (),
    denies: bool = False,
    scope: str = "incident",
    **counts: int,
) -> dict[str, object]:
    """The values of one claim; `voices` are (name, kind) from the outermost inward; counts as killed=3."""
    return dict(
        number=number,
        type=type,
        mode=mode,
        status=status,
        polarity=polarity,
        place=place,
        day=day,
        until=day if until == "" else until,
        precision=precision,
        voices=voices,
        denies=denies,
        scope=scope,
        counts=counts,
    )


def record(
    name: str,
    outlet: str | None = "The Harbour",
    told: str | None = "2019-11-04",
    *claims: dict,
    text: str = "",
    language: str = "en",
) -> Record:
    """A record whose text is `text`, or a sentence of its own for each claim."""
    text = text or f"{name} has words of its own, {outlet} prints them, and nobody else does: {name * 3}."
    places, times, counts, said, told_claims = [], [], [], [], []
    for each in claims:
        n = each["number"]
        span = (min(10 * n, len(text) - 2), min(10 * n + 8, len(text)))
        if each["place"]:
            country, lat, lon = TOWNS.get(str(each["place"]), (None, None, None))
            kind = "country" if each["place"] in LANDS else "city"
            code = country or LANDS.get(str(each["place"]))
            places.append(
                Place(
                    id=f"p{n}",
                    span=span,
                    name_en=str(each["place"]),
                    country=code,
                    lat=lat,
                    lon=lon,
                    kind=kind,
                    geonames=None,
                    rule="made",
                )
            )
        if each["day"]:
            times.append(
                Time(
                    id=f"t{n}",
                    span=span,
                    start=each["day"],
                    end=each["until"],
                    precision=each["precision"],
                    calendar="gregorian",
                    basis="explicit",
                    rule="made",
                )
            )
        ids = []
        for kind, value in each["counts"].items():
            ids.append(f"c{n}{kind}")
            counts.append(
                Count(
                    id=ids[-1],
                    span=span,
                    kind=kind,
                    low=value,
                    high=value,
                    approx=False,
                    scope=each["scope"],
                    rule="made",
                )
            )
        chain = []
        for at, (voice, kind) in enumerate(each["voices"]):
            chain.append(f"a{n}{at}")
            last = at == len(each["voices"]) - 1
            said.append(
                Attribution(
                    id=chain[-1],
                    source=None,
                    source_name=voice,
                    source_kind=kind,
                    cue=None,
                    content=(span,),
                    mode="indirect",
                    polarity="denies" if each["denies"] and last else "asserts",
                    rule="made",
                    parent=chain[-2] if at else None,
                )
            )
        told_claims.append(
            Claim(
                id=f"e{n}",
                span=span,
                trigger=span,
                type=each["type"],
                mode=each["mode"],
                status=each["status"],
                polarity=each["polarity"],
                actor=None,
                recipient=None,
                place=f"p{n}" if each["place"] else None,
                time=f"t{n}" if each["day"] else None,
                counts=tuple(ids),
                attribution=chain[-1] if chain else None,
                chain=tuple(chain),
                rules=(),
            )
        )
    return Record(
        id=name,
        locator=name,
        sha256="",
        media_type="text/plain",
        language=language,
        outlet=outlet,
        author=None,
        title=None,
        published=Published(start=told, end=told) if told else None,
        text=text,
        places=tuple(places),
        times=tuple(times),
        counts=tuple(counts),
        attributions=tuple(said),
        claims=tuple(told_claims),
    )


def events(*records: Record, decided: tuple[Decided, ...] = ()) -> dict[str, Event]:
    """Merge; the event of each document's claims, by `document` and `document#claim`."""
    found: dict[str, Event] = {}
    for event in merged(*records, decided=decided).events:
        for document, name in event.claims:
            found[document] = found[f"{document}#{name}"] = event
    return found


def merged(*records: Record, decided: tuple[Decided, ...] = ()) -> Merged:
    return merge(records, Standing(decided))


def together(found: dict[str, Event], *names: str) -> bool:
    return len({found[name].id for name in names}) == 1
