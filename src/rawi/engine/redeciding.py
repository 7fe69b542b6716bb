"""A few decisions changed: the merge redone for what they touch, and for nothing else.

The steps are those of the program (merge/program.py), each over the rows that can have changed and those these are
compared with, in temporary tables that stand in front of the kept ones. What a step gives replaces the kept rows. The
result is that of a merge from scratch with these decisions.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import msgspec

from rawi.engine.merging import decide
from rawi.engine.part import Part
from rawi.engine.rematching import match
from rawi.engine.remembering import Remembering
from rawi.engine.standing import Standing
from rawi.merge.facts import SCHEMA, facts
from rawi.merge.keys import key
from rawi.merge.steps import Drop, Row, Step
from rawi.records import Event, Record

KEPT = frozenset(
    ("towns", "townships", "tellings", "every_trait", "repeated", "leaders", "signs", "edges", "decided_pairs",
     "parts_of", "clustered", "homes", "unit_rows", "slots", "attached", "joined", "told", "faces", "face_rows",
     "loose", "links")
)  # fmt: skip
"""Tables of a merge that redeciding and growing start from."""

INDEXED = {
    "claims": ("doc",), "traits": ("sig",), "tellings": ("claim", "doc"), "every_trait": ("sig",),
    "leaders": ("claim", "sig", "doc"), "signs": ("sig", "bucket"), "edges": ("a", "b"),
    "parts_of": ("node", "component"), "clustered": ("sig",), "homes": ("sig", "claim"),
    "told": ("claim", "sig", "event", "doc"), "loose": ("a", "b"), "links": ("event",), "events": ("event",),
}  # fmt: skip
"""Columns by which these tables are looked up: read whole, they would make a decision cost what the corpus does."""

PAIR = {"a": "BIGINT", "b": "BIGINT"}


def index(engine: Remembering) -> None:
    """Index the tables of a merge that was just made."""
    for table, columns in INDEXED.items():
        for column in columns:
            engine.connection.execute(f'CREATE INDEX IF NOT EXISTS "{table}_{column}" ON "{table}" ("{column}")')


@dataclass(frozen=True)
class Redecided:
    """What a change of decisions came to: events that are new or changed, and ids of those that are no more."""

    changed: tuple[Event, ...]
    removed: tuple[str, ...]


def kept(program: Iterable[Step]) -> Iterator[Step]:
    """A program that keeps the tables of KEPT."""
    for step in program:
        yield Drop(tuple(name for name in step.names if name not in KEPT)) if isinstance(step, Drop) else step


def redecide(engine: Remembering, standing: Standing, record: Callable[[str], Record]) -> Redecided:
    """Bring a kept merge to these decisions; `record` gives the record of a document by its id."""
    with together(engine):
        return _redecide(Part(engine), engine, standing, record)


@contextmanager
def together(engine: Remembering) -> Iterator[None]:
    """All that is done to a kept merge, or nothing of it."""
    engine.connection.execute("BEGIN")
    try:
        yield
        engine.connection.execute("COMMIT")
    except BaseException:
        engine.connection.execute("ROLLBACK")
        raise


def _redecide(part: Part, engine: Remembering, standing: Standing, record: Callable[[str], Record]) -> Redecided:
    docs = _facts(part, standing, record)
    decided = decide_anew(part, engine, standing)
    if not docs and not decided:
        return Redecided((), ())
    part.fill("kin", PAIR, ())
    return settle(part, decided)


def decide_anew(part: Part, engine: Remembering, standing: Standing) -> set[Row]:
    """Put these decisions in the place of those before; return the rows that came or went."""
    before = set(part.rows("SELECT a, b, together FROM decisions"))
    decide(engine, standing)
    return before ^ set(part.rows("SELECT a, b, together FROM decisions"))


def settle(part: Part, decided: set[Row]) -> Redecided:
    """Redo the events for what changed; all that they are made from is in the kept tables already.

    `docs` (temporary) holds the documents whose claims, towns or copies changed, `kin` the pairs of documents whose
    likeness did, `decided` the decisions that came or went.
    """
    _claims(part, decided)
    match(part)
    _clusters(part)
    _vague(part)
    _events(part)
    return _records(part)


def _facts(part: Part, standing: Standing, record: Callable[[str], Record]) -> list[int]:
    """New rows of claims and traits for the documents whose review changed; their keys."""
    wanted = {key("document", name): (name, review) for name, review in standing.reviews.items()}
    held = {
        doc: (name, label)
        for doc, name, label in part.rows(
            f"SELECT doc, id, review FROM known WHERE review <> '' OR doc IN ({_listed(wanted)})"
        )
    }
    names = {doc: name for doc, (name, _) in held.items()}
    docs = [doc for doc in sorted(held) if held[doc][1] != standing.review(names[doc]).label]
    tables: dict[str, list[Row]] = {"claims": [], "traits": []}
    for doc in docs:
        review = standing.review(names[doc])
        made = facts(record(names[doc]), names[doc], review)
        tables["claims"] += made.claims
        tables["traits"] += made.traits
        part.connection.execute("UPDATE known SET review = ? WHERE doc = ?", [review.label, doc])
    part.fill("docs", {"doc": "BIGINT"}, [(doc,) for doc in docs])
    for name, rows in tables.items():
        part.fill(name, SCHEMA[name], rows)
    part.put("claims", "k.doc IN (SELECT doc FROM docs)")
    part.put("traits", "false")
    return docs


def _claims(part: Part, decided: set[Row]) -> None:
    """Claims in their places, who repeats whom, and the traits that came, went or have other tellers: `touched`."""
    part.take("claims", "k.doc IN (SELECT doc FROM docs)")
    part.take("traits", "k.sig IN (SELECT sig FROM claims)")
    part.take("townships", "k.doc IN (SELECT doc FROM docs)")
    part.run("town_claims", "moved", "tellings", "every_trait")
    part.query("every_trait", f"SELECT * FROM every_trait WHERE sig NOT IN (SELECT sig FROM {part.main}.every_trait)")
    part.put("tellings", "k.doc IN (SELECT doc FROM docs)")
    part.put("every_trait", "false")
    part.clear("docs", "kin")
    part.take("found_copies", "k.a IN (SELECT doc FROM docs)", "k.b IN (SELECT doc FROM docs)")
    part.take(
        "tellings", "k.doc IN (SELECT doc FROM docs UNION SELECT a FROM found_copies UNION SELECT b FROM found_copies)"
    )
    part.run("claim_pairs", "repeated")
    # The claims that may follow another one than before: those of the documents, and all that repeat them.
    part.query("fresh", "SELECT * FROM repeated")
    own = "SELECT claim FROM tellings WHERE doc IN (SELECT doc FROM docs)"
    gone = f"SELECT claim FROM {part.main}.leaders WHERE doc IN (SELECT doc FROM docs)"
    said = ", ".join(str(claim) for a, b, _ in sorted(decided) for claim in (a, b)) or "NULL"
    part.query("old", f"SELECT * FROM {part.main}.repeated")
    part.query("led", f"{own} UNION {gone} UNION SELECT claim FROM {part.main}.leaders WHERE claim IN ({said})")
    part.take("repeated", f"k.a IN ({own} UNION {gone}) OR k.b IN ({own} UNION {gone})")
    part.query("repeated", "SELECT * FROM fresh")
    part.put("repeated", f"k.a IN ({own} UNION {gone}) OR k.b IN ({own} UNION {gone})")
    part.drop(("repeated",))
    _grow(part, "led", "claim", "SELECT a, b FROM old UNION SELECT a, b FROM repeated")
    part.take("repeated", "k.a IN (SELECT claim FROM led) AND k.b IN (SELECT claim FROM led)")
    part.take("tellings", "k.claim IN (SELECT claim FROM led)")
    part.run("repeating", "repeats", "leaders")
    part.query(
        "touched",
        f"""SELECT sig FROM {part.main}.leaders WHERE claim IN (SELECT claim FROM led)
            UNION SELECT sig FROM leaders""",
    )
    part.put("leaders", "k.claim IN (SELECT claim FROM led)")
    part.clear("led", "touched", "kin")
    part.take("leaders", "k.sig IN (SELECT sig FROM touched)")
    part.take("every_trait", "k.sig IN (SELECT sig FROM touched)")
    part.run("signs")
    part.query("signs_before", f"SELECT k.* FROM {part.main}.signs AS k WHERE k.sig IN (SELECT sig FROM touched)")
    part.put("signs", "k.sig IN (SELECT sig FROM touched)")
    part.clear("led", "touched", "kin", "signs_before")
    part.run("decided_pairs")
    part.put("decided_pairs", "true")
    part.clear("led", "touched", "kin", "signs_before")


def _grow(part: Part, name: str, column: str, links: str) -> None:
    """Add to a table of nodes all that links lead to."""
    part.query("links_", links)
    while True:
        size = part.number(f"SELECT count(*) FROM {name}")
        part.query(
            name,
            f"""SELECT {column} FROM {name}
                UNION SELECT b FROM links_ WHERE a IN (SELECT {column} FROM {name})
                UNION SELECT a FROM links_ WHERE b IN (SELECT {column} FROM {name})""",
        )
        if part.number(f"SELECT count(*) FROM {name}") == size:
            part.drop(("links_",))
            return


def _clusters(part: Part) -> None:
    """The components that hold touched traits, clustered; then the units of their claims: `units`, `units_before`."""
    part.query(
        "nodes",
        """SELECT sig FROM touched UNION SELECT a FROM decided_pairs UNION SELECT b FROM decided_pairs
            UNION SELECT a FROM edges WHERE kind = 'same' AND points >= 400 AND b IN (SELECT sig FROM touched)
            UNION SELECT b FROM edges WHERE kind = 'same' AND points >= 400 AND a IN (SELECT sig FROM touched)""",
    )
    part.query(
        "nodes",
        f"""SELECT sig FROM nodes
            UNION SELECT node FROM {part.main}.parts_of WHERE component IN (
              SELECT component FROM {part.main}.parts_of WHERE node IN (SELECT sig FROM nodes))""",
    )
    nodes = "(SELECT sig FROM nodes)"
    part.take("edges", f"k.a IN {nodes}")
    part.query("edges", f"SELECT * FROM edges AS k WHERE k.b IN {nodes}")
    part.run("sure", "parts_of", "component_rows", "clustered")
    part.put("parts_of", f"k.node IN {nodes}")
    part.put("clustered", f"k.sig IN {nodes}")
    part.drop(("edges", "parts_of", "component_rows", "sure"))
    part.take("leaders", f"k.sig IN {nodes}")
    part.take("signs", f"k.sig IN {nodes}")
    part.run("homes")
    stale = f"k.sig IN {nodes} OR k.claim IN (SELECT claim FROM led)"
    part.query("units_before", f"SELECT DISTINCT unit FROM {part.main}.homes AS k WHERE {stale}")
    part.query("units", "SELECT DISTINCT unit FROM homes UNION SELECT unit FROM units_before")
    part.put("homes", stale)
    part.run("unit_rows")
    part.put("unit_rows", "k.unit IN (SELECT unit FROM units)")
    part.drop(("leaders", "signs", "clustered", "homes"))


def _vague(part: Part) -> None:
    """The vague units that may belong elsewhere than before: `loosened`; and all units that they lead to."""
    units = "(SELECT unit FROM units)"
    part.query("slots_before", f"SELECT * FROM {part.main}.slots WHERE unit IN {units}")
    part.run("slots")
    part.put("slots", f"k.unit IN {units}")
    part.query("met", "SELECT * FROM slots_before UNION SELECT * FROM slots")
    part.drop(("slots",))
    same = "o.family = m.family AND o.phase = m.phase AND o.country = m.country AND o.slot = m.slot"
    part.query(
        "loosened",
        f"""SELECT DISTINCT o.unit FROM slots AS o JOIN met AS m ON {same} WHERE o.vague = 1 AND m.vague = 0
            UNION SELECT unit FROM units""",
    )
    part.query("mine", "SELECT * FROM slots WHERE vague = 1 AND unit IN (SELECT unit FROM loosened)")
    part.query(
        "slots",
        f"SELECT * FROM mine UNION ALL SELECT DISTINCT o.* FROM slots AS o JOIN mine AS m ON {same} WHERE o.vague = 0",
    )
    part.run("meetings")
    part.take("unit_rows", "k.unit IN (SELECT vague FROM meetings UNION SELECT exact FROM meetings)")
    part.take("edges", "k.a IN (SELECT sig FROM unit_rows)")
    part.run("meeting_rows", "attached")
    part.drop(("edges",))
    part.query("moving", "SELECT unit FROM loosened")
    for table in (f"{part.main}.attached", "attached"):
        part.query(
            "moving",
            f"SELECT unit FROM moving UNION SELECT unit FROM {table} WHERE target IN (SELECT unit FROM loosened)",
        )
    part.put("attached", "k.unit IN (SELECT unit FROM loosened)")
    part.take("attached", "k.unit IN (SELECT unit FROM moving)")
    part.query(
        "attached",
        f"""SELECT * FROM attached UNION SELECT k.* FROM {part.main}.attached AS k
            WHERE k.unit IN (SELECT target FROM attached)""",
    )
    part.run("joined")
    part.query("joined", "SELECT * FROM joined WHERE unit IN (SELECT unit FROM moving)")
    part.query("joined_before", f"SELECT * FROM {part.main}.joined WHERE unit IN (SELECT unit FROM moving)")
    part.put("joined", "k.unit IN (SELECT unit FROM moving)")
    part.query("joined_now", "SELECT * FROM joined")
    part.clear("led", "moving", "joined_before", "joined_now", "units", "units_before", "kin")


def _events(part: Part) -> None:
    """Which claims each event has, and its links: `changed` events, and `round`, those and all that show them."""
    part.take("homes", "k.unit IN (SELECT unit FROM moving)")
    part.take("leaders", "k.lead IN (SELECT rank FROM homes)")
    part.run("told")
    stale = "k.claim IN (SELECT claim FROM led UNION SELECT claim FROM told)"
    part.query("told_before", f"SELECT * FROM {part.main}.told AS k WHERE {stale}")
    part.put("told", stale)
    part.query("sigs", "SELECT sig FROM told UNION SELECT sig FROM told_before")
    part.query(
        "changed",
        """SELECT event FROM told UNION SELECT event FROM told_before
           UNION SELECT target FROM joined_before UNION SELECT target FROM joined_now""",
    )
    part.drop(("told",))
    # A trait told in several events stands, between events, for the first of them.
    part.query(
        "changed",
        """SELECT event FROM changed UNION
           SELECT min(event) FROM told WHERE rank = lead AND sig IN (SELECT sig FROM sigs) GROUP BY sig""",
    )
    changed = "(SELECT event FROM changed)"
    part.query("ranks", f"SELECT event, rank FROM {part.main}.faces WHERE event IN {changed}")
    part.take("told", f"k.event IN {changed}")
    part.run("faces")
    part.put("faces", f"k.event IN {changed}")
    part.run("face_rows")
    part.put("face_rows", f"k.event IN {changed}")
    part.query("ranks", "SELECT event, rank FROM ranks UNION SELECT event, rank FROM faces")
    part.drop(("faces", "face_rows"))
    part.query("sigs", "SELECT DISTINCT sig FROM told")
    part.take("edges", "k.a IN (SELECT sig FROM sigs)", "k.b IN (SELECT sig FROM sigs)")
    part.query("sigs", "SELECT a AS sig FROM edges UNION SELECT b FROM edges")
    part.take("told", "k.sig IN (SELECT sig FROM sigs)")
    part.run("loose")
    here = f"k.a IN {changed} OR k.b IN {changed}"
    part.query("loose", f"SELECT * FROM loose AS k WHERE {here}")
    ends = (f"k.a IN {changed}", f"k.b IN {changed}")
    part.query(
        "round",
        f"""SELECT event FROM changed UNION SELECT b FROM {part.main}.loose AS k WHERE {ends[0]}
            UNION SELECT a FROM {part.main}.loose AS k WHERE {ends[1]}""",
    )
    part.put("loose", *ends)
    part.drop(("edges", "told"))
    part.take("told", f"k.doc IN (SELECT doc FROM {part.main}.told WHERE event IN {changed})")
    part.run("neighbours")
    part.query("neighbours", f"SELECT * FROM neighbours AS k WHERE {here}")
    part.drop(("told",))
    part.run("link_rows", "links")
    part.query(
        "links_before", f"SELECT * FROM {part.main}.links WHERE event IN {changed} OR other IN (SELECT rank FROM ranks)"
    )
    part.put("links", f"k.event IN {changed} OR k.other IN (SELECT rank FROM ranks)")
    part.query(
        "round",
        f"""SELECT event FROM round UNION SELECT a FROM loose UNION SELECT b FROM loose
            UNION SELECT event FROM links UNION SELECT event FROM links_before
            UNION SELECT unit FROM {part.main}.joined WHERE target IN {changed}
            UNION SELECT s.event FROM kin AS r JOIN {part.main}.told AS s ON s.doc = r.a
              JOIN {part.main}.told AS t ON t.doc = r.b AND t.event = s.event""",
    )
    part.clear("round")


def _records(part: Part) -> Redecided:
    """The records of the events round about, replaced; what that changed."""
    here = "(SELECT event FROM round)"
    part.take("told", f"k.event IN {here}")
    part.take("joined", f"k.unit IN {here} OR k.target IN {here}")
    part.take("loose", f"k.a IN {here}", f"k.b IN {here}")
    part.take("links", f"k.event IN {here}")
    part.take("tellings", "k.claim IN (SELECT claim FROM told)")
    part.run("parts")
    part.query("parts", f"SELECT * FROM parts WHERE event IN {here}")
    part.run("events")
    before = {row[0]: row[1] for row in part.rows(f"SELECT id, body FROM {part.main}.events WHERE event IN {here}")}
    after = {row[0]: row[1] for row in part.rows("SELECT id, body FROM events")}
    part.query("members", "SELECT e.id AS event, t.rank FROM told AS t JOIN events AS e ON e.event = t.event")
    part.put("members", f"k.event IN (SELECT id FROM {part.main}.events WHERE event IN {here})")
    part.put("events", f"k.event IN {here}")
    part.clear()
    decoder = msgspec.json.Decoder(Event)
    changed = tuple(decoder.decode(body) for id, body in sorted(after.items()) if before.get(id) != body)
    return Redecided(changed, tuple(sorted(set(before) - set(after))))


def _listed(keys: Iterable[int]) -> str:
    return ", ".join(str(each) for each in sorted(keys)) or "NULL"
