"""Words in quotation marks away from where verb-first languages put them, and what was learnt from somebody."""

from typing import Final

from rawi.attribution.contents import Content, quoted
from rawi.attribution.draft import Draft
from rawi.attribution.line import Cue, Line
from rawi.attribution.phrases import phrase
from rawi.attribution.svo_quotes import quote_before
from rawi.attribution.vso_contents import content_of

# Words in quotation marks that are somebody's wording, not a name.
_SPOKEN: Final = 4
_OPENERS: Final = '"«“'
_MARKS: Final = '"«»“”'


def after_adjunct(line: Line, first: int, limit: int) -> tuple[int, str] | None:
    """A quotation of several words that closes the sentence after an adjunct: «كتب على حسابه في X "C"»."""
    if line.at("source_stop", first) is None:
        return None
    for k in range(first + 1, limit + 1):
        quote = line.is_opener(k)
        if quote is None:
            continue
        words = line.reading.view.text[slice(*quote.inner)].split()
        closes = quote.outer[1] >= line.sentence.end - 3
        return (k, "quote") if closes and len(words) >= _SPOKEN and quote.outer[1] - quote.outer[0] > 24 else None
    return None


def spoken_after(line: Line, first: int, limit: int) -> tuple[int, str] | None:
    """A quotation of several words near the verb, past its subject: «قال X "C"»."""
    for k in range(first, min(limit, first + 7) + 1):
        quote = line.is_opener(k)
        if quote is not None:
            words = line.reading.view.text[slice(*quote.inner)].split()
            return (k, "quote") if len(words) >= _SPOKEN and quote.inner[1] - quote.inner[0] > 16 else None
    return None


def unclosed(line: Line, first: int, last: int) -> tuple[int, str] | None:
    """A mark that opens a quotation which nothing closes: «قال X "C», speech up to the sentence's end."""
    for k in range(first, last + 1):
        hangs = line.words[k] in _OPENERS and k + 1 < line.size and line.starts[k + 1] == line.ends[k]
        if hangs and line.ends[k - 1] < line.starts[k] and line.is_opener(k) is None:
            rest = line.words[k + 1 :]
            alone = not any(w in _MARKS for w in rest) and len(rest) > _SPOKEN
            return (k, "colon") if alone and line.is_word(k + 1) else None
    return None


def before_verb(line: Line, cue: Cue) -> Content | None:
    """«"C"، يقول X»: what stands in quotation marks right before the verb."""
    quote = quote_before(line, cue.span[0])
    if quote is None or cue.joined or quote.outer[0] < line.sentence.start - 1:
        return None
    if len(line.reading.view.text[slice(*quote.inner)].split()) < _SPOKEN - 1:
        return None
    inner = quoted(line, quote)
    return Content([inner], True) if inner is not None else None


def learnt(line: Line, cue: Cue) -> list[Draft]:
    """«علمت صحيفة X من Y أن C», «علم لدى Y أن C»: Y told it, and the outlet, if one is named, tells it on."""
    first = cue.last + 1
    opened = next((k for k in range(first, min(first + 16, line.size)) if line.at("complementiser", k)), None)
    if opened is None:
        return []
    at = next((k for k in range(first, opened - 1) if line.at("learnt_from", k) is not None), None)
    content = content_of(line, cue, (opened, "clause"), opened, opened)
    whom = phrase(line, at + 1, opened - 1, apposed=False) if at is not None else None
    last = (at if at is not None else opened) - 1
    names = [h for h in line.covered("voice_kind", first, last) if h.value in ("outlet", "agency")]
    if content is None or (at is not None and whom is None):
        return []
    out: list[Draft] = []
    if last >= first and (names or line.is_opener(first) is not None):
        out.append(Draft(line, cue, cue.span, line.span(first, last), content, cue.rule))
    elif last >= first:
        return []  # «علمت الإدارة بأن C»: what somebody knows
    if whom is not None and at is not None:
        inner = Draft(line, cue, line.span(at, at), line.span(*whom), content, cue.rule)
        inner.rank = 1
        out.append(inner)
    return out
