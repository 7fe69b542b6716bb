"""Subjects beside a verb in subject-verb-object languages: "X said", ""C," said X, Y", "X, an office, said"."""

from typing import Final

from rawi.attribution.line import Cue, Line
from rawi.attribution.svo_heads import relative_begins
from rawi.attribution.svo_quotes import quote_ending
from rawi.attribution.svo_tokens import in_capitals, is_acronym, is_adverb, is_given_name, is_upper

_MARKS: Final = "\"'“”«»"


def is_noun(line: Line, cue: Cue) -> bool:
    """Whether the cue's word is a noun or an adjective here: "a claim", "the nuns' report", "the alleged fire"."""
    before = line.words[cue.first - 1] if cue.first else ""
    if cue.first and is_upper(line, cue.first) and line.at("cue_noun", cue.first) is not None and not in_capitals(line):
        return True  # "Executive Orders", "the United States"
    marker = line.at("noun_marker", cue.first - 1) if cue.first else None
    gerund = before.endswith("ing") and len(before) > 5 and not is_upper(line, cue.first - 1)
    if (before == "to" or gerund) and cue.form.endswith("s") and line.at("cue_noun", cue.first) is not None:
        return True  # "responded to reports that C", "is checking reports that C"
    if cue.form.endswith("ing") and before == "by" and cue.frame in ("verb", "object"):
        if cue.has("clause"):
            return line.words[cue.last + 1 : cue.last + 2] != ["that"] and line.at("pronoun", cue.last + 1) is None
        return line.at("cue_noun", cue.first) is not None and line.at("noun_tail", cue.last + 1) is not None
    if marker is not None and marker.value != "article" and line.at("finite", cue.first) is not None:
        return False  # "another said"
    named = cue.first and line.at("cue_noun", cue.first) is not None and cue.form.endswith("s")
    if named and line.at("passive", cue.first - 1) is not None:
        return True  # "there were reports of …"
    if cue.form.endswith("ed"):
        return marker is not None and marker.value == "article"
    owned = before.endswith(("'s", "s'")) and not (cue.form in ("said", "says") and is_upper(line, cue.first - 1))
    if marker is not None or owned:
        return True
    after = cue.last + 1
    if cue.first and cue.first == cue.last and line.at("cue_noun", cue.first) is not None and _plural_noun(line, cue):
        return True
    if line.at("cue_noun", cue.first) is not None and not line.words[cue.first].endswith("s") and before:
        # A verb of bare form wants a plural: "the early morning call" has none.
        mass = line.at("voice_kind", cue.first - 1) is not None or line.at("pronoun", cue.first - 1) is not None
        helped = line.at("auxiliary", cue.first - 1) is not None or before.endswith(("s", "ly", "en", ","))
        if not (mass or helped or is_upper(line, cue.first - 1) or before in ("and", "who", "people")):
            return True
    if before and line.at("cue_noun", cue.first) is not None and _verb_stands(line, cue):
        return True  # "denied reports that …"
    if cue.first == cue.last and line.at("cue_noun", cue.first) is not None and after < line.size:
        if line.at("passive", cue.first - 1) is not None and cue.first:
            return False  # "rain is forecast to continue"
        # "religious orders by …", "percentage points in …", "great credit has to …"
        return line.at("noun_tail", after) is not None or line.at("finite", after) is not None
    return False


def _plural_noun(line: Line, cue: Cue) -> bool:
    """Whether a word in -s is a noun by what stands around it: "any tough questions", "police orders and …"."""
    k, after = cue.first - 1, line.words[cue.last + 1] if cue.last + 1 < line.size else "."
    plain = line.words[cue.first].endswith("s") and line.is_word(k) and not is_upper(line, k)
    if not plain or line.at("pronoun", k) is not None or line.at("indefinite", k) is not None:
        return False
    if line.at("auxiliary", cue.last + 1) is not None and after != "to":
        return True  # "criminal charges could …"
    return after in ("and", "or") or any(line.at("plural_marker", j) is not None for j in range(max(0, k - 1), k + 1))


def _verb_stands(line: Line, cue: Cue) -> bool:
    """Whether the word before the cue is a verb of its own, so that the cue's word is its object."""
    k = cue.first - 1
    verb = any(c.last == k and c.frame in ("verb", "object") for c in line.cues) and line.at("cue_noun", k) is None
    return verb and line.words[cue.first].endswith("s")


