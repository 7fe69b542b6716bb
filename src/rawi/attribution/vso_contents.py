"""Content of verb-first languages: after «أن», in quotation marks, after the verb's preposition, as a noun phrase."""

from typing import Final

from rawi.attribution.contents import Content, clause_end, clause_start, next_line, quoted, trim
from rawi.attribution.line import Cue, Line
from rawi.attribution.vso_subjects import governed, opens_object, prepositions
from rawi.attribution.vso_words import folded, is_definite, is_verb, verbal_noun
from rawi.text import Quote

_NAME: Final = 30  # letters of a name in quotation marks
_LINKS: Final = frozenset({"http", "https", "www"})


def content_of(line: Line, cue: Cue, found: tuple[int, str] | None, rest: int, limit: int) -> Content | None:
    view = line.reading.view
    rest = _past_addressee(line, rest)
    if cue.frame in ("call", "object") and (found is None or found[0] > rest + 10):
        return _nominal(line, cue, rest)
    if cue.frame == "object" and found is not None and found[1] == "quote" and found[0] > rest + 2:
        return _nominal(line, cue, rest)
    if found is not None:
        k, kind = found
        early = _early(line, cue, rest, k) if kind == "clause" and cue.frame == "verb" else None
        if early is not None:
            return early
        if kind == "clause":
            hit = line.at("complementiser", k)
            again = line.at("complementiser", hit.last + 1) if hit is not None else None
            if again is not None and line.span(again.first, again.last) == (again.start, again.end):
                k, hit = again.first, again  # «مؤكدا بالقول إن C»
            after = (hit.last if hit else k) + 1
            if after < line.size and line.words[after] == ":":
                after += 1
            quote = line.is_opener(after) if after < line.size else None
            inner = trim(view, clause_start(line, k), clause_end(line, k, cue))
            if quote is not None:
                whole = quoted(line, quote)
                if whole and inner and quote.outer[1] >= inner[1] - 25:
                    return Content([whole], True)
            return Content([inner], False) if inner else None
        if kind == "colon" and k + 1 >= line.size:
            return next_line(line)
        if kind == "colon" and line.words[k + 1] in _LINKS:
            return None  # «للتفاصيل: https://…»
        if kind == "colon":
            quote = line.is_opener(k + 1)
            inner = quoted(line, quote) if quote else trim(view, line.starts[k + 1], line.sentence.end)
            return Content([inner], True) if inner else None
        if kind == "quote":
            quote = line.is_opener(k)
            if quote is not None and _goes_past(line, cue, rest, k, quote.outer[1]):
                return _nominal(line, cue, rest)
            if quote is not None and _titled(line, cue, quote):
                inner = trim(view, quote.outer[0], clause_end(line, k, cue))
                return Content([inner], False) if inner else None
            inner = quoted(line, quote) if quote else None
            return Content([inner], True) if inner and inner[1] - inner[0] > 8 else None
    named = rest < line.size and (line.at("object_noun", rest) is not None or verbal_noun(line, rest))
    with_noun = rest < line.size and cue.value.get("with") is not None and governed(line, rest)
    about = None if named or with_noun else _about(line, cue, rest, limit)
    if about is not None:
        return about
    if cue.has("clause") and not named and not with_noun:
        return None
    return _nominal(line, cue, rest)


def _past_addressee(line: Line, rest: int) -> int:
    """The verb's preposition behind whom it was told («كشف X للنهار | عن C», «لـ"النهار" | عن C»), else `rest`."""
    told = rest < line.size and line.at("addressee", rest) is not None
    quote = line.is_opener(rest + 1) if rest + 2 < line.size and line.at("source_stop", rest) is not None else None
    if not told and (quote is None or quote.outer[0] > line.ends[rest] or quote.outer[1] - quote.outer[0] > _NAME):
        return rest
    near = range(rest + 1, min(rest + 6, line.size - 1))
    return next((k for k in near if line.words[k] in prepositions(line)), rest)


def _titled(line: Line, cue: Cue, quote: Quote) -> bool:
    """Whether a name in quotation marks opens what is told: a verb goes on after it («أوضح X، "المنارة" تفوز بـC»)."""
    if cue.frame != "verb" or quote.outer[1] - quote.outer[0] > _NAME or quote.outer[1] >= line.sentence.end:
        return False
    after = line.sentence.token_at(quote.outer[1] - 1) + 1
    told = any(c.first == after for c in line.cues)
    return after + 1 < line.size and line.is_word(after) and is_verb(line, after) and not told


def _goes_past(line: Line, cue: Cue, rest: int, k: int, end: int) -> bool:
    """Whether words in quotation marks are only a part of what is told.

    «تدين "محاولات حشر" اسم C»: it goes on after them; «جدد X دعوته إلى C "…"»: it begins long before them.
    """
    if cue.frame == "call" and k > rest + 2 and line.words[k - 1] not in (":", ","):
        return True
    if cue.frame == "object" and k == rest:
        after = line.sentence.token_at(end - 1) + 1
        goes_on = after < line.size and line.is_word(after) and line.at("source_stop", after) is None
        return goes_on and not any(c.first == after for c in line.cues)
    nouns = range(rest, min(k, rest + 8))
    return cue.frame == "verb" and k > rest + 1 and any(line.at("object_noun", j) is not None for j in nouns)


