"""Constructions of subject-first, verb-last languages: the voice opens the clause, the content follows the verb.

«X در گفت‌وگو با Y گفت: C», «X با بیان اینکه C، افزود: D», «X از C خبر داد», «به گزارش X به نقل از Y، C».
"""

from collections.abc import Iterator

from rawi.attribution.contents import (
    Content,
    around,
    clause_end,
    clause_start,
    next_line,
    opening,
    quoted,
    speech_end,
    trim,
)
from rawi.attribution.draft import Draft
from rawi.attribution.line import Cue, Line
from rawi.attribution.phrases import phrase, skip_lead
from rawi.records import Span


def drafts(line: Line) -> Iterator[Draft]:
    """The attributions of one sentence, outer before inner."""
    made: list[Draft] = []
    for cue in line.cues:
        draft = _draft(line, cue, made)
        if draft is not None:
            made.append(draft)
            yield draft


def _draft(line: Line, cue: Cue, made: list[Draft]) -> Draft | None:
    if cue.frame == "prep":
        return _relayed(line, cue) or _prep(line, cue)
    content: Content | None
    if any(line.at("modal", k) is not None for k in range(max(0, cue.first - 4), cue.first)):
        return None
    if cue.frame == "noun":
        return _noun(line, cue)
    if cue.frame == "nominal":
        return _nominal(line, cue)
    first = _clause(line, cue, made)
    subject = _subject(line, first, cue)
    if cue.frame == "object" and cue.value.get("marker") != "az" and subject is not None:
        subject = _before_object(line, subject)
    if cue.frame == "verb":
        content = _after(line, cue)
        if content is None and subject is not None and not cue.has("documents"):
            cut = _before_object(line, subject) if subject[1] - subject[0] > 1 else subject
            content = _between(line, cue, cut[1] + 1) or _about(line, cue, subject[1] + 1)
            subject = cut if content is not None else subject
    elif cue.frame == "converb":
        content = _converb(line, cue)
    elif cue.frame == "object":
        content = _between(line, cue, first if subject is None else subject[1] + 1)
        if content is None or (
            cue.last + 1 < line.size
            and (line.words[cue.last + 1] == ":" or line.at("complementiser", cue.last + 1) is not None)
        ):
            content = _after(line, cue)
    elif cue.frame == "call":
        content = _call(line, cue)
    elif cue.frame == "request":
        content = _request(line, cue, first if subject is None else subject[1] + 1)
    else:
        return None
    if content is None:
        return None
    source = line.span(*subject) if subject is not None else _shared(cue, made, line)
    counted = subject is not None and (
        line.words[subject[0]][0].isdigit() or line.at("number_word", subject[0]) is not None
    )
    if cue.has("impersonal") or (counted and cue.frame == "object"):
        source = None
    return Draft(line, cue, cue.span, source, content, cue.rule)


def _clause(line: Line, cue: Cue, made: list[Draft]) -> int:
    """The first token of the clause that the cue closes: of the sentence, or of the content it stands in."""
    first = 0
    for draft in made:
        for start, end in draft.content.spans:
            if start <= cue.span[0] < end:
                first = max(first, line.sentence.token_at(start))
    # «…، اما X …»: an adversative opens a new clause with a subject of its own.
    for k in range(cue.first - 2, first, -1):
        if line.words[k] == "," and line.at("source_lead", k + 1) is not None:
            first = k + 1
            break
    # A clause of its own right before the verb: «… که فلانی می‌گوید».
    for k in range(cue.first - 2, max(first, cue.first - 7), -1):
        if line.words[k] == ",":
            break
        hit = line.at("complementiser", k)
        if hit is not None and hit.last < cue.first - 1 and line.at("source_stop", hit.last + 1) is None:
            first = max(first, hit.last + 1)
            break
    quote = around(line, cue.span[0])
    if quote is not None and quote.inner[0] >= line.sentence.start:
        first = max(first, line.sentence.token_at(quote.inner[0]))
    return first


def _subject(line: Line, first: int, cue: Cue) -> tuple[int, int] | None:
    k = skip_lead(line, first, cue.first - 1)
    # An opening «به گزارش X،» is a voice of its own; the subject comes after its comma.
    for other in line.cues:
        if other.frame == "prep" and k <= other.first <= k + 1 and other.first < cue.first:
            comma = _comma(line, other.last + 1, cue.first - 1)
            if comma is None:
                return None
            k = skip_lead(line, comma + 1, cue.first - 1)
            break
    pronoun = line.at("pronoun", k) if k < cue.first else None
    if pronoun is not None:
        return (k, pronoun.last)
    # A pronoun after a short adjunct («در ادامه وی گفت»).
    if line.at("source_stop", k) is not None:
        for j in range(k, min(k + 12, cue.first)):
            pronoun = line.at("pronoun", j)
            if pronoun is not None and pronoun.value == "person" and line.at("source_stop", j - 1) is None:
                return (j, pronoun.last)
        comma = _comma(line, k, cue.first - 1)
        if comma is not None:
            found = phrase(line, skip_lead(line, comma + 1, cue.first - 1), cue.first - 1)
            if found is not None:
                return found
    return phrase(line, k, cue.first - 1)


