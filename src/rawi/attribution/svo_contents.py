"""Content in subject-verb-object languages: "X said (that) C", ""C," X said", "C, X said", "C, X says, D"."""

from typing import Final

from rawi.attribution.contents import Content, around, clause_start, quoted, trim
from rawi.attribution.datelines import past_dateline
from rawi.attribution.line import Cue, Line
from rawi.attribution.svo_asides import cited_aside, cut_short
from rawi.attribution.svo_clauses import adjoined, clausal, finds, infinitive, names
from rawi.attribution.svo_ends import clause_stop, concession, object_stop, occasion_after
from rawi.attribution.svo_hearers import is_day, listeners, skip_addressee
from rawi.attribution.svo_quotes import continued, quote_after, quote_before, statement
from rawi.attribution.svo_rivals import rival
from rawi.attribution.svo_subjects import is_noun, phrase_before, subject_of
from rawi.attribution.svo_tokens import is_adverb, is_upper
from rawi.records import Span
from rawi.text import Quote

_THOUGHTS: Final[tuple[str, ...]] = ("expect", "think", "thought", "believ", "hop", "fear")
_TIMED: Final = frozenset(("after", "before", "when", "while", "since", "because"))
_MARKS: Final = "\"'“”«»"


def content_of(line: Line, cue: Cue, low: int, high: int, inverted: bool, participle: bool) -> Content | None:
    view = line.reading.view
    spans: list[Span] = []
    own = around(line, cue.span[0])
    # A quotation right before the subject: «"C," X said».
    left = low - 1
    if left >= 0 and line.words[left] == ",":
        left -= 1
    before = quote_before(line, line.starts[low])
    if before is not None and line.words[high + 1 : high + 2] == ["that"] and low == cue.first:
        before = None  # «The guild, calling it "absurd," warns that C»
    if before is not None and before.outer[1] <= line.sentence.start and not closes(line, high):
        # «… it crept in." X said the fire was out»: the words before ended with their own sentence.
        ended = view.text[before.inner[1] - 1] == "." or "." in view.text[before.outer[1] : line.starts[low]]
        before = None if ended else before
    if before is not None and own is None and _names_occasion(line, before) and not closes(line, high):
        before = None  # «In an interview on "Harbour Today," X said C»
    demanded = cue.frame == "object" and cue.stance == "calls" and closes(line, high)
    if before is not None and (cue.frame == "verb" or demanded) and not participle:
        inner = quoted(line, before)
        begin = line.starts[past_dateline(line)] if own is None else max(line.starts[0], own.inner[0])
        if inner is not None and begin + 3 < before.outer[0] and before.outer[0] > line.sentence.start:
            # Words lead into the quotation: «He was "not aware" of it».
            whole = trim(view, begin, before.outer[1])
            return Content([whole, *continued(line, before)], False) if whole else None
        if inner is not None:
            spans.append(inner)
    following = high + 1
    if cue.has("addressee") and following < line.size:
        following = skip_addressee(line, following)
    elif line.words[following : following + 1] == ["to"]:
        # «said to him, "C"»
        spoken = (j for j in range(following + 1, min(following + 7, line.size)) if line.words[j][0] in _MARKS + ",")
        following = next(spoken, following)
    aside = next((c for c in line.cues if c.frame == "cite" and following < c.first <= following + 6), None)
    if aside is not None and any(
        line.at("finite", j) or line.words[j] == "that" for j in range(following, aside.first)
    ):
        aside = None
    between = cited_aside(line, aside) if aside is not None else None
    if between is not None:
        following = between[1] + 2  # «X reported, citing Y, that C»
    after = quote_after(line, following)
    thought = cue.has("strict") or cue.form.startswith(_THOUGHTS)
    if after is not None and thought and after.outer[0] > line.ends[min(following + 1, line.size - 1)]:
        after = None
    past = after is not None and before is not None and before.outer[1] <= line.sentence.start
    if past and before is not None and view.text[before.inner[1] - 1] in ".?!":
        spans = []  # «… has gone." She adds, "C"»: the words before ended with their own sentence
    if after is not None:
        inner = quoted(line, after)
        if inner is not None:
            spans.append(inner)
        return Content(spans, True)
    if spans:
        spans.extend(continued(line, before) if before is not None else [])
        return Content(spans, True)
    if cue.has("quoted"):
        return None
    if cue.frame == "verb" and line.words[following : following + 1] == [":"]:
        # «X said: C», with C on this line or in the next paragraph.
        if following + 1 >= line.size:
            return statement(line)
        inner = trim(view, line.starts[following + 1], line.sentence.end)
        return Content([inner], True) if inner else None
    # «As X keeps saying, C» and «C, X says, D»: the voice stands apart between commas.
    apart = _aside(line, cue, low, high, own) if between is None else None
    if apart is not None:
        return apart
    # «C, X said.» : the cue closes the sentence.
    told = following - 1 if cue.has("addressee") else high
    if cue.has("addressee") and high + 1 < line.size and line.at("noun_marker", high + 1) is not None:
        told = listeners(line, high + 1)  # «C, X told a briefing on Monday»
    last = not participle and cue.frame == "verb" and low > 3 and line.words[low - 1] == "," and closes(line, told)
    clause = [w for w in line.words[told + 1 : told + 14] if w in (",", "that")][:1] == ["that"]
    opened = any(c.frame in ("prep", "cite") and c.first == 0 for c in line.cues)  # "According to Y, X promised …"
    if last and not clause and not opened and not _adjunct(line, low - 1):
        begin = line.starts[past_dateline(line)] if own is None else max(line.starts[0], own.inner[0])
        inner = trim(view, begin, line.starts[low - 1])
        return Content([inner, *continued(line)], False) if inner and inner[1] - inner[0] > 10 else None
    if inverted:
        return None
    if cue.has("naming") and low > 0 and line.words[low - 1] == "what" and following + 1 < line.size:
        return _so_called(line, following)
    if cue.has("naming") and not names(line, following):
        return None
    if cue.value.get("naming") == "be" and "be" not in line.words[following + 1 : following + 12]:
        return None  # "considered a sale"
    blamed = line.words[following + 1 : following + 14]
    if cue.has("for") and line.index and not ("for" in blamed or "as" in blamed):
        return None  # "blasted a hole into the wall"
    asked = following < line.size and cue.form.startswith("question")
    named = asked and is_upper(line, following) and not line.words[following].endswith(("'s", "s'"))
    if asked and (named or line.at("pronoun_object", following) is not None):
        return None  # "after questioning Holt"
    if cue.frame == "object" and line.words[following : following + 1] == ["into"]:
        return None  # "slamming into the quay"
    if cue.frame == "object":
        lacking = _lacking(line, cue, low, following, own)
        if lacking is not None:
            return lacking
    return clause_content(line, cue, following, own)


