"""What became of the people counted: a phrase's kind, from its own noun or from the words that govern it.

The frames are data (`rules/counts.toml`): each names the concept of the words it reads and how far they reach.

    victim    the counted noun tells it: ثلاثة قتلى, "20 dead", «دو شهید»
    governs   a noun before it: «دستگیری ۳ نفر», مقتل ثلاثة, "the death of three"
    toll      a toll that reaches it: "the death toll rose to 141", «شمار کشته‌ها به ۱۸ نفر رسید»
    acts      a verb before it: "a bomb killed 20", قتل الجيش ثلاثة
    befalls   what is said after it: "20 were killed", «۲۰ نفر کشته شدند»
    shared    the fate of the number it is joined to: "12 men and 3 women", «از جمله ۲ کودک»
    things    towns over which something spread: «اعتراض در بیش از ۱۴۲ شهر»
    gathers   people whose name says that they take part: "thousands of protesters"
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from rawi.lang import Found, Hit, Pack
from rawi.mentions.count_phrases import Phrase
from rawi.rules import Rule
from rawi.text import Sentence

_NOWHERE: Final[set[int]] = set()  # the tokens of all concepts without hits; never added to
_BREAKS: Final = frozenset(".;:!?\n")
_SURE: Final = frozenset(("victim", "person", "household", "others", "pick"))
_HARM: Final = {"killed", "wounded"}
_GRAVE: Final = frozenset(
    {"killed", "wounded", "arrested", "missing", "abducted", "sentenced", "displaced", "casualties"}
)
_PICK: Final = 1.5  # "both" and "one of" are so common that a fate must stand beside them
_TAKEN: Final = frozenset({"missing", "arrested", "abducted"})
# Kinds that a graver fate overrules.
_SOFT: Final = frozenset({"displaced", "arrested", "abducted", "missing", "casualties"})
_NEAR: Final = 3  # what a fate may cost and still be surely told of the people beside it
_SPREAD: Final = 10  # towns from which on a number tells how far something spread
_AMONG: Final = 14  # words between a number and its part that "including" opens
_AGAIN: Final = 4  # words more where the same noun is counted again
_ONE: Final = 14  # words between one person and the verb: «یک افسر … را مجروح کرد»
_TOLL: Final = 4  # words between a toll and its figure where nothing says that it is reached
_LOOSE: Final = 2.0  # what taking part costs more than a fate: the words for it are common


def _covers(wide: Hit, hit: Hit) -> bool:
    return wide.first <= hit.first and hit.last <= wide.last and wide.last - wide.first > hit.last - hit.first


class Fate:
    """A phrase's kind, the rule that read it, and the folded span of the word that tells it (None for shared)."""

    __slots__ = ("kind", "rule", "trigger")

    def __init__(self, kind: str, rule: str, trigger: Hit | None = None) -> None:
        self.kind, self.rule, self.trigger = kind, rule, trigger


class Frame:
    """A rule of the family `counts`: the concept it reads and its reach."""

    __slots__ = ("concept", "near", "reach", "rule")

    def __init__(self, rule: Rule) -> None:
        found = re.search(r"\{(\w+)!?\}", rule.pattern)
        self.rule, self.concept = rule, found.group(1) if found else ""
        self.reach = int(rule.constants.get("reach", 0))
        self.near = int(rule.constants.get("near", self.reach))


@lru_cache(maxsize=8)
def _joining(pack: Pack) -> frozenset[str]:
    return frozenset(pack.forms("number_and") or ())


@lru_cache(maxsize=8)
def barred_words(pack: Pack) -> frozenset[str]:
    """Words that tell nothing of anybody counted when they stand alone."""
    return frozenset(pack.forms("count_never") or ())


@lru_cache(maxsize=8)
def telling(pack: Pack) -> list[str]:
    """Concepts of which a sentence has a word if it tells what became of people counted in it."""
    concepts = {frame.concept for name, frame in frames(pack).items() if name not in ("shared", "things")}
    return sorted(concepts | {"count_victim", "count_unrest"})


@lru_cache(maxsize=8)
def frames(pack: Pack) -> dict[str, Frame]:
    """The frames of a language by what they make."""
    return {rule.make: Frame(rule) for rule in pack.all_rules if rule.family == "counts"}


