"""Some traits changed: which others they are like, matched anew, as the program's steps match all."""

from rawi.engine.part import Part

CROWD = 500
"""Different tellings past which a block is crowded (see sql/crowds.sql)."""


def match(part: Part) -> None:
    """The edges of the touched traits."""
    _akin(part)
    reach = 2 if _thronged(part) else 1
    touched = "(SELECT sig FROM stirred)"
    part.take("live", f"k.sig IN {touched}", source="signs")
    near = _near(part, "live", reach)
    part.query("signs", f"SELECT DISTINCT k.* FROM {part.main}.signs AS k {near} UNION SELECT * FROM live")
    part.run("probes", "crowds", "throngs", "blocks")
    part.query("blocks", f"SELECT * FROM blocks WHERE a IN {touched} OR b IN {touched}")
    part.run("trait_pairs", "trait_edges")
    part.drop(("signs",))
    part.query("near", f"SELECT DISTINCT doc FROM {part.main}.leaders WHERE sig IN {touched}")
    part.take("rewrites", "k.a IN (SELECT doc FROM near)", "k.b IN (SELECT doc FROM near)")
    part.query("near", "SELECT doc FROM near UNION SELECT a FROM rewrites UNION SELECT b FROM rewrites")
    part.query("near_sigs", f"SELECT DISTINCT sig FROM {part.main}.leaders WHERE doc IN (SELECT doc FROM near)")
    part.take("leaders", "k.sig IN (SELECT sig FROM near_sigs)")
    part.query("documents", "SELECT doc FROM near")
    part.run("kin_docs", "kin_claims", "kin_pairs")
    part.query("kin_pairs", f"SELECT * FROM kin_pairs WHERE a IN {touched} OR b IN {touched}")
    part.run("kin_edges", "edges")
    here = (f"k.a IN {touched}", f"k.b IN {touched}")
    # Traits whose likeness to others changed are touched; those that were only looked at are not.
    part.take("edges_before", *here, source="edges")
    part.put("edges", *here)
    part.query(
        "touched",
        """WITH differing AS (
             (SELECT * FROM edges EXCEPT SELECT * FROM edges_before)
             UNION ALL (SELECT * FROM edges_before EXCEPT SELECT * FROM edges))
           SELECT sig FROM touched UNION SELECT a FROM differing UNION SELECT b FROM differing""",
    )
    part.clear("led", "touched", "kin")


def _near(part: Part, table: str, reach: int) -> str:
    """The join of signs `k` with those that probe as far as they, or `reach` times as far."""
    days = {int(row[0]) for row in part.rows(f"SELECT DISTINCT bucket FROM {table} WHERE bucket IS NOT NULL")}
    round_ = sorted({day + step for day in days for step in range(-2 * reach, 2 * reach + 1)})
    listed = ", ".join(map(str, round_)) or "NULL"
    return f"""JOIN {table} AS t ON k.family = t.family AND abs(k.bucket - t.bucket) <= {2 * reach}
               AND ((abs(k.cx - t.cx) <= {reach} AND abs(k.cy - t.cy) <= {reach}) OR k.anchor = t.anchor)
               AND k.bucket IN ({listed})"""


def _thronged(part: Part) -> bool:
    """Add to `stirred` all that look into a crowded block near the touched traits: their places in it may be others."""
    part.query(
        "live",
        f"""SELECT * FROM signs_before
            UNION SELECT k.* FROM {part.main}.signs AS k WHERE k.sig IN (SELECT sig FROM stirred)""",
    )
    part.query(
        "around", f"SELECT DISTINCT k.* FROM {part.main}.signs AS k {_near(part, 'live', 1)} UNION SELECT * FROM live"
    )
    # What is no more is counted too, so that a block that was crowded before is taken for one.
    part.query(
        "thick",
        f"""SELECT family, cx, cy, anchor, bucket FROM around
            WHERE bucket IS NOT NULL AND (cx IS NOT NULL OR anchor IS NOT NULL)
            GROUP BY family, cx, cy, anchor, bucket HAVING count(*) > {CROWD}""",
    )
    found = part.number("SELECT count(*) FROM thick") > 0
    if found:
        part.query(
            "stirred",
            f"SELECT sig FROM stirred UNION SELECT k.sig FROM {part.main}.signs AS k {_near(part, 'thick', 1)}",
        )
    part.drop(("live", "around", "thick"))
    return found


def _akin(part: Part) -> None:
    """The traits whose edges are looked at again, `stirred`: those touched, and those told in documents of `kin`."""
    if not part.number("SELECT count(*) FROM kin"):
        part.query("stirred", "SELECT sig FROM touched")
        return
    part.query("near", "SELECT a AS doc FROM kin UNION SELECT b FROM kin")
    part.query("near_sigs", f"SELECT DISTINCT sig FROM {part.main}.leaders WHERE doc IN (SELECT doc FROM near)")
    part.take("leaders", "k.sig IN (SELECT sig FROM near_sigs)")
    part.query("kin_docs", "SELECT a, b, 0 AS points FROM kin")
    part.run("kin_claims", "kin_pairs")
    part.query("stirred", "SELECT sig FROM touched UNION SELECT a FROM kin_pairs UNION SELECT b FROM kin_pairs")
    part.drop(("near", "near_sigs", "leaders", "kin_docs", "kin_claims", "kin_pairs"))
