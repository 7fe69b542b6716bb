"""Pages: templates with the reader's words, dates and direction at hand."""

from datetime import UTC, datetime
from functools import lru_cache, partial
from typing import Any, NamedTuple
from urllib.parse import quote

from jinja2 import Environment
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from rawi.engine.days import western
from rawi.review import naming, rendering
from rawi.review.access import Person, may, session
from rawi.review.messages import number
from rawi.review.opened import opened
from rawi.review.reader import Reader, reader
from rawi.review.reasons import Reasons
from rawi.review.static import assets
from rawi.review.visible import groups


class Tab(NamedTuple):
    """An entry of the navigation: the screen's name in the catalogue `frame.nav`, its address, its least role."""

    name: str
    url: str
    role: str = "reader"


TABS = (
    Tab("overview", "/"),
    Tab("events", "/events"),
    Tab("claims", "/claims"),
    Tab("documents", "/documents"),
    Tab("review", "/review", "reviewer"),
    Tab("actors", "/actors"),
    Tab("framing", "/framing"),
    Tab("copies", "/copies"),
    Tab("log", "/log"),
    Tab("exports", "/exports"),
)


def page(request: Request, template: str, /, *, tab: str = "", status: int = 200, **context: Any) -> HTMLResponse:
    """Render `template` for whoever reads. `tab` is the entry of the navigation that the screen belongs to."""
    body = environment().get_template(template).render(**frame(request, tab), **context)
    return HTMLResponse(body, status_code=status)


def frame(request: Request, tab: str = "") -> dict[str, Any]:
    """What every template may use. See the top of templates/base.html."""
    who, current = reader(request), session(request)
    signed_in = Person(*current.person) if current and current.person else None
    flashes: list[tuple[str, str]] = []
    if current:
        flashes, current.flashes = current.flashes, []
    return {
        "request": request,
        "path": request.url.path,
        "here": request.url.path + (f"?{request.url.query}" if request.url.query else ""),
        "tab": tab,
        "tabs": [each for each in TABS if each.url in request.app.state.screens and may(request, each.role)],
        "has": lambda url: url in request.app.state.screens,
        # What a case is called is nobody's business who has not come in.
        "title_of_case": request.app.state.title if signed_in else "",
        "accounts": request.app.state.accounts,
        "csrf": current.csrf if current else "",
        "person": signed_in,
        "may": lambda role: may(request, role),
        "flashes": flashes,
        **reading(who, names(request)),
    }


def names(request: Request) -> naming.Names:
    """What things are called for whoever asks, in this case."""
    who, current = reader(request), session(request)
    # What documents that are closed to somebody call a place is not shown to them.
    all_open = current is not None and current.person is not None and groups(request) is None
    return naming.Names(who.language, who.words, opened(request).written if all_open else None)


def reading(who: Reader, named: naming.Names) -> dict[str, Any]:
    """Words, dates, numbers and names for a reader."""
    words, dates = who.words, who.dates

    def date_html(start: str | None, end: str | None = None) -> Markup:
        """An interval in the reader's calendar; its ISO form for machines and, where calendars differ, beside it."""
        end = end if end is not None else start
        shown = dates.interval(start, end)
        if not shown:
            return Markup("")
        iso = start if start == end or end is None else f"{start or ''}/{end}"
        if who.calendar == "gregorian":
            return Markup('<time datetime="{}">{}</time>').format(iso, shown)
        other = Reader(who.language, "gregorian").dates.interval(start, end)
        return Markup('<time datetime="{}" title="{}">{}</time>').format(iso, other, shown)

    return {
        "reader": who,
        "lang": who.language,
        "dir": who.direction,
        "t": words,
        "th": words.html,
        "n": lambda value: number(who.language, value),
        "date": date_html,
        "date_words": dates.interval,
        "short_date": dates.short,
        "dates": dates,
        "western": western,
        "moment": lambda iso: _moment(who, iso),
        "name": named,
        "word": partial(rendering.word, who.language),
        "reason": Reasons(words, dates, named),
    }


def flash(request: Request, kind: str, message: str) -> None:
    """Show `message` on the next page. `kind`: done, note, wrong."""
    current = session(request)
    if current:
        current.flashes.append((kind, message))


def back(request: Request, fallback: str, to: str = "") -> Response:
    """After a change: on to `to` where it is an address of our own, or to `fallback`."""
    own = to.startswith("/") and not to.startswith(("//", "/\\")) and "\n" not in to and "\r" not in to
    return RedirectResponse(to if own else fallback, status_code=303)


def link(screen: str, *parts: str, fragment: str = "", **query: Any) -> str:
    """An address of our own: link("document", id, fragment="char=120,188")."""
    path = "/" + "/".join([screen, *(quote(part, safe="@~") for part in parts)])
    asked = "&".join(
        rendering.pair(name, str(each))
        for name, value in query.items()
        if value not in (None, "")
        for each in (value if isinstance(value, (list, tuple)) else (value,))
    )
    return path + (f"?{asked}" if asked else "") + (f"#{fragment}" if fragment else "")


@lru_cache(maxsize=1)
def environment() -> Environment:
    return rendering.environment(static=lambda name: assets().url(name), link=link)


def _moment(who: Reader, iso: str) -> Markup:
    """A moment (UTC) as day and time of day on this machine's clock."""
    try:
        moment = datetime.fromisoformat(iso).replace(tzinfo=UTC) if "+" not in iso[10:] else datetime.fromisoformat(iso)
    except ValueError:
        return Markup("{}").format(iso)
    from rawi.review.messages import digits

    clock = digits(who.language, f"{moment:%H:%M}")
    day = who.dates.day(moment.date().isoformat())
    return Markup('<time datetime="{}">{} <span class="clock">{} UTC</span></time>').format(iso, day, clock)
