"""Reading → attributions: drafts by the language's word order, voices named, chains built."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from rawi.attribution import frames_sov, frames_svo, frames_vso
from rawi.attribution.chains import parents
from rawi.attribution.contents import around, line_of, reading_line
from rawi.attribution.draft import Draft
from rawi.attribution.headline import epigraph, headline
from rawi.attribution.line import Line
from rawi.attribution.occasion import occasion
from rawi.attribution.signature import sign
from rawi.attribution.sov_subjects import finite
from rawi.attribution.svo_voices import same_person
from rawi.attribution.times_apart import take_times_out
from rawi.attribution.transcript import transcript
from rawi.attribution.voices import Voice, Voices, author
from rawi.lang import Reading
from rawi.records import ActorMention, Attribution, Span, Time
from rawi.text import Quote, fold_word
from rawi.text.span_index import SpanIndex

# A document's head: its first sentences, and the tokens that a headline or an epigraph has at most.
_HEAD: Final = 4
_HEADLINE: Final = 60
# Characters above which words in quotation marks are somebody's wording whatever stands around them.
_WORDING: Final = 18


def attributions(
    reading: Reading, times: tuple[Time, ...], actors: tuple[ActorMention, ...]
) -> tuple[Attribution, ...]:
    """Every report of someone's words, with its parent, in order of appearance."""
    drafts: list[Draft] = []
    if not reading.sentences:
        return ()
    for index in range(len(reading.sentences)):
        drafts.extend(_drafts(line_of(reading, index)))
    drafts = [*_tops(reading, drafts, actors), *transcript(reading), *drafts]
    speeches = SpanIndex((draft, draft.content.spans) for draft in drafts if draft.content.speech)
    drafts = [draft for draft in drafts if not _own_speech(draft, speeches)]
    for draft in drafts:
        sign(draft)
    take_times_out(reading, drafts, times)
    drafts = _distinct(drafts)
    up = parents(drafts)
    spoken = _spoken(drafts, up)
    known = list({id(voice): voice for voice in spoken}.values())
    named = SpanIndex((actor, (actor.span,)) for actor in actors)
    said = SpanIndex((time, (time.span,)) for time in times)
    for i, voice in enumerate(spoken):
        nobody = voice.kind == "anonymous" and not voice.words
        if (nobody and drafts[i].source is None and not drafts[i].impersonal) or _unresolved(drafts[i], voice):
            spoken[i] = _known(_spoken_of(reading, drafts[i], named) or voice, known)
    out = []
    for i, (draft, voice) in enumerate(zip(drafts, spoken, strict=True)):
        parent = up[i]
        via, when = occasion(reading, draft, said)
        actor = _actor(reading, draft, named)
        out.append(
            Attribution(
                id=f"A{i + 1}",
                source=reading.span(draft.source) if draft.source else None,
                source_name=voice.name,
                source_kind=_kind(reading, draft, voice, actor),
                cue=reading.span(draft.span) if draft.span else None,
                content=tuple(reading.span(span) for span in draft.content.spans),
                mode=_mode(draft),
                polarity="denies" if draft.cue is not None and draft.cue.stance == "denies" else "asserts",
                rule=draft.rule,
                actor=actor.actor if actor is not None else None,
                parent=None if parent is None else f"A{parent + 1}",
                via=via,
                time=when,
                stance=draft.cue.stance if draft.cue is not None else "says",
            )
        )
    return tuple(out)


def _drafts(line: Line) -> list[Draft]:
    """The attributions of one sentence, by the order of its language."""
    if line.order == "svo":
        return frames_svo.drafts(line)
    return frames_sov.drafts(line) if line.order == "sov" else frames_vso.drafts(line)


def _spoken_of(reading: Reading, draft: Draft, actors: SpanIndex[ActorMention]) -> Voice | None:
    """The person whom a text speaks of before the first words without a subject («X سخنرانی کرد … و گفت C»)."""
    if draft.cue is None or draft.cue.frame == "prep" or draft.implied is not None:
        return None
    low = reading.span((reading.sentences[max(0, draft.index - 2)].start, reading.sentences[draft.index].end))[0]
    at = reading.span(draft.cue.span)[0]
    near = actors.touching(low, at)
    told = [a for a in near if a.kind == "person" and low <= a.span[0] and a.span[1] <= at]
    if not told:
        return None
    last = max(told, key=lambda a: a.span[0])
    name = " ".join(reading.document.text[slice(*last.span)].split())
    return Voice(name, "person", frozenset())


