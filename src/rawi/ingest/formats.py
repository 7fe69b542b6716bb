"""What a file is: text, html or jsonl, by its name and its first bytes, or why rawi does not read it."""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import msgspec

from rawi.errors import InputError

HEAD = 4096
"""How many bytes `recognise` wants to see."""

_JSONL = 'write one object a line, in UTF-8: {"id": "…", "text": "…"}'
_SUFFIX = re.compile(r"\.[A-Za-z][A-Za-z0-9]{0,10}$|\.[0-9]?[A-Za-z][A-Za-z0-9]?$")
_HTML = re.compile(
    rb"^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.I | re.S,
)
_HTML_INSIDE = re.compile(rb"<(?:!doctype\s+html|html|head|body)[\s>]", re.I)
_OBJECT = re.compile(rb'^(?:\xef\xbb\xbf)?\s*\{\s*"')


class _Table(NamedTuple):
    known: dict[str, str]
    passed_over: frozenset[str]
    refused: dict[str, tuple[str, str]]
    magic: list[tuple[bytes, str]]


@cache
def _table() -> _Table:
    data = tomllib.loads(files("rawi.ingest").joinpath("formats.toml").read_text("utf-8"))
    return _Table(
        {suffix: kind for kind in ("text", "html", "jsonl") for suffix in data[kind]},
        frozenset(data["passed_over"]),
        {s: (entry["what"], entry["remedy"]) for entry in data["refused"] for s in entry["suffixes"]},
        [(bytes.fromhex(entry["starts"]), entry["as"]) for entry in data["magic"]],
    )


def suffix(name: str) -> str:
    """The suffix of a file's name in lower case; "" when what follows the last point is no suffix («Report v1.2»)."""
    found = _SUFFIX.search(name.rpartition("/")[2][1:])
    return found[0].lower() if found else ""


def passed_over(name: str) -> bool:
    """Whether a file found in a folder is a part of a saved page or a leaving of the system, and no document."""
    return suffix(name) in _table().passed_over


def recognise(name: str, head: bytes) -> str:
    """`text`, `html` or `jsonl`, from the name and up to `HEAD` first bytes. InputError says what it is instead."""
    table = _table()
    ending = suffix(name)
    for starts, kind in table.magic:
        if head.startswith(starts):
            raise _refusal(kind)
    known = table.known.get(ending)
    if known == "jsonl":
        if b"\0" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
            raise InputError("binary data, not lines of JSON", remedy=_JSONL)
        return known
    wide = head.replace(b"\0", b"") if b"\0" in head else head
    if known == "html" or _HTML.match(wide):
        return "html"
    if ending == "" and _is_line(wide):
        return "jsonl"
    if known is not None:
        return known
    if ending == ".json" and _is_line(wide):
        return "jsonl"
    if ending in table.refused or ending in table.passed_over:
        raise _refusal(ending)
    if _HTML_INSIDE.search(wide[:1024]):
        return "html"
    raise InputError(
        f"rawi does not read {ending} files", remedy="if it is plain text, give it a name that ends in .txt"
    )


def _is_line(head: bytes) -> bool:
    """Whether the first line is a whole JSON object with a text, or the beginning of one too long to see."""
    if not _OBJECT.match(head):
        return False
    line, newline, _ = head.lstrip(b"\xef\xbb\xbf \t\r\n").partition(b"\n")
    if not newline and len(head) >= HEAD:
        return b'"text"' in head or b'"id"' in head
    try:
        return "text" in msgspec.json.decode(line, type=dict)
    except msgspec.DecodeError:
        return False


def _refusal(kind: str) -> InputError:
    what, remedy = _table().refused.get(kind, ("a picture or another part of a page", "leave it out"))
    return InputError(f"{what} ({kind}), which rawi does not read", remedy=remedy)