def subject_of(line: Line, cue: Cue) -> tuple[tuple[int, int] | None, bool]:
    """The subject beside the verb and whether it is inverted («said X»)."""
    k = cue.first - 1
    while k >= 0 and (line.at("auxiliary", k) is not None or is_adverb(line, k)):
        k -= 1
    if k < 0 and cue.stance == "asks":
        return None, False
    day = next((j for j in range(k, max(k - 3, 0), -1) if (hit := line.at("day_word", j)) and hit.last == k), None)
    while day is not None and day > 1 and line.at("auxiliary", day - 1) is not None:
        k, day = day - 2, day - 1  # "the bank just this month announced"
    if k >= 0 and _named_aside(line, k):
        return phrase_before(line, k), False
    quoted = k >= 0 and (line.words[k][0] in _MARKS or (line.words[k] == "," and quote_ending(line, k) is not None))
    if quoted and line.words[cue.last + 1 : cue.last + 2] == ["that"] and line.words[k] == ",":
        quoted = False  # «The guild, calling it "absurd," warns that C»
    if k < 0 or quoted:
        after = phrase_after(line, cue.last + 1)
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
        after = phrase_after(line, cue.last + 1)
        if after is not None and cue.frame == "verb" and not cue.form.endswith("ing"):
            goes_on = any(line.at("finite", j) is not None for j in range(after[0] + 1, after[1] + 1))
            if goes_on and any(c.first < cue.first and c.frame in ("verb", "object") for c in line.cues):
                return None, False  # «X denies C, says D»: X goes on
            return after, True
        return None, False
    told = _long_after_quote(line, k)
    if told is not None:
        return told, False
    who = relative_begins(line, k)
    head = phrase_before(line, who - 1) if who is not None else None
    return ((head[0], k) if head is not None else phrase_before(line, k)), False


def _long_after_quote(line: Line, last: int) -> tuple[int, int] | None:
    """«"C," a man who gave his name as X told …»: a subject with a relative of its own, from the quotation on."""
    for k in range(last, max(last - 20, 0), -1):
        word = line.words[k]
        if word in (",", ".", ";", ":") or _cue_at(line, k):
            return None
        if word[0] in _MARKS:
            related = any(line.words[j] in ("who", "whose") for j in range(k + 2, last))
            return (k + 1, last) if related and quote_ending(line, k) is not None else None
    return None


def phrase_before(line: Line, last: int) -> tuple[int, int] | None:
    """The noun phrase that ends at token `last`: back to a mark, a verb or a word that opens a clause.

    A preposition inside belongs to it («officials in Tehran»); one that opens it starts an adverbial, and the phrase
    is what follows it.
    """
    if (line.at("pronoun", last) is not None and not is_acronym(line, last)) or line.words[last] == "you":
        return last, last
    if not line.is_word(last) and line.words[last] != ")" and not _named_aside(line, last):
        return None
    k, soft = last, []
    while k >= 0 and last - k < 22:
        word = line.words[k]
        if word in (";", ":", ".", "-", "—", "(", ")", "?", "!", ",") or word[0] in _MARKS:
            if k > 0 and (word == ")" or _named_aside(line, k)):
                opened = "(" if word == ")" else line.words[k]
                begin = max((j for j in range(max(0, k - 8), k) if line.words[j] in (opened, "“", "‘")), default=k)
                k = begin - 1
                if begin > 0:
                    continue
                break
            if (
                word in ("'", "’")
                and k < last
                and line.words[k - 1].endswith("s")
                and line.starts[k] == line.ends[k - 1]
            ):
                k -= 1
                continue  # "the farmers' group"
            if word == "." and k > 0 and len(line.words[k - 1]) <= 4 and is_upper(line, k - 1):
                k -= 1
                continue
            if word == "." and 0 < k < last and line.ends[k - 1] == line.starts[k + 1] - 1:
                k -= 1
                continue  # "portselim.org"
            if word in ("'", "’") and k < last and line.words[k + 1] == "s" and line.ends[k] == line.starts[k + 1]:
                k -= 1
                continue  # "the council 's spokesman"
            if word == "-" and k > 0 and line.ends[k - 1] == line.starts[k] == line.ends[k] - 1:
                k -= 1
                continue
            if word == "," and _title_before(line, k):
                k -= 1
                continue
            break
        joins = line.at("subordinator", k) is not None or line.at("complementiser", k) is not None or word == "what"
        if joins and not is_acronym(line, k):
            break
        if k < last and (
            (((line.at("auxiliary", k) and word != "to") or line.at("finite", k)) and not is_given_name(line, k))
            or _cue_at(line, k)
        ):
            break
        if k < last and line.at("clause_joiner", k) is not None and not _noun_joiner(line, k):
            break
        if k < last and (line.at("pronoun", k) is not None or _object_follows(line, k)):
            break
        if line.at("source_stop", k) is not None:
            soft.append(k)
        k -= 1
    first = k + 1
    if k >= 0 and k < last and line.at("pronoun", k) is not None and (k == 0 or line.at("noun_link", k - 1) is None):
        first = _past_verb(line, first, last)
    if first + 2 < last and line.words[first] == "this" and line.words[first + 1].endswith("ed"):
        first += 2 + (line.at("source_stop", first + 2) is not None)  # "This happened during | a march"
    if first < last and line.words[first].endswith("ing") and not is_upper(line, first):
        marker = line.at("noun_marker", first + 1)
        if marker is not None and marker.value == "article":
            first += 1  # "paying | an architect"
    while first <= last and (line.at("source_lead", first) is not None or not line.is_word(first)):
        first += 1
    if first in soft:
        # An adverbial opens the clause: keep what follows its noun where a determiner or a name tells where.
        nearer = [s for s in soft if s >= first]
        first = nearer[0] + 1
        for j in range(first + 1, last + 1):
            determined = line.words[j] in ("the", "a", "an", "his", "her")
            apart = is_upper(line, j - 1) or (line.is_word(j - 1) and line.at("noun_link", j - 1) is None)
            if (determined and apart) or line.at("day_word", j - 1):
                first = j
        if first > last:
            return None
        first = _name_after(line, first, last)
    last = _before_day(line, first, last)
    if last - first > 2 and any(line.at("retold", k) is not None for k in (first, first + 1)):
        own = first + 1 + (line.at("retold", first) is None)
        first = own if line.at("noun_marker", own) is not None else first  # "a charge | the mayor rejected"
    return (first, last) if first <= last and _nominal(line, first, last) else None


