"""Constructions of verb-first languages: verb, subject, complementiser, content; or subject first in headlines.

«قال X إن C», «وأضاف أن C», «X أكد أن C», «…، مشيرا إلى أن C», «وفق ما أكده X», «دعا X إلى C».
"""

from typing import Final

from rawi.attribution.contents import Content, around, clause_end, opening, trim
from rawi.attribution.draft import Draft
from rawi.attribution.line import Cue, Line
from rawi.attribution.phrases import skip_lead
from rawi.attribution.vso_asides import as_told, prep, published, relay, relayed_in, relayed_voice, said
from rawi.attribution.vso_contents import bare_content, content_of
from rawi.attribution.vso_dropped import (
    bracketed,
    implied,
    lawgiver,
    owner,
    subject_inside,
    subject_of_clause,
    subject_of_verb,
)
from rawi.attribution.vso_spoken import after_adjunct, before_verb, learnt, spoken_after, unclosed
from rawi.attribution.vso_subjects import prepositions, subject_after, subject_before
from rawi.attribution.vso_views import charged, described, gist, heard, spoken_noun
from rawi.attribution.vso_words import adjectival, agreement, folded, is_definite
from rawi.records import Span

_STRAY: Final = frozenset('"«“')  # marks that may open a quotation


def drafts(line: Line) -> list[Draft]:
    """The attributions of one sentence, in order."""
    out: list[Draft] = []
    taken: set[int] = set()
    made: list[Draft] = []
    for number, cue in enumerate(line.cues):
        if number in taken:
            continue
        if _points_back(line, cue, number):
            continue
        if cue.frame == "learn":
            handed = learnt(line, cue)
            made.extend(handed)
            out.extend(handed)
            continue
        if cue.frame == "prep":
            following = line.cues[number + 1] if number + 1 < len(line.cues) else None
            if cue.has("verb"):
                if following is None or following.first != cue.last + 1:
                    verb = cue.last + 1
                    draft = prep(line, cue, made, verb + 1) if verb < line.size - 1 else None
                else:
                    taken.add(number + 1)
                    draft = prep(line, cue, made, following.last + 1, following)
            else:
                draft = prep(line, cue, made, cue.last + 1)
        elif as_told(line, cue):
            draft = prep(line, cue, made, cue.last + 1, cue)
        elif cue.frame == "participle":
            draft = _participle(line, cue, made)
        elif cue.frame == "relay":
            draft = relay(line, cue)
        elif cue.frame == "said":
            draft = said(line, cue)
        elif cue.frame == "publish":
            whole = cue.first > 0 and line.at("whatever", cue.first - 1) is not None
            draft = _verb(line, cue, made) if whole else published(line, cue, made)
        elif cue.frame == "noun":
            draft = spoken_noun(line, cue)
        elif cue.frame == "gist":
            draft = gist(line, cue)
        elif cue.frame == "charge":
            draft = charged(line, cue)
        else:
            draft = _verb(line, cue, made)
        if draft is not None:
            draft.agreement = agreement(line, cue)
            if draft.source is None and not draft.impersonal:
                pronoun = cue.first > 0 and line.at("taken_up", cue.first - 1) is not None
                at = line.starts[cue.first - 1] if pronoun else -1
                draft.resumes = any(d.content.spans[0][0] == at for d in made)
                draft.implied = implied(line, cue, made)
                if cue.frame == "prep" and cue.has("verb") and not made:
                    own = subject_of_clause(line, cue)  # «قرر X …، حسب ما صرح به»
                    draft.implied = line.span(*own) if own is not None else draft.implied
            made.append(draft)
            if draft.source is not None and draft.content.spans[0][0] >= draft.source[1]:
                known: set[str] = line.reading.kept.setdefault("voice words", set())
                low, high = line.sentence.token_at(draft.source[0]), line.sentence.token_at(draft.source[1] - 1)
                known.update(w for w in line.words[low : high + 1] if w[0].isalpha() and len(w) > 2)
            hearing = heard(line, cue, draft)
            if hearing is not None:
                out.append(hearing)
            out.append(draft)
            quoted = relayed_in(line, cue, draft) if cue.frame == "prep" and cue.has("verb") else None
            quoted = relayed_voice(line, cue, draft) if cue.frame == "relay" else quoted
            if quoted is not None:
                out.append(quoted)
    return out


