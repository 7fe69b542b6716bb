"""Every screen: nothing serious for people with assistive tools, nothing wider than the window, no script refused."""

from typing import Any

import pytest
from tests.browser.conftest import Open

from rawi.store import Case

axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")

SCREENS = {
    "overview": "/",
    "events": "/events",
    "event": "EVENT",
    "claims": "/claims?place=IR",
    "documents": "/documents",
    "document": "/document/meridian-20230715-0931",
    "original": "/document/meridian-20230715-0931?beside=original",
    "copies-of": "/document/meridian-20230715-0931?beside=copies",
    "voices": "/document/meridian-20230715-0931?beside=voices",
    "review": "/review",
    "queue": "/review?language=fa&status.not=denied",
    "correcting": "/review?claim=meridian-20230715-0931%23E2",
    "bulk": "/review/bulk?type=AGREE",
    "actors": "/actors",
    "actor": "/actors/iran?wording=Tehran",
    "framing": "/framing",
    "copies": "/copies",
    "search": "/search?q=governor",
    "log": "/log",
    "exports": "/exports",
    "accounts": "/people",
    "interface": "/api",
}


def address(screen: str, case: Any) -> str:
    if SCREENS[screen] != "EVENT":
        return SCREENS[screen]
    with Case.open(case) as opened:
        rows = opened.filter_events(sort="-conflicts", limit=200).rows
    contested = next(row for row in rows if row["documents"] > 1 and row["claims"] < 12)
    return f"/event/{contested['id']}"


def troubles(page: Any) -> list[str]:
    """What axe finds serious or critical, and where."""
    found = axe.Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [
        f"{each['id']}: {node['target']} {node.get('failureSummary', '')}"
        for each in found
        if each["impact"] in ("serious", "critical")
        for node in each["nodes"][:4]
    ]


@pytest.mark.parametrize("screen", SCREENS)
def test_nothing_stands_in_anybodys_way(open_page: Open, case: Any, screen: str) -> None:
    page = open_page(address(screen, case))
    page.evaluate("for (const fold of document.querySelectorAll('main details')) fold.open = true")
    assert troubles(page) == []


@pytest.mark.parametrize("screen", ["document", "review"])
def test_nothing_stands_in_anybodys_way_in_the_dark_and_in_persian(open_page: Open, case: Any, screen: str) -> None:
    page = open_page(address(screen, case), language="fa", theme="dark")
    assert troubles(page) == []


@pytest.mark.parametrize("language", ["en", "fa"])
def test_no_screen_is_wider_than_a_telephone(open_page: Open, case: Any, language: str) -> None:
    page = open_page("/", language=language, width=390)
    base = page.url.rstrip("/")
    wide = []
    for screen in SCREENS:
        page.goto(base + address(screen, case))
        if page.evaluate("document.documentElement.scrollWidth") > 390:
            wide.append(screen)
    assert wide == []
