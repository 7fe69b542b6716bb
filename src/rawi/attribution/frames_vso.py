"""Constructions of verb-first languages: verb, subject, complementiser, content; or subject first in headlines.

«قال X إن C», «وأضاف أن C», «X أكد أن C», «…، مشيرا إلى أن C», «وفق ما أكده X», «دعا X إلى C».
"""

import re
from collections.abc import Iterator

from rawi.attribution.contents import Content, clause_end, clause_start, next_line, opening, quoted, trim
from rawi.attribution.draft import Draft
from rawi.attribution.line import Cue, Line
from rawi.attribution.phrases import phrase, skip_lead
from rawi.records import Span
from rawi.text import fold_word


def drafts(line: Line) -> Iterator[Draft]:
    """The attributions of one sentence, in order."""
    taken: set[int] = set()
    made: list[Draft] = []
    for number, cue in enumerate(line.cues):
        if number in taken:
            continue
        if cue.frame == "prep":
            following = line.cues[number + 1] if number + 1 < len(line.cues) else None
            if cue.has("verb"):
                if following is None or following.first != cue.last + 1:
                    verb = cue.last + 1
                    draft = _prep(line, cue, made, verb + 1) if verb < line.size - 1 else None
                else:
                    taken.add(number + 1)
                    draft = _prep(line, cue, made, following.last + 1, following)
            else:
                draft = _prep(line, cue, made, cue.last + 1)
        elif cue.frame == "participle":
            draft = _participle(line, cue)
        elif cue.frame == "relay":
            draft = _relay(line, cue)
        elif cue.frame == "said":
            draft = _said(line, cue)
        else:
            draft = _verb(line, cue)
        if draft is not None:
            made.append(draft)
            if draft.source is not None and draft.content.spans[0][0] >= draft.source[1]:
                known: set[str] = line.reading.__dict__.setdefault("_voice_words", set())
                low, high = line.sentence.token_at(draft.source[0]), line.sentence.token_at(draft.source[1] - 1)
                known.update(w for w in line.words[low : high + 1] if w[0].isalpha() and len(w) > 2)
            yield draft


def _limit(line: Line, cue: Cue) -> int:
    """The last token that may belong to the cue's subject and adjuncts: up to the next independent cue."""
    for other in line.cues:
        if other.first > cue.last and (other.frame in ("verb", "participle", "call", "object")):
            return min(other.first - 1, cue.last + 45)
    return min(line.size - 1, cue.last + 45)


def _verb(line: Line, cue: Cue) -> Draft | None:
    first = cue.last + 1
    if first >= line.size or (cue.has("headed") and not cue.joined and cue.first > 1):
        return None
    limit = _limit(line, cue)
    needs = cue.value.get("needs")
    if needs and not any(line.words[k].startswith(fold_word(needs)) for k in range(first, min(limit, first + 9) + 1)):
        return None
    found = opening(line, first, limit)
    zone = (found[0] if found else limit + 1) - 1
    if line.words[first] in _prepositions(line) and found is not None and found[0] == first + 1:
        zone = first - 1  # «أشار إلى أن»: the preposition belongs to the cue.
    before = _before(line, cue)
    if before is not None and before[1] != cue.first - 1 and (found is not None or cue.frame == "verb"):
        before = None if zone >= first and _after(line, first, zone, found is None) else before
    occasion = any(
        line.at("statement", k) is not None and line.at("source_stop", k - 1) is not None
        for k in range(first + 1, min(first + 14, line.size))
    )
    bounded = (cue.frame in ("call", "object") or found is None) and not occasion
    subject = _after(line, first, zone, bounded) if zone >= first and before is None else None
    source = line.span(*subject) if subject else (line.span(*before) if before else None)
    content = _content(line, cue, found, (subject[1] + 1) if subject else first, limit)
    if content is None:
        return None
    return Draft(line, cue, cue.span, source, content, cue.rule)


def _prepositions(line: Line) -> list[str]:
    return list(line.pack.settings["attribution"].get("cue_prepositions", []))


def _after(line: Line, first: int, last: int, bounded: bool) -> tuple[int, int] | None:
    """The subject right after the verb; None where an adjunct or an addressee («لمراسلنا») follows instead."""
    k = first
    while k <= last and line.at("source_lead", k) is not None:
        k += 1
    if k > last or line.words[k] == "," or line.at("addressee", k) is not None or _is_clitic(line, k):
        return None
    if bounded and _verbal_noun(line, k):
        return None
    found = phrase(line, k, last)
    if found is None:
        return None
    return (found[0], _known_end(line, *found)) if bounded else found


def _verbal_noun(line: Line, k: int) -> bool:
    """Whether token `k` looks like an indefinite verbal noun («استخدام», «توقيف»): it opens what is told of."""
    named = line.at("voice_kind", k) is not None or line.at("voice_person", k) is not None
    return not named and re.fullmatch(line.pack.settings["attribution"]["verbal_noun"], line.words[k]) is not None