def _names_occasion(line: Line, quote: Quote) -> bool:
    """Whether a short quotation stands in an adverbial that opens its sentence: a show's or a book's name."""
    if quote.outer[0] <= line.sentence.start or quote.inner[1] - quote.inner[0] > 48:
        return False
    return _adjunct(line, line.sentence.token_at(quote.outer[0]))


def _aside(line: Line, cue: Cue, low: int, high: int, own: Quote | None) -> Content | None:
    view = line.reading.view
    if cue.has("addressee") and high + 1 < line.size:
        high = skip_addressee(line, high + 1) - 1
        day = line.at("day_word", high + 1) if high + 1 < line.size else None
        high = day.last if day is not None else high
    if cue.frame != "verb" or high + 2 >= line.size:
        return None
    spoken = high
    later = adjoined(line, high + 1) or line.words[high + 1] == "earlier"
    if later and low > 1 and line.words[low - 1] == "," and cut_short(line, low - 1):
        # «The dam, X explained earlier at the hearing, is safe»
        far = next((j for j in range(high + 2, min(high + 9, line.size - 2)) if _breaks(line, j)), None)
        high = far - 1 if far is not None and line.words[far] == "," else high
    if line.words[high + 1] != ",":
        return None
    end = line.sentence.end if own is None else min(line.sentence.end, own.inner[1])
    rest = trim(view, line.starts[high + 2], end)
    if rest is None:
        return None
    if low > 0 and line.words[low - 1] == "as":
        return Content([rest], False)
    reason = line.at("subordinator", high + 2) is not None and clausal(line, high + 3)
    if reason and low > 3 and line.words[low - 1] == "," and line.words[high + 2] in ("since", "because", "although"):
        before = trim(view, line.starts[past_dateline(line)], line.starts[low - 1])
        return Content([before, rest], False) if before else None  # «C, X said, because D»
    if line.words[high + 2] in ("while", "whereas"):
        return None  # another voice's words
    if low > 3 and line.words[low - 1] == "," and line.words[low - 2] in ("which", "who"):
        return Content([line.span(low - 2, low - 2), rest], False)  # «the park, which, X said, is full»
    short = spoken - low <= 5 and low <= 12
    if short and low == 2 and line.words[1] == "," and line.at("source_lead", 0) is not None:
        return Content([rest], False)  # «Earlier, X had reported, C»
    if short and low > 1 and line.words[low - 1] == "," and not line.at("source_lead", low - 2):
        before = trim(view, line.starts[past_dateline(line)], line.starts[low - 1])
        adds = any(c.first == high + 2 and (c.frame == "cite" or c.form.endswith("ing")) for c in line.cues)
        if before is not None and (adds or line.words[high + 2] in ("and", "but")):
            return Content([before], False)  # what follows is the text's own
        return Content([before, rest], False) if before else None
    return None


