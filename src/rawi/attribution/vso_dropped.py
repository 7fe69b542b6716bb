"""Subjects that are not beside their verb: of the clause a participle hangs on, of a that-clause, of nobody written."""

from collections.abc import Sequence
from typing import Final

from rawi.attribution.contents import reading_line
from rawi.attribution.draft import Draft
from rawi.attribution.line import Cue, Line, pattern
from rawi.attribution.phrases import phrase, skip_lead
from rawi.attribution.vso_subjects import is_clitic, noun_end, subject_after, verb_end
from rawi.attribution.vso_words import agreement, is_definite, is_verb
from rawi.records import Span

_FEMININE: Final = "\u0647"  # the feminine ending as folded


def subject_of_clause(line: Line, cue: Cue) -> tuple[int, int] | None:
    """The subject of the verb that a participle hangs on («ودعا X …، مؤكدا أن C», «X زار …، داعيا إلى C»).

    Only a voice that an office, an organisation or a name already met gives away; None leaves it to the running voice.
    """
    start = skip_lead(line, 0, cue.first - 1)
    opened = line.first_of("complementiser", start + 1, start + 4)
    if opened is not None and not any(c.first <= opened.first for c in line.cues):
        start = opened.last + 1  # «يذكر أن X علق على …، قائلا C»
    if start >= cue.first - 2:
        return None
    stop = next((k - 1 for k in range(start + 1, cue.first) if line.words[k] in (",", ".", ":")), cue.first - 1)
    apposed = stop + 2 < cue.first and line.words[stop + 1] == "," and line.at("voice_person", stop + 2) is not None
    if is_verb(line, start) or any(c.first == start and c.frame == "verb" for c in line.cues):
        found = subject_after(line, start + 1, stop, True)
        if found is None and line.at("been", start) is not None and line.at("verb_particle", start + 2) is not None:
            found = start + 1, start + 1  # «وكان يعلون قد …»: a name that looks like a verb
        if found is not None and found[1] == stop and apposed:
            office = phrase(line, stop + 2, cue.first - 1, apposed=False)  # «كان X، الناطق باسم Y، قد خاطب …»
            return found[0], noun_end(line, *office, False) if office else stop
    else:
        found = phrase(line, start, stop)
        found = (found[0], verb_end(line, *found)) if found is not None else None
        after = found[1] + 1 if found is not None else cue.first
        while after < cue.first and line.at("verb_particle", after) is not None:
            after += 1
        if found is None or after >= cue.first:
            return None
        if not is_verb(line, after) and not any(c.first == after and c.frame == "verb" for c in line.cues):
            return None
    if found is None or found[1] - found[0] > 9 or is_clitic(line, found[0]):
        return None
    found = _without_object(line, found)
    known: set[str] = line.reading.kept.setdefault("voice words", set())
    telling = any(line.at(c, found[0]) is not None for c in ("voice_kind", "voice_person", "indefinite"))
    after = min(found[1] + 1, line.size - 1)
    telling = telling or (line.at("been", start) is not None and line.at("verb_particle", after) is not None)
    return found if telling or line.words[found[0]] in known else None


def subject_inside(line: Line, cue: Cue) -> tuple[int, int] | None:
    """Who acts in the that-clause a verb stands in («أن الوزير أصدر مذكرة دعا فيها C»); only an office or a body."""
    opened = [h for h in line.covered("complementiser", 0, cue.first - 2) if not line.at("before_that", h.first - 1)]
    if not opened or opened[-1].last + 1 >= cue.first - 1:
        return None
    first = opened[-1].last + 1
    if line.at("voice_kind", first) is None and line.at("voice_person", first) is None:
        return None
    found = phrase(line, first, cue.first - 1)
    return (found[0], noun_end(line, found[0], verb_end(line, *found), False)) if found is not None else None


def bracketed(line: Line, cue: Cue) -> tuple[int, int] | None:
    """The subject before an aside that commas close right before the verb («الشركة، كبرى شركات البلاد، طلبت C»).

    A particle or «كان» may stand between the comma and the verb.
    """
    close = cue.first - 1
    while close > 2 and (line.at("verb_particle", close) is not None or line.at("been", close) is not None):
        close -= 1
    if line.words[close] != ",":
        return None
    opened = [h.last + 1 for h in line.covered("complementiser", max(0, close - 26), close - 3)]
    start = opened[0] if opened else skip_lead(line, 0, close - 1)
    comma = next((k for k in range(start + 1, min(close, start + 8)) if line.words[k] == ","), None)
    if comma is None or close - comma > 24 or is_verb(line, start) or is_clitic(line, start):
        return None
    if any(start <= c.first < close for c in line.cues):
        return None
    found = phrase(line, start, comma - 1, apposed=False)
    return found if found is not None and found[1] == comma - 1 else None


def lawgiver(line: Line, cue: Cue) -> tuple[int, int] | None:
    """The law or paper that says what a verb of laws tells («القانون الذي صادق عليه X ينص على C»)."""
    for k in range(cue.first - 1, max(cue.first - 16, -1), -1):
        kind = line.at("voice_kind", k)
        if kind is not None and kind.value == "document":
            return phrase(line, k, cue.first - 1, apposed=False)
    return None


