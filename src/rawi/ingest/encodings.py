"""Bytes to text: which encoding, how that is known, and a refusal with a remedy where no encoding fits.

The order: a byte order mark, what the person insists on, UTF-16 that shows itself, UTF-8 which proves itself (pages
in UTF-8 often declare something older), what the page declares, and at last Windows-1256 and its relatives, told
apart by how common their letters are.
"""

import codecs
import re
import tomllib
from functools import cache
from importlib.resources import files

import msgspec

from rawi.errors import InputError

SAMPLE = 1 << 16
_SPOILED = 6
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROLS = bytes(c for c in range(32) if c not in b"\t\n\v\f\r\x1a\x1b")
_RUN = re.compile("[ء-غـ-يپچژکگی]{2,}")
_LETTER = re.compile("[ء-غف-يپچژکگی]")
_MIXED = re.compile("[a-z][ء-غف-ي]|[ء-غف-ي][a-z]", re.I)
_PLAIN = re.compile("[\t\n\r -~\u00a0-\u00ff\u0600-\u06ff\u200b-\u200f\u2010-\u203a]")


class Decoded(msgspec.Struct, frozen=True, kw_only=True):
    """Text, the encoding it was in, and how that is known: `mark`, `given`, `declared`, `valid` or `guessed`.

    `replaced` counts the bytes shown as U+FFFD (only where the person insisted on an encoding); `cut` says that
    the last character is incomplete and was left out.
    """

    text: str
    encoding: str
    how: str
    replaced: int = 0
    cut: bool = False


def decode(data: bytes, *, given: str | None = None, declared: str | None = None) -> Decoded:
    """The text in `data`, the byte order mark removed and nothing else changed. InputError when it is not text."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _whole(data[len(mark) :], encoding, "mark")
    if given:
        return _insisted(data, given)
    if b"\0" in data:
        return _wide(data)
    if _share_of_controls(data) > 0.02:
        if len(data) % 2 == 0 and _reads_as_text(data[:SAMPLE], "utf-16-le"):
            return _whole(data, "utf-16-le", "guessed")
        raise InputError("binary data, not text", remedy="remove it, or save its text as UTF-8")
    try:
        return Decoded(text=data.decode("utf-8"), encoding="utf-8", how="valid")
    except UnicodeDecodeError as error:
        return _not_utf8(data, error, declared)


def double_encoded(text: str) -> str | None:
    """The encoding that UTF-8 bytes were mistaken for before the text was saved («Ø³Ù„Ø§Ù…»), or None.

    Exact: the passage, put back into that encoding, must be UTF-8 from end to end.
    """
    sample = text[:20_000]
    bare = len(sample) - sample.count(" ")
    if "â€" not in sample and "Ã" not in sample:
        latin = sample.count("Ø") + sample.count("Ù") + sample.count("Û")
        arabic = sample.count("ط") + sample.count("ظ") + sample.count("غ")
        if max(latin, arabic) * 5 < bare or bare < 8:
            return None
    lines = [line for line in sample.split("\n") if not line.isascii()]
    whole = lines[:-1] if len(text) > len(sample) and len(lines) > 1 else lines
    if sum(c > "\x7f" for line in whole for c in line) < _SPOILED:
        return None
    for encoding in ("windows-1252", "windows-1256"):
        if all(_returns(line, encoding) for line in whole):
            return encoding
    return None


def _returns(line: str, encoding: str) -> bool:
    table = _table(encoding)
    try:
        bytes(table[c] for c in line).decode("utf-8")
    except (KeyError, UnicodeDecodeError):
        return False
    return True


@cache
def _table(encoding: str) -> dict[str, int]:
    # Bytes an encoding leaves undefined survive such accidents as C1 controls.
    table = {chr(b): b for b in range(256)}
    for b in range(128, 256):
        char = bytes([b]).decode(encoding, "ignore")
        if char:
            table[char] = b
    return table


def _whole(data: bytes, encoding: str, how: str) -> Decoded:
    try:
        return Decoded(text=data.decode(encoding), encoding=encoding, how=how)
    except UnicodeDecodeError as error:
        if _is_cut(data, error):
            return Decoded(text=data[: error.start].decode(encoding), encoding=encoding, how=how, cut=True)
        raise _damaged(data, encoding, error) from None


def _is_cut(data: bytes, error: UnicodeDecodeError) -> bool:
    return error.start > 0 and error.end >= len(data) and error.start >= len(data) - 4


def _insisted(data: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(text=data.decode(encoding), encoding=encoding, how="given")
    except UnicodeDecodeError:
        text = data.decode(encoding, "replace")
    replaced = text.count("\ufffd")
    if replaced * 4 > len(text):
        raise InputError(f"not {encoding}", remedy="leave out --encoding, or name another one")
    return Decoded(text=text, encoding=encoding, how="given", replaced=replaced)


def _declared(data: bytes, encoding: str) -> Decoded | None:
    """A page's own word, where the bytes bear it out. Western tables fit any bytes, so their name proves nothing."""
    try:
        name = codecs.lookup(encoding).name
        if name in ("utf-8", "ascii", "cp1252", "iso8859-1", "iso8859-15"):
            return None
        return Decoded(text=data.decode(name), encoding=name, how="declared")
    except (LookupError, UnicodeDecodeError):
        return None