def _pledges(line: Line, cue: Cue, first: int) -> bool:
    """Whether an infinitive follows at once: "pledged | to build the road that …", "vowed | not to …"."""
    to = first + (line.words[first] in ("not", "never"))
    return line.words[to : to + 1] == ["to"] and infinitive(line, cue, to)


def _breaks(line: Line, k: int) -> bool:
    """Whether an adjunct ends at token `k`: at a mark, a verb or a word that opens a clause."""
    return not line.is_word(k) or line.words[k] == "that" or line.at("finite", k) is not None


def clause_content(line: Line, cue: Cue, first: int, own: Quote | None) -> Content | None:
    """The clause told, from token `first` on, with or without "that"; `own` is the quotation the cue stands in."""
    end = line.sentence.end if own is None else min(line.sentence.end, own.inner[1])
    day = line.at("day_word", first) if first < line.size else None
    if day is not None:
        first = day.last + 1
    if cue.has("feeling") and not any(True for _ in line.covered("felt", first, first + 4)):
        return None  # «expressed interest in buying it»
    k = first
    found = None
    aside = first < line.size and adjoined(line, first) and not _pledges(line, cue, first)
    told = cue.frame == "verb"
    for j in range(first, min(first + 16, line.size)):
        if line.words[j] == "that":
            found = j if j == first or aside or cue.frame == "object" else None
            break
        named = aside and line.words[j] == "," and "," in line.words[j + 1 : j + 4]  # "in Toledo, Ohio, that"
        if (line.words[j] in (",", ";") and not (named or line.words[j + 1 : j + 2] == ["that"])) or line.is_opener(j):
            break
        own_noun = line.words[first] in ("to", "of", "about", "over")  # "responded to reports | that C"
        if any(
            c.first == j and not c.has("quoted") and (own_noun or not (told and is_noun(line, c))) for c in line.cues
        ):
            break
    if found is None and aside and cue.stance == "promises":
        far = next((j for j in range(first, min(first + 10, line.size - 1)) if line.words[j] == "to"), None)
        if far is not None and line.at("noun_marker", far + 1) is None and "," not in line.words[first:far]:
            k = first = far  # "promised on Monday in Toledo to rebuild it"
    if found is None and line.words[first : first + 1] == [","]:
        ends = [j for j in range(first + 2, min(first + 14, line.size - 2)) if line.words[j : j + 2] == [",", "that"]]
        found = ends[0] + 1 if ends else None  # "warned, as did the mayor, that C"
    found_out = cue.has("finding") and finds(line, cue) and clausal(line, first)
    if cue.has("strict") and found != first and not found_out:
        return None
    if cue.frame == "object":
        if found is not None and found <= first + 1 and clausal(line, found + 1):
            k = found + 1
        start = line.starts[k] if k < line.size else end
    elif found is not None:
        start = clause_start(line, found)
    else:
        if k < line.size and line.at("complementiser", k) is not None:
            k += 0
        elif cue.has("clause") and not (
            cue.has("documents")
            or _pledges(line, cue, k)
            or infinitive(line, cue, k)
            or clausal(line, k)
            or line.is_opener(k) is not None
            or line.at("claimed_thing", k) is not None
        ):
            return None
        if k >= line.size or line.words[k] in (".", ";", "and", "or"):
            return None
        if line.words[k] == "," and not cue.form.startswith("say"):
            return None
        tail = line.at("noun_tail", k) if not _pledges(line, cue, k) else None
        topic = cue.has("clause") or (tail is not None and tail.value == "topic") or not clausal(line, k + 1)
        if tail is not None and topic and not infinitive(line, cue, k):
            return None  # "joked about", "testified before", "responded to": no words are told
        start = line.starts[k]
    late = any(line.words[j] in _TIMED for j in range(1, min(4, cue.first)))
    commas = line.words[: cue.first].count(",")
    late = late or line.words[0] == "as" or line.words[:2] == ["even", "as"]
    if (line.at("subordinator", 0) is not None and not commas) or (late and commas in (0, 2)):
        # "After X said C, Y left": the clause that the subordinator opens ends at its comma.
        comma = next((j for j in range(first, line.size) if line.words[j] == ","), None)
        end = min(end, line.starts[comma]) if comma is not None else end
    for other in line.cues:
        if other.first > first + 2 and other.frame == "verb" and not other.form.endswith("ing"):
            closing = _closing(line, other)
            if closing is not None and line.starts[closing] > start:
                end = min(end, line.starts[closing])
        if other.first > first and other.frame == "prep" and line.words[other.first - 1] == ",":
            if line.words[other.first - 2] == "that":
                continue  # "said that, according to Y, C"
            end = min(end, line.starts[other.first - 1])
        if other.first > first + 2 and line.starts[other.first - 1] > start and other.value.get("naming") != "be":
            before = line.words[other.first - 1]
            joint = other.first - 1
            while joint > first and (line.at("auxiliary", joint) is not None or is_adverb(line, joint)):
                joint -= 1
            shares = line.words[joint] in ("and", "but") and not is_noun(line, other) and line.starts[joint] > start
            within = range(first + 2, joint)
            if shares and other.has("addressee") and any(line.words[j].endswith("ed") for j in within):
                continue  # "said the couple entered the house and told the nuns C"
            shares = shares or (before == "," and not _voiced(line, other))
            parted = shares and line.words[joint - 1][0] in _MARKS
            # «X, calling the raids absurd, warns that C»
            resumed = before == "," and cue.form.endswith("ing") and line.words[cue.first - 1] == "," and cue.first > 0
            if (
                parted
                or (resumed and not other.form.endswith("ing"))
                or (before == "," and other.form.split()[0].endswith("ing"))
                or (shares and (_same_tense(cue, other) or _earlier(line, cue, other)))
            ):
                end = min(end, line.starts[min(joint, other.first - 1)])
    end = min(end, clause_stop(line, cue, k, found))
    if cue.frame == "object":
        end = min(end, object_stop(line, k))
    elif start < end:
        end = min(end, concession(line, k))
    told_in = occasion_after(line, first + 1)
    if told_in is not None and line.starts[told_in] > start:
        end = min(end, line.starts[told_in])
    against = rival(line, cue, start)
    if against is not None:
        end = min(end, against)
    inner = trim(line.reading.view, start, end)
    least = 3 if cue.stance == "denies" else 4  # «X denied this»
    return Content([inner], False) if inner and inner[1] - inner[0] > least else None


