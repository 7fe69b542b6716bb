"""Copies beside each other: what stands in both, what in one only, what is spelt in another way."""

from hypothesis import given
from hypothesis import strategies as st

from rawi.review.differences import Piece, rows, sentences


def test_sentences_that_are_the_same_stand_beside_each_other() -> None:
    (row,) = rows("دو نفر کشته شدند.", "دو نفر کشته شدند.")
    assert row.same


def test_a_changed_word_is_set_off_on_both_sides() -> None:
    (row,) = rows("Two people were killed on Friday evening.", "Four people were killed on Friday evening.")
    assert row.left[0] == Piece("Two", "only")
    assert row.right[0] == Piece("Four", "only")
    assert row.left[1].kind == row.right[1].kind == "same"


def test_another_spelling_of_a_word_is_no_difference_in_words() -> None:
    (row,) = rows("خامنه‌ای در نماز جمعه گفت", "خامنه‌اي در نماز جمعه گفت")
    assert [piece.kind for piece in row.left] == ["spelt", "same"]
    assert not row.same


def test_an_added_paragraph_stands_alone() -> None:
    left = "First of all, the mayor spoke.\nThen the crowd went home."
    right = "First of all, the mayor spoke.\nThis newspaper could not reach the police.\nThen the crowd went home."
    found = rows(left, right)
    assert [row.same for row in found] == [True, False, True]
    assert found[1].left == ()
    assert found[1].right == (Piece("This newspaper could not reach the police.", "only"),)


def test_a_sentence_at_another_place_is_said_to_have_moved() -> None:
    rest = "The mayor said the old bridge was closed. Two people were hurt near the mill. Nobody was arrested."
    late = "Rain is expected all over the south."
    found = rows(f"{late} {rest}", f"{rest} {late}")
    assert found[0].left == (Piece(late, "moved"),)
    assert found[-1].right == (Piece(late, "moved"),)
    assert all(row.same for row in found[1:-1])


def test_a_few_words_at_another_place_tell_nothing() -> None:
    rest = "The mayor said the old bridge was closed. Two people were hurt near the mill."
    found = rows(f"Read more. {rest}", f"{rest} Read more.")
    assert found[0].left == (Piece("Read more.", "only"),)


def test_a_long_pair_is_compared_line_by_line() -> None:
    left = "\n".join(f"line number {n} of a long text" for n in range(300))
    found = rows(left, left.replace("number 7 ", "number seven "))
    assert sum(not row.same for row in found) == 2
    assert len(found) == 301


@given(st.text(alphabet="ab c\n.ی", max_size=80), st.text(alphabet="ab c\n.ي", max_size=80))
def test_nothing_of_either_text_is_lost_or_moved(left: str, right: str) -> None:
    found = rows(left, right)
    for side, text in ((0, left), (1, right)):
        shown = ["".join(piece.text for piece in row[side]) for row in found if row[side]]
        assert shown == sentences(text)
        assert "".join("".join(shown).split()) == "".join(text.split())
