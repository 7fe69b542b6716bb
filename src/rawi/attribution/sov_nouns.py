"""Nouns of speech in verb-last languages: «هشدار X درباره C», «اظهارات X مبنی بر اینکه C», «خواسته X این است که C»."""

from rawi.attribution.contents import Content, clause_end, opens_voice, reading_line, trim
from rawi.attribution.draft import Draft
from rawi.attribution.line import Cue, Line
from rawi.attribution.phrases import phrase, skip_lead
from rawi.attribution.sov_subjects import finite


def nominal(line: Line, cue: Cue) -> Draft | None:
    """A headline that opens with a noun of speech: «هشدار X درباره C», «انتقاد X از C»."""
    if cue.first > 1 or line.sentence.paragraph > 0:
        return None
    found = phrase(line, cue.last + 1, line.size - 1)
    if found is None or found[1] + 2 >= line.size or line.at("source_stop", found[1] + 1) is None:
        return None
    if line.at("object_mark", found[1] + 1) is not None:
        return None  # «نگرانی خود را ابراز کرد»
    view = line.reading.view
    colon = next((k for k in range(found[1] + 2, min(found[1] + 16, line.size - 2)) if line.words[k] == ":"), None)
    start = found[1] + 2 if colon is None else colon + 1  # «واکنش X به Y: C»
    inner = trim(view, line.starts[start], line.sentence.end)
    if inner is None or inner[1] - inner[0] < 6:
        return None
    return Draft(line, cue, cue.span, line.span(*found), Content([inner], colon is not None), cue.rule)


def appeal(line: Line, cue: Cue) -> Draft | None:
    """«فراخوان X برای C»: a noun of calling anywhere in a sentence, its voice by ezafe, then what is called for."""
    found = phrase(line, cue.last + 1, line.size - 1) if cue.has("purpose") else None
    mark = line.at("source_stop", found[1] + 1) if found is not None and found[1] + 2 < line.size else None
    if found is None or mark is None or mark.value != "for":
        return None
    told = phrase(line, mark.last + 1, line.size - 1)
    inner = trim(line.reading.view, *line.span(*told)) if told is not None else None
    if inner is None or inner[1] - inner[0] < 6:
        return None
    return Draft(line, cue, cue.span, line.span(*found), Content([inner], False), cue.rule)


def text(line: Line, cue: Cue) -> Draft | None:
    """«متن پیام X به شرح زیر است:»: a document given in full on the lines that follow, to the end of the text."""
    opened = next((h for k in range(cue.first) if (h := line.at("whole_text", k)) is not None), None)
    colon = cue.last + 1 < line.size and line.words[cue.last + 1] == ":"
    following = line.index + 1
    if opened is None or not colon or cue.last + 2 < line.size or following >= len(line.reading.sentences):
        return None
    found = phrase(line, opened.last + 1, cue.first - 1)
    ours = following
    while ours + 1 < len(line.reading.sentences) and not opens_voice(reading_line(line, ours + 1)):
        ours += 1
    start, end = line.reading.sentences[following].start, line.reading.sentences[ours].end
    inner = trim(line.reading.view, start, end)
    # The message's author rather than the message.
    owner = line.first_of("voice_person", *found) if found is not None else None
    source = line.span(owner.first if owner is not None else found[0], found[1]) if found is not None else None
    return Draft(line, cue, cue.span, source, Content([inner], True), cue.rule) if inner is not None else None


def noun(line: Line, cue: Cue) -> Draft | None:
    """«اظهارات X مبنی بر اینکه C»: a noun of speech, its voice by ezafe, then the content."""
    source = None
    for k in range(cue.first - 1, max(cue.first - 16, -1), -1):
        hit = line.at("speech_noun", k)
        if hit is not None:
            passed_on = line.at("light_verb", hit.last + 2) is not None  # «گزارش‌های منتشر شده در رسانه‌ها مبنی بر C»
            if hit.last + 1 < cue.first and not passed_on:
                found = phrase(line, hit.last + 1, cue.first - 1)
                source = line.span(*found) if found else None
            break
    else:
        return None
    told = line.at("voice_kind", hit.first) if hit is not None else None
    if source is None and told is not None and told.value == "document":
        source = line.span(hit.first, hit.last)
    end = line.sentence.end
    for k in range(cue.last + 3, line.size):
        over = cue.has("bare") and (
            finite(line, k) is not None or line.at("object_mark", k) or line.at("light_verb", k)
        )
        if line.words[k] == "," or over or any(c.first == k and c.frame in ("verb", "object") for c in line.cues):
            end = line.starts[k]
            break
    inner = trim(line.reading.view, line.starts[cue.last + 1], end) if cue.last + 1 < line.size else None
    if inner is None:
        return None
    draft = Draft(line, cue, cue.span, source, Content([inner], False), cue.rule)
    draft.impersonal = source is None
    return draft


def opinion(line: Line, cue: Cue) -> Draft | None:
    """«خواسته X این است که C»: a noun of opinion or demand opens the clause, its voice by ezafe."""
    for k in range(cue.first - 1, max(cue.first - 18, -1), -1):
        if line.words[k] in (":", ";") or finite(line, k) is not None:
            return None
        hit = line.at("opinion_noun", k)
        if hit is None or hit.last + 1 >= cue.first:
            continue
        opened = skip_lead(line, 0, k) == k or line.words[k - 1] in (",", ":", ";") or line.at("time_joint", k - 1)
        found = phrase(line, hit.last + 1, cue.first - 1) if opened else None
        if found is None or line.at("demonstrative", found[0]) is not None or line.at("pronoun", found[0]) is not None:
            return None
        start = cue.last + 1
        end = clause_end(line, start, cue)
        for j in range(start + 2, line.size - 2):
            if finite(line, j) is not None and line.words[j + 1] in line.settings["joiners"]:
                end = min(end, line.ends[j])
                break
        inner = trim(line.reading.view, line.starts[start], end) if start < line.size else None
        return (
            Draft(line, cue, line.span(k, k), line.span(*found), Content([inner], False), cue.rule) if inner else None
        )
    return None


def slogan(line: Line, cue: Cue) -> Draft | None:
    """«کارگران با شعار «C» راه رفتند»: what a crowd that opens the sentence shouts; a fair has a motto, no slogan."""
    first = next((k for k in range(cue.last + 1, min(cue.last + 4, line.size)) if line.is_opener(k)), None)
    if first is None:
        return None
    start = skip_lead(line, 0, cue.first - 1) if cue.first else 0
    found = phrase(line, start, cue.first - 1) if start < cue.first else None
    crowd = found is not None and any(h.value == "group" for h in line.covered("voice_kind", *found))
    if found is None or not crowd:
        return None
    spans = []
    while first is not None:
        quote = line.is_opener(first)
        inner = trim(line.reading.view, *quote.inner) if quote is not None else None
        if quote is None or inner is None or quote.outer[1] > line.sentence.end:
            break
        spans.append(inner)
        after = line.sentence.token_at(quote.outer[1] - 1) + 1
        first = next((k for k in range(after, min(after + 2, line.size)) if line.is_opener(k)), None)
    return Draft(line, cue, cue.span, line.span(*found), Content(spans, True), cue.rule) if spans else None
