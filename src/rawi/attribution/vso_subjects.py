"""Subjects of verb-first languages: after the verb and before its object, or at the head of the clause before it."""

from typing import Final

from rawi.attribution.line import Cue, Line
from rawi.attribution.phrases import phrase, skip_lead
from rawi.attribution.vso_words import (
    accusative,
    agreement,
    fem_shaped,
    is_adjective,
    is_definite,
    is_verb,
    name_end,
    shaped,
    verbal_noun,
)
from rawi.lang import Hit

_OBLIQUE: Final = "\u06cc\u0646"  # the plural of those who do not act, as folded
# What those who tell are called by: offices, bodies, people.
_TELLERS: Final[tuple[str, ...]] = ("voice_kind", "voice_person", "indefinite", "count_person", "count_generic")


def prepositions(line: Line) -> list[str]:
    """The prepositions that go with verbs of saying («إلى», «على», «عن»)."""
    return list(line.settings.get("cue_prepositions", []))


def subject_after(
    line: Line, first: int, last: int, bounded: bool, calls: bool = False, manly: bool = False
) -> tuple[int, int] | None:
    """The subject right after the verb; None where an adjunct or an addressee («لمراسلنا») follows instead.

    `bounded`: no complementiser, quotation or colon closes the zone, so that the object follows the subject bare.
    `calls`: the verb calls on somebody, so that «لل» opens what it calls for and no part of a name.
    `manly`: the verb is masculine, so that a word shaped like a feminine verb is a name («ويست»).
    """
    k = first
    while k <= last:
        lead = line.at("source_lead", k) or line.at("day_word", k)
        if lead is None:
            break
        k = lead.last + 1
    aside = k <= last and (line.at("addressee", k) is not None or line.at("source_stop", k) is not None)
    if aside and line.at("voice_person", k) is None:
        return _after_aside(line, k, last)
    if k > last or line.words[k] in (",", "-") or is_clitic(line, k):
        return None
    told = line.at("voice_kind", k) if calls else None
    if told is not None and line.starts[k] < told.start and line.words[k].startswith(_addressing(line)):
        return None  # «أذنت لفرقة X بـC»: whom it is told
    if line.at("called_on", k) is not None and (calls or line.words[k].endswith(_OBLIQUE)):
        return None  # «كما حث المجتمع الدولي على C»: whom it is told
    if is_verb(line, k) and not (manly and fem_shaped(line, k)):
        return None
    if bounded and (opens_object(line, k) or line.at("quantifier", k) is not None):
        return None
    if any(c.first == k and c.frame == "noun" and c.last < last for c in line.cues):
        return None  # «انتقد تأكيد الوزير …»: whose words they are, he does not say
    found = phrase(line, k, last)
    if found is None:
        return None
    found = (found[0], verb_end(line, *found, manly))
    if not bounded:
        cut = next((j for j in range(found[0] + 1, found[1] + 1) if calls and governed(line, j)), found[1] + 1)
        return found[0], cut - 1
    end = _object_start(line, *found, calls) - 1
    while end > found[0] and (stop := line.at("source_stop", end)) is not None and stop.value in ("in", "on"):
        end -= 1  # «أعلن الناطق | عن اعتقال …»: the preposition opens what is told
    return found[0], end


def _addressing(line: Line) -> str:
    return str(line.settings["addressing"])


def _after_aside(line: Line, first: int, last: int) -> tuple[int, int] | None:
    """The subject after an occasion or an addressee that a comma closes («وقال في تصريح لإذاعة X، سالم الهادي إن C»).

    Only a phrase that an office, an organisation or a name already met opens.
    """
    reach = range(first + 1, min(first + 14, last))
    comma = next((k for k in reach if line.words[k] == ","), None)
    office = next((k for k in reach if k > first + 2 and _opens_title(line, k)), None)
    if office is not None and (comma is None or office < comma) and line.at("addressee", first) is not None:
        comma = office - 1  # «صرح لوكالة الأنباء عضو المجلس سالم الهادي أن C»
    if comma is None or comma + 1 > last:
        return None
    k = comma + 1
    known: set[str] = line.reading.kept.setdefault("voice words", set())
    telling = any(line.at(c, k) is not None for c in ("voice_kind", "voice_person", "indefinite"))
    if not telling and line.words[k] not in known and not _introduced(line, k, last):
        return None
    if is_verb(line, k) or line.at("addressee", k) is not None or is_clitic(line, k):
        return None
    found = phrase(line, k, last)
    return (found[0], verb_end(line, *found)) if found is not None else None


