"""Voices named beside the words in verb-first languages: «وفق X», «حسب ما أكده X», «نقلت X عن Y قوله»."""

from rawi.attribution.contents import Content, clause_end, clause_start, opening, trim
from rawi.attribution.draft import Draft
from rawi.attribution.line import Cue, Line
from rawi.attribution.phrases import phrase, skip_lead
from rawi.attribution.vso_contents import content_of
from rawi.attribution.vso_subjects import opens_object, subject_after, subject_before
from rawi.attribution.vso_words import adjectival, folded, is_definite
from rawi.records import Span


def relay(line: Line, cue: Cue) -> Draft | None:
    """«نقلت الوكالة عن X قوله …»: the one who relays; what it relays begins with the voice it quotes."""
    first = cue.last + 1
    by = folded(str(cue.value.get("by", about_word(line))))
    if cue.has("by") and not any(c.frame == "said" and c.first > cue.last + 2 for c in line.cues):
        return None  # «نسب التحضير للهجوم إلى X»: no words
    about = next((k for k in range(first, min(first + 12, line.size)) if line.words[k] == by), None)
    if about is None or about + 1 >= line.size:
        return None
    subject = subject_after(line, first, about - 1, False) if about > first else subject_before(line, cue)
    inner = trim(line.reading.view, line.starts[about + 1], line.sentence.end)
    if inner is None or inner[1] - inner[0] < 10:
        return None
    return Draft(line, cue, cue.span, line.span(*subject) if subject else None, Content([inner], False), cue.rule)


def relayed_voice(line: Line, cue: Cue, draft: Draft) -> Draft | None:
    """«نقلت الوكالة عن Y أن C»: the voice relayed, where no «قوله» names its words."""
    first, end = draft.content.spans[0]
    k = line.sentence.token_at(first)
    last = min(k + 14, line.size - 1)
    opened = opening(line, k + 1, last)
    if opened is None or any(c.frame == "said" and k < c.first <= opened[0] for c in line.cues):
        return None
    found = phrase(line, k, opened[0] - 1, apposed=False)
    content = content_of(line, cue, opened, opened[0], opened[0])
    if found is None or content is None or content.spans[-1][1] > end + 3:
        return None
    inner = Draft(line, cue, line.span(k - 1, k - 1), line.span(*found), content, cue.rule)
    inner.rank = 1
    return inner


def said(line: Line, cue: Cue) -> Draft | None:
    """«عن X قوله إن C»: the voice quoted stands between the preposition and the cue."""
    back = range(cue.first - 1, max(cue.first - 14, -1), -1)
    told = (c for c in reversed(line.cues) if c.frame == "relay" and c.last < cue.first)
    by = folded(str(next(told, cue).value.get("by", about_word(line))))
    about = next((k for k in back if line.words[k] == by), None)
    if about is None or about + 1 >= cue.first or cue.last + 1 >= line.size:
        return None
    found = opening(line, cue.last + 1, min(cue.last + 14, line.size - 1))
    if found is None:
        return None
    content = content_of(line, cue, found, cue.last + 1, found[0])
    return Draft(line, cue, cue.span, line.span(about + 1, cue.first - 1), content, cue.rule) if content else None


def published(line: Line, cue: Cue, made: list[Draft]) -> Draft | None:
    """«قال X في بيان نشرته Y إن C»: Y brings X's words; X's attribution stands inside Y's."""
    written = cue.first - 1
    if written > 0 and line.at("relative", written) is not None:
        written -= 1
    back = range(written, max(written - 5, -1), -1)
    if cue.joined or not any(line.at("statement", k) or line.at("via_noun", k) for k in back):
        return None
    subject = subject_after(line, cue.last + 1, min(cue.last + 12, line.size - 1), False)
    kinds = {hit.value for hit in line.covered("voice_kind", *subject)} if subject is not None else set()
    if subject is None or not kinds & {"agency", "outlet"}:
        return None
    told = next((d for d in reversed(made) if d.cue is not None and d.cue.frame != "prep"), None)
    if told is not None and told.content.spans[0][0] >= cue.span[1]:
        told.rank = 1
        return Draft(line, cue, cue.span, line.span(*subject), Content(list(told.content.spans), False), cue.rule)
    return None


def about_word(line: Line) -> str:
    return str(line.settings["relay_word"])


