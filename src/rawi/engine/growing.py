"""Documents came, went or changed: the merge redone for what they touch, and for nothing else.

As in redeciding, the steps are those of the program, each over the rows that can have changed and those these are
compared with. Copies come first: who shares fingerprints or rare marks with the documents, and which pairs elsewhere
are judged anew because a fingerprint or mark is now rarer or commoner. Then the towns that the documents name, and
then the events, which redeciding settles. The result is that of a merge from scratch.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import msgspec

from rawi.engine.part import Part
from rawi.engine.redeciding import PAIR, Redecided, decide_anew, settle, together
from rawi.engine.remembering import Remembering
from rawi.engine.standing import Standing
from rawi.merge.facts import SCHEMA
from rawi.merge.program import PROGRAM
from rawi.merge.steps import Row, Step
from rawi.records import Copy

Pair = tuple[int, int]
CROWD = 400
"""Quotations of one voice in eight days past which they are compared by their places (see sql/quote_crowds.sql)."""
_ASKED = "EXISTS (SELECT 1 FROM asked AS s WHERE s.a = k.a AND s.b = k.b)"
_NAMED = "EXISTS (SELECT 1 FROM named AS s WHERE s.a = k.first AND s.b = k.second)"
_WITHIN = "k.a IN (SELECT doc FROM docs) OR k.b IN (SELECT doc FROM docs)"


class Grown(NamedTuple):
    """What a change of documents came to: events and copies that are new or changed, and ids of those that went."""

    events: Redecided
    copies: tuple[Copy, ...]
    dropped: tuple[str, ...]


def grow(
    engine: Remembering,
    gone: Iterable[int],
    made: Mapping[str, list[Row]],
    known: Iterable[Row],
    standing: Standing,
    program: Sequence[Step] = PROGRAM,
) -> Grown:
    """Take documents out of a kept merge and put others in.

    `gone` are the keys of documents that are no more, or are not as they were; `made` the facts of those that come,
    by table; `known` their rows of the table of that name. Decisions are brought to `standing` with them. `program` is
    the one that the kept merge was made by.
    """
    with together(engine):
        part = Part(engine, program)
        docs = {*gone, *(row[0] for row in made["documents"])}
        part.fill("docs", {"doc": "BIGINT"}, [(doc,) for doc in sorted(docs)])
        _touched(part, made)
        pairs, worth, names = _print_pairs(part), _worth(part), _names(part)
        # The quotations that come and go.
        part.fill("stirred", SCHEMA["quotes"], made["quotes"])
        part.query(
            "stirred",
            f"SELECT * FROM stirred UNION ALL SELECT * FROM {part.main}.quotes WHERE doc IN (SELECT doc FROM docs)",
        )
        _facts(part, made, known)
        names |= _names(part)
        after = _print_pairs(part)
        met = {(a, b) for a, b, _ in pairs ^ after} | {(a, b) for a, b, _ in pairs | after if a in docs or b in docs}
        copied = _reprints(part, met)
        kin = _rewrites(part, {mark for mark, _ in worth ^ _worth(part)}, copied)
        copies, dropped = _copy_records(part, copied | kin | _quotations(part, kin), names)
        _towns(part)
        part.fill("copied", PAIR, sorted(copied))
        part.fill("kin", PAIR, sorted(kin))
        part.query("docs", "SELECT doc FROM docs UNION SELECT a FROM copied UNION SELECT b FROM copied")
        part.clear("docs", "kin")
        events = settle(part, decide_anew(part, engine, standing))
    return Grown(events, copies, dropped)


def _touched(part: Part, made: Mapping[str, list[Row]]) -> None:
    """The fingerprints and marks that the documents have or had."""
    for name, column, table in (("prints", "hash", "hashes"), ("marks", "mark", "words")):
        part.fill(f"new_{name}", SCHEMA[name], made[name])
        part.query(
            table,
            f"""SELECT {column} FROM new_{name}
                UNION SELECT {column} FROM {part.main}.{name} WHERE doc IN (SELECT doc FROM docs)""",
        )


def _names(part: Part) -> dict[int, str]:
    return {doc: name for doc, name in part.rows("SELECT doc, id FROM documents WHERE doc IN (SELECT doc FROM docs)")}


def _facts(part: Part, made: Mapping[str, list[Row]], known: Iterable[Row]) -> None:
    for name, schema in SCHEMA.items():
        part.fill(name, schema, made[name])
        part.put(name, "false" if name == "traits" else "k.doc IN (SELECT doc FROM docs)")
        part.drop((name,))
    part.connection.execute(f"DELETE FROM {part.main}.known WHERE doc IN (SELECT doc FROM docs)")
    for row in known:
        part.connection.execute(f"INSERT INTO {part.main}.known VALUES (?, ?, ?, ?)", list(row))


def _print_pairs(part: Part) -> set[tuple[int, int, int]]:
    """Pairs that share fingerprints of the touched ones, and how many of these."""
    part.take("prints", "k.hash IN (SELECT hash FROM hashes)")
    part.run("print_use", "print_pairs")
    found = {(a, b, shared) for a, b, shared in part.rows("SELECT a, b, shared FROM print_pairs")}
    part.drop(("prints", "print_use", "print_pairs"))
    return found


def _worth(part: Part) -> set[tuple[str, int]]:
    """The touched marks that are worth something, and what."""
    part.take("marks", "k.mark IN (SELECT mark FROM words)")
    part.run("mark_use")
    found = {(mark, worth) for mark, worth in part.rows("SELECT mark, worth FROM mark_use")}
    part.drop(("marks", "mark_use"))
    return found


def _reprints(part: Part, met: set[Pair]) -> set[Pair]:
    """Align the pairs whose fingerprints in common are others than before; those that differ by it."""
    part.fill("asked", PAIR, sorted(met))
    part.query(
        "hashes",
        f"""SELECT DISTINCT hash FROM {part.main}.prints
            WHERE doc IN (SELECT a FROM asked UNION SELECT b FROM asked)""",
    )
    part.take("prints", "k.hash IN (SELECT hash FROM hashes)")
    part.run("print_use", "print_pairs")
    part.query("print_pairs", f"SELECT * FROM print_pairs AS k WHERE {_ASKED}")
    part.run("text_pairs", "found_copies")
    changed = _replace(part, "found_copies", _ASKED)
    part.drop(("prints", "print_use", "print_pairs", "text_pairs", "found_copies", "hashes"))
    return changed


def _replace(part: Part, name: str, where: str) -> set[Pair]:
    """Put a table of pairs in its place; the pairs whose rows differ."""
    before = set(part.rows(f"SELECT k.* FROM {part.main}.{name} AS k WHERE {where}"))
    after = set(part.rows(f"SELECT * FROM {name}"))
    part.put(name, where)
    return {(row[0], row[1]) for row in before ^ after}


def _rewrites(part: Part, marks: set[str], copied: set[Pair]) -> set[Pair]:
    """Judge anew how like the documents are of which some mark is worth another weight; the pairs that differ by it."""
    part.fill("words", {"mark": "VARCHAR"}, [(mark,) for mark in sorted(marks)])
    part.fill("copied", PAIR, sorted(copied))
    part.query(
        "again",
        f"""SELECT doc FROM docs UNION SELECT a FROM copied UNION SELECT b FROM copied
            UNION SELECT doc FROM {part.main}.marks WHERE mark IN (SELECT mark FROM words)""",
    )
    here = "k.a IN (SELECT doc FROM again) OR k.b IN (SELECT doc FROM again)"
    _marks_of(part, "again")
    part.run("mark_use", "mark_pairs")
    part.query("mark_pairs", f"SELECT * FROM mark_pairs AS k WHERE {here}")
    part.query("partners", "SELECT a AS doc FROM mark_pairs UNION SELECT b FROM mark_pairs")
    _marks_of(part, "partners")
    part.run("mark_use", "mark_totals", "mark_texts", "rewrites")
    changed = _replace(part, "rewrites", here)
    part.drop(("marks", "mark_use", "mark_pairs", "mark_totals", "mark_texts", "rewrites", "partners", "again"))
    return changed


def _marks_of(part: Part, docs: str) -> None:
    """All that have the marks of some documents, but for marks so common that they are worth nothing."""
    part.query(
        "live",
        f"""SELECT mark FROM {part.main}.marks
            WHERE mark IN (SELECT mark FROM {part.main}.marks WHERE doc IN (SELECT doc FROM {docs}))
            GROUP BY mark HAVING count(*) BETWEEN 2 AND 128""",
    )
    part.take("marks", "k.mark IN (SELECT mark FROM live)")


def _quotations(part: Part, kin: set[Pair]) -> set[Pair]:
    """Match the documents' quotations, and those of `kin`, pairs that are suggested anew or no more; all pairs of
    documents that have some, or had.

    Where a voice is quoted so often that its quotations are compared by their places in some orders, these may be
    others than before, and all documents that quote it in those days are matched anew.
    """
    part.fill("akin", PAIR, sorted(kin))
    every = f"SELECT voice, doc, day FROM {part.main}.quotes"
    part.query(
        "thronged",
        f"""SELECT DISTINCT q.doc FROM {part.main}.quotes AS q JOIN (
              SELECT s.voice, s.stretch FROM (
                SELECT voice, day // 4 AS stretch FROM stirred UNION SELECT voice, day // 4 - 1 FROM stirred
              ) AS s JOIN ({every} UNION ALL SELECT voice, doc, day FROM stirred) AS k
                ON k.voice = s.voice AND k.day // 4 >= s.stretch AND k.day // 4 <= s.stretch + 1
              GROUP BY s.voice, s.stretch HAVING count(*) > {CROWD}
            ) AS c ON q.voice = c.voice AND q.day // 4 >= c.stretch AND q.day // 4 <= c.stretch + 1""",
    )
    part.drop(("stirred",))
    again = "SELECT doc FROM docs UNION SELECT doc FROM thronged UNION SELECT a FROM akin UNION SELECT b FROM akin"
    part.take("quotes", f"k.voice IN (SELECT voice FROM {part.main}.quotes WHERE doc IN ({again}))")
    within = f"""{_WITHIN} OR (k.a IN (SELECT doc FROM thronged) AND k.b IN (SELECT doc FROM thronged))
                 OR EXISTS (SELECT 1 FROM akin AS s WHERE s.a = k.a AND s.b = k.b)"""
    part.run("quote_crowds", "quote_throngs", "quote_near", "quote_pairs")
    part.query("quote_pairs", f"SELECT * FROM quote_pairs AS k WHERE {within}")
    part.run("quote_leads", "quotations")
    here = f"SELECT k.a, k.b FROM {part.main}.quotations AS k WHERE {within}"
    found = {(a, b) for a, b in part.rows(here)}
    part.put("quotations", within)
    found |= {(a, b) for a, b in part.rows(here)}
    part.drop(("quotes", "quote_crowds", "quote_throngs", "quote_near", "quote_pairs", "quote_leads", "quotations"))
    part.drop(("thronged", "akin"))
    return found


