"""Where a voice's phrase begins and ends: noun phrases beside a cue, cut by the words that start adjuncts."""

import re
from typing import Final
from unicodedata import category

from rawi.attribution.line import Line

_STOPS: Final = frozenset((":", ";", ".", "!", "?", "(", ")", "/", "...", "[", "]", "—", "|"))
_LIMIT: Final = 26
_CLOCK: Final = re.compile(r"\d\d?:\d\d")


def skip_lead(line: Line, first: int, last: int) -> int:
    """The first token of `first..last` that is no connective («همچنین», "But", «من جهته») and no stray mark."""
    k = _dateline(line, last) if first == 0 else first
    while k <= last:
        hit = line.at("source_lead", k)
        if hit is not None and hit.last <= last:
            k = hit.last + 1
        elif (
            line.words[k] in (",", "-", "•", "*", "—", ")")
            or _CLOCK.fullmatch(line.words[k])
            or (line.words[k] in "\"«“»”'" and line.is_opener(k) is None)
            or _symbol(line.words[k])
        ):
            k += 1
        else:
            break
    return k


def _symbol(word: str) -> bool:
    """Whether a token is a bullet or an emoji: a mark of layout, neither a word nor punctuation that opens one."""
    return category(word[0]) in ("So", "Sk", "Sm", "Cf", "Mn") and not any(c.isalnum() for c in word)


def _dateline(line: Line, last: int) -> int:
    """The token after the dateline of a wire report («طوكيو 15-7 (ا ف ب) - …», "PARIS (AP) — …"); 0 without one."""
    for k in range(2, min(14, last)):
        if line.words[k] == ":" and k > 2 and k < 6 and line.words[k - 2] in ("-", "–", "/"):
            agency = line.at("voice_kind", k - 1)
            if agency is not None and agency.value == "agency" and agency.last == k - 1:
                return k + 1  # «دمشق-سانا: …»
        if line.words[k] != ")" or k + 1 > last:
            continue
        # «کندز (خبرگزاری نگاه): …»: verb-last wires close it by a colon.
        colon = line.words[k + 1] == ":" and line.order == "sov"
        if line.words[k + 1] in ("-", "–", "—") or colon:
            return k + 2
    return 0


def phrase(line: Line, first: int, last: int, apposed: bool = True) -> tuple[int, int] | None:
    """The noun phrase that begins at token `first` and lies within `first..last`; None when none can begin there.

    It ends before a mark, before an adjunct (`source_stop`), or at a comma unless an apposition follows; with `apposed`
    false a bare name after the comma is none.
    """
    if first > last or _stops(line, first, first):
        return None
    # «رادیو فردا»: a name may hold a word that ends other phrases.
    named = line.at("outlet_name", first)
    k = first if named is None else min(named.last, last)
    closed, commas = -1, 0
    while k <= last and k - first < _LIMIT:
        word = line.words[k]
        if word in _STOPS:
            blessing = line.at("blessing", k + 1) if word == "(" and k > first else None
            if blessing is not None and blessing.last < last and line.words[blessing.last + 1] == ")":
                k = closed = blessing.last + 1  # «امام خمینی (ره)»: a wish on somebody's name is part of it
                k += 1
                continue
            if (
                word == "."
                and 0 < k < line.size - 1
                and line.ends[k - 1] == line.starts[k]
                and (line.ends[k] == line.starts[k + 1] or _initial(line.words[k - 1]))
            ):
                k += 1  # a dot inside a name, or after the letter of a title («د. سالم»)
                continue
            break
        if word == ",":
            if not _apposition(line, k, first, last, commas, apposed):
                break
            commas += 1
        elif word in "\"«“”»'":
            quote = line.is_opener(k)
            if quote is not None and quote.outer[1] - quote.outer[0] > 60:
                break
            if quote is None and k > first and word in '"«“' and line.order == "vso":
                break  # a mark that nothing closes
            beyond = quote is not None and line.sentence.token_at(quote.outer[1] - 1) > last
            if beyond and k > first and line.order == "vso":
                break  # a quotation that goes on past the phrase is no name
            end = line.sentence.token_at(quote.outer[1] - 1) if quote is not None else k
            if k < end <= last and end - k < _LIMIT:
                k = end  # a name in quotation marks holds no adjunct
        elif (tail := _tail(line, k, first, last)) is not None:
            k = tail
            continue
        elif k > first and (named is None or k > named.last) and (
            _stops(line, k, first) or any(c.first == k and c.frame == "verb" and not c.has("headed") for c in line.cues)
        ):
            break
        k += 1
    k -= 1
    joiners = line.settings.get("joiners", [])
    first_kept = max(first, closed)
    while k > first_kept and ((not line.is_word(k) and line.words[k] not in "»”\"'") or line.words[k] in joiners):
        k -= 1
    return (first, k) if k >= first and any(line.is_word(j) for j in range(first, k + 1)) else None


def _initial(word: str) -> bool:
    """Whether a token is a single letter of a script without capitals."""
    return len(word) == 1 and word > "\x7f" and word.isalpha()


