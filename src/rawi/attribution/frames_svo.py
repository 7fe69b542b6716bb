"""Constructions of subject-verb-object languages: subject beside the verb, inverted or not; quotations around it.

"X said (that) C", ""C," X said", ""C," said X, Y", "C, according to X", "X accused Y of C", "…, saying C".
"""

from collections.abc import Iterator

from rawi.attribution.contents import Content, around, clause_start, quoted, trim
from rawi.attribution.draft import Draft
from rawi.attribution.line import Cue, Line
from rawi.records import Span
from rawi.text import Quote

_MARKS = "\"'“”«»"


def drafts(line: Line) -> Iterator[Draft]:
    """The attributions of one sentence, in order."""
    made: list[Draft] = []
    for cue in line.cues:
        if cue.frame == "prep":
            draft = _prep(line, cue)
        elif cue.frame == "adverb":
            draft = _adverb(line, cue)
        elif cue.frame == "plea":
            draft = _plea(line, cue)
        elif cue.frame == "cite":
            draft = _cite(line, cue, made)
        elif cue.frame == "view":
            draft = _view(line, cue)
        elif _noun(line, cue):
            continue
        elif _passive(line, cue):
            draft = _unvoiced(line, cue)
        else:
            draft = _verb(line, cue, made)
        if draft is not None:
            made.append(draft)
            yield draft


def _noun(line: Line, cue: Cue) -> bool:
    """Whether the cue's word is a noun here: "a claim", "the nuns' report", "from several states"."""
    if cue.first == 0 or cue.form.endswith("ed"):
        return False
    before = line.words[cue.first - 1]
    return line.at("noun_marker", cue.first - 1) is not None or before.endswith(("'s", "s'"))


def _passive(line: Line, cue: Cue) -> bool:
    """Whether the cue is a passive participle: "was accused of", "is reported to"."""
    k = cue.first - 1
    while k >= 0 and line.words[k].endswith("ly"):
        k -= 1
    return k >= 0 and line.at("passive", k) is not None and not cue.form.endswith("ing")


def _unvoiced(line: Line, cue: Cue) -> Draft | None:
    """A passive: its grammatical subject belongs to the content; the voice follows "by" or is unnamed."""
    after = cue.last + 1
    if after >= line.size:
        return None
    word = line.words[after]
    source = None
    if word == "by":
        found = _right(line, after + 1)
        if found is None:
            return None
        source = line.span(*found)
        after = found[1] + 1
    elif word not in ("that", "to", "of", "as"):
        return None
    k = cue.first - 1
    while k >= 0 and (line.at("auxiliary", k) is not None or line.words[k].endswith("ly")):
        k -= 1
    spans: list[Span] = []
    subject = _left(line, k) if k >= 0 else None
    if subject is not None and line.words[subject[0]] != "it":
        spans.append(line.span(*subject))
    if after < line.size:
        if line.words[after] == "that":
            after += 1
        inner = trim(line.reading.view, line.starts[min(after, line.size - 1)], line.sentence.end)
        if inner is not None:
            spans.append(inner)
    if not spans:
        return None
    draft = Draft(line, cue, cue.span, source, Content(spans, False), "en.cue.passive".replace("en", line.pack.code))
    draft.impersonal = source is None
    return draft


def _verb(line: Line, cue: Cue, made: list[Draft]) -> Draft | None:
    if cue.first > 0 and line.words[cue.first - 1] == "to" and not _goes_on(line, cue.first - 1):
        return None
    subject, inverted = _subject(line, cue)
    participle = subject is None and cue.form.endswith("ing") and cue.first > 0
    if subject is not None and line.at("nobody", subject[0]) is not None and subject[0] == subject[1]:
        return None
    if subject is None and not participle and not (cue.first > 0 and line.words[cue.first - 1] in ("and", "but", ",")):
        return None
    low = subject[0] if subject and not inverted else cue.first
    high = subject[1] if subject and inverted else cue.last
    content = _content(line, cue, low, high, inverted, participle)
    if content is None:
        return None
    source = line.span(*subject) if subject else _shared(line, cue, made)
    return Draft(line, cue, cue.span, source, content, cue.rule)


