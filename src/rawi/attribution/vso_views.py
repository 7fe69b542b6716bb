"""Views and nouns of speech in verb-first languages: «وصف X Y بأنه C», «تأكيد X أن C», «دعوة X إلى C»."""

from typing import Final

from rawi.attribution.contents import Content, clause_end, clause_start, opening, quoted, trim
from rawi.attribution.draft import Draft
from rawi.attribution.line import Cue, Line
from rawi.attribution.phrases import phrase
from rawi.attribution.vso_subjects import governed, prepositions, subject_after, subject_before
from rawi.attribution.vso_words import agreement, is_definite

_REACH: Final = 14


def described(line: Line, cue: Cue, follows: bool) -> Draft | None:
    """«وصفه X بأنه C», «وصف X Y بـC»: what somebody calls somebody; content after the preposition.

    `follows`: an attribution stands before it in the sentence, so that the noun after a coordinated verb is the object.
    """
    first = cue.last + 1
    at = next((k for k in range(first, min(first + _REACH, line.size)) if _opens_view(line, k)), None)
    if at is None:
        return None
    suffixed = cue.has("suffixed") or line.ends[cue.last] > cue.span[1]
    passive = (
        at - first <= (line.words[first] in '"«“')
        and not suffixed
        and cue.first > 0
        and line.at("relative", cue.first - 1) is not None
    )
    if passive:
        return None  # «الذي وصف بالخميس الأسود»: by nobody named
    own = None if suffixed else subject_before(line, cue)  # a pronoun stands for what is described, not for who does
    if own is None and at > first and (suffixed or not (cue.joined and follows)):
        own = subject_after(line, first, at - 1, not suffixed)
    if own is None and suffixed and cue.first > 0:
        who = [line.at(c, cue.first - 1) for c in ("indefinite", "count_person", "count_generic", "voice_person")]
        if any(who) and not is_definite(line, cue.first - 1):
            own = (cue.first - 1, cue.first - 1)  # «شاب وصفه بأنه C»
    if own is None and not suffixed and not (cue.joined and follows):
        return None
    if own is not None and not suffixed and not any(line.at(c, own[0]) for c in ("voice_kind", "voice_person")):
        known: set[str] = line.reading.kept.setdefault("voice words", set())
        if line.words[own[0]] not in known:
            return None
    content = _view(line, cue, at)
    return Draft(line, cue, cue.span, line.span(*own) if own else None, content, cue.rule) if content else None


def _opens_view(line: Line, k: int) -> bool:
    """Whether token `k` carries the preposition of a description: «بأنه», «بالخطير», «بـ "…"»."""
    governor = str(line.settings["governor"])
    word = line.words[k]
    if not word.startswith(governor) or line.at("given_name", k) is not None:
        return False
    if k and line.at("indefinite", k - 1) is not None:
        return False  # «في أحد بنوده»
    return word == governor or governed(line, k) or line.at("complementiser", k) is not None or len(word) > 3


def _view(line: Line, cue: Cue, at: int) -> Content | None:
    view = line.reading.view
    hit = line.at("complementiser", at)
    start = line.starts[hit.last + 1] if hit and hit.last + 1 < line.size else line.starts[at] + 1
    k = line.sentence.token_at(start) if start < line.sentence.end else at
    quote = line.is_opener(k) or (line.is_opener(k + 1) if k == at else None)
    inner = quoted(line, quote) if quote is not None else None
    if inner is not None:
        return Content([inner], True)
    end = clause_end(line, k, cue)
    for j in range(k + 1, line.size):
        if line.words[j] == "," or line.starts[j] >= end:
            end = min(end, line.starts[j])
            break
    inner = trim(view, start, end)
    return Content([inner], False) if inner and inner[1] - inner[0] > 3 else None


