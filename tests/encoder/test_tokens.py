"""Text is cut into the likeliest pieces, each with its place."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.encoder.tiny import NORM, WORDS

from rawi.encoder.tokens import Tokenizer

TOKENIZER = Tokenizer(list(WORDS), list(WORDS.values()), NORM, 3)
NAMES = list(WORDS)


def cut(text: str) -> list[tuple[str, str]]:
    return [(NAMES[piece.number], text[piece.start : piece.end]) for piece in TOKENIZER.pieces(text)]


def test_the_likeliest_cut_wins_over_the_longest_first_piece() -> None:
    assert cut("told") == [("▁told", "told")]  # -6 against -3.5 - 7
    assert cut("to ld") == [("▁to", "to"), ("▁", ""), ("ld", "ld")]


def test_what_no_piece_has_is_unknown_letter_by_letter() -> None:
    assert cut("a%") == [("▁", ""), ("a", "a"), ("<unk>", "%")]


def test_places_are_the_documents_own_where_letters_are_rewritten() -> None:
    assert cut("گـفت،") == [("▁گفت", "گـفت"), ("،", "،")]  # a tatweel is dropped
    assert cut("گفت\u200cگو") == [("▁گفت", "گفت"), ("▁", ""), ("گو", "گو")]  # a joiner is a blank
    assert cut("２") == [("▁", ""), ("2", "２")]


def test_the_names_of_special_pieces_are_plain_text() -> None:
    assert 0 not in TOKENIZER.numbers("<s>") and 2 not in TOKENIZER.numbers("</s>")


def test_an_endless_word_is_cut_without_endless_work() -> None:
    assert len(TOKENIZER.numbers("ab" * 3000)) >= 6000


@given(st.text(alphabet="told گفتو،2a\u200c\u0640½%\n", max_size=40))
def test_places_are_ordered_and_hold_every_letter(text: str) -> None:
    pieces = TOKENIZER.pieces(text)
    assert [piece.number for piece in pieces] == TOKENIZER.numbers(text)
    assert all(a.end <= b.end and a.start <= b.start for a, b in itertools.pairwise(pieces))
    held = {at for piece in pieces for at in range(piece.start, piece.end)}
    wanted = {at for at, char in enumerate(text) if NORM.get(char, char).strip()}
    assert wanted <= held


@pytest.mark.parametrize("text", ["", " ", "\n \u0640"])
def test_nothing_has_no_pieces(text: str) -> None:
    assert TOKENIZER.pieces(text) == []
