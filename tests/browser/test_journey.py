"""A person's way through a case: from the conflicting toll to the passage, corrections, splitting, undoing, searching."""

import csv
import re
import time
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Error
from tests.browser.conftest import Open

from rawi.store import Case

SPELLINGS = ("خامنه‌ای", "خامنهای", "خامنئي")


def test_from_the_conflicting_toll_to_the_words_that_tell_it(open_page: Open, case: Path) -> None:
    page = open_page("/")
    page.get_by_role("navigation", name="Screens").get_by_role("link", name="Events").click()
    page.goto(page.url + "?contested=yes&sort=-conflicts")
    page.locator('a[href^="/event/"]').first.click()
    page.wait_for_url("**/event/**")
    conflict = page.locator(".attribute.in-conflict.is-count").first
    assert "conflict" in conflict.inner_text()
    assert conflict.locator(".value").count() > 1
    told = conflict.locator(".value").first
    number = re.findall(r"\d+", told.inner_text())[0]
    told.locator('a[href*="#char="]').first.click()
    page.wait_for_url("**/document/**")
    span = re.search(r"#char=(\d+),(\d+)", page.url)
    assert span
    with Case.open(case) as opened:
        document = unquote(urlsplit(page.url).path.removeprefix("/document/"))
        assert passage(page) == opened.record(document).text[int(span[1]) : int(span[2])]
    top = page.evaluate("[...CSS.highlights.get('passage')][0].getBoundingClientRect().top")
    assert 0 <= top < 860, "the passage is in sight"
    values = page.locator("[data-claim] .values").all_inner_texts()
    assert any(number in each for each in values)


def test_the_chain_of_a_claim_appears_when_it_is_pointed_at_or_tabbed_to(open_page: Open) -> None:
    page = open_page("/document/meridian-20230715-0931")
    bar = page.locator("[data-bar]")
    assert bar.is_hidden()
    page.locator(".text .what", has_text="shot dead").hover()
    assert bar.is_visible()
    crumbs = bar.locator(".crumb bdi").all_inner_texts()
    assert crumbs[0] == "Meridian"
    assert "Rud Human Rights" in crumbs[1]
    assert "four protesters" in bar.inner_text()
    assert "en." in bar.locator(".rules").inner_text()
    page.keyboard.press("Escape")
    assert bar.is_hidden()
    page.locator(".text a.number").first.focus()
    assert bar.is_visible()
    first = bar.inner_text()
    page.keyboard.press("Tab")
    assert bar.inner_text() != first


def test_a_count_is_corrected_and_the_correction_undone(own_page: Open) -> None:
    page = own_page("/document/meridian-20230715-0931")
    card = page.locator("[data-claim]", has_text="4 killed").filter(has_text="shot dead")
    card.get_by_role("link", name="Review").click()
    page.wait_for_url("**/review?**")
    page.keyboard.press("e")
    low, high = page.locator('input[name="count0_low"]'), page.locator('input[name="count0_high"]')
    low.fill("۳")
    high.fill("۵")
    submit(page, page.get_by_role("button", name="Save the correction"))
    assert "3–5 killed" in page.locator(".told .values").inner_text()
    assert "4 killed" in page.locator(".told del").inner_text()
    submit(page, page.get_by_role("button", name=re.compile("Undo")))
    assert "3–5" not in page.locator(".told .values").inner_text()
    page.goto(page.url.split("/review")[0] + "/log")
    deeds = page.locator(".log tbody .badge").all_inner_texts()
    assert deeds[:2] == ["took back", "corrected"]
    assert page.locator(".log tr.taken-back").count() == 1


def test_an_event_is_split_and_the_split_undone(own_page: Open) -> None:
    page = own_page("/events?sort=-documents")
    page.locator('a[href^="/event/"]').first.click()
    page.wait_for_url("**/event/**")
    address = page.url
    assert page.locator(".claims-form input[type=checkbox]").count() > 1
    chosen = page.locator(".claims-form input[type=checkbox]").last.get_attribute("value")
    box = page.locator(f'.claims-form input[value="{chosen}"]')
    box.check()
    submit(page, page.locator('.claims-form button[value="apart"]'))
    page.goto(address)
    assert box.count() == 0
    page.goto(f"{address.split('/event/')[0]}/log?action=split")
    submit(page, page.get_by_role("button", name=re.compile("Take back")).first)
    assert page.get_by_role("button", name=re.compile("Take back")).count() == 0, (
        "what was done at once is undone at once"
    )
    page.goto(address)
    assert box.count() == 1