def _known(voice: Voice, voices: Sequence[Voice]) -> Voice:
    """The voice of the document that bears a person's name («Holt» for "Mayor Dana Holt"), else the voice itself."""
    names = tuple(fold_word(voice.name).split()) if voice.kind == "person" else ()
    for other in voices:
        if other.kind == "person" and names and (other.words.issuperset(names) or same_person(names, other.names)):
            return other
    return voice


def _unresolved(draft: Draft, voice: Voice) -> bool:
    """Whether "he" or "she" stands for nobody who has spoken."""
    if draft.source is None or voice.words or voice.kind != "person":
        return False
    pronoun = draft.line.at("pronoun", draft.line.sentence.token_at(draft.source[0]))
    return pronoun is not None and pronoun.value == "person" and pronoun.end >= draft.source[1]


def _own_speech(draft: Draft, speeches: SpanIndex[Draft]) -> bool:
    """Whether "we condemn" stands in somebody's speech or in quotation marks: it is then part of those words."""
    if draft.cue is None or draft.span is None or not draft.cue.has("we"):
        return False
    at = draft.span[0]
    if around(draft.line, at) is not None:
        return True
    return any(each is not draft for each in speeches.touching(at, at + 1))


def _tops(reading: Reading, drafts: list[Draft], actors: tuple[ActorMention, ...]) -> list[Draft]:
    """The attributions that a document's head makes: a headline's, an epigraph's."""
    found = []
    start = line_of(reading, 0)
    for index in range(min(_HEAD, len(reading.sentences))):
        line = reading_line(start, index)
        alone = index == 0 or reading.sentences[index - 1].paragraph != line.sentence.paragraph
        if not (alone or line.words[0] == "|") or len(line) > _HEADLINE:
            continue
        top = headline(line, drafts, actors)
        if not top and index == 0:
            last = max(k for k in range(_HEAD * 2) if k == 0 or _same_paragraph(reading, k))
            if not any(reading_line(start, k).cues for k in range(last + 1)):
                author = epigraph(line, reading_line(start, last))
                top = [author] if author is not None else []
        if top:
            found.extend(top)
            break
    topped = {draft.index for draft in found}
    for index in range(1, len(reading.sentences)):
        sentence = reading.sentences[index]
        if sentence.paragraph == reading.sentences[index - 1].paragraph or sentence.words[0].isalnum():
            continue
        # «🔴 X: …»: posts set off what each voice says by a mark of its own.
        if ":" in sentence.words[:10] and index not in topped:
            top = headline(reading_line(start, index), drafts, actors)
            found.extend(top)
            topped.update(draft.index for draft in top)
    return found


def _same_paragraph(reading: Reading, index: int) -> bool:
    """Whether sentence `index` stands in the document's first paragraph."""
    return index < len(reading.sentences) and reading.sentences[index].paragraph == reading.sentences[0].paragraph


def _spoken(drafts: list[Draft], up: list[int | None]) -> list[Voice]:
    """The voice of each draft, in document order; agencies and reports that relay do not hold the floor."""
    voices = Voices()
    spoken: dict[int, Voice] = {}
    own = [i for i, draft in enumerate(drafts) if _says_we(draft)]
    for i in sorted(range(len(drafts)), key=lambda i: (drafts[i].index, _at(drafts[i]))):
        if i in own:
            continue
        parent = up[i]
        cue = drafts[parent].cue if parent is not None else None
        relayed = parent is None or cue is None or cue.frame == "prep" or parent not in spoken
        spoken[i] = voices.name(drafts[i], None if relayed or parent is None else spoken[parent])
    for i in sorted(own, key=lambda i: -sum(b - a for a, b in drafts[i].content.spans)):
        outer = up[i]
        while outer is not None and outer not in spoken:
            outer = up[outer]
        spoken[i] = spoken[outer] if outer is not None else author(drafts[i])
    return [spoken[i] for i in range(len(drafts))]


def _says_we(draft: Draft) -> bool:
    """Whether "we" or "I" says it: whoever speaks the words around it, or the author."""
    if draft.source is None or draft.line.order != "svo":
        return False
    pronoun = draft.line.at("pronoun", draft.line.sentence.token_at(draft.source[0]))
    return pronoun is not None and pronoun.value == "author" and pronoun.end >= draft.source[1]


