"""What a page says of itself, and where."""

import json
from pathlib import Path
from typing import Any

import pytest

from ingest.reading import noted, one
from rawi.ingest.page import page

BODY = "<p>The harbour master said on Monday that two boats had been seized near the breakwater at dawn.</p>"


def with_head(head: str = "", body: str = BODY, attributes: str = "") -> str:
    return f"<!doctype html><html {attributes}><head>{head}</head><body>{body}</body></html>"


def ld(value: Any) -> str:
    return f'<script type="application/ld+json">{json.dumps(value)}</script>'


DATES = {
    "an Open Graph property": (
        with_head('<meta property="article:published_time" content="2019-11-05T20:00:00Z">'),
        "meta",
    ),
    "a Dublin Core name": (with_head('<meta name="DC.date.issued" content="2019-11-05">'), "meta"),
    "a Solar Hijri date in a meta element": (with_head('<meta name="date" content="۱۳۹۸/۰۸/۱۴">'), "meta"),
    "microdata": (with_head('<meta itemprop="datePublished" content="2019-11-05">'), "meta"),
    "JSON-LD": (with_head(ld({"@type": "NewsArticle", "datePublished": "2019-11-05T01:00:00+03:30"})), "json-ld"),
    "a graph of JSON-LD": (
        with_head(
            ld(
                {
                    "@graph": [
                        {"@type": "WebSite", "name": "x"},
                        {"@type": ["Article", "X"], "datePublished": "2019-11-05"},
                    ]
                }
            )
        ),
        "json-ld",
    ),
    "JSON-LD of the page": (with_head(ld([{"@type": "WebPage", "datePublished": "2019-11-05"}])), "json-ld"),
    "a time element": (
        with_head(body=f"<article><time datetime='2019-11-05'>5 Nov</time>{BODY}</article>"),
        "time-element",
    ),
    "the text of a time element": (
        with_head(body=f"<article><time>سه‌شنبه ۱۴ آبان ۱۳۹۸</time>{BODY}</article>"),
        "time-element",
    ),
    "a time element with a Solar Hijri value": (with_head(body=f"<time datetime='1398-08-14'>x</time>{BODY}"), "time-element"),
    "the canonical address": (
        with_head('<link rel="canonical" href="https://paper.example/1398/08/14/7/boats">'),
        "url",
    ),
    "the address it was saved from": (
        f"<!doctype html>\n<!-- saved from url=(0041)https://paper.example/2019/11/05/boats -->\n<html><body>{BODY}",
        "url",
    ),
    "a visible line by the headline": (
        with_head(body=f"<div><h1>Boats</h1><span class='post-date'>5 November 2019</span></div>{BODY}"),
        "dateline",
    ),
    "a labelled line in a tool bar": (
        with_head(body=f"<div class='x'><div class='toolbar'>کد خبر: ۱ | تاریخ انتشار: ۱۴ آبان ۱۳۹۸</div><h1>خبر</h1></div>{BODY}"),
        "dateline",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("html", "basis"), DATES.values(), ids=DATES)
def test_the_day_of_publication_and_how_it_is_known(html: str, basis: str) -> None:
    found = page(html).published
    assert found is not None
    assert (found.start, found.end, found.basis) == ("2019-11-05", "2019-11-05", basis)


@pytest.mark.parametrize(
    "html",
    [
        with_head('<meta property="article:modified_time" content="2019-11-05">'),
        with_head(body=f"<div class='today'>5 November 2019</div><main>{BODY}</main>"),
        with_head(body=f"{BODY}<aside><time datetime='2019-11-05'>x</time></aside>"),
        with_head(body=f"{BODY}<div class='comment-list'><time datetime='2019-11-05'>x</time></div>"),
        with_head(body=f"<time>2 hours ago</time>{BODY}"),
        with_head('<meta name="date" content="soon">'),
        with_head(body=f"<p>Two boats were seized on 5 November 2019, he said.</p>{BODY}"),
        with_head(body=f"{BODY}<footer>© 2019 Breakwater</footer>"),
    ],
)
def test_other_days_are_not_taken_for_it(html: str) -> None:
    assert page(html).published is None


def test_a_month_in_the_address_stays_a_month() -> None:
    found = page(with_head('<meta property="og:url" content="https://paper.example/2019/11/boats">')).published
    assert found is not None
    assert (found.start, found.end, found.precision) == ("2019-11-01", "2019-11-30", "month")


def test_two_days_that_differ_are_told() -> None:
    html = with_head(
        '<meta property="article:published_time" content="2019-11-05">'
        '<link rel="canonical" href="https://paper.example/2019/10/28/boats">'
    )
    found = page(html)
    assert found.published is not None
    assert found.published.basis == "meta"
    assert [n.message for n in found.notes if n.code == "published.differs"] == [
        "meta says 2019-11-05, url says 2019-10-28"
    ]


@pytest.mark.parametrize(
    ("html", "outlet"),
    [
        (with_head('<meta property="og:site_name" content="بندر نیوز">'), "بندر نیوز"),
        (with_head(ld({"@type": "NewsArticle", "publisher": {"@type": "Organization", "name": "Breakwater"}})), "Breakwater"),
        (with_head('<meta name="application-name" content="Breakwater">'), "Breakwater"),
        (with_head("<title>Two boats | Breakwater</title>", f"<h1>Two boats</h1>{BODY}"), "Breakwater"),
        (with_head("<title>بندر نیوز - دو قایق</title>", f"<h1>دو قایق</h1>{BODY}"), "بندر نیوز"),
        (with_head("<title>Two boats - or three</title>", f"<h1>Two boats - or three</h1>{BODY}"), None),
        (with_head(), None),
    ],
)  # fmt: skip
def test_the_outlet(html: str, outlet: str | None) -> None:
    assert page(html).outlet == outlet


def test_an_address_names_the_outlet_only_where_nothing_else_does() -> None:
    found = page(with_head('<link rel="canonical" href="https://www.paper.example/boats">'))
    assert found.outlet == "paper.example"
    assert "outlet.host" in {n.code for n in found.notes}


@pytest.mark.parametrize(
    ("html", "author"),
    [
        (with_head('<meta name="author" content="Ann Writer">'), "Ann Writer"),
        (with_head('<meta property="article:author" content="https://social.example/ann">'), None),
        (with_head(ld({"@type": "Article", "author": [{"name": "Ann Writer"}, {"name": "Ben Reader"}]})), "Ann Writer, Ben Reader"),
        (with_head(body=f'<article><p class="byline">By Ann Writer</p>{BODY}</article>'), "Ann Writer"),
        (with_head(body=f'<article><span class="byline">نویسنده: ایمان بندری</span>{BODY}</article>'), "ایمان بندری"),
        (with_head(), None),
    ],
)  # fmt: skip
def test_the_author(html: str, author: str | None) -> None:
    assert page(html).author == author


@pytest.mark.parametrize(
    "html",
    [
        with_head('<meta property="og:title" content="Two boats"><title>Two boats | x</title>'),
        with_head('<meta property="og:site_name" content="Paper"><title>Two boats - Paper</title>'),
        with_head("<title>Two boats – something</title>", f"<h1>Two boats</h1>{BODY}"),
        with_head(ld({"@type": "NewsArticle", "headline": "Two boats"})),
        with_head(body=f"<h1>Two boats</h1>{BODY}"),
    ],
)
def test_the_title(html: str) -> None:
    assert (page(html).title or "").startswith("Two boats")
    assert page(html).title in ("Two boats", "Two boats – something")


@pytest.mark.parametrize(
    ("html", "language"),
    [
        (with_head(attributes='lang="en-GB"'), "en"),
        (with_head('<meta property="og:locale" content="en_US">'), "en"),
        (with_head(ld({"@type": "Article", "inLanguage": "eng"})), "en"),
        (with_head(), None),
        (with_head(attributes='lang="en-US"', body="<p>رئیس بندر گفت دو قایق را گرفته‌اند و برده‌اند.</p>"), None),
        (with_head(attributes='lang="fa-IR"', body="<p>رئیس بندر گفت دو قایق را گرفته‌اند و برده‌اند.</p>"), "fa"),
    ],
)
def test_the_language_is_the_page_s_word_unless_its_letters_belie_it(html: str, language: str | None) -> None:
    assert page(html).language == language


def test_a_sidecar_corrects_a_page_and_options_fill_it_in(tmp_path: Path) -> None:
    html = with_head('<meta property="og:site_name" content="Theme"><meta name="date" content="2019-11-05">')
    (tmp_path / "a.html.meta.toml").write_text('outlet = "Breakwater"')
    document = one(tmp_path / "a.html", html, published="2001", language="en", outlet="nobody")
    assert (document.outlet, document.language) == ("Breakwater", "en")
    assert document.published is not None
    assert document.published.basis == "meta"


def test_the_address_is_kept(tmp_path: Path) -> None:
    document = one(tmp_path / "a.html", with_head('<link rel="canonical" href="https://paper.example/boats">'))
    assert noted(document, "source.url") == ["https://paper.example/boats"]


@pytest.mark.parametrize(
    "data", ["{", '{"@type": 5}', '[[["x"]]]', "null", '{"@type":"Article","author":{"name":{}}}', "<!-- {} -->"]
)
def test_broken_descriptions_are_passed_over(data: str) -> None:
    assert page(with_head(f'<script type="application/ld+json">{data}</script>')).author is None