def spoken_noun(line: Line, cue: Cue) -> Draft | None:
    """«تأكيد X أن C», «دعوة X إلى C»: a noun of speech, the voice that owns it, and its words."""
    first = cue.last + 1
    if first >= line.size or (line.at("voice_kind", first) is None and line.at("voice_person", first) is None):
        return None
    found = phrase(line, first, min(first + 8, line.size - 1))
    if found is None:
        return None
    after = found[1] + 1
    opened = opening(line, after, min(after + 8, line.size - 1))
    if opened is not None and opened[1] == "clause":
        start = clause_start(line, opened[0])
    else:
        stop = min(after + 7, line.size - 1)
        under = str(cue.value.get("with", "\0"))
        known = [*prepositions(line)[:3], under]
        k = next((k for k in range(after, stop) if line.words[k] in known or _opens_under(line, k, under)), None)
        if k is None or (cue.has("with") and k > after):
            return None
        start = line.starts[k + 1] if line.words[k] in known else line.starts[k]
    first = line.sentence.token_at(start)
    end = clause_end(line, first, cue)
    comma = next((k for k in range(first + 3, line.size) if line.words[k] == "," or line.starts[k] >= end), None)
    inner = trim(line.reading.view, start, end if comma is None else min(end, line.starts[comma]))
    return Draft(line, cue, cue.span, line.span(*found), Content([inner], False), cue.rule) if inner else None


def charged(line: Line, cue: Cue) -> Draft | None:
    """«وجهت له المحكمة تهمة C»: who charges; nobody is named where the charge follows the verb («وجهت له تهمة C»)."""
    first = cue.last + 1
    at = next((k for k in range(first, min(first + 9, line.size - 1)) if line.at("charge", k) is not None), None)
    if at is None or (cue.first > 0 and line.at("negation", cue.first - 1) is not None):
        return None
    k = first
    while k < at and (line.at("cue_particle", k) is not None or line.at("no_subject", k) is not None):
        k += 1
    found = phrase(line, k, at - 1, apposed=False) if k < at else None
    if found is not None and not any(line.at(c, found[0]) for c in ("voice_kind", "voice_person", "state_name")):
        return None
    if found is None and agreement(line, cue) != "f":
        return None
    start = at + 1
    end = clause_end(line, start, cue)
    comma = next((k for k in range(start + 2, line.size) if line.words[k] == "," or line.starts[k] >= end), None)
    inner = trim(line.reading.view, line.starts[start], end if comma is None else min(end, line.starts[comma]))
    if inner is None or inner[1] - inner[0] < 5:
        return None
    source = line.span(*found) if found is not None else None
    draft = Draft(line, cue, cue.span, source, Content([inner], False), cue.rule)
    draft.impersonal = found is None
    return draft


def _opens_under(line: Line, k: int, under: str) -> bool:
    """Whether the preposition `under` is written onto the noun at token `k` («اتهامات X | بالتقصير»)."""
    return len(under) == 1 and line.words[k].startswith(under) and line.at("given_name", k) is None


def gist(line: Line, cue: Cue) -> Draft | None:
    """«رسالة من X مفادها أن C»: a message and what it says."""
    opened = line.at("complementiser", cue.last + 1) if cue.last + 1 < line.size else None
    back = range(cue.first - 1, max(cue.first - 8, -1), -1)
    at = next((k for k in back if line.at("message", k) is not None), None)
    if opened is None or at is None:
        return None
    found = phrase(line, at, cue.first - 1, apposed=False)
    start = clause_start(line, opened.first)
    inner = trim(line.reading.view, start, clause_end(line, line.sentence.token_at(start), cue))
    if found is None or inner is None:
        return None
    return Draft(line, cue, cue.span, line.span(*found), Content([inner], False), cue.rule)


def heard(line: Line, cue: Cue, draft: Draft) -> Draft | None:
    """«إن أباه سمع الحاكم يقول C»: who heard it tells that somebody said it."""
    if draft.source is None or draft.source[1] > cue.span[0]:
        return None
    verb = line.sentence.token_at(draft.source[0]) - 1
    if verb < 1 or line.at("perceived", verb) is None:
        return None
    first = verb - 1
    while first > 0 and line.is_word(first - 1) and line.at("complementiser", first - 1) is None and verb - first < 5:
        first -= 1
    found = phrase(line, first, verb - 1)
    if found is None or found[1] != verb - 1:
        return None
    told = (draft.source[0], draft.content.spans[-1][1])
    return Draft(line, cue, line.span(verb, verb), line.span(*found), Content([told], False), cue.rule)
