"""Write the page: twice through the records (to count, then to show), one document in memory at a time."""

import base64
import hashlib
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime
from importlib import resources
from pathlib import Path
from typing import NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from rawi import __version__
from rawi.export.dossier.document import RIGHT_TO_LEFT, Page, page
from rawi.export.dossier.summary import TOLLS, Summary
from rawi.export.wording import MONTHS, direction, kind_words, language_words, plural
from rawi.records import Record

LIMIT_CHARACTERS = 2_000_000
"""How much text one page shows in full; what is beyond is counted, listed and left to `rawi show`."""


class Trouble(NamedTuple):
    """A file that could not be read: where, what, and what to do."""

    where: str
    what: str
    remedy: str


class Entry(NamedTuple):
    """A document in the list of documents. `shown` is False when the page has no room for its text."""

    anchor: str
    title: str
    outlet: str
    language: str | None
    direction: str
    claims: int
    shown: bool


def write(
    records: Callable[[], Iterable[Record]],
    path: Path,
    *,
    title: str,
    troubles: Iterable[Trouble] = (),
    today: date | None = None,
    limit_characters: int = LIMIT_CHARACTERS,
) -> int:
    """Write the dossier of some records to `path`, whole or not at all; return how many documents it shows in full.

    `records` is called twice and must give the same both times.
    """
    summary, entries = Summary(), list[Entry]()
    room = limit_characters
    for number, record in enumerate(records(), 1):
        anchor = f"d{number}"
        room -= len(record.text)
        shows = room >= 0 or number == 1
        summary.add(record, anchor, shown=shows)
        entries.append(_entry(record, anchor, shown=shows))
    shown = {entry.anchor for entry in entries if entry.shown}

    def pages() -> Iterator[Page]:
        for number, record in enumerate(records(), 1):
            if f"d{number}" in shown:
                yield page(record, f"d{number}")

    style, script = _asset("dossier.css"), _asset("dossier.js")
    made = today or datetime.now(UTC).date()
    stream = (
        _environment()
        .get_template("page.html")
        .stream(
            title=title,
            version=__version__,
            made=f"{made.day} {MONTHS[made.month - 1]} {made.year}",
            policy=_policy(style, script),
            style=Markup(style),
            script=Markup(script),
            summary=summary,
            toll_kinds=[kind for kind in TOLLS if kind in summary.tolls],
            entries=entries,
            pages=pages(),
            troubles=list(troubles),
            hidden=len(entries) - len(shown),
        )
    )
    stream.enable_buffering(64)
    _write(path, stream)
    return len(shown)


def _entry(record: Record, anchor: str, *, shown: bool) -> Entry:
    default = "rtl" if record.language in RIGHT_TO_LEFT else "ltr"
    title = record.title or " ".join(record.text[:90].split()) or record.id
    return Entry(
        anchor, title, record.outlet or "", record.language, direction(title, default), len(record.claims), shown
    )


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("rawi.export.dossier"),
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(plural=plural, language=language_words, kind=kind_words)
    return environment


def _policy(style: str, script: str) -> str:
    """Nothing may load; only this very style and script may run."""
    return (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _asset(name: str) -> str:
    return resources.files("rawi.export.dossier").joinpath("assets", name).read_text(encoding="utf-8")


def _write(path: Path, pieces: Iterable[str]) -> None:
    handle, name = tempfile.mkstemp(prefix=".incoming-", dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", errors="replace", newline="\n") as target:
            target.writelines(pieces)
        os.chmod(name, 0o644)
        os.replace(name, path)
    finally:
        Path(name).unlink(missing_ok=True)
