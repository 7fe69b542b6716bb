"""Bytes to text: exact where it can be known, refused with a remedy where it cannot."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rawi.errors import InputError
from rawi.ingest.encodings import decode, double_encoded

PERSIAN = "فرماندار شهر گفت كه شش نفر در تجمع ديروز بازداشت شده اند و پرونده آنان به دادگاه فرستاده شده است. چنين نيست"
ARABIC = "قالت المتحدثة باسم البلدية إن ستة أشخاص أوقفوا خلال تجمع أمس، وأضافت أن الملف أحيل إلى المحكمة"
ENGLISH = "The governor’s office said “no one was harmed” – a claim that residents of the old quarter denied."

WITHOUT_CONTROLS = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufeff"), min_size=1)


@given(WITHOUT_CONTROLS)
def test_utf8_is_exact(text: str) -> None:
    assert decode(text.encode()).text == text
    assert decode(b"\xef\xbb\xbf" + text.encode()).text == text


@given(WITHOUT_CONTROLS, st.sampled_from(["utf-16-le", "utf-16-be", "utf-32-le"]))
def test_a_byte_order_mark_settles_it(text: str, encoding: str) -> None:
    found = decode(("\ufeff" + text).encode(encoding))
    assert (found.text, found.encoding, found.how) == (text, encoding, "mark")


@given(st.text(st.sampled_from("اآبپتثجچحخدذرزژسشصضطظعغفقكگلمنوهي ،؛؟.\r\n«»‌abc019"), min_size=1))
def test_windows_1256_is_exact_when_named(text: str) -> None:
    assert decode(text.encode("windows-1256"), given="windows-1256").text == text


@pytest.mark.parametrize("text", [PERSIAN, ARABIC])
@pytest.mark.parametrize("encoding", ["windows-1256", "utf-16-le", "utf-16-be"])
def test_unmarked_text_is_told_by_its_letters(text: str, encoding: str) -> None:
    found = decode(text.encode(encoding))
    assert (found.text, found.encoding, found.how) == (text, encoding, "guessed")


def test_english_with_curly_quotes_from_windows() -> None:
    found = decode(ENGLISH.encode("windows-1252"))
    assert (found.text, found.encoding) == (ENGLISH, "windows-1252")


def test_line_ends_stay_as_they_are() -> None:
    assert decode(b"one\r\ntwo\rthree\n").text == "one\r\ntwo\rthree\n"


def test_a_page_s_own_word_counts_only_where_the_bytes_bear_it_out() -> None:
    assert decode(PERSIAN.encode(), declared="windows-1256").encoding == "utf-8"
    assert decode(PERSIAN.encode("windows-1256"), declared="utf-8").encoding == "windows-1256"
    assert decode(ARABIC.encode("iso8859-6", "ignore"), declared="iso-8859-6").encoding == "iso8859-6"
    assert decode(ARABIC.encode("windows-1256"), declared="iso-8859-1").text == ARABIC
    assert decode(ARABIC.encode("windows-1256"), declared="no-such-thing").text == ARABIC


def test_damaged_utf8_is_refused_at_its_place() -> None:
    with pytest.raises(InputError) as caught:
        decode((PERSIAN + "\n").encode() + b"\xff\xfe" + PERSIAN.encode())
    assert "line 2" in caught.value.what
    assert "--encoding" in caught.value.remedy


def test_damage_is_counted_when_the_encoding_is_insisted_on() -> None:
    found = decode(PERSIAN.encode() + b"\xff" + ARABIC.encode(), given="utf-8")
    assert found.replaced == 1
    assert found.text == PERSIAN + "\ufffd" + ARABIC


def test_a_last_character_cut_off_is_left_out_and_told() -> None:
    found = decode(PERSIAN.encode()[:-1])
    assert found.cut
    assert PERSIAN.startswith(found.text)
    assert decode(("\ufeff" + ARABIC).encode("utf-16-le")[:-1]).cut


@pytest.mark.parametrize(
    "data",
    [bytes(range(256)) * 8, b"\x00\x01\x02" * 500, b"text with one \x00 NUL in it", b"\x01\x02\x03\x04text\x05" * 9],
)
def test_binary_data_is_no_text(data: bytes) -> None:
    with pytest.raises(InputError, match="binary"):
        decode(data)


def test_other_encodings_are_refused_rather_than_misread() -> None:
    for text, encoding in (("Привет, это сообщение о событиях в городе", "cp1251"), ("日本語の文章です", "shift_jis")):
        with pytest.raises(InputError, match="neither"):
            decode(text.encode(encoding))


@given(st.binary(max_size=400))
def test_any_bytes_are_text_or_a_refusal(data: bytes) -> None:
    try:
        found = decode(data)
    except InputError as error:
        assert error.remedy
    else:
        assert found.text.encode("utf-8", "surrogatepass") is not None


@pytest.mark.parametrize("encoding", ["windows-1252", "windows-1256"])
@pytest.mark.parametrize("text", [PERSIAN, ARABIC])
def test_utf8_taken_for_something_else_and_saved_is_seen(text: str, encoding: str) -> None:
    spoiled = "".join(bytes([b]).decode(encoding, "ignore") or chr(b) for b in text.encode())
    assert double_encoded(spoiled) == encoding
    assert double_encoded(text) is None


@given(st.text(st.sampled_from(PERSIAN + ARABIC + ENGLISH + "\n"), max_size=300))
def test_sound_text_is_never_called_spoiled(text: str) -> None:
    assert double_encoded(text) is None
