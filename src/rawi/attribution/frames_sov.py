"""Constructions of subject-first, verb-last languages: the voice opens the clause, the content follows the verb.

«X در گفت‌وگو با Y گفت: C», «X با بیان اینکه C، افزود: D», «X از C خبر داد», «به گزارش X به نقل از Y، C».
"""


from rawi.attribution.contents import Content, trim
from rawi.attribution.draft import Draft
from rawi.attribution.line import Cue, Line, pattern
from rawi.attribution.phrases import phrase
from rawi.attribution.sov_contents import (
    about,
    after,
    between,
    call,
    claim,
    converb,
    promise,
    request,
    speech_follows,
    taken_up,
    toward,
    upon,
)
from rawi.attribution.sov_nouns import appeal, nominal, noun, opinion, slogan, text
from rawi.attribution.sov_objects import before_object, heads_matter, object_marks
from rawi.attribution.sov_posts import announced, posted
from rawi.attribution.sov_subjects import (
    agent,
    antecedent,
    before_verb,
    carried,
    clause,
    comma_in,
    dateline_end,
    finite,
    shared,
    subject_of,
    written,
)


def drafts(line: Line) -> list[Draft]:
    """The attributions of one sentence, outer before inner."""
    if not line.cues:
        named = announced(line) if line.words[-1] == ":" else None
        return [named] if named is not None else []
    made: list[Draft] = []
    for cue in line.cues:
        both = posted(line, cue) if cue.has("relay") else []
        if both:
            made.extend(both)
            continue
        draft = _draft(line, cue, made)
        if draft is not None:
            made.append(draft)
    return made


def _draft(line: Line, cue: Cue, made: list[Draft]) -> Draft | None:
    if cue.frame == "prep":
        return _relayed(line, cue) or _prep(line, cue)
    content: Content | None
    if _owed(line, cue) or (cue.has("forward") and _gone_on(line, cue)):
        return None
    if cue.frame == "noun":
        return noun(line, cue)
    if cue.frame == "slogan":
        return slogan(line, cue)
    if cue.frame == "opinion":
        return opinion(line, cue)
    if cue.frame == "text":
        return text(line, cue)
    if cue.frame == "nominal":
        headed = appeal(line, cue) or nominal(line, cue)
        if headed is not None or not cue.has("given"):
            return headed
    apart = cue.has("paired") and not any(c.first == cue.last + 1 for c in line.cues)
    if apart and not line.words[cue.first].endswith(line.settings["participle_end"]):
        return None  # «C را اعلام و اظهار کرد: D»: two nouns share one verb of saying
    first = clause(line, cue, made)
    subject = subject_of(line, first, cue)
    if subject is not None and _first_person(line, cue) and line.at("pronoun", subject[0]) is None:
        subject = None
    matter = cue.frame in ("verb", "object") and not any(cue.has(flag) for flag in ("impersonal", "documents"))
    if subject is not None and matter and heads_matter(line, subject):
        if cue.frame == "verb" and not speech_follows(line, cue):
            return None  # «تولید دارو نام او را یادآور می‌شود»
        subject = None
    subject = subject or antecedent(line, cue)
    if cue.frame in ("split", "nominal"):
        joined = cue.first > 0 and line.words[cue.first - 1] in line.settings["joiners"]
        under = cue.first > 0 and any(line.at(c, cue.first - 1) for c in ("source_stop", "demonstrative"))
        if under or (subject is None and not joined):
            return None  # «مردم به وعده حل مشکل …»: the noun stands under something else
    document = written(line, first, cue) if cue.has("documents") or cue.has("impersonal") else None
    document = document or (agent(line, first, cue) if cue.has("impersonal") else None)
    if cue.has("passive") and document is None:
        return None  # «او به دزدی متهم شد»: nobody is named who says so
    if cue.has("documents") and cue.has("colon") and document is None and not (subject and _document(line, *subject)):
        return None  # «باران به کمک سد آمده»
    subject = document or subject
    if cue.frame == "verb":
        content = (
            None
            if subject is not None and _predicated(line, cue, subject[1])
            else after(line, cue, subject is not None)
        )
        backward = (
            cue.has("upon")
            or cue.has("passive")
            or not any(cue.has(flag) for flag in ("documents", "opened", "forward"))
        )
        if content is None and backward:
            start = first if subject is None else subject[0]
            told = [c.last + 1 for c in line.cues if c.frame in ("verb", "object") and start <= c.first < cue.first - 2]
            start = max([start, *told[-1:]])
            content = upon(line, cue, start) or toward(line, cue, start)
        if content is None and subject is not None and backward:
            cut = before_object(line, subject)
            if any(line.at("via_noun", mark - 1) for mark in object_marks(line, cut[1] + 1, cue)[:1]):
                return None  # «این پیام را به سه زبان نوشته است»: not what it says
            content = between(line, cue, cut[1] + 1) or about(line, cue, subject[1] + 1)
            subject = cut if content is not None else subject
        if content is None and backward:
            taken = taken_up(line, cue)
            if taken is not None:
                content, subject = taken
    elif cue.frame == "converb":
        content = converb(line, cue)
    elif cue.frame == "object":
        if cue.has("cause") and not any(
            line.at("cause", k) is not None for k in range(first, min(first + 4, cue.first))
        ):
            return None  # «سرنوشت خود را به قدرت گره زد»
        content = between(line, cue, first if subject is None else subject[1] + 1)
        content = content or toward(line, cue, first if subject is None else subject[1] + 1)
        if content is None or (
            cue.last + 1 < line.size
            and (
                line.words[cue.last + 1] == ":"
                or (cue.value.get("marker") not in ("ra", "az") and line.at("complementiser", cue.last + 1) is not None)
            )
        ):
            content = after(line, cue)
    elif cue.frame == "call":
        content = call(line, cue)
    elif cue.frame == "claim":
        content = claim(line, cue, "claimed")
    elif cue.frame in ("split", "nominal"):
        content = claim(line, cue, "given") or promise(line, cue)
    elif cue.frame == "request":
        if cue.first and line.at("noun_mark", cue.first - 1) is not None:
            return None  # «با خواست سرنگونی»
        content = request(line, cue, first if subject is None else subject[1] + 1)
    else:
        return None
    if content is None or (_first_person(line, cue) and content.spans[0][0] < cue.span[0]):
        return None  # «این حمله را محکوم می‌کنیم»: whoever speaks already does it by speaking
    if _aside(line, cue) or (cue.has("impersonal") and _circumstance(line, cue)):
        return None
    if cue.has("impersonal") and line.at("of_words", 0) is not None:
        return None  # «این اظهارات پس از آن بیان می‌شود که C»
    source = line.span(*subject) if subject is not None else shared(cue, made, line)
    if source is None and not cue.has("impersonal") and not _first_person(line, cue):
        opened = carried(line, first, made, cue)
        source = line.span(*opened) if opened is not None else None
    counted = subject is not None and (
        line.words[subject[0]][0].isdigit()
        or (line.at("number_word", subject[0]) is not None and line.at("indefinite", subject[0]) is None)
    )
    if (cue.has("impersonal") and document is None) or (counted and cue.frame == "object"):
        source = None
    draft = Draft(line, cue, (cue.span[0], line.ends[cue.last - apart]), source, content, cue.rule)  # «دانسته | و»
    draft.impersonal = draft.impersonal and document is None
    return draft


