"""What is told in a verb-last clause: after the cue, between its subject and it, or around its complement."""

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
from rawi.attribution.line import Cue, Line
from rawi.attribution.phrases import phrase, skip_lead
from rawi.attribution.sov_objects import object_marks
from rawi.attribution.sov_subjects import closing, finite
from rawi.text import Quote


def after(line: Line, cue: Cue, voiced: bool = False) -> Content | None:
    """What follows the cue; `voiced` tells that its clause names the voice («سالاری گفته، C»)."""
    first = cue.last + 1
    if first >= line.size:
        return None
    limit = min(first + 5, line.size - 1)
    nxt = next((c.first for c in line.cues if first < c.first <= limit and c.frame in ("verb", "object")), None)
    # «A را یادآور شد و گفت: C»: the colon is the second verb's.
    found = opening(line, first, limit if nxt is None or line.words[nxt - 1] not in _joiners(line) else nxt - 1)
    view = line.reading.view
    if found is not None:
        k, kind = found
        if kind == "colon":
            if k + 1 >= line.size:
                return next_line(line)
            quote = line.is_opener(k + 1)
            if quote is not None and not (quote.outer[1] - quote.outer[0] < 25 and _runs_on(line, quote)):
                inner = quoted(line, quote)
                return Content([inner], True) if inner else None
            inner = trim(view, line.starts[k + 1], speech_end(line, line.starts[k + 1], line.index))
            return Content([inner], True) if inner else None
        if kind == "quote":
            quote = line.is_opener(k)
            begun = _begun(line, first, k)
            if begun is not None or (quote is not None and _runs_on(line, quote)):
                inner = trim(view, line.starts[k if begun is None else begun], _clause_end(line, k, cue))
                return Content([inner], False) if inner else None
            inner = quoted(line, quote) if quote is not None else None
            return Content([inner], True) if inner else None
        lead = line.at("source_stop", first)
        if k == first or line.words[first] == "," or (lead is not None and lead.value in ("to", "with", "on", "of")):
            start = clause_start(line, k)
            inner = trim(view, start, _clause_end(line, k + 1, cue))
            return Content([inner], False) if inner else None
        # «گفت سندی که نوشته‌اند خوب است»: a relative clause inside what is told.
    bare = cue.form.endswith(line.settings["participle_end"])
    closed = any(cue.has(f) for f in ("colon", "speech", "documents", "opened"))
    listed = line.words[first] == "," and _listed(line, cue, voiced)
    told = voiced and bare and not closed and _told_plainly(line, cue)
    if not cue.has("plain") and (bare or closed) and not listed and not told:
        return None
    while first < line.size and line.words[first] == ",":
        first += 1
        if first < line.size and line.at("source_lead", first) is not None:
            return None  # «X را گران اعلام کرد، اما …»
    joiners = line.settings.get("joiners", [])
    if first >= line.size - 2 or line.words[first] in joiners or not line.words[first][0].isalnum():
        return None
    end = _clause_end(line, first, cue)
    outer = around(line, cue.span[0]) if end == line.sentence.end and ":" in line.words[first:] else None
    if outer is not None:
        end = outer.inner[1]  # «X می‌گوید برو: …» in somebody's words: a colon opens speech that goes on to their end
    inner = trim(view, line.starts[first], end)
    return Content([inner], False) if inner and inner[1] - inner[0] > 12 else None


def _begun(line: Line, first: int, k: int) -> int | None:
    """The first of one to four words that begin what is told before a quotation («گفت، اروپا «تنها نگاه می‌کند»»)."""
    while first < k and line.words[first] == ",":
        first += 1
    words = range(first, k)
    if not 1 <= len(words) <= 4 or line.at("source_stop", first) is not None:
        return None
    plain = all(line.is_word(j) and line.at("source_lead", j) is None for j in words)
    return first if plain and not any(c.first in words for c in line.cues) else None


def speech_follows(line: Line, cue: Cue) -> bool:
    """Whether a colon or a quotation follows the cue at once."""
    after = cue.last + 1
    return after < line.size and (line.words[after] == ":" or line.is_opener(after) is not None)


def _listed(line: Line, cue: Cue, voiced: bool) -> bool:
    """Whether a comma opens the content of a document's verb or a bare participle: «در بیانیه آمده است، C».

    In a relative clause («آنچه در نامه آمده است، نادرست است») the comma only closes it.
    """
    if not (cue.has("documents") and not cue.has("colon")) and not (voiced and not cue.has("speech")):
        return False
    verb = any(c.first > cue.last and c.frame in ("verb", "object", "request") for c in line.cues)
    relative = any(line.at("complementiser", k) or line.at("relative_what", k) for k in range(cue.first))
    return not verb and not relative and line.size - cue.last > 4