def _introduced(line: Line, k: int, last: int) -> bool:
    """Whether a name without an office opens the phrase and an office follows it («عياد كرشود المنسق المحلي»)."""
    end = min(k + 3, last)
    plain = (
        not is_definite(line, k)
        and not verbal_noun(line, k)
        and not line.is_act(k)
        and line.at("source_stop", k) is None
    )
    return plain and any(line.at("voice_person", j) is not None for j in range(k + 1, end + 1))


def opens_object(line: Line, k: int) -> bool:
    """Whether token `k` begins what is told of rather than a voice: a verbal noun, or a noun the lexicon lists."""
    return verbal_noun(line, k) or line.at("object_noun", k) is not None


def verb_end(line: Line, first: int, last: int, manly: bool = False) -> int:
    """A subject ends before a finite verb of its own clause («تقرير صحفي | نشر في مجلة»)."""
    verbs = (k - 1 for k in range(first + 1, last + 1) if is_verb(line, k) and not (manly and fem_shaped(line, k)))
    return next(verbs, last)


def is_clitic(line: Line, k: int) -> bool:
    """Whether token `k` cannot head a subject: a preposition with its pronoun, or a noun under a preposition."""
    return line.at("no_subject", k) is not None or governed(line, k)


def governed(line: Line, k: int) -> bool:
    """Whether a preposition is written onto the definite noun at token `k` («بالتنمية», «للحوار»)."""
    settings = line.settings
    word = line.words[k]
    if word == settings["governor"] or (len(word) > 4 and word.startswith(tuple(settings["governing"]))):
        return True
    # A noun under «بـ»: longer than a given name, or with a pronoun at its end.
    return (
        word.startswith(settings["governor"])
        and len(word) > 3
        and line.at("given_name", k) is None
        and (len(word) > 5 or word.endswith(tuple(settings["pronoun_ends"])) or shaped(line, "governed_shape", word))
    )


def _object_start(line: Line, first: int, last: int, calls: bool) -> int:
    """The token after a subject that its object follows bare: «نفى وزير الداخلية | الخبر»."""
    end = noun_end(line, first, last, calls)
    urged = end == first + 1 and is_definite(line, first) and _of_group(line, end)
    if end + 1 < line.size and line.words[end + 1] in prepositions(line) and (urged or end - first >= 2):
        # «دعا X الحكومة إلى C»: the last definite noun before the preposition is the one who is called on.
        end -= urged or (
            is_definite(line, end) and not is_adjective(line, end) and line.at("voice_kind", end) is not None
        )
    known: set[str] = line.reading.kept.setdefault("voice words", set())
    headed = line.at("voice_kind", first) is not None or line.at("voice_person", first) is not None
    if not headed and line.words[first] in known and not known.issuperset(line.words[first : end + 1]):
        stop = first
        while stop < end and (line.words[stop + 1] in known or line.at("voice_person", stop + 1) is not None):
            stop += 1
        return stop + 1
    return end + 1


def _of_group(line: Line, k: int) -> bool:
    """Whether token `k` names a group of people («الأهالي»)."""
    kind = line.at("voice_kind", k)
    return kind is not None and kind.value == "group"