def _shared(line: Line, cue: Cue, made: list[Draft]) -> Span | None:
    """Whose words a second cue of the sentence gives: of the first ("X reported Y and said Z"), or of its subject.

    "Quoted the army as saying": the one quoted.
    """
    if cue.first > 0 and line.words[cue.first - 1] == "as":
        for other in line.cues:
            if other.stance == "quotes" and other.last < cue.first - 1:
                return line.span(other.last + 1, cue.first - 2)
    for draft in reversed(made):
        inside = any(start <= cue.span[0] < end for start, end in draft.content.spans) and draft.content.speech
        if not inside and draft.cue is not None and draft.cue.frame not in ("prep", "adverb") and draft.source:
            return draft.source
    office = [h for c in ("voice_kind", "voice_person") for h in line.covered(c, 0, min(8, cue.first - 2))]
    if office and line.words[cue.first - 1] in ("and", "but"):
        # «The governor's office puts the total at five and denies …»: the verb before is no cue; its subject is an office.
        found = _left(line, max(h.last for h in office))
        if found is not None and found[0] <= 1:
            return line.span(*found)
    for k in range(min(cue.first, 16)):
        if line.at("finite", k) is not None or line.at("auxiliary", k) is not None or line.words[k] in (",", ":"):
            found = _left(line, k - 1) if k else None
            return line.span(*found) if found else None
    return None


def _goes_on(line: Line, k: int) -> bool:
    """Whether the infinitive after "to" at `k` is what somebody did: "went on to say", "took to X to announce"."""
    return any(
        line.words[j] in ("went", "took", "goes", "takes", "continued", "continues") for j in range(max(0, k - 4), k)
    )


def _subject(line: Line, cue: Cue) -> tuple[tuple[int, int] | None, bool]:
    """The subject beside the verb and whether it is inverted («said X»)."""
    k = cue.first - 1
    while k >= 0 and (line.at("auxiliary", k) is not None or line.words[k].endswith("ly")):
        k -= 1
    if k < 0 or line.words[k][0] in _MARKS or (line.words[k] == "," and _quote_ending(line, k) is not None):
        after = _right(line, cue.last + 1)
        if after is not None and cue.frame == "verb":
            return after, True
        if k < 0 or line.words[k] == ",":
            return None, False
    if line.at("clause_joiner", k) is not None:
        return None, False
    if line.words[k] == ",":
        left = _apposition(line, k)
        if left is not None and not cue.form.endswith("ing"):
            return left, False
        after = _right(line, cue.last + 1)
        if after is not None and cue.frame == "verb" and not cue.form.endswith("ing"):
            return after, True
        return None, False
    return _left(line, k), False


