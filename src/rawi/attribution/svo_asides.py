"""Voices beside what is told ("according to X", "citing X", "in X's view") and passives ("was accused of")."""

from rawi.attribution.contents import Content, quoted, reading_line, trim
from rawi.attribution.datelines import past_dateline
from rawi.attribution.draft import Draft
from rawi.attribution.line import Cue, Line
from rawi.attribution.svo_quotes import quote_before
from rawi.attribution.svo_rivals import rival
from rawi.attribution.svo_subjects import phrase_after, phrase_before, subject_of
from rawi.attribution.svo_tokens import is_adverb
from rawi.records import Span


def is_passive(line: Line, cue: Cue) -> bool:
    """Whether the cue is a passive participle: "was accused of", "is reported to"."""
    if cue.form.endswith("ing") or (cue.form.endswith("s") and not cue.form.endswith("ss")):
        return False
    k = cue.first - 1
    while k >= 0 and is_adverb(line, k):
        k -= 1
    if k >= 0 and line.at("passive", k) is not None:
        return True
    if cue.form.endswith("ed") and cue.frame in ("verb", "object") and _reduced(line, cue):
        return True
    # A verb that wants an object and has none: "a couple accused of fraud".
    reduced = cue.stance == "accuses" and cue.form.endswith("ed") and cue.last + 1 < line.size
    if not reduced or cue.first == 0 or line.words[cue.last + 1] != "of":
        return False
    phrase = phrase_before(line, cue.first - 1)
    return phrase is None or phrase[0] == 0 or line.words[phrase[0] - 1] not in ("who", "whom", "which", "that")


def _reduced(line: Line, cue: Cue) -> bool:
    """Whether a past form is a participle without its object: "a visitor hailed as a hero"."""
    after = line.words[cue.last + 1] if cue.last + 1 < line.size else ""
    if after != "by" and not (after == "as" and cue.frame == "object" and cue.stance != "quotes"):
        return False
    phrase = phrase_before(line, cue.first - 1) if cue.first else None
    if phrase is None or line.at("pronoun", phrase[1]) is not None or (phrase[0] == 0 and after == "as"):
        return False
    before = line.words[max(0, phrase[0] - 2) : phrase[0]]
    return not any(word in ("which", "who", "whom", "that", "what") for word in before)


def _before_passive(line: Line, cue: Cue) -> int:
    k = cue.first - 1
    while k >= 0 and (line.at("auxiliary", k) is not None or line.at("passive", k) is not None or is_adverb(line, k)):
        k -= 1
    return k


def passive_subject(line: Line, cue: Cue) -> tuple[int, int] | None:
    """The grammatical subject of a passive: the army in "the army was quoted"."""
    k = _before_passive(line, cue)
    return phrase_before(line, k) if k >= 0 else None


def unvoiced(line: Line, cue: Cue) -> Draft | None:
    """A passive: its grammatical subject belongs to the content; the voice follows "by" or is unnamed."""
    after = cue.last + 1
    if after >= line.size:
        return None
    word = line.words[after]
    source = None
    if word == "by":
        found = phrase_after(line, after + 1)
        if found is None:
            return None
        of = next((j for j in range(*found) if line.words[j] == "of"), None) if cue.stance == "accuses" else None
        found = (found[0], of - 1) if of is not None else found
        source = line.span(*found)
        after = found[1] + 1
    elif word not in ("that", "to", "of", "as") or cue.has("naming"):
        return None
    if word == "as" and (cue.stance == "quotes" or cue.frame == "verb"):
        return None  # «X was quoted as saying C»: the second verb has the words, and X is its voice
    if cue.has("strict") and word != "that":
        return None  # «was found to be empty»
    k = _before_passive(line, cue)
    if (cue.has("active") and line.words[k] != "it") or any(line.words[j] == "if" for j in range(max(0, k - 6), k + 1)):
        return None
    spans: list[Span] = []
    subject = phrase_before(line, k) if k >= 0 else None
    if k > 0 and line.words[k] in ("who", "which", "that"):
        subject = phrase_before(line, k - 2 if line.words[k - 1] == "," and k > 1 else k - 1)
    anyone = line.at("anyone", 0)
    if anyone is not None and 0 < k < 24 and word == "to":
        subject = (0, k)  # «Anyone who saw the man, or the car, is urged to call the police»
    if subject is not None and line.words[subject[0]] != "it":
        spans.append(line.span(*subject))
    told = word != "by" or (after < line.size and line.words[after] in ("that", "to", "of", "as", "for"))
    if after < line.size and told:
        if line.words[after] == "that":
            after += 1
        inner = trim(line.reading.view, line.starts[min(after, line.size - 1)], _own_end(line, cue))
        if inner is not None:
            spans.append(inner)
    if not spans:
        return None
    draft = Draft(line, cue, cue.span, source, Content(spans, False), "en.cue.passive".replace("en", line.pack.code))
    draft.impersonal = source is None
    if source is None and word == "to" and cue.stance in ("calls", "asks"):
        asks = line.at("contacting", after + 1) if after + 1 < line.size else None
        whom = phrase_after(line, asks.last + 1, apposed=False) if asks is not None else None
        asking = line.first_of("appealing", *whom) if whom is not None else None
        if whom is not None and asking is not None:
            draft.impersonal, draft.implied = False, line.span(whom[0], asking.last)
    return draft


