"""Who speaks in a subject-first clause: where the clause of a cue begins, and where its subject ends."""

from typing import Final

from rawi.attribution.contents import around
from rawi.attribution.draft import Draft
from rawi.attribution.line import Cue, Line
from rawi.attribution.phrases import phrase, skip_lead
from rawi.attribution.sov_objects import before_object, object_marks
from rawi.records import Span

_COUNTING: Final[tuple[str, ...]] = ("number_word", "indefinite", "time_unit", "duration_unit")


def clause(line: Line, cue: Cue, made: list[Draft]) -> int:
    """The first token of the clause that the cue closes: of the sentence, or of the content it stands in."""
    first = 0
    for draft in made:
        for start, end in draft.content.spans:
            if start <= cue.span[0] < end:
                first = max(first, line.sentence.token_at(start))
    # «…، اما X …», «… خبر داده ولی X …»: an adversative opens a new clause with a subject of its own.
    for k in range(cue.first - 2, first, -1):
        lead = line.at("source_lead", k + 1)
        if lead is None or lead.value != "clause":
            continue
        ended = _adverse(line, k, cue)
        if ended or line.words[k] == "," or any(c.last == k for c in line.cues) or finite(line, k) is not None:
            first = k + 1
            break
    first = max(first, _circumstance_end(line, first, cue.first), _subordinate_end(line, first, cue))
    # «X این را خطا دانسته و Y نیز C را گفت»: «نیز» names another.
    first = max([first, *(c.last + 1 for c in line.cues if c.has("paired") and _another(line, c.last + 1, cue.first))])
    # A clause of its own right before the verb: «… که فلانی می‌گوید»; a comma tells that it is over («X که …، گفت»).
    over = cue.first > 0 and line.words[cue.first - 1] == ","
    for k in range(cue.first - 2, cue.first if over else max(first, cue.first - 11), -1):
        if line.words[k] == ",":
            break
        hit = line.at("complementiser", k)
        if hit is not None and k < cue.first - 6 and not (cue.frame == "object" and _voiced(line, hit.last + 1)):
            continue
        if hit is not None and any(finite(line, j) is not None for j in range(hit.last + 1, cue.first)):
            break  # «افرادی که آمدند خبر داد»: a relative clause inside
        if hit is not None and hit.last < cue.first - 1 and line.at("source_stop", hit.last + 1) is None:
            first = max(first, hit.last + 1)
            break
    first = max([first, *(k + 1 for k in range(first, cue.first - 1) if line.words[k] in (";", "|", ":"))])
    # «… زیان خواهند کرد...گروهی C را نوشته‌اند»: dots behind a verb end a clause, those of a list do not.
    dots = [k + 1 for k in range(first + 1, cue.first - 1) if line.words[k] == "..." and _verbal(line, k - 1)]
    first = max([first, *dots])
    quote = around(line, cue.span[0])
    if quote is not None and quote.inner[0] >= line.sentence.start:
        first = max(first, line.sentence.token_at(quote.inner[0]))
    return first


def antecedent(line: Line, cue: Cue) -> tuple[int, int] | None:
    """The noun that a relative clause without a subject of its own is about («تندروهایی که بر جنگ تاکید دارند»)."""
    for k in range(cue.first - 1, max(0, cue.first - 14), -1):
        if line.words[k] in (",", ";", ":") or finite(line, k) is not None:
            return None
        hit = line.at("complementiser", k)
        if hit is None:
            continue
        first = hit.last + 1
        opened = line.at("source_stop", first) is not None or line.at("object_mark", first + 1) is not None
        noun = line.is_word(k - 1) and line.words[k - 1].endswith(line.settings["relative_end"])
        if not (opened and noun):
            return None
        low = k - 1
        while low > 0 and k - low < 6 and line.is_word(low - 1) and not _bounds(line, low - 1):
            low -= 1
        return low, k - 1
    return None


def _bounds(line: Line, k: int) -> bool:
    """Whether token `k` ends what a noun phrase behind it may reach back to."""
    return (
        line.words[k] in line.settings["joiners"]
        or any(line.at(c, k) is not None for c in ("source_stop", "complementiser", "object_mark", "source_lead"))
        or finite(line, k) is not None
    )


def _voiced(line: Line, k: int) -> bool:
    """Whether an office or a body opens a phrase at token `k`."""
    return line.at("voice_person", k) is not None or line.at("voice_kind", k) is not None


def _adverse(line: Line, k: int, cue: Cue) -> bool:
    """Whether «اما» behind token `k` opens a clause with a subject of its own: a verb stands before it, a voice after.

    «ایران اما آن را رد کرد» has it behind its subject.
    """
    return _verbal(line, k) and cue.first > k + 2 and phrase(line, k + 2, cue.first - 1) is not None


