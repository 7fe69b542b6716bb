"""A terminal gets columns that hold, whatever the script."""

import io
from typing import Any

from rich.cells import cell_len
from rich.console import Console

from rawi.cli.tables import Column, table
from rawi.cli.terminal import clean, isolated


def terminal(width: int = 60) -> Console:
    return Console(
        file=io.StringIO(), force_terminal=True, width=width, color_system=None, highlight=False, markup=False
    )


def printed(console: Console) -> list[str]:
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue().splitlines()


ROWS: list[dict[str, Any]] = [
    {
        "who": ["خبرگزاری کرانه", "شبکه استانی جنوب", "فرماندار"],
        "n": 2,
        "text": "دو کشته در ناآرامی دیشب در شهر نخلسار",
    },
    {"who": ["Meridian"], "n": 2000, "text": "Nearly two thousand people stood in the square that evening"},
    {"who": None, "n": None, "text": None},
]
COLUMNS = (Column("Who", "who", share=2), Column("N", "n", right=True), Column("Text", "text", share=3))


def test_every_row_is_one_line_of_the_same_width() -> None:
    console = terminal()
    assert table(console, COLUMNS, ROWS) == 3
    lines = printed(console)
    assert len(lines) == 4
    assert len({cell_len(line) for line in lines}) == 1
    assert cell_len(lines[0]) <= 60


def test_every_isolate_that_is_opened_is_closed_in_its_cell() -> None:
    console = terminal(40)
    table(console, COLUMNS, ROWS)
    for line in printed(console):
        depth = 0
        for character in line:
            depth += (character in "\u2067\u2068") - (character == "\u2069")
            assert 0 <= depth <= 1
        assert depth == 0


def test_nothing_of_a_document_steers_the_terminal() -> None:
    assert clean("a\x1b[31mb\u202ec\u2066d\x9b\r\ne") == "a[31mbcd e"


def test_direction_marks_are_for_terminals_only() -> None:
    console = terminal()
    assert isolated("سلام", console) == "\u2067سلام\u2069"
    assert isolated("BBC فارسی and more words", console).startswith("\u2068")
    assert isolated("plain ≥ 30", console) == "plain ≥ 30"
    assert isolated("سلام", Console(file=io.StringIO())) == "سلام"
