"""One JSON object a line → documents; `id` and `text` byte for byte, each bad line reported and passed over."""

import codecs
import hashlib
import io
import re
from collections.abc import Iterator
from typing import BinaryIO

import msgspec

from rawi.ingest.dates import from_address, published_of
from rawi.ingest.encodings import double_encoded
from rawi.ingest.failure import Failure
from rawi.ingest.plain import describe
from rawi.ingest.settings import Options
from rawi.ingest.sidecar import Sidecar
from rawi.records import Document, Note, Published

_REMEDY = 'write one object a line: {"id": "…", "text": "…"}'


_WRONG = re.compile(r"got `(\w+)` - at `\$\.(\w+)`")


class _Object(msgspec.Struct):
    text: str
    id: str | int | None = None
    published: str | int | None = None
    outlet: str | None = None
    title: str | None = None
    author: str | None = None
    url: str | None = None
    language: str | None = None
    lang: str | None = None


_decoder = msgspec.json.Decoder(_Object)


def documents(
    stream: BinaryIO, *, locator: str, name: str, options: Options, sidecar: Sidecar
) -> Iterator[Document | Failure]:
    """Read a stream of lines. A line says more than the sidecar, and the sidecar more than the options.

    A line with no `id` gets one from the file's name, its place and its bytes. The SHA-256 is that of the line.
    """
    ids: dict[str, int] = {}
    for number, raw in _lines(stream, options):
        if isinstance(raw, int):
            yield _long(locator, number, raw, options)
            continue
        if not raw.strip():
            continue
        found = _object(raw, locator, number)
        if isinstance(found, Failure):
            yield found
            continue
        sha256 = hashlib.sha256(raw.rstrip(b"\r\n")).hexdigest()
        name_of = str(found.id) if found.id not in (None, "") else f"{name}:{number}@{sha256[:8]}"
        if name_of in ids:
            yield Failure(
                locator=locator,
                line=number,
                what=f"the id “{name_of}” was given on line {ids[name_of]} already",
                remedy="give every document an id of its own",
            )
            continue
        ids[name_of] = number
        yield _document(found, name_of, f"{locator}:{number}", sha256, options, sidecar)


def _lines(stream: BinaryIO, options: Options) -> Iterator[tuple[int, bytes | int]]:
    """Each line's number and its bytes in UTF-8, or, for a line above the limit, its size."""
    wide = _recode(stream, options.encoding)
    number, limit = 0, options.limit_bytes
    while line := wide.readline(limit + 1):
        number += 1
        if len(line) > limit and not line.endswith(b"\n"):
            size = len(line)
            while (rest := wide.readline(1 << 20)) and not rest.endswith(b"\n"):
                size += len(rest)
            yield number, size + len(rest)
        else:
            yield number, line.removeprefix(codecs.BOM_UTF8) if number == 1 else line


class _Recoded(io.RawIOBase):
    """Lines of another encoding, as lines of UTF-8."""

    def __init__(self, stream: BinaryIO, encoding: str) -> None:
        self.text = io.TextIOWrapper(stream, encoding=encoding, errors="replace", newline="\n")

    def readline(self, size: int | None = -1, /) -> bytes:
        return self.text.readline(-1 if size is None else size).encode("utf-8", "surrogatepass")


def _recode(stream: BinaryIO, encoding: str | None) -> BinaryIO | _Recoded:
    head = stream.peek(4)[:4] if isinstance(stream, io.BufferedReader) else b""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _Recoded(stream, "utf-16")
    if encoding and codecs.lookup(encoding).name != "utf-8" and not head.startswith(codecs.BOM_UTF8):
        return _Recoded(stream, encoding)
    return stream


def _object(raw: bytes, locator: str, number: int) -> _Object | Failure:
    try:
        found = _decoder.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        return _unread(raw, error, locator, number)
    except RecursionError:
        return Failure(locator=locator, line=number, what="JSON nested too deep", remedy=_REMEDY)
    if not found.text.strip():
        return Failure(locator=locator, line=number, what="“text” is empty", remedy="remove the line, or fill it in")
    if (encoding := double_encoded(found.text)) and not found.text.isascii() and "â€" not in found.text[:20_000]:
        return Failure(
            locator=locator,
            line=number,
            what=f"“text” is UTF-8 once taken for {encoding} and saved so",
            remedy=f"undo it: iconv -f UTF-8 -t {encoding.upper()} FILE > NEW",
        )
    return found


def _unread(raw: bytes, error: Exception, locator: str, number: int) -> Failure:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as wrong:
        return Failure(
            locator=locator,
            line=number,
            what=f"not valid UTF-8 at byte {wrong.start} of the line",
            remedy="save the file as UTF-8, or name its encoding: --encoding windows-1256",
        )
    message = str(error)
    if isinstance(error, msgspec.ValidationError):
        what = "it lacks “text”" if "missing required field `text`" in message else message[0].lower() + message[1:]
        if "expected `object`" in what:
            what = "JSON, but no object"
        elif found := _WRONG.search(what):
            what = f"“{found[2]}” should be a text, not {found[1]}"
    elif "truncated" in message:
        ended = raw.rstrip().endswith(b"}")
        what = "not JSON: an escape or a bracket in it is incomplete" if ended else "JSON broken off before its end"
    else:
        what = f"not JSON: {message.removeprefix('JSON is malformed: ')}"
    return Failure(locator=locator, line=number, what=what, remedy=_REMEDY)


def _long(locator: str, number: int, size: int, options: Options) -> Failure:
    return Failure(
        locator=locator,
        line=number,
        what=f"a line of {size >> 20} MB, above the limit of {options.limit_bytes >> 20} MB for one text",
        remedy="split the text into documents",
    )


def _document(found: _Object, name: str, locator: str, sha256: str, options: Options, sidecar: Sidecar) -> Document:
    described = describe(found.text)
    notes = list(described.notes)
    url = found.url or sidecar.url
    if url:
        notes.append(Note(code="source.url", message=url))
    published = _published(found, notes)
    if published is None and found.url:
        published = from_address(found.url)
    return Document(
        id=name,
        text=found.text,
        locator=locator,
        sha256=sha256,
        media_type="text/plain",
        language=found.language or found.lang or sidecar.language or options.language,
        outlet=found.outlet or sidecar.outlet or options.outlet,
        author=found.author or sidecar.author or described.author,
        title=found.title or sidecar.title,
        published=published or sidecar.published or described.published or options.published,
        notes=tuple(notes),
    )


def _published(found: _Object, notes: list[Note]) -> Published | None:
    if found.published in (None, ""):
        return None
    published = published_of(str(found.published))
    if published is None:
        notes.append(Note(code="published.unread", message=str(found.published)))
    return published