def _points_back(line: Line, cue: Cue, number: int) -> bool:
    """Whether a cue takes up words that have their voice: «على حد تعبيره», «حسب وصفه»."""
    if cue.frame == "prep":
        return not cue.has("verb") and line.ends[cue.last] > cue.span[1]
    if cue.frame != "describe" or number == 0:
        return False
    before = line.cues[number - 1]
    return before.frame == "prep" and before.last + 1 == cue.first


def _limit(line: Line, cue: Cue) -> int:
    """The last token that may belong to the cue's subject and adjuncts: up to the next independent cue."""
    for other in line.cues:
        if (
            other.first > cue.last
            and other.frame in ("verb", "participle", "call", "object", "describe")
            and (not other.has("headed"))
            and _serves(line, other)
        ):
            return min(other.first - 1, cue.last + 45)
    return min(line.size - 1, cue.last + 45)


def _serves(line: Line, cue: Cue) -> bool:
    """Whether the word a cue needs follows it («يحمل X مسؤولية C», «عبر X عن C»); without it the word is no cue."""
    needs = cue.value.get("needs") or (cue.value.get("noun") if cue.has("opens") else None)
    if needs is None:
        return True
    return any(word.startswith(folded(str(needs))) for word in line.words[cue.last + 1 : cue.last + 17])


