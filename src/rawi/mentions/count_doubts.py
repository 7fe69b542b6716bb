"""Numbers in a sentence that count nobody: proportions, years before another number, digits that belong to a name."""

import itertools
from collections.abc import Mapping

from rawi.lang import Hit
from rawi.mentions.numbers import Number
from rawi.text import Sentence


def no_ratios(found: list[Number], ratios: Mapping[int, Hit]) -> list[Number]:
    """Without proportions: "4 in 10", «از هر ۵ نفر ۲ نفر»."""
    if not ratios:
        return found
    every = {hit.last + 1 for hit in ratios.values() if hit.last > hit.first}
    pairs = [
        (a, b)
        for a, b in itertools.pairwise(found)
        if (hit := ratios.get(a.end)) is not None and hit.last + 1 == b.first
    ]
    barred = {id(n) for pair in pairs for n in pair}
    return [n for n in found if id(n) not in barred and n.first not in every]


def no_years(found: list[Number], sentence: Sentence) -> list[Number]:
    """Without the year of a date that another number follows: "In May 2022 three soldiers"."""
    if len(found) < 2:
        return found
    years = {
        id(a)
        for a, b in itertools.pairwise(found)
        if a.core_end - a.core == 1 and a.end == b.first and len(sentence.words[a.core]) == 4
        if sentence.words[a.core].isdigit() and 1300 <= a.low <= 2100
    }
    return [n for n in found if id(n) not in years] if years else found


def in_a_name(sentence: Sentence, number: Number) -> bool:
    """Digits that belong to a name (H5N1, CBS4, G20) or to somebody's age between commas."""
    first, end, words = number.core, number.core_end, sentence.words
    if not words[first][0].isdigit():
        return False
    if first and sentence.ends[first - 1] == sentence.starts[first] and _latin(words[first - 1]):
        return True
    if end < len(words) and sentence.starts[end] == sentence.ends[end - 1] and _latin(words[end]):
        return True
    return number.bound is None and first > 0 and end < len(words) and words[first - 1] == words[end] == ","


def written_on(sentence: Sentence, number: Number) -> bool:
    """Digits written onto a word, which then belong to its name where no noun follows: «کووید۱۹»."""
    i = number.core
    before = sentence.words[i - 1] if i else ""
    return number.first == i and len(before) > 2 and before.isalpha() and sentence.ends[i - 1] == sentence.starts[i]


def _latin(word: str) -> bool:
    return word.isascii() and word.isalpha()
