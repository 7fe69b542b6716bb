"""Who is told something in subject-verb-object languages: "told reporters | that C", "told a briefing"."""

from typing import Final

from rawi.attribution.line import Line

_MARKS: Final = "\"'“”«»"
_HEARERS: Final = frozenset(("of", "reporters", "journalists", "news", "agency"))


def skip_addressee(line: Line, k: int) -> int:
    """Past the one who is told: «told X that», «told reporters C»."""
    for j in range(k, min(k + 12, line.size)):
        if line.words[j] in ("that", ":", ",") or line.words[j][0] in _MARKS:
            return j
        if line.at("finite", j) is not None or line.words[j] in (".", ";"):
            break
    if line.at("pronoun", k) is not None or line.words[k] in ("me", "us", "them", "him", "her"):
        return k + 1
    if line.words[k] == "@":
        return next((j for j in range(k + 1, line.size) if line.starts[j] > line.ends[j - 1]), line.size)
    text = line.reading.view.text
    owned = line.at("pronoun_own", k) is not None or line.words[k] in ("the", "a", "an")
    if owned and k + 2 < line.size and text[line.starts[k + 1]].islower() and line.words[k + 1] not in _HEARERS:
        clause = line.at("pronoun", k + 2) is not None or line.at("noun_marker", k + 2) is not None
        if clause or line.words[k + 2] in ("to", "never", "not"):
            return k + 2  # "told his men | never to speak of it"
    j = k
    while (
        j < line.size
        and j - k < 6
        and not (line.words[j] == "the" and j > k)
        and (
            text[line.starts[j]].isupper()
            or (line.words[j] == "-" and line.ends[j - 1] == line.starts[j])
            or line.words[j] in ("the", "a", "of", "reporters", "journalists", "news", "agency")
        )
    ):
        j += 1
        if line.words[j - 1] in ("reporters", "journalists"):
            break
    return j if j > k else k + 1


def listeners(line: Line, first: int) -> int:
    """The last token of those who are told where a phrase with an article names them: "a briefing", "the court"."""
    k = first
    while k + 1 < line.size and k - first < 6 and line.is_word(k + 1) and line.at("source_stop", k + 1) is None:
        if line.at("finite", k + 1) is not None or line.at("pronoun", k + 1) is not None or is_day(line, k + 1):
            break
        k += 1
    return k


def is_day(line: Line, k: int) -> bool:
    return k < line.size and line.at("day_word", k) is not None