def _verb(line: Line, cue: Cue, made: list[Draft]) -> Draft | None:
    first = cue.last + 1
    if first >= line.size:
        return None
    if cue.frame == "describe":
        return described(line, cue, bool(made))
    if cue.has("impersonal"):
        return _impersonal(line, cue)
    if cue.has("deed"):
        return _claimed(line, cue)
    if cue.has("we"):
        found = opening(line, first, min(first + 3, line.size - 1))
        stated = content_of(line, cue, found, first, line.size - 1)
        return Draft(line, cue, cue.span, None, stated, cue.rule) if stated is not None else None
    taken_up = cue.first > 0 and line.at("taken_up", cue.first - 1) is not None
    if cue.has("headed") and cue.first > 1 and not (taken_up or _after_lead(line, cue) or _asks_of(line, cue)):
        return None
    if cue.first > 0 and line.at("governs", cue.first - 1) is not None and agreement(line, cue) == "m":
        return None  # «رغم رفض X وتأكيدها أن C»: a noun that looks like the verb
    if len(cue.form) < 4 and not cue.joined and line.ends[cue.last] > cue.span[1] and _possessed(line, cue.first):
        return None  # «أسباب رفضهم إجراء الحصة»: their refusal
    negated = cue.first > 0 and line.at("negation", cue.first - 1) is not None
    if negated and cue.stance in ("orders", "calls"):
        return None  # «لم تأذن»: nothing was ordered
    if cue.has("opens") and not cue.joined and not _clause_opens(line, cue.first):
        return None  # «أعرب النواب عبر الطيف السياسي عن قلقهم»: the preposition
    limit = _limit(line, cue)
    needs = cue.value.get("needs")
    reach = first + (9 if needs and len(needs) == 1 else 16)
    if needs and not any(line.words[k].startswith(folded(needs)) for k in range(first, min(limit, reach) + 1)):
        return None
    noun = cue.value.get("noun")
    if noun and cue.has("clause") and _told_with(line, noun, first, limit) is None:
        return None  # «عبر الإذاعة»: the preposition, not the verb
    found = opening(line, first, limit)
    owner_end = 0
    if found is not None and found[1] == "clause":
        found = _within_quote(line, first, found[0]) or found
    if cue.has("owned") and found is not None and found[0] > first + 3 and line.at("taken_up", cue.first - 1):
        found = None  # «أنه طلب الإعفاء من المهمة لأن …»: what he asked for follows bare
    if cue.frame == "verb" and (found is None or found[1] == "clause") and not _STRAY.isdisjoint(line.words):
        found = unclosed(line, first, found[0] if found is not None else limit) or found
    if found is None and cue.frame == "verb":
        found = after_adjunct(line, first, limit) or spoken_after(line, first, limit)
    quoting = found is not None and found[1] == "quote"
    borne = quoting and found is not None and found[0] > first and line.at("voice_kind", found[0] - 1) is not None
    quote = line.is_opener(found[0]) if found is not None and quoting and (borne or found[0] == first) else None
    if quote is not None and quote.outer[1] < line.sentence.end:
        # «أضافت "سي إن إن" أن C»: a name in quotation marks before the complementiser.
        after = line.sentence.token_at(quote.outer[1] - 1) + 1
        if after < line.size and line.at("complementiser", after) is not None:
            found = (after, "clause")
        elif after < line.size and _named(line, cue, first, after):
            found, owner_end = None, after - 1  # «تعهد "حزب الأمل" بـC»
    zone = (found[0] if found else limit + 1) - 1
    told = _told_with(line, noun, first, found[0] if found else limit) if noun else None
    if told is not None and (found is None or told + 1 < found[0]):
        found, zone = None, told - 1
    if line.words[first] in prepositions(line) and found is not None and found[0] == first + 1:
        zone = first - 1  # «أشار إلى أن»: the preposition belongs to the cue.
    within = line.at("inside", first) is not None and first + 1 < line.size
    if within:
        first += 1  # «أصدر X بيانا عبر فيه عن C»: X speaks, not what it wrote
    before = subject_before(line, cue)
    if before is not None and before[0] and line.words[before[0] - 1] == ",":
        before = bracketed(line, cue) or before
    resumed = (
        cue.first > 0 and line.at("taken_up", cue.first - 1) is not None
    )  # «أنه طلب …»: the pronoun is the subject
    if within and line.at("relative", cue.first - 1) is None:
        before = subject_inside(line, cue) or subject_of_clause(line, cue) or before
    if before is not None and before[1] != cue.first - 1 and (found is not None or cue.frame == "verb"):
        before = None if zone >= first and subject_after(line, first, zone, found is None) else before
    occasion = any(
        line.at("statement", k) is not None and line.at("source_stop", k - 1) is not None
        for k in range(first + 1, min(first + 14, limit + 1))
    )
    bounded = (cue.frame in ("call", "object") or found is None or cue.has("told")) and not occasion and told is None
    asked = needs and line.words[first].startswith(folded(needs)) and line.at("given_name", first) is None
    bare = zone >= first and before is None and not asked and not within and not resumed
    manly = agreement(line, cue) == "m"
    subject = subject_after(line, first, zone, bounded, cue.frame == "call", manly) if bare else None
    subject = (first, owner_end) if owner_end else subject
    if subject is None and before is None and not made and not cue.joined and cue.first > 1:
        before = subject_of_clause(line, cue)  # «كان X يتحدث … عندما قال C»
    if subject is None and before is None and cue.first > 3 and not cue.joined:
        before = bracketed(line, cue)
    if (
        told is not None
        and subject is not None
        and subject[1] < told - 1 <= subject[1] + 4
        and line.words[subject[1] + 1] == line.words[told]
        and line.at("voice_kind", subject[0]) is not None
    ):
        subject = (subject[0], told - 1)  # «منظمة الدفاع عن المستهلك | عن قلقها»
    source = line.span(*subject) if subject else (line.span(*before) if before else None)
    ordered = not cue.has("ordering") or (source is not None and _telling(line, source))
    under = str(line.settings["governing"][0])
    if not ordered and not (cue.joined and before is None and source is None):
        return None  # «هذا أمر يتعلق بـX»: a matter
    if not ordered and not any(word.startswith(under) for word in line.words[first : first + 8]):
        return None  # «وأمر قواته بالاستعداد», where no office orders
    if cue.has("texts"):
        back = tuple(folded(str(noun)) + end for end in line.settings["pronoun_ends"])
        if any(line.words[k].startswith(back) for k in range(first, min(first + 3, line.size))):
            return None  # «العقوبة التي ينص عليها القانون»: what it says was told before
        text = lawgiver(line, cue)
        source = line.span(*text) if text is not None else source
    if cue.has("telling") and not resumed and not (source and _telling(line, source)):
        return None  # «تكشف الصور C»: shows, and tells nothing
    spoken = before_verb(line, cue) if found is None and cue.frame == "verb" else None
    content = spoken or content_of(line, cue, found, (subject[1] + 1) if subject else first, limit)
    if content is None and cue.has("owned") and subject is None:
        own = owner(line, cue)
        source = line.span(*own) if own is not None and own[1] >= own[0] else source
        content = bare_content(line, cue) if own is not None else None
    if content is None:
        return None
    return Draft(line, cue, cue.span, source, content, cue.rule)


