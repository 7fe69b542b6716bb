"""Nouns of speech ("X's claim that C", "an allegation by X that C") and figures that a voice gives ("X put the toll
at four").
"""

from typing import Final

from rawi.attribution.contents import Content, around, trim
from rawi.attribution.draft import Draft
from rawi.attribution.line import Cue, Line
from rawi.attribution.svo_contents import clause_content
from rawi.attribution.svo_quotes import quote_before
from rawi.attribution.svo_rivals import rival
from rawi.attribution.svo_subjects import phrase_after, phrase_before, subject_of
from rawi.attribution.svo_tokens import is_upper
from rawi.records import Span

_TELLERS: Final = frozenset(("by", "from"))
_DASHES: Final = frozenset(("―", "—", "–", "-", "--"))
_BYLINE: Final = 14


def noun(line: Line, cue: Cue) -> Draft | None:
    """A noun of speech with a clause of its own; its owner is the voice, nobody named where it has none."""
    if cue.has("documents"):
        return None  # "the clerk's books show that …": no noun of speech
    after, source = cue.last + 1, _owner(line, cue)
    low = max(0, cue.first - 4)
    said = any(low - 3 <= c.last < cue.first - 1 and c.frame == "verb" for c in line.cues)
    if said and "in" in line.words[low : cue.first]:
        return None  # "said in its annual report that C": the verb has the words
    if after < line.size and line.words[after] in _TELLERS:
        teller = phrase_after(line, after + 1, apposed=False)
        if teller is None:
            return None
        source, after = line.span(*teller), teller[1] + 1
    if after + 1 >= line.size or line.words[after] != "that" or _relative(line, after + 1):
        return None
    content = clause_content(line, cue, after, around(line, cue.span[0]))
    if content is None:
        return None
    start, end = content.spans[0]
    stop = _predicate(line, cue, after + 1)
    if stop is not None and line.starts[stop] > start:
        cut = trim(line.reading.view, start, min(end, line.starts[stop]))
        if cut is None:
            return None
        content = Content([cut], False)
    draft = Draft(line, cue, cue.span, source, content, f"{line.pack.code}.cue.noun")
    draft.impersonal = source is None
    return draft


def happening(line: Line, cue: Cue) -> Draft | None:
    """«reports of a bridge being shut»: nobody named tells of what a gerund says."""
    after = cue.last + 1
    if after + 2 >= line.size or line.words[after] != "of" or line.at("pronoun_own", cue.first - 1) is not None:
        return None
    gerund = next(
        (k for k in range(after + 2, min(after + 9, line.size)) if line.at("being", k) is not None),
        None,
    )
    marks = (",", ";", ":")
    if gerund is None or any(w in marks for w in line.words[after:gerund]):
        return None
    stop = next((k for k in range(gerund, line.size) if line.words[k] in marks), line.size)
    end = line.starts[stop] if stop < line.size else line.sentence.end
    inner = trim(line.reading.view, line.starts[after + 1], end)
    if inner is None:
        return None
    source = _owner(line, cue)
    draft = Draft(line, cue, line.span(cue.first, after), source, Content([inner], False), f"{line.pack.code}.cue.noun")
    draft.impersonal = source is None
    return draft


def byline(line: Line) -> Draft | None:
    """«"C" ― Salem Hadi»: words in quotation marks with their author behind a dash."""
    view = line.reading.view
    if line.words[0] not in _DASHES or not 3 <= line.size <= _BYLINE:
        return None
    stop = next((k for k in range(1, line.size) if line.words[k] in (",", ".")), line.size)
    names = range(1, stop)
    if not 2 <= len(names) <= 5 or not all(line.is_word(k) and view.text[line.starts[k]].isupper() for k in names):
        return None
    quote = quote_before(line, line.starts[0])
    inner = trim(view, *quote.inner) if quote is not None else None
    if inner is None or inner[1] - inner[0] < 12:
        return None
    source = line.span(1, stop - 1)
    return Draft(line, None, line.span(0, 0), source, Content([inner], True), f"{line.pack.code}.byline")


def figure(line: Line, cue: Cue) -> Draft | None:
    """«X put the toll at four»: the cue is the verb, the figure its content."""
    subject, inverted = subject_of(line, cue)
    if subject is None or inverted or cue.last <= cue.first:
        return None
    end = line.sentence.end
    for k in range(cue.last + 1, line.size):
        shared = line.words[k] in ("and", "but") and any(c.first == k + 1 and c.frame != "noun" for c in line.cues)
        if line.words[k] in (",", ";") or shared:
            end = line.starts[k]
            break
    stop = rival(line, cue, line.starts[cue.first + 1])
    inner = trim(line.reading.view, line.starts[cue.first + 1], min(end, stop if stop is not None else end))
    if inner is None:
        return None
    verb = line.span(cue.first, cue.first)
    return Draft(line, cue, verb, line.span(*subject), Content([inner], False), cue.rule)


def _owner(line: Line, cue: Cue) -> Span | None:
    """Who owns the noun: "Reuters's claim", "his claim"; an adjective may stand between."""
    for k in range(cue.first - 1, max(-1, cue.first - 4), -1):
        if line.at("pronoun_own", k) is not None:
            return line.span(k, k)
        if line.words[k].endswith(("'s", "s'")):
            phrase = phrase_before(line, k)
            if phrase is None:
                return None
            start, end = line.span(_possessor(line, *phrase), phrase[1])
            return start, end - (2 if line.words[k].endswith("'s") else 1)
        plain = line.words[k] in ("false", "new", "first", "early")
        if not line.is_word(k) or (line.at("noun_marker", k) is not None and not plain):
            return None
    return None


def _possessor(line: Line, first: int, last: int) -> int:
    """Where the owner begins in a phrase that a bare noun opens: "takes note of | the council's claim"."""
    if is_upper(line, first) or line.at("noun_marker", first) is not None or line.at("voice_person", first) is not None:
        return first
    link = first + 1
    linked = link < last and line.at("noun_link", link) is not None and line.at("noun_marker", link + 1) is not None
    return link + 1 if linked else first


def _relative(line: Line, k: int) -> bool:
    """Whether a verb stands right after "that", so that it is the noun that does it: "a charge that | might sting"."""
    verb = line.at("finite", k) is not None or line.at("auxiliary", k) is not None
    return verb and line.at("pronoun", k) is None


def _predicate(line: Line, cue: Cue, first: int) -> int | None:
    """Where the noun's own verb begins when the noun is the subject: "the claim that he fled | is false"."""
    before = range(max(0, cue.first - 12), cue.first)
    if any(line.at("finite", k) is not None or line.at("cue", k) is not None for k in before):
        return None
    verbs = 0
    for k in range(first, line.size):
        if line.words[k] in (",", ";"):
            return None
        helped = k > 0 and (line.at("auxiliary", k - 1) is not None or line.words[k - 1] == "to")
        tensed = line.at("finite", k) is not None or line.at("auxiliary", k) is not None or line.words[k].endswith("ed")
        if tensed and not helped:
            verbs += 1
            if verbs == 2:
                return k
    return None
