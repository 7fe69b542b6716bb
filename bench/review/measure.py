"""Measures the server's time for every page and for search, over a case that `generate.py` made.

    python bench/review/measure.py CASE [--each 40] [--only search] [--json]

The application runs in this process and is asked as a browser asks it, cookies included. For each page: the median
and the 95th percentile of the time on the clock, and of the processor's time, which other work on the machine does
not stretch: this process's, and that of its connections' processes of a PostgreSQL on this machine.
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
from rawi.store.dialect import SQLITE

Page = Callable[[], str]
LIMITS = {"search": 200}
SORTINGS = ("time", "-time", "-origins", "-documents", "-conflicts", "-waiting")
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
                for kind in (
                    "type", "place", "country", "outlet", "language", "actor", "voice", "status", "conflict",
                    "review",
                )
            }  # fmt: skip
            self.names = {kind: sorted(case.labels(kind, self.of[kind]).values()) for kind in ("place", "actor")}
            self.claims = [row["number"] for row in rows("SELECT number FROM claim WHERE number % 61 = 0 LIMIT 2000")]
            self.spots = [(row["lat"], row["lon"]) for row in case.map(limit=200)]
            self.people = [name for name, _ in case.reviewers()] or ["bench"]
            self.wordings = [
                (each, row["wording"]) for each in self.actors[:40] for row in case.framing(each, by="language")
            ]
            texts = [case.record(each).text.split() for each in self.dice.sample(self.documents, 200)]
        self.texts = [[word.strip(".") for word in text] for text in texts]

    def one(self, kind: str) -> str:
        value: str = self.dice.choice(self.of[kind])
        return value

    def word(self) -> str:
        word: str = self.dice.choice(self.dice.choice(self.texts))
        return word

    def wording(self) -> tuple[str, str]:
        """An actor, and the rest of the address of a page that shows where it is called so."""
        actor, wording = self.dice.choice(self.wordings)
        return quote(actor), urlencode({"wording": wording})

    def day(self) -> str:
        return f"{self.dice.randint(2015, 2022)}-{self.dice.randint(1, 12):02}-{self.dice.randint(1, 28):02}"

    def days(self) -> dict[str, str]:
        """A stretch of the timeline: some weeks or some years."""
        first, second = sorted((self.day(), self.day()))
        return {"after": first, "before": second}

    def box(self) -> str:
        """A part of the map around a place."""
        lat, lon = self.dice.choice(self.spots)
        wide = self.dice.choice((1, 4, 12))
        return f"{lon - wide:.2f},{lat - wide / 2:.2f},{lon + wide:.2f},{lat + wide / 2:.2f}"

    def phrase(self) -> str:
        text = self.dice.choice(self.texts)
        at = self.dice.randrange(len(text) - 2)
        return f'"{text[at]} {text[at + 1]}"'


def pages(world: World) -> Iterator[tuple[str, Page]]:
    one, dice = world.one, world.dice

    def events(*fields: tuple[str, str], **more: str) -> str:
        return "/events?" + urlencode([*fields, *more.items()])

    def api(screen: str, **fields: str) -> str:
        return f"/api/{screen}?" + urlencode(fields)

    def search(query: str, **fields: str) -> str:
        return "/search?" + urlencode({"q": query, **fields})

    def claims(*fields: tuple[str, str], **more: str) -> str:
        return "/claims?" + urlencode([*fields, *more.items()])

    def review(**fields: str) -> str:
        return "/review?" + urlencode(fields)

    def log(**fields: str) -> str:
        return "/log?" + urlencode(fields)

    def deep() -> str:
        return str(dice.randrange(3_000) * 50)

    yield "overview", lambda: "/"
    yield "events", lambda: "/events"
    yield "events, next pages", lambda: events(offset=str(dice.randrange(200) * 50), sort="time")
    yield "events, deep in the list", lambda: events(offset=deep(), sort=dice.choice(SORTINGS))
    yield "events, by type", lambda: events(type=one("type"))
    yield (
        "events, by type, deep in the list",
        lambda: events(type=one("type"), offset=str(dice.randrange(100) * 50), sort=dice.choice(SORTINGS)),
    )
    for kind in ("language", "status", "conflict", "review"):
        yield f"events, by {kind}", lambda kind=kind: events((kind, one(kind)))  # type: ignore[misc]
    yield "events, by place in time", lambda: events(place=one("place"), sort="time")
    yield "events, by what contains the place", lambda: events(place=one("country"), type=one("type"))
    yield "events, by country and outlet", lambda: events(country=one("country"), outlet=one("outlet"))
    yield "events, by actor, not language", lambda: events(("language.not", "en"), actor=one("actor"))
    yield "events, by voice", lambda: events(voice=one("voice"))
    yield "events, either of two types", lambda: events(("type", one("type")), ("type", one("type")))
    yield "events, either of three outlets", lambda: events(*(("outlet", one("outlet")) for _ in range(3)))
    yield "events, of both outlets", lambda: events(("outlet.all", one("outlet")), ("outlet.all", one("outlet")))
    yield "events, in all three languages", lambda: events(*(("language.all", each) for each in ("en", "fa", "ar")))
    yield (
        "events, without places and a type",
        lambda: events(("place.not", one("place")), ("place.not", one("place")), ("type.not", one("type"))),
    )
    yield (
        "events, with conflict, between days",
        lambda: events(contested="yes", after="2018-02-01", before="2018-05-01"),
    )
    yield "events, with conflict, by type", lambda: events(contested="yes", type=one("type"))
    yield "events, without conflict, by type", lambda: events(contested="no", type=one("type"))
    yield "events, three filters", lambda: events(type=one("type"), language="fa", country=one("country"))
    yield "events, told by several", lambda: events(origins=str(dice.randint(2, 5)))
    yield "events, told by several, by type", lambda: events(origins="3", type=one("type"))
    yield "events, brushed on the timeline", lambda: events(**world.days())
    yield "events, brushed on the timeline, by type", lambda: events(**world.days(), type=one("type"))
    yield "events, brushed on the map", lambda: events(box=world.box())
    yield "events, brushed on both, by language", lambda: events(**world.days(), box=world.box(), language="fa")
    yield "events, around a day", lambda: events(near=world.day(), within="3")
    yield "events, a place typed", lambda: events(("find.place", dice.choice(world.names["place"])))
    yield "event", lambda: f"/event/{quote(dice.choice(world.events))}"
    yield "documents", lambda: "/documents"
    yield "documents, by outlet", lambda: "/documents?" + urlencode({"outlet": one("outlet")})
    yield (
        "documents, by type and country",
        lambda: "/documents?" + urlencode({"type": one("type"), "country": one("country"), "sort": "newest"}),
    )
    yield "document", lambda: f"/document/{quote(dice.choice(world.documents))}"
    yield "claims", claims
    yield "claims, next pages", lambda: claims(offset=str(dice.randrange(1, 150) * 50))
    yield "claims, by type, latest first", lambda: claims(type=one("type"), sort="-time")
    yield "claims, by status", lambda: claims(status=one("status"))
    yield "claims, by place", lambda: claims(place=one("place"))
    yield "claims, by voice, between days", lambda: claims(("voice", one("voice")), **world.days())
    yield (
        "claims, of two outlets, by type",
        lambda: claims(*(("outlet", one("outlet")) for _ in "ab"), type=one("type")),
    )
    yield "claims, by actor, not language", lambda: claims(("language.not", "en"), ("actor", one("actor")))
    yield (
        "claims, by four filters",
        lambda: claims(type=one("type"), outlet=one("outlet"), status=one("status"), language="fa"),
    )
    yield "claims, without a type", lambda: claims(("type.not", one("type")))
    yield "claims, with conflict, by type", lambda: claims(contested="yes", type=one("type"))
    yield "claims, without conflict, by language", lambda: claims(contested="no", language=one("language"))
    yield "claims, between days", lambda: claims(**world.days())
    yield "claims, around a day", lambda: claims(near=world.day(), within="3")
    yield "claims, what is accepted", lambda: claims(review="accepted")
    yield "claims, of a document", lambda: claims(document=dice.choice(world.documents))
    yield "review", lambda: "/review"
    yield "review, next", lambda: review(after=str(dice.choice(world.claims)))
    yield "review, by type", lambda: review(type=one("type"))
    yield "review, by type and outlet", lambda: review(type=one("type"), outlet=one("outlet"))
    yield (
        "review, by four filters",
        lambda: review(type=one("type"), outlet=one("outlet"), status=one("status"), language="fa"),
    )
    yield "review, what is accepted", lambda: review(state="accepted", type=one("type"))
    yield "review, many at once", lambda: "/review/bulk?" + urlencode({"type": one("type"), "outlet": one("outlet")})
    yield "actors", lambda: "/actors"
    yield "actors, by name", lambda: "/actors?" + urlencode({"q": dice.choice(world.names["actor"])[:4]})
    yield "actor", lambda: f"/actors/{quote(dice.choice(world.actors))}"
    yield "actor, a wording", lambda: "/actors/{}?{}".format(*world.wording())
    yield "framing", lambda: "/framing"
    yield "framing, by month", lambda: "/framing?" + urlencode({"by": "month", "offset": str(4 * dice.randrange(5))})
    yield "framing of an actor", lambda: "/framing?" + urlencode({"q": dice.choice(world.names["actor"])})
    yield "copies", lambda: "/copies"
    yield (
        "copies, deep in the list",
        lambda: (
            "/copies?"
            + urlencode(
                {"kind": dice.choice(("document", "rewrite", "passage")), "offset": str(50 * dice.randrange(40))}
            )
        ),
    )
    yield "log", lambda: "/log"
    yield "log, by reviewer and action", lambda: log(reviewer=dice.choice(world.people), action="accept")
    yield "log, deep in the list", lambda: log(offset=str(50 * dice.randrange(100)))
    yield "log, by kind, between days", lambda: log(kind="claim", after="2020-01-01", before="2040-01-01")
    yield "exports", lambda: "/exports"
    yield "api: overview", lambda: "/api/overview"
    yield "api: events", lambda: api("events", type=one("type"))
    yield "api: events by days", lambda: api("events/days", type=one("type"), language=one("language"))
    yield "api: events by places", lambda: api("events/places", country=one("country"), outlet=one("outlet"))
    yield "api: facets of events", lambda: api("events/facets", type=one("type"), language=one("language"))
    yield (
        "api: values, as one types",
        lambda: api("events/values", kind=dice.choice(("place", "actor", "voice")), like=world.word()[:2]),
    )
    yield "api: claims", lambda: api("claims", type=one("type"), outlet=one("outlet"))
    yield "api: claims by days", lambda: api("claims/days", type=one("type"))
    yield "api: facets of claims", lambda: api("claims/facets", type=one("type"), language=one("language"))
    yield "api: documents", lambda: api("documents", outlet=one("outlet"))
    yield "api: actors", lambda: api("actors", q=dice.choice(world.names["actor"])[:3])
    yield "api: copies", lambda: "/api/copies"
    yield "api: decisions", lambda: api("decisions", reviewer=dice.choice(world.people))
    yield "api: search", lambda: api("search", q=world.word())
    yield "search: nothing typed", lambda: "/search"
    yield "search: a word", lambda: search(world.word())
    yield "search: two words", lambda: search(f"{world.word()} {world.word()}")
    yield "search: either", lambda: search(f"{world.word()} OR {world.word()}")
    yield "search: one without another", lambda: search(f"{world.word()} -{world.word()}")
    yield "search: how a word begins", lambda: search(f"{world.word()[:3]}*")
    yield "search: a phrase", lambda: search(world.phrase())
    yield "search: exact", lambda: search(world.word(), exact="1")
    yield "search: next pages", lambda: search(world.word(), offset=str(20 * dice.randrange(50)))
    yield "search: a word in an outlet", lambda: search(f'{world.word()} outlet:"{one("outlet")}"')
    yield "search: a word without an outlet", lambda: search(f'{world.word()} -outlet:"{one("outlet")}"')
    yield "search: by type and time", lambda: search(f"{world.word()} type:assault after:2018 before:2019")
    yield "search: by fields alone", lambda: search(f"type:{one('type').lower()} language:fa country:{one('country')}")
    yield "search: around a day", lambda: search(f"{world.word()} near:{world.day()}~3")
    yield "search: claims", lambda: search(world.word(), what="claims")
    yield "search: claims of a voice", lambda: search(f'voice:"{one("voice")}"', what="claims")
    yield "search: claims by type and words", lambda: search(f"{world.word()} type:protest", what="claims")


def client(folder: Path) -> TestClient:
    app = create(folder, door=OneTime(), reviewer="bench")
    key, _ = app.state.sessions.open(Person("bench", "owner"))
    if (making := app.state.opened.sheets.begin()) is not None:
        making.join()
    return TestClient(app, cookies={app.state.cookie: key, "rawi_reader": "en."}, follow_redirects=False)


def worked(of_server: list[int]) -> float:
    """Seconds of a processor that this process and some of PostgreSQL's took so far."""
    # As clock_getcpuclockid(3) makes it of a process.
    return time.process_time() + sum(time.clock_gettime(~process << 3 | 2) for process in of_server)