def _own_end(line: Line, cue: Cue) -> int:
    """Where the words of a passive end: before a second one ("are reported to be ill | but are said to eat")."""
    for other in line.cues:
        if other.first > cue.last + 2 and is_passive(line, other):
            k = _before_passive(line, other)
            if k > cue.last + 1 and line.words[k] in ("and", "but"):
                return line.starts[k]
    return line.sentence.end


def prep(line: Line, cue: Cue) -> Draft | None:
    found = phrase_after(line, cue.last + 1, apposed=cue.first > 1)
    if found is None:
        return None
    if cue.first and line.words[cue.first - 1] in ("which", "that", "who"):
        return _in_relative(line, cue, found)
    source = line.span(*found)
    view = line.reading.view
    told = _sentence_before(line, cue)
    if told is not None:
        return Draft(line, cue, cue.span, source, Content([told], False), cue.rule)
    inward = "that" in line.words[cue.first - 2 : cue.first]  # "said that, according to Y, C"
    if cue.first <= 1 or (inward and line.words[cue.first - 1] in ("that", ",")):
        k = found[1] + 1
        while k < line.size and line.words[k] != ",":
            k += 1
        end = line.sentence.end
        if k + 1 < line.size:
            against = rival(line, cue, line.starts[k + 1])
            end = min(end, against) if against is not None else end
        inner = trim(view, line.starts[k + 1], end) if k + 1 < line.size else None
    else:
        inner = trim(view, line.starts[past_dateline(line)], line.starts[cue.first])
        before = quote_before(line, line.starts[cue.first])
        if before is not None and before.outer[0] <= line.sentence.start + 1:
            inner = quoted(line, before) or inner
        elif inner is not None:
            opened = next((q for q in view.quotes if q.closed and q.inner[0] < inner[0] < q.outer[1] < inner[1]), None)
            inner = trim(view, opened.outer[0], inner[1]) if opened is not None else inner
        after = found[1] + 1
        if inner is not None and cut_short(line, cue.first - 1) and line.words[after : after + 1] == [","]:
            # «The army, according to X, has left»: the clause goes on after the voice.
            rest = trim(view, line.ends[after], line.sentence.end)
            if rest is not None:
                return Draft(line, cue, cue.span, source, Content([inner, rest], False), cue.rule)
    if inner is None or inner[1] - inner[0] < 10:
        return None
    return Draft(line, cue, cue.span, source, Content([inner], False), cue.rule)


def _in_relative(line: Line, cue: Cue, found: tuple[int, int]) -> Draft | None:
    """«a raid which according to X left nine dead, …»: what the relative says of its head is X's."""
    verb = next((k for k in range(found[0] + 1, line.size) if _tensed(line, k)), None)
    if verb is None or verb > found[1] + 2:
        return None
    stop = next((k for k in range(verb, line.size) if line.words[k] in (",", ";")), None)
    inner = trim(line.reading.view, line.starts[verb], line.starts[stop] if stop is not None else line.sentence.end)
    last = verb - 1 - (line.words[verb - 1] == ",")
    head = cue.first - 2 - (cue.first > 1 and line.words[cue.first - 2] == ",")
    phrase = phrase_before(line, head) if head >= 0 else None
    if inner is None or last < found[0]:
        return None
    spans = [inner] if phrase is None else [line.span(*phrase), inner]
    return Draft(line, cue, cue.span, line.span(found[0], last), Content(spans, False), cue.rule)


