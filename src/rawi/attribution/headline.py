"""What a document's head attributes: headlines of the form «X: …», epigraphs with their author in brackets."""

from collections.abc import Sequence

from rawi.attribution.contents import Content, trim
from rawi.attribution.draft import Draft
from rawi.attribution.line import Line
from rawi.attribution.vso_words import verbal_noun
from rawi.records import ActorMention

_LONGEST = 9


def headline(line: Line, drafts: Sequence[Draft], actors: Sequence[ActorMention]) -> Draft | None:
    """The attribution of a headline, None when what stands before its colon is a place, a date or a topic.

    X is a voice when it is spoken of as an office or an outlet, when it is a registered actor, or when the body
    gives the words of somebody of that name.
    """
    colon = next((k for k, word in enumerate(line.words[: _LONGEST + 1]) if word == ":"), None)
    if not colon or colon + 2 >= line.size:
        return None
    view = line.reading.view
    # «موضوع | X: …»: the voice stands behind the last bar.
    first, last = max(k + 1 for k in range(-1, colon) if k < 0 or line.words[k] in ("|", ";")), colon - 1
    if first > last or any(first <= c.last < colon for c in line.cues):
        return None
    while first < last and not line.is_word(first):
        first += 1
    if not line.is_word(first):
        return None
    if first == last and line.at("no_headline", first) is not None:
        return None  # «شاهد: …»
    last = _addressed(line, first, last)
    source = line.span(first, last)
    stop = next((k for k in range(first + 1, colon) if line.at("source_stop", k) is not None), last + 1)
    names = {w for w in line.words[first:stop] if w[0].isalpha() and len(w) > 2}
    spoken = set()
    for draft in drafts:
        if draft.source is not None and draft.index != line.index and draft.cue is not None:
            low, high = (draft.line.sentence.token_at(draft.source[k] - k) for k in (0, 1))
            spoken.update(draft.line.words[low : high + 1])
    where = view.span(*source)
    size = where[1] - where[0]
    registered = any(
        a.span[0] >= where[0] and a.span[1] <= where[1] and (a.span[1] - a.span[0]) * 2 > size and a.kind != "state"
        for a in actors
    )
    office = next(line.covered("voice_person", first, last), None) or next(
        line.covered("voice_kind", first, last), None
    )
    bracket = next((k for k in range(first, last) if line.words[k] == "("), None)
    if bracket is not None and (office is None or office.first > bracket) and line.words[last] == ")":
        return None  # «کندز (خبرگزاری نگاه): …»: a dateline
    if (
        line.pack.settings["attribution"]["order"] == "vso"
        and office is not None
        and any(len(w) > 1 for w in line.words[first : office.first])
    ):
        office = None  # the head opens the phrase there: «انهيار جسر الجامعة: …» is a topic
    if line.is_act(first) and not office:
        return None  # «هجوم لندن: …»
    body = min(colon + 1, line.size - 1)
    if line.pack.settings["attribution"]["order"] == "vso" and verbal_noun(line, body) and line.at("voice_kind", first):
        return None  # «هيئة X : انطلاق الجلسة»: what the body does
    if not (office or registered or (names and len(names & spoken) * 5 >= len(names) * 3)):
        return None
    content = trim(view, line.starts[colon + 1], line.sentence.end)
    if content is None or content[1] - content[0] < 6:
        return None
    draft = Draft(
        line,
        None,
        (line.starts[colon], line.ends[colon]),
        source,
        Content([content], True),
        f"{line.pack.code}.headline.colon",
    )
    return draft


def _addressed(line: Line, first: int, last: int) -> int:
    """The last token of «X لـY: …» before the name it is addressed to, one that the document writes alone elsewhere."""
    mark = line.pack.settings["attribution"].get("addressing")
    if mark:
        for k in range(first + 1, last + 1):
            name = line.words[k][len(mark) :]
            addressed = line.words[k].startswith(mark) and len(name) > 2
            if addressed and any(name in sentence.words for sentence in line.reading.sentences):
                return k - 1
    return last


def epigraph(first: Line, last: Line) -> Draft | None:
    """Words at the head of a text with their author after them, from sentence `first` to `last`: «C (X)», "C — X"."""
    mark = "(" if last.words[-1] == ")" else "—"
    opened = next((k for k in range(last.size - 1, 1, -1) if last.words[k] == mark), None)
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
    if content is None or not any(c in ".!?,;" for c in text[content[0] : content[1]]):
        return None
    source = last.span(opened + 1, end)
    return Draft(last, None, None, source, Content([content], True), f"{last.pack.code}.epigraph")
