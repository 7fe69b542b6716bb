"""Makes a large case of invented documents in three languages, through the store's own API.

    python bench/review/generate.py CASE [--documents 100000] [--database postgresql://…]

Every document tells of four events on average; stories overlap, so that events have several claims, outlets and
languages, and tellers who disagree. The same seed gives the same case.
"""

import argparse
import random
import sys
import time
from bisect import bisect
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from typing import Any

import msgspec

from rawi.engine.indexing import VERSIONS, indexed
from rawi.engine.searching import spelling
from rawi.lang.searching import VERSION as TOKENS_VERSION
from rawi.records import (
    ActorMention,
    Agreement,
    Attribution,
    Claim,
    Copy,
    Count,
    Event,
    EventPlace,
    Merge,
    Origin,
    Place,
    Published,
    Record,
    Telling,
    Time,
)
from rawi.store import Case, Fingerprint, Reading
from rawi.store.rows import Placed

BATCH = 500
CLAIMS = (2, 3, 4, 4, 5, 6)
LETTERS = {
    "en": ("b c d f g h k l m n p r s t v z sh br tr", "a e i o u ai ou"),
    "fa": ("ب پ ت ج چ ح خ د ر ز ژ س ش ف ق ک گ ل م ن ه", "ا و ی ‌ ‌"),
    "ar": ("ب ت ث ج ح خ د ذ ر ز س ش ص ط ع غ ف ق ك ل م ن ه", "ا و ي ئ ا"),
}
SAID = {
    "en": "{voice} said that {actor} had fired near {place} on {day} and {number} people were killed.",
    "fa": "{voice} گفت که {actor} در {day} نزدیک {place} تیراندازی کرد و {number} نفر کشته شدند.",
    "ar": "قال {voice} إن {actor} أطلق النار قرب {place} في {day} وقتل {number} أشخاص.",
}
TYPES = ("ASSAULT", "PROTEST", "COERCE", "REJECT", "ACCUSE", "CONSULT", "REQUEST", "AID", "SANCTION", "AGREE")
COUNTRIES = ("IR", "IQ", "SY", "AF", "LB", "EG", "MA", "DZ", "YE", "SD", "TN", "LY")
TONES = ("neutral", "neutral", "neutral", "honorific", "pejorative")


