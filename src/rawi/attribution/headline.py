"""What a document's head attributes: headlines of the form «X: …» and «… - X», epigraphs with their author."""

import re
from collections.abc import Sequence
from typing import Final

from rawi.attribution.contents import Content, trim
from rawi.attribution.draft import Draft
from rawi.attribution.line import Line
from rawi.attribution.vso_words import verbal_noun
from rawi.records import ActorMention

_LONGEST: Final = 9
_SHORTEST: Final = 4
# Cues of a sentence that tells, so that its colon is no headline's.
_TOLD: Final = frozenset({"verb", "relay", "said"})
_ADDRESS: Final = re.compile(r"(?:https?:|www\.)\S+")
_OUTLETS: Final = frozenset({"agency", "outlet"})
_MARKS: Final = frozenset(("|", "-", "–", "—", ":", "/", "!"))


def headline(line: Line, drafts: Sequence[Draft], actors: Sequence[ActorMention]) -> list[Draft]:
    """The attributions of a headline, none when what stands before its colon is a place, a date or a topic.

    X is a voice when it is spoken of as an office or an outlet, when it is a registered actor, when it speaks to an
    outlet or in quotation marks, or when the body gives the words of somebody of that name. «X عن Y: …» has two voices.
    """
    first = _past_alert(line)
    colon = next((k for k in range(first, min(first + _LONGEST + 1, line.size)) if line.words[k] == ":"), None)
    if not colon or colon + 2 >= line.size:
        return _after(line, actors)
    # «موضوع | X: …»: the voice stands behind the last bar.
    first = max([first, *(k + 1 for k in range(first, colon) if line.words[k] in ("|", ";"))])
    if first >= colon:
        return []
    relay = _relay(line, first, colon)
    # "Report: C" has a voice.
    paper = colon == first + 1 and line.order == "svo" and line.at("voice_kind", first)
    if not paper and any(first <= c.last < colon and (relay is None or c.frame in _TOLD) for c in line.cues):
        return []
    last = (relay if relay is not None else colon) - 1
    handle = line.words[first] == "@"
    while first < last and not line.is_word(first):
        first += 1
    if not line.is_word(first):
        return []
    empty = line.at("no_headline", first)
    if first == last and empty is not None and empty.start == line.starts[first]:
        return []  # «شاهد: …»
    last, asked = _addressed(line, first, last)
    quote = line.is_opener(colon + 1)
    beyond = quote is not None and quote.inner[1] > line.sentence.end
    span = quote.inner if quote is not None and beyond else (line.starts[colon + 1], line.sentence.end)
    content = trim(line.reading.view, *span)
    if content is None or content[1] - content[0] < 6 or _ADDRESS.fullmatch(line.reading.view.text, *content):
        return []
    voiced = asked or handle or _named_in_marks(line, first, last)
    voiced = voiced or _in_marks(line, first, last, colon + 1) or _we(line, colon + 1)
    if not voiced and relay is None and not _is_voice(line, first, last, colon, drafts, actors):
        return []
    while last > first and line.words[last] in '"»”':
        last -= 1
    rule = f"{line.pack.code}.headline.colon"
    outer = Draft(
        line, None, (line.starts[colon], line.ends[colon]), line.span(first, last), Content([content], True), rule
    )
    if relay is None:
        return [outer]
    if any(c.last < colon for c in line.cues):
        outer.rank = -1  # «X نقلا عن Y: …»: the cue has Y
        return [outer]
    inner = Draft(line, None, line.span(relay, relay), line.span(relay + 1, colon - 1), Content([content], True), rule)
    inner.rank = 1
    return [outer, inner]


