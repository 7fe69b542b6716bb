"""Constructions of subject-verb-object languages: subject beside the verb, inverted or not; quotations around it.

"X said (that) C", ""C," X said", ""C," said X, Y", "C, according to X", "X accused Y of C", "…, saying C".
"""

from rawi.attribution.contents import Content, trim
from rawi.attribution.draft import Draft
from rawi.attribution.line import Cue, Line
from rawi.attribution.svo_asides import (
    adverb,
    cite,
    cited_aside,
    is_passive,
    opening_aside,
    passive_subject,
    plea,
    prep,
    quoted_as,
    unvoiced,
    view_of,
)
from rawi.attribution.svo_contents import content_of
from rawi.attribution.svo_nouns import byline, figure, happening, noun
from rawi.attribution.svo_participles import participle_doer
from rawi.attribution.svo_relatives import relative_head
from rawi.attribution.svo_subjects import is_noun, phrase_after, phrase_before, subject_ending, subject_of
from rawi.attribution.svo_tokens import is_acronym, is_adverb, is_upper
from rawi.records import Span


def drafts(line: Line) -> list[Draft]:
    """The attributions of one sentence, in order."""
    made: list[Draft] = []
    author = byline(line)
    out: list[Draft] = [author] if author is not None else []
    if not line.cues:
        return out
    asides: list[tuple[Cue, tuple[int, int]]] = []
    quoted: list[tuple[Cue, tuple[int, int]]] = []
    for cue in line.cues:
        aside = (opening_aside(line, cue) or cited_aside(line, cue)) if cue.frame == "cite" else None
        if aside is not None:
            asides.append((cue, aside))
            continue
        if cue.frame == "prep":
            draft = prep(line, cue)
            if draft is not None:
                _relays(line, draft, made)
        elif cue.frame == "adverb":
            draft = adverb(line, cue)
        elif cue.frame == "plea":
            draft = plea(line, cue)
        elif cue.frame == "cite":
            draft = cite(line, cue, made)
        elif cue.frame == "view":
            draft = view_of(line, cue)
        elif cue.frame == "figure":
            draft = figure(line, cue)
        elif cue.frame == "noun" or is_noun(line, cue):
            draft = noun(line, cue) or (happening(line, cue) if line.at("hearsay", cue.first) is not None else None)
        elif cue.stance == "quotes" and line.words[cue.first - 1] == "," and line.words[cue.last + 1 :][:1] == ["by"]:
            relay = phrase_after(line, cue.last + 2, apposed=False)
            if relay is not None:
                quoted.append((cue, relay))  # «X, quoted by Y, said C»
            continue
        elif is_passive(line, cue):
            draft = unvoiced(line, cue)
        else:
            relayed = _quoted_as(line, cue)
            if relayed:
                made.extend(relayed)
                out.extend(relayed)
                continue
            if any(d.span is not None and d.span[0] <= cue.span[0] < d.span[1] for d in made):
                continue
            draft = _verb(line, cue, made)
        if draft is not None:
            _without_aside(line, draft, asides)
            made.append(draft)
            out.append(draft)
    for cue, relay in quoted:
        told = next((d for d in made if d.cue is not None and d.cue.first > relay[1] and d.cue.frame == "verb"), None)
        if told is not None:
            if told.source is not None and told.source[0] < cue.span[0] < told.source[1]:
                told.source = (told.source[0], line.ends[cue.first - 2])
            draft = Draft(line, cue, cue.span, line.span(*relay), Content(list(told.content.spans), False), cue.rule)
            draft.rank = -1  # it tells what the one it quotes says
            out.append(draft)
    for cue, aside in asides:
        told = next((d for d in made if d.content.spans[0][0] > line.ends[aside[1]]), None)
        if told is not None:
            draft = Draft(line, cue, cue.span, line.span(*aside), Content(list(told.content.spans), False), cue.rule)
            draft.rank = 1  # whom it quotes told it what it tells
            out.append(draft)
    return out


def _relays(line: Line, draft: Draft, made: list[Draft]) -> None:
    """«"C," X said, according to Y»: Y tells what X says, word for word."""
    last = made[-1] if made else None
    if last is None or not last.content.speech or last.cue is None or draft.span is None:
        return
    spans = last.content.spans
    between = line.sentence.start <= spans[-1][1] < last.cue.span[0] < draft.span[0]
    if between and draft.content.spans[0][0] <= spans[0][0] + 1:
        draft.content = Content(list(spans), True)
        draft.rank = -1