@pytest.mark.parametrize("typed", SPELLINGS)
def test_every_spelling_of_a_name_finds_the_others(open_page: Open, typed: str) -> None:
    page = open_page("/")
    page.get_by_role("searchbox").first.fill(typed)
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?**")
    found = set(page.locator(".hits mark").all_inner_texts())
    assert set(SPELLINGS) <= found
    page.get_by_role("link", name="Only as written").click()
    page.wait_for_url("**exact=1**")
    assert set(page.locator(".hits mark").all_inner_texts()) == {typed}


def test_a_hit_leads_to_its_passage(open_page: Open) -> None:
    page = open_page("/search?q=خامنئي")
    page.locator(".hits li", has_text="السد").get_by_role("link").first.click()
    assert passage(page) == "خامنئي"


def test_in_persian_everything_is_mirrored(open_page: Open) -> None:
    page = open_page("/review")
    left = page.locator(".rail").bounding_box()["x"]
    page.locator(".settings summary").click()
    submit(page, page.get_by_role("button", name="فارسی"))
    assert page.locator("html").get_attribute("dir") == "rtl"
    rail, main = page.locator(".rail").bounding_box(), page.locator("main").bounding_box()
    assert left < 10
    assert rail["x"] > main["x"], "what stood at the left stands at the right"
    text, beside = page.locator(".text-side").bounding_box(), page.locator(".beside").bounding_box()
    assert text["x"] > beside["x"]
    assert page.get_by_role("button", name=re.compile("پذیرفتن")).is_visible()
    assert re.search("[۰-۹]", page.locator(".progress").inner_text())


def test_what_is_there_is_exported(open_page: Open, tmp_path: Path) -> None:
    page = open_page("/events")
    with page.expect_download() as started:
        page.get_by_role("link", name="CSV").click()
    started.value.save_as(tmp_path / "events.csv")
    rows = list(csv.DictReader((tmp_path / "events.csv").open(encoding="utf-8-sig")))
    assert len(rows) > 10
    page.goto(page.url.replace("/events", "/log"))
    with page.expect_download() as started:
        page.get_by_role("link", name="As JSON lines").click()
    assert started.value.suggested_filename == "rawi-log.jsonl"


def test_addresses_of_passages_count_code_points(open_page: Open) -> None:
    page = open_page("/documents")
    page.locator('a[href*="palm.txt"]').click()
    text = page.locator("[data-text] p").first
    before = "صدای نخلستان 🌴🌴 گفت که "
    start, end = len(before), len(before) + len("دو نفر")
    page.goto(f"{page.url.split('#')[0]}#char={start},{end}")
    page.reload()
    assert passage(page) == "دو نفر"
    select(page, text, "نخلسار")
    offered = page.locator("[data-passage] a").get_attribute("href")
    words = before + "دو نفر در "
    assert offered.endswith(f"#char={len(words)},{len(words) + len('نخلسار')}")


def submit(page: Any, button: Any) -> None:
    """Press a button of a form, and wait for the page that follows."""
    with page.expect_navigation():
        button.click()


def until(page: Any, expression: str, seconds: float = 20) -> None:
    """Wait for something to be so. (Playwright's own way evaluates text in the page, which its policy forbids.)"""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with suppress(Error):  # The page may be on its way to the next one.
            if page.evaluate(expression):
                return
        page.wait_for_timeout(20)
    raise AssertionError(f"never came true: {expression}")


def passage(page: Any) -> str:
    """The words that the address leads to."""
    until(page, "CSS.highlights.has('passage')")
    return str(page.evaluate("[...CSS.highlights.get('passage')][0].toString()"))


def select(page: Any, within: Any, words: str) -> None:
    """Select some words of a text as a pointer would."""
    within.evaluate(
        """(root, words) => {
          const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
          for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const at = node.data.indexOf(words);
            if (at >= 0) {
              getSelection().setBaseAndExtent(node, at, node, at + words.length);
              return;
            }
          }
          throw new Error(`no ${words}`);
        }""",
        words,
    )
    page.wait_for_timeout(50)