def _verbal(line: Line, k: int) -> bool:
    """Whether token `k` looks like the last word of a verb."""
    ends = tuple(line.settings["verb_ends"])
    word = line.words[k]
    return finite(line, k) is not None or word in ends or (word.endswith(ends) and len(word) > 3)


def _circumstance_end(line: Line, first: int, stop: int) -> int:
    """The token after «که» of «در حالی …‌ می‌شود که X» within `first..stop`; `first` without one."""
    at = next((k for k in range(first, stop - 2) if line.at("while", k) is not None), None)
    if at is None:
        return first
    return next((k + 1 for k in range(at + 2, stop - 1) if line.at("complementiser", k) is not None), first)


def _subordinate_end(line: Line, first: int, cue: Cue) -> int:
    """The token after an opening «در حالی که X C را خبر داده»: the main clause has a voice of its own."""
    lead = line.at("source_lead", first)
    if lead is None or lead.value != "clause":
        return first
    told = [c for c in line.cues if first < c.first and c.last + 1 < cue.first and c.frame in ("verb", "object")]
    if not told or told[0].last + 2 >= cue.first:
        return first
    after = told[0].last + 1
    after += line.words[after] == ","
    main = line.words[after] not in line.settings["joiners"]
    return after if main and phrase(line, after, cue.first - 1) is not None else first


def subject_of(line: Line, first: int, cue: Cue) -> tuple[int, int] | None:
    """The tokens of the phrase that is the subject of the clause from `first` to the cue; None when it is dropped."""
    k = _restart(line, skip_lead(line, first, cue.first - 1), cue)
    # An opening «به گزارش X،» is a voice of its own; the subject comes after its comma.
    for other in line.cues:
        relayed = other.has("relay") and other.first > k  # «رویترز به نقل از X»
        if other.frame == "prep" and k <= other.first <= k + 1 and other.first < cue.first and not relayed:
            comma = comma_in(line, other.last + 1, cue.first - 1)
            start = comma + 1 if comma is not None else dateline_end(line, other, cue.first)
            if start is None:
                return None
            k = skip_lead(line, start, cue.first - 1)
            break
    pronoun = line.at("pronoun", k) if k < cue.first else None
    if pronoun is not None:
        # «این طرح را رد کرد»: the object of a dropped subject.
        return (k, pronoun.last) if line.at("object_mark", pronoun.last + 1) is None else None
    # A pronoun after a short adjunct («در ادامه وی گفت»).
    if line.at("source_stop", k) is not None or _before_after(line, k, cue.first):
        for j in range(k, min(k + 12, cue.first)):
            pronoun = line.at("pronoun", j)
            if pronoun is not None and pronoun.value == "person" and line.at("source_stop", j - 1) is None:
                return (j, pronoun.last)
        after = None if _before_after(line, k, cue.first) else _past_time(line, k, cue.first - 1)
        if after is not None:
            pronoun = line.at("pronoun", after)
            found = (after, pronoun.last) if pronoun is not None else _told_by(line, after, cue)
            if found is not None:
                return found
        comma = comma_in(line, k, cue.first - 1)
        if comma is not None:
            found = _told_by(line, skip_lead(line, comma + 1, cue.first - 1), cue)
            if found is not None:
                return found
    return _told_by(line, k, cue)


def carried(line: Line, first: int, made: list[Draft], cue: Cue) -> tuple[int, int] | None:
    """The voice that the sentence opens with, for a cue whose clause began anew at token `first` without a subject.

    «استاندار کمبود را می‌پذیرد؛ اما می‌گوید C». Only an office, a body or a pronoun is carried over.
    """
    low = 0
    for draft in made:
        for start, end in draft.content.spans:
            if start <= cue.span[0] < end:
                low = max(low, line.sentence.token_at(start))
    if first <= low:
        return None
    k = skip_lead(line, low, first - 1)
    pronoun = line.at("pronoun", k) if k < first else None
    if pronoun is not None:
        return (
            (k, pronoun.last)
            if pronoun.value == "person" and line.at("object_mark", pronoun.last + 1) is None
            else None
        )
    found = phrase(line, k, first - 1) if k < first else None
    if found is None or line.at("object_mark", found[1] + 1) is not None:
        return None
    voiced = any(True for c in ("voice_person", "voice_kind") for _ in line.covered(c, k, min(k + 1, found[1])))
    return found if voiced else None


