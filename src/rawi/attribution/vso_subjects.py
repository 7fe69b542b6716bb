"""Subjects of verb-first languages: after the verb and before its object, or at the head of the clause before it."""

import re

from rawi.attribution.line import Cue, Line
from rawi.attribution.phrases import phrase, skip_lead


def prepositions(line: Line) -> list[str]:
    return list(line.pack.settings["attribution"].get("cue_prepositions", []))


def subject_after(line: Line, first: int, last: int, bounded: bool) -> tuple[int, int] | None:
    """The subject right after the verb; None where an adjunct or an addressee («لمراسلنا») follows instead."""
    k = first
    while k <= last and line.at("source_lead", k) is not None:
        k += 1
    if k > last or line.words[k] == "," or line.at("addressee", k) is not None or is_clitic(line, k):
        return None
    if bounded and verbal_noun(line, k):
        return None
    found = phrase(line, k, last)
    if found is None:
        return None
    return (found[0], _known_end(line, *found)) if bounded else found


def verbal_noun(line: Line, k: int) -> bool:
    """Whether token `k` looks like an indefinite verbal noun («استخدام», «توقيف»): it opens what is told of."""
    named = line.at("voice_kind", k) is not None or line.at("voice_person", k) is not None
    return not named and re.fullmatch(line.pack.settings["attribution"]["verbal_noun"], line.words[k]) is not None


def _second(line: Line, first: int, k: int) -> bool:
    """Whether the definite noun at `k` is a second one: «قائممقامية المدينة | الخبر»."""
    article = line.pack.settings["attribution"]["article"]
    organised = line.at("voice_kind", first) is not None and not line.words[first].startswith(article)
    return organised and k == first + 2 and line.words[k].startswith(article) and not line.words[k - 1].startswith(article)


def is_clitic(line: Line, k: int) -> bool:
    """Whether token `k` cannot head a subject: a preposition with its pronoun, or a noun under a preposition."""
    return line.at("no_subject", k) is not None or _governed(line, k)


def _governed(line: Line, k: int) -> bool:
    """Whether a preposition is written onto the definite noun at token `k` («بالتنمية», «للحوار»)."""
    settings = line.pack.settings["attribution"]
    word = line.words[k]
    if len(word) > 4 and word.startswith(tuple(settings["governing"])):
        return True
    # A noun under «بـ»: longer than a given name, or with a pronoun at its end.
    return word.startswith(settings["governor"]) and len(word) > 3 and line.at("given_name", k) is None and (
        len(word) > 5 or word.endswith(tuple(settings["pronoun_ends"]))
    )


def _known_end(line: Line, first: int, last: int) -> int:
    """Where a subject ends that begins like a voice already met: after the words it is known by."""
    for k in range(first + 1, last + 1):
        if _governed(line, k) or (k > first + 1 and line.is_act(k)) or verbal_noun(line, k) or _second(line, first, k):
            last = k - 1
            break
    if last + 1 < line.size and line.words[last + 1] in prepositions(line) and last - first >= 2:
        # «دعا X الحكومة إلى C»: the last definite noun before the preposition is the one who is called on.
        last -= line.words[last].startswith(line.pack.settings["attribution"]["article"])
    known: set[str] = line.reading.__dict__.setdefault("_voice_words", set())
    headed = line.at("voice_kind", first) is not None or line.at("voice_person", first) is not None
    if not headed and line.words[first] in known and not known.issuperset(line.words[first : last + 1]):
        end = first
        while end < last and (line.words[end + 1] in known or line.at("voice_person", end + 1) is not None):
            end += 1
        return end
    return last


def subject_before(line: Line, cue: Cue) -> tuple[int, int] | None:
    """A subject before the verb: at the head of its clause, with no conjunction on the verb."""
    if cue.joined or cue.first == 0:
        return None
    found = _left_of(line, cue)
    if found is None or found[1] - found[0] > 9 or line.at("no_subject", found[0]) is not None:
        return None
    verbal = {h.first for h in line.reading.hits(line.index) if h.concept.startswith(("do_", "be_"))}
    return None if any(k in verbal for k in range(found[0], found[1] + 1)) else found


def _left_of(line: Line, cue: Cue) -> tuple[int, int] | None:
    start = 0
    for k in range(cue.first - 1, -1, -1):
        word = line.words[k]
        if line.at("perceived", k) is not None:
            start = k + 1
            break
        if line.at("relative", k) is not None and k == cue.first - 1:
            begin = max(0, k - 8)
            for j in range(k - 1, begin - 1, -1):
                if line.words[j] in (",", ".", ":") or line.at("source_stop", j) is not None:
                    begin = j + 1
                    break
            return (begin, k - 1) if begin <= k - 1 else None
        if word in (".", ":", ";") or line.at("complementiser", k) is not None:
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
