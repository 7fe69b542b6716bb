"""Search as people type it: parsed, spelt as the index spells, found, and shown with what was found marked."""

from datetime import date, timedelta
from typing import Any

import msgspec

from rawi.engine.days import Days, days, parted
from rawi.lang.searching import asked, coded, words
from rawi.records import Record, Span
from rawi.store import Case, Filters, Term
from rawi.store.matching import Sought, match
from rawi.store.query import Asked, Both, Either, Node, SearchRefused, Without, Words, parse
from rawi.store.searching import What
from rawi.text import fold_word

AROUND = 90
"""Code points of a snippet to each side of the first word found."""
SHOWN = 40
"""Words found that are marked in one snippet or text at most."""


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """A document or claim that fits a search.

    `snippet` is a passage of the text from code point `offset` on; `spans` mark what was found, in code points of
    the snippet. `claim` is None for documents. `span` is the first word found (for claims: the claim), in the text.
    """

    document: str
    claim: str | None
    title: str | None
    outlet: str | None
    language: str | None
    published: str | None
    snippet: str
    offset: int
    spans: tuple[Span, ...]
    span: Span
    row: dict[str, Any] = {}


class Hits(msgspec.Struct, frozen=True, kw_only=True):
    """A page of hits. `total` is a bound where `more` is true."""

    hits: tuple[Hit, ...]
    total: int
    more: bool


def search(
    case: Case,
    query: str,
    *,
    exact: bool = False,
    what: What = "documents",
    filters: Filters | None = None,
    calendar: str = "jalali",
    limit: int = 20,
    offset: int = 0,
) -> Hits:
    """Look for what a person typed (see `rawi.store.query`); `exact` asks for the letters as they are written.

    `filters` narrow it further (the reader's groups, say); `calendar` is that of days whose year is before 1700. Raises
    SearchRefused where the query cannot be meant.
    """
    typed = parse(query)
    first, last = _between(typed, calendar)
    given = filters or Filters()
    of = "document" if what == "documents" else "claim"
    narrowed = msgspec.structs.replace(
        given,
        terms=(*given.terms, *(_spelt(case, of, term) for term in typed.terms)),
        after=max(filter(None, (given.after, first)), default=None),
        before=min(filter(None, (given.before, last)), default=None),
    )
    text = None if typed.text is None else _rejoined(typed.text)
    expression = None if text is None else match(text, _seek(exact), case.database.dialect)
    if expression is None and narrowed == given:
        return Hits(hits=(), total=0, more=False)
    found = case.matches(expression, narrowed, what=what, limit=limit, offset=offset)
    sought = list(_sought(text, exact))
    if what == "claims":
        rows = case.found_claims(found.numbers)
        hits = [_claim(rows[number], sought) for number in found.numbers if number in rows]
    else:
        rows = case.found_documents(found.numbers)
        hits = [_document(rows[number], sought) for number in found.numbers if number in rows]
    return Hits(hits=tuple(hits), total=found.total, more=found.more)


def highlight(text: str, query: str, *, exact: bool = False) -> tuple[Span, ...]:
    """Where the words of a query stand in a text, in code points."""
    typed = parse(query).text
    return tuple(_spans(text, list(_sought(None if typed is None else _rejoined(typed), exact))))


def spelling(value: str) -> str:
    """A value as filters find it by: folded, its words parted by single blanks."""
    return " ".join(word.folded for word in words(value)) or fold_word(value)


def _between(typed: Asked, calendar: str) -> tuple[str | None, str | None]:
    """The first and last day that a query asks for, as ISO dates."""
    first = [_days("after", typed.after, calendar)[0]] if typed.after else []
    last = [_days("before", typed.before, calendar)[1]] if typed.before else []
    if typed.near:
        day, within = parted(typed.near)
        apart = timedelta(days=within)
        found = _days("near", day, calendar)
        first, last = [*first, found[0] - apart], [*last, found[1] + apart]
    return max(map(str, first), default=None), min(map(str, last), default=None)


def _days(field: str, typed: str, calendar: str) -> Days:
    found = days(typed, calendar)
    if found is None or not date(100, 1, 1) < found[0] <= found[1] < date(9900, 1, 1):
        raise SearchRefused(
            "no-day",
            f"{field}: there is no such day as “{typed}”",
            remedy=f"write {field}:2019-11-05",
            field=field,
            value=typed,
        )
    return found


