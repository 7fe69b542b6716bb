"""One person's whole way through the sample case, from the first page to the file that leaves it."""

import csv
import re
from pathlib import Path
from typing import Any

from tests.browser.conftest import Open
from tests.browser.test_journey import SPELLINGS, passage, submit, until


def test_from_the_conflicting_toll_to_the_export(own_page: Open, own_server: Any, tmp_path: Path) -> None:
    # The sample case, opened; what conflicts is on its first page.
    page = own_page("/")
    contested = page.locator(".event-row.contested", has_text="killed").first
    assert contested.locator(".is-contested .versus", has_text="≠").count() > 0
    contested.get_by_role("link").first.click()
    page.wait_for_url("**/event/**")
    event = page.url

    # The toll that origins tell differently, said in words and by a sign.
    toll = page.locator(".attribute.in-conflict.is-count").first
    assert "≠" in toll.inner_text()
    assert toll.locator(".value").count() > 1
    told = toll.locator(".value").filter(has=page.locator('a[href*="/document/meridian-20230715-0931"]')).first
    number = re.findall(r"\d+", told.inner_text())[0]

    # Its passage, in the text as it was written.
    told.locator('a[href*="/document/meridian-20230715-0931"]').first.click()
    page.wait_for_url("**/document/meridian-20230715-0931**#char=**")
    words = passage(page)
    assert words
    assert words in page.locator("[data-text]").inner_text()

    # Its chain, from the outlet inward.
    card = page.locator("[data-claim]").filter(has_text=f"{number} killed").first
    page.locator(f"#{card.get_attribute('id')}-t").hover()
    bar = page.locator("[data-bar]")
    assert bar.is_visible()
    assert bar.locator(".crumb bdi").first.inner_text() == "Meridian"

    # The count, corrected.
    card.get_by_role("link", name="Review").click()
    page.wait_for_url("**/review?**")
    claim = page.locator('.verdict-form input[name="target"]').input_value()
    page.keyboard.press("e")
    page.locator('input[name="count0_low"]').fill("6")
    page.locator('input[name="count0_high"]').fill("۷")
    submit(page, page.get_by_role("button", name="Save the correction"))
    assert "6–7 killed" in page.locator(".told .values").inner_text()
    until(page, "true")

    # The event, split.
    page.goto(event)
    boxes = page.locator(".claims-form input[type=checkbox]")
    before = boxes.count()
    assert before > 2
    chosen = boxes.last.get_attribute("value")
    page.locator(f'.claims-form input[value="{chosen}"]').check()
    submit(page, page.locator('.claims-form button[value="apart"]'))
    page.goto(event)
    assert page.locator(f'.claims-form input[value="{chosen}"]').count() == 0

    # Both, undone.
    page.goto(f"{own_server.base}/log?action=split")
    submit(page, page.get_by_role("button", name=re.compile("Take back")).first)
    page.goto(f"{own_server.base}/log?action=correct&target={claim.replace('#', '%23')}")
    submit(page, page.get_by_role("button", name=re.compile("Take back")).first)
    page.goto(event)
    assert page.locator(f'.claims-form input[value="{chosen}"]').count() == 1
    page.goto(f"{own_server.base}/review?claim={claim.replace('#', '%23')}")
    assert f"{number} killed" in page.locator(".told .values").inner_text()
    assert "6–7" not in page.locator(".told .values").inner_text()

    # One name, three spellings.
    page.get_by_role("searchbox").first.fill("خامنه‌ای")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?**")
    assert {"خامنهای", "خامنئي"} <= set(page.locator(".hits mark").all_inner_texts())
    assert set(SPELLINGS) <= set(page.locator(".hits mark").all_inner_texts())

    # Persian: everything mirrored.
    page.goto(event)
    plain = sides(page)
    page.locator(".settings summary").click()
    submit(page, page.get_by_role("button", name="فارسی"))
    assert page.locator("html").get_attribute("dir") == "rtl"
    assert page.locator("html").get_attribute("lang") == "fa"
    mirrored = sides(page)
    width = page.viewport_size["width"]
    for name, (left, right) in plain.items():
        there = mirrored[name]
        assert abs((width - right) - there[0]) < 24, f"{name} stands as far from the right as it stood from the left"
        assert (left < width / 2) == (there[1] > width / 2) or right - left > width / 2
    assert re.search("[۰-۹]", page.locator("main").inner_text())
    assert not re.search(r"\bkilled\b", page.locator("main h2, main th, main .badge").first.inner_text())
    page.goto(f"{own_server.base}/events")
    bars = page.locator(".timeline a .reach").evaluate_all("each => each.map(one => [one.dataset.start, one.x.baseVal.value])")
    assert [x for _, x in sorted(bars)] == sorted((x for _, x in bars), reverse=True), "time runs from right to left"

    # The file that leaves.
    page.goto(f"{own_server.base}/events?contested=yes")
    with page.expect_download() as started:
        page.get_by_role("link", name="CSV").click()
    started.value.save_as(tmp_path / "events.csv")
    rows = list(csv.DictReader((tmp_path / "events.csv").open(encoding="utf-8-sig")))
    assert event.rsplit("/", 1)[-1] in {row["id"] for row in rows}
    page.goto(f"{own_server.base}/log")
    with page.expect_download() as started:
        page.locator('a[href^="/log.csv"]').click()
    started.value.save_as(tmp_path / "log.csv")
    deeds = [row["action"] for row in csv.DictReader((tmp_path / "log.csv").open(encoding="utf-8-sig"))]
    assert deeds.count("undo") >= 2


def sides(page: Any) -> dict[str, tuple[float, float]]:
    """The left and right edges of what every page has, and of the page's own parts."""
    found = {}
    for name, selector in (("rail", ".rail"), ("main", "main"), ("heading", "main h1")):
        box = page.locator(selector).first.bounding_box()
        found[name] = (box["x"], box["x"] + box["width"])
    return found