def _quoted_as(line: Line, cue: Cue) -> list[Draft]:
    """«C, X quotes Y as saying.»"""
    if cue.stance != "quotes" or cue.form.endswith("ing"):
        return []
    subject, inverted = subject_of(line, cue)
    return quoted_as(line, cue, subject[0]) if subject is not None and not inverted else []


def _without_aside(line: Line, draft: Draft, asides: list[tuple[Cue, tuple[int, int]]]) -> None:
    """«X, citing Y, said C»: X alone is the source."""
    for cue, _ in asides:
        if draft.source is not None and draft.source[0] < cue.span[0] < draft.source[1]:
            draft.source = (draft.source[0], line.ends[cue.first - 2])


def _verb(line: Line, cue: Cue, made: list[Draft]) -> Draft | None:
    if cue.first > 0 and line.words[cue.first - 1] == "to" and not _goes_on(line, cue.first - 1):
        return None
    if cue.first and line.words[cue.first - 1] in ("without", "worth"):
        return None  # "without saying why", "it is worth noting that C"
    subject, inverted = subject_of(line, cue)
    doer = participle_doer(line, cue, subject) if cue.form.endswith("ing") and not inverted else None
    if doer is not None:
        content = content_of(line, cue, cue.first, cue.last, False, True)
        return Draft(line, cue, cue.span, line.span(*doer), content, cue.rule) if content is not None else None
    head = relative_head(line, cue)
    if head is not None and cue.has("documents") and not _document(line, head):
        return None
    if head is not None:
        content = content_of(line, cue, cue.first, cue.last, False, False)
        if content is not None:
            content = _within_aside(line, cue, head[1] + 1, content)
        return Draft(line, cue, cue.span, line.span(*head), content, cue.rule) if content else None
    participle = subject is None and cue.form.endswith("ing") and cue.first > 0
    nobody = line.at("nobody", subject[0]) if subject is not None else None
    if subject is not None and nobody is not None and nobody.last >= subject[1]:
        return None
    ends = subject is not None and subject[0] < subject[1] and line.at("nobody", subject[1]) is not None
    if subject is not None and ends and not is_acronym(line, subject[1]):
        return None  # "within this channel someone had promised …"
    if cue.stance == "denies" and _not(line, cue):
        return None  # "had not rejected the plan"
    if subject is not None and cue.has("happening") and _happening(line, subject):
        return None
    never = cue.first > 1 and line.words[cue.first - 1] == "never" and cue.stance == "says"
    if never and line.at("hedge", cue.first) is None and line.at("passive", cue.first - 2) is None:
        return None  # «X has never announced a truce»
    if subject is not None and not inverted and _hedge(line, cue, subject[0]):
        return None
    taken = _resumed(line, cue.first - 1) if cue.first > 1 and line.words[cue.first - 1] == "to" else None
    while taken is not None and taken > 1 and (line.at("auxiliary", taken - 1) or is_adverb(line, taken - 1)):
        taken -= 1
    if taken:  # «X took to Y to announce C», «X also went on to say C»
        subject = subject_ending(line, taken - 1) or subject
    if subject is None and not participle and not _joined(line, cue):
        return None
    low = subject[0] if subject and not inverted else cue.first
    high = subject[1] if subject and inverted else cue.last
    if subject is not None and line.words[-1] == "?" and _asks(line, subject[0], cue):
        return None  # «Where would they say it is?»
    if subject is not None and line.at("none_of", subject[0]) is not None:
        return None  # «No group has claimed responsibility»
    after = cue.last + 1
    if after < line.size and _not(line, cue) and line.at("asked_what", after) is not None:
        return None  # «did not say how many had died»
    if cue.has("documents") and subject is not None and not _document(line, subject):
        return None
    content = content_of(line, cue, low, high, inverted, participle)
    if content is None:
        return None
    source = line.span(*subject) if subject else _shared(line, cue, made)
    return Draft(line, cue, cue.span, source, content, cue.rule)


def _joined(line: Line, cue: Cue) -> bool:
    """Whether a verb without a subject shares that of a verb before: "X voiced alarm and has called for help"."""
    k = cue.first - 1
    if k > 0 and line.words[k] in ("has", "have", "had", "also", "later", "then"):
        k -= 1 + (line.words[k - 1] in ("also", "later", "then"))
        return line.words[k] in ("and", "but")
    return k >= 0 and line.words[k] in ("and", "but", ",")


def _asks(line: Line, first: int, cue: Cue) -> bool:
    """Whether a helping verb stands before the subject: a question, and no report."""
    helped = first > 0 and line.at("auxiliary", first - 1) is not None and line.at("finite", first - 1) is not None
    return helped and line.at("pronoun", first) is not None and cue.first == first + 1