def _past_verb(line: Line, first: int, last: int) -> int:
    """The token where the object of a pronoun's verb begins: "they turned to | the council"."""
    k = first
    while k < last and (line.at("auxiliary", k) is not None or is_adverb(line, k)):
        k += 1
    if k >= last or line.at("noun_marker", k) is not None or is_upper(line, k):
        return k
    k += 1
    return k + 1 if k < last and line.at("noun_link", k) is not None else k


def _name_after(line: Line, first: int, last: int) -> int:
    """Where the name in capitals begins after an adverbial without a comma: "During the debate | Holt said"."""
    j = last
    while j > first and is_upper(line, j) and line.is_word(j):
        j -= 1
    if j == last or j <= first or not line.is_word(j) or line.words[j] in ("the", "a", "an", "of", "and"):
        return first
    titled = any(True for c in ("voice_person", "voice_kind") for _ in line.covered(c, j, j))
    determined = any(line.words[i] in ("the", "a", "an", "his", "her", "their", "its") for i in range(first, j))
    return first if titled or not determined else j + 1


def _before_day(line: Line, first: int, last: int) -> int:
    """The last token of a subject before the day that stands between it and its verb: "the minister on Monday said"."""
    if last - first > 1 and line.words[last].isdigit() and len(line.words[last]) == 4 and line.words[last - 1] == "in":
        return last - 2  # "a survey in 2014 found"
    for k in range(last, max(last - 4, first), -1):
        day = line.at("day_word", k)
        if day is not None and day.last == last:
            return k - 2 if line.words[k - 1] == "on" and k - 1 > first else k - 1
    return last


def phrase_after(line: Line, first: int, apposed: bool = True) -> tuple[int, int] | None:
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
        if word == "by" and k > first and line.words[k - 1].endswith("ed"):
            k += 1
            continue  # "a report carried by the agency"
        stop = line.at("source_stop", k) if not is_acronym(line, k) else None
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


def _apposition(line: Line, comma: int) -> tuple[int, int] | None:
    """«X, an office of Y, said»: the phrase before the first of the two commas; its span takes in the apposition."""
    for k in range(comma - 1, max(comma - 22, -1), -1):
        if line.words[k] == "," and k > 0:
            left = phrase_before(line, k - 1)
            if left is not None and k + 2 == comma and (is_adverb(line, k + 1) or line.at("source_lead", k + 1)):
                return left  # "the ministry, predictably, dismissed …", "dockers, however, said"
            apart = line.at("subject_apart", k + 1)
            if left is not None and apart is not None and apart.last + 1 == comma:
                return left  # "the ministry, for its part, said"
            if left is not None and line.words[k + 1].endswith("ing") and line.words[k + 1] != "including":
                return left  # "the guild, calling it absurd, warns"
            if left is not None and (_name_like(line, left) or line.words[k + 1] in ("including", "who", "which")):
                return _main(line, left[0], k) or (left[0], comma - 1)
            if left is None or left[1] - left[0] > 5:
                return None
    return None