def _early(line: Line, cue: Cue, first: int, last: int) -> Content | None:
    """«أكد X على أهمية C … أن C»: the verb's preposition with what it tells of stands before a later that-clause."""
    for k in range(first, min(last - 1, first + 10)):
        opens = line.words[k] in prepositions(line) and opens_object(line, k + 1)
        if opens and (last > k + 8 or not any(line.words[j] == "," for j in range(k, last))):
            inner = trim(line.reading.view, line.starts[k + 1], clause_end(line, k + 1, cue))
            return Content([inner], False) if inner and inner[1] - inner[0] > 5 else None
    return None


def _about(line: Line, cue: Cue, first: int, limit: int) -> Content | None:
    """«أعلن X عن C», «أشار X إلى C»: content after the verb's own preposition."""
    for k in range(first, min(limit, first + 14) + 1):
        if line.words[k] in prepositions(line) and k + 1 < line.size and line.at("aside_under", k) is None:
            if cue.has("clause") and line.words[k] != folded(str(cue.value.get("noun"))):
                continue
            about = cue.value.get("about")
            if about is not None and line.words[k] != about:
                continue
            inner = trim(line.reading.view, line.starts[k + 1], clause_end(line, k + 1, cue))
            return Content([inner], False) if inner and inner[1] - inner[0] > 5 else None
    return None


def _nominal(line: Line, cue: Cue, first: int) -> Content | None:
    """Content as a noun phrase or an addressee with what is asked of it, right after subject and adjuncts."""
    while first < line.size - 1 and line.words[first] == ",":
        first += 1
    k = _past_adjuncts(line, first)
    while k < line.size and line.words[k] == ",":
        k += 1
    if k >= line.size or any(c.first == k and c.frame in ("participle", "prep") for c in line.cues):
        return None
    alone = cue.frame == "call" and line.at("that_alone", k) is not None
    if alone and not is_definite(line, min(k + 1, line.size - 1)):
        return None  # «طلبت ذلك في رسالة»: words told before
    end = clause_end(line, k, cue)
    stops = (h for h in line.covered("content_stop", k + 2, line.size - 1) if line.starts[h.first] < end)
    # What was asked or promised ends before «إلا أن»; what was told may go on with it.
    stop = next((h for h in stops if h.value != "but" or cue.frame == "call"), None)
    if stop is not None:
        end = line.starts[stop.first]  # «…، وذلك إثر …»: the circumstances of the telling
    inner = trim(line.reading.view, line.starts[k], end)
    return Content([inner], False) if inner and inner[1] - inner[0] > 5 else None


def _past_adjuncts(line: Line, k: int) -> int:
    """The token after the adjuncts that begin at `k` («في تصريح لإذاعة X اليوم | وقوع …»).

    They end at a comma where there is one, else where a time or a noun of what is told of ends them.
    """
    while k < line.size:
        adverb = line.at("manner", k) or line.at("day_word", k)
        if adverb is None:
            break
        k = adverb.last + 1
    opens = k >= line.size or any(line.at(c, k) is not None for c in ("object_noun", "whatever", "quantifier"))
    if opens or line.at("source_stop", k) is None or line.words[k] in prepositions(line):
        return k
    closed = k
    for j in range(k + 1, min(k + 14, line.size)):
        quote = line.is_opener(j)
        if quote is not None and quote.outer[1] - quote.outer[0] < 45:
            closed = line.sentence.token_at(quote.outer[1] - 1)  # a name in quotation marks
        if j <= closed:
            continue
        if line.words[j] == ",":
            return j + 1
        if line.at("whatever", j) is not None and j > k + 1 and line.at("source_stop", j - 1) is None:
            return j  # «في حديثه للموقع | ما تردد»
        theirs = line.at("no_subject", j)
        if theirs is not None and line.at("statement", j - 1) is not None:
            return j + 1  # «في بيان لها | C»
        if j == closed + 1 and closed > k and line.is_word(j) and line.at("source_stop", j) is None:
            return j  # «في اتصال مع "X" | الخبر»
        if j > k + 1 and line.at("source_stop", j - 1) is None and (opens_object(line, j) or line.is_act(j)):
            return j
        if j > k + 1 and line.at("day_word", j) is not None and line.at("day_word", j + 1) is None:
            return j + 1
        if j > k + 1 and line.words[j] in prepositions(line):
            break
    return k


def bare_content(line: Line, cue: Cue) -> Content | None:
    """«أن X يعتبر C»: content as a bare object right after a verb that otherwise needs a complementiser."""
    first = cue.last + 1
    if first + 1 >= line.size or line.at("source_stop", first) is not None or not line.is_word(first):
        return None
    return _nominal(line, cue, first)
