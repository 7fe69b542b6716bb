"""Full text: tokens in, numbers out; SQLite's FTS5 or PostgreSQL's tsvector beneath.

The store knows no language: whoever indexes and whoever asks brings tokens. A token is letters and digits only.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from rawi.store.database import Database
from rawi.store.dialect import SQLITE

POSITIONS = 16_383
"""PostgreSQL knows no place beyond this one."""
BODIES = 5_000


class Tokens(NamedTuple):
    """A text's tokens. `words` are folded, in order; `stems` other forms to find them by, in any order; `written` the

    words as they stand (coded where folding changes them), in order.
    """

    words: Sequence[str]
    stems: Sequence[str]
    written: Sequence[str]


def add(database: Database, table: str, texts: Sequence[tuple[int, Tokens]]) -> None:
    """Add texts by number; those of a number that is there already are replaced."""
    if not texts:
        return
    if database.dialect != SQLITE:
        rows = [(number, vector(tokens)) for number, tokens in texts]
        database.many(
            f"""INSERT INTO {table} (rowid, tokens) VALUES (?, CAST(? AS tsvector))
                ON CONFLICT (rowid) DO UPDATE SET tokens = excluded.tokens""",
            rows,
        )
        return
    numbers = [number for number, _ in texts]
    # A table without contents forgets a row only when told what was in it; rows of a number are always the same
    # unless the tokens are made by another version, and then the whole index is made anew (`clear`).
    known = {
        row["rowid"]
        for at in range(0, len(numbers), 500)
        for row in database.rows(
            f"SELECT id AS rowid FROM {table}_docsize WHERE id IN ({', '.join('?' * len(numbers[at : at + 500]))})",
            numbers[at : at + 500],
        )
    }
    database.many(
        f"INSERT INTO {table} (rowid, words, stems, written) VALUES (?, ?, ?, ?)",
        [
            (number, " ".join(tokens.words), " ".join(tokens.stems), " ".join(tokens.written))
            for number, tokens in texts
            if number not in known
        ],
    )


def clear(database: Database, table: str) -> None:
    """Forget every text, before all are added anew."""
    if database.dialect == SQLITE:
        database.execute(f"INSERT INTO {table} ({table}) VALUES ('delete-all')")
    else:
        database.execute(f"DELETE FROM {table}")


def vector(tokens: Tokens) -> str:
    """A tsvector: words as they are, other forms after `~`, letters as they stand after `=`."""
    places: dict[str, list[int]] = defaultdict(list)
    for at, word in enumerate(tokens.words, 1):
        places[word].append(min(at, POSITIONS))
    for word in tokens.stems:
        places[f"~{word}"] = places.get(f"~{word}", [])
    for at, word in enumerate(tokens.written, 1):
        places[f"={word}"].append(min(at, POSITIONS))
    return " ".join(
        f"'{word}'" + (":" + ",".join(map(str, sorted(set(at))[:255])) if at else "") for word, at in places.items()
    )