def _second(line: Line, first: int, k: int) -> bool:
    """Whether the definite noun at `k` is a second one: «قائممقامية المدينة | الخبر»."""
    article = line.pack.settings["attribution"]["article"]
    organised = line.at("voice_kind", first) is not None and not line.words[first].startswith(article)
    return organised and k == first + 2 and line.words[k].startswith(article) and not line.words[k - 1].startswith(article)


def _is_clitic(line: Line, k: int) -> bool:
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
        if _governed(line, k) or (k > first + 1 and line.is_act(k)) or _verbal_noun(line, k) or _second(line, first, k):
            last = k - 1
            break
    if last + 1 < line.size and line.words[last + 1] in _prepositions(line) and last - first >= 2:
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


def _before(line: Line, cue: Cue) -> tuple[int, int] | None:
    """A subject before the verb: at the head of its clause, with no conjunction on the verb."""
    if cue.joined or cue.first == 0:
        return None
    found = _subject_before(line, cue)
    if found is None or found[1] - found[0] > 9 or line.at("no_subject", found[0]) is not None:
        return None
    verbal = {h.first for h in line.reading.hits(line.index) if h.concept.startswith(("do_", "be_"))}
    return None if any(k in verbal for k in range(found[0], found[1] + 1)) else found


def _subject_before(line: Line, cue: Cue) -> tuple[int, int] | None:
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


def _content(line: Line, cue: Cue, found: tuple[int, str] | None, rest: int, limit: int) -> Content | None:
    view = line.reading.view
    if cue.frame in ("call", "object") and (found is None or found[0] > rest + 10):
        return _nominal(line, cue, rest)
    if found is not None:
        k, kind = found
        if kind == "clause":
            hit = line.at("complementiser", k)
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
        if kind == "colon":
            quote = line.is_opener(k + 1)
            inner = quoted(line, quote) if quote else trim(view, line.starts[k + 1], line.sentence.end)
            return Content([inner], True) if inner else None
        if kind == "quote":
            quote = line.is_opener(k)
            inner = quoted(line, quote) if quote else None
            return Content([inner], True) if inner and inner[1] - inner[0] > 8 else None
    named = rest < line.size and line.at("object_noun", rest) is not None
    about = None if named else _about(line, cue, rest, limit)
    if about is not None:
        return about
    if cue.has("clause") and not named:
        return None
    return _nominal(line, cue, rest)


def _about(line: Line, cue: Cue, first: int, limit: int) -> Content | None:
    """«أعلن X عن C», «أشار X إلى C»: content after the verb's own preposition."""
    for k in range(first, min(limit, first + 14) + 1):
        if line.words[k] in _prepositions(line) and k + 1 < line.size:
            if cue.has("clause") and line.words[k] != cue.value.get("noun"):
                continue
            inner = trim(line.reading.view, line.starts[k + 1], clause_end(line, k + 1, cue))
            return Content([inner], False) if inner and inner[1] - inner[0] > 5 else None
    return None


def _nominal(line: Line, cue: Cue, first: int) -> Content | None:
    """Content as a noun phrase or an addressee with what is asked of it, right after subject and adjuncts."""
    k = first
    if k < line.size and line.at("object_noun", k) is not None:
        inner = trim(line.reading.view, line.starts[k], clause_end(line, k, cue))
        return Content([inner], False) if inner else None
    if k < line.size and line.at("source_stop", k) is not None and line.words[k] not in _prepositions(line):
        # Adjuncts («في تصريح لإذاعة X اليوم») end at a comma where there is one, else where a time ends them.
        for j in range(k, min(k + 14, line.size)):
            if line.words[j] == "," or (j > k + 1 and line.at("time_word", j) is not None):
                k = j + 1
                break
    while k < line.size and line.words[k] == ",":
        k += 1
    if k >= line.size:
        return None
    inner = trim(line.reading.view, line.starts[k], clause_end(line, k, cue))
    return Content([inner], False) if inner and inner[1] - inner[0] > 8 else None


def _relay(line: Line, cue: Cue) -> Draft | None:
    """«نقلت الوكالة عن X قوله …»: the one who relays; what it relays begins with the voice it quotes."""
    first = cue.last + 1
    about = next((k for k in range(first, min(first + 12, line.size)) if line.words[k] == _about_word(line)), None)
    if about is None or about + 1 >= line.size:
        return None
    subject = _after(line, first, about - 1, False) if about > first else _before(line, cue)
    inner = trim(line.reading.view, line.starts[about + 1], line.sentence.end)
    if inner is None or inner[1] - inner[0] < 10:
        return None
    return Draft(line, cue, cue.span, line.span(*subject) if subject else None, Content([inner], False), cue.rule)


