"""Whether a count totals one incident or a period."""

from typing import Final

from rawi.lang import Found, Pack
from rawi.mentions.count_phrases import Phrase
from rawi.mentions.numbers import numbers
from rawi.text import Sentence

_NEAR: Final = 6  # words between a stock and its figure


def cumulative(sentence: Sentence, hits: Found, pack: Pack, phrase: Phrase) -> bool:
    """Whether the sentence makes the phrase the total of a period or a campaign ("since October", «تا کنون»)."""
    moments = hits.of("count_moment")
    for hit in hits.of("count_cumulative"):
        if not any(m.first <= hit.first <= m.last for m in moments):
            return True
    if any(phrase.first - _NEAR <= hit.first <= phrase.end for hit in hits.of("count_stock")):
        return True
    return "count_gone" in hits and _gone_by(sentence, hits, pack)


def _gone_by(sentence: Sentence, hits: Found, pack: Pack) -> bool:
    """«طی ۲۰ سال اخیر», over the past five years: some number of years, months, weeks or days, gone by."""
    gone, units = hits.of("count_gone"), hits.of("count_period")
    if not units:
        return False
    counted = [n for n in numbers(sentence.words, pack) if n.low > 1]
    for unit in units:
        near = any(abs(unit.first - hit.first) <= 2 for hit in gone)
        if near and any(unit.first - 2 <= n.first <= unit.first + 1 for n in counted):
            return True
        if near and unit.value == "plural":
            return True
    return False