def prep(line: Line, cue: Cue, made: list[Draft], first: int, verb: Cue | None = None) -> Draft | None:
    """«وفق X» and «حسب ما أكده X», before or after what X says."""
    while first < line.size and line.at("cue_particle", first) is not None:
        first += 1
    if (
        cue.has("verb")
        and line.at("carried", first - 1) is not None
        and first + 1 < line.size
        and (line.at("source_stop", first) is not None)
    ):
        first += 1  # «وفق ما جاء في X»
    if first >= line.size or line.at("self_reference", first) is not None:
        return None
    if not cue.has("verb") and (line.at("no_voice", first) is not None or _own_words(line, first)):
        return None  # but «حسب ما صرح به عدد من الأهالي»
    found = _prep_source(line, first)
    if found is None and cue.has("verb"):
        found = subject_after(line, first, line.size - 1, False)
    if found is None and verb is None:
        return None
    source = line.span(*found) if found is not None else None
    found = found or (first - 1, first - 1)
    relayed = _relayed(line, cue, found)
    if relayed is not None:
        return relayed
    before = cue.first - 1 if verb is cue else cue.first
    span: Span = (line.starts[before], verb.span[1]) if verb is not None else cue.span
    view = line.reading.view
    lead = skip_lead(line, 0, cue.first)
    opens = cue.first > 0 and line.at("complementiser", cue.first - 1) is not None
    if cue.first <= lead + 1 or opens:
        k = found[1] + 1
        for j in range(k, min(k + 10, line.size)):
            if line.words[j] == ",":
                k = j + 1
                break
        inner = trim(view, clause_start(line, k), line.sentence.end) if k < line.size else None
        if inner is None or inner[1] - inner[0] < 10:
            return None
        content = Content([inner], False)
    else:
        told = [d for d in made if d.cue is not None and d.cue.frame not in ("prep", "charge", "gist", "noun")]
        spoken = [d for d in told if d.content.spans[-1][1] <= cue.span[0]]
        if spoken:
            # A second source for words that have a voice: the statement they stand in adds none; another voice is
            # the one that the first relays.
            kinds = {hit.value for hit in line.covered("voice_kind", *found)}
            if "document" in kinds:
                return None
            if kinds & {"agency", "outlet"} or verb is cue:
                whole = trim(view, line.starts[skip_lead(line, 0, cue.first)], spoken[-1].content.spans[-1][1])
                return Draft(line, cue, span, source, Content([whole], False), cue.rule) if whole else None
            return Draft(line, cue, span, source, Content(list(spoken[-1].content.spans), False), cue.rule)
        begin = line.starts[min(skip_lead(line, 0, cue.first), cue.first)]
        for other in line.cues:
            if other.first < cue.first and other.frame == "participle" and not adjectival(line, other):
                begin = other.span[1]
        inner = trim(view, begin, line.starts[before])
        if inner is None or inner[1] - inner[0] < 10:
            return None
        content = Content([inner], False)
        after = found[1] + 1
        goes_on = (
            verb is not cue and after + 2 < line.size and line.words[after] == "," and not _closes(line, after + 1)
        )
        if line.words[cue.first - 1] == "," and goes_on:
            # «C، حسب X، C»: the words go on after the aside.
            rest = trim(view, line.starts[after + 1], clause_end(line, after + 1, cue))
            if rest is not None:
                content = Content([inner, rest], False)
    return Draft(line, cue, span, source, content, cue.rule)


def _closes(line: Line, k: int) -> bool:
    """Whether what begins at token `k` after an aside belongs to its voice («الذي …») or to whom it spoke."""
    return line.at("relative", k) is not None or line.at("listener", k) is not None


def as_told(line: Line, cue: Cue) -> bool:
    """Whether a verb of telling closes what it tells: «C، كما قال X»; «كما أكد X أن C» opens words of its own."""
    if cue.frame != "verb" or cue.stance != "says" or cue.joined or cue.first < 4 or cue.last + 1 >= line.size:
        return False
    if line.at("as_particle", cue.first - 1) is None:
        return False
    if opening(line, cue.last + 1, line.size - 1) is not None:
        return False
    own = [str(p) for p in line.settings["cue_prepositions"]]
    stop = next((k for k in range(cue.last + 1, line.size) if line.words[k] in (",", ".", ";")), line.size)
    rest = line.words[cue.last + 1 : stop]
    if rest and opens_object(line, cue.last + 1):
        return False  # «كما استبعد وقوع C»
    return bool(rest) and len(rest) <= 12 and rest[0] not in own and all(word != about_word(line) for word in rest)


def relayed_in(line: Line, cue: Cue, draft: Draft) -> Draft | None:
    """«بحسب ما نقلته X عن Y»: Y told X what X tells."""
    if draft.source is None or draft.source[0] < cue.span[1]:
        return None
    k = line.sentence.token_at(draft.source[1] - 1) + 1
    if k + 1 >= line.size or line.words[k] != about_word(line):
        return None
    found = phrase(line, k + 1, line.size - 1, apposed=False)
    if found is None:
        return None
    inner = Draft(line, cue, line.span(k, k), line.span(*found), Content(list(draft.content.spans), False), cue.rule)
    inner.rank = 1
    return inner


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
    ends = tuple(line.settings["pronoun_ends"])
    if line.at("voice_kind", k) is not None or line.at("voice_person", k) is not None or is_definite(line, k):
        return False
    alone = k + 1 >= line.size or not line.is_word(k + 1) or line.at("source_stop", k + 1) is not None
    alone = alone or is_definite(line, k + 1)  # «وفق إرادته السياسية»
    return alone and len(line.words[k]) > 3 and line.words[k].endswith(ends)


def _prep_source(line: Line, first: int) -> tuple[int, int] | None:
    pronoun = line.at("pronoun", first)
    if pronoun is not None and (pronoun.last + 1 >= line.size or line.at("name_open", pronoun.last + 1) is None):
        return first, pronoun.last  # «المتحدث»; «المتحدث باسم X» names whom it means
    if line.at("addressee", first) is not None:
        return None
    while first < line.size - 1 and line.at("day_word", first) is not None:
        first += 1
    if line.at("addressee", first) is not None:
        return None
    return phrase(line, first, line.size - 1, apposed=False)