def _claimed(line: Line, cue: Cue) -> Draft | None:
    """«تبنى التنظيم | الهجوم على C»: a deed that somebody says was his; «تبنى المجلس القانون» is none."""
    first = cue.last + 1
    deed = next((k for k in range(first, min(first + 9, line.size)) if line.at("deed", k) is not None), None)
    if deed is None or deed == first or any(not line.is_word(k) and line.words[k] != '"' for k in range(first, deed)):
        return None
    if any(line.at(c, k) is not None for c in ("relative", "complementiser") for k in range(first, deed)):
        return None
    inner = trim(line.reading.view, line.starts[deed], clause_end(line, deed, cue))
    return Draft(line, cue, cue.span, line.span(first, deed - 1), Content([inner], False), cue.rule) if inner else None


def _possessed(line: Line, k: int) -> bool:
    """Whether token `k`, which ends in a pronoun, is a noun: it stands under a preposition or another noun."""
    if k == 0 or not line.is_word(k - 1):
        return False
    openers = ("complementiser", "relative", "clause_opener", "verb_particle", "source_lead", "taken_up", "negation")
    if any(line.at(c, k - 1) is not None for c in openers):
        return False
    return line.at("source_stop", k - 1) is not None or not is_definite(line, k - 1)


def _asks_of(line: Line, cue: Cue) -> bool:
    """Whether a joined verb names whom it asks, and for what in a clause: «زار X المدينة وطلب من النواب أن يعودوا»."""
    under = line.at("source_stop", cue.last + 1)
    if not cue.joined or under is None or under.value != "of" or cue.last + 3 >= line.size:
        return False
    found = opening(line, cue.last + 3, min(cue.last + 9, line.size - 1))
    return found is not None and found[1] == "clause"


def _named(line: Line, cue: Cue, first: int, after: int) -> bool:
    """Whether quotation marks right after a verb hold a name rather than words: what the verb tells of follows."""
    words = [w for w in line.words[first:after] if w[0].isalnum()]
    if not 1 <= len(words) <= 5 or (line.at("voice_kind", first + 1) is None and len(words) > 3):
        return False
    under = str(cue.value.get("with", "\0"))
    return line.words[after].startswith(under) or line.words[after] in prepositions(line)


def _impersonal(line: Line, cue: Cue) -> Draft | None:
    """«قيل إن C»: nobody is named; the complementiser stands right after the verb."""
    found = opening(line, cue.last + 1, min(cue.last + 3, line.size - 1))
    content = content_of(line, cue, found, cue.last + 1, line.size - 1) if found is not None else None
    return Draft(line, cue, cue.span, None, content, cue.rule) if content else None


