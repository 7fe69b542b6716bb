"""Reading, mentions and chains → claims."""

from bisect import bisect_right
from collections.abc import Iterable
from typing import TYPE_CHECKING

from rawi.claims.arguments import clause, counts_of, nearest
from rawi.claims.choose import chosen
from rawi.claims.features import Surroundings
from rawi.claims.mood import agreeing, polarity
from rawi.claims.parties import Act, parties
from rawi.claims.setting import Settings
from rawi.claims.status import Moods
from rawi.claims.triggers import Trigger, triggers
from rawi.lang import Reading
from rawi.ontology import counted_roles
from rawi.records import ActorMention, Attribution, Claim, Count, Place, Span, Time, covers, overlap

if TYPE_CHECKING:
    from rawi.claims.careful import Look


def candidates(reading: Reading, times: tuple[Time, ...]) -> tuple[list[Trigger], list[Span]]:
    """The triggers of all sentences with their document spans, but for words that say when («فجر اليوم» is dawn and
    no bombing).
    """
    when = sorted([t.span for t in times])
    starts = [span[0] for span in when]
    reach: list[int] = []  # how far the times up to each one go
    for span in when:
        reach.append(max(span[1], reach[-1]) if reach else span[1])
    found: list[Trigger] = []
    spans: list[Span] = []
    for index in range(len(reading.sentences)):
        for trigger in triggers(reading, index):
            span = reading.span((trigger.start, trigger.end))
            before = bisect_right(starts, span[0])
            if not before or reach[before - 1] < span[1]:
                found.append(trigger)
                spans.append(span)
    return found, spans


def claims(
    reading: Reading,
    times: tuple[Time, ...],
    counts: tuple[Count, ...],
    places: tuple[Place, ...],
    actors: tuple[ActorMention, ...],
    attributions: tuple[Attribution, ...],
    look: "Look | None" = None,
) -> tuple[Claim, ...]:
    """Every event or public act the text reports, tied to its arguments and to the voice that tells it.

    `look` is a careful reader's look at the document; it has the last word on which candidates are worth a claim.
    """
    found, spans = candidates(reading, times)
    if not found:
        return ()
    around = Surroundings(reading, found, times, counts, places, attributions, spans)
    worth = chosen(around, look)
    moods = Moods(around, times)
    settings = Settings(reading, times, counts, places, actors, attributions, found)
    by_id = {a.id: a for a in attributions}
    kept: dict[int, list[tuple[Trigger, Span]]] = {}
    for n, _, _ in worth:
        kept.setdefault(found[n].sentence, []).append((found[n], around.spans[n]))
    here = {index: _within(index, around, times, places, counts) for index in kept}
    out: list[Claim] = []
    for n, kind, mode in worth:
        trigger, span = found[n], around.spans[n]
        index = trigger.sentence
        sentence, lang = reading.sentences[index], reading.sentences[index].lang
        cues = moods.cues(index)
        status = moods.status(n, kind)
        moods.tell(n, kind, status)
        told, denied = polarity(trigger, cues)
        first, last = clause(reading, trigger)
        inner = reading.span((sentence.starts[first], sentence.ends[last]))
        limit = around.limits[index]
        settled = reading.pack(index).settings.get("counts", {})
        voices = around.voices.get(index, ())
        voice = _innermost(span, voices, by_id)
        told_along = _told_with(span, voices, here[index][2])
        measured = counts_of(
            trigger, around.spans, n, kept[index], limit, told_along, verb_final="verb_final" in settled
        )
        actor, recipient = parties(
            reading,
            Act(trigger, kind, mode, (first, last)),
            settings[index],
            _people(reading, mode, measured, told_along),
        )
        rules = [f"{lang}.event.{kind.lower()}.{mode}", *agreeing(trigger, cues, status)]
        if denied is not None:
            rules.append(denied)
        if look is not None and n in look.kept:
            rules.append(look.kept[n])
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
                counts=measured,
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


def _told_with(span: Span, voices: Iterable[Attribution], counts: Iterable[Count]) -> list[Count]:
    """The counts that no other voice tells than the one that tells the event at `span`."""
    apart = [c for a in voices if not any(overlap(part, span) for part in a.content) for c in a.content]
    return [count for count in counts if not any(covers(part, count.span) for part in apart)]


def _people(reading: Reading, mode: str, measured: tuple[str, ...], counts: Iterable[Count]) -> tuple[str, Span] | None:
    """The people counted by the first of a claim's counts that gives them a part in it, with that part."""
    if measured:
        roles = counted_roles()
        for count in counts:
            part = roles.get(count.kind, _NOBODY).get(mode)
            if part is not None and count.id in measured:
                start, end = count.span
                return part, (reading.view.find(start), reading.view.find(end))
    return None


_NOBODY: dict[str, str] = {}


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