def _share_of_controls(data: bytes) -> float:
    sample = data[:SAMPLE]
    return (len(sample) - len(sample.translate(None, _CONTROLS))) / max(1, len(sample))


def _wide(data: bytes) -> Decoded:
    sample = data[: SAMPLE - SAMPLE % 4]
    for encoding in ("utf-16-le", "utf-16-be"):
        if _reads_as_text(sample, encoding):
            return _whole(data, encoding, "guessed")
    raise InputError("binary data, not text (it holds NUL bytes)", remedy="remove it, or save its text as UTF-8")


def _reads_as_text(sample: bytes, encoding: str) -> bool:
    text = sample[: len(sample) - len(sample) % 2].decode(encoding, "replace")
    return len(_PLAIN.findall(text)) > 0.95 * len(text)


def _damaged(data: bytes, encoding: str, error: UnicodeDecodeError) -> InputError:
    line = data.count(b"\n", 0, error.start) + 1
    return InputError(
        f"not valid {encoding} at byte {error.start} (line {line})",
        remedy=f"--encoding {encoding} reads it with the damage marked; or name the right encoding",
    )


def _not_utf8(data: bytes, error: UnicodeDecodeError, declared: str | None) -> Decoded:
    if _is_cut(data, error):
        return Decoded(text=data[: error.start].decode("utf-8"), encoding="utf-8", how="valid", cut=True)
    sample = data[:SAMPLE] if error.start < SAMPLE else data[error.start - SAMPLE // 2 : error.start + SAMPLE // 2]
    lenient = sample.decode("utf-8", "surrogateescape")
    bad = len(re.findall("[\udc80-\udcff]", lenient))
    good = sum(1 for c in lenient if c > "\x7f") - bad
    if good > 3 * bad:
        raise _damaged(data, "utf-8", error)
    if declared and (found := _declared(data, declared)):
        return found
    encoding = _single_byte(sample)
    if encoding is None:
        raise InputError(
            "neither UTF-8, UTF-16 nor Windows-1256", remedy="name its encoding with --encoding, or save it as UTF-8"
        )
    return _whole(data, encoding, "guessed")


@cache
def _data() -> tuple[dict[str, float], list[str], str]:
    data = tomllib.loads(files("rawi.ingest").joinpath("encodings.toml").read_text("utf-8"))
    letters: str = data["letters"]
    return {c: 1 - i / len(letters) for i, c in enumerate(letters)}, data["arabic"], data["latin"]


def _single_byte(sample: bytes) -> str | None:
    """The single-byte encoding whose letters look most like words of Arabic or Persian, or of English."""
    ranks, arabic, latin = _data()
    best, best_score = None, 0.62
    for encoding in arabic:
        text = sample.decode(encoding, "replace")
        letters = _LETTER.findall(text)
        joined = sum(len(m) for m in _RUN.findall(text))
        others = len(re.findall("[^\x00-\x7f]", text)) - len(letters)
        if not letters or joined < 0.8 * len(letters) or len(_MIXED.findall(text)) * 10 > len(letters):
            continue
        score = sum(ranks.get(c, 0.0) for c in letters) / (len(letters) + others)
        if score > best_score:
            best, best_score = encoding, score
    if best is not None:
        return best
    high = len(re.findall(rb"[\x80-\xff]", sample))
    text = sample.decode(latin, "ignore")
    words = len(re.findall("[a-zA-Z]", text))
    return latin if high * 4 <= words and not re.search(b"[\x81\x8d\x8f\x90\x9d]", sample) else None