class Fates:
    """Finds the fates of one sentence's phrases, left to right."""

    def __init__(self, sentence: Sentence, hits: Found, pack: Pack, found: Sequence[Phrase]) -> None:
        self.words, self.pack, self.phrases = sentence.words, pack, found
        self.frames = frames(pack)
        self._found = hits
        self._barred = barred_words(pack)
        settings = pack.settings.get("counts", {})
        self._passives, self._verb_final = bool(settings.get("passives")), bool(settings.get("verb_final"))
        self._hits = {name: self._told(f.concept) for name, f in self.frames.items()}
        # «کشته شدن» is a noun: the participle inside it says nothing of what stands before it.
        told = [h for name in ("governs", "acts", "befalls", "toll") for h in self._hits.get(name, ())]
        wide = [h for h in told if h.last > h.first]
        if wide:
            for name in ("governs", "acts", "befalls"):
                self._hits[name] = [h for h in self._hits.get(name, ()) if not any(_covers(w, h) for w in wide)]
        charges = self._told("count_charge")
        if charges:
            # «به اقدام به قتل متهم شد»: what somebody is charged with befell nobody counted before it.
            self._hits["befalls"] = [
                h for h in self._hits.get("befalls", ()) if not any(_covers(c, h) for c in charges)
            ]
        self._joining = _joining(pack)
        self._joins = self._tokens("count_joins")
        self._reach_words = self._tokens("count_reaches")
        self._auxiliaries = self._tokens("count_auxiliary")
        self._barriers = self._tokens("count_barriers")
        self._among = self._tokens("count_among")
        self._rises = self._tokens("count_rises")
        self._unlinks = self._tokens("count_unlinks")
        self._connects = self._tokens("count_connects")
        self._unrest = self._tokens("count_unrest")
        self._things_at = self._tokens("count_thing")
        self._oblique = self._tokens("count_oblique")
        self._numbering = self._tokens("count_numbering")

    def _told(self, concept: str) -> list[Hit]:
        found = self._found.of(concept)
        if not found or not self._barred:
            return found
        return [hit for hit in found if hit.last > hit.first or self.words[hit.first] not in self._barred]

    def _tokens(self, concept: str) -> set[int]:
        if concept not in self._found.names:
            return _NOWHERE
        return {i for hit in self._told(concept) for i in range(hit.first, hit.last + 1)}

    def of(self, k: int, known: Sequence[Fate | None]) -> Fate | None:
        """The fate of phrase `k`, given those of the phrases before it; None when the text tells none."""
        phrase = self.phrases[k]
        if phrase.noun == "unit":
            return self._things(phrase)
        best = min(self._candidates(k), key=lambda found: found[0], default=None)
        if phrase.noun == "pick":
            return best[1] if best is not None and best[0] < _PICK and best[1].kind in _GRAVE else None
        shared = self._shared(k, known)
        if phrase.kind and not self._overruled(phrase, best):
            if best is not None and best[1].kind == "" and best[0] < _NEAR:
                return None
            return Fate(phrase.kind, self._rule("victim"))
        if best is not None and (shared is None or best[0] < _NEAR):
            return best[1] if best[1].kind else None
        if shared is not None:
            return shared
        if best is not None:
            return best[1] if best[1].kind else None
        if phrase.kind:
            return Fate(phrase.kind, self._rule("victim"))
        gathers = self.frames.get("gathers")
        if gathers is None or phrase.noun != "person" or phrase.number.low < 2:
            return None
        takes_part = phrase.head in self.pack.lexicon[gathers.concept].forms
        return Fate("participants", gathers.rule.id) if takes_part else None

    def _things(self, phrase: Phrase) -> Fate | None:
        """Towns over which protests or killing spread, where the number is bounded: «بیش از ۱۴۲ شهر»."""
        frame = self.frames.get("things")
        if frame is None or phrase.number.bound is None or phrase.number.low < _SPREAD or not self._unrest:
            return None
        return Fate("things", frame.rule.id)

    def released(self, k: int) -> bool:
        """Whether the text says of phrase `k` what is no kind: freed, rescued, born."""
        return any(fate.kind == "" for _, fate in self._candidates(k))

    def _overruled(self, phrase: Phrase, best: tuple[float, Fate] | None) -> bool:
        """Whether something graver befell those whom the noun names: "20 migrants drowned"."""
        if best is None or best[0] >= _NEAR:
            return False
        if phrase.kind == "displaced" and best[1].kind in _TAKEN:
            return True  # "six migrants are missing"
        if best[1].kind not in _HARM | {"casualties"}:
            return False
        trigger = best[1].trigger
        if phrase.kind == "wounded":
            return best[1].kind == "killed" and trigger is not None and trigger.first >= phrase.end
        return phrase.kind in _SOFT and not (phrase.kind == "casualties" and " " in phrase.head)

    def _rule(self, name: str) -> str:
        frame = self.frames.get(name)
        return frame.rule.id if frame else name

    def _candidates(self, k: int) -> list[tuple[float, Fate]]:
        phrase = self.phrases[k]
        previous = self.phrases[k - 1].end if k else 0
        numbering = phrase.first - 1 in self._numbering
        sure = phrase.noun in _SURE or numbering
        out: list[tuple[float, Fate]] = []
        for name in ("governs", "acts", "toll"):
            frame = self.frames.get(name)
            if frame is None:
                continue
            for hit in self._hits[name]:
                gap = phrase.first - hit.last - 1
                if gap < 0 or hit.last < previous or gap > (frame.reach if sure else frame.near):
                    continue
                if self._blocked(hit.last + 1, phrase.first, hard=name == "governs"):
                    continue
                between = range(hit.last + 1, phrase.first)
                # "killed Smith and nine others" is one killing; "killed Smith and 20 people fled" is not.
                if name == "acts" and phrase.noun != "others" and any(i in self._unlinks for i in between):
                    continue
                if name == "governs" and hit.value == "killed" and any(i in self._things_at for i in between):
                    continue
                if name == "acts" and ((self._passives and self._passive(hit)) or self._prefixed(phrase)):
                    continue
                reached = phrase.first - 1 in self._reach_words
                if name == "toll" and not (reached or gap <= (_TOLL if sure or self._rises else 0)):
                    continue
                cost = 0.2 if name == "toll" and reached else gap + (0.5 if name == "acts" else 0)
                kind = self._both(hit, name, phrase)
                out.append((cost + (_LOOSE if kind == "participants" and gap else 0), Fate(kind, frame.rule.id, hit)))
        victims, frame = self._hits.get("victim", ()), self.frames.get("victim")
        if numbering and frame is not None:
            # المهاجرون … وعددهم 126: the number of people named before.
            named = [h for h in victims if previous <= h.first and h.last < phrase.first]
            out.extend((0.1, Fate(str(h.value), frame.rule.id, h)) for h in named[-1:])
        frame = self.frames.get("toll")
        if frame is not None and phrase.first - 1 in self._reach_words and self._rises:
            # شمار سربازانی که کشته شده‌اند به ۱۳۵۵ نفر رسید: the last word of a fate before the figure.
            told = [h for n in ("victim", "befalls", "governs") for h in self._hits.get(n, ())]
            told = [h for h in told if previous <= h.first and h.last < phrase.first and h.value]
            last = max(told, key=lambda h: h.last, default=None)
            if last is not None:
                out.append((0.4, Fate(str(last.value), frame.rule.id, last)))
        frame = self.frames.get("befalls")
        if frame is not None and phrase.first - 1 not in self._oblique:
            for hit in self._hits["befalls"]:
                gap = hit.first - phrase.end
                if gap < 0 or gap > (frame.reach if sure else frame.near):
                    continue
                if phrase.number.low == phrase.number.high == 1 and (gap > _ONE or self._passes_many(k, hit)):
                    continue
                if self._blocked(phrase.end, hit.first, hard=False) or self._crosses(k, hit):
                    continue
                if self._passives and gap and not self._passive(hit, phrase.end) and not self._intransitive(hit):
                    continue
                kind = self._both(hit, "befalls", phrase)
                cost = gap * 0.25 + 0.75 + (_LOOSE if kind == "participants" and gap else 0)
                out.append((cost, Fate(kind, frame.rule.id, hit)))
        return out

    def _prefixed(self, phrase: Phrase) -> bool:
        """أب لطفلين: with a preposition on it, it is no verb's object."""
        lead = phrase.number.lead if phrase.first == phrase.number.first else 0
        return lead == 1 and self.words[phrase.first][0] not in self._joining

    def _crosses(self, k: int, hit: Hit) -> bool:
        """Whether a verb after phrase `k` belongs to another one between or right after it."""
        if self._verb_final:
            return False
        at = self.phrases[k].end
        for other in self.phrases[k + 1 :]:
            if other.first > hit.first:
                # قتلوا ستة أشخاص: what stands before the verb are the ones who did it.
                return other.first == hit.last + 1 and not self._intransitive(hit) and not self._passive(hit)
            if any(i not in self._joins for i in range(at, other.first)):
                return True
            at = other.end
        return False

    def _passes_many(self, k: int, hit: Hit) -> bool:
        """Whether several people stand between one person and the verb: then it is they whom it befalls."""
        at = self.phrases[k].end
        for other in self.phrases[k + 1 :]:
            if other.first >= hit.first:
                return False
            if other.number.low > 1:
                return any(i not in self._joins for i in range(at, other.first))
            at = other.end
        return False

    def _blocked(self, start: int, end: int, hard: bool) -> bool:
        for i in range(start, end):
            if self.words[i] in _BREAKS or i in self._barriers:
                return True
            if hard and end - start > 1 and self.words[i] in (",", ")"):
                return True
        return False

    def _passive(self, hit: Hit, floor: int = 0) -> bool:
        """Whether a participle is said of what stands before it: "were killed", "were set on fire and killed"."""
        near = any(i in self._auxiliaries for i in range(max(floor, hit.first - 3), hit.first))
        return near or (floor > 0 and any(i in self._auxiliaries for i in range(floor, min(floor + 2, hit.first))))

    def _intransitive(self, hit: Hit) -> bool:
        acts = self.frames.get("acts")
        return acts is None or hit.form not in self.pack.lexicon[acts.concept].forms

    def _both(self, hit: Hit, name: str, phrase: Phrase) -> str:
        """The kind a word tells; `casualties` where killing and wounding are told of one number."""
        kind = str(hit.value)
        manner = self._manner(hit)
        if kind not in _HARM and not manner:
            return kind
        for other in self._hits[name]:
            if str(other.value) not in _HARM or other.value == kind:
                continue
            low, high = (hit, other) if hit.first < other.first else (other, hit)
            between = range(low.last + 1, high.first)
            if len(between) <= 2 and all(i in self._connects for i in between):
                inside = (p for p in self.phrases if low.last < p.first < high.first)
                side = (other.first > phrase.first) == (hit.first > phrase.first)
                if side and next(inside, None) is None and not self._each_its_own(low, high):
                    if manner or self._manner(other):
                        return str(other.value) if manner else kind
                    return "casualties"
        return kind

    def _each_its_own(self, low: Hit, high: Hit) -> bool:
        """Whether two fates side by side have a number each: «أربعة … قتلوا وأصيب ثلاثون»."""
        before = any(0 <= low.first - p.end <= 1 for p in self.phrases)
        return before and any(0 < p.first - high.last <= 3 for p in self.phrases)

    def _manner(self, hit: Hit) -> bool:
        return self.pack.value("count_manner", hit.form) is not None

    def _shared(self, k: int, known: Sequence[Fate | None]) -> Fate | None:
        frame = self.frames.get("shared")
        if frame is None or k == 0:
            return None
        fate, phrase, before = known[k - 1], self.phrases[k], self.phrases[k - 1]
        if fate is None or not fate.kind:
            return None
        between = range(before.end, phrase.first)
        prefix = phrase.number.lead and self.words[phrase.first][:1] in self._joining
        if not between and not prefix and phrase.noun != "others":
            return None
        loose = sum(i not in self._joins for i in between)
        if phrase.first - 1 in self._joins and phrase.head and phrase.head == before.head:
            loose -= _AGAIN  # "8 civilians in one village and 7 civilians in another"
        reach = _AMONG if phrase.first - 1 in self._among else frame.reach if phrase.noun in _SURE else 0
        if loose > reach:
            return None
        if any(self.words[i] in _BREAKS for i in between) or phrase.noun == "unknown":
            return None
        return Fate(fate.kind, frame.rule.id)
