"""Reading, mentions and chains → claims."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from rawi.claims import slots
from rawi.claims.arguments import counts_of, nearest
from rawi.claims.choose import chosen
from rawi.claims.features import Surroundings
from rawi.claims.habits import habits
from rawi.claims.mood import agreeing, polarity
from rawi.claims.offsets import upto
from rawi.claims.parties import Act, parties
from rawi.claims.setting import Settings
from rawi.claims.status import Moods
from rawi.claims.triggers import Trigger, triggers
from rawi.lang import Reading
from rawi.ontology import counted_roles
from rawi.records import ActorMention, Attribution, Claim, Count, Place, Span, Time
from rawi.records.span import covers, overlap

if TYPE_CHECKING:
    from rawi.claims.careful import Look


def candidates(reading: Reading, times: tuple[Time, ...]) -> tuple[list[Trigger], list[Span]]:
    """The triggers of all sentences with their document spans, but for words that say when («فجر اليوم» is dawn and
    no bombing).
    """
    when: list[Span] = sorted([t.span for t in times])
    starts: list[int] = []
    reach: list[int] = []  # how far the times up to each one go
    far = 0
    for start, end in when:
        far = max(end, far)
        starts.append(start)
        reach.append(far)
    found: list[Trigger] = []
    spans: list[Span] = []
    for index in range(len(reading.sentences)):
        for trigger in triggers(reading, index):
            span = reading.span((trigger.start, trigger.end))
            before = upto(starts, span[0])
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
    here = {index: _Here(index, around, times, places, counts) for index in kept}
    out: list[Claim] = []
    for n, kind, mode in worth:
        trigger, span = found[n], around.spans[n]
        index = trigger.sentence
        sentence, lang = reading.sentences[index], reading.sentences[index].lang
        cues = moods.cues(index)
        status = moods.status(n, kind)
        moods.tell(n, kind, status)
        told, denied = polarity(trigger, cues)
        first, last = moods.clause(n)
        inner = reading.span((sentence.starts[first], sentence.ends[last]))
        limit = around.limits[index]
        voices = around.voices.get(index, _SILENCE)
        voice = _innermost(span, voices, by_id)
        near = here[index]
        told_along = _told_with(span, voices, near.counts)
        settled = habits(reading.pack(index))
        measured = counts_of(trigger, around.spans, n, kept[index], limit, told_along, verb_final=settled.verb_final)
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
        place = nearest(span, inner, near.at)
        time = nearest(span, inner, near.when)
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
                place=near.places[place].id if place >= 0 else None,
                time=near.times[time].id if time >= 0 else None,
                counts=measured,
                attribution=voice.id if voice is not None else None,
                chain=_chain(voice, by_id),
                rules=tuple(rules),
            )
        )
    return tuple(out)


class _Here:
    """The times, places and counts that lie in one sentence; where the times (`when`) and places (`at`) stand."""

    __slots__ = ("at", "counts", "places", "times", "when")

    def __init__(
        self,
        index: int,
        around: Surroundings,
        times: tuple[Time, ...],
        places: tuple[Place, ...],
        counts: tuple[Count, ...],
    ) -> None:
        limit = around.limits[index]
        self.times: list[Time] = []
        self.when: list[Span] = []
        self.places: list[Place] = []
        self.at: list[Span] = []
        self.counts: list[Count] = []
        for n in around.touching(index, slots.TIME):
            span = around.times[n]
            if covers(limit, span):
                self.times.append(times[n])
                self.when.append(span)
        for n in around.touching(index, slots.PLACE):
            span = around.places[n]
            if covers(limit, span):
                self.places.append(places[n])
                self.at.append(span)
        for n in around.touching(index, slots.COUNT):
            if covers(limit, around.counts[n]):
                self.counts.append(counts[n])


def _told_with(span: Span, voices: Sequence[Attribution], counts: list[Count]) -> list[Count]:
    """The counts that no other voice tells than the one that tells the event at `span`."""
    if not counts:
        return counts
    apart: list[Span] = []
    for voice in voices:
        told: tuple[Span, ...] = voice.content
        if not _meets(told, span):
            apart += told
    return [count for count in counts if not _inside(apart, count.span)]


def _meets(parts: Sequence[Span], span: Span) -> bool:
    for part in parts:  # noqa: SIM110 asked of every voice: a generator would tell
        if overlap(part, span):
            return True
    return False


def _inside(parts: Sequence[Span], span: Span) -> bool:
    for part in parts:  # noqa: SIM110 asked of every count: a generator would tell
        if covers(part, span):
            return True
    return False


def _people(reading: Reading, mode: str, measured: tuple[str, ...], counts: list[Count]) -> tuple[str, Span] | None:
    """The people counted by the first of a claim's counts that gives them a part in it, with that part."""
    if measured:
        roles = counted_roles()
        for count in counts:
            part = roles.get(count.kind, _NOBODY).get(mode)
            if part is not None and count.id in measured:
                start, end = count.span
                return part, (reading.view.find(start), reading.view.find(end))
    return None


_NOBODY: Final[dict[str, str]] = {}
_SILENCE: Final[list[Attribution]] = []


def _innermost(span: Span, attributions: Sequence[Attribution], by_id: dict[str, Attribution]) -> Attribution | None:
    """The attribution whose content holds the trigger, the deepest of the chain, then the shortest."""
    half = (span[1] - span[0]) // 2
    best: Attribution | None = None
    depth = length = 0
    for voice in attributions:
        told: tuple[Span, ...] = voice.content
        holds = False
        size = 0
        for part in told:
            size += part[1] - part[0]
            holds = holds or covers(part, span) or overlap(part, span) > half
        if holds:
            deep = len(_chain(voice, by_id))
            if best is None or deep > depth or (deep == depth and size < length):
                best, depth, length = voice, deep, size
    return best


def _chain(voice: Attribution | None, by_id: dict[str, Attribution]) -> tuple[str, ...]:
    """Attribution ids from the outermost voice to the innermost."""
    out: list[str] = []
    while voice is not None and voice.id not in out:
        out.append(voice.id)
        voice = by_id.get(voice.parent) if voice.parent is not None else None
    return tuple(reversed(out))
