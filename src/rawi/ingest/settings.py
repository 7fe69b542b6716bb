"""Options: what the person says about files that do not say it themselves."""

import codecs
import hashlib
from collections.abc import Iterable
from pathlib import Path

import msgspec

from rawi.errors import UsageError
from rawi.ingest.dates import published_of
from rawi.records import Published

LIMIT = 64 << 20
"""The most bytes one text may have. A JSONL file may be of any size; each of its lines counts as a text."""
LONGEST = 8_000_000
"""The most letters a document's text may have, some three thousand pages: a million letters dense with claims take
4 to 17 seconds to read and some 450 MB of memory."""


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """Facts for every file that lacks them, the encoding to insist on, and the size of the largest text in bytes.

    `actors` are files of the user's own actors, each with the SHA-256 of what it holds: another version of them is
    another way of reading. `careful` is the model file of the careful reader, where one is wanted, with its SHA-256.
    """

    published: Published | None = None
    outlet: str | None = None
    language: str | None = None
    encoding: str | None = None
    limit_bytes: int = LIMIT
    actors: tuple[tuple[str, str], ...] = ()
    careful: tuple[str, str] | None = None


def options(
    *,
    published: str | None = None,
    outlet: str | None = None,
    language: str | None = None,
    encoding: str | None = None,
    limit_bytes: int = LIMIT,
    actors: Iterable[str | Path] = (),
    careful: str | Path | None = None,
) -> Options:
    """Options from what a person wrote; UsageError names what cannot be understood."""
    when = published_of(published) if published is not None else None
    if published is not None and when is None:
        raise UsageError(
            f"“{published}” is no date", where="--published", remedy="write 2019-11-05, 2019-11, 2019 or ۱۳۹۸/۰۸/۱۴"
        )
    if encoding is not None:
        try:
            codecs.lookup(encoding)
        except LookupError:
            raise UsageError(
                f"“{encoding}” is no encoding", where="--encoding", remedy="write utf-8, utf-16 or windows-1256"
            ) from None
    return Options(
        published=when,
        outlet=outlet or None,
        language=language or None,
        encoding=encoding,
        limit_bytes=limit_bytes,
        actors=tuple(_digest(Path(path)) for path in actors),
        careful=None if careful is None else _digest(Path(careful), "make it with: rawi encoder WEIGHTS"),
    )


def _digest(path: Path, remedy: str = "name a TOML or FollowTheMoney file") -> tuple[str, str]:
    try:
        return str(path.resolve()), hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise UsageError(
            f"cannot be read: {error.strerror or error}", where=str(path), remedy=remedy
        ) from error