def _left(line: Line, last: int) -> tuple[int, int] | None:
    """The noun phrase that ends at token `last`: back to a mark, a verb or a word that opens a clause.

    A preposition inside belongs to it («officials in Tehran»); one that opens it starts an adverbial, and the phrase
    is what follows it.
    """
    pronoun = line.at("pronoun", last)
    if pronoun is not None:
        return last, last
    if not line.is_word(last) and line.words[last] != ")":
        return None
    k, soft = last, []
    while k >= 0 and last - k < 22:
        word = line.words[k]
        if word in (";", ":", ".", "-", "—", "(", "?", "!", ",") or word[0] in _MARKS:
            if word == "." and k > 0 and len(line.words[k - 1]) <= 4 and _upper(line, k - 1):
                k -= 1
                continue
            if word == "-" and k > 0 and line.ends[k - 1] == line.starts[k] == line.ends[k] - 1:
                k -= 1
                continue
            if word == "," and _title_before(line, k):
                k -= 1
                continue
            break
        if line.at("subordinator", k) is not None or line.at("complementiser", k) is not None:
            break
        if k < last and (
            line.at("auxiliary", k) is not None and word != "to" or line.at("finite", k) is not None or _cue_at(line, k)
        ):
            break
        if k < last and line.at("clause_joiner", k) is not None and not _noun_joiner(line, k):
            break
        if k < last and line.at("pronoun", k) is not None:
            break
        if line.at("source_stop", k) is not None:
            soft.append(k)
        k -= 1
    first = k + 1
    while first <= last and (line.at("source_lead", first) is not None or not line.is_word(first)):
        first += 1
    if first in soft:
        # An adverbial opens the clause: keep what follows its noun where a determiner or a name tells where.
        nearer = [s for s in soft if s >= first]
        first = nearer[0] + 1
        for j in range(first + 1, last + 1):
            if line.words[j] in ("the", "a", "an", "his", "her") and _upper(line, j - 1) or line.at("day_word", j - 1):
                first = j
        if first > last:
            return None
    return (first, last) if first <= last else None


def _upper(line: Line, k: int) -> bool:
    return line.reading.view.text[line.starts[k]].isupper()


def _cue_at(line: Line, k: int) -> bool:
    return any(c.first <= k <= c.last and not _noun(line, c) for c in line.cues)


def _title_before(line: Line, comma: int) -> bool:
    """«Chief Executive of Racing, Peter V. said»: an office in capitals stands before the comma, a name after it."""
    if comma + 1 >= line.size or not _upper(line, comma + 1) or comma == 0 or line.at("pronoun", comma - 1):
        return False
    office = any(True for _ in line.covered("voice_person", max(0, comma - 8), comma - 1))
    return office and not any(line.at("finite", j) or line.at("auxiliary", j) for j in range(max(0, comma - 8), comma))


def _noun_joiner(line: Line, k: int) -> bool:
    """Whether "and" at `k` joins two nouns of one subject: both sides capitalised."""
    text = line.reading.view.text
    return (
        0 < k < line.size - 1
        and text[line.starts[k - 1]].isupper()
        and (text[line.starts[k + 1]].isupper() or line.words[k + 1] in ("the", "his", "her", "other"))
    )


def _apposition(line: Line, comma: int) -> tuple[int, int] | None:
    """«X, an office of Y, said»: the phrase before the first of the two commas; its span takes in the apposition."""
    for k in range(comma - 1, max(comma - 22, -1), -1):
        if line.words[k] == "," and k > 0:
            left = _left(line, k - 1)
            if left is not None and _name_like(line, left):
                return left[0], comma - 1
            if left is None or left[1] - left[0] > 5:
                return None
    return None


def _name_like(line: Line, phrase: tuple[int, int]) -> bool:
    text = line.reading.view.text
    return any(text[line.starts[k]].isupper() for k in range(phrase[0], phrase[1] + 1)) or line.words[phrase[0]] in (
        "the",
        "a",
        "an",
        "one",
    )


def _right(line: Line, first: int, apposed: bool = True) -> tuple[int, int] | None:
    """The noun phrase that begins at token `first`, with one apposition where `apposed`."""
    if first >= line.size or not line.is_word(first):
        return None
    if line.at("pronoun", first) is not None:
        return first, first
    if line.at("source_stop", first) is not None or line.at("complementiser", first) is not None:
        return None
    k, commas = first, 0
    while k < line.size and k - first < 18:
        word = line.words[k]
        if word in (".", ";", ":", "-", "—", "?", "!", "(") or word[0] in _MARKS:
            if word == "." and k > first and len(line.words[k - 1]) <= 4 and k + 1 < line.size:
                k += 1
                continue
            break
        stop = line.at("source_stop", k)
        if k > first and stop is not None and stop.value is True and line.words[k] not in ("in", "at", "on"):
            break
        if k > first and line.words[k] in ("in", "at", "on") and commas == 0:
            break
        if word == ",":
            if (
                not apposed
                or commas
                or k + 1 >= line.size
                or not (
                    line.words[k + 1] in ("the", "a", "an", "who", "chief", "director", "president", "his", "her")
                    or any(True for _ in line.covered("voice_person", k + 1, k + 3))
                )
            ):
                break
            commas += 1
        k += 1
    k -= 1
    while k >= first and not line.is_word(k):
        k -= 1
    return (first, k) if k >= first else None