def _is_voice(
    line: Line, first: int, last: int, colon: int, drafts: Sequence[Draft], actors: Sequence[ActorMention]
) -> bool:
    """Whether tokens `first..last` before a colon are an office, a registered actor or a name that the body quotes."""
    view = line.reading.view
    stop = next((k for k in range(first + 1, colon) if line.at("source_stop", k) is not None), last + 1)
    names = {w for w in line.words[first:stop] if w[0].isalpha() and len(w) > 2}
    spoken = set()
    for draft in drafts:
        if draft.source is not None and draft.index != line.index and draft.cue is not None:
            low, high = (draft.line.sentence.token_at(draft.source[k] - k) for k in (0, 1))
            spoken.update(draft.line.words[low : high + 1])
    where = view.span(*line.span(first, last))
    size = where[1] - where[0]
    registered = any(
        a.span[0] >= where[0] and a.span[1] <= where[1] and (a.span[1] - a.span[0]) * 2 > size and a.kind != "state"
        for a in actors
    )
    office = line.first_of("voice_person", first, last) or line.first_of("voice_kind", first, last)
    bracket = next((k for k in range(first, last) if line.words[k] == "("), None)
    if bracket is not None and (office is None or office.first > bracket) and line.words[last] == ")":
        return False  # «کندز (خبرگزاری نگاه): …»: a dateline
    vso = line.order == "vso"
    if vso and office is not None and any(len(w) > 1 for w in line.words[first : office.first]):
        office = None  # the head opens the phrase there: «انهيار جسر الجامعة: …» is a topic
    if line.is_act(first) and not office:
        return False  # «هجوم لندن: …»
    body = min(colon + 1, line.size - 1)
    own = vso and line.at("told_act", body) is None
    if own and (line.at("own_act", body) or verbal_noun(line, body)) and line.at("voice_kind", first):
        return False  # «هيئة X : انطلاق الجلسة»: what the body does
    return bool(office or registered or (names and len(names & spoken) * 5 >= len(names) * 3))


def _past_alert(line: Line) -> int:
    """The token after words that call for attention at a headline's head: «عاجل | …», "BREAKING: …"."""
    k = 0
    while k < line.size - 1 and not line.is_word(k) and line.words[k] not in ("@", '"'):
        k += 1
    alert = line.at("headline_lead", k)
    if alert is None or alert.last + 2 >= line.size:
        return 0
    k = alert.last + 1
    if line.words[k] != "@" and line.words[k] not in _MARKS:
        return 0
    while k < line.size - 1 and line.words[k] in _MARKS:
        k += 1
    return k


def _relay(line: Line, first: int, colon: int) -> int | None:
    """Where «عن» stands in «X عن Y: …», or a cue of passing on in «X نقلا عن Y: …», with X an outlet or an agency."""
    word = line.settings.get("relay_word")
    cue = next((c for c in line.cues if first < c.first and c.last < colon and c.frame == "prep"), None)
    at = cue.first if cue is not None else next((k for k in range(first + 1, colon - 1) if line.words[k] == word), None)
    if word is None or at is None or at > first + 4:
        return None
    kinds = {h.value for h in line.covered("voice_kind", first, at - 1)}
    return at if kinds & _OUTLETS else None


def _addressed(line: Line, first: int, last: int) -> tuple[int, bool]:
    """The last token of «X لـY: …» before the name it is addressed to, and whether that name is an outlet's.

    The name is an outlet's, stands in quotation marks, or is one that the document writes alone elsewhere.
    """
    mark = line.settings.get("addressing")
    if mark:
        for k in range(first + 1, last + 1):
            word = line.words[k]
            if word == mark and line.is_opener(k + 1) is not None:
                return k - 1, True
            name = word[len(mark) :]
            if not word.startswith(mark) or len(name) <= 2:
                continue
            kind = line.at("voice_kind", k)
            if kind is not None and kind.value in _OUTLETS and kind.start > line.starts[k]:
                return k - 1, True
            if any(name in sentence.words for sentence in line.reading.sentences):
                return k - 1, False
    return last, False


