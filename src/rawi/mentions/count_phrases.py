"""Numbers → what they count: the stretch of a sentence that names a number of people.

A phrase is approximator + number + counted noun: "at least 30 people", «بیش از ۱۸۰۰ نفر», أكثر من ثلاثين شخصا,
المهاجمين الثلاثة, جنديين. It stops before a partitive («۳ نفر از …», "20 of the …").
"""

import itertools
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final

from rawi.lang import Found, Hit, Pack
from rawi.mentions.count_doubts import in_a_name, no_ratios, no_years, written_on
from rawi.mentions.numbers import Number, bound_after, numbers
from rawi.text import Sentence

_CONCEPTS: Final[tuple[str, ...]] = (
    "count_person", "count_victim", "count_household", "count_others", "count_unit", "count_thing", "count_dual",
    "count_stops", "count_adjective", "count_idiom", "count_both", "count_label", "count_ratio",
    "count_befalls", "count_aged",
)  # fmt: skip
_HEADS: Final = [(noun, f"count_{noun}") for noun in ("victim", "person", "household", "others", "unit")]
_NOWHERE: Final[dict[int, Hit]] = {}  # of all concepts without hits; never added to
_BEFORE: Final = frozenset("$£€#_")
_AFTER: Final = frozenset("%/-_$£€°:+")
_KEPT: Final = 131072  # distinct words that are looked at once


class Phrase:
    """What a number counts, at tokens `[first, end)`, folded offsets `[start, stop)`.

    `noun` says how far the words tell that these are people: `victim` (they tell the fate too: `kind`), `person`,
    `household`, `others`, `pick` (both, one of them), `unit` (towns and the like), `unknown` (a noun not known),
    `bare` (no noun at all). `head` is the noun's folded form.
    """

    __slots__ = ("end", "first", "head", "kind", "noun", "number", "start", "stop")

    def __init__(self, number: Number, first: int, end: int, noun: str, head: str = "", kind: str = "") -> None:
        self.number, self.first, self.end = number, first, end
        self.noun, self.head, self.kind = noun, head, kind
        self.start = self.stop = 0

    def __repr__(self) -> str:
        return f"Phrase({self.first}-{self.end} {self.noun} {self.kind} {self.number})"


class _Habits:
    """How a language counts: its pack's [counts], the words that count nobody, and the letters that join a word on."""

    def __init__(self, pack: Pack) -> None:
        self.settings: dict[str, object] = dict(pack.settings.get("counts", {}))
        self.barred = frozenset(pack.forms("count_never") or ())
        self.joining = tuple(one for one in pack.forms("number_and") or () if len(one) == 1)


@lru_cache(maxsize=8)
def _habits(pack: Pack) -> _Habits:
    return _Habits(pack)


