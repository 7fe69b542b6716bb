"""A query's words → what FTS5 or PostgreSQL matches."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from rawi.errors import UsageError
from rawi.store.dialect import SQLITE
from rawi.store.query import Either, Node, Without, Words


class Sought(NamedTuple):
    """Words in a row as they are looked for: one position after the other, each with its choices.

    A single word has choices among words and among their other forms (`stems`); in a row only words count. With
    `written`, the tokens are those of the letters as they stand. `begins`: the last is how a word begins.
    """

    rows: tuple[tuple[str, ...], ...]
    stems: tuple[str, ...] = ()
    written: bool = False
    begins: bool = False


Seek = Callable[[Words], Sought]


def match(node: Node, seek: Seek, dialect: str) -> str:
    """The expression of a query. Raises UsageError where nothing is left to look for."""
    write = _fts if dialect == SQLITE else _tsquery
    found = _written(node, seek, write, sqlite=dialect == SQLITE)
    if found is None:
        raise UsageError("the search names nothing to look for", remedy="write a word, or a phrase in quotes")
    return found


def _written(node: Node, seek: Seek, write: Callable[[Sought], str | None], *, sqlite: bool) -> str | None:
    if isinstance(node, Words):
        return write(seek(node))
    if isinstance(node, Without):
        raise UsageError("the search only says what to leave out", remedy="add a word to look for")
    if isinstance(node, Either):
        kept = [part for each in node.parts if (part := _written(each, seek, write, sqlite=sqlite))]
        return f"({(' OR ' if sqlite else ' | ').join(kept)})" if kept else None
    wanted = [part for part in node.parts if not isinstance(part, Without)]
    unwanted = [part.part for part in node.parts if isinstance(part, Without)]
    if not wanted:
        raise UsageError("the search only says what to leave out", remedy="add a word to look for")
    parts = [part for each in wanted if (part := _written(each, seek, write, sqlite=sqlite))]
    out = [part for each in unwanted if (part := _written(each, seek, write, sqlite=sqlite))]
    if not parts:
        return None
    both = f"({(' AND ' if sqlite else ' & ').join(parts)})"
    if not out:
        return both
    return f"({both} NOT ({' OR '.join(out)}))" if sqlite else f"({both} & !({' | '.join(out)}))"


def _fts(sought: Sought) -> str | None:
    if not sought.rows:
        return None
    star = " *" if sought.begins else ""
    column = "written" if sought.written else "words"
    if len(sought.rows) > 1:
        return f'{column} : ("{" ".join(row[0] for row in sought.rows)}"{star})'
    choices = " OR ".join(f'"{word}"{star}' for word in sought.rows[0])
    found = f"{column} : ({choices})"
    if sought.stems:
        others = " OR ".join(f'"{word}"{star}' for word in sought.stems)
        found = f"({found} OR stems : ({others}))"
    return found


def _tsquery(sought: Sought) -> str | None:
    if not sought.rows:
        return None
    mark, star = "=" if sought.written else "", ":*" if sought.begins else ""
    if len(sought.rows) > 1:
        words = [f"'{mark}{row[0]}'" for row in sought.rows]
        return f"({' <-> '.join(words)}{star})"
    return f"({' | '.join([*_each(sought.rows[0], mark, star), *_each(sought.stems, '~', star)])})"


def _each(words: Sequence[str], mark: str, star: str) -> list[str]:
    return [f"'{mark}{word}'{star}" for word in words]
