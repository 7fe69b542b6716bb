"""One case, one server and one browser for all tests that only read; a copy of the case for those that decide."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from tests.browser.serving import Served, chromium, entered, served
from tests.once import once

from rawi.store import Case

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
SAMPLES = Path(__file__).parents[2] / "samples" / "nakhlsar"
SPELLINGS = {
    "joined.txt": "خامنه‌ای در دیدار با کشاورزان از سد بازدید کرد.",
    "lost.txt": "به گفته او، خامنهای از ساخت سد خبر نداشت.",
    "arabic.txt": "قال خامنئي إن السد سيبنى في العام المقبل.",
    "palm.txt": "صدای نخلستان 🌴🌴 گفت که دو نفر در نخلسار کشته شدند.",
}


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    path = chromium()
    if path is None:
        pytest.skip("no Chromium in PATH (RAWI_CHROMIUM may name one)")
    with playwright.sync_playwright() as started:
        launched = started.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def case(tmp_path_factory: pytest.TempPathFactory, browser: Any) -> Path:
    """The sample story, and four short texts of our own. Not to be changed."""
    return once(tmp_path_factory, "browser-case", _read) / "case"


def _read(folder: Path) -> None:
    from rawi.engine.build import build
    from rawi.engine.corpus import merge_case
    from rawi.ingest import options

    texts = folder / "texts"
    texts.mkdir(parents=True)
    for name, text in SPELLINGS.items():
        (texts / name).write_text(text, encoding="utf-8")
    with Case.open(folder / "case", create=True) as made:
        build(made, (str(SAMPLES), str(texts)), options(), workers=1)
        merge_case(made)
        made.set("title", "Nakhlsar, July 2023")


@pytest.fixture(scope="session")
def server(case: Path) -> Iterator[Served]:
    with served(case) as running:
        yield running


@pytest.fixture(scope="session")
def somebody(browser: Any, server: Served) -> Iterator[Any]:
    with entered(browser, server) as state:
        yield state


Open = Callable[..., Any]


class Window(NamedTuple):
    """A page of its own, the address of its server, and what its console complained of so far."""

    page: Any
    base: str
    troubles: list[str]
    language: str


class Windows(NamedTuple):
    """`with windows(language="fa", width=390) as window`: somebody at a server, once more."""

    browser: Any
    server: Served
    state: Any

    @contextmanager
    def __call__(
        self, *, language: str = "en", width: int = 1280, scripts: bool = True, theme: str = "light"
    ) -> Iterator[Window]:
        context = self.browser.new_context(
            storage_state=self.state,
            viewport={"width": width, "height": 860},
            java_script_enabled=scripts,
            color_scheme=theme,
            accept_downloads=True,
        )
        context.add_cookies([{"name": "rawi_reader", "value": f"{language}.", "url": self.server.base}])
        page, troubles = context.new_page(), []
        page.set_default_timeout(20_000)
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("console", lambda message: troubles.append(message.text) if message.type == "error" else None)
        yield Window(page, self.server.base, troubles, language)
        context.close()


@pytest.fixture(scope="session")
def windows(browser: Any, server: Served, somebody: Any) -> Windows:
    return Windows(browser, server, somebody)


@pytest.fixture
def open_page(windows: Windows) -> Iterator[Open]:
    """`open_page("/actors", language="fa", width=390)`: a page of the shared case. A script that fails fails the test."""
    yield from _opener(windows)


@pytest.fixture(scope="session")
def own_server(case: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server over a copy of the case, for tests that decide. What one decided the next one finds."""
    copy = tmp_path_factory.mktemp("own") / "case"
    shutil.copytree(case, copy)
    with served(copy) as running:
        yield running


@pytest.fixture(scope="session")
def reviewer(browser: Any, own_server: Served) -> Iterator[Any]:
    with entered(browser, own_server) as state:
        yield state


@pytest.fixture
def own_page(browser: Any, own_server: Served, reviewer: Any) -> Iterator[Open]:
    """The same, over the case that may be changed."""
    yield from _opener(Windows(browser, own_server, reviewer))


def _opener(windows: Windows) -> Iterator[Open]:
    with ExitStack() as stack:
        opened: list[Window] = []

        def open_one(path: str, **how: Any) -> Any:
            window = stack.enter_context(windows(**how))
            opened.append(window)
            window.page.goto(f"{window.base}{path}")
            return window.page

        yield open_one
    assert [each.troubles for each in opened if each.troubles] == []