def noun_end(line: Line, first: int, last: int, calls: bool) -> int:
    """The last token of the noun phrase that begins at `first`: office, its complement, its adjectives, a name."""
    state = line.at("state_name", first)
    if state is not None and state.last < last and line.at("state_name", state.last + 1) is not None:
        return state.last  # «اتهمت طهران | واشنطن بـC»
    office = line.at("voice_person", first) is not None
    organised = line.at("voice_kind", first) is not None
    closed = is_definite(line, first)
    joiner = str(line.settings["conjunction"])
    for k in range(first + 1, last + 1):
        if line.words[k] == ",":
            if k == last or line.at("source_stop", k + 1) is not None:
                return k - 1
            if line.at("voice_person", k + 1) is not None:
                return noun_end(line, k + 1, last, calls)
            return name_end(line, k + 1, last) if office else k - 1
        named = line.at("voice_kind", k) is not None or line.at("voice_person", k) is not None
        if governed(line, k):
            part = (
                not calls
                and line.words[k].startswith(line.settings["complement"])
                and any(not is_definite(line, h.first) for h in line.covered("voice_kind", first, k - 1))
            )  # «مركز الدراسات للبحث والمعلومات»
            if not (office and named) and not part:
                return k - 1
            closed = line.words[k].startswith(tuple(line.settings["governing"]))
            continue
        truth = line.at("truth", k)
        denied = closed and organised and truth is not None and truth.start == line.starts[k]
        if denied or verbal_noun(line, k) or _with_owner(line, k) or line.at("manner", k) is not None:
            return k - 1
        if named and not is_definite(line, k):
            opens = line.at("name_open", k - 1)
            titles = (opens is not None and opens.start == line.starts[k - 1]) or line.words[k].startswith(joiner)
            kind = line.at("voice_kind", k)
            other = line.at("voice_person", k) is not None or (
                kind is not None and kind.value == "group" and kind.start == line.starts[k]
            )
            if closed and organised and not titles and other:
                return k - 1  # «طالبت نقابة الصيادين | وزير الموانئ بـ»
            closed = False  # «الأمين العام لحركة …»: a complement of its own follows
            continue
        if k > first + 1 and line.at("source_head_on", k - 2) is not None and line.words[k - 1] in prepositions(line):
            closed = True
            continue  # «المسؤول المطلع على الأمر»
        headed = any(line.at(c, k - 1) is not None for c in ("voice_kind", "voice_person", "indefinite"))
        purpose = organised and not calls and k < last and line.words[k].startswith(_addressing(line))
        if purpose and line.is_act(k) and is_definite(line, k + 1):
            closed = False  # «المركز الوطني لمنع الكوارث»
            continue
        if k > first + 1 and line.is_act(k) and not headed:
            return k - 1
        if closed and organised and not is_definite(line, k) and accusative(line, k):
            return k - 1  # «نقابة الصيادين | بيانا»
        if is_definite(line, k):
            another = line.at("voice_kind", k) is not None and not is_adjective(line, k)
            if calls and closed and office and k == first + 1 and another:
                return k - 1  # «دعا الوزير | الوفد الزائر إلى C»
            if closed and organised and not is_adjective(line, k) and not line.words[k - 1].startswith(joiner):
                return k - 1
            if k == first + 2 and (office or organised) and _proper(line, k - 1) and not is_adjective(line, k):
                return k - 1  # «قائممقامية نخلسار | الخبر»
            closed = True
        elif (
            closed
            and office
            and line.is_word(k)
            and not named
            and line.at("name_open", k) is None
            and (line.at("source_stop", k) is None and line.at("source_stop", k - 1) is None)
        ):
            accused = calls and k < last and line.words[k + 1].startswith(line.settings["governor"])
            if accused and line.at("given_name", k) is None:
                return k - 1  # «اتهم الناطق باسم X | إسرائيل بخرق …»
            end = name_end(line, k, last)
            titled = next((j for j in (end + 1, end + 2) if j <= last and _opens_title(line, j)), None)
            if titled is not None:
                return noun_end(line, titled, last, calls)  # «الدكتور سالم الهادي وزير الموانئ»
            if end + 2 <= last and line.words[end + 1] == "," and line.at("voice_person", end + 2) is not None:
                return noun_end(line, end + 2, last, calls)
            return end
    return last


def _with_owner(line: Line, k: int) -> bool:
    """Whether a bare noun carries its owner's pronoun («تورطها»): it is what the subject tells of."""
    word = line.words[k]
    owned = len(word) > 4 and word.endswith(tuple(line.settings["owner_ends"]))
    return owned and not is_definite(line, k) and not any(line.at(c, k) for c in ("voice_kind", "voice_person"))


def _opens_title(line: Line, k: int) -> bool:
    """Whether an office with its complement begins at token `k`, written without the article."""
    hit = line.at("voice_person", k)
    return hit is not None and hit.start == line.starts[k] and not is_definite(line, k)


def _proper(line: Line, k: int) -> bool:
    """Whether the bare noun at token `k` may close an office's name: a place, and no noun with a complement."""
    opens = any(line.at(c, k) is not None for c in ("voice_kind", "voice_person", "name_open", "adjective"))
    opens = opens or line.at("source_stop", k) is not None
    return not is_definite(line, k) and not opens and not line.is_act(k) and not verbal_noun(line, k)


