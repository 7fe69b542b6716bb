"""Measures the server's time for every page and for search, over a case that `generate.py` made.

    python bench/review/measure.py CASE [--each 40] [--only search] [--json]

The application runs in this process and is asked as a browser asks it, cookies included. For each page: the median
and the 95th percentile of the time on the clock, and of the processor's time, which other work on the machine does
not stretch (for a case on PostgreSQL it leaves out the database's own).
"""

import argparse
import json
import random
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median, quantiles
from urllib.parse import quote, urlencode

from starlette.testclient import TestClient

from rawi.review.access import Person
from rawi.review.app import create
from rawi.review.sessions import OneTime
from rawi.store import Case

Page = Callable[[], str]
LIMITS = {"search": 200}
LIMIT = 300
"""Milliseconds that the 95th percentile may take."""


class World:
    """Values of the case to ask for, as frequent and as rare as they are in it."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.dice = random.Random(seed)
        with Case.open(folder) as case:
            rows = case.database.rows
            self.documents = [row["id"] for row in rows("SELECT id FROM document WHERE state = 'current' LIMIT 2000")]
            self.events = [row["id"] for row in rows("SELECT id FROM event WHERE number % 97 = 0 LIMIT 2000")]
            self.actors = [row["actor"] for row in case.top_actors(limit=200)]
            self.of = {
                kind: [row["value"] for row in case.facets("event", kinds=(kind,), limit=200)[kind]]
                for kind in ("type", "place", "country", "outlet", "language", "actor", "voice")
            }
            texts = [case.record(each).text.split() for each in self.dice.sample(self.documents, 200)]
        self.texts = [[word.strip(".") for word in text] for text in texts]

    def one(self, kind: str) -> str:
        value: str = self.dice.choice(self.of[kind])
        return value

    def word(self) -> str:
        word: str = self.dice.choice(self.dice.choice(self.texts))
        return word

    def phrase(self) -> str:
        text = self.dice.choice(self.texts)
        at = self.dice.randrange(len(text) - 2)
        return f'"{text[at]} {text[at + 1]}"'


def pages(world: World) -> Iterator[tuple[str, Page]]:
    one, dice = world.one, world.dice

    def events(**fields: str) -> str:
        return "/events?" + urlencode(fields)

    def search(query: str, **fields: str) -> str:
        return "/search?" + urlencode({"q": query, **fields})

    yield "overview", lambda: "/"
    yield "events", lambda: "/events"
    yield "events, next pages", lambda: events(offset=str(dice.randrange(200) * 50), sort="time")
    yield "events, by type", lambda: events(type=one("type"))
    yield "events, by place in time", lambda: events(place=one("place"), sort="time")
    yield "events, by country and outlet", lambda: events(country=one("country"), outlet=one("outlet"))
    yield "events, by actor, not language", lambda: events(**{"actor": one("actor"), "language.not": "en"})
    yield "events, with conflict, between days", lambda: events(conflict="any", after="2018-02-01", before="2018-05-01")
    yield "events, three filters", lambda: events(type=one("type"), language="fa", country=one("country"))
    yield "event", lambda: f"/event/{quote(dice.choice(world.events))}"
    yield "documents", lambda: "/documents?" + urlencode({"outlet": one("outlet")})
    yield "document", lambda: f"/document/{quote(dice.choice(world.documents))}"
    yield "review", lambda: "/review"
    yield "review, by type", lambda: "/review?" + urlencode({"type": one("type")})
    yield "review, by type and place", lambda: "/review?" + urlencode({"type": one("type"), "place": one("place")})
    yield "actors", lambda: "/actors"
    yield "actor", lambda: f"/actors/{quote(dice.choice(world.actors))}"
    yield "framing", lambda: "/framing"
    yield "framing of an actor", lambda: f"/framing?actor={quote(dice.choice(world.actors))}"
    yield "copies", lambda: "/copies"
    yield "log", lambda: "/log"
    yield "api: events", lambda: "/api/events?" + urlencode({"type": one("type")})
    yield "search: nothing typed", lambda: "/search"
    yield "search: a word", lambda: search(world.word())
    yield "search: two words", lambda: search(f"{world.word()} {world.word()}")
    yield "search: either", lambda: search(f"{world.word()} OR {world.word()}")
    yield "search: a phrase", lambda: search(world.phrase())
    yield "search: exact", lambda: search(world.word(), exact="1")
    yield "search: a word in an outlet", lambda: search(f'{world.word()} outlet:"{one("outlet")}"')
    yield "search: by type and time", lambda: search(f"{world.word()} type:assault after:2018 before:2019")
    yield "search: claims", lambda: search(world.word(), what="claims")
    yield "search: claims of a voice", lambda: search(f'voice:"{one("voice")}"', what="claims")


def client(folder: Path) -> TestClient:
    app = create(folder, door=OneTime(), reviewer="bench")
    key, _ = app.state.sessions.open(Person("bench", "owner"))
    return TestClient(app, cookies={app.state.cookie: key, "rawi_reader": "en."}, follow_redirects=False)


def measure(browser: TestClient, page: Page, each: int) -> dict[str, float] | None:
    """Milliseconds over `each` requests after two to warm up; None where there is no such page."""
    clock: list[float] = []
    processor: list[float] = []
    for number in range(each + 2):
        path = page()
        began, worked = time.perf_counter(), time.process_time()
        answer = browser.get(path)
        took, work = time.perf_counter() - began, time.process_time() - worked
        if answer.status_code == 404 and number == 0:
            return None
        if answer.status_code not in (200, 303):
            raise SystemExit(f"{path} answers {answer.status_code}: {answer.text[:500]}")
        if number >= 2:
            clock.append(1000 * took)
            processor.append(1000 * work)
    return {
        "p50": median(clock), "p95": quantiles(clock, n=20)[-1], "cpu_p50": median(processor),
        "cpu_p95": quantiles(processor, n=20)[-1],
    }  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("case", type=Path)
    parser.add_argument("--each", type=int, default=40)
    parser.add_argument("--only", default="", help="only pages whose name begins so")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    world, browser = World(asked.case, asked.seed), client(asked.case)
    slow, found = [], {}
    for name, page in pages(world):
        if not name.startswith(asked.only):
            continue
        times = measure(browser, page, asked.each)
        if times is None:
            print(f"{name:<40} no such page", file=sys.stderr)
            continue
        found[name] = {key: round(value, 1) for key, value in times.items()}
        limit = LIMITS.get(name.split(":")[0], LIMIT)
        late = times["p95"] > limit
        if late:
            slow.append(name)
        if not asked.json:
            shown = "  ".join(f"{key} {value:7.1f}" for key, value in times.items())
            print(f"{name:<40} {shown}{'  over ' + str(limit) if late else ''}", flush=True)
    if asked.json:
        print(json.dumps(found, indent=1))
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