def _tensed(line: Line, k: int) -> bool:
    """Whether token `k` is a verb in a finite form, as far as endings and small words tell."""
    return line.at("finite", k) is not None or (line.words[k].endswith("ed") and line.at("noun_marker", k - 1) is None)


def _sentence_before(line: Line, cue: Cue) -> Span | None:
    """«C. That's according to X»: the sentence before is what X tells."""
    if line.words[0] not in ("that's", "that", "this", "it's") or cue.first > 2 or line.index == 0:
        return None
    if cue.first == 2 and line.at("passive", 1) is None:
        return None
    sentence = line.reading.sentences[line.index - 1]
    before = reading_line(line, line.index - 1)
    return trim(line.reading.view, before.starts[past_dateline(before)], sentence.end)


def cut_short(line: Line, comma: int) -> bool:
    """Whether the words before a comma hold no verb, or a bare "is": what they begin stands after the aside."""
    if line.words[comma] != ",":
        return False
    verbs = [
        k
        for k in range(comma)
        if line.at("finite", k) is not None or line.words[k].endswith("ed") or line.at("cue", k) is not None
    ]
    return comma <= 14 and (not verbs or (comma <= 6 and line.at("passive", verbs[0]) is not None and len(verbs) == 1))


def cite(line: Line, cue: Cue, made: list[Draft]) -> Draft | None:
    """«X said C, citing Y»: Y told X what X tells."""
    found = phrase_after(line, cue.last + 1)
    if found is None:
        return None
    found = _linked(line, found)
    outer = next((d for d in reversed(made) if d.content.spans[-1][1] <= cue.span[0]), None)
    spans = list(outer.content.spans) if outer is not None else []
    if not spans:
        inner = trim(line.reading.view, line.sentence.start, line.starts[cue.first])
        if inner is None or inner[1] - inner[0] < 10:
            return None
        spans = [inner]
    draft = Draft(line, cue, cue.span, line.span(*found), Content(spans, False), cue.rule)
    draft.rank = 1
    return draft


def _linked(line: Line, found: tuple[int, int]) -> tuple[int, int]:
    """A phrase with what describes its people: "three people | familiar with the matter"."""
    for k in (found[1], found[1] + 1):
        link = line.at("source_link", k) if k < line.size else None
        if link is not None:
            rest = phrase_after(line, link.last + 1, apposed=False)
            return (found[0], rest[1]) if rest is not None else found
    after = found[1] + 1
    given = after < line.size and line.words[after].endswith("ed") and line.words[after + 1 : after + 2] == ["by"]
    if after < line.size and (line.words[after] in ("by", "from") or given):
        rest = phrase_after(line, after + 1 + given, apposed=False)
        return (found[0], rest[1]) if rest is not None else found  # "citing accounts by villagers"
    return found


def cited_aside(line: Line, cue: Cue) -> tuple[int, int] | None:
    """The voice of «X, citing Y, said C» and «X reported, citing Y, that C»: an aside between commas, by its tokens."""
    k = cue.first - 1
    if k < 1 or line.words[k] != "," or not line.is_word(k - 1):
        return None
    found = phrase_after(line, cue.last + 1, apposed=False)
    if found is None:
        return None
    found = _linked(line, found)
    after = found[1] + 1
    if line.words[after : after + 1] != [","] or after + 1 >= line.size:
        return None
    verb = any(c.first == after + 1 and c.frame in ("verb", "object", "figure") for c in line.cues)
    verb = verb or (line.at("auxiliary", after + 1) is not None)
    return found if verb or line.words[after + 1] == "that" else None


def opening_aside(line: Line, cue: Cue) -> tuple[int, int] | None:
    """The voice of «Citing Y, X said C», by its tokens."""
    if cue.first:
        return None
    found = phrase_after(line, cue.last + 1, apposed=False)
    found = _linked(line, found) if found is not None else None
    comma = next((k for k in range(cue.last + 2, min(line.size, 16)) if line.words[k] == ","), None)
    told = comma is not None and any(c.first > comma and c.frame == "verb" for c in line.cues)
    return found if found is not None and comma is not None and found[1] < comma and told else None


