"""Marks in a text: nested, crossing, over line ends; the words stay as they are."""

import re
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from rawi.export.dossier.marking import Mark, paragraphs

TEXTS = st.text(st.sampled_from("ab <>&\"'\n«»ا می\u200cرود\u064bé😀"), max_size=60)


class Reader(HTMLParser):
    """Takes a piece of HTML apart: its text, and which marks lie over each character."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.characters: list[tuple[str, frozenset[str]]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(str(dict(attrs)["class"]))

    def handle_endtag(self, tag: str) -> None:
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.characters += [(character, frozenset(self.open)) for character in data]


@given(TEXTS, st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=8))
def test_every_character_lies_under_its_marks_and_no_others(text: str, spans: list[tuple[int, int]]) -> None:
    marks = [Mark((min(span), max(span)), "span", f"m{n}") for n, span in enumerate(spans)]
    shown = list[tuple[str, frozenset[str]]]()
    for paragraph in paragraphs(text, marks):
        reader = Reader(str(paragraph.html))
        assert reader.open == []
        shown += reader.characters
    expected = []
    for line in re.finditer(r"[^\n]+", text):
        if line[0].strip():
            expected += [
                (text[at], frozenset(mark.classes for mark in marks if mark.span[0] <= at < mark.span[1]))
                for at in range(*line.span())
            ]
    assert shown == expected


def test_a_mark_that_crosses_another_is_cut() -> None:
    (paragraph,) = paragraphs("abcdef", [Mark((0, 4), "b", "x"), Mark((2, 6), "i", "y")])
    assert str(paragraph.html) == '<b class="x">ab<i class="y">cd</i></b><i class="y">ef</i>'


def test_an_anchor_and_a_tail_stand_once_also_over_a_line_end() -> None:
    from markupsafe import Markup

    mark = Mark((0, 5), "b", "x", anchor="here", after=Markup("<sup>1</sup>"))
    html = "".join(str(paragraph.html) for paragraph in paragraphs("ab\ncd", [mark]))
    assert html.count('id="here"') == 1
    assert html.endswith("</b><sup>1</sup>")
    assert html.count("<sup>") == 1


def test_lines_take_the_direction_of_their_letters() -> None:
    lines = paragraphs("BBC: گزارش تازه از تهران\nReuters reports\n۱۲۳", [], default="rtl")
    assert [line.direction for line in lines] == ["rtl", "ltr", "rtl"]


def test_markup_and_control_characters_of_the_text_do_nothing() -> None:
    (line,) = paragraphs("<script>alert(1)</script>\x00\x1b[31m", [])
    assert "<script" not in line.html
    assert "\x00" not in line.html
    assert "\x1b" not in line.html