def _rejoined(node: Node) -> Node:
    """Words side by side that a lost joiner parted are one word: «خامنه ای»."""
    if isinstance(node, Without):
        return Without(_rejoined(node.part))
    if isinstance(node, Either):
        return Either(tuple(map(_rejoined, node.parts)))
    if not isinstance(node, Both):
        return node
    parts: list[Node] = []
    for part in map(_rejoined, node.parts):
        before = parts[-1] if parts else None
        if isinstance(before, Words) and isinstance(part, Words) and not before.begins:
            both = f"{before.text} {part.text}"
            if len(list(words(both))) == 1:
                parts[-1] = Words(both, part.begins)
                continue
        parts.append(part)
    return parts[0] if len(parts) == 1 else Both(tuple(parts))


def _spelt(case: Case, of: str, term: Term) -> Term:
    values = case.spelt(of, term.kind, spelling(term.values[0]))
    # A value that nothing has is kept: nothing fits it.
    return Term(term.kind, values or term.values, term.how)


def _seek(exact: bool) -> Any:
    def seek(typed: Words) -> Sought:
        found = list(words(typed.text))
        if exact:
            written = [each for word in found for each in coded(word.written)]
            return Sought(tuple((each,) for each in written), written=True, begins=typed.begins)
        if len(found) != 1:
            return Sought(tuple((word.folded,) for word in found), begins=typed.begins)
        forms = asked(found[0].folded)
        return Sought((forms.words,), forms.stems, begins=typed.begins)

    return seek


def _sought(node: Node | None, exact: bool) -> Any:
    """The words to mark: those that the search is for, not those to leave out."""
    if isinstance(node, Words):
        yield exact, _seek(exact)(node)
    elif isinstance(node, Both | Either):
        for part in node.parts:
            if not isinstance(part, Without):
                yield from _sought(part, exact)


def _spans(text: str, sought: list[tuple[bool, Sought]]) -> list[Span]:
    from rawi.lang.searching import stems

    read = list(words(text))
    found: set[Span] = set()
    for exact, one in sought:
        if not one.rows:
            continue
        rows = [frozenset(row) for row in one.rows]
        wanted = frozenset(one.stems)
        for at, word in enumerate(read):
            if len(found) >= SHOWN:
                break
            if exact:
                continue
            if len(rows) == 1:
                own = word.folded
                if (
                    own in rows[0]
                    or not wanted.isdisjoint(stems(own))
                    or (one.begins and own.startswith(one.rows[0][0]))
                ):
                    found.add((word.start, word.end))
            elif all(at + i < len(read) and read[at + i].folded in row for i, row in enumerate(rows)):
                found.add((word.start, read[at + len(rows) - 1].end))
        if exact:
            found |= set(_written_spans(read, [row[0] for row in one.rows]))
    return sorted(found)


def _written_spans(read: list[Any], wanted: list[str]) -> list[Span]:
    flat = [(word, each) for word in read for each in coded(word.written)]
    return [
        (flat[at][0].start, flat[at + len(wanted) - 1][0].end)
        for at in range(len(flat) - len(wanted) + 1)
        if all(flat[at + i][1] == each for i, each in enumerate(wanted))
    ][:SHOWN]


def _document(row: dict[str, Any], sought: list[tuple[bool, Sought]]) -> Hit:
    text: str = msgspec.json.decode(row.pop("body"), type=_Text).text
    spans = _spans(text, sought)
    first = spans[0] if spans else (0, 0)
    snippet, offset = _snippet(text, first)
    return Hit(
        document=row["id"], claim=None, title=row["title"], outlet=row["outlet"], language=row["language"],
        published=row["published_start"], snippet=snippet, offset=offset, spans=_inside(spans, snippet, offset),
        span=first, row=row,
    )  # fmt: skip


def _claim(row: dict[str, Any], sought: list[tuple[bool, Sought]]) -> Hit:
    text: str = row["quote"] or ""
    return Hit(
        document=row["document"], claim=row["id"], title=row["title"], outlet=row["outlet"], language=row["language"],
        published=row["published_start"], snippet=text, offset=row["span_start"], spans=tuple(_spans(text, sought)),
        span=(row["span_start"], row["span_end"]), row=row,
    )  # fmt: skip


class _Text(msgspec.Struct):
    text: str


def _snippet(text: str, first: Span) -> tuple[str, int]:
    """The text around a span, cut at blanks; and where it begins."""
    start = max(0, first[0] - AROUND)
    end = min(len(text), max(first[1], start + AROUND) + AROUND)
    if start:
        blank = text.find(" ", start, first[0])
        start = blank + 1 if blank >= 0 else start
    if end < len(text):
        blank = text.rfind(" ", first[1], end)
        end = blank if blank > 0 else end
    return text[start:end], start


def _inside(spans: list[Span], snippet: str, offset: int) -> tuple[Span, ...]:
    end = offset + len(snippet)
    return tuple((a - offset, b - offset) for a, b in spans if a >= offset and b <= end)


__all__ = ["Hit", "Hits", "Record", "highlight", "search", "spelling"]