def _said(line: Line, cue: Cue) -> Draft | None:
    """«عن X قوله إن C»: the voice quoted stands between the preposition and the cue."""
    about = next((k for k in range(cue.first - 1, max(cue.first - 14, -1), -1) if line.words[k] == _about_word(line)), None)
    if about is None or about + 1 >= cue.first or cue.last + 1 >= line.size:
        return None
    found = opening(line, cue.last + 1, min(cue.last + 14, line.size - 1))
    if found is None:
        return None
    content = _content(line, cue, found, cue.last + 1, found[0])
    return Draft(line, cue, cue.span, line.span(about + 1, cue.first - 1), content, cue.rule) if content else None


def _about_word(line: Line) -> str:
    return str(line.pack.settings["attribution"]["relay_word"])


def _participle(line: Line, cue: Cue) -> Draft | None:
    first = cue.last + 1
    if first >= line.size:
        return None
    found = opening(line, first, min(_limit(line, cue), first + 12))
    view = line.reading.view
    if found is not None:
        content = _content(line, cue, found, first, found[0])
    else:
        k = first + 1 if line.words[first] in _prepositions(line) else first
        inner = trim(view, line.starts[k], clause_end(line, k, cue)) if k < line.size else None
        content = Content([inner], False) if inner and inner[1] - inner[0] > 8 else None
    return Draft(line, cue, cue.span, None, content, cue.rule) if content else None


def _prep(line: Line, cue: Cue, made: list[Draft], first: int, verb: Cue | None = None) -> Draft | None:
    """«وفق X» and «حسب ما أكده X», before or after what X says."""
    while first < line.size and line.at("cue_particle", first) is not None:
        first += 1
    if first >= line.size or line.at("self_reference", first) is not None:
        return None
    if not cue.has("verb") and _own_words(line, first):
        return None
    found = _prep_source(line, first)
    if found is None:
        return None
    source = line.span(*found)
    relayed = _relayed(line, cue, found)
    if relayed is not None:
        return relayed
    span: Span = (cue.span[0], verb.span[1]) if verb is not None else cue.span
    view = line.reading.view
    lead = skip_lead(line, 0, cue.first)
    opens = cue.first > 0 and line.at("complementiser", cue.first - 1) is not None
    if cue.first <= lead + 1 or opens:
        k = found[1] + 1
        for j in range(k, min(k + 10, line.size)):
            if line.words[j] == ",":
                k = j + 1
                break
        inner = trim(view, line.starts[k], line.sentence.end) if k < line.size else None
        if inner is None or inner[1] - inner[0] < 10:
            return None
        content = Content([inner], False)
    else:
        spoken = [d for d in made if d.cue is not None and d.cue.frame != "prep" and d.content.spans[-1][1] <= cue.span[0]]
        if spoken:
            # A second source for words that have a voice: the statement they stand in adds none; another voice is
            # the one that the first relays.
            kinds = {hit.value for hit in line.covered("voice_kind", *found)}
            if "document" in kinds:
                return None
            if kinds & {"agency", "outlet"}:
                whole = trim(view, line.starts[skip_lead(line, 0, cue.first)], spoken[-1].content.spans[-1][1])
                return Draft(line, cue, span, source, Content([whole], False), cue.rule) if whole else None
            return Draft(line, cue, span, source, Content(list(spoken[-1].content.spans), False), cue.rule)
        begin = line.starts[0]
        for other in line.cues:
            if other.first < cue.first and other.frame in ("participle",):
                begin = other.span[1]
        inner = trim(view, begin, line.starts[cue.first])
        if inner is None or inner[1] - inner[0] < 10:
            return None
        content = Content([inner], False)
    return Draft(line, cue, span, source, content, cue.rule)


def _relayed(line: Line, cue: Cue, found: tuple[int, int]) -> Draft | None:
    """«قوله، نقلا عن X، إن C»: the relayed voice stands between the cue of another and the words."""
    k = found[1] + 1
    if not cue.has("relay") or cue.first == 0 or k >= line.size:
        return None
    opened = opening(line, k, min(k + 2, line.size - 1))
    if opened is None or opened[1] != "clause":
        return None
    inner = trim(line.reading.view, clause_start(line, opened[0]), line.sentence.end)
    draft = Draft(line, cue, cue.span, line.span(*found), Content([inner], False), cue.rule) if inner else None
    if draft is not None:
        draft.rank = 1
    return draft


def _own_words(line: Line, k: int) -> bool:
    """«حسب توصيفه»: a noun with the speaker's pronoun and nothing after it points back at the voice itself."""
    ends = tuple(line.pack.settings["attribution"]["pronoun_ends"])
    alone = k + 1 >= line.size or not line.is_word(k + 1) or line.at("source_stop", k + 1) is not None
    return alone and len(line.words[k]) > 3 and line.words[k].endswith(ends)


def _prep_source(line: Line, first: int) -> tuple[int, int] | None:
    pronoun = line.at("pronoun", first)
    if pronoun is not None:
        return first, pronoun.last
    return phrase(line, first, line.size - 1)