def _before_after(line: Line, k: int, stop: int) -> bool:
    """Whether a clause opens with what went before («پس از انفجار، X», «یک ماه بعد از اعلام شرکت، X»)."""
    for j in range(k, min(k + 4, stop - 1)):
        mark = line.at("source_stop", j + 1)
        if line.at("before_after", j) is not None and mark is not None and mark.value == "of":
            counted = all(line.words[i][0].isdigit() or any(line.at(c, i) for c in _COUNTING) for i in range(k, j))
            return counted and comma_in(line, j, stop - 1) is not None
    return False


def dateline_end(line: Line, told: Cue, stop: int) -> int | None:
    """The token after «به گزارش X از شهر» before token `stop`, where no comma follows; None without such a place."""
    found = phrase(line, told.last + 1, stop - 1)
    mark = line.at("source_stop", found[1] + 1) if found is not None and found[1] + 3 < stop else None
    return found[1] + 3 if found is not None and mark is not None and mark.value == "of" else None


def written(line: Line, first: int, cue: Cue) -> tuple[int, int] | None:
    """«در بیانیه‌ای از سوی X آمده است»: the document at the clause's head that a verb without a voice tells from."""
    k = skip_lead(line, first, cue.first - 1)
    hit = line.at("source_stop", k)
    part = hit is not None and hit.value == "of" and k > first  # «در بخش دیگری از این نامه»
    if hit is None or not (hit.value == "in" or part) or k + 1 >= cue.first:
        return None
    found = phrase(line, k + 1, cue.first - 1)
    while found is not None:
        after = found[1] + 1
        owned = after < cue.first - 1 and line.at("source_stop", after)
        more = phrase(line, after + 1, cue.first - 1) if owned and owned.value in ("of", "by") else None
        if more is None or after - k > 12:
            break
        found = found[0], more[1]
    if found is None or not any(h.value == "document" for h in line.covered("voice_kind", found[0], found[1])):
        return None
    return found


def agent(line: Line, first: int, cue: Cue) -> tuple[int, int] | None:
    """«از سوی X اعلام شد»: whom a passive verb names as its agent."""
    for k in range(first, cue.first - 1):
        hit = line.at("agent_mark", k) if line.at("source_lead", k) is None else None
        found = phrase(line, hit.last + 1, cue.first - 1) if hit is not None else None
        if found is not None:
            return found
    return None


def _past_time(line: Line, k: int, last: int) -> int | None:
    """The token after an adjunct of time at the head of a clause («روز پنجشنبه X», «در سال ۱۳۹۷ X»); None when there
    is none, or when what follows it is an adjunct too.
    """
    end: int | None = None
    for j in range(k, min(k + 8, last + 1)):
        if line.words[j] == ",":
            return None
        hit = line.at("time_word", j)
        year = line.words[j][0].isdigit() and (end is not None or line.at("time_joint", j - 1) is not None)
        if hit is not None or year:
            end = max(hit.last if hit is not None else j, end or 0)
        elif end is not None and j > end and (line.at("time_joint", j) is None or j > end + 1):
            break
    if end is None:
        return None
    after = skip_lead(line, end + 1, last)
    return after if after <= last and line.is_word(after) and line.at("source_stop", after) is None else None


def _told_by(line: Line, k: int, cue: Cue) -> tuple[int, int] | None:
    """The phrase of a voice at token `k`, without an object that it runs into; None when it holds a verb."""
    found = phrase(line, k, cue.first - 1)
    if found is None:
        return None
    marks = object_marks(line, found[0] + 1, cue)
    if marks and found[0] < marks[0] <= found[1]:
        found = found[0], marks[0] - 1  # «شهردار این نیازرا …»: the mark is written onto the object
    opened = found[0] > 0 and line.at("complementiser", found[0] - 1) is not None
    pronoun = any(line.at("pronoun", k) or line.at("demonstrative", k) for k in range(found[0] + 1, found[1] + 1))
    bare = bool(marks) and marks[0] == found[1] + 1 and found[1] - found[0] < 3 and not pronoun
    if line.at("demonstrative", found[0]) is not None and marks and marks[0] <= found[1] + 1:
        return None  # «اما این موضوع را … گزارش کردند»: the object stands first
    if found[0] == found[1] and marks and marks[0] == found[1] + 1:
        return None  # «راه را باز خواند»: one word before «را» is what is told of
    if bare and (len(marks) > 1 or opened):
        return None  # «…، شورا را دشمن شمرده و خود را قهرمان نامیده است»
    if marks:
        found = before_object(line, found)
        if line.words[found[1]] == "," and found[1] > found[0]:
            found = found[0], found[1] - 1
    verb = next((j for j in range(found[0], found[1] + 1) if finite(line, j) is not None), None)
    if verb is None:
        return found
    # «این خواسته رهبری حزب است که گفت»: the voice that the sentence sets off.
    heads = [h.first for c in ("voice_person", "voice_kind") for h in line.covered(c, found[0], verb - 1)]
    cleft = verb + 1 < cue.first and line.at("complementiser", verb + 1) is not None
    return (min(heads), verb - 1) if cleft and heads else None