def processes(browser: TestClient) -> list[int]:
    """The processes that serve the application's connections to PostgreSQL, where they are on this machine."""
    database = browser.app.state.opened.get().database  # type: ignore[attr-defined]
    if database.dialect == SQLITE:
        return []
    rows = database.rows("SELECT pid FROM pg_stat_activity WHERE application_name = 'rawi'")
    return [row["pid"] for row in rows if Path(f"/proc/{row['pid']}").exists()]


def measure(browser: TestClient, page: Page, each: int) -> dict[str, float] | None:
    """Milliseconds over `each` requests after two to warm up; None where there is no such page."""
    clock: list[float] = []
    processor: list[float] = []
    opened = browser.app.state.opened  # type: ignore[attr-defined]
    of_server: list[int] = []
    for number in range(each + 2):
        path = page()
        # As while others decide: what was worked out for an earlier request does not count.
        opened._kept.clear()
        before, began = worked(of_server), time.perf_counter()
        answer = browser.get(path)
        took, work = time.perf_counter() - began, worked(of_server) - before
        if answer.status_code == 404 and number == 0:
            return None
        if answer.status_code not in (200, 303):
            raise SystemExit(f"{path} answers {answer.status_code}: {answer.text[:500]}")
        if number == 1:
            # By now every thread that answers parts of a page is connected.
            of_server = processes(browser)
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
    world = World(asked.case, asked.seed)
    # Entered, it keeps its threads from one request to the next, as a server does.
    with client(asked.case) as browser:
        return report(world, browser, asked)


def report(world: World, browser: TestClient, asked: argparse.Namespace) -> int:
    """Measure the pages that were asked for, and print their times; 1 where any takes too long."""
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