def _prep(line: Line, cue: Cue) -> Draft | None:
    first = cue.last + 1
    if cue.has("impersonal"):
        inner = trim(line.reading.view, line.starts[first], line.sentence.end) if first < line.size else None
        return Draft(line, cue, cue.span, None, Content([inner], False), cue.rule) if inner else None
    pronoun = line.at("pronoun", first) if first < line.size else None
    found = (first, pronoun.last) if pronoun is not None else phrase(line, first, line.size - 1, apposed=False)
    if found is None or finite(line, first) is not None or (cue.has("documents") and not _document(line, *found)):
        return None
    participle = line.words[first].endswith(line.settings["participle_end"])
    if participle and found[1] > first and finite(line, first + 1) is not None:
        return None  # «به باور رسیده بودند»
    found = _apposed(line, *found)
    quoted = next((k for k in range(found[0] + 1, found[1] + 1) if line.is_opener(k)), None)
    if cue.has("wording") and quoted is not None and line.at("voice_kind", quoted - 1) is None:
        found = found[0], quoted - 1  # «به قول عوام «C»»
    if cue.has("keep") and line.words[first][0].isdigit():
        found = first, first - 1  # «طبق آمار ۱۳۵ واحد …»: the cue's own noun is the voice
    if cue.has("opinion") and (str(pronoun.value) == "author" if pronoun else not _office(line, *found)):
        return None  # «از نظر فنی»: a point of view that is nobody's
    quote = line.is_opener(found[1] + 2) if found[1] + 2 < line.size and line.words[found[1] + 1] == ":" else None
    if quote is not None and quote.outer[1] <= line.sentence.end:
        said = trim(line.reading.view, *quote.inner)  # «به گفته X: «C»»
        return Draft(line, cue, cue.span, line.span(*found), Content([said], True), cue.rule) if said else None
    own = found[1] < found[0]
    found = found if own else _headed(line, *_before_group(line, *before_verb(line, _alone(line, *found))))
    source = line.span(cue.last, cue.last) if own else line.span(*found)
    k = found[1] + 1
    relays = [c for c in line.cues if c.has("relay") and c.first > cue.last]
    stop = k
    for relay in relays:
        if relay.first - stop <= 8 and "," not in line.words[stop : relay.first]:
            inner_phrase = phrase(line, relay.last + 1, line.size - 1, apposed=False)
            if inner_phrase is not None:
                inner_phrase = _apposed(line, *_alone(line, *inner_phrase))
                stop = inner_phrase[1] + 1
    comma = comma_in(line, stop, min(stop + 12, line.size - 1))
    relative = stop < line.size and line.at("complementiser", stop) is not None
    if (
        comma is not None
        and comma > stop
        and not relative
        and any(finite(line, j) is not None for j in range(stop, comma))
    ):
        comma = None  # «بر اساس مصوبه شورا مقرر شد با توجه به نیاز شهر، …»
    start = comma + 1 if comma is not None else (dateline_end(line, cue, line.size - 1) or stop)
    if start >= line.size:
        return None
    inner = trim(line.reading.view, line.starts[start], line.sentence.end)
    if inner is None or inner[1] - inner[0] < 8:
        return None
    return Draft(line, cue, cue.span, source, Content([inner], False), cue.rule)


