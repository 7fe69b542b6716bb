"""Numbers → what they count: the stretch of a sentence that names a number of people.

A phrase is approximator + number + counted noun: "at least 30 people", «بیش از ۱۸۰۰ نفر», أكثر من ثلاثين شخصا,
المهاجمين الثلاثة, جنديين. It stops before a partitive («۳ نفر از …», "20 of the …").
"""

from collections.abc import Mapping, Sequence

from rawi.lang import Hit, Pack
from rawi.mentions.numbers import Number, numbers
from rawi.text import Sentence

_CONCEPTS = (
    "count_person", "count_victim", "count_household", "count_others", "count_unit", "count_thing", "count_dual",
    "count_stops", "count_adjective",
)  # fmt: skip
_HEADS = ("count_victim", "count_person", "count_household", "count_others", "count_unit")
_BEFORE = frozenset("$£€#/_")
_AFTER = frozenset("%/-_$£€°:+")


class Phrase:
    """What a number counts, at tokens `[first, end)`, folded offsets `[start, stop)`.

    `noun` says how far the words tell that these are people: `victim` (they tell the fate too: `kind`), `person`,
    `household`, `others`, `unit` (towns and the like), `unknown` (a noun not known), `bare` (no noun at all). `head`
    is the noun's folded form.
    """

    __slots__ = ("end", "first", "head", "kind", "noun", "number", "start", "stop")

    def __init__(self, number: Number, first: int, end: int, noun: str, head: str = "", kind: str = "") -> None:
        self.number, self.first, self.end = number, first, end
        self.noun, self.head, self.kind = noun, head, kind
        self.start = self.stop = 0

    def __repr__(self) -> str:
        return f"Phrase({self.first}-{self.end} {self.noun} {self.kind} {self.number})"