def _named_aside(line: Line, k: int) -> bool:
    """Whether a short quotation inside a noun phrase closes at token `k`: «a "concerned citizen" said»."""
    if line.words[k][0] not in _MARKS or k < 2:
        return False
    quote = quote_ending(line, k)
    if quote is None or quote.outer[1] != line.ends[k] or quote.inner[1] - quote.inner[0] > 24:
        return False
    opened = line.sentence.token_at(quote.outer[0])
    return opened > 0 and line.words[k - 1] != "," and line.at("noun_marker", opened - 1) is not None


def _object_follows(line: Line, k: int) -> bool:
    """Whether token `k` is a past verb with its object after it: "entered the building", "returned an indictment"."""
    if not line.words[k].endswith("ed") or is_upper(line, k) or k + 1 >= line.size:
        return False
    marker = line.at("noun_marker", k + 1)
    return marker is not None and marker.value == "article"


def _nominal(line: Line, first: int, last: int) -> bool:
    """Whether a phrase can name a voice: not "ever", not "the", no year, no bare participle ("received reports")."""
    of_them = last > 0 and line.words[last - 1] == "of"  # "one of them" is a voice
    if (line.at("no_head", last) is not None and not of_them) or line.words[last].isdigit():
        return False
    verb = first == last and line.at("finite", last) is not None  # "could be | heard | telling them"
    if (verb or line.words[last] == "time") and not is_upper(line, last):
        return False  # "at the same time"
    for k in range(first, last):
        if line.words[k] == "to" and line.at("noun_marker", k + 1) is None and not is_upper(line, k + 1):
            return False  # an infinitive: "the building to start warning"
    return first < last or is_upper(line, last) or not line.words[last].endswith("ed")


def _cue_at(line: Line, k: int) -> bool:
    return any(c.first <= k <= c.last and not is_noun(line, c) for c in line.cues)


def _title_before(line: Line, comma: int) -> bool:
    """«Chief Executive of Racing, Peter V. said»: an office in capitals stands before the comma, a name after it."""
    if comma + 1 >= line.size or not is_upper(line, comma + 1) or comma == 0 or line.at("pronoun", comma - 1):
        return False
    opens = comma
    while opens > 0 and line.is_word(opens - 1):
        opens -= 1
    if line.at("source_stop", opens) is not None:
        return False  # "During his campaign for president, X said"
    office = any(True for _ in line.covered("voice_person", max(0, comma - 8), comma - 1))
    return office and not any(line.at("finite", j) or line.at("auxiliary", j) for j in range(max(0, comma - 8), comma))


def _noun_joiner(line: Line, k: int) -> bool:
    """Whether "and" at `k` joins two nouns of one subject: both sides capitalised, or both spoken of as voices."""
    text = line.reading.view.text
    if 0 < k < line.size - 1 and any(line.at(c, k - 1) is not None for c in ("voice_kind", "voice_person")):
        after = [h for c in ("voice_kind", "voice_person") for h in line.covered(c, k + 1, k + 4)]
        clause = (line.at("finite", j) or line.words[j].endswith("ed") for j in range(max(0, k - 4), k))
        if after and not any(clause):
            return True
    return (
        0 < k < line.size - 1
        and text[line.starts[k - 1]].isupper()
        and (text[line.starts[k + 1]].isupper() or line.words[k + 1] in ("the", "his", "her", "other"))
    )


def _main(line: Line, first: int, comma: int) -> tuple[int, int] | None:
    """The subject of «X, who married Y, aged 30, said» where the phrase from `first` stands inside the relative."""
    opened = next((j for j in range(first - 1, max(0, first - 14), -1) if line.words[j] == ","), None)
    if opened is None or line.words[opened + 1] not in ("who", "which"):
        return None
    return phrase_before(line, opened - 1)


def subject_ending(line: Line, last: int) -> tuple[int, int] | None:
    """The subject that ends at token `last`, with an apposition before it where `last` is a comma."""
    return _apposition(line, last) if line.words[last] == "," else phrase_before(line, last)


def _name_like(line: Line, phrase: tuple[int, int]) -> bool:
    text = line.reading.view.text
    if any(text[line.starts[k]].isupper() for k in range(phrase[0], phrase[1] + 1)):
        return True
    return line.words[phrase[0]] in ("the", "a", "an", "one") or line.at("pronoun_own", phrase[0]) is not None
