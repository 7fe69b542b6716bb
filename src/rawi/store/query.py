"""What a person types into the search, taken apart: words, phrases, and/or/not, fields.

    word   "a phrase"   begin*   a AND b   a OR b   NOT a   -a   (a OR b) c   outlet:"The Morning"   after:2019-11

Words side by side must all be there. Fields: outlet, voice, place, actor, type, language, author, status, after,
before, near (`near:2023-07-15~3`, three days around it); `-field:value` leaves out what has it.
"""

import re
from typing import NamedTuple

from rawi.errors import UsageError
from rawi.store.filters import Term

FIELDS = ("outlet", "voice", "place", "actor", "type", "mode", "language", "author", "status", "country")
DATES = ("after", "before", "near")
_PART = re.compile(
    r"""\s*(?:(?P<bracket>[()])|(?P<minus>-(?=\S))|(?P<field>[A-Za-z]+):(?=\S|$)|["“”«](?P<phrase>[^"“”»]*)["“”»](?P<more>\*)?
        |(?P<word>[^\s()"“”«»]+))""",
    re.X,
)
_DATE = re.compile(r"\d{3,4}([-/.]\d{1,2}){0,2}")
_NEAR = re.compile(rf"{_DATE.pattern}(~\d{{1,4}})?")
LONGEST = 1_000
DEEPEST = 20


class Words(NamedTuple):
    """A word, or words in a row; `begins`: the last is only how a word begins."""

    text: str
    begins: bool = False


class Both(NamedTuple):
    parts: tuple["Node", ...]


class Either(NamedTuple):
    parts: tuple["Node", ...]


class Without(NamedTuple):
    part: "Node"


Node = Words | Both | Either | Without


class Asked(NamedTuple):
    """A query taken apart: what the text must hold (None: anything), and the fields as typed.

    Days are of whatever calendar they were typed in.
    """

    text: Node | None
    terms: tuple[Term, ...] = ()
    after: str | None = None
    before: str | None = None
    near: str | None = None


class SearchRefused(UsageError):
    """A search that cannot be meant. `reason` and `details` let a page say so in the reader's language."""

    def __init__(self, reason: str, what: str, *, remedy: str, **details: object) -> None:
        super().__init__(what, remedy=remedy)
        self.reason, self.details = reason, details


def parse(query: str) -> Asked:
    """Take a query apart. Raises SearchRefused where it cannot be meant."""
    if len(query) > LONGEST:
        raise SearchRefused("too-long", "the search is too long", remedy=f"use at most {LONGEST} letters", most=LONGEST)
    return _Parser(query).asked()


class _Parser:
    def __init__(self, query: str) -> None:
        self.parts = [match for match in _PART.finditer(query) if match.group().strip()]
        self.at = 0
        self.terms: list[Term] = []
        self.dates: dict[str, str] = {}

    def asked(self) -> Asked:
        text = self._either(0)
        while self.at < len(self.parts):  # A bracket too many closes nothing.
            self.at += 1
            more = self._either(0)
            text = Both((text, more)) if text is not None and more is not None else text or more
        return Asked(text, tuple(self.terms), self.dates.get("after"), self.dates.get("before"), self.dates.get("near"))

    def _either(self, depth: int) -> Node | None:
        if depth > DEEPEST:
            raise SearchRefused("brackets", "the search has too many brackets in brackets", remedy="make it simpler")
        found = [self._both(depth)]
        while self._word() == "OR":
            self.at += 1
            found.append(self._both(depth))
        parts = tuple(part for part in found if part is not None)
        return None if not parts else parts[0] if len(parts) == 1 else Either(parts)

    def _both(self, depth: int) -> Node | None:
        parts: list[Node] = []
        while self.at < len(self.parts) and self._word() != "OR" and self.parts[self.at]["bracket"] != ")":
            if self._word() == "AND":
                self.at += 1
                continue
            part = self._one(depth)
            if part is not None:
                parts.append(part)
        return None if not parts else parts[0] if len(parts) == 1 else Both(tuple(parts))

    def _one(self, depth: int, *, without: bool = False) -> Node | None:
        part = self.parts[self.at]
        self.at += 1
        if part["minus"] or part["word"] == "NOT":
            if self.at >= len(self.parts):
                return None
            found = self._one(depth + 1, without=not without)
            return None if found is None else Without(found)
        if part["bracket"] == "(":
            found = self._either(depth + 1)
            if self.at < len(self.parts):
                self.at += 1
            return found
        if part["field"]:
            return self._field(part["field"].lower(), without=without)
        if part["phrase"] is not None:
            return Words(part["phrase"], bool(part["more"])) if part["phrase"].strip() else None
        word = part["word"] or ""
        return Words(word.rstrip("*"), word.endswith("*")) if word.strip("*") else None

    def _field(self, name: str, *, without: bool) -> Node | None:
        part = self.parts[self.at] if self.at < len(self.parts) else None
        value = ((part["phrase"] if part["phrase"] is not None else part["word"]) or "").strip() if part else ""
        if name not in (*FIELDS, *DATES):
            return Words(name)
        if not value:
            raise SearchRefused(
                "no-value", f"{name}: needs a value", remedy=f'write {name}:word, or {name}:"two words"', field=name
            )
        self.at += 1
        if name in DATES:
            if not (_NEAR if name == "near" else _DATE).fullmatch(value):
                raise SearchRefused(
                    "no-date",
                    f"{name}: needs a date, not “{value}”",
                    remedy=f"write {name}:2019-11-05",
                    field=name,
                    value=value,
                )
            self.dates[name] = value
        else:
            self.terms.append(Term(name, (value,), "none" if without else "any"))
        return None

    def _word(self) -> str:
        return (self.parts[self.at]["word"] or "") if self.at < len(self.parts) else ""
