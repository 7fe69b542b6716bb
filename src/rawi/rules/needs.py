"""What a stretch of text must hold for a rule to match: found from the pattern, so that most rules never run.

A clause is a set of keys of which one must be there; a rule's clauses must all hold. A key is the name of a concept, a
literal written after an apostrophe (`'سال`), or `#` for a digit. Whatever is optional, negated or looked around gives
no clause; what cannot be told gives none either, so a clause is never wrong, only sometimes missing.
"""

import re
from collections.abc import Mapping, Set

Clause = frozenset[str]

DIGIT = "#"
_LITERAL = "'"
_STOPS = frozenset((_LITERAL + ".", _LITERAL + ","))
_LARGEST = 24  # a clause of more keys costs more than it saves
TOKEN = re.compile(
    r"\{(?P<inline>=)?(?:(?P<name>\w+)=)?(?P<key>[a-z_][a-z_0-9]*)!?\}|(?P<look>\(\?(?:[=!]|<[=!]))|(?P<open>\((?:\?(?:P<\w+>|:))?)|"
    r"(?P<close>\))|(?P<bar>\|)|(?P<set>\[\^?\]?(?:\\.|[^\]\\])*\])|(?P<escape>\\.)|(?P<char>.)",
    re.S,
)
_OPTIONAL = re.compile(r"[?*]|\{0?,|\{0\}")
_REPEAT = re.compile(r"[?*+]\??|\{\d*,?\d*\}\??")
_MARKS = re.compile(r"\[[-/.,:;!?]?[/.,:;!?]+-?\]")
_DIGITS = re.compile(r"\[[\d-]+\]")


def needs(pattern: str, fragments: Mapping[str, str]) -> tuple[Clause, ...]:
    """The clauses of a pattern whose letters are folded already."""
    found = _Parser(fragments).alternatives(pattern, 0)[0]
    # Fewest keys first: the cheapest test that fails.
    return tuple(sorted(set(found), key=lambda clause: (len(clause), sorted(clause))))


def literal(key: str) -> str | None:
    """The text of a literal key, None for other keys."""
    return key[1:] if key.startswith(_LITERAL) else None


class _Parser:
    def __init__(self, fragments: Mapping[str, str]) -> None:
        self.fragments = fragments

    def alternatives(self, pattern: str, at: int, depth: int = 0) -> tuple[list[Clause], int]:
        """Clauses of the group that starts at `at`, and where it ends (past its bracket, or the pattern's end)."""
        branches: list[list[Clause]] = []
        while True:
            clauses, at, more = self._branch(pattern, at, depth)
            branches.append(clauses)
            if not more:
                return _either(branches), at

    def _branch(self, pattern: str, at: int, depth: int) -> tuple[list[Clause], int, bool]:
        clauses: list[Clause] = []
        run = ""

        def close() -> None:
            nonlocal run
            if len(run) > 1 or (run and not (run.isascii() and run.isalnum())):
                clauses.append(frozenset((_LITERAL + run.lower(),)))
            run = ""

        while at < len(pattern):
            m = TOKEN.match(pattern, at)
            assert m is not None
            if m["close"] or m["bar"]:
                close()
                return clauses, m.end(), bool(m["bar"])
            inner: list[Clause] = []
            if m["open"] or m["look"]:
                inner, end = self.alternatives(pattern, m.end(), depth)
                if m["look"]:
                    inner = []
            else:
                end = m.end()
            repeat = _REPEAT.match(pattern, end)
            optional = repeat is not None and _OPTIONAL.match(pattern, end) is not None
            if m["char"] and m["char"] not in " .^$" and repeat is None:
                run += m["char"]
            else:
                close()
                if not optional:
                    clauses.extend(inner if m["open"] else self._one(m, depth))
            at = repeat.end() if repeat else end
        close()
        return clauses, at, False

    def _one(self, m: "re.Match[str]", depth: int) -> list[Clause]:
        if m["key"]:
            if m["key"] in self.fragments:
                return self.alternatives(self.fragments[m["key"]], 0, depth + 1)[0] if depth < 12 else []
            return [frozenset((m["key"],))]
        if m["escape"] == r"\d" or (m["set"] and _DIGITS.fullmatch(m["set"])):
            return [frozenset((DIGIT,))]
        if m["escape"] and not m["escape"][1].isalnum() and not m["escape"][1].isspace():
            return [frozenset((_LITERAL + m["escape"][1],))]
        if m["set"] and _MARKS.fullmatch(m["set"]):
            return [frozenset(_LITERAL + mark for mark in m["set"][1:-1])]
        return []


def _common(clause: Set[str]) -> int:
    """How common it is that a clause holds, roughly."""
    return 2 if clause & _STOPS else 1 if DIGIT in clause else 0


def _either(branches: list[list[Clause]]) -> list[Clause]:
    """What holds whichever branch matches: one clause of each, the shortest, together."""
    if len(branches) == 1:
        return branches[0]
    if not all(branches):
        return []
    union: set[str] = set()
    for clauses in branches:
        # Letters tell more than a digit does, and a digit more than a stop or a comma.
        union |= min(clauses, key=lambda clause: (len(clause), _common(clause), sorted(clause)))
    return [frozenset(union)] if len(union) <= _LARGEST else []