def _copy_records(part: Part, pairs: set[Pair], names: dict[int, str]) -> tuple[tuple[Copy, ...], tuple[str, ...]]:
    """The public records of the copies between pairs of documents, and of all that the documents are part of."""
    for table in ("found_copies", "rewrites"):
        rows = part.rows(f"SELECT k.a, k.b FROM {part.main}.{table} AS k WHERE {_WITHIN}")
        pairs = pairs | {(a, b) for a, b in rows}
    part.fill("asked", PAIR, sorted(pairs))
    listed = "SELECT a FROM asked UNION SELECT b FROM asked"
    names = names | {doc: name for doc, name in part.rows(f"SELECT doc, id FROM documents WHERE doc IN ({listed})")}
    both = {(names[a], names[b]) for a, b in pairs} | {(names[b], names[a]) for a, b in pairs}
    part.fill("named", {"a": "VARCHAR", "b": "VARCHAR"}, sorted(both))
    for table in ("found_copies", "rewrites", "quotations"):
        part.take(table, _ASKED)
    part.run("rewrite_leads", "alike", "copies", "copy_rows", "copy_records")
    before: dict[str, str] = dict(part.rows(f"SELECT k.id, k.body FROM {part.main}.copy_records AS k WHERE {_NAMED}"))
    after: dict[str, str] = dict(part.rows("SELECT id, body FROM copy_records"))
    part.put("copy_records", _NAMED)
    part.drop(("rewrite_leads", "alike", "copies", "copy_rows", "copy_records"))
    part.drop(("found_copies", "rewrites", "quotations", "asked", "named"))
    decoder = msgspec.json.Decoder(Copy)
    changed = tuple(decoder.decode(body) for id, body in sorted(after.items()) if before.get(id) != body)
    return changed, tuple(sorted(set(before) - set(after)))


