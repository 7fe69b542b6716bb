"""One file → its documents, or why there are none. Nothing raised here stops the files that follow."""

import hashlib
import io
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from rawi.errors import InputError
from rawi.ingest import formats, jsonl
from rawi.ingest.encodings import Decoded, decode, double_encoded
from rawi.ingest.failure import Failure, failed, unreachable
from rawi.ingest.page import declared, page
from rawi.ingest.plain import describe
from rawi.ingest.settings import LONGEST, Options
from rawi.ingest.sidecar import Sidecar, SidecarError, parse
from rawi.ingest.sources import STDIN, STREAM, Unit, locator, too_large
from rawi.records import Document, Note

_DAMAGE = 0.02
"""The share of U+FFFD from which a text is a loss and no document."""


def read(unit: Unit, options: Options | None = None) -> Iterator[Document | Failure]:
    """The documents of one unit: one for a text or a page, one a line for JSONL; a Failure for what cannot be read."""
    for found in _read(unit, options or Options()):
        if isinstance(found, Document) and len(found.text) > LONGEST:
            yield Failure(
                locator=found.locator,
                what=f"a text of {len(found.text):,} letters, above the limit of {LONGEST:,} for one document",
                remedy="split it into documents: one file each, or one JSON object a line",
            )
        else:
            yield found


def _read(unit: Unit, options: Options) -> Iterator[Document | Failure]:
    shown = locator(unit.path) if unit.path != STDIN else STDIN
    sidecar, beside = Sidecar(), b""
    try:
        if unit.sidecar is not None:
            beside = Path(unit.sidecar).read_bytes()
            sidecar = parse(beside)
    except SidecarError as error:
        yield failed(locator(unit.sidecar or shown), error, error.line)
        return
    except OSError as error:
        yield unreachable(locator(unit.sidecar or shown), error)
        return
    try:
        with _open(unit) as stream:
            kind = unit.format
            if kind == STREAM:
                kind = formats.recognise("", stream.peek(formats.HEAD)[: formats.HEAD])
            if kind == "jsonl":
                yield from jsonl.documents(stream, locator=shown, name=unit.name, options=options, sidecar=sidecar)
                return
            data = stream.read(options.limit_bytes + 1)
        if len(data) > options.limit_bytes:
            yield too_large(shown, max(unit.size, len(data)), options.limit_bytes)
            return
        yield from _one(data, kind, shown, unit.name, beside, options, sidecar)
    except OSError as error:
        yield unreachable(shown, error)
    except InputError as error:
        yield failed(shown, error)
    except (MemoryError, RecursionError) as error:
        yield Failure(locator=shown, what=f"too much for this machine ({type(error).__name__})", remedy="split it")


def _open(unit: Unit) -> io.BufferedReader:
    if unit.path == STDIN:
        return io.BufferedReader(_Unclosed(sys.stdin.buffer))
    return Path(unit.path).open("rb")


class _Unclosed(io.RawIOBase):
    """Standard input, which is not ours to close."""

    def __init__(self, stream: BinaryIO) -> None:
        self.stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        data = self.stream.read1(len(buffer)) if hasattr(self.stream, "read1") else self.stream.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


def _one(
    data: bytes, kind: str, shown: str, name: str, beside: bytes, options: Options, sidecar: Sidecar
) -> Iterator[Document | Failure]:
    if not data.strip():
        yield Failure(locator=shown, what="empty", remedy="remove it, or save it again")
        return
    decoded = decode(data, given=options.encoding, declared=declared(data) if kind == "html" else None)
    text = decoded.text
    _refuse_ruined(text)
    sha256 = hashlib.sha256(data).hexdigest()
    mark = hashlib.sha256(sha256.encode() + beside).hexdigest()[:8] if beside else sha256[:8]
    notes, cut = list(_encoding(decoded)), decoded.cut
    if kind == "html":
        found = page(text)
        text, cut = found.text, cut or found.cut
        notes.extend(found.notes)
        title, author, published = found.title, found.author, found.published
        outlet, language, url = found.outlet, found.language, found.url
    else:
        described = describe(text)
        notes.extend(described.notes)
        title, author, published = described.title, described.author, described.published
        outlet = language = url = None
    if not text.strip():
        yield Failure(locator=shown, what="empty", remedy="remove it, or save it again")
        return
    if sidecar.published and published and (sidecar.published.start, sidecar.published.end) != (
        published.start, published.end,
    ):  # fmt: skip
        message = f"the sidecar says {sidecar.published.start}, the file says {published.start} ({published.basis})"
        notes.append(Note(code="published.differs", message=message))
    if url := sidecar.url or url:
        notes.append(Note(code="source.url", message=url))
    if cut:
        notes.append(Note(code="ingest.truncated", message="the file breaks off before its end"))
    yield Document(
        id=f"{name}@{mark}",
        text=text,
        locator=shown,
        sha256=sha256,
        media_type="text/html" if kind == "html" else "text/plain",
        language=sidecar.language or language or options.language,
        outlet=sidecar.outlet or outlet or options.outlet,
        author=sidecar.author or author,
        title=sidecar.title or title,
        published=sidecar.published or published or options.published,
        notes=tuple(notes),
    )
    if cut:
        yield Failure(
            locator=shown,
            line=data.count(b"\n") + 1,
            what="truncated: it breaks off before its end; what there is was read",
            remedy="save or copy the file again",
        )


def _encoding(decoded: Decoded) -> Iterator[Note]:
    """The choice of an encoding, unless it is UTF-8, which proves itself."""
    if decoded.encoding != "utf-8" or decoded.how == "given":
        how = {"mark": "by its byte order mark", "given": "as given", "declared": "as it declares itself"}
        yield Note(
            code="ingest.encoding", message=f"{decoded.encoding}, {how.get(decoded.how, 'guessed from its letters')}"
        )
    if decoded.replaced:
        message = f"{decoded.replaced} characters could not be decoded, shown as U+FFFD"
        yield Note(code="ingest.damaged", message=message)
    elif "\ufffd" in decoded.text:
        lost = decoded.text.count("\ufffd")
        yield Note(code="ingest.damaged", message=f"{lost} characters were lost before the file was saved (U+FFFD)")


def _refuse_ruined(text: str) -> None:
    """Refuse a text whose letters were lost or exchanged before it was saved."""
    if encoding := double_encoded(text):
        raise InputError(
            f"UTF-8 once taken for {encoding} and saved so",
            remedy=f"undo it: iconv -f UTF-8 -t {encoding.upper()} FILE > NEW",
        )
    if text.count("\ufffd") > 5 + _DAMAGE * len(text):
        raise InputError("its letters were lost before it was saved (U+FFFD)", remedy="find an undamaged copy")
    marks = text.count("?")
    if marks > 20 and marks * 2 > len(text) - text.count(" ") - text.count("\n"):
        raise InputError("its letters were lost before it was saved (????)", remedy="find an undamaged copy")