def _told_plainly(line: Line, cue: Cue) -> bool:
    """Whether a bare participle is the verb of its clause and what follows it is told: «سالاری گفته دیوار می‌ماند».

    Another verb must close what follows; a participle that hangs on the next verb («گفته و رفته») has none of its own.
    """
    first = cue.last + 1
    if not line.is_word(first) or line.words[first] in _joiners(line) or closing(line, first) is not None:
        return False
    if any(line.at(c, first) is not None for c in ("light_verb", "object_mark", "source_lead", "complementiser")):
        return False
    if any(line.at("complementiser", k) is not None for k in range(cue.first)):
        return False
    return any(finite(line, k) is not None for k in range(max(first + 1, line.size - 4), line.size))


def _runs_on(line: Line, quote: Quote) -> bool:
    """Whether the clause of a quotation's first words goes on behind it («X گفت «همه ملت» تحقیر شده است»)."""
    after = line.sentence.token_at(quote.outer[1] - 1) + 1
    if after >= line.size - 1 or quote.outer[1] > line.starts[after] or not line.is_word(after):
        return False
    if line.words[after] in _joiners(line) or line.at("source_lead", after) is not None:
        return False
    return not any(c.first == after for c in line.cues)


def _quoted_at(line: Line, k: int) -> bool:
    """Whether token `k` stands in quotation marks."""
    return around(line, line.starts[k]) is not None


def _clause_end(line: Line, first: int, cue: Cue) -> int:
    """Where an indirect content ends; hearsay told on the way to a main verb ends at the comma before it.

    «درباره اینکه گفته می‌شود C، نیز گفت: …».
    """
    end = clause_end(line, first, cue)
    end = next((line.starts[k] for k in range(first + 2, line.size) if line.at("afterthought", k) is not None), end)
    for other in line.cues:
        # «C؛ همزمان X گفته است»: another voice behind the semicolon.
        bar = next((k for k in range(other.first, first, -1) if line.words[k] == ";"), None)
        if bar is not None and other.frame == "verb" and line.starts[bar] < end and not _quoted_at(line, bar):
            end = line.starts[bar]
            break
    if not cue.has("impersonal"):
        return end
    for other in line.cues:
        if other.first > first and other.frame == "verb" and line.starts[other.first] < end:
            comma = next((k for k in range(other.first - 1, first, -1) if line.words[k] == ","), None)
            if comma is not None:
                return line.starts[comma]
    return end


def converb(line: Line, cue: Cue) -> Content | None:
    first = cue.last + 1
    if cue.has("described"):
        # «با این تصور خام که C»: one adjective at most stands before the clause.
        opened = next((k for k in range(first, min(first + 2, line.size)) if line.at("complementiser", k)), None)
        if opened is None:
            return None
        first = opened + 1
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
    if cue.has("noun") or cue.has("described"):
        for k in range(first + 1, end):
            if line.words[k] == ",":
                end = k
                break
    if end <= first:
        return None
    inner = trim(line.reading.view, line.starts[first], line.ends[end - 1])
    return Content([inner], False) if inner and inner[1] - inner[0] > 6 else None


