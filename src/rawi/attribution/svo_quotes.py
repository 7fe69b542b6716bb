"""Quotations beside a subject or a verb in subject-verb-object languages."""

from rawi.attribution.contents import Content, next_line, opens_voice, reading_line, trim
from rawi.attribution.line import Line
from rawi.records import Span
from rawi.text import Quote


def quote_ending(line: Line, k: int) -> Quote | None:
    """The quotation that closes at or right before token `k`."""
    if k < 0:
        return None
    at = line.ends[k]
    for quote in line.reading.view.quotes:
        if quote.closed and at - 3 <= quote.outer[1] <= at + 1 and quote.outer[1] >= line.starts[k]:
            return quote
        if quote.closed and quote.outer[1] == line.starts[k]:
            return quote
    return None


def quote_before(line: Line, at: int) -> Quote | None:
    best = None
    text = line.reading.view.text
    for quote in line.reading.view.quotes:
        if quote.outer[1] > at or quote.outer[1] < at - 3:
            continue
        gap = text[quote.outer[1] : at]
        if len(gap) <= 3 and not gap.strip(" ,.—-"):
            best = quote if best is None or quote.outer[0] < best.outer[0] else best
    return best


def quote_after(line: Line, k: int) -> Quote | None:
    j = k
    while j < min(k + 3, line.size) and line.words[j] in (",", ":", "that", "-"):
        j += 1
    if line.words[j - 1 : j] == [","] and line.words[j : j + 1] in (["but"], ["and"]) and line.is_opener(j + 1):
        return line.is_opener(j + 1)  # «"C," he said, but "C"»
    # «he said, adding: "…"» is the participle's; a short adjunct may stand before the colon.
    if j < line.size and line.is_opener(j) is not None:
        quote = line.is_opener(j)
        if quote is not None and (
            j > k or quote.outer[1] >= line.sentence.end - 2 or quote.outer[1] - quote.outer[0] > 40
        ):
            return quote
    for j in range(k, min(k + 8, line.size - 1)):
        if line.at("finite", j) is not None or line.words[j] == "that" or any(c.first == j for c in line.cues):
            break
        if line.words[j] == "," and (opened := line.is_opener(j + 1)) is not None:
            # «asking her, "C"», «said of the dam, "C"»
            return opened if opened.inner[1] - opened.inner[0] > 20 else None
    for j in range(k, min(k + 8, line.size - 1)):
        if line.words[j] == ":" and line.is_opener(j + 1) is not None:
            return line.is_opener(j + 1)
    return None


def continued(line: Line, quote: Quote | None = None) -> list[Span]:
    """A quotation that opens the next sentence with no cue of its own goes on with the same voice.

    `quote` is the quotation that stands in this sentence, if the words told end in one.
    """
    reading = line.reading
    if line.index + 1 >= len(reading.sentences):
        return []
    following = reading.sentences[line.index + 1]
    for other in reading.view.quotes:
        if other.outer[0] == following.start and other.depth == 0:
            tail = reading.view.text[other.outer[1] : other.outer[1] + 40].strip()
            ends = reading.view.text[other.inner[0] : other.inner[1]].rstrip()[-1:]
            if quote is None and following.paragraph != line.sentence.paragraph:
                continue
            if _voiced_after(line, other):
                continue
            if not tail or not (tail[0].islower() or tail[0] == "," or ends == ","):
                inner = trim(reading.view, *other.inner)
                return [inner] if inner else []
    return []


def _voiced_after(line: Line, quote: Quote) -> bool:
    """Whether a voice of its own follows a quotation in its sentence: «"C?" Holt asked.»"""
    reading = line.reading
    for index in range(line.index + 1, len(reading.sentences)):
        sentence = reading.sentences[index]
        if sentence.end < quote.outer[1]:
            continue
        after = [c for c in reading_line(line, index).cues if c.span[0] >= quote.outer[1] and c.frame != "noun"]
        return bool(after) and after[0].first <= sentence.token_at(quote.outer[1] - 1) + 6
    return False


def statement(line: Line) -> Content | None:
    """What «X said:» announces: a quotation or a paragraph, and the paragraphs of a statement that runs on after it.

    A statement ends before a heading (a paragraph without a full stop) and before a paragraph that opens with a voice
    or holds a quotation.
    """
    reading = line.reading
    content = next_line(line)
    if content is None or any(q.inner[0] == content.spans[0][0] for q in reading.view.quotes):
        return content
    start, end = content.spans[0]
    text = reading.view.text
    for index in range(line.index + 1, len(reading.sentences)):
        sentence = reading.sentences[index]
        if sentence.end <= end + 1:
            continue
        paragraph = [s for s in reading.sentences[index : index + 40] if s.paragraph == sentence.paragraph]
        quotes = any(q.outer[0] < paragraph[-1].end and q.outer[1] > sentence.start for q in reading.view.quotes)
        whole = text[sentence.start : paragraph[-1].end].rstrip()
        if quotes or not whole.endswith((".", "!", "?")) or opens_voice(reading_line(line, index)):
            break
        end = max(end, paragraph[-1].end)
    inner = trim(reading.view, start, end)
    return Content([inner], True) if inner else None