def view_of(line: Line, cue: Cue) -> Draft | None:
    """«in X's own view, C»: a thought told as somebody's."""
    for k in range(cue.first - 1, max(cue.first - 8, -1), -1):
        if line.words[k] == "in" and k + 1 < cue.first:
            last = cue.first - 1
            if line.words[last] == "own":
                last -= 1
            if not line.words[last].endswith(("'s", "s'")) and line.at("pronoun_own", last) is None:
                return None
            after = cue.last + 1
            while after < line.size and line.words[after] == ",":
                after += 1
            inner = trim(line.reading.view, line.starts[after], line.sentence.end) if after < line.size else None
            start, end = line.span(k + 1, last)
            if line.words[last].endswith("'s"):
                end -= 2
            return Draft(line, cue, cue.span, (start, end), Content([inner], False), cue.rule) if inner else None
    return None


def quoted_as(line: Line, cue: Cue, low: int) -> list[Draft]:
    """«C, X quotes Y as saying»: X relays what Y says; empty for other constructions. `low` is X's first token."""
    tail = line.words[cue.last + 1 :]
    at = next((j for j in range(cue.last + 2, min(cue.last + 10, line.size - 1)) if line.words[j] == "as"), None)
    if at is None or "as" not in tail or not closes_short(line, at + 1) or low < 2:
        return []
    verb = next((c for c in line.cues if c.first == at + 1 and c.form.endswith("ing")), None)
    before = quote_before(line, line.starts[low])
    view = line.reading.view
    inner = quoted(line, before) if before is not None else None
    if inner is None and line.words[low - 1] == ",":
        inner = trim(view, line.starts[past_dateline(line)], line.starts[low - 1])
    if inner is None or inner[1] - inner[0] < 10:
        return []
    speech = before is not None
    outer = Draft(line, cue, cue.span, line.span(low, cue.first - 1), Content([inner], speech), cue.rule)
    voice = line.span(cue.last + 1, at - 1)
    told = Draft(line, verb or cue, line.span(at + 1, at + 1), voice, Content([inner], speech), cue.rule)
    told.rank = 1
    return [outer, told]


def closes_short(line: Line, k: int) -> bool:
    """Whether token `k` is a participle with nothing but an adjunct after it: "as saying on Friday"."""
    if k >= line.size or not line.words[k].startswith(("say", "tell", "stat", "writ", "add")):
        return False
    after = line.words[k + 1] if k + 1 < line.size else "."
    return not after[0].isalnum() or (line.at("source_stop", k + 1) is not None and after != "that")


def adverb(line: Line, cue: Cue) -> Draft | None:
    """«reportedly», «allegedly»: an unnamed voice tells the clause."""
    before_noun = cue.first > 0 and line.at("noun_marker", cue.first - 1) is not None and cue.last + 1 < line.size
    if before_noun and not line.words[cue.last + 1].endswith("ing"):
        return None  # "reports of allegedly secret talks", "the allegedly stolen boat"
    first = 0
    for k in range(cue.first - 1, 0, -1):
        if line.at("subordinator", k) is not None or line.words[k] in (";", ":") or line.is_opener(k) is not None:
            first = k + 1
            break
    view = line.reading.view
    before = trim(view, line.starts[first], cue.span[0]) if first < cue.first else None
    after = trim(view, cue.span[1], line.sentence.end)
    spans = [span for span in (before, after) if span is not None]
    if not spans:
        return None
    draft = Draft(line, cue, cue.span, None, Content(spans, False), cue.rule)
    draft.impersonal = True
    return draft


def plea(line: Line, cue: Cue) -> Draft | None:
    """«X pleaded not guilty»: the plea itself is what X says."""
    subject, inverted = subject_of(line, cue)
    if subject is None or inverted:
        return None
    words = line.starts[cue.first + 1], line.ends[cue.last]
    return Draft(line, cue, line.span(cue.first, cue.first), line.span(*subject), Content([words], False), cue.rule)
