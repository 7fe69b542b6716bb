"""The sidecar `NAME.meta.toml`: what a person knows of one file and the file does not say."""

import re
import tomllib
from datetime import date, datetime
from pathlib import Path

import msgspec

from rawi.errors import InputError
from rawi.ingest.dates import published_of
from rawi.records import Published

ENDING = ".meta.toml"
_KEYS = ("published", "outlet", "author", "title", "language", "url")


class Sidecar(msgspec.Struct, frozen=True, kw_only=True):
    """A person's own statements about a file. They go before what the file says of itself."""

    published: Published | None = None
    outlet: str | None = None
    author: str | None = None
    title: str | None = None
    language: str | None = None
    url: str | None = None


class SidecarError(InputError):
    """The sidecar cannot be read; `line` is the line to blame, where there is one."""

    def __init__(self, what: str, *, remedy: str, line: int | None = None) -> None:
        super().__init__(what, remedy=remedy)
        self.line = line


def beside(path: Path) -> Path | None:
    """The sidecar of a file: `page.html.meta.toml`, or else `page.meta.toml`."""
    for candidate in (path.with_name(path.name + ENDING), path.with_name(path.stem + ENDING)):
        if candidate.is_file():
            return candidate
    return None


def parse(data: bytes) -> Sidecar:
    """The statements in a sidecar's bytes. SidecarError names the key or the line that is wrong."""
    try:
        table = tomllib.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise SidecarError("the sidecar is not UTF-8", remedy="save it as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"\(at line (\d+)", str(error))
        what = re.sub(r" \(at .*", "", str(error))
        raise SidecarError(
            f"the sidecar is not TOML: {what}",
            remedy='write lines such as outlet = "…" and published = "2019-11-05"',
            line=int(found[1]) if found else None,
        ) from None
    for key, value in table.items():
        if key not in _KEYS:
            raise SidecarError(f"the sidecar has an unknown key “{key}”", remedy=f"use {', '.join(_KEYS)}")
        if not isinstance(value, str) and not (key == "published" and isinstance(value, (date, datetime, int))):
            raise SidecarError(f"“{key}” is not a text", remedy=f'write {key} = "…"')
    when = None
    if "published" in table and (when := published_of(str(table["published"]))) is None:
        raise SidecarError(
            f"“{table['published']}” is no date", remedy='write published = "2019-11-05" or "۱۳۹۸/۰۸/۱۴"'
        )
    facts = {key: table[key].strip() or None for key in _KEYS if key != "published" and key in table}
    return Sidecar(published=when, **facts)
