"""Every screen in every language: nothing serious for people with assistive tools, nothing refused, nothing too wide."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.browser.conftest import Open, Window, Windows
from tests.browser.screens import SCREENS, address

base = pytest.importorskip("axe_playwright_python.base", reason="axe-playwright-python is not installed")

TELEPHONE = 390
HOW = {"resultTypes": ["violations"], "preload": False}
SHAPE = {**HOW, "rules": {"color-contrast": {"enabled": False}}}
COLOURS = {**HOW, "runOnly": ["color-contrast"]}
# Of siblings that are drawn alike, down to the classes of all that is in them, two are enough to see their colours.
SHORTEN = """() => {
  const drawn = (each) => [each, ...each.querySelectorAll("*")].map((one) => `${one.tagName}.${one.className}`);
  for (const parent of document.querySelectorAll("main, main *")) {
    const seen = {};
    for (const child of [...parent.children]) {
      const alike = [...new Set(drawn(child))].sort().join();
      seen[alike] = (seen[alike] ?? 0) + 1;
      if (seen[alike] > 2) child.remove();
    }
  }
}"""


@pytest.fixture(scope="module", params=[("en", "light"), ("fa", "dark"), ("ar", "light")], ids="-".join)
def window(request: pytest.FixtureRequest, windows: Windows) -> Iterator[Window]:
    """One window for all screens in one language. Colours do not depend on it, so they are looked at once a theme."""
    language, theme = request.param
    with windows(language=language, theme=theme) as opened:
        yield opened


@pytest.mark.parametrize("screen", SCREENS)
def test_nothing_stands_in_anybodys_way(window: Window, case: Path, screen: str) -> None:
    page = window.page
    page.goto(window.base + address(screen, case))
    page.evaluate("for (const fold of document.querySelectorAll('main details')) fold.open = true")
    page.evaluate(base.AXE_SCRIPT)
    assert serious(page, SHAPE) == []
    page.evaluate("for (const fold of document.querySelectorAll('main details')) fold.open = false")
    page.set_viewport_size({"width": TELEPHONE, "height": 860})
    assert page.evaluate("document.documentElement.scrollWidth") <= TELEPHONE
    page.set_viewport_size({"width": 1280, "height": 860})
    assert window.troubles == []
    if window.language == "ar":
        return  # in the colours of English
    page.evaluate("for (const fold of document.querySelectorAll('main details')) fold.open = true")
    page.evaluate(f"({SHORTEN})()")
    assert serious(page, COLOURS) == []


@pytest.mark.parametrize("language", ["en", "fa"])
def test_on_a_telephone_the_screen_at_hand_and_both_copies_are_in_sight(open_page: Open, language: str) -> None:
    page = open_page("/log", language=language, width=TELEPHONE)
    box = page.locator('.tabs a[aria-current="page"]').bounding_box()
    assert box["x"] > -1
    assert box["x"] + box["width"] < TELEPHONE + 1
    page.goto(page.url.replace("/log", address("copies-of", Path())))
    cells = [each.bounding_box() for each in page.locator(".differences .differs td:visible").all()]
    assert len(cells) > 4
    assert all(each["x"] > -1 and each["x"] + each["width"] < TELEPHONE + 1 for each in cells)
    labels = page.locator(".differences .differs td:visible").evaluate_all(
        "each => each.map((one) => getComputedStyle(one, '::before').content)"
    )
    assert len(set(labels)) == 2


def serious(page: Any, options: dict[str, Any]) -> list[str]:
    """What axe finds serious or critical, and where."""
    found = page.evaluate(f"axe.run({json.dumps(options)}).then((found) => found.violations)")
    return [
        f"{each['id']}: {node['target']} {node.get('failureSummary', '')}"
        for each in found
        if each["impact"] in ("serious", "critical")
        for node in each["nodes"][:4]
    ]