class World:
    """The invented words, places, actors, outlets and events that documents draw from."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.words = {language: self._lexicon(language, 20_000) for language in LETTERS}
        # Words are as frequent as in real text: the second half as often as the first.
        self.weights = list(accumulate(1 / (rank + 2.7) for rank in range(20_000)))
        self.places = [self._place(number) for number in range(600)]
        self.by_id = {placed.id: placed for placed, _ in self.places}
        self.outer = {outer.id: outer for number in range(len(COUNTRIES)) for outer in self._outer(number)}
        self.actors = [
            (f"actor-{number}", {language: self._names(language, 3) for language in LETTERS}) for number in range(250)
        ]
        self.outlets = [(language, self._name(language)) for language in LETTERS for _ in range(30)]
        self.voices = {language: [self._name(language) for _ in range(400)] for language in LETTERS}
        self.events: list[dict[str, Any]] = []

    def happening(self) -> dict[str, Any]:
        """An event to tell of: mostly one of those that others tell of at the time."""
        if self.events and self.dice.random() < 0.55:
            return self.events[-1 - int(self.dice.random() ** 2 * min(len(self.events), 3_000))]
        number = len(self.events)
        day = f"{2015 + number * 9 // 250_000}-{self.dice.randint(1, 12):02}-{self.dice.randint(1, 28):02}"
        event = {
            "id": f"e{number:07x}",
            "type": TYPES[min(int(self.dice.expovariate(0.5)), len(TYPES) - 1)],
            "place": self.places[min(int(self.dice.expovariate(0.01)), len(self.places) - 1)],
            "day": day,
            "toll": 1 + int(self.dice.expovariate(0.15)),
            "actor": min(int(self.dice.expovariate(0.03)), len(self.actors) - 1),
            "told": [],
        }
        self.events.append(event)
        return event

    def filler(self, language: str, number: int) -> str:
        lexicon, weights = self.words[language], self.weights
        top = weights[-1]
        chosen = [lexicon[bisect(weights, self.dice.random() * top)] for _ in range(number)]
        return " ".join(chosen) + "."

    def _lexicon(self, language: str, number: int) -> list[str]:
        consonants, vowels = (letters.split() for letters in LETTERS[language])
        made: dict[str, None] = {}
        while len(made) < number:
            parts = range(self.dice.randint(1, 4))
            word = "".join(self.dice.choice(consonants) + self.dice.choice(vowels) for _ in parts)
            made[word.strip("\u200c")] = None
        return list(made)

    def _name(self, language: str) -> str:
        return " ".join(self.dice.choice(self.words[language]).title() for _ in range(2))

    def _names(self, language: str, number: int) -> list[str]:
        return [self._name(language) for _ in range(number)]

    def _place(self, number: int) -> tuple[Placed, dict[str, str]]:
        country = number % len(COUNTRIES)
        names = {language: self._name(language) for language in LETTERS}
        lat, lon = 20 + self.dice.random() * 20, self.dice.random() * 60
        within = tuple(outer.id for outer in self._outer(country))
        return Placed(f"g{10_000_000 + number}", names["en"], "city", COUNTRIES[country], lat, lon, within), names

    def _outer(self, country: int) -> tuple[Placed, Placed]:
        code = COUNTRIES[country]
        return (
            Placed(code, f"Land of {code}", "country", code, 30.0, 5.0 * country, ()),
            Placed(f"{code}.01", f"Province of {code}", "province", code, 30.5, 5.0 * country, (code,)),
        )


def record(world: World, number: int, of: int) -> Record:
    """One document: its sentences that tell of events, between sentences that tell of nothing."""
    dice = world.dice
    language, outlet = dice.choice(world.outlets)
    published = f"{2015 + number * 9 // of}-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}"
    text = world.filler(language, 8)
    fields: dict[str, list[Any]] = {
        name: [] for name in ("times", "counts", "places", "actors", "attributions", "claims")
    }
    for each in range(1, dice.choice(CLAIMS) + 1):
        event, voice = world.happening(), dice.choice(world.voices[language])
        placed, names = event["place"]
        actor_id, wordings = world.actors[event["actor"]]
        wording, tone = wordings[language][dice.randint(0, 2)], dice.choice(TONES)
        toll = event["toll"] + (dice.randint(1, 9) if dice.random() < 0.15 else 0)
        told = SAID[language].format(voice=voice, actor=wording, place=names[language], day=event["day"], number=toll)
        start = len(text) + 1
        text = f"{text} {told} {world.filler(language, dice.randint(6, 18))}"
        at = {
            word: (start + told.index(word), start + told.index(word) + len(word))
            for word in (voice, wording, names[language])
        }
        span = (start, start + len(told))
        fields["times"].append(
            Time(
                id=f"T{each}",
                span=span,
                start=event["day"],
                end=event["day"],
                precision="day",
                calendar="gregorian",
                basis="explicit",
                rule="bench",
            )
        )
        fields["counts"].append(
            Count(
                id=f"N{each}",
                span=span,
                kind="killed",
                low=toll,
                high=toll,
                approx=False,
                scope="incident",
                rule="bench",
            )
        )
        fields["places"].append(
            Place(
                id=f"P{each}",
                span=at[names[language]],
                name_en=placed.name,
                country=placed.country,
                lat=placed.lat,
                lon=placed.lon,
                kind="city",
                geonames=int(placed.id[1:]),
                rule="bench",
            )
        )
        fields["actors"].append(
            ActorMention(
                id=f"M{each}",
                span=at[wording],
                actor=actor_id,
                name=wordings["en"][0],
                kind="organisation",
                tone=tone,
                rule="bench",
            )
        )
        fields["attributions"].append(
            Attribution(
                id=f"A{each}",
                source=at[voice],
                source_name=voice,
                source_kind="person",
                cue=None,
                content=(span,),
                mode="indirect",
                polarity="asserts",
                rule="bench",
                stance="says",
            )
        )
        fields["claims"].append(
            Claim(
                id=f"E{each}",
                span=span,
                trigger=at[names[language]],
                type=event["type"],
                mode=None,
                status="happened",
                polarity="affirmed",
                actor=at[wording],
                recipient=None,
                place=f"P{each}",
                time=f"T{each}",
                counts=(f"N{each}",),
                attribution=f"A{each}",
                chain=(f"A{each}",),
                rules=("bench",),
            )
        )
        event["told"].append((f"doc-{number:06}", f"E{each}", outlet, language, voice, toll, published))
    return Record(
        id=f"doc-{number:06}", locator=f"bench.jsonl#{number}", sha256=f"{number:064x}", media_type="text/plain",
        language=language, outlet=outlet, author=None, title=" ".join(text.split()[:7]),
        published=Published(start=published, end=published), text=text,
        **{name: tuple(found) for name, found in fields.items()},
    )  # fmt: skip


def events(world: World) -> Iterator[Event]:
    for event in world.events:
        told = event["told"]
        placed, _ = event["place"]
        refs = tuple((document, claim) for document, claim, *_ in told)
        tellings = tuple(
            Telling(
                origin=f"o-{voice}",
                value=str(toll),
                told=published,
                claim=(document, claim),
                chain=(outlet, voice),
                relation="first" if at == 0 else "same",
                low=toll,
                high=toll,
            )
            for at, (document, claim, outlet, _, voice, toll, published) in enumerate(told)
        )
        voices = dict.fromkeys(voice for *_, voice, _, _ in told)
        conflict = len({toll for *_, toll, _ in told}) > 1
        yield Event(
            id=event["id"], type=event["type"], mode=None, family=event["type"], status="happened", scope="incident",
            start=event["day"], end=event["day"], time_basis="explicit",
            place=EventPlace(name=placed.name, country=placed.country, lat=placed.lat, lon=placed.lon, kind="city",
                             geonames=int(placed.id[1:])),
            claims=refs, documents=tuple(dict.fromkeys(ref[0] for ref in refs)),
            outlets=tuple(dict.fromkeys(row[2] for row in told)),
            languages=tuple(dict.fromkeys(row[3] for row in told)),
            origins=tuple(
                Origin(id=f"o-{voice}", name=voice, kind="person", actor=None,
                       claims=tuple((row[0], row[1]) for row in told if row[4] == voice),
                       documents=tuple(row[0] for row in told if row[4] == voice))
                for voice in voices
            ),
            origins_low=1, origins_high=len(voices), origins_words=(),
            agreement=(Agreement(attribute="killed", verdict="conflicts" if conflict else "agrees", tellings=tellings,
                                 silent=(), words="bench"),),
            merges=tuple(Merge(a=refs[0], b=ref, score=0.9, reasons=("bench",)) for ref in refs[1:]),
        )  # fmt: skip


def copies(dice: random.Random, documents: int) -> Iterator[Copy]:
    for number in range(documents // 10):
        first, second = sorted(dice.sample(range(documents), 2))
        yield Copy(id=f"c{number:06}", kind=("document", "passage", "rewrite")[number % 3],
                   status=("found", "suggested")[number % 2], first=f"doc-{first:06}", second=f"doc-{second:06}",
                   dated=True,
                   spans=(((0, 50), (0, 50)),), share_first=0.5, share_second=0.5, score=round(dice.random(), 3),
                   reasons=("bench",))  # fmt: skip


def generate(folder: Path, documents: int, database: str | None, seed: int) -> None:
    world, began = World(seed), time.perf_counter()
    with Case.open(folder, create=True, database=database) as case:
        case.set("tokens", str(TOKENS_VERSION))
        fingerprint = Fingerprint("bench.jsonl", "0" * 64, "{}", "bench")
        reading = case.begin(fingerprint, size=0)
        for at in range(0, documents, BATCH):
            made = [record(world, number, documents) for number in range(at, min(at + BATCH, documents))]
            with case.together():
                case.save(fingerprint, reading, [Reading(at + n, each, 0.0) for n, each in enumerate(made)])
                case.index([found(world, each) for each in made], VERSIONS)
            if at % 10_000 == 0:
                print(f"{at:>7} documents, {time.perf_counter() - began:.0f} s", file=sys.stderr, flush=True)
        case.finish(fingerprint, reading)
        print(f"{documents} documents in {time.perf_counter() - began:.0f} s", file=sys.stderr, flush=True)
        case.keep_merge(events(world), copies(world.dice, documents))
        print(f"{len(world.events)} events, {time.perf_counter() - began:.0f} s", file=sys.stderr, flush=True)
        case.refresh(spelling)
        print(msgspec.json.encode(case.overview()).decode())
        print(f"ready after {time.perf_counter() - began:.0f} s", file=sys.stderr, flush=True)


def found(world: World, each: Record) -> Any:
    """The index of a document, with the places of this world instead of the gazetteer's."""
    index = indexed(each.id, msgspec.structs.replace(each, places=()))
    places = {place.id: world.by_id[f"g{place.geonames}"] for place in each.places}
    return index._replace(record=each, places=places, outer=tuple(world.outer.values()))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("case", type=Path)
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--database", help="address of a PostgreSQL database; the case's own file where it is left out")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    generate(asked.case, asked.documents, asked.database, asked.seed)
