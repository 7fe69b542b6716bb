"""Every page, for the sample case, an empty one, and one whose documents mean harm; in every language."""

import html.parser
import json
import re
from pathlib import Path

import pytest
from starlette.routing import Route
from tests.review.asking import Client, application, client, text_of

from rawi.engine.corpus import merge_case
from rawi.records import Claim, Record
from rawi.review.access import PUBLIC, needed_role
from rawi.review.messages import LANGUAGES, RIGHT_TO_LEFT, direction
from rawi.store import Case, Fingerprint, Reading

EVIL = "Killed <script>alert(1)</script> \u202egnitirw\u202c \"onmouseover=alert(2) '><img src=x onerror=alert(3)> {{ 7*7 }}"


RUNNING_TEXT = ("/review",)
"""Pages that show passages as blocks of their own, code point by code point: what steers one ends with it."""


def plain_pages(folder: Path) -> list[str]:
    """The addresses of all pages that need nothing more than to be asked for."""
    return [
        each.path
        for each in application(folder).routes
        if isinstance(each, Route)
        and "GET" in (each.methods or ())
        and "{" not in each.path
        and needed_role(each.endpoint) != PUBLIC
    ]


class Checker(html.parser.HTMLParser):
    """Elements that are closed in the order they were opened, and ids that are given once."""

    VOID = frozenset({"meta", "link", "input", "br", "img", "hr", "path", "circle", "rect", "wbr", "option"})

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.ids: list[str] = []
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.ids += [value for name, value in attrs if name == "id" and value]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.ids += [value for name, value in attrs if name == "id" and value]

    def handle_endtag(self, tag: str) -> None:
        if tag in self.VOID:
            return
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"</{tag}> at {self.getpos()}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_shown_in_every_language(sample_case: Path, language: str) -> None:
    reader = client(sample_case, language=language)
    for path in plain_pages(sample_case):
        answer = reader.get(path)
        assert answer.status_code in (200, 303), path
        if answer.headers.get("content-type", "").startswith("text/html") and "attachment" not in str(answer.headers):
            assert f'<html lang="{language}" dir="{direction(language)}">' in answer.text, path
            check = Checker()
            check.feed(answer.text)
            assert check.wrong == [], path
            assert len(check.ids) == len(set(check.ids)), path


@pytest.mark.parametrize("language", RIGHT_TO_LEFT)
def test_no_dot_stands_by_a_number_where_a_zero_is_a_dot(sample_case: Path, language: str) -> None:
    """«۲ سند · ۱ رسانه» reads as ten."""
    reader = client(sample_case, language=language)
    event = reader.ask("GET", "/api/events?sort=-conflicts&limit=1").json()["rows"][0]["id"]
    asked = (
        "/search?q=governor",
        f"/event/{event}",
        "/document/meridian-20230715-0931?beside=copies",
        "/actors/iran?wording=Tehran",
    )
    for path in (*plain_pages(sample_case), *asked):
        answer = reader.get(path)
        if answer.headers.get("content-type", "").startswith("text/html") and "attachment" not in str(answer.headers):
            said = text_of(answer.text)
            assert re.findall(r".{0,20}[۰-۹٠-٩]\s*·.{0,20}|.{0,20}·\s*[۰-۹٠-٩].{0,20}", said) == [], path


def test_an_empty_case_has_all_pages(empty_case: Path) -> None:
    reader = client(empty_case)
    for path in plain_pages(empty_case):
        assert reader.get(path).status_code in (200, 303), path
    assert "rawi build" in reader.get("/").text


def test_a_reader_sees_no_way_to_change_anything(sample_case: Path) -> None:
    reader = client(sample_case, role="reader")
    event = client(sample_case).ask("GET", "/api/events?limit=1").json()["rows"][0]["id"]
    page = reader.get(f"/event/{event}").text
    assert "/decide" not in page
    assert 'name="action"' not in page


@pytest.fixture
def evil_case(tmp_path: Path) -> Path:
    """A case whose only document tries everything."""
    folder = tmp_path / "evil"
    record = Record(
        id="evil\"><script>alert('id')</script>",
        locator="evil.txt",
        sha256="0" * 64,
        media_type="text/plain",
        language="en",
        outlet=EVIL,
        author=EVIL,
        title=EVIL,
        published=None,
        text=EVIL,
        claims=(
            Claim(
                id="E1", span=(0, len(EVIL)), trigger=(0, 6), type="ASSAULT", mode="kill", status="happened",
                polarity="affirmed", actor=(7, 30), recipient=(0, len(EVIL)), place=None, time=None, counts=(),
                attribution=None, chain=(), rules=(),
            ),
        ),
    )  # fmt: skip
    with Case.open(folder, create=True) as case:
        print_ = Fingerprint("evil.txt", "0" * 64, "", "")
        number = case.begin(print_, size=1)
        case.save(print_, number, [Reading(0, record, 0.1)])
        case.finish(print_, number)
        case.set("title", EVIL)
        merge_case(case)
    return folder


def test_text_of_documents_is_only_ever_text(evil_case: Path) -> None:
    reader: Client = client(evil_case)
    event = reader.ask("GET", "/api/events").json()["rows"][0]["id"]
    for path in [*plain_pages(evil_case), f"/event/{event}"]:
        answer = reader.get(path)
        if not answer.headers.get("content-type", "").startswith("text/html") or "attachment" in str(answer.headers):
            continue
        assert "<script>alert" not in answer.text, path
        assert "<img src=x" not in answer.text, path
        if path not in RUNNING_TEXT:
            assert "\u202e" not in answer.text, path
        assert "49" not in answer.text or "{{ 7*7 }}" in answer.text, path
        check = Attributes()
        check.feed(answer.text)
        assert check.handlers == [], path


class Attributes(html.parser.HTMLParser):
    """Event handlers and styles in attributes: there must never be any."""

    def __init__(self) -> None:
        super().__init__()
        self.handlers: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handlers += [name for name, _ in attrs if name.startswith("on") or name == "style"]


class TestExports:
    def test_events_as_a_table(self, reader: Client) -> None:
        answer = reader.get("/exports/events.csv")
        rows = answer.content.decode("utf-8-sig").splitlines()
        assert rows[0].startswith("id,type,mode")
        assert len(rows) == reader.ask("GET", "/api/events").json()["total"] + 1
        assert "attachment" in answer.headers["content-disposition"]

    def test_a_cell_is_never_a_formula(self) -> None:
        from rawi.review.screens.exports import _cell

        assert _cell("=1+1") == "'=1+1"
        assert _cell("@cmd") == "'@cmd"
        assert _cell(-3.5) == "-3.5"

    def test_events_in_full_follow_the_filters(self, reader: Client) -> None:
        lines = reader.get("/exports/events.json?type=ASSAULT").text.splitlines()
        assert lines
        assert {json.loads(line)["type"] for line in lines} == {"ASSAULT"}

    def test_the_dossier_is_whole(self, reader: Client) -> None:
        answer = reader.get("/exports/dossier.html")
        assert answer.status_code == 200
        assert b"Nakhlsar" in answer.content