def _before_object(line: Line, subject: tuple[int, int]) -> tuple[int, int]:
    """A subject that ran into the object («سخنگوی پلیس کشته شدن … را»): cut before an act, a number or a third word."""
    first, last = subject
    for k in range(first + 1, last + 1):
        opened = line.at("demonstrative", k) is not None and line.at("voice_person", k - 1) is None
        if opened or line.is_act(k) or line.words[k][0].isdigit():
            return first, k - 1
    office = line.at("voice_person", first) is not None or line.at("voice_kind", first) is not None
    return first, min(last, first + (3 if office else 1))


def _comma(line: Line, first: int, last: int) -> int | None:
    return next((k for k in range(first, last + 1) if line.words[k] == ","), None)


def _shared(cue: Cue, made: list[Draft], line: Line) -> Span | None:
    """The subject of an earlier cue of the same clause: «X با بیان اینکه C، گفت»."""
    for draft in reversed(made):
        inside = any(start <= cue.span[0] < end for start, end in draft.content.spans)
        if not inside and draft.cue is not None and draft.cue.frame != "prep" and draft.source is not None:
            return draft.source
    return None


def _after(line: Line, cue: Cue) -> Content | None:
    first = cue.last + 1
    if first >= line.size:
        return None
    found = opening(line, first, min(first + 5, line.size - 1))
    view = line.reading.view
    if found is not None:
        k, kind = found
        if kind == "colon":
            if k + 1 >= line.size:
                return next_line(line)
            quote = line.is_opener(k + 1)
            if quote is not None:
                inner = quoted(line, quote)
                return Content([inner], True) if inner else None
            inner = trim(view, line.starts[k + 1], speech_end(line, line.starts[k + 1], line.index))
            return Content([inner], True) if inner else None
        if kind == "quote":
            quote = line.is_opener(k)
            inner = quoted(line, quote) if quote is not None else None
            return Content([inner], True) if inner else None
        start = clause_start(line, k)
        inner = trim(view, start, clause_end(line, k + 1, cue))
        return Content([inner], False) if inner else None
    bare = cue.form.endswith(line.pack.settings["attribution"]["participle_end"])
    if bare or cue.has("colon") or cue.has("speech") or cue.has("documents"):
        return None
    while first < line.size and line.words[first] == ",":
        first += 1
    joiners = line.pack.settings["attribution"].get("joiners", [])
    if first >= line.size - 2 or line.words[first] in joiners or not line.words[first][0].isalnum():
        return None
    inner = trim(view, line.starts[first], clause_end(line, first, cue))
    return Content([inner], False) if inner and inner[1] - inner[0] > 12 else None


def _converb(line: Line, cue: Cue) -> Content | None:
    first = cue.last + 1
    end = line.size
    for other in line.cues:
        if other.first > cue.last and other.frame in ("verb", "object", "converb", "call"):
            end = other.first
            break
    # The main clause's own adjuncts stand between the comma and its verb.
    for k in range(end - 1, max(first + 2, end - 9), -1):
        if line.words[k] == ",":
            end = k
            break
    if cue.has("noun"):
        for k in range(first + 1, end):
            if line.words[k] == ",":
                end = k
                break
    if end <= first:
        return None
    inner = trim(line.reading.view, line.starts[first], line.ends[end - 1])
    return Content([inner], False) if inner and inner[1] - inner[0] > 6 else None


def _between(line: Line, cue: Cue, first: int) -> Content | None:
    """Content between the subject and the cue: «از C خبر داد», «C را محکوم کرد»."""
    last = cue.first - 1
    marker = cue.value.get("marker")
    start: int | None = None
    if marker == "az":
        for k in range(first, last):
            hit = line.at("source_stop", k)
            if hit is not None and hit.value == "of":
                start = k + 1
                break
        if start is None:
            return None
    else:
        start = first
        marks = [k for k in range(first, last + 1) if line.at("object_mark", k) is not None]
        if not marks:
            return None
        for k in range(first, marks[0]):
            if line.words[k] == ",":
                start = k + 1
    if start > last:
        return None
    inner = trim(line.reading.view, line.starts[start], line.ends[last])
    return Content([inner], False) if inner and inner[1] - inner[0] > 4 else None


def _about(line: Line, cue: Cue, first: int) -> Content | None:
    """«X از C گفت»: words told about by a bare verb of saying, right before it."""
    if first >= cue.first or cue.last + 2 < line.size:
        return None
    hit = line.at("source_stop", first)
    if hit is None or hit.value != "of":
        return None
    inner = trim(line.reading.view, line.starts[first + 1], line.ends[cue.first - 1])
    return Content([inner], False) if inner and inner[1] - inner[0] > 8 else None