def _towns(part: Part) -> None:
    """Which names are those of towns; documents whose towns are others by it are added to `docs`."""
    part.take("marks", f"k.mark IN (SELECT concat('s', name) FROM {part.main}.namings)")
    part.run("towns")
    before, after = set(part.rows(f"SELECT * FROM {part.main}.towns")), set(part.rows("SELECT * FROM towns"))
    part.put("towns", "true")
    part.fill("words", {"mark": "VARCHAR"}, [(f"s{name}",) for name in sorted({row[0] for row in before ^ after})])
    part.query(
        "settled",
        f"""SELECT doc FROM docs
            UNION SELECT doc FROM {part.main}.marks WHERE mark IN (SELECT mark FROM words)""",
    )
    here = "k.doc IN (SELECT doc FROM settled)"
    part.take("marks", here)
    part.run("town_rows", "townships")
    held = set(part.rows(f"SELECT k.doc, k.body FROM {part.main}.townships AS k WHERE {here}"))
    moved = {row[0] for row in held ^ set(part.rows("SELECT doc, body FROM townships"))}
    part.put("townships", here)
    part.fill("moved", {"doc": "BIGINT"}, [(doc,) for doc in sorted(moved)])
    part.query("docs", "SELECT doc FROM docs UNION SELECT doc FROM moved")
    part.drop(("marks", "towns", "town_rows", "townships", "settled", "moved", "words"))
