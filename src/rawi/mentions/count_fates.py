"""What became of the people counted: a phrase's kind, from its own noun or from the words that govern it.

The frames are data (`rules/counts.toml`): each names the concept of the words it reads and how far they reach.

    victim    the counted noun tells it: ثلاثة قتلى, "20 dead", «دو شهید»
    governs   a noun before it: «دستگیری ۳ نفر», مقتل ثلاثة, "the death of three"
    toll      a toll that reaches it: "the death toll rose to 141", «شمار کشته‌ها به ۱۸ نفر رسید»
    acts      a verb before it: "a bomb killed 20", قتل الجيش ثلاثة
    befalls   what is said after it: "20 were killed", «۲۰ نفر کشته شدند»
    shared    the fate of the number it is joined to: "12 men and 3 women", «از جمله ۲ کودک»
    gathers   people whose name says that they take part: "thousands of protesters"
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from rawi.lang import Hit, Pack
from rawi.mentions.count_phrases import Phrase
from rawi.rules import Rule
from rawi.text import Sentence

_BREAKS = frozenset(".;:!?\n")
_SURE = ("victim", "person", "household", "others")
_HARM = {"killed", "wounded"}


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
def frames(pack: Pack) -> dict[str, Frame]:
    """The frames of a language by what they make."""
    return {rule.make: Frame(rule) for rule in pack.all_rules if rule.family == "counts"}


class Fates:
    """Finds the fates of one sentence's phrases, left to right."""

    def __init__(self, sentence: Sentence, hits: Sequence[Hit], pack: Pack, found: Sequence[Phrase]) -> None:
        self.words, self.pack, self.phrases = sentence.words, pack, found
        self.frames = frames(pack)
        barred = pack.lexicon["count_never"].forms if "count_never" in pack.lexicon else {}
        hits = [hit for hit in hits if self.words[hit.first] not in barred]
        self._passives = bool(pack.settings.get("counts", {}).get("passives"))
        self._hits = {name: [h for h in hits if h.concept == f.concept] for name, f in self.frames.items()}
        longest: dict[int, int] = {}
        for name in ("governs", "acts", "befalls", "toll"):
            for hit in self._hits.get(name, ()):
                longest[hit.first] = max(longest.get(hit.first, -1), hit.last)
        # «کشته شدن» is a noun; the participle inside it says nothing of what stands before it.
        self._hits["befalls"] = [h for h in self._hits.get("befalls", ()) if longest[h.first] == h.last]
        self._joins = self._tokens(hits, "count_joins")
        self._reach_words = self._tokens(hits, "count_reaches")
        self._auxiliaries = self._tokens(hits, "count_auxiliary")
        self._barriers = self._tokens(hits, "count_barriers")

    @staticmethod
    def _tokens(hits: Sequence[Hit], concept: str) -> set[int]:
        return {i for hit in hits if hit.concept == concept for i in range(hit.first, hit.last + 1)}

    def of(self, k: int, known: Sequence[Fate | None]) -> Fate | None:
        """The fate of phrase `k`, given those of the phrases before it; None when the text tells none."""
        phrase = self.phrases[k]
        if phrase.noun == "unit":
            return None
        best: tuple[float, Fate] | None = None
        for cost, fate in self._candidates(k):
            if best is None or cost < best[0]:
                best = cost, fate
        shared = self._shared(k, known)
        if phrase.kind and phrase.kind != "casualties":
            if best is not None and best[1].kind == "" and best[0] < 3:
                return None
            return Fate(phrase.kind, self._rule("victim"))
        if best is not None and (shared is None or best[0] < 3):
            return best[1] if best[1].kind else None
        if shared is not None:
            return shared
        if best is not None:
            return best[1] if best[1].kind else None
        if phrase.kind:
            return Fate(phrase.kind, self._rule("victim"))
        gathers = self.frames.get("gathers")
        if gathers is not None and phrase.noun == "person" and phrase.number.low > 1:
            if phrase.head in self.pack.lexicon[gathers.concept].forms:
                return Fate("participants", gathers.rule.id)
        return None

    def _rule(self, name: str) -> str:
        frame = self.frames.get(name)
        return frame.rule.id if frame else name

    def _candidates(self, k: int) -> list[tuple[float, Fate]]:
        phrase = self.phrases[k]
        previous = self.phrases[k - 1].end if k else 0
        sure = phrase.noun in _SURE
        out: list[tuple[float, Fate]] = []
        for name in ("governs", "acts", "toll"):
            frame = self.frames.get(name)
            if frame is None:
                continue
            for hit in self._hits[name]:
                gap = phrase.first - hit.last - 1
                if gap < 0 or hit.last < previous or gap > (frame.reach if sure else frame.near):
                    continue
                if self._blocked(hit.last + 1, phrase.first, hard=name != "acts" and name != "toll"):
                    continue
                if name == "acts" and self._passives and self._passive(hit):
                    continue
                if name == "toll" and not (phrase.first - 1 in self._reach_words or gap == 0):
                    continue
                kind = self._both(hit, name, phrase)
                out.append((gap + (0.5 if name == "acts" else 0), Fate(kind, frame.rule.id, hit)))
        frame = self.frames.get("befalls")
        if frame is not None:
            for hit in self._hits["befalls"]:
                gap = hit.first - phrase.end
                if gap < 0 or gap > (frame.reach if sure else frame.near):
                    continue
                if self._blocked(phrase.end, hit.first, hard=False):
                    continue
                if self._passives and gap and not self._passive(hit, phrase.end) and not self._intransitive(hit):
                    continue
                out.append((gap * 0.25 + 0.75, Fate(self._both(hit, "befalls", phrase), frame.rule.id, hit)))
        return out

    def _blocked(self, start: int, end: int, hard: bool) -> bool:
        for i in range(start, end):
            if self.words[i] in _BREAKS or i in self._barriers:
                return True
            if hard and self.words[i] in (",", ")"):
                return True
        return False

    def _passive(self, hit: Hit, floor: int = 0) -> bool:
        """Whether a participle is said of what stands before it: "were killed", "had been briefly detained"."""
        return any(i in self._auxiliaries for i in range(max(floor, hit.first - 3), hit.first))

    def _intransitive(self, hit: Hit) -> bool:
        acts = self.frames.get("acts")
        return acts is None or hit.form not in self.pack.lexicon[acts.concept].forms

    def _both(self, hit: Hit, name: str, phrase: Phrase) -> str:
        """The kind a word tells; `casualties` where killing and wounding are told of one number."""
        kind = str(hit.value)
        if kind not in _HARM:
            return kind
        for other in self._hits[name]:
            if str(other.value) not in _HARM or other.value == kind:
                continue
            low, high = (hit, other) if hit.first < other.first else (other, hit)
            between = range(low.last + 1, high.first)
            if len(between) <= 2 and all(i in self._joins for i in between):
                inside = (p for p in self.phrases if low.last < p.first < high.first)
                side = (other.first > phrase.first) == (hit.first > phrase.first)
                if side and next(inside, None) is None:
                    return "casualties"
        return kind

    def _shared(self, k: int, known: Sequence[Fate | None]) -> Fate | None:
        frame = self.frames.get("shared")
        if frame is None or k == 0:
            return None
        fate, phrase, before = known[k - 1], self.phrases[k], self.phrases[k - 1]
        if fate is None or not fate.kind:
            return None
        between = range(before.end, phrase.first)
        loose = sum(i not in self._joins for i in between)
        if loose > (frame.reach if phrase.noun in _SURE else 0):
            return None
        if any(self.words[i] in _BREAKS for i in between) or phrase.noun == "unknown":
            return None
        if phrase.noun == "bare" and not between:
            return None
        return Fate(fate.kind, frame.rule.id)