def _restart(line: Line, k: int, cue: Cue) -> int:
    """The first token after the last finite verb between `k` and the cue: a verb ends the clause before.

    A verb of a relative clause («X که در شهر بود گفت») ends nothing, nor does one inside a cue of two words. A clause
    joined by «و» keeps the subject unless it names a voice of its own.
    """
    at = k
    for j in range(k, cue.first - 1):
        hit = line.at("complementiser", j)
        if hit is not None and j > at:
            break
        end = closing(line, j) if j > at else None
        if end is None or end + 1 >= cue.first or any(c.first <= j <= c.last for c in line.cues):
            continue
        if line.at("complementiser", end + 1) is not None:
            break  # «… خواسته X است که گفت»
        new = skip_lead(line, end + 1, cue.first - 1)
        joined = line.words[end + 1] in line.settings["joiners"]
        named = new < cue.first and (
            line.is_opener(new) is not None
            or any(line.at(c, new) for c in ("voice_person", "voice_kind", "pronoun"))
            or _apposed_office(line, new, cue.first)
            or _another(line, new, cue.first)
        )
        if not joined or named:
            at = new
    return at


def _another(line: Line, k: int, stop: int) -> bool:
    """Whether one to four words with «نیز» behind them open a clause at token `k`: a subject that joins another."""
    also = next((j for j in range(k + 1, min(k + 5, stop)) if line.at("also", j) is not None), None)
    if also is None or any(line.at(c, k) is not None for c in ("pronoun", "demonstrative", "source_stop", "cue")):
        return False
    found = phrase(line, k, also - 1)
    return found == (k, also - 1) and not any(line.at("object_mark", j) is not None for j in range(k, also))


def _apposed_office(line: Line, k: int, stop: int) -> bool:
    """Whether a name of four words at most with its office after a comma begins at token `k`."""
    comma = next((j for j in range(k + 1, min(k + 5, stop)) if not line.is_word(j)), None)
    return comma is not None and line.words[comma] == "," and line.at("voice_person", comma + 1) is not None


def closing(line: Line, k: int) -> int | None:
    """The last token of a verb at `k` that closes a clause: a finite one, or a light one before «و» or a comma."""
    verb = finite(line, k)
    if verb is not None:
        return verb
    joiners = line.settings["joiners"]
    told = next((c.last for c in line.cues if c.first == k and c.frame in ("verb", "object")), None)
    if told is not None and told + 1 < line.size and line.words[told + 1] in joiners:
        return told
    for concept in ("light_do", "light_be"):
        hit = line.at(concept, k)
        whole = hit is not None and (hit.start, hit.end) == (line.starts[k], line.ends[hit.last])
        if hit is not None and whole and hit.last + 1 < line.size:
            after = line.words[hit.last + 1]
            return hit.last if after == "," or after in joiners else None
    return None


def finite(line: Line, k: int) -> int | None:
    """The last token of the finite verb that begins at token `k`, as far as its form tells; None when none does."""
    hit = line.at("finite", k)
    if hit is not None and hit.start == line.starts[k] and hit.end == line.ends[hit.last]:
        return hit.last
    return k if line.is_present(k) else None


def before_verb(line: Line, found: tuple[int, int]) -> tuple[int, int]:
    """A voice after a preposition, cut before a clause that no comma parts from it («طبق مصوبه دولت مقرر شد …»)."""
    first, last = found
    for k in range(first + 1, last + 1):
        if finite(line, k) is not None:
            return first, max(first, k - (1 if line.at("complementiser", k - 1) is not None else 2))
        if line.words[k][0].isdigit() and line.at("solar_month", k + 1) is None and line.words[k - 1] not in '«"':
            return first, k - 1
    return found


def comma_in(line: Line, first: int, last: int) -> int | None:
    return next((k for k in range(first, last + 1) if line.words[k] == ","), None)


def shared(cue: Cue, made: list[Draft], line: Line) -> Span | None:
    """The subject of an earlier cue of the same clause: «X با بیان اینکه C، گفت»."""
    for draft in reversed(made):
        inside = any(start <= cue.span[0] < end for start, end in draft.content.spans)
        if not inside and draft.cue is not None and draft.cue.frame != "prep" and draft.source is not None:
            return draft.source
    return None
