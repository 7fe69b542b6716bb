"""Gives a generated case the log of months of work: decisions of five reviewers, of all kinds.

python bench/review/decided.py CASE [--decisions 20000]
"""

import argparse
import random
import sys
import time
from pathlib import Path

from rawi.store import Case, Decision

BATCH = 200
PEOPLE = tuple(f"reviewer-{number}" for number in range(1, 6))
ACTIONS = ("accept",) * 12 + ("reject",) * 4 + ("comment",) * 2 + ("correct",)


def decided(case: Case, number: int, *, seed: int = 11) -> int:
    """Let reviewers decide about claims anywhere in the case, about events, and about a few actors."""
    dice = random.Random(seed)
    claims = [
        f"{row['document']}#{row['id']}"
        for row in case.database.rows(
            "SELECT document, id FROM claim ORDER BY (number * 7919) % 1000003 LIMIT ?", (number,)
        )
    ]
    events = [row["id"] for row in case.database.rows("SELECT id FROM event WHERE number % 43 = 0 LIMIT 2000")]
    actors = [row["actor"] for row in case.top_actors(limit=200)]

    def one() -> Decision:
        who, action = dice.choice(PEOPLE), dice.choice(ACTIONS)
        kind, target = ("event", dice.choice(events)) if dice.random() < 0.05 else ("claim", dice.choice(claims))
        after = {"comment": "seen", "correct": {"status": "alleged"}}.get(action)
        return Decision(
            reviewer=who, action=action, target_kind=kind, target=target, after=after, reason="as it stands"
        )

    made = 0
    while made < number:
        made += len(case.decide_all(one() for _ in range(BATCH)))
        taken = case.log(limit=20)[0][::7]
        made += len([case.undo(each.number, reviewer=each.reviewer) for each in taken if each.action != "undo"])
    for actor in dice.sample(actors, 12):
        about = {"reviewer": dice.choice(PEOPLE), "target_kind": "actor", "target": actor, "reason": "as told"}
        case.decide(Decision(action="rename", after={"en": f"The {actor}"}, **about))
    for one_actor, other in (actors[40:42], actors[60:62]):
        about = {"reviewer": PEOPLE[0], "target_kind": "actor", "target": one_actor, "reason": "one and the same"}
        case.decide(Decision(action="merge", after=other, **about))
    return made


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("case", type=Path)
    parser.add_argument("--decisions", type=int, default=20_000)
    asked = parser.parse_args()
    began = time.perf_counter()
    with Case.open(asked.case) as case:
        made = decided(case, asked.decisions)
        case.refresh()
    print(f"{made} decisions in {time.perf_counter() - began:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
