"""What is told: the content that goes with a cue, in folded spans."""

import re
from typing import Final

from rawi.attribution.line import Cue, Line, pattern
from rawi.attribution.vso_words import adjectival, agreement, folded
from rawi.lang import Reading
from rawi.records import Span
from rawi.text import Quote, View

_EDGE: Final = " \n\t.,;:!?\"'«»“”„‹›/"
_TRAIL: Final = re.compile(r"[\s.,;:/]+$")


class Content:
    """Content as found: its folded spans, and whether it is `speech` (quotation marks or a colon open it)."""

    __slots__ = ("spans", "speech")

    def __init__(self, spans: list[Span], speech: bool) -> None:
        self.spans, self.speech = spans, speech


def trim(view: View, start: int, end: int) -> Span | None:
    """`[start, end)` without blanks, final stops and outer marks; None when nothing is left.

    A quotation mark is outer only when its partner is outer as well.
    """
    text = view.text
    while True:
        while start < end and (text[start].isspace() or text[start] in ",;:./"):
            start += 1
        while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:./"):
            end -= 1
        pair = end - start > 2 and text[start] in "«“\"”'" and text[end - 1] in "»”\"“'"
        if pair and any(q.outer == (start, end) for q in view.quotes):
            start, end = start + 1, end - 1
            continue
        if (
            end > start
            and text[end - 1] in '«“»”"'
            and not any(q.outer[1] == end and q.outer[0] >= start for q in view.quotes)
        ):
            end -= 1
            continue
        if (
            start < end
            and text[start] in '«“”»"'
            and not any(q.outer[0] == start and q.outer[1] <= end for q in view.quotes)
        ):
            start += 1
            continue
        break
    return (start, end) if end - start >= 2 else None


def opening(line: Line, first: int, last: int) -> tuple[int, str] | None:
    """The first token in `first..last` that opens content: (token, kind) with kind colon, quote or clause."""
    # «وأن»: a conjunction on a complementiser goes on with content that is open.
    joined = line.settings.get("conjunction", "\0")
    past = -1
    for k in range(first, last + 1):
        word = line.words[k]
        if k <= past:
            continue
        if word == ":":
            if k and line.words[k - 1] in ("http", "https"):
                return None  # a link closes what is written
            return k, "colon"
        quote = line.is_opener(k)
        if quote is not None and (
            k == first or line.words[k - 1] in (",", ":", "-") or quote.outer[1] - quote.outer[0] > 45
        ):
            return k, "quote"
        hit = line.at("complementiser", k)
        if hit is not None and not (hit.start > line.starts[k] and word.startswith(joined)):
            before = line.at("before_that", k - 2) if k > first + 1 else None
            if k > first and (line.at("before_that", k - 1) is not None or (before and before.last == k - 1)):
                past = hit.last  # «على الرغم من أن»
                continue  # «بعد أن»: the clause is an adjunct's
            return k, "clause"
    return None


def clause_start(line: Line, k: int) -> int:
    """The folded offset where the clause after the complementiser at token `k` begins.

    A complementiser that carries its subject («أنها») belongs to the clause; a free one does not.
    """
    hit = line.at("complementiser", k)
    if hit is None:
        return line.starts[k]
    after = hit.last + 1
    keeps = line.settings.get("complementiser_keeps", "")
    if keeps and pattern(keeps).search(hit.form):
        return line.starts[hit.last]
    quote = line.is_opener(after) if after < line.size else None
    if quote is not None:
        return quote.outer[0]
    return line.starts[after] if after < line.size else hit.end


def clause_end(line: Line, first: int, cue: Cue) -> int:
    """The folded offset where an indirect content that begins at token `first` ends.

    It runs to the end of the sentence unless a cue of the same voice cuts in: a participle («مؤكدا»), a trailing
    source («, according to»), or a coordinated verb of saying.
    """
    quote = _around(line, cue.span[0])
    limit = line.sentence.end if quote is None else min(line.sentence.end, quote.inner[1])
    if "https" in line.words:
        limit = min(limit, line.starts[line.words.index("https")])  # a link closes what is written
    for other in line.cues:
        if other.first <= first + (not other.joined) or other is cue or _goes_on_within(line, cue, other):
            continue
        if _around(line, other.span[0]) is not quote and _around(line, other.span[0]) is not None:
            continue
        cut = cuts(line, other)
        if cut is not None and cut > line.starts[first]:
            return min(limit, cut)
    return limit


def _goes_on_within(line: Line, cue: Cue, other: Cue) -> bool:
    """Whether a coordinated verb without a subject goes on with a voice inside the content: `cue` has another gender.

    «وأضاف أن النقابة انتقدت C ودعت إلى C»: the union calls, not he.
    """
    ends = line.settings.get("plural_end")
    if ends and cue.frame == "verb" and other.frame == "verb" and not cue.has("impersonal"):
        return cue.form.endswith(ends) != other.form.endswith(ends)
    if "feminine" not in line.settings or not other.joined or other.frame == "participle":
        return False
    ours, its = agreement(line, cue), agreement(line, other)
    if ours is None or its is None or ours == its or "p" in (ours, its):
        return False
    after = other.last + 1
    return after < line.size and (
        line.at("complementiser", after) is not None
        or line.words[after] in line.settings["cue_prepositions"]
    )