def _in_marks(line: Line, first: int, last: int, body: int) -> bool:
    """Whether a name of two to four words has nothing but a quotation after its colon: «Salem Hadi: "We stay"»."""
    quote = line.is_opener(body)
    if quote is None or quote.outer[1] < line.sentence.end - 1 or not 1 <= last - first <= 3:
        return False
    text = line.reading.view.text
    words = range(first, last + 1)
    if line.order == "svo" and not all(text[line.starts[k]].isupper() for k in words):
        return False
    return all(line.words[k].isalpha() for k in words) and not line.is_act(first)


def _named_in_marks(line: Line, first: int, last: int) -> bool:
    """Whether all that stands before a colon is a name of one to three words in quotation marks: «"الإطفاء": C»."""
    quote = line.is_opener(first - 1) if first and line.order == "vso" else None
    closes = quote is not None and line.ends[last] in (quote.inner[1], quote.outer[1])
    return closes and last - first <= 2 and not line.is_act(first)


def _we(line: Line, body: int) -> bool:
    """Whether what stands after a colon is said in the first person: «X: لن أستقيل»."""
    never = line.at("never", body)
    marks = tuple(line.settings.get("own_marks", ()))
    article = line.settings.get("article", "\0")
    word = line.words[never.last + 1] if never is not None and never.last + 1 < line.size else ""
    return bool(marks) and word.startswith(marks) and not word.startswith(article)


def _after(line: Line, actors: Sequence[ActorMention]) -> list[Draft]:
    """«C: report», «C - UN»: a headline's voice after its words; outlets there are the page's own name."""
    if line.order != "svo" or line.words[-1] in (".", "!", "?"):
        return []
    at = next(
        (
            k
            for k in range(line.size - 2, max(_SHORTEST, line.size - 7) - 1, -1)
            if line.words[k] in (":", "-", "–", "—")
        ),
        None,
    )
    if at is None or at < _SHORTEST or (line.words[at] != ":" and line.ends[at - 1] == line.starts[at]):
        return []
    first, last = at + 1, line.size - 1
    words = range(first, last + 1)
    if not all(line.is_word(k) for k in words) or any(line.at("finite", k) is not None for k in words):
        return []
    kinds = [h.value for h in line.covered("voice_kind", first, last)]
    where = line.reading.view.span(*line.span(first, last))
    named = [a for a in actors if where[0] <= a.span[0] and a.span[1] <= where[1] and a.kind != "state"]
    person = any(True for _ in line.covered("voice_person", first, last))
    if line.words[at] != ":" and (_OUTLETS & set(kinds) or any(a.kind in _OUTLETS for a in named)):
        return []
    content = trim(line.reading.view, line.sentence.start, line.starts[at])
    if content is None or not (kinds or named or person):
        return []
    cue = (line.starts[at], line.ends[at])
    return [
        Draft(line, None, cue, line.span(first, last), Content([content], False), f"{line.pack.code}.headline.after")
    ]


def epigraph(first: Line, last: Line) -> Draft | None:
    """Words at the head of a text with their author after them, from sentence `first` to `last`: «C (X)», "C — X"."""
    mark = "(" if last.words[-1] == ")" else "—"
    opened = next((k for k in range(last.size - 1, 1 if first is last else -1, -1) if last.words[k] == mark), None)
    if opened is None:
        return None
    end = last.size - 2 if mark == "(" else last.size - 1
    name = last.words[opened + 1 : end + 1]
    if not 1 <= len(name) <= 5 or not all(w.isalpha() for w in name):
        return None
    text = last.reading.view.text
    if text[last.starts[opened + 1] : last.ends[end]].isupper():
        return None  # an abbreviation in brackets explains the words before it
    content = trim(last.reading.view, first.sentence.start, last.starts[opened])
    if content is None or not (first.is_opener(0) or any(c in ".!?,;" for c in text[content[0] : content[1]])):
        return None
    source = last.span(opened + 1, end)
    return Draft(last, None, None, source, Content([content], True), f"{last.pack.code}.epigraph")