def _relayed(line: Line, cue: Cue) -> Draft | None:
    """«X به نقل از Y گزارش داد که C»: what Y said is what X's verb tells; Y stands inside X."""
    if not cue.has("relay") or cue.first == 0 or any(c.frame == "prep" and c.first < cue.first for c in line.cues):
        return None
    found = phrase(line, cue.last + 1, line.size - 1, apposed=False)
    if found is not None:
        found = _apposed(line, *_alone(line, *found))
    # Only an adjunct may stand between Y and the verb («به نقل از Y در بغداد اعلام کرد»).
    verb = next((c for c in line.cues if found and found[1] < c.first <= found[1] + 8 and c.frame == "verb"), None)
    if found is not None and verb is not None and "," in line.words[found[1] + 1 : verb.first]:
        verb = None
    content = after(line, verb) if verb is not None else None
    if found is not None and verb is None:
        # «X به نقل از Y از C خبر داد».
        verb = next((c for c in line.cues if c.first > found[1] and c.frame == "object"), None)
        opened = found[1] + 1 < line.size and line.at("source_stop", found[1] + 1)
        if verb is not None and opened and opened.value == "of" and verb.value.get("marker") == "az":
            content = between(line, verb, found[1] + 1)
    if found is None or content is None:
        return None
    draft = Draft(line, cue, cue.span, line.span(*found), content, cue.rule)
    draft.rank = 1
    return draft


def _owed(line: Line, cue: Cue) -> bool:
    """Whether a modal makes the cue an infinitive, so that nobody said it: «باید علت را در فساد دانست»."""
    for k in range(cue.first - 1, max(-1, cue.first - 5), -1):
        if line.at("modal", k) is not None:
            return True
        lead = line.at("source_lead", k)
        clause_opened = line.at("complementiser", k) is not None
        if line.words[k] == "," or clause_opened or (lead is not None and lead.value == "clause"):
            break  # «… می‌شود ولی X گفته است», «شنیده می‌شود که خواستار …»
    if not cue.form.endswith(tuple(line.settings["short_infinitive"])):
        return False
    for k in range(cue.first - 1, max(-1, cue.first - 26), -1):
        modal = line.at("modal", k)
        if modal is not None:
            return bool(modal.value == "must")
        if line.words[k] == "," or line.at("complementiser", k) is not None or finite(line, k) is not None:
            return False
        joined = line.words[k] in line.settings["joiners"] and k > 0
        if joined and pattern(line.settings["subjunctive"]).fullmatch(line.words[k - 1]):
            return False  # «باید آن را بخواند و افزود»: what must be done is over
    return False


def _gone_on(line: Line, cue: Cue) -> bool:
    """Whether what goes on is an act and no speech: «جنگ را ادامه داد», «به کار خود ادامه داد»."""
    return any(
        line.at("object_mark", k) is not None or ((hit := line.at("source_stop", k)) is not None and hit.value == "to")
        for k in range(max(0, cue.first - 4), cue.first)
    )


def _predicated(line: Line, cue: Cue, last: int) -> bool:
    """Whether a verb says of an object what it is, so that «که» opens a relative clause.

    «X تورم را سی درصد اعلام کرد که کمتر از پارسال است».
    """
    if cue.last + 1 >= line.size or line.at("complementiser", cue.last + 1) is None:
        return False
    for k in range(cue.first - 2, max(last, cue.first - 7), -1):
        if line.at("object_mark", k) is not None:
            between = range(k + 1, cue.first)
            return not any(line.words[j] in line.settings["joiners"] for j in between)
    return False