def actor_before(line: Line, cue: Cue) -> tuple[Line, tuple[int, int]] | None:
    """The office that acts before a verb without a subject: earlier in its sentence, or in the sentence before.

    «حاول رئيس الوزراء … واعترف بـC»; only where the verb's form agrees as far as the office's article or ending tells.
    """
    form = agreement(line, cue)
    for index in (line.index, line.index - 1):
        if index < 0:
            break
        other = line if index == line.index else reading_line(line, index)
        last = cue.first - 1 if other is line else other.size - 1
        start = skip_lead(other, 0, last)
        if start >= last:
            continue
        if is_verb(other, start) or any(c.first == start for c in other.cues):
            found = subject_after(other, start + 1, last, True)
        else:
            found = phrase(other, start, last)
            found = (found[0], verb_end(other, *found)) if found is not None else None
        if found is None or found[1] - found[0] > 9 or is_clitic(other, found[0]):
            continue
        headed = other.at("voice_person", found[0])
        if headed is None or headed.start != other.starts[found[0]]:
            continue
        found = _without_object(other, found)
        if form in ("f", "m") and (form == "f") != other.words[found[0]].endswith(_FEMININE):
            continue
        return other, found
    return None


def _without_object(line: Line, found: tuple[int, int]) -> tuple[int, int]:
    """A masculine office alone where a feminine noun follows that is no adjective of it («زار القائد | الجزيرة»)."""
    first, second = found[0], found[0] + 1
    if second > found[1] or not is_definite(line, first) or not is_definite(line, second):
        return found
    theirs = line.words[first].endswith(_FEMININE) or not line.words[second].endswith(_FEMININE)
    office = line.at("voice_person", first) is not None and line.at("voice_person", second) is None
    return (first, first) if office and not theirs else found


def subject_of_verb(line: Line, cue: Cue) -> tuple[int, int] | None:
    """The subject of the verb of telling that a participle goes with («غرد X قائلا C»): an office or a body."""
    verb = next((c for c in reversed(line.cues) if c.first < cue.first and c.frame in ("verb", "object", "call")), None)
    if verb is None or cue.first - verb.last > 12 or verb.last + 1 >= cue.first:
        return None
    found = subject_after(line, verb.last + 1, cue.first - 1, True)
    telling = found is not None and any(line.at(c, found[0]) is not None for c in ("voice_kind", "voice_person"))
    return found if telling else None


def owner(line: Line, cue: Cue) -> tuple[int, int] | None:
    """The voice whose clause a complementiser opens right before a cue: «أن X | يرى», «أنه | طلب».

    An empty stretch stands for the pronoun on the complementiser; None where no such clause opens.
    """
    keeps = str(line.settings["complementiser_keeps"])
    for k in range(cue.first - 1, max(cue.first - 9, -1), -1):
        if line.words[k] in (",", ".", ":", '"') or line.at("relative", k) is not None:
            return None
        hit = line.at("complementiser", k)
        if hit is None:
            continue
        if hit.last + 1 == cue.first:
            return (cue.first, cue.first - 1) if pattern(keeps).search(hit.form) else None
        first = hit.last + 1
        headed = line.at("voice_kind", first) is not None or line.at("voice_person", first) is not None
        found = phrase(line, first, cue.first - 1) if headed else None
        return found if found is not None and found[1] == cue.first - 1 else None
    return None


def implied(line: Line, cue: Cue, made: Sequence[Draft]) -> Span | None:
    """Whom a dropped subject means inside another's words: the voice that opens them («قالت X إن Y غادر، لكنه أكد C»).

    Only where a pronoun before the verb takes a subject up, so that the outer voice is not the one who goes on.
    """
    if cue.stance == "admits" and cue.form.endswith(tuple(line.settings["many"])):
        return _caught(line, cue)
    if cue.has("we"):
        us = line.at("ourselves", skip_lead(line, 0, cue.first))
        verb = next((c.first for c in line.cues if us is not None and c.has("we") and c.first > us.last), cue.first)
        found = phrase(line, us.last + 1, verb - 1, apposed=False) if us is not None else None
        return line.span(*found) if found is not None else None  # «نحن في X ندين C»
    asked = line.at("consulted", 0) if cue.stance == "orders" else None
    if asked is not None:
        found = phrase(line, asked.last + 1, cue.first - 1, apposed=False)
        return line.span(*found) if found is not None else None  # «وباستشارة النيابة، أذنت بـC»
    if cue.joined:
        said = line.first_of("delivered", max(0, cue.first - 14), cue.first - 2)
        found = phrase(line, said.last + 1, cue.first - 1, apposed=False) if said is not None else None
        if found is not None and found[1] == cue.first - 1:
            return line.span(*found)  # «تصريح أدلى به X وأشار فيه إلى C»
    if cue.first == 0 or line.at("taken_up", cue.first - 1) is None:
        return None
    for draft in reversed(made):
        low, high = draft.content.spans[0]
        if not low <= cue.span[0] < high:
            continue
        first = line.sentence.token_at(low)
        if not is_definite(line, first) and not any(line.at(c, first) for c in ("voice_kind", "voice_person")):
            return None
        found = phrase(line, first, cue.first - 1, apposed=False)
        return line.span(found[0], noun_end(line, *found, False)) if found is not None else None
    return None


def _caught(line: Line, cue: Cue) -> Span | None:
    """Who confesses: the people counted last before the verb («القبض على 3 أشخاص … وبالتحري معهم اعترفوا»)."""
    for index in range(line.index, max(line.index - 3, -1), -1):
        other = line if index == line.index else reading_line(line, index)
        last = cue.first - 1 if other is line else other.size - 1
        for k in range(last, -1, -1):
            hit = next((h for h in (other.at("count_person", k), other.at("count_generic", k)) if h is not None), None)
            if hit is None:
                continue
            first = k - 1 if k and other.words[k - 1].isdigit() else k
            return other.span(first, hit.last) if other is line else None
    return None