def _at(draft: Draft) -> int:
    """Where a draft's voice speaks up: at its cue, or at its subject where that opens the clause."""
    at = draft.span[0] if draft.span else draft.content.spans[0][0]
    first = draft.source is not None and draft.line.order == "sov"
    return min(at, draft.source[0]) if first and draft.source is not None else at


def _distinct(drafts: list[Draft]) -> list[Draft]:
    """One attribution for one voice and one content: a second cue on the same words says nothing new."""
    out: list[Draft] = []
    of: dict[tuple[Span, ...], list[Draft]] = {}
    for draft in drafts:
        same = of.setdefault(tuple(draft.content.spans), [])
        if not any(each.source == draft.source or draft.source is None for each in same):
            out.append(draft)
            same.append(draft)
    return out


def _opens(quote: Quote) -> int:
    return quote.outer[0]


def _mode(draft: Draft) -> str:
    if draft.content.speech:
        return "direct"
    quotes = draft.line.reading.view.quotes
    for start, end in draft.content.spans:
        for number in range(bisect_left(quotes, start - 1, key=_opens), len(quotes)):
            quote = quotes[number]
            if quote.outer[0] >= end:
                break
            if quote.outer[0] >= start - 1 and quote.outer[1] <= end + 1 and _speech(draft, quote):
                return "mixed"
    return "indirect"


def _speech(draft: Draft, quote: Quote) -> bool:
    """Whether words in quotation marks are somebody's wording rather than a name or a word held at arm's length.

    Long ones always are; in languages whose pack says so, any of more words than one where no kind of thing that bears
    a name stands before («صحيفة "الواحة اليوم"»).
    """
    if quote.inner[1] - quote.inner[0] > _WORDING:
        return True
    if _worded(draft, quote):
        return True
    view = draft.line.reading.view
    words = view.text[slice(*quote.inner)].split()
    if len(words) < draft.line.settings.get("wording", _WORDING):
        return False
    index = draft.line.reading.sentence_at(quote.outer[0])
    if index is None:
        return False
    line = reading_line(draft.line, index)
    k = line.sentence.token_at(quote.outer[0])
    if any(line.at("name_bearer", j) for j in range(max(0, k - 3), k)):
        return False
    return k == 0 or not any(line.at(c, k - 1) for c in ("voice_kind", "via_noun", "statement", "name_open"))


def _worded(draft: Draft, quote: Quote) -> bool:
    """Whether few words in quotation marks are a wording by their form, where the verb comes last: they hold a finite
    verb («تحقیر شده است»), begin with a preposition («با مهارت بالایی»), or stand right before a verb that says of
    something what it is («تحریم را «غیرانسانی» خواند»). Names do neither.
    """
    line, cue = draft.line, draft.cue
    if line.order != "sov":
        return False
    if quote.outer[0] < line.sentence.start or quote.outer[1] > line.sentence.end:
        return False
    first, last = line.sentence.token_at(quote.outer[0]) + 1, line.sentence.token_at(quote.outer[1] - 1) - 1
    if cue is not None and cue.frame == "object" and cue.first == last + 2:
        return True
    if last <= first:
        return False
    return line.at("source_stop", first) is not None or any(finite(line, k) is not None for k in range(first, last + 1))


def _kind(reading: Reading, draft: Draft, voice: Voice, actor: ActorMention | None) -> str:
    """The kind of a source: the register's where nothing in the words tells and the actor is all of the source."""
    if actor is None or draft.source is None or voice.kind != "person" or actor.kind == "person":
        return voice.kind
    if draft.line.at("voice_person", draft.line.sentence.token_at(draft.source[0])) is not None:
        return voice.kind  # «سخنگوی کاخ سفید»
    start, end = reading.span(draft.source)
    whole = (actor.span[1] - actor.span[0]) * 4 >= (end - start) * 3
    return ("organisation" if actor.kind == "state" else actor.kind) if whole else voice.kind


def _actor(reading: Reading, draft: Draft, actors: SpanIndex[ActorMention]) -> ActorMention | None:
    """The register's actor of a source: the longest wording inside its span that fills most of it."""
    if draft.source is None:
        return None
    span: Span = reading.span(draft.source)
    best: ActorMention | None = None
    longest = 0
    for actor in actors.touching(*span):
        start, end = actor.span
        if span[0] <= start and end <= span[1] and end - start > longest:
            best, longest = actor, end - start
    return best if longest * 2 >= span[1] - span[0] else None