class _Finder:
    """The counted nouns of one sentence, by the token they start at."""

    def __init__(self, sentence: Sentence, hits: Found, pack: Pack) -> None:
        self.words, self.pack, self.sentence = sentence.words, pack, sentence
        habits = _habits(pack)
        self.settings, barred, joining = habits.settings, habits.barred, habits.joining
        self.at: dict[str, dict[int, Hit]] = {}
        for concept in _CONCEPTS:
            if concept not in hits.names:
                self.at[concept] = _NOWHERE
                continue
            table: dict[int, Hit] = {}
            for hit in hits.of(concept):
                if hit.last > hit.first or self.words[hit.first] not in barred:
                    known = table.get(hit.first)
                    if known is None or known.last < hit.last:
                        table[hit.first] = hit
            self.at[concept] = table
        # مقتل 3 وإصابة 7: a noun joined on by its first letter is not what the number before it counts.
        self.joined: set[int] = set()
        if joining:
            for table in self.at.values():
                for i, hit in table.items():
                    if hit.start > sentence.starts[i] and self.words[i].startswith(joining):
                        self.joined.add(i)
        self.labels = {hit.last for hit in self.at["count_label"].values()}

    def head(self, i: int) -> tuple[str, Hit] | None:
        """The longest counted noun at token `i`: what it is, and its hit."""
        best: tuple[str, Hit] | None = None
        for noun, concept in _HEADS:
            hit = self.at[concept].get(i)
            if hit is not None and (best is None or hit.last > best[1].last):
                best = noun, hit
        thing = self.at["count_thing"].get(i)
        if thing is not None and (best is None or thing.last > best[1].last):
            return "thing", thing
        return best

    def stop(self, i: int) -> str | None:
        """What a function word at token `i` does: `of`, `the`, or another word that ends a noun phrase."""
        hit = self.at["count_stops"].get(i)
        return str(hit.value) if hit is not None else "fate" if i in self.at["count_befalls"] else None

    def mark_lists(self, found: Sequence[Number]) -> None:
        """Label what stands in one list with a labelled number ("aged 33, 34 and 39", «۳۳، ۳۴ و ۳۹ ساله»)."""
        if len(found) < 2:
            return
        joins, people = self.pack.lexicon["count_joins"].forms, self.at["count_person"]
        pairs = [
            (a, b)
            for a, b in itertools.pairwise(found)
            if a.end < b.first and all(word in joins and not word[0].isdigit() for word in self.words[a.end : b.first])
        ]
        for a, b in pairs:
            if a.first - 1 in self.labels and b.end not in people:
                self.labels.add(b.first - 1)
        measured = {hit.first for hit in self.at["count_thing"].values()}
        for a, b in reversed(pairs):
            if b.end in measured:
                measured.add(a.end)
                self.labels.add(a.first - 1)

    def after(self, number: Number) -> Phrase | None:
        """The phrase of a number whose noun follows it; None when it counts no people."""
        words, at = self.words, number.end
        if number.first and (words[number.first - 1] in _BEFORE or number.first - 1 in self.labels):
            return None
        if at < len(words) and words[at] in _AFTER:
            return None
        if self.stop(at) == "them":
            return Phrase(number, number.first, number.end, "others")
        if at + 1 < len(words) and words[at].isdigit():
            # "two 18-year-olds"
            aged = self.at["count_aged"].get(at + 2 if words[at + 1] == "-" else at + 1)
            return None if aged is None else Phrase(number, number.first, aged.last + 1, "person", aged.form)
        if self.stop(at) == "of":
            if number.low == number.high == 1:
                # "killing one of them": a count where a fate stands beside it, else a way of speaking.
                return Phrase(number, number.first, number.end, "pick")
            if not (words[at] in self._joining_of and number.bound == "vague" and self.stop(at + 1) != "the"):
                return self._partitive(number, at + 1)
            at += 1
        for i in self._places(at):
            if i in self.joined:
                return Phrase(number, number.first, number.end, "bare" if i == at else "unknown")
            found = self.head(i)
            if found is not None and not self._modifies(found, i, number):
                return self._with_head(number, i, *found)
            if found is None and self.stop(i) is not None:
                noun = "bare" if i == at else "unknown"
                return Phrase(number, number.first, number.end if i == at else i, noun, words[i - 1])
        if at >= len(words) or not words[at][0].isalpha():
            return Phrase(number, number.first, number.end, "bare")
        doubtful = number.core_end - number.core == 1 and self.pack.value("number_doubtful", words[number.core])
        return None if doubtful else Phrase(number, number.first, at + 1, "unknown", words[at])

    def _places(self, at: int) -> list[int]:
        """The tokens where the counted noun may stand, after `modifiers` words at most, brackets and U.S. apart."""
        out: list[int] = []
        i, left = at, int(str(self.settings.get("modifiers", 0)))
        while i < len(self.words) and len(out) <= left:
            if self.words[i] == "(" and out and ")" in self.words[i : i + 5]:
                i += self.words[i : i + 5].index(")") + 1
                continue
            if self.words[i] == "." and out and len(self.words[i - 1]) == 1:
                i += 1
                continue
            if out and self._hyphen(i):
                # "anti-war protesters": the compound is one modifier.
                i += 1
                left += 1
            if not self.words[i][0].isalpha():
                break
            out.append(i)
            i += 1
        return out

    def _hyphen(self, i: int) -> bool:
        """Whether token `i` is a hyphen between two words written in one."""
        if self.words[i] != "-" or i + 1 >= len(self.words):
            return False
        starts, ends = self.sentence.starts, self.sentence.ends
        return ends[i - 1] == starts[i] and ends[i] == starts[i + 1]

    @property
    def _joining_of(self) -> Mapping[str, object]:
        return self.pack.lexicon["number_of"].forms if "number_of" in self.pack.lexicon else {}

    def _modifies(self, found: tuple[str, Hit], i: int, number: Number) -> bool:
        """Whether a noun found only modifies a later one: "police stations", "two student protests"."""
        noun, hit = found
        ending = str(self.settings.get("plural", ""))
        if not ending or noun not in ("person", "victim", "thing") or hit.last + 1 >= len(self.words):
            return False
        if noun == "thing":
            # "two truck drivers": a thing in the singular, and people after it.
            after = self.head(hit.last + 1)
            single = hit.form + ending in self.pack.lexicon["count_thing"].forms
            return single and after is not None and after[0] in ("person", "victim", "thing")
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
            if extra is None or end in self.at["count_stops"]:
                break
            end = extra.last + 1
        head = hit.form
        if noun == "person" and self.stop(end) == "of":
            whole = next((f for j in range(end + 1, end + 3) if (f := self.head(j)) is not None), None)
            head = whole[1].form if whole is not None and whole[0] == "person" else head
        return Phrase(number, number.first, end, noun, head, str(hit.value) if noun == "victim" else "")

    def _partitive(self, number: Number, at: int) -> Phrase | None:
        """«۲۰ تن از …», 12 من عناصر, "20 of the soldiers": the noun tells who, the span stops before it."""
        for i in range(at, min(at + 4, len(self.words))):
            if i in self.joined:
                break
            found = self.head(i)
            if found is not None:
                noun, hit = found
                told = self.at["count_victim"].get(hit.last + 1) if noun == "person" else None
                if told is not None and told.first not in self.joined:
                    noun, hit = "victim", told  # اثنين من الصيادين المفقودين
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
        if (
            not self._endings("articles")
            or i < limit
            or number.first != number.core
            or self.words[number.core][0].isdigit()
        ):
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
        defined = self._definite(word) and self._definite(figure) and number.low > 2
        paired = number.low == 2 and word.endswith(tuple(self._endings("dual")))
        single = number.low == 1 and not self._definite(word)
        if not (defined or paired or single):
            return None
        number.lead = 0
        kind = str(hit.value) if noun == "victim" else ""
        return Phrase(number, i, number.end, "victim" if kind else "person", hit.form, kind)

    def _definite(self, word: str) -> bool:
        return any(article in word[:4] for article in self._endings("articles"))

    def _endings(self, name: str) -> list[str]:
        value = self.settings.get(name, [])
        return [str(one) for one in value] if isinstance(value, list) else []

    def two(self, hit: Hit) -> Phrase:
        """A dual: two people in one word."""
        word = self.words[hit.first]
        lead = max(word.find(hit.form.split(" ")[0]), 0)
        if self._definite(word[:lead]):
            lead = 0
        number = Number(hit.first, hit.last + 1, 2, 2, None, lead)
        victim = self.at["count_victim"].get(hit.first)
        kind = str(victim.value) if victim else ""
        end = hit.last + 1
        if hit.concept == "count_both":
            at = end
            while self.stop(at) in ("of", "the"):
                at += 1
            if (found := self.head(at)) is not None and found[0] == "person":
                return Phrase(number, hit.first, found[1].last + 1 if at == end else end, "pick", found[1].form)
            return Phrase(number, hit.first, end, "pick")
        if (
            end < len(self.words)
            and end in self.at["count_person"]
            and self.words[end].endswith(tuple(self._endings("dual")))
        ):
            end += 1
        return Phrase(number, hit.first, end, "victim" if kind else "person", hit.form, kind)