def subject_before(line: Line, cue: Cue) -> tuple[int, int] | None:
    """A subject before the verb: at the head of its clause, with no conjunction on the verb."""
    if cue.joined or cue.first == 0 or line.words[cue.first - 1] in line.settings["joiners"]:
        return None
    found = _left_of(line, cue)
    if found is None or found[1] - found[0] > 9 or line.at("no_subject", found[0]) is not None:
        return None
    if line.at("consulted", found[0]) is not None:
        return None  # «وباستشارة X، أذنت بـC»: X orders, whoever asked
    while found[1] > found[0] and line.at("verb_particle", found[1]) is not None:
        found = (found[0], found[1] - 1)
    if any(line.at("negation", k) is not None for k in range(found[0] + 1, found[1] + 1)):
        return None
    related = line.at("relative", cue.first - 1) is not None
    if related and _told_of(line, cue, *found):
        return None  # «الملف الذي اعتبر أنه C»: of the file, by whoever speaks
    if _under_preposition(line, found[0]):
        return None  # «وبمزيد التحري معه ذكر أن C»
    if line.words[cue.first - 1] == "," and not _tells(line, *found):
        return None  # «وبدلا من ذلك، أشار …»: an adjunct
    if is_verb(line, found[0]) or (governed(line, found[0]) and not related):
        return None
    there = line.reading.concepts(line.index)
    acting = [concept for concept in there.names if concept.startswith(("do_", "be_"))]
    verbal = {h.first for concept in acting for h in there.of(concept) if _whole(line, h)}
    if any(k in verbal for k in range(found[0], found[1] + 1)):
        return None
    return found[0], verb_end(line, *found)


def _whole(line: Line, hit: Hit) -> bool:
    """Whether a verb stands in its word without endings and with a conjunction at most («فيصل» is no «يصل»)."""
    before = hit.start - line.starts[hit.first]
    joined = before == 1 and line.words[hit.first].startswith(str(line.settings["conjunction"]))
    return hit.end == line.ends[hit.last] and (before == 0 or joined)


def _told_of(line: Line, cue: Cue, first: int, last: int) -> bool:
    """Whether the noun at `first..last` that a relative clause hangs on is what is told of there, and nobody who tells.

    Its gender is not the verb's, or a pronoun on the complementiser takes it up («الحرية التي قال إنها مهددة»).
    """
    if any(True for c in _TELLERS for _ in line.covered(c, first, last)):
        return False
    if opens_object(line, first) or not (is_definite(line, first) or is_definite(line, last)):
        return opens_object(line, first)
    relative = line.at("relative", cue.first - 1)
    if relative is None or relative.value not in ("f", "m"):
        return False
    if agreement(line, cue) not in (relative.value, None):
        return True
    hit = line.at("complementiser", cue.last + 1) if cue.last + 1 < line.size else None
    return hit is not None and hit.form.endswith(tuple(line.settings["pronoun_ends"]))


def _under_preposition(line: Line, k: int) -> bool:
    """Whether conjunction and preposition are written onto the long noun at token `k` («وبمزيد»)."""
    settings = line.settings
    before = str(settings["conjunction"]) + str(settings["governor"])
    return line.words[k].startswith(before) and len(line.words[k]) > 5 and line.at("given_name", k) is None


def _tells(line: Line, first: int, last: int) -> bool:
    """Whether a phrase is spoken of as somebody who tells: by an office, an organisation or a name already met."""
    known: set[str] = line.reading.kept.setdefault("voice words", set())
    near = min(last, first + 1)
    voices = any(True for concept in ("voice_kind", "voice_person") for _ in line.covered(concept, first, last))
    opens = any(line.at(concept, k) for concept in ("voice_kind", "voice_person") for k in (first, near))
    verbal = line.words[first].startswith(str(line.settings["conjunction"])) and not opens
    return (voices and not verbal) or line.words[first] in known


def _left_of(line: Line, cue: Cue) -> tuple[int, int] | None:
    start = 0
    for k in range(cue.first - 1, -1, -1):
        word = line.words[k]
        if line.at("perceived", k) is not None or line.at("clause_opener", k) is not None:
            start = k + 1
            break
        if line.at("relative", k) is not None and k == cue.first - 1:
            begin = max(0, k - 8)
            for j in range(k - 1, begin - 1, -1):
                if line.words[j] in (",", ".", ":") or line.at("source_stop", j) is not None:
                    begin = j + 1
                    break
            if begin < k - 1 and line.at("statement", begin) is not None:
                begin += 1  # «تصريحات الوزير التي نفى فيها C»
            return (begin, k - 1) if begin <= k - 1 else None
        if word in (".", ":", ";", "|") or line.at("complementiser", k) is not None:
            start = k + 1
            break
        if word == "," and cue.first - k > 1 and not any(True for _ in line.covered("voice_person", 0, k)):
            start = k + 1
            break
    start = skip_lead(line, start, cue.first - 1)
    found = phrase(line, start, cue.first - 1)
    if found is None or any(c.first >= found[0] and c.last <= found[1] for c in line.cues if c.frame != "prep"):
        return None
    return found if cue.first - found[1] <= 14 else None