def _quote_ending(line: Line, k: int) -> Quote | None:
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


def _content(line: Line, cue: Cue, low: int, high: int, inverted: bool, participle: bool) -> Content | None:
    view = line.reading.view
    spans: list[Span] = []
    own = around(line, cue.span[0])
    # A quotation right before the subject: «"C," X said».
    left = low - 1
    if left >= 0 and line.words[left] == ",":
        left -= 1
    before = _quote_before(line, line.starts[low])
    if before is not None and cue.frame == "verb" and not participle:
        inner = quoted(line, before)
        begin = line.starts[0] if own is None else max(line.starts[0], own.inner[0])
        if inner is not None and begin + 3 < before.outer[0] and before.outer[0] > line.sentence.start:
            # Words lead into the quotation: «He was "not aware" of it».
            whole = trim(view, begin, before.outer[1])
            return Content([whole], False) if whole else None
        if inner is not None:
            spans.append(inner)
    following = high + 1
    if cue.has("addressee") and following < line.size:
        following = _skip_addressee(line, following)
    after = _quote_after(line, following)
    if after is not None:
        inner = quoted(line, after)
        if inner is not None:
            spans.append(inner)
        return Content(spans, True)
    if spans:
        spans.extend(_continued(line, before))
        return Content(spans, True)
    if cue.has("quoted"):
        return None
    # «As X keeps saying, C» and «C, X says, D»: the voice stands apart between commas.
    aside = _aside(line, cue, low, high, own)
    if aside is not None:
        return aside
    # «C, X said.» : the cue closes the sentence.
    told = following - 1 if cue.has("addressee") else high
    if not participle and cue.frame == "verb" and low > 3 and line.words[low - 1] == "," and _closes(line, told):
        begin = line.starts[0] if own is None else max(line.starts[0], own.inner[0])
        inner = trim(view, begin, line.starts[low - 1])
        return Content([inner], False) if inner and inner[1] - inner[0] > 10 else None
    if inverted:
        return None
    return _that(line, cue, following, own)


def _aside(line: Line, cue: Cue, low: int, high: int, own: Quote | None) -> Content | None:
    view = line.reading.view
    if cue.frame != "verb" or high + 2 >= line.size or line.words[high + 1] != ",":
        return None
    end = line.sentence.end if own is None else min(line.sentence.end, own.inner[1])
    rest = trim(view, line.starts[high + 2], end)
    if rest is None:
        return None
    if low > 0 and line.words[low - 1] == "as":
        return Content([rest], False)
    short = high - low <= 4 and low <= 12
    if short and low > 1 and line.words[low - 1] == "," and not line.at("source_lead", low - 2):
        before = trim(view, line.starts[0], line.starts[low - 1])
        return Content([before, rest], False) if before else None
    return None


