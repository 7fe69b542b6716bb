"""A document that is closed to somebody is closed on every screen, in every file and to every program."""

import html
import re
import shutil
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from starlette.routing import Route
from tests.review.asking import Client

from rawi.review.app import create
from rawi.store import Case, Decision

OUTLET = "Two Rivers Radio"
REASON = "the doctor rang me about this"
PEOPLE = {"mina": ("owner", ()), "omid": ("reviewer", ("north",)), "sara": ("reviewer", ("south",))}
QUERIES = {
    "/events": ("outlet=Two+Rivers+Radio", "sort=-documents", "conflict=yes", "near=2023-07-14&within=9"),
    "/claims": ("outlet=Two+Rivers+Radio", "place=IR", "sort=-time"),
    "/documents": ("outlet=Two+Rivers+Radio", "language=en"),
    "/search": ("q=doctor", "q=doctor&what=claims", "q=outlet:%22Two+Rivers+Radio%22", "q=bodies&exact=1"),
    "/framing": ("by=outlet", "by=month", "by=language"),
    "/actors": ("q=Iran",),
    "/log": ("words=doctor", "action=accept"),
    "/review/bulk": ("language=en",),
    "/review": ("language=en", "outlet=Two+Rivers+Radio"),
}


class Closed:
    """A case with one document for the group `south` alone; some of its events are told by open documents too."""

    def __init__(self, folder: Path) -> None:
        with Case.open(folder) as case:
            rows = case.documents()
            self.id = next(row["id"] for row in rows if row["outlet"] == OUTLET)
            record = case.record(self.id)
            open_texts = "\n".join(case.record(row["id"]).text for row in rows if row["id"] != self.id)
            case.set_groups(self.id, ("south",))
            for name, (role, groups) in PEOPLE.items():
                case.add_account(name, role, "a long password", groups)
            self.claim = f"{self.id}#{record.claims[0].id}"
            for kind, target, action in (("claim", self.claim, "accept"), ("document", self.id, "comment")):
                case.decide(
                    Decision(reviewer="mina", action=action, target_kind=kind, target=target, reason=REASON, after=REASON)
                )
            holding = [event for event in case.events() if self.id in event.documents]
            self.alone = [event.id for event in holding if len(event.documents) == 1]
            self.shared = [event.id for event in holding if len(event.documents) > 1]
            self.actors = [row["actor"] for row in case.top_actors(limit=50)]
            self.doors = {name: case.begin_session(name) for name in PEOPLE}
            self.other = next(row["id"] for row in rows if row["language"] == "en" and row["id"] != self.id)
        own = [each.strip()[:40] for each in re.split(r"[.\n]", record.text) if len(each) > 40]
        names = [each.source_name for each in record.attributions if each.source_name]
        self.secrets = [self.id, OUTLET, REASON, *(each for each in (*own, *names) if each not in open_texts)]
        self.app = create(folder)
        assert self.alone
        assert self.shared
        assert len(self.secrets) > 8

    def person(self, name: str) -> Client:
        made = Client(self.app, cookies={self.app.state.cookie: self.doors[name]}, follow_redirects=False)
        made.csrf = made.get("/api/session").json()["csrf"]
        return made

    def told_by(self, answer: Any) -> list[str]:
        """The secrets that an answer tells. What was asked for may be said back: it is no secret to who asks."""
        said = html.unescape(answer.text)
        said += html.unescape(re.sub(r"<[^>]*>", "", answer.text))
        asked = str(answer.request.url.copy_with(fragment=None))
        return [each for each in self.secrets if each in said and quote(each) not in asked and each.replace(" ", "+") not in asked]

    def addresses(self) -> list[str]:
        """Every page and answer that is read, with all that its address may name."""
        ids = {
            "document": [self.id, self.other],
            "event": [*self.alone, *self.shared],
            "actor": self.actors,
        }
        found = []
        for each in self.app.routes:
            if not isinstance(each, Route) or "GET" not in (each.methods or ()) or "{digest}" in each.path:
                continue
            given = next((ids[kind] for kind in ids if kind in each.path), [self.id])
            paths = [re.sub(r"{[^}]+}", quote(id, safe=""), each.path) for id in given] if "{" in each.path else [each.path]
            for path in paths:
                found.append(path)
                plain = path.removeprefix("/api")
                found += [f"{path}?{query}" for query in QUERIES.get(plain, ())]
                if "/document" in path:
                    found += [f"{path}?beside={beside}&with={quote(self.id)}" for beside in ("copies", "voices", "original")]
                if "differences" in path:
                    found.append(f"{path}?with={quote(self.other)}")
        found += [f"{start}?claim={quote(self.claim)}" for start in ("/review", "/api/review/next")]
        found += [f"/log?target={quote(target)}" for target in (self.id, self.claim)]
        return found


@pytest.fixture(scope="module")
def closed(sample_case: Path, tmp_path_factory: pytest.TempPathFactory) -> Closed:
    folder = tmp_path_factory.mktemp("closed") / "case"
    shutil.copytree(sample_case, folder)
    return Closed(folder)


def test_nobody_else_is_told_of_it_anywhere(closed: Closed) -> None:
    omid, addresses, told = closed.person("omid"), closed.addresses(), {}
    assert len(addresses) > 90
    for address in addresses:
        answer = omid.get(address)
        assert answer.status_code < 500, address
        if words := closed.told_by(answer):
            told[address] = words
    assert told == {}


def test_its_group_is_told_of_it(closed: Closed) -> None:
    sara = closed.person("sara")
    for address in (f"/document/{quote(closed.id)}", "/events", "/claims", "/search?q=bodies", "/log", f"/event/{closed.alone[0]}"):
        assert closed.told_by(sara.get(address)), address


def test_nobody_else_decides_about_it(closed: Closed) -> None:
    omid = closed.person("omid")
    answer = omid.ask("POST", "/api/decisions", {"claim": closed.claim, "action": "accept"})
    assert answer.status_code == 404
    assert omid.ask("POST", "/api/claims/accept", {"claims": [closed.claim], "reason": "all"}).status_code in (400, 404, 409)
    for event in closed.alone:
        assert omid.ask("POST", f"/api/events/{event}/verdict", {"action": "accept"}).status_code == 404
    assert omid.ask("POST", "/api/undo", {"number": 1}).status_code in (400, 403, 404)
