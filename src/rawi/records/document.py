"""The document: one text with where it came from."""

import msgspec

from rawi.records.span import Span


class Published(msgspec.Struct, frozen=True, kw_only=True):
    """When a document was published: an inclusive interval of ISO dates, and how that is known.

    `precision` is one of `day`, `month`, `year`; `basis` names the evidence: `given` (by the user or a
    sidecar), `meta`, `json-ld`, `time-element`, `url`, `dateline`, `copyright` (weak).
    """

    start: str
    end: str
    precision: str = "day"
    basis: str = "given"


class Note(msgspec.Struct, frozen=True, kw_only=True):
    """Something a reader should know: furniture left out, a passage not read, a doubt.

    `code` is dotted and stable (`furniture.menu`, `language.unread`, `time.weak-basis`). `span` is None when
    the passage was kept apart from `text` (page furniture of HTML); `message` then holds it.
    """

    code: str
    message: str
    span: Span | None = None


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """One text with its locator, hash, outlet, author, language and publication date.

    `text` is never altered after ingest: all spans of the record point into it. `sha256` is that of the bytes
    it was read from (of the line, for JSONL). Whatever is unknown is None.
    """

    id: str
    text: str
    locator: str = ""
    sha256: str = ""
    media_type: str = "text/plain"
    language: str | None = None
    outlet: str | None = None
    author: str | None = None
    title: str | None = None
    published: Published | None = None
    notes: tuple[Note, ...] = ()