def between(line: Line, cue: Cue, first: int) -> Content | None:
    """Content between the subject and the cue: «از C خبر داد», «C را محکوم کرد»."""
    last = cue.first - 1
    marker = cue.value.get("marker")
    start: int | None = None
    glued = 0
    if marker == "az":
        joiners = _joiners(line)
        for k in range(first, last - 1):
            verb = finite(line, k) or next((c.last for c in line.cues if c.first == k and c.frame == "verb"), None)
            if verb is not None and verb + 1 < last and line.words[verb + 1] in joiners:
                first = verb + 2  # «از A سخن گفت و از B استقبال کرد»
        marks = [
            k
            for k in range(first, last)
            if (hit := line.at("source_stop", k)) and hit.value == "of" and not _in_cue(line, k)
        ]
        verbs = [k for k in range(first, last) if finite(line, k) is not None and line.at("source_lead", k) is None]
        # «X در پیامی که از شبکه پخش شد از دولت انتقاد کرد»: what a relative clause holds is no object.
        marks = [k for k in marks if verbs and k > verbs[-1]] or marks
        start = marks[0] + 1 if marks else None
        if start is None:
            return None
    else:
        start = first
        marks = object_marks(line, first, cue)
        if not marks:
            return None
        joiners = _joiners(line)
        for k in range(first, marks[-1]):
            verb = closing(line, k)
            if line.words[k] == "," and k < marks[0] and line.at("object_head", start) is None:
                start = k + 1 if ")" not in line.words[k : marks[0]] or "(" in line.words[k : marks[0]] else start
            elif verb is not None and verb + 2 < marks[-1] and line.words[verb + 1] in joiners:
                start = skip_lead(line, verb + 2, marks[-1])  # «A را خوب دانست و B را منفی خواند»
        if cue.has("complement") and marks[-1] == last:
            return None  # «نامه را خواند»: read, not called something
        if line.at("source_stop", start) is not None:
            # «با صدور بیانیه‌ای این اقدام را»: an adjunct before the object is no part of it.
            near = range(start + 1, min(start + 6, marks[-1]))
            written = [k for k in near if (hit := line.at("via_noun", k)) and hit.form.endswith(_indefinite(line))]
            start = max(
                (k for k in near if line.at("demonstrative", k) and line.at("source_stop", k - 1) is None),
                default=written[0] + 1 if written and line.is_word(written[0] + 1) else start,
            )
        if line.at("source_stop", start) is not None or line.at("time_word", start) is not None:
            # «روز پنجشنبه در دیدار با کشاورزان اعتراضات را «نقشه» خواند»: an object's head ends the adjuncts.
            heads = [k for k in range(start + 1, marks[0]) if line.at("object_head", k) is not None]
            free = [k for k in heads if line.is_word(k - 1) and line.at("source_stop", k - 1) is None]
            start = next((k for k in free if line.words[k - 1] not in _joiners(line)), start)
        if cue.frame == "object" and marker is None and marks[-1] > start:
            last = marks[-1] - 1
            if line.at("object_mark", marks[-1]) is None:
                last, glued = marks[-1], len(line.settings["object_mark"])
    lead = line.at("complementiser", start) or line.at("source_lead", start)
    start = lead.last + 1 if lead is not None else start
    while last > start and line.at("also", last) is not None:
        last -= 1
    if start > last:
        return None
    inner = trim(line.reading.view, line.starts[start], line.ends[last] - glued)
    return Content([inner], False) if inner and inner[1] - inner[0] > 4 else None


def _indefinite(line: Line) -> str:
    """The ending of a noun that no ezafe follows («بیانیه‌ای»)."""
    return str(line.settings["relative_end"])


def _in_cue(line: Line, k: int) -> bool:
    """Whether token `k` is part of a cue («به نقل از»)."""
    return any(c.first <= k <= c.last and c.frame == "prep" for c in line.cues)


def upon(line: Line, cue: Cue, first: int) -> Content | None:
    """«X بر C تأکید کرد»: what a verb of stress stands upon."""
    if not cue.has("upon"):
        return None
    for k in range(first, cue.first - 1):
        hit = line.at("source_stop", k)
        if hit is not None and hit.value == "on":
            inner = trim(line.reading.view, line.starts[k + 1], line.ends[cue.first - 1])
            return Content([inner], False) if inner and inner[1] - inner[0] > 4 else None
    return None


def toward(line: Line, cue: Cue, first: int) -> Content | None:
    """«X نسبت به C هشدار داد»: what a verb of warning or worry is about, between its voice and it."""
    if not cue.has("toward"):
        return None
    told = "reason" if cue.has("reason") else "about"
    hit = next((line.at(told, k) for k in range(first, cue.first - 1) if line.at(told, k) is not None), None)
    if cue.value.get("marker") == "be":
        # «پس از دستگیری، به جرم خود اعتراف کرد»
        hits = [h for k in range(first, cue.first - 1) if (h := line.at("source_stop", k)) and h.value == "to"]
        hit = hits[-1] if hits else None
    if hit is None or hit.last >= cue.first - 1:
        return None
    inner = trim(line.reading.view, line.starts[hit.last + 1], line.ends[cue.first - 1])
    return Content([inner], False) if inner and inner[1] - inner[0] > 4 else None


def _joiners(line: Line) -> list[str]:
    return list(line.settings["joiners"])


def about(line: Line, cue: Cue, first: int) -> Content | None:
    """«X از C گفت»: words told about by a bare verb of saying, right before it."""
    if first >= cue.first or cue.last + 2 < line.size:
        return None
    hit = line.at("source_stop", first)
    if hit is None or hit.value != "of":
        return None
    inner = trim(line.reading.view, line.starts[first + 1], line.ends[cue.first - 1])
    return Content([inner], False) if inner and inner[1] - inner[0] > 8 else None