def _told_with(line: Line, noun: str, first: int, limit: int) -> int | None:
    """The preposition that a verb's content stands under, where it stands in the clause («عبر X عن C»)."""
    word = folded(noun)
    near = range(first, min(limit, first + 16) + 1)
    found = [k for k in near if line.words[k] == word and line.at("aside_under", k) is None]
    if not found:  # after asides between commas: «عبر X، خلال لقاء …، عن Y»
        far = range(first + 1, min(limit, first + 44) + 1)
        found = [k for k in far if line.words[k] == word and line.words[k - 1] == ","][:1]
    ends = tuple(line.settings["pronoun_ends"])
    if len(found) > 1 and (
        line.at("voice_kind", found[0] + 1) is not None
        or (not line.words[found[0] + 1].endswith(ends) and line.words[found[1] + 1].endswith(ends))
    ):
        return found[1]  # «أعرب النائب عن كتلة X عن Y», «عبرت جمعية الدفاع عن الشاطئ عن قلقها»
    return found[0] if found else None


def _participle(line: Line, cue: Cue, made: list[Draft]) -> Draft | None:
    first = cue.last + 1
    if first >= line.size:
        return None
    needs = cue.value.get("needs")
    if needs and not any(word.startswith(folded(needs)) for word in line.words[first : first + 8]):
        return None
    if adjectival(line, cue):
        return None
    if cue.has("nominal") and cue.joined and not made:
        return None  # «وعن إقالة الوزير ومطالبة النقابات بـC»: a noun
    found = opening(line, first, min(_limit(line, cue), first + 12))
    if found is not None and found[1] == "quote" and found[0] > first + 2 and line.words[first] in prepositions(line):
        found = None  # «معبرا عن أمله في C "…"»
    view = line.reading.view
    if found is not None:
        content = content_of(line, cue, found, first, found[0])
    else:
        k = first + 1 if line.words[first] in prepositions(line) else first
        loose = cue.first > 0 and line.is_word(cue.first - 1) and not cue.joined
        if loose and k == first and line.at("source_stop", first) is not None:
            return None  # «معلومات مؤكدة حول X»: an adjective
        inner = trim(view, line.starts[k], clause_end(line, k, cue)) if k < line.size else None
        content = Content([inner], False) if inner and inner[1] - inner[0] > 8 else None
    own = (subject_of_clause(line, cue) or subject_of_verb(line, cue)) if not made else None
    source = line.span(*own) if own is not None else None
    return Draft(line, cue, cue.span, source, content, cue.rule) if content else None


def _clause_opens(line: Line, k: int) -> bool:
    """Whether a clause may open at token `k`: at the sentence's head, after a mark, a joiner or a complementiser."""
    if k == 0 or not line.is_word(k - 1) or skip_lead(line, 0, k) == k:
        return True
    openers = ("complementiser", "relative", "clause_opener", "verb_particle", "source_lead", "taken_up", "pronoun")
    joiners = line.settings["joiners"]
    before = subject_before(line, next(c for c in line.cues if c.first == k))
    return any(line.at(c, k - 1) is not None for c in openers) or line.words[k - 1] in joiners or before is not None


def _within_quote(line: Line, first: int, k: int) -> tuple[int, str] | None:
    """The quotation that a complementiser stands in, where it opens after the verb: «أضاف X "من أراد أن يذهب …"»."""
    quote = around(line, line.starts[k])
    if quote is None or quote.outer[0] < line.starts[first]:
        return None
    return line.sentence.token_at(quote.outer[0]), "quote"


def _after_lead(line: Line, cue: Cue) -> bool:
    """Whether an adjunct and a comma stand before a verb, and an office or a body after it («وبهذا الخصوص، كشف X»)."""
    offices = any(line.at(c, cue.last + 1) is not None for c in ("voice_kind", "voice_person"))
    return offices and line.words[cue.first - 1] == "," and cue.first < 8


def _telling(line: Line, source: Span) -> bool:
    """Whether a source is spoken of as somebody who tells: an office, an organisation, a name already met."""
    first = line.sentence.token_at(source[0])
    known: set[str] = line.reading.kept.setdefault("voice words", set())
    return any(line.at(c, first) is not None for c in ("voice_kind", "voice_person", "indefinite")) or (
        line.words[first] in known
    )