def _that(line: Line, cue: Cue, first: int, own: Quote | None) -> Content | None:
    end = line.sentence.end if own is None else min(line.sentence.end, own.inner[1])
    day = line.at("day_word", first) if first < line.size else None
    if day is not None:
        first = day.last + 1
    k = first
    found = None
    for j in range(first, min(first + 14, line.size)):
        if line.words[j] == "that":
            found = j
            break
        if line.words[j] in (",", ";") or any(c.first == j for c in line.cues):
            break
    if cue.frame == "object":
        if found is not None and found <= first + 1:
            k = found + 1
        start = line.starts[k] if k < line.size else end
    elif found is not None:
        start = clause_start(line, found)
    else:
        if k < line.size and line.at("complementiser", k) is not None:
            k += 0
        elif cue.has("clause") and not _clausal(line, k):
            return None
        if k >= line.size or line.words[k] in (",", ".", ";", "and", "or") and line.words[k] != ",":
            return None
        if line.words[k] == "," and not cue.form.startswith("say"):
            return None
        start = line.starts[k]
    for other in line.cues:
        if other.first > first + 2 and other.frame == "verb" and not other.form.endswith("ing"):
            closing = _closing(line, other)
            if closing is not None and line.starts[closing] > start:
                end = min(end, line.starts[closing])
        if other.first > first and other.frame == "prep" and line.words[other.first - 1] == ",":
            end = min(end, line.starts[other.first - 1])
        if other.first > first + 2 and line.starts[other.first - 1] > start:
            before = line.words[other.first - 1]
            shares = before in ("and", "but") and not _noun(line, other)
            if (before == "," and other.form.endswith("ing")) or (shares and _same_tense(cue, other)):
                end = min(end, line.starts[other.first - 1])
    inner = trim(line.reading.view, start, end)
    return Content([inner], False) if inner and inner[1] - inner[0] > 4 else None


def _same_tense(cue: Cue, other: Cue) -> bool:
    """Whether two verbs may share a subject: "reported X and said Y"."""
    past = ("ed", "id", "ld", "te", "ught")
    return cue.form.endswith(past) == other.form.endswith(past) and not other.form.endswith("ing")


def _closing(line: Line, cue: Cue) -> int | None:
    """The comma before a voice that closes the sentence: «…, X reported.»; None when the cue does not close it."""
    subject, inverted = _subject(line, cue)
    if subject is None:
        return None
    low = cue.first if inverted else subject[0]
    high = subject[1] if inverted else cue.last
    if low > 0 and line.words[low - 1] == "," and _closes(line, high) and line.words[high + 1 : high + 2] != [","]:
        return low - 1
    return None


def _clausal(line: Line, k: int) -> bool:
    """Whether what follows looks like a clause: a subject and a finite verb within reach."""
    if k >= line.size or line.words[k] in (",", ".", ";", ":"):
        return False
    if line.at("pronoun", k) is not None:
        return True
    for j in range(k + 1, min(k + 12, line.size)):
        if line.words[j] in (",", ".", ";"):
            return False
        if line.at("finite", j) is not None or (line.words[j].endswith("ed") and j > k + 1):
            return True
    return False


def _closes(line: Line, last: int) -> bool:
    """Whether nothing but a short adjunct stands between token `last` and the end of the sentence."""
    rest = line.words[last + 1 :]
    if not any(w[0].isalnum() for w in rest):
        return True
    return (
        last + 1 < line.size
        and line.at("source_stop", last + 1) is not None
        or line.words[last + 1 : last + 2] == [","]
        or _is_day(line, last + 1)
    )


def _is_day(line: Line, k: int) -> bool:
    return k < line.size and line.at("day_word", k) is not None


def _skip_addressee(line: Line, k: int) -> int:
    """Past the one who is told: «told X that», «told reporters C»."""
    for j in range(k, min(k + 9, line.size)):
        if line.words[j] in ("that", ":", ",") or line.words[j][0] in _MARKS:
            return j
    if line.at("pronoun", k) is not None or line.words[k] in ("me", "us", "them", "him", "her"):
        return k + 1
    text = line.reading.view.text
    j = k
    while (
        j < line.size
        and j - k < 6
        and (
            text[line.starts[j]].isupper()
            or line.words[j] in ("the", "a", "of", "reporters", "journalists", "news", "agency")
        )
    ):
        j += 1
        if line.words[j - 1] in ("reporters", "journalists"):
            break
    return j if j > k else k + 1


