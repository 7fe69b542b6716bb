"""Reviewing with the keyboard alone, keys that can be changed, and the pages without JavaScript."""

import re
from typing import Any

from tests.browser.conftest import Open
from tests.browser.test_journey import select, submit, until

from rawi.store import Case


def target(page: Any) -> str:
    return str(page.locator('.verdict-form input[name="target"]').input_value())


def done(page: Any) -> int:
    return int(page.locator("progress").get_attribute("value"))


def press(page: Any, key: str, so: str) -> None:
    """Press a key, and wait until the claim on the screen is (or is not) one."""
    page.keyboard.press(key)
    until(page, f"document.querySelector('.verdict-form [name=target]')?.value {so}")
    page.wait_for_load_state()


def test_claims_are_decided_with_the_keyboard_alone(own_page: Open) -> None:
    page = own_page("/review")
    first, before = target(page), done(page)
    page.keyboard.press("a")
    page.wait_for_url("**past=**")
    second = target(page)
    assert second != first
    assert done(page) == before + 1
    press(page, "x", f"!== {second!r}")
    assert done(page) == before + 2
    press(page, "u", f"=== {second!r}")
    assert done(page) == before + 1
    press(page, "n", f"!== {second!r}")
    press(page, "p", f"=== {second!r}")
    page.keyboard.press("c")
    page.keyboard.type("is this the same square?")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.locator(".comments", has_text="is this the same square?").wait_for()


def test_keys_work_by_their_place_under_a_persian_layout(own_page: Open) -> None:
    page = own_page("/review", language="fa")
    first = target(page)
    # The key of the letter a gives «ش» there.
    page.evaluate(
        "document.dispatchEvent(new KeyboardEvent('keydown', {key: 'ش', code: 'KeyA', bubbles: true, cancelable: true}))"
    )
    page.wait_for_url("**past=**")
    assert target(page) != first


def test_what_is_selected_becomes_a_field_with_its_place(own_page: Open) -> None:
    page = own_page("/review?claim=meridian-20230715-0931%23" + "E5")
    select(page, page.locator("[data-text]"), "Clock Square")
    assert page.locator("[data-tools]").is_visible()
    page.keyboard.press("l")
    assert page.locator('input[name="place"]').input_value() == "Clock Square"
    span = page.locator('input[name="place_span"]').input_value()
    submit(page, page.get_by_role("button", name="Save the correction"))
    assert "Clock Square" in page.locator(".told .values").inner_text()
    assert page.locator(f".told .values a[href$='#char={span}']").count() == 1


def test_the_list_of_keys_changes_them_and_switches_them_off(open_page: Open) -> None:
    page = open_page("/review")
    page.keyboard.press("?")
    dialog = page.locator("dialog[data-keys]")
    assert dialog.is_visible()
    row = dialog.locator(".key-list > div", has_text=re.compile("^Next"))
    row.get_by_role("button").click()
    page.keyboard.press("j")
    assert row.get_by_role("button").inner_text() == "j"
    page.keyboard.press("Escape")
    before = target(page)
    press(page, "j", f"!== {before!r}")
    page.keyboard.press("?")
    dialog.get_by_label("Switch single keys off").check()
    page.keyboard.press("Escape")
    after = target(page)
    page.keyboard.press("j")
    page.wait_for_timeout(200)
    assert target(page) == after


def test_typing_a_reason_presses_no_keys(open_page: Open) -> None:
    page = open_page("/review")
    before = page.url
    page.locator('.verdict-form input[name="reason"]').fill("")
    page.locator('.verdict-form input[name="reason"]').press_sequentially("axnpu?")
    assert page.url == before
    assert page.locator("dialog[open]").count() == 0


def test_without_javascript_claims_are_read_and_decided(own_page: Open) -> None:
    page = own_page("/review", scripts=False)
    first = target(page)
    submit(page, page.get_by_role("button", name=re.compile("Accept")).first)
    assert target(page) != first
    submit(page, page.get_by_role("button", name=re.compile("Undo")))
    assert target(page) == first
    assert not page.locator("kbd[data-hint]").first.is_visible(), "no keys are promised that would not work"


def test_without_javascript_an_address_marks_its_passage(open_page: Open, case: Any) -> None:
    with Case.open(case) as opened:
        text = opened.record("meridian-20230715-0931").text
    start = text.index("Nearly 2,000 people")
    page = open_page(
        f"/document/meridian-20230715-0931?char={start},{start + 19}#char={start},{start + 19}", scripts=False
    )
    mark = page.locator("mark.here").first
    assert mark.inner_text() == "Nearly 2,000 people"
    box = mark.bounding_box()
    assert 0 <= box["y"] < 860
    assert page.locator("[data-claim]").count() > 5, "every claim stands there with its chain"
