"""Posts and wire flashes of verb-last languages: «X به نقل از Y: C», «X:» above the words on the next line."""

from typing import Final

from rawi.attribution.contents import Content, next_line, speech_end, trim
from rawi.attribution.draft import Draft
from rawi.attribution.line import Cue, Line
from rawi.attribution.phrases import phrase, skip_lead

_SHORT: Final = 12


def posted(line: Line, cue: Cue) -> list[Draft]:
    """«X به نقل از Y: C»: an outlet or agency at the head of a sentence that passes on what Y said; both voices."""
    start = skip_lead(line, 0, cue.first - 1) if cue.first else 0
    outer = phrase(line, start, cue.first - 1) if start < cue.first else None
    inner = phrase(line, cue.last + 1, line.size - 1)
    if outer is None or inner is None or outer[1] + 1 != cue.first or inner[1] + 2 >= line.size:
        return []
    if line.words[inner[1] + 1] != ":" or not any(
        hit.value in ("outlet", "agency") for hit in line.covered("voice_kind", *outer)
    ):
        return []
    first = inner[1] + 2
    quote = line.is_opener(first)
    end = quote.outer[1] if quote is not None else speech_end(line, line.starts[first], line.index)
    said = trim(line.reading.view, line.starts[first], end)
    if said is None:
        return []
    colon = line.span(inner[1] + 1, inner[1] + 1)
    above = Draft(line, None, colon, line.span(*outer), Content([said], True), f"{line.pack.code}.post.colon")
    below = Draft(line, cue, cue.span, line.span(*inner), Content([said], True), cue.rule)
    below.rank = 1
    return [above, below]


def announced(line: Line) -> Draft | None:
    """A line of its own that names a voice and ends in a colon; what it says stands on the next line."""
    if line.size > _SHORT or line.size < 2:
        return None
    start = skip_lead(line, 0, line.size - 2)
    found = phrase(line, start, line.size - 2) if start <= line.size - 2 else None
    if found is None or found[1] != line.size - 2:
        return None
    kinds = [
        hit for c in ("voice_person", "voice_kind", "outlet_name") for hit in line.covered(c, found[0], found[0] + 1)
    ]
    if not kinds or all(hit.value == "document" for hit in kinds):
        return None
    content = next_line(line)
    if content is None:
        return None
    colon = line.span(line.size - 1, line.size - 1)
    return Draft(line, None, colon, line.span(*found), content, f"{line.pack.code}.post.line")
