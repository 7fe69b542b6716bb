"""The page shows a case whole, safely, and to anyone."""

import base64
import hashlib
import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import msgspec
import pytest

from rawi.export.dossier import write
from rawi.export.dossier.write import Trouble
from rawi.records import ActorMention, Note, Record

from .story import records

VOID = {"meta", "input", "br"}


class Page(HTMLParser):
    """What a browser would find: ids, links, the nesting of elements."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.attributes: list[tuple[str, str, str | None]] = []
        self.stack: list[str] = []
        self.text: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.stack.append(tag)
        for name, value in attrs:
            self.attributes.append((tag, name, value))
            if name == "id":
                self.ids.append(str(value))
            if name == "href":
                self.links.append(str(value))

    def handle_endtag(self, tag: str) -> None:
        assert self.stack.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.stack and "script" not in self.stack:
            self.text.append(data)

    @property
    def words(self) -> str:
        return " ".join("".join(self.text).split())


def make(tmp_path: Path, given: list[Record], **more: object) -> tuple[str, Page]:
    path = tmp_path / "dossier.html"
    write(lambda: given, path, title="Nakhlsar", today=date(2024, 5, 4), **more)  # type: ignore[arg-type]
    html = path.read_text(encoding="utf-8")
    return html, Page(html)


@pytest.fixture(scope="module")
def story() -> list[Record]:
    return records()


def test_the_page_is_well_formed_and_every_link_leads_somewhere(tmp_path: Path, story: list[Record]) -> None:
    _, page = make(tmp_path, story)
    assert page.stack == []
    assert len(page.ids) == len(set(page.ids))
    assert {link.removeprefix("#") for link in page.links} <= set(page.ids)


def test_the_page_loads_nothing_and_runs_only_its_own(tmp_path: Path, story: list[Record]) -> None:
    html, page = make(tmp_path, story)
    assert all(link.startswith("#") for link in page.links)
    assert not [each for each in page.attributes if each[1] in ("src", "style") or each[1].startswith("on")]
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]+)"', html)
    assert policy.startswith("default-src &#39;none&#39;") or policy.startswith("default-src 'none'")
    for tag in ("style", "script"):
        (body,) = re.findall(rf"<{tag}>(.*?)</{tag}>", html, re.S)
        digest = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
        assert f"sha256-{digest}" in policy.replace("&#43;", "+")


def test_the_page_adds_no_bidi_control(tmp_path: Path, story: list[Record]) -> None:
    html, _ = make(tmp_path, story)
    inside = "".join(record.text + (record.title or "") for record in story)
    controls = "[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]"
    assert set(re.findall(controls, html)) <= set(re.findall(controls, inside))


def test_every_text_stands_whole_and_in_its_direction(tmp_path: Path, story: list[Record]) -> None:
    html, page = make(tmp_path, story)
    shown = "".join(Page(re.sub(r'<a class="number".*?</a>', "", html)).words.split())
    for record in story:
        title, _, body = record.text.strip().partition("\n")
        assert "".join(title.split()) in shown
        assert "".join(body.split()) in shown
    directions = [value for tag, name, value in page.attributes if tag == "article" and name == "dir"]
    assert directions == ["rtl" if record.language in ("fa", "ar") else "ltr" for record in story]


def test_a_chain_of_three_is_a_breadcrumb_from_the_outlet_inward(tmp_path: Path, story: list[Record]) -> None:
    html, page = make(tmp_path, [record for record in story if record.id.startswith("reprint-fa")])
    example = html[html.index("How far words travel") : html.index("See where it is written")]
    names = re.findall(r'class="crumb[^"]*"><bdi>(.*?)</bdi>', example)
    assert names == ["نوید جنوب", "خبرگزاری کرانه", "شبکه استانی جنوب", "کاظم آریانفر"]
    assert "3 voices" in page.words


def test_a_denial_is_told_in_words_not_by_colour_alone(tmp_path: Path, story: list[Record]) -> None:
    denying = [record for record in story if any(each.polarity == "denies" for each in record.attributions)]
    assert denying
    _, page = make(tmp_path, denying[:1])
    assert "denies" in page.words


def test_tolls_keep_their_bounds_and_their_scope(tmp_path: Path, story: list[Record]) -> None:
    _, page = make(tmp_path, story)
    for words in ("≥ 30", "about 2,000", "over a period", "≤ 300"):
        assert words in page.words


def test_dates_keep_their_wording_and_calendar(tmp_path: Path, story: list[Record]) -> None:
    _, page = make(tmp_path, story)
    assert "Solar Hijri" in page.words
    assert "Lunar Hijri" in " ".join(str(value) for _, name, value in page.attributes if name == "title")
    assert re.search("۲۳ تیر ۱۴۰۲", page.words)


def test_what_is_unknown_is_said(tmp_path: Path, story: list[Record]) -> None:
    undated = [record for record in story if record.published is None]
    _, page = make(tmp_path, undated)
    assert "with no date of publication" in page.words
    assert "stays undated" in page.words


def test_wordings_show_who_calls_whom_what(tmp_path: Path) -> None:
    text = "رژیم آخوندی گفت و نظام مقدس شنید."
    named = [
        ("رژیم آخوندی", (0, 11), "pejorative"),
        ("نظام مقدس", (18, 27), "honorific"),
    ]
    record = Record(
        id="a",
        locator="a.txt",
        sha256="0" * 64,
        media_type="text/plain",
        language="fa",
        outlet="آوا",
        author=None,
        title=None,
        published=None,
        text=text,
        actors=tuple(
            ActorMention(
                id=f"N{n}", span=span, actor="iran", name="Islamic Republic of Iran", kind="state", tone=tone, rule="r"
            )
            for n, (_, span, tone) in enumerate(named)
        ),
        notes=(
            Note(code="furniture.menu", message="a menu"),
            Note(code="language.unread", message="Urdu", span=(0, 4)),
        ),
    )
    html, page = make(tmp_path, [record])
    assert "▼ رژیم آخوندی" in page.words
    assert "▲ نظام مقدس" in page.words
    assert 'aria-label="50% pejorative, 50% honorific"' in html
    assert "1 piece of page furniture" in page.words
    assert "1 remark on the reading" in page.words


def test_names_and_texts_cannot_break_out(tmp_path: Path, story: list[Record]) -> None:
    evil = "</title></style><script>alert(1)</script><img src=x onerror=alert(1)> \" ' &"
    record = msgspec.structs.replace(
        story[0], outlet=evil, title=evil, text=evil + story[0].text, locator=evil, author=evil, language="en"
    )
    record = msgspec.structs.replace(
        record, attributions=tuple(msgspec.structs.replace(each, source_name=evil) for each in record.attributions)
    )
    html, page = make(tmp_path, [record], troubles=[Trouble(evil, evil, evil)])
    assert html.count("<script") == 1
    assert "<img" not in html
    assert not [each for each in page.attributes if each[1].startswith("on")]


def test_a_page_too_large_says_what_it_leaves_out(tmp_path: Path, story: list[Record]) -> None:
    html, page = make(tmp_path, story, limit_characters=len(story[0].text) + len(story[1].text))
    assert html.count("<article") == 2
    assert {link.removeprefix("#") for link in page.links} <= set(page.ids)
    assert f"shows 2 of {len(story)} documents in full" in page.words
    assert f"{len(story)} documents in" in page.words


def test_an_empty_case_still_has_a_page(tmp_path: Path) -> None:
    _, page = make(tmp_path, [], troubles=[Trouble("a.pdf", "a PDF, not text", "save its text")])
    assert "0 documents" in page.words
    assert "a.pdf a PDF, not text save its text" in page.words