def _quote_before(line: Line, at: int) -> Quote | None:
    best = None
    text = line.reading.view.text
    for quote in line.reading.view.quotes:
        if quote.outer[1] > at:
            continue
        gap = text[quote.outer[1] : at]
        if len(gap) <= 3 and not gap.strip(" ,.—-"):
            best = quote if best is None or quote.outer[0] < best.outer[0] else best
    return best


def _quote_after(line: Line, k: int) -> Quote | None:
    j = k
    while j < min(k + 3, line.size) and line.words[j] in (",", ":", "that", "-"):
        j += 1
    # «he said, adding: "…"» is the participle's; a short adjunct may stand before the colon.
    if j < line.size and line.is_opener(j) is not None:
        quote = line.is_opener(j)
        if quote is not None and (
            j > k or quote.outer[1] >= line.sentence.end - 2 or quote.outer[1] - quote.outer[0] > 40
        ):
            return quote
    for j in range(k, min(k + 8, line.size - 1)):
        if line.words[j] == ":" and line.is_opener(j + 1) is not None:
            return line.is_opener(j + 1)
    return None


def _continued(line: Line, quote: Quote | None) -> list[Span]:
    """A quotation that opens the next sentence with no cue of its own goes on with the same voice."""
    reading = line.reading
    if quote is None or line.index + 1 >= len(reading.sentences):
        return []
    following = reading.sentences[line.index + 1]
    for other in reading.view.quotes:
        if other.outer[0] == following.start and other.depth == 0:
            tail = reading.view.text[other.outer[1] : other.outer[1] + 40]
            if other.outer[1] >= following.end - 2 or not tail.strip() or tail.lstrip()[:1].isupper():
                inner = trim(reading.view, *other.inner)
                return [inner] if inner and tail.strip()[:1] != "," else []
    return []


def _prep(line: Line, cue: Cue) -> Draft | None:
    found = _right(line, cue.last + 1, apposed=cue.first > 1)
    if found is None:
        return None
    source = line.span(*found)
    view = line.reading.view
    if cue.first <= 1:
        k = found[1] + 1
        while k < line.size and line.words[k] != ",":
            k += 1
        inner = trim(view, line.starts[k + 1], line.sentence.end) if k + 1 < line.size else None
    else:
        inner = trim(view, line.sentence.start, line.starts[cue.first])
        before = _quote_before(line, line.starts[cue.first])
        if before is not None and before.outer[0] <= line.sentence.start + 1:
            inner = quoted(line, before) or inner
    if inner is None or inner[1] - inner[0] < 10:
        return None
    return Draft(line, cue, cue.span, source, Content([inner], False), cue.rule)


def _cite(line: Line, cue: Cue, made: list[Draft]) -> Draft | None:
    """«X said C, citing Y»: Y told X what X tells."""
    found = _right(line, cue.last + 1)
    if found is None:
        return None
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


def _view(line: Line, cue: Cue) -> Draft | None:
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


def _adverb(line: Line, cue: Cue) -> Draft | None:
    """«reportedly», «allegedly»: an unnamed voice tells the clause."""
    first = 0
    for k in range(cue.first - 1, 0, -1):
        if line.words[k] == "," or line.at("subordinator", k) is not None:
            first = k + 1
            break
    inner = trim(line.reading.view, line.starts[first], line.sentence.end)
    if inner is None:
        return None
    draft = Draft(line, cue, cue.span, None, Content([inner], False), cue.rule)
    draft.impersonal = True
    return draft


def _plea(line: Line, cue: Cue) -> Draft | None:
    """«X pleaded not guilty»: the plea itself is what X says."""
    subject, inverted = _subject(line, cue)
    if subject is None or inverted:
        return None
    words = line.starts[cue.first + 1], line.ends[cue.last]
    return Draft(line, cue, line.span(cue.first, cue.first), line.span(*subject), Content([words], False), cue.rule)