def _tail(line: Line, k: int, first: int, last: int) -> int | None:
    """The token after words that go on with a voice («منابع نزدیک به X»); None without such, or before a number."""
    hit = line.at("source_tail", k) if k > first else None
    if hit is None or hit.last >= last:
        return None
    after = hit.last + 1
    if hit.value == "office" and not any(
        True for c in ("voice_kind", "voice_person") for _ in line.covered(c, first, k - 1)
    ):
        return None  # «ستاد مبارزه با قاچاق», but «سعدی نماد مبارزه با ستم است»
    return None if line.words[after][0].isdigit() or line.at("number_word", after) is not None else after


def _stops(line: Line, k: int, first: int) -> bool:
    """Whether an adjunct or a new clause starts at token `k` of a phrase begun at `first`."""
    if k > first and line.at("addressee", k) is not None:
        return True
    hit = line.at("source_stop", k)
    marks = line.settings.get("verb_marks")
    if marks and k > first and len(line.words[k]) > 4 and line.words[k].startswith(tuple(marks)):
        return True
    if hit is None:
        told = line.at("object_noun", k)
        bare = told is not None and told.start == line.starts[k]  # «المركز الوطني لمنع …»: a part of the name
        return bare or line.at("complementiser", k) is not None
    if hit.start > line.starts[k] and hit.form != line.words[k]:
        # A clitic before a stop word is another word in most cases («بأن» is a complementiser of its own); an office
        # that looks like one («والي») is none.
        clitic = line.words[k][: hit.start - line.starts[k]]
        joined = clitic in line.settings.get("cue_prefixes", [])
        return line.at("voice_person", k) is None and joined
    titled = line.at("voice_person", k) if hit.value is True else None
    if titled is not None and titled.last > hit.last:
        return False  # «نخست وزیر»
    if hit.value == "of":
        reach = line.settings.get("head_of_reach", 3)
        headed = any(True for _ in line.covered("source_head_of", max(first, k - reach), k - 1))
        return not headed and not _seated(line, k, first)
    if hit.value == "on":
        return k == first or line.at("source_head_on", k - 1) is None
    if hit.value == "in":
        if k + 1 < line.size and line.at("field", k + 1) is not None:
            return False  # «الخبير والباحث في مجال X»
        office = any(True for _ in line.covered("source_head_in", first, k - 1)) or (
            "office_in" in line.settings
            and any(True for _ in line.covered("voice_person", first, k - 1))
        )
        return not office or k - first > 14 or (k + 1 < line.size and _occasion(line, k + 1))
    return True


def _seated(line: Line, k: int, first: int) -> bool:
    """Whether «از» at token `k` says for where an office after a comma sits, closed by a comma: «، نماینده X از Y،»."""
    if line.order != "sov" or "," not in line.words[first:k]:
        return False
    end = next((j for j in range(k + 2, min(k + 5, line.size)) if not line.is_word(j)), None)
    office = any(True for _ in line.covered("source_head_in", max(first, k - 3), k - 1))
    return office and end is not None and line.words[end] == ","


def _occasion(line: Line, k: int) -> bool:
    """Whether token `k` names an occasion of speech («در گفت‌وگو», «في تصريح») rather than a part of an office."""
    return line.at("statement", k) is not None or line.at("via_noun", k) is not None


def _apposition(line: Line, k: int, first: int, last: int, commas: int, apposed: bool) -> bool:
    """Whether the phrase goes on after the comma at `k`: a name and an office side by side."""
    if commas >= 2 or k + 1 > last or not line.is_word(k + 1) or _stops(line, k + 1, first):
        return False
    if any(cue.first == k + 1 for cue in line.cues) or line.at("listener", k + 1) is not None:
        return False
    if line.order == "vso" and _acts(line, k + 1):
        return False  # «وفق ما أعلن الناطق باسم X، سقط …»
    if apposed and line.sentence.lang != "en" and _short(line, k + 1, last):
        return True
    office = any(True for _ in line.covered("voice_person", k + 1, k + 3))
    before = any(True for _ in line.covered("voice_person", first, k - 1))
    return office or (before and k - first <= 14) or (line.sentence.lang == "en" and k - first <= 5)


def _acts(line: Line, k: int) -> bool:
    """Whether a word for what somebody does or what happens begins at token `k`."""
    told = [c for c in line.concepts(k) if c.startswith(("do_", "be_", "count_acts"))]
    hits = [line.at(c, k) for c in told]
    return any(hit is not None and hit.start == line.starts[k] for hit in hits)


def _short(line: Line, first: int, last: int) -> bool:
    """Whether a name of three words at most stands between the comma and an adjunct: «عضو شورا، مریم کاویان در …»."""
    for k in range(first, min(first + 4, last + 1)):
        if not line.is_word(k):
            return False
        if k > first and line.at("source_stop", k) is not None:
            return line.at("source_stop", first) is None and not any(w[0].isdigit() for w in line.words[first:k])
    return False