class _Finder:
    """The counted nouns of one sentence, by the token they start at."""

    def __init__(self, sentence: Sentence, hits: Sequence[Hit], pack: Pack) -> None:
        self.words, self.pack = sentence.words, pack
        self.settings: Mapping[str, object] = pack.settings.get("counts", {})
        barred = pack.lexicon["count_never"].forms if "count_never" in pack.lexicon else {}
        self.at: dict[str, dict[int, Hit]] = {concept: {} for concept in _CONCEPTS}
        for hit in hits:
            table = self.at.get(hit.concept)
            if table is not None and self.words[hit.first] not in barred:
                known = table.get(hit.first)
                if known is None or known.last < hit.last:
                    table[hit.first] = hit

    def head(self, i: int) -> tuple[str, Hit] | None:
        """The longest counted noun at token `i`: what it is, and its hit."""
        best: tuple[str, Hit] | None = None
        for concept in _HEADS:
            hit = self.at[concept].get(i)
            if hit is not None and (best is None or hit.last > best[1].last):
                best = concept.removeprefix("count_"), hit
        thing = self.at["count_thing"].get(i)
        if thing is not None and (best is None or thing.last > best[1].last):
            return "thing", thing
        return best

    def stop(self, i: int) -> str | None:
        """What a function word at token `i` does: `of`, `the`, or another word that ends a noun phrase."""
        hit = self.at["count_stops"].get(i)
        return None if hit is None else str(hit.value)

    def after(self, number: Number) -> Phrase | None:
        """The phrase of a number whose noun follows it; None when it counts no people."""
        words, at = self.words, number.end
        if number.first and words[number.first - 1] in _BEFORE:
            return None
        if at < len(words) and words[at] in _AFTER:
            return None
        if self.stop(at) == "of":
            if not (words[at] in self._joining_of and number.bound == "vague" and self.stop(at + 1) != "the"):
                return self._partitive(number, at + 1)
            at += 1
        for i in range(at, min(at + 1 + int(str(self.settings.get("modifiers", 0))), len(words))):
            if not words[i][0].isalpha():
                break
            found = self.head(i)
            if found is not None and not self._modifies(found, i, number):
                return self._with_head(number, i, *found)
            if found is None and self.stop(i) is not None:
                return Phrase(number, number.first, number.end, "bare") if i == at else None
        if at >= len(words) or not words[at][0].isalpha():
            return Phrase(number, number.first, number.end, "bare")
        return Phrase(number, number.first, at + 1, "unknown", words[at])

    @property
    def _joining_of(self) -> Mapping[str, object]:
        return self.pack.lexicon["number_of"].forms if "number_of" in self.pack.lexicon else {}

    def _modifies(self, found: tuple[str, Hit], i: int, number: Number) -> bool:
        """Whether a noun found only modifies a later one: "police stations", "two student protests"."""
        noun, hit = found
        ending = str(self.settings.get("plural", ""))
        if not ending or noun not in ("person", "victim") or hit.last + 1 >= len(self.words):
            return False
        if number.low > 1 and hit.form + ending in self.pack.lexicon[f"count_{noun}"].forms:
            return True
        after = self.head(hit.last + 1)
        return after is not None and after[0] == "thing" and hit.form in self.pack.lexicon["count_modifies"].forms

    def _with_head(self, number: Number, i: int, noun: str, hit: Hit) -> Phrase | None:
        if noun == "thing":
            return None
        end = hit.last + 1
        while end < len(self.words):
            extra = next(
                (h for c in ("count_person", "count_others", "count_adjective") if (h := self.at[c].get(end))), None
            )
            if extra is None or self.stop(end) is not None:
                break
            end = extra.last + 1
        return Phrase(number, number.first, end, noun, hit.form, str(hit.value) if noun == "victim" else "")

    def _partitive(self, number: Number, at: int) -> Phrase | None:
        """«۲۰ تن از …», 12 من عناصر, "20 of the soldiers": the noun tells who, the span stops before it."""
        for i in range(at, min(at + 4, len(self.words))):
            found = self.head(i)
            if found is not None:
                noun, hit = found
                kind = str(hit.value) if noun == "victim" else ""
                return (
                    None
                    if noun in ("thing", "unit")
                    else Phrase(number, number.first, number.end, noun, hit.form, kind)
                )
        return Phrase(number, number.first, number.end, "bare") if number.low > 1 else None

    def before(self, number: Number, limit: int) -> Phrase | None:
        """المهاجمين الثلاثة, إرهابيين اثنين, شخص واحد: the noun stands before the number and agrees with it."""
        i = number.core - 1
        if i < limit or number.first != number.core or self.words[number.core][0].isdigit():
            return None
        hit, noun = None, ""
        for concept in ("count_victim", "count_person", "count_dual"):
            candidate = self.at[concept].get(i)
            if candidate is not None and candidate.last == i:
                hit, noun = candidate, concept.removeprefix("count_")
                break
        if hit is None:
            return None
        word, figure = self.words[i], self.words[number.core]
        article = str(self.settings.get("article", "\0"))
        defined = article in word[:4] and article in figure[:4] and number.low > 2
        paired = number.low == 2 and word.endswith(tuple(self._endings("dual")))
        single = number.low == 1 and article not in word[:4]
        if not (defined or paired or single):
            return None
        number.lead = 0
        kind = str(hit.value) if noun == "victim" else ""
        return Phrase(number, i, number.end, "victim" if kind else "person", hit.form, kind)

    def _endings(self, name: str) -> list[str]:
        value = self.settings.get(name, [])
        return [str(one) for one in value] if isinstance(value, list) else []

    def two(self, hit: Hit) -> Phrase:
        """A dual: two people in one word."""
        word = self.words[hit.first]
        lead = max(word.find(hit.form.split(" ")[0]), 0)
        if str(self.settings.get("article", "\0")) in word[:lead]:
            lead = 0
        number = Number(hit.first, hit.last + 1, 2, 2, None, lead)
        victim = self.at["count_victim"].get(hit.first)
        kind = str(hit.value) if isinstance(hit.value, str) else (str(victim.value) if victim else "")
        end = hit.last + 1
        if (
            end < len(self.words)
            and end in self.at["count_person"]
            and self.words[end].endswith(tuple(self._endings("dual")))
        ):
            end += 1
        return Phrase(number, hit.first, end, "victim" if kind else "person", hit.form, kind)


def phrases(sentence: Sentence, hits: Sequence[Hit], pack: Pack) -> list[Phrase]:
    """Everything in a sentence that may be a number of people, in order, none overlapping."""
    found = numbers(sentence.words, pack)
    duals = [hit for hit in hits if hit.concept == "count_dual"]
    if not found and not duals:
        return []
    finder = _Finder(sentence, hits, pack)
    out: list[Phrase] = []
    for number in found:
        phrase = finder.before(number, out[-1].end if out else 0) or finder.after(number)
        if phrase is not None:
            out.append(phrase)
    for hit in duals:
        if not any(p.first <= hit.first < p.end for p in out):
            out.append(finder.two(hit))
    for phrase in out:
        lead = phrase.number.lead if phrase.first == phrase.number.first else 0
        phrase.start, phrase.stop = sentence.starts[phrase.first] + lead, sentence.ends[phrase.end - 1]
    out.sort(key=lambda p: (p.first, p.end))
    return [p for i, p in enumerate(out) if i == 0 or p.first >= out[i - 1].end]
