"""Reading → counts: numbers of people with bounds, kind and scope.

Phrases (`count_phrases`) say who is counted, fates (`count_fates`) what became of them, scope (`count_scope`)
whether it is one incident's figure. A number whose fate the text does not tell gives no count.
"""

from bisect import bisect_right

from rawi.lang import Reading
from rawi.mentions.count_fates import Fate, Fates
from rawi.mentions.count_phrases import Phrase, phrases
from rawi.mentions.count_scope import cumulative
from rawi.records import Count, Span, Time

_GRAVE = frozenset({"killed", "wounded", "arrested", "missing", "abducted", "sentenced", "displaced", "casualties"})


def counts(reading: Reading, times: tuple[Time, ...]) -> tuple[Count, ...]:
    """Every count of people killed, wounded, arrested, … in order of appearance."""
    dated = sorted(time.span for time in times if time.precision != "vague")
    found: list[tuple[Phrase, Fate, bool, Span]] = []
    for index in range(len(reading.sentences)):
        found.extend(_sentence(reading, index, dated))
    campaign = _campaigns(reading, found)
    out = []
    for number, (phrase, fate, total, span) in enumerate(found, 1):
        low, high = phrase.number.low, phrase.number.high
        out.append(
            Count(
                id=f"C{number}",
                span=span,
                kind=fate.kind,
                low=int(low),
                high=None if high is None else int(high),
                approx=phrase.number.approx,
                scope="cumulative" if total or (fate.kind in campaign and low > 1) else "incident",
                rule=fate.rule,
            )
        )
    return tuple(out)


def _sentence(reading: Reading, index: int, dated: list[Span]) -> list[tuple[Phrase, Fate, bool, Span]]:
    sentence, pack = reading.sentences[index], reading.pack(index)
    hits = reading.hits(index)
    candidates = phrases(sentence, hits, pack)
    if not candidates:
        return []
    spans = {id(p): reading.span((p.start, p.stop)) for p in candidates}
    candidates = [p for p in candidates if p.noun != "bare" or not _inside(spans[id(p)], dated)]
    fates = Fates(sentence, hits, pack, candidates)
    known: list[Fate | None] = []
    for k, phrase in enumerate(candidates):
        fate = fates.of(k, known)
        known.append(fate if fate is not None and _fits(phrase, fate) else None)
    return [
        (phrase, fate, cumulative(sentence, hits, pack, phrase), spans[id(phrase)])
        for phrase, fate in zip(candidates, known, strict=True)
        if fate is not None
    ]


def _fits(phrase: Phrase, fate: Fate) -> bool:
    number = phrase.number
    if isinstance(number.low, float) or number.high == 0 or (number.low < 1 and number.high is None):
        return False
    if number.low == number.high == 1 and fate.kind not in _GRAVE:
        return False
    if phrase.noun == "household":
        return fate.kind == "displaced"
    if phrase.noun == "bare" and number.core_end - number.core == 1 and 1300 <= number.low <= 2100 and not number.bound:
        return False
    if phrase.noun in ("bare", "unknown"):
        return fate.kind in _GRAVE and (number.low > 1 or phrase.noun == "bare")
    return True


def _inside(span: Span, dated: list[Span]) -> bool:
    i = bisect_right(dated, (span[0], 1 << 60)) - 1
    return i >= 0 and dated[i][1] > span[0]


def _campaigns(reading: Reading, found: list[tuple[Phrase, Fate, bool, Span]]) -> frozenset[str]:
    """Kinds whose headline or lead totals a period: a round-up's further figures of that kind do too."""
    lead = reading.sentences[1].end if len(reading.sentences) > 1 else 0
    limit = reading.span((0, lead))[1] if lead else 0
    return frozenset(fate.kind for _, fate, total, span in found if total and span[1] <= limit)