def taken_up(line: Line, cue: Cue) -> tuple[Content, tuple[int, int]] | None:
    """«C. این را X گفت»: the words before, in this sentence or as the one before it, and the voice behind «این را»."""
    k = next((k for k in range(cue.first - 1) if line.at("demonstrative", k) and line.at("object_mark", k + 1)), None)
    if k is None or cue.last + 2 < line.size or not (k == 0 or line.words[k - 1] in (";", ",", "-")):
        return None
    found = phrase(line, k + 2, cue.first - 1)
    if found is None:
        return None
    view = line.reading.view
    if k > 1:
        inner = trim(view, line.sentence.start, line.starts[k])
    else:
        before = line.reading.sentences[line.index - 1] if line.index else None
        if before is None or before.paragraph != line.sentence.paragraph:
            return None
        inner = trim(view, before.start, before.end)
    quoted = inner is not None and any(q.inner == inner for q in view.quotes)
    return (Content([inner], quoted), found) if inner is not None else None


def call(line: Line, cue: Cue) -> Content | None:
    """«X خواستار C شد»; what hangs on it behind the verb is a second piece («… شد تا D», «کسانی شد که D»)."""
    first = cue.last + 1
    ends = "light_tell" if cue.has("light") else "light_verb"
    for k in range(first, line.size):
        hit = line.at(ends, k)
        if hit is None:
            continue
        after = hit.last + 1
        if cue.has("closed") and after < line.size and line.is_word(after) and line.words[after] not in _joiners(line):
            return None  # «کشور مدعی صلح است که …»
        inner = trim(line.reading.view, line.starts[first], line.ends[k - 1]) if k > first else None
        if inner is None or inner[1] - inner[0] <= 4:
            return None
        after += after < line.size and line.words[after] == ","
        more = line.at("call_more", after) if after + 2 < line.size else None
        rest = trim(line.reading.view, line.starts[more.first], clause_end(line, after, cue)) if more else None
        return Content([inner] if rest is None else [inner, rest], False)
    return None


def claim(line: Line, cue: Cue, closing_concept: str) -> Content | None:
    """«X مسئولیت C را بر عهده گرفت», «X وعده C را داد»: what stands between a noun of speech and the mark of object.

    `closing_concept` names the verbs that close it, at most three tokens behind the mark.
    """
    first = cue.last + 1
    for k in range(first + 1, min(first + 20, line.size - 1)):
        if line.at("object_mark", k) is None:
            continue
        if not any(line.at(closing_concept, j) is not None for j in range(k + 1, min(k + 4, line.size))):
            return None
        inner = trim(line.reading.view, line.starts[first], line.ends[k - 1])
        return Content([inner], False) if inner is not None else None
    return None


def promise(line: Line, cue: Cue) -> Content | None:
    """«X وعده C داد»: what stands between a noun of speech and its verb where no mark of object does."""
    first = cue.last + 1
    for k in range(first, min(first + 14, line.size)):
        given = line.at("given", k)
        if given is not None and given.start == line.starts[k]:
            inner = trim(line.reading.view, line.starts[first], line.ends[k - 1]) if k > first else None
            return Content([inner], False) if inner and inner[1] - inner[0] > 6 else None
        over = not line.is_word(k) or finite(line, k) is not None or line.at("complementiser", k) is not None
        if over or line.at("object_mark", k) is not None or any(c.first == k for c in line.cues):
            return None
    return None


def request(line: Line, cue: Cue, first: int) -> Content | None:
    """«X از Y خواست که C»: the one who is asked belongs to the content with what is asked."""
    view = line.reading.view
    spans = []
    for k in range(first, cue.first):
        end = closing(line, k)
        first = end + 1 if end is not None and end + 1 < cue.first else first
    for k in range(first, cue.first):
        hit = line.at("source_stop", k)
        compared = k and line.at("before_of", k - 1) is not None
        if hit is not None and hit.value == "of" and k + 1 < cue.first and not compared:
            asked = trim(view, line.starts[k], line.ends[cue.first - 1])
            if asked is not None:
                spans.append(asked)
            break
    if not spans:
        opened = cue.last + 1 < line.size and line.at("complementiser", cue.last + 1) is not None
        return after(line, cue) if opened else None
    rest = after(line, cue)
    if rest is not None:
        spans.extend(rest.spans)
    elif len(line.words[cue.first]) < 4 or spans[0][1] - spans[0][0] < 25:
        return None
    return Content(spans, False)