def _within_aside(line: Line, cue: Cue, comma: int, content: Content) -> Content:
    """«X, who says C, left»: C ends with the aside, where the sentence takes up its own verb."""
    if line.words[comma : comma + 1] != [","] or content.speech or len(content.spans) != 1:
        return content
    start, end = content.spans[0]
    for k in range(cue.last + 2, line.size - 1):
        own = line.at("finite", k + 1) is not None or line.at("auxiliary", k + 1) is not None
        own = own or any(c.first == k + 1 and c.frame == "verb" for c in line.cues)
        if line.words[k] == "," and own and start < line.starts[k] < end:
            cut = trim(line.reading.view, start, line.starts[k])
            return Content([cut], False) if cut is not None else content
    return content


def _hedge(line: Line, cue: Cue, k: int) -> bool:
    """Whether a speaker's own "I think", "we believe" stands here: it tells nobody's words apart from the speech."""
    pronoun = line.at("pronoun", k)
    return pronoun is not None and pronoun.value == "author" and line.at("hedge", cue.first) is not None


def _document(line: Line, phrase: tuple[int, int]) -> bool:
    """Whether a phrase names what can show something in words or figures: "records", "the survey"."""
    return line.words[phrase[0]] == "it" or any(h.value == "document" for h in line.covered("voice_kind", *phrase))


def _shared(line: Line, cue: Cue, made: list[Draft]) -> Span | None:
    """Whose words a second cue of the sentence gives: of the first ("X reported Y and said Z"), or of its subject.

    "Quoted the army as saying": the one quoted.
    """
    if cue.first > 0 and line.words[cue.first - 1] == "as":
        for other in line.cues:
            if other.stance == "quotes" and other.last < cue.first - 1:
                if other.last + 1 <= cue.first - 2 and not is_passive(line, other):
                    return line.span(other.last + 1, cue.first - 2)
                quoted = passive_subject(line, other)
                return line.span(*quoted) if quoted is not None else None
    for draft in reversed(made):
        inside = any(start <= cue.span[0] < end for start, end in draft.content.spans) and draft.content.speech
        if not inside and draft.cue is not None and draft.cue.frame not in ("prep", "adverb") and draft.source:
            return draft.source
    office = [h for c in ("voice_kind", "voice_person") for h in line.covered(c, 0, min(8, cue.first - 2))]
    if office and line.words[cue.first - 1] in ("and", "but"):
        # «The governor's office puts the total at five and denies …»: the verb before is no cue, its subject an office.
        found = phrase_before(line, max(h.last for h in office))
        if found is not None and found[0] <= 1:
            return line.span(*found)
    opens = line.at("source_stop", 0) is not None or line.words[0].endswith(("ed", "ing"))
    begin = next((k for k in range(cue.first - 1) if line.words[k] == ","), -1) + 1 if opens else 0
    for k in range(begin, min(cue.first, begin + 24)):
        past = k > 0 and line.words[k].endswith("ed") and line.reading.view.text[line.starts[k]].islower()
        if past or line.at("finite", k) or line.at("auxiliary", k) or line.words[k] in (",", ":"):
            found = phrase_before(line, k - 1) if k else None
            if line.words[k] == "," and (found is None or opens):
                continue  # "On 4 May, in the capital, workers marched …, demanding C"
            return line.span(*found) if found else None
    return None


def _happening(line: Line, subject: tuple[int, int]) -> bool:
    """Whether the subject is something that took place: what an attack "highlights" is in nobody's words."""
    kinds = any(True for concept in ("voice_kind", "voice_person") for _ in line.covered(concept, *subject))
    return not kinds and line.is_act(subject[1]) and not is_upper(line, subject[1])


def _not(line: Line, cue: Cue) -> bool:
    """Whether a negation stands before the cue, among its auxiliaries."""
    return any(line.words[k] == "not" or line.words[k].endswith("n't") for k in range(max(0, cue.first - 3), cue.first))


def _goes_on(line: Line, k: int) -> bool:
    """Whether the infinitive after "to" at `k` is what somebody did: "went on to say", "took to X to announce"."""
    return _resumed(line, k) is not None


def _resumed(line: Line, k: int) -> int | None:
    """The first token of the verb that carries the infinitive after "to" at `k`."""
    for j in range(k - 1, max(-1, k - 8), -1):
        on = line.at("goes_on", j)
        if on is not None and (on.last == k - 1 or line.words[j] in ("took", "takes")):
            return j
        if on is not None and on.last < k - 1 and all(is_adverb(line, i) for i in range(on.last + 1, k)):
            return j
    return None
