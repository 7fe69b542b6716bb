"""Whether a count totals one incident or a period."""

from collections.abc import Sequence

from rawi.lang import Hit, Pack
from rawi.mentions.count_phrases import Phrase
from rawi.mentions.numbers import numbers
from rawi.text import Sentence

_NEAR = 6  # words between a stock and its figure


def cumulative(sentence: Sentence, hits: Sequence[Hit], pack: Pack, phrase: Phrase) -> bool:
    """Whether the sentence makes the phrase the total of a period or a campaign ("since October", «تا کنون»)."""
    concepts = {hit.concept for hit in hits}
    moments = [hit for hit in hits if hit.concept == "count_moment"]
    for hit in hits:
        if hit.concept == "count_cumulative" and not any(m.first <= hit.first <= m.last for m in moments):
            return True
    if "count_stock" in concepts and any(
        hit.concept == "count_stock" and phrase.first - _NEAR <= hit.first <= phrase.end for hit in hits
    ):
        return True
    return "count_gone" in concepts and _gone_by(sentence, hits, pack)


def _gone_by(sentence: Sentence, hits: Sequence[Hit], pack: Pack) -> bool:
    """«طی ۲۰ سال اخیر», over the past five years: some number of years, months, weeks or days, gone by."""
    gone = [hit for hit in hits if hit.concept == "count_gone"]
    units = [hit for hit in hits if hit.concept == "count_period"]
    counted = [n for n in numbers(sentence.words, pack) if n.low > 1]
    for unit in units:
        near = any(abs(unit.first - hit.first) <= 2 for hit in gone)
        if near and any(unit.first - 2 <= n.first <= unit.first + 1 for n in counted):
            return True
        if near and unit.value == "plural":
            return True
    return False
