"""Reading, mentions and chains → claims."""

from collections.abc import Iterable
from itertools import islice

from rawi.claims.arguments import clause, counts_of, nearest
from rawi.claims.features import Surroundings
from rawi.claims.mood import Cue, agreeing, certain, cues, mood_features, polarity
from rawi.claims.parties import Act, parties
from rawi.claims.rank import scorer, weights
from rawi.claims.setting import Settings
from rawi.claims.triggers import Trigger, triggers
from rawi.lang import Reading
from rawi.records import ActorMention, Attribution, Claim, Count, Place, Published, Span, Time, covers, overlap

_BESIDE = 25  # characters within which two events share their mood
_ALWAYS = ("ASSAULT", "COERCE", "PROTEST", "OTHER")


def claims(
    reading: Reading,
    times: tuple[Time, ...],
    counts: tuple[Count, ...],
    places: tuple[Place, ...],
    actors: tuple[ActorMention, ...],
    attributions: tuple[Attribution, ...],
) -> tuple[Claim, ...]:
    """Every event or public act the text reports, tied to its arguments and to the voice that tells it."""
    found = [t for index in range(len(reading.sentences)) for t in triggers(reading, index)]
    if not found:
        return ()
    around = Surroundings(reading, found, times, counts, places, attributions)
    chosen = _chosen(around)
    mood: dict[int, list[Cue]] = {}
    settings = Settings(reading, times, counts, places, actors, attributions, found)
    by_id = {a.id: a for a in attributions}
    kept: dict[int, list[tuple[Trigger, Span]]] = {}
    for n, _, _ in chosen:
        kept.setdefault(found[n].sentence, []).append((found[n], around.spans[n]))
    here = {index: _within(index, around, times, places, counts) for index in kept}
    out: list[Claim] = []
    for n, kind, mode in chosen:
        trigger, span = found[n], around.spans[n]
        index = trigger.sentence
        if index not in mood:
            mood[index] = cues(reading, index)
        sentence, lang = reading.sentences[index], reading.sentences[index].lang
        recent = islice(reversed(out), _BESIDE)
        before = next((c.status for c in recent if 0 < span[0] - c.trigger[1] <= _BESIDE), None)
        status = certain(trigger, mood[index]) or scorer(lang).status(
            mood_features(trigger, around.base[n], kind, mood[index], before)
        )
        told, denied = polarity(trigger, mood[index])
        first, last = clause(reading, trigger)
        inner = reading.span((sentence.starts[first], sentence.ends[last]))
        limit = around.limits[index]
        actor, recipient = parties(reading, Act(trigger, kind, mode, (first, last)), settings[index])
        voices = around.voices.get(index, ())
        at = nearest(span, limit, inner, times)
        if status in ("happened", "ongoing") and _to_come(at, times, reading.document.published):
            status = "planned"
        voice = _innermost(span, voices, by_id)
        rules = [f"{lang}.event.{kind.lower()}.{mode}", *agreeing(trigger, mood[index], status)]
        if denied is not None:
            rules.append(denied)
        out.append(
            Claim(
                id=f"E{len(out) + 1}",
                span=inner,
                trigger=span,
                type=kind,
                mode=mode,
                status=status,
                polarity=told,
                actor=None if actor is None else reading.span(actor),
                recipient=None if recipient is None else reading.span(recipient),
                place=nearest(span, limit, inner, here[index][1]),
                time=nearest(span, limit, inner, here[index][0]),
                counts=counts_of(trigger, around.spans, n, kept[index], limit, here[index][2]),
                attribution=voice.id if voice is not None else None,
                chain=_chain(voice, by_id),
                rules=tuple(rules),
            )
        )
    return tuple(out)


def _within(
    index: int, around: Surroundings, times: Iterable[Time], places: Iterable[Place], counts: Iterable[Count]
) -> tuple[list[Time], list[Place], list[Count]]:
    """The times, places and counts that lie in one sentence."""
    limit = around.limits[index]
    return (
        [t for t in times if covers(limit, t.span)],
        [p for p in places if covers(limit, p.span)],
        [c for c in counts if covers(limit, c.span)],
    )


def _to_come(at: str | None, times: tuple[Time, ...], published: Published | None) -> bool:
    """Whether the time of an event lies after the day its document was published."""
    if at is None or published is None:
        return False
    start = next(t.start for t in times if t.id == at)
    return start is not None and start > published.end


def _chosen(around: Surroundings) -> list[tuple[int, str, str]]:
    """(candidate, type, mode) of those worth a claim, in order of appearance."""
    model = weights()
    scored: list[tuple[float, int, str, str]] = []
    for n, trigger in enumerate(around.found):
        lang = around.reading.sentences[trigger.sentence].lang
        chances = scorer(lang).chances(trigger, around.base[n])
        named = [c for c in chances if c[1] != "OTHER" and c[0] >= model.cuts.get(c[1], model.cut)]
        other = [c for c in chances if c[1] == "OTHER" and c[0] >= model.other]
        best = max(named or other, default=None)
        if best is not None:
            scored.append((best[0], n, best[1], best[2]))
    limited = sorted((s for s in scored if s[2] not in _ALWAYS), key=lambda s: (-s[0], s[1]))[: model.most]
    always = [s for s in scored if s[2] in _ALWAYS]
    return sorted((n, kind, mode) for _, n, kind, mode in [*limited, *always])


def _innermost(span: Span, attributions: Iterable[Attribution], by_id: dict[str, Attribution]) -> Attribution | None:
    """The attribution whose content holds the trigger, the deepest of the chain, then the shortest."""
    holding = [a for a in attributions if any(covers(c, span) or overlap(c, span) > (span[1] - span[0]) // 2
                                              for c in a.content)]  # fmt: skip
    return max(holding, key=lambda a: (len(_chain(a, by_id)), -sum(e - s for s, e in a.content)), default=None)


def _chain(voice: Attribution | None, by_id: dict[str, Attribution]) -> tuple[str, ...]:
    """Attribution ids from the outermost voice to the innermost."""
    out: list[str] = []
    while voice is not None and voice.id not in out:
        out.append(voice.id)
        voice = by_id.get(voice.parent) if voice.parent is not None else None
    return tuple(reversed(out))