def _so_called(line: Line, first: int) -> Content | None:
    """«what officials called three safe houses»: the name that they give it."""
    stop = next(
        (k for k in range(first + 1, line.size) if not line.is_word(k) or line.at("finite", k) or _breaks(line, k)),
        line.size,
    )
    if line.is_opener(first) is not None:
        return None
    inner = trim(line.reading.view, line.starts[first], line.ends[stop - 1])
    return Content([inner], False) if inner is not None and inner[1] - inner[0] > 4 else None


def _lacking(line: Line, cue: Cue, low: int, first: int, own: Quote | None) -> Content | None:
    """«a plan which X described as C», «the judge whom X accused of C»: the object stands before the relative."""
    k = low - 1
    if k < 1 or line.words[k] not in ("which", "who", "whom", "that") or first >= line.size:
        return None
    if line.words[first] not in ("as", "of", "for"):
        return None
    k -= 2 if line.words[k - 1] == "," else 1
    phrase = phrase_before(line, k) if k >= 0 else None
    end = line.sentence.end if own is None else min(line.sentence.end, own.inner[1])
    rest = trim(line.reading.view, line.starts[first], end)
    return Content([line.span(*phrase), rest], False) if phrase is not None and rest is not None else None


def _closing(line: Line, cue: Cue) -> int | None:
    """The comma before a voice that closes the sentence: «…, X reported.»; None when the cue does not close it."""
    subject, inverted = subject_of(line, cue)
    if subject is None:
        return None
    low = cue.first if inverted else subject[0]
    high = subject[1] if inverted else cue.last
    if cue.has("addressee") and not inverted and high + 1 < line.size and line.at("noun_marker", high + 1) is not None:
        high = listeners(line, high + 1)
    marked = low > 2 and line.words[low - 1][0] in _MARKS and line.words[low - 2] == ","  # «slams a 'farce,' X says»
    parted = low > 0 and (line.words[low - 1] == "," or marked)
    if parted and closes(line, high) and line.words[high + 1 : high + 2] != [","]:
        return low if marked else low - 1
    return None


