"""How a token is written in subject-verb-object languages: adverbs by their ending, names by their capitals."""

from rawi.attribution.line import Line
from rawi.text import is_capital


def is_adverb(line: Line, k: int) -> bool:
    """Whether token `k` is an adverb beside a verb ("repeatedly"), and no noun that looks like one ("Assembly")."""
    return line.words[k].endswith("ly") and line.at("ly_noun", k) is None


def is_upper(line: Line, k: int) -> bool:
    return is_capital(line.reading.view.text[line.starts[k]])


def is_given_name(line: Line, k: int) -> bool:
    """Whether a helping verb in capitals inside a sentence is a name: "coach Will Wade"."""
    return k > 0 and is_upper(line, k) and is_upper(line, k + 1) and not is_upper(line, k - 1) and not in_capitals(line)


def is_acronym(line: Line, k: int) -> bool:
    """Whether token `k` is written in capitals among words that are not: "the WHO"."""
    text = line.reading.view.text
    word = text[line.starts[k] : line.ends[k]]
    return word.isupper() and len(word) > 1 and not text[line.starts[0] : line.sentence.end].isupper()


def in_capitals(line: Line) -> bool:
    """Whether the sentence is written in capitals, or like a headline with a capital on most of its words."""
    words = [k for k in range(line.size) if line.is_word(k)]
    return 3 * sum(1 for k in words if is_upper(line, k)) >= 2 * len(words)