def phrases(sentence: Sentence, hits: Found, pack: Pack) -> list[Phrase]:
    """Everything in a sentence that may be a number of people, in order, none overlapping."""
    found = [n for n in numbers(sentence.words, pack) if not in_a_name(sentence, n)]
    whole = [*hits.of("count_dual"), *hits.of("count_both")]
    out = glued(sentence.words, pack)
    if not (found or whole or out):
        return []
    whole.sort(key=lambda hit: hit.first)
    finder = _Finder(sentence, hits, pack)
    found = no_years(no_ratios(found, finder.at["count_ratio"]), sentence)
    idioms = {i for hit in finder.at["count_idiom"].values() for i in range(hit.first, hit.last + 1)}
    finder.mark_lists(found)
    # «66 في المائة»: the hundred is part of the measure.
    measures = {i for hit in finder.at["count_thing"].values() for i in range(hit.first + 1, hit.last + 1)}
    for number in found:
        if (number.core in idioms and number.low == 1) or number.core in measures:
            continue
        phrase = finder.before(number, out[-1].end if out else 0) or finder.after(number)
        if phrase is None or (phrase.noun in ("bare", "unknown") and written_on(sentence, number)):
            continue
        late = bound_after(sentence.words, phrase.end, number, pack)
        phrase.end = max(phrase.end, late)
        out.append(phrase)
    for hit in whole:
        if not any(p.first <= hit.first < p.end for p in out):
            out.append(finder.two(hit))
    for phrase in out:
        lead = phrase.number.lead if phrase.first == phrase.number.first else 0
        phrase.start, phrase.stop = sentence.starts[phrase.first] + lead, sentence.ends[phrase.end - 1]
    out.sort(key=lambda p: (p.first, p.end))
    return [p for i, p in enumerate(out) if i == 0 or p.first >= out[i - 1].end]