def closes(line: Line, last: int) -> bool:
    """Whether nothing but a short adjunct stands between token `last` and the end of the sentence."""
    rest = line.words[last + 1 :]
    if not any(w[0].isalnum() for w in rest):
        return True
    opens = last + 1 < line.size and line.at("complementiser", last + 1) is not None
    return not opens and (
        (last + 1 < line.size and line.at("source_stop", last + 1) is not None)
        or line.words[last + 1 : last + 2] == [","]
        or is_day(line, last + 1)
    )


def _voiced(line: Line, other: Cue) -> bool:
    """Whether a cue has a subject of its own, before it or inverted after it."""
    return is_noun(line, other) or subject_of(line, other)[0] is not None


def _adjunct(line: Line, comma: int) -> bool:
    """Whether what stands before the comma is an adverbial without a verb: "In a speech last year, X said …"."""
    if line.at("source_stop", 0) is None and line.at("noun_tail", 0) is None:
        return False
    return not any(
        line.at("finite", j) is not None or line.at("pronoun", j) is not None or line.words[j].endswith("ed")
        for j in range(comma)
    )


def _same_tense(cue: Cue, other: Cue) -> bool:
    """Whether two verbs may share a subject: "reported X and said Y"."""
    past = ("ed", "id", "ld", "te", "ught")
    own, its = cue.form.split()[0], other.form.split()[0]
    if its.endswith("ing"):
        return own.endswith("ing")
    return own.endswith(past) == its.endswith(past)


def _earlier(line: Line, cue: Cue, other: Cue) -> bool:
    """Whether a verb before the cue may share its subject with a later one: "said they think C, and warned"."""
    return any(c.first < cue.first and c.frame == "verb" and _same_tense(c, other) for c in line.cues)