def _call(line: Line, cue: Cue) -> Content | None:
    first = cue.last + 1
    for k in range(first, line.size):
        if line.at("light_verb", k) is not None:
            inner = trim(line.reading.view, line.starts[first], line.ends[k - 1]) if k > first else None
            return Content([inner], False) if inner and inner[1] - inner[0] > 4 else None
    return None


def _prep(line: Line, cue: Cue) -> Draft | None:
    first = cue.last + 1
    pronoun = line.at("pronoun", first) if first < line.size else None
    found = (first, pronoun.last) if pronoun is not None else phrase(line, first, line.size - 1, apposed=False)
    if found is None or (cue.has("documents") and not _document(line, *found)):
        return None
    source = line.span(*found)
    k = found[1] + 1
    relays = [c for c in line.cues if c.has("relay") and c.first > cue.last]
    stop = k
    for relay in relays:
        if relay.first - stop <= 8 and "," not in line.words[stop : relay.first]:
            inner_phrase = phrase(line, relay.last + 1, line.size - 1)
            if inner_phrase is not None:
                stop = inner_phrase[1] + 1
    comma = _comma(line, stop, min(stop + 12, line.size - 1))
    start = comma + 1 if comma is not None else stop
    if start >= line.size:
        return None
    inner = trim(line.reading.view, line.starts[start], line.sentence.end)
    if inner is None or inner[1] - inner[0] < 8:
        return None
    return Draft(line, cue, cue.span, source, Content([inner], False), cue.rule)


def _relayed(line: Line, cue: Cue) -> Draft | None:
    """«X به نقل از Y گزارش داد که C»: what Y said is what X's verb tells; Y stands inside X."""
    if not cue.has("relay") or cue.first == 0:
        return None
    found = phrase(line, cue.last + 1, line.size - 1)
    verb = next((c for c in line.cues if found and c.first == found[1] + 1 and c.frame == "verb"), None)
    content = _after(line, verb) if verb is not None else None
    if found is None or content is None:
        return None
    draft = Draft(line, cue, cue.span, line.span(*found), content, cue.rule)
    draft.rank = 1
    return draft


def _document(line: Line, first: int, last: int) -> bool:
    """Whether a phrase begins with something written or counted: a report, a law, figures."""
    return any(hit.value == "document" for hit in line.covered("voice_kind", first, min(last, first + 2)))


def _request(line: Line, cue: Cue, first: int) -> Content | None:
    """«X از Y خواست که C»: the one who is asked belongs to the content with what is asked."""
    view = line.reading.view
    spans = []
    for k in range(first, cue.first):
        hit = line.at("source_stop", k)
        if hit is not None and hit.value == "of" and k + 1 < cue.first:
            asked = trim(view, line.starts[k], line.ends[cue.first - 1])
            if asked is not None:
                spans.append(asked)
            break
    if not spans:
        return None
    after = _after(line, cue)
    if after is not None:
        spans.extend(after.spans)
    elif len(line.words[cue.first]) < 4 or spans[0][1] - spans[0][0] < 25:
        return None
    return Content(spans, False)


def _nominal(line: Line, cue: Cue) -> Draft | None:
    """A headline that opens with a noun of speech: «هشدار X درباره C», «انتقاد X از C»."""
    if cue.first > 1 or line.sentence.paragraph > 0:
        return None
    found = phrase(line, cue.last + 1, line.size - 1)
    if found is None or found[1] + 2 >= line.size or line.at("source_stop", found[1] + 1) is None:
        return None
    view = line.reading.view
    inner = trim(view, line.starts[found[1] + 2], line.sentence.end)
    if inner is None or inner[1] - inner[0] < 6:
        return None
    return Draft(line, cue, cue.span, line.span(*found), Content([inner], False), cue.rule)


def _noun(line: Line, cue: Cue) -> Draft | None:
    """«اظهارات X مبنی بر اینکه C»: a noun of speech, its voice by ezafe, then the content."""
    source = None
    for k in range(cue.first - 1, max(cue.first - 16, -1), -1):
        hit = line.at("speech_noun", k)
        if hit is not None:
            if hit.last + 1 < cue.first:
                found = phrase(line, hit.last + 1, cue.first - 1)
                source = line.span(*found) if found else None
            break
    else:
        return None
    end = line.sentence.end
    for k in range(cue.last + 3, line.size):
        if line.words[k] == "," or any(c.first == k and c.frame in ("verb", "object") for c in line.cues):
            end = line.starts[k]
            break
    inner = trim(line.reading.view, line.starts[cue.last + 1], end) if cue.last + 1 < line.size else None
    return Draft(line, cue, cue.span, source, Content([inner], False), cue.rule) if inner else None