def glued(words: list[str], pack: Pack) -> list[Phrase]:
    """«دونفر»: a number word and its noun written in one."""
    out: list[Phrase] = []
    glue = _glue_of(pack)
    if glue is None or glue.plain.issuperset(words):
        return out
    for i, word in enumerate(words):
        parts = glue.parts(word)
        if parts is not None:
            value = int(pack.lexicon["number_word"].forms[parts[0]])
            number = Number(i, i + 1, value, value, None)
            kind = pack.value("count_victim", parts[1])
            out.append(Phrase(number, i, i + 1, "victim" if kind else "person", parts[1], str(kind or "")))
    return out


class _Glue:
    """Tells the number word and the noun that a word is made of; `plain` are the words met that are made of none."""

    def __init__(self, pack: Pack) -> None:
        self.plain: set[str] = set()
        figures = [f for f, v in pack.lexicon["number_word"].forms.items() if 1 < v <= 20 and " " not in f]
        nouns = [
            f for c in ("count_person", "count_victim") for f in pack.lexicon[c].forms if " " not in f and len(f) > 1
        ]
        figures.sort(key=len, reverse=True)
        self._pattern = re.compile(f"({'|'.join(map(re.escape, figures))})({'|'.join(map(re.escape, nouns))})")

    def parts(self, word: str) -> tuple[str, str] | None:
        """The number word and the noun of a word, if it is made of such; plain words are forgotten when too many."""
        if word in self.plain:
            return None
        m = self._pattern.fullmatch(word)
        if m is not None:
            return m.group(1), m.group(2)
        if len(self.plain) >= _KEPT:
            self.plain.clear()
        self.plain.add(word)
        return None


@lru_cache(maxsize=8)
def _glue_of(pack: Pack) -> _Glue | None:
    return _Glue(pack) if pack.settings.get("counts", {}).get("glued") else None