def cuts(line: Line, other: Cue) -> int | None:
    """Where a later cue of the sentence ends the content before it; None when it is part of that content."""
    k = other.first
    before = line.words[k - 1] if k else ""
    needs = other.value.get("needs")
    after = line.words[other.last + 1 : other.last + 9]
    if other.frame == "participle" and needs and not any(word.startswith(folded(needs)) for word in after):
        return None  # «كانت الغيابات مبررة»: an adjective
    if other.frame == "participle" and adjectival(line, other):
        return None
    if other.frame == "prep" and line.at("no_voice", other.last + 1) is not None:
        return None  # «وفقا لنسبة X»: a measure
    if other.frame == "participle" or (other.frame == "prep" and (before == "," or line.pack.code == "ar")):
        return line.starts[k - 1] if before == "," else line.starts[k]
    if other.frame == "verb" and k and line.at("as_particle", k - 1) is not None and other.stance == "says":
        return line.starts[k - 1]  # «C، كما قال X»
    joiners = line.settings.get("joiners", [])
    if other.has("headed") and other.first > 1:
        return None  # «إلى احترام القانون وكشف الفاسدين»: a noun that looks like the verb
    if other.frame in ("verb", "object", "call", "describe"):
        if other.has("clause") and opening(line, other.last + 1, min(other.last + 12, line.size - 1)) is None:
            noun, under = other.value.get("noun"), other.value.get("with")
            words = line.words[other.last + 1 : other.last + 8]
            told = (noun and folded(noun) in words) or (
                under
                and before in line.settings.get("joiners", [])
                and any(w.startswith(under) for w in words)
            )
            if not told:
                return None  # an ambiguous verb without words to tell is no cue here
        if other.joined:
            return line.starts[k]
        if before in joiners:
            return line.starts[k - 1]
        if k > 1 and f"{line.words[k - 2]} {before}" in joiners:
            return line.starts[k - 2]
    return None


def speech_end(line: Line, start: int, own: int) -> int:
    """Where speech after a colon without marks ends: with its paragraph, or before the next voice's sentence.

    `own` is the index of the sentence the speech begins in; later sentences of the paragraph belong to it until one
    opens with an attribution of its own.
    """
    reading = line.reading
    end = reading.sentences[own].end
    paragraph = reading.sentences[own].paragraph
    for index in range(own + 1, min(own + 40, len(reading.sentences))):
        sentence = reading.sentences[index]
        following = reading_line(line, index)
        if sentence.paragraph != paragraph:
            break
        within = _around(following, sentence.start)
        if within is not None and within.outer[0] >= start:
            end = sentence.end  # the speech goes on in a quotation of its own
            continue
        if opens_voice(following) or following.at("of_words", 0) is not None:
            break
        end = sentence.end
    return end


def reading_line(line: Line, index: int) -> Line:
    """The Line of another sentence of the same document."""
    return line_of(line.reading, index)


def line_of(reading: Reading, index: int) -> Line:
    """The Line of a sentence (kept on the reading so that each is made once)."""
    lines: dict[int, Line] = reading.kept.setdefault("lines", {})
    found = lines.get(index)
    if found is None:
        found = lines[index] = Line(reading, index)
    return found


def opens_voice(line: Line) -> bool:
    """Whether a sentence opens with a voice of its own: a cue with a colon, or a source phrase first."""
    for cue in line.cues:
        if cue.frame == "prep" and cue.first <= 2:
            return True
        after = line.words[cue.last + 1] if cue.last + 1 < line.size else ""
        if cue.frame in ("verb", "converb") and after == ":" and _around(line, cue.span[0]) is None:
            return True
        if cue.frame == "verb" and cue.stance == "says" and _again(line, cue):
            return True
    return False


def _again(line: Line, cue: Cue) -> bool:
    """Whether a sentence of a subject-first language takes up its voice by a pronoun («او پیشتر گفته بود که C»)."""
    if line.order != "sov" or cue.first > 5:
        return False
    pronoun = line.at("pronoun", 0)
    return pronoun is not None and pronoun.value == "person" and line.at("object_mark", pronoun.last + 1) is None


def next_line(line: Line) -> Content | None:
    """Speech that a colon at the end of this sentence announces: the quotation or paragraph on the next line."""
    reading = line.reading
    if line.index + 1 >= len(reading.sentences):
        return None
    following = reading.sentences[line.index + 1]
    if following.paragraph == line.sentence.paragraph:
        return None
    for quote in reading.view.quotes:
        if quote.outer[0] > following.start + 1:
            break
        if quote.outer[0] >= following.start - 1 and quote.depth == 0:
            inner = trim(reading.view, *quote.inner)
            return Content([inner], True) if inner else None
    inner = trim(
        reading.view, following.start, speech_end(reading_line(line, line.index + 1), following.start, line.index + 1)
    )
    return Content([inner], True) if inner else None


def quoted(line: Line, quote: Quote) -> Span | None:
    """The inner span of a quotation as content."""
    return trim(line.reading.view, *quote.inner)


def _around(line: Line, offset: int) -> Quote | None:
    """The innermost quotation around a folded offset."""
    best = None
    for quote in line.reading.view.quotes:
        if quote.outer[0] > offset:
            break
        if quote.inner[0] <= offset < quote.inner[1] and (best is None or quote.depth >= best.depth):
            best = quote
    return best


around = _around
