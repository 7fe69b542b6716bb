"""Reading → counts: numbers of people with bounds, kind and scope.

Phrases (`count_phrases`) say who is counted, fates (`count_fates`) what became of them, scope (`count_scope`)
whether it is one incident's figure. A number whose fate the text does not tell gives no count.
"""

from bisect import bisect_right
from typing import Final

from rawi.lang import Pack, Reading
from rawi.mentions.count_fates import Fate, Fates, telling
from rawi.mentions.count_phrases import Phrase, glued, phrases
from rawi.mentions.count_scope import cumulative
from rawi.records import Count, Span, Time

_GRAVE: Final = frozenset(
    {"killed", "wounded", "arrested", "missing", "abducted", "sentenced", "displaced", "casualties"}
)
_WEAK: Final = frozenset(("bare", "unknown"))
_YEARS: Final = 1300, 2100  # figures that with no noun known are years
_PEOPLE: Final[tuple[str, ...]] = ("count_person", "count_dual", "count_both", "count_aged")
_MASS: Final = 1000  # so many killed, wounded, arrested, … are the total of a campaign, hardly of one incident


class _Found:
    """A count in the making."""

    __slots__ = ("fate", "index", "mass", "phrase", "span", "total")

    def __init__(self, phrase: Phrase, fate: Fate, total: bool, span: Span, index: int) -> None:
        self.phrase, self.fate, self.total, self.span, self.index = phrase, fate, total, span, index
        self.mass = False


def counts(reading: Reading, times: tuple[Time, ...]) -> tuple[Count, ...]:
    """Every count of people killed, wounded, arrested, … in order of appearance."""
    dated = sorted(time.span for time in times if time.precision != "vague")
    found: list[_Found] = []
    for index in range(len(reading.sentences)):
        found.extend(_sentence(reading, index, dated, found))
    campaign = _campaigns(reading, found)
    out = []
    for number, one in enumerate(found, 1):
        low, high = one.phrase.number.low, one.phrase.number.high
        total = one.total or (one.fate.kind in campaign and low > 1) or one.mass
        out.append(
            Count(
                id=f"C{number}",
                span=one.span,
                kind=one.fate.kind,
                low=int(low),
                high=None if high is None else int(high),
                approx=one.phrase.number.approx,
                scope="cumulative" if total else "incident",
                rule=one.fate.rule,
            )
        )
    return tuple(out)


def _sentence(reading: Reading, index: int, dated: list[Span], before: list[_Found]) -> list[_Found]:
    sentence, pack = reading.sentences[index], reading.pack(index)
    hits = reading.concepts(index)
    # A sentence that tells no fate has no count, but of people told of before, or in a word made of both.
    told = any(concept in hits.names for concept in telling(pack))
    untold = not told and not (before and any(concept in hits.names for concept in _PEOPLE))
    if untold and not glued(sentence.words, pack):
        return []
    candidates = phrases(sentence, hits, pack)
    if not candidates:
        return []
    spans = {id(p): reading.span((p.start, p.stop)) for p in candidates}
    candidates = [p for p in candidates if p.noun not in _WEAK or not _inside(spans[id(p)], dated)]
    fates = Fates(sentence, hits, pack, candidates)
    known: list[Fate | None] = []
    out: list[_Found] = []
    for k, phrase in enumerate(candidates):
        fate, told = fates.of(k, known), False
        if fate is None and not fates.released(k):
            fate, told = _again(phrase, pack, before), True
        if fate is not None and not _fits(phrase, fate, bool(pack.settings.get("counts", {}).get("passives"))):
            fate = None
        known.append(fate)
        if fate is None:
            continue
        total = cumulative(sentence, hits, pack, phrase)
        if not total and out and fate.trigger is None and fate.rule != out[-1].fate.rule and not told:
            total = out[-1].total
        one = _Found(phrase, fate, total, spans[id(phrase)], index)
        disaster = "count_disaster" in hits
        one.mass = fate.kind in _GRAVE and phrase.number.low >= _MASS and not disaster
        out.append(one)
    return out


def _again(phrase: Phrase, pack: Pack, before: list[_Found]) -> Fate | None:
    """The same number of the same people as earlier in the text: «سه مهاجم … این سه مهاجم»."""
    if phrase.noun != "person" or phrase.number.low != phrase.number.high or phrase.number.low < 2:
        return None
    if pack.value("count_generic", phrase.head):
        return None
    for one in reversed(before):
        same = one.phrase.head == phrase.head and one.phrase.number.low == phrase.number.low
        if same and one.fate.kind in _GRAVE:
            return Fate(one.fate.kind, one.fate.rule)
    return None


def _fits(phrase: Phrase, fate: Fate, one: bool) -> bool:
    """Whether a phrase is a count; `one` tells that the language's "one" is a number and no article."""
    number = phrase.number
    if isinstance(number.low, float) or number.high == 0 or (number.low < 1 and number.high is None):
        return False
    if number.low == number.high == 1 and fate.kind not in _GRAVE:
        return False
    if phrase.noun == "unit":
        return fate.kind == "things"
    if phrase.noun == "household":
        return fate.kind == "displaced"
    if phrase.noun in _WEAK and number.core_end - number.core == 1 and _YEARS[0] <= number.low <= _YEARS[1]:
        return number.bound is not None
    if phrase.noun in _WEAK:
        if fate.kind == "participants" and phrase.noun == "bare":
            return fate.trigger is not None and fate.trigger.last == phrase.first - 1
        return fate.kind in _GRAVE and (number.low > 1 or phrase.noun == "bare" or (fate.trigger is not None and one))
    return True


def _inside(span: Span, dated: list[Span]) -> bool:
    i = bisect_right(dated, (span[0], 1 << 60)) - 1
    return i >= 0 and dated[i][1] > span[0]


def _campaigns(reading: Reading, found: list[_Found]) -> frozenset[str]:
    """Grave kinds whose headline or lead totals a period: a round-up's further figures of that kind do too."""
    return frozenset(one.fate.kind for one in found if one.total and one.index < 2 and one.fate.kind in _GRAVE)