def _aside(line: Line, cue: Cue) -> bool:
    """Whether a verb closes a relative clause on the way to the sentence's own verb of saying.

    «نهادی که آمار را گزارش می‌کند، ضمن اعلام خبر می‌گوید که C».
    """
    after = cue.last + 1
    if cue.frame != "verb" or after + 1 >= line.size or line.words[after] != ",":
        return False
    adjunct = line.at("source_stop", after + 1)
    later = any(c.first > after and c.frame == "verb" for c in line.cues)
    relative = any(line.at("complementiser", k) is not None for k in range(max(0, cue.first - 14), cue.first))
    return adjunct is not None and later and relative


def _circumstance(line: Line, cue: Cue) -> bool:
    """Whether an impersonal verb belongs to «در حالی», whose clause is no content («در حالی اعلام شده که»)."""
    return any(line.at("while", k) is not None for k in range(max(0, cue.first - 8), cue.first))


def _first_person(line: Line, cue: Cue) -> bool:
    """Whether a verb is in the first person of the plural or the present."""
    return line.is_first_person(cue)


def _alone(line: Line, first: int, last: int) -> tuple[int, int]:
    """An agency, outlet or document without the office after its comma, which is the next voice («رویترز، وزیر …»)."""
    named = line.at("outlet_name", first)
    if named is not None and named.last < last and line.words[named.last + 1] != ",":
        return first, named.last  # «به گزارش هرانا وسایل این افراد …»
    head = line.first_of("voice_kind", first, min(first + 1, last))
    comma = comma_in(line, first, last)
    if head is None or comma is None or head.value not in ("agency", "outlet", "document"):
        return first, last
    return first, comma - 1


def _apposed(line: Line, first: int, last: int) -> tuple[int, int]:
    """A voice after a preposition without what follows its comma, unless that is an apposition closed by a comma too.

    «به گفته آقای سالاری، دیوار قدیمی است»: the wall is told of; «به گفته سالاری، وزیر نفت، C».
    """
    for k in range(first + 1, last + 1):
        if line.at("honorific", k) is not None and k > first + 1 and line.words[k - 1] != ",":
            return first, k - 1  # «به گزارش خبرگزاری‌ها آقای X …»
        if line.words[k] != ",":
            continue
        end = next((j for j in range(k + 1, min(last + 10, line.size)) if line.words[j] == ","), None)
        office = any(True for _ in line.covered("voice_person", first, k - 1)) or line.at("voice_person", k + 1)
        closed = end is not None and not any(finite(line, j) is not None for j in range(k + 1, end))
        if not (office and closed) or line.at("demonstrative", k + 1) is not None:
            return first, k - 1
    return first, last


def _office(line: Line, first: int, last: int) -> bool:
    """Whether a phrase names somebody by an office, a kind of body, or in quotation marks."""
    return any(True for c in ("voice_person", "voice_kind") for _ in line.covered(c, first, last))


def _headed(line: Line, first: int, last: int) -> tuple[int, int]:
    """A paper, or people without a name, that nothing parts from what is told: the head, its adjectives, one name.

    «به نوشته روزنامه بامداد سد خالی است», «به باور کارشناسان سد خالی است».
    """
    head = line.at("voice_kind", first)
    if head is None or last + 1 >= line.size or not line.is_word(last + 1) or last <= head.last:
        return first, last
    if head.value in ("outlet", "agency"):
        told = (k for k in range(head.last + 2, last + 1) if line.at("object_head", k) or line.at("ordinal", k))
        last = next(told, last + 1) - 1  # «به گزارش خبرگزاری بامداد دومین نمایشگاه …»
    if line.at("source_stop", last + 1) is not None or head.value not in ("outlet", "agency", "anonymous", "group"):
        return first, last
    adjective = str(line.settings["relative_end"])
    k = head.last
    while k < last and line.words[k + 1].endswith(adjective):
        k += 1
    if head.value in ("outlet", "agency") and k < last:
        k += 1
    return first, k


def _before_group(line: Line, first: int, last: int) -> tuple[int, int]:
    """A voice that no comma closes, cut before people who are what is told («به گفته پلیس بصره ساکنان شهر …»)."""
    if last + 1 >= line.size or line.words[last + 1] == ",":
        return first, last
    groups = [h.first for h in line.covered("voice_kind", first + 2, last) if h.value == "group"]
    # «به گفته سالاری آمارها نشان می‌دهد»: what the voice tells about.
    groups += [h.first for h in line.covered("told_plural", first + 1, last)]
    return first, (min(groups) - 1 if groups else last)


def _document(line: Line, first: int, last: int) -> bool:
    """Whether a phrase begins with something written or counted: a report, a law, figures."""
    return any(hit.value == "document" for hit in line.covered("voice_kind", first, min(last, first + 2)))
