"""Rows on a terminal: one line a row, cut to fit, each cell keeping its direction to itself.

Cells are cut and set apart here, not by a library: an isolate that is cut off or wrapped would turn the rest of the
line around.
"""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.text import Text

from rawi.cli.terminal import clean, isolated

GAP = "  "
ARROW = " › "


class Column(NamedTuple):
    """A column: its heading, the key of its values, its style, and its share of the room (0: as wide as it needs)."""

    heading: str
    key: str
    style: str = ""
    share: int = 0
    right: bool = False


def table(console: Console, columns: Sequence[Column], rows: Iterable[dict[str, Any]]) -> int:
    """Print rows as a table, or as tab-separated lines where no terminal is; return how many there were."""
    if not console.is_terminal:
        return _lines(console, columns, rows)
    cells = [[_values(row.get(column.key)) for column in columns] for row in rows]
    if not cells:
        return 0
    widths = _widths(console.width, columns, cells)
    heading = Text()
    for column, width in zip(columns, widths, strict=True):
        heading.append(_cell(console, [column.heading], width, column.right) + GAP, "bold")
    console.print(heading, no_wrap=True, crop=False, overflow="ignore")
    for row in cells:
        line = Text()
        for column, width, values in zip(columns, widths, row, strict=True):
            line.append(_cell(console, values, width, column.right), column.style).append(GAP)
        console.print(line, no_wrap=True, crop=False, overflow="ignore")
    return len(cells)


def chain(console: Console, names: Iterable[str], style: str = "cyan") -> Text:
    """A breadcrumb, the outlet first, from left to right whatever the names' script."""
    return Text(ARROW).join(Text(isolated(name, console), style=style) for name in names)


def _lines(console: Console, columns: Sequence[Column], rows: Iterable[dict[str, Any]]) -> int:
    number = 0
    console.print("\t".join(column.heading for column in columns), soft_wrap=True)
    for row in rows:
        values = (ARROW.join(clean(value) for value in _values(row.get(column.key))) for column in columns)
        console.print("\t".join(values), soft_wrap=True)
        number += 1
    return number


def _values(value: Any) -> list[str]:
    if value is None:
        return []
    if isinstance(value, list | tuple):
        return [clean(str(each)) for each in value]
    return [clean(str(value))]


def _widths(room: int, columns: Sequence[Column], cells: list[list[list[str]]]) -> list[int]:
    """What each column needs, and where that is too much, its share of the room."""
    needs = [
        max(cell_len(column.heading), *(cell_len(ARROW.join(row[n])) for row in cells))
        for n, column in enumerate(columns)
    ]
    left = (
        room
        - len(GAP) * len(columns)
        - sum(need for need, column in zip(needs, columns, strict=True) if not column.share)
    )
    widths = [0 if column.share else need for need, column in zip(needs, columns, strict=True)]
    open_columns = [n for n, column in enumerate(columns) if column.share]
    while open_columns:
        shares = sum(columns[n].share for n in open_columns)
        content = [n for n in open_columns if needs[n] <= left * columns[n].share // shares]
        for n in content or open_columns:
            widths[n] = needs[n] if content else max(left * columns[n].share // shares, 6)
        left -= sum(widths[n] for n in content)
        open_columns = [n for n in open_columns if n not in content] if content else []
    return widths


def _cell(console: Console, values: list[str], width: int, right: bool) -> str:
    """Values cut to a width, isolated, and padded to it."""
    shown, padding = list[str](), width
    for value in values:
        arrow = ARROW if shown else ""
        room = padding - cell_len(arrow)
        if room <= 1:
            break
        cut = value if cell_len(value) <= room else set_cell_size(value, room - 1).rstrip() + "…"
        shown.append(arrow + isolated(cut, console))
        padding -= cell_len(arrow) + cell_len(cut)
    cell = "".join(shown)
    return " " * padding + cell if right else cell + " " * padding
