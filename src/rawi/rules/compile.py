"""Compile rules: placeholders become prefix-tree patterns of the lexicon, blanks become flexible, letters fold."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import reduce
from operator import or_
from typing import Final

from rawi.errors import PackError
from rawi.rules.needs import DIGIT, Clause, literal, needs
from rawi.rules.openings import Opening, Openings
from rawi.rules.rule import Rule
from rawi.rules.words import Words
from rawi.text import fold_word

_PLACEHOLDER: Final = re.compile(r"\{(=)?(?:(\w+)=)?([a-z_][a-z_0-9]*)(!)?\}")
_NON_ASCII: Final = re.compile(r"[^\x00-\x7f]+")
_KEPT: Final = 131072  # sets of keys and of rules that begin of which is kept what is met
_CHOSEN_KEPT: Final = 4096  # sets of rules of which is kept where they begin
_WITHIN: Final = re.compile(r"[^\W\d_]+|\d+|\S")


class Compiled:
    """A rule ready to run. `needs` are clauses that a stretch of text must meet, else the rule is skipped.

    `openings` tell how the words begin that a match may begin with, None when it may begin anywhere.

    `pattern` is the regular expression in full; it is compiled when it is first asked for, as few texts need every
    rule. Raises PackError then when it does not compile (`rawi.lang.check` compiles all).
    """

    def __init__(
        self, rule: Rule, pattern: str, needs: tuple[Clause, ...], openings: frozenset[Opening] | None = None
    ) -> None:
        self.rule, self.pattern, self.needs, self.openings = rule, pattern, needs, openings
        self.case = rule.case
        self._regex: re.Pattern[str] | None = None

    @property
    def regex(self) -> "re.Pattern[str]":
        """The compiled pattern."""
        if self._regex is None:
            try:
                self._regex = re.compile(self.pattern)
            except re.error as error:
                raise PackError(f"pattern does not compile: {error}", where=self.rule.id) from error
        return self._regex


class Family:
    """Compiled rules, with the keys of their needs sorted out once: a set of keys is a mask, a bit each.

    `literals` are (key, letters), `concepts` the keys that name concepts.
    """

    def __init__(self, rules: Iterable[Compiled]) -> None:
        self.rules = list(rules)
        keys = sorted({key for compiled in self.rules for clause in compiled.needs for key in clause})
        self.literals = [(key, letters) for key in keys if (letters := literal(key)) is not None]
        self.concepts = frozenset(key for key in keys if literal(key) is None and key != DIGIT)
        # Bit 0 holds everywhere: it stands for "nothing is needed".
        self.bits = {key: 2 << place for place, key in enumerate(keys)}
        self._keys = (2 << len(keys)) - 1
        # Above the keys a bit for each rule that begins at certain words only.
        self._shift = len(keys) + 1
        self._anywhere = 0
        begins: list[tuple[int, frozenset[Opening]]] = []
        for number, compiled in enumerate(self.rules):
            if compiled.openings is None:
                self._anywhere |= 1 << number
            else:
                begins.append((1 << (number + self._shift), compiled.openings))
        # Letters alone, figures and marks lie inside one word: what a word brings is worked out once for each.
        literals = [(self.bits[key], letters) for key, letters in self.literals]
        within = [(bit, letters) for bit, letters in literals if _WITHIN.fullmatch(letters)]
        self._of_word = Words(within, begins, self.bits.get(DIGIT, 0))
        self._named = sorted(self.concepts)
        self._across = [(bit, letters) for bit, letters in literals if not _WITHIN.fullmatch(letters)]
        self._table = [(1 << number, *self._clauses(compiled)) for number, compiled in enumerate(self.rules)]
        self._picked: dict[int, _Chosen] = {}
        self._chosen: dict[int, _Chosen] = {}

    def _clauses(self, compiled: Compiled) -> tuple[int, tuple[int, ...]]:
        masks = [sum(self.bits[key] for key in clause) for clause in compiled.needs] or [1]
        return masks[0], tuple(masks[1:])

    def __iter__(self) -> Iterator[Compiled]:
        return iter(self.rules)

    def __len__(self) -> int:
        return len(self.rules)

    def mask(self, keys: Iterable[str]) -> int:
        """The mask of keys that hold, for `candidates`."""
        return reduce(or_, (self.bits[key] for key in keys), 1)

    def candidates(self, there: int) -> list[Compiled]:
        """The rules whose needs the keys of `there` meet, in order."""
        met = self.met(there & self._keys, (1 << len(self.rules)) - 1)
        return [self.rules[number] for number in _numbers(met)]

    def met(self, keys: int, asked: int) -> int:
        """The mask of those of the rules `asked` for (a mask) whose needs are met."""
        met = 0
        for number in _numbers(asked):
            bit, first, rest = self._table[number]
            if keys & first:
                for clause in rest:
                    if not keys & clause:
                        break
                else:
                    met |= bit
        return met

    def _pick(self, there: int) -> "_Chosen":
        """The rules that may begin at some word and whose needs are met, worked out once for what a sentence holds."""
        mask = self.met(there & self._keys, there >> self._shift | self._anywhere)
        chosen = self._chosen.get(mask)
        if chosen is None:
            if len(self._chosen) >= _CHOSEN_KEPT:
                self._chosen.clear()
            chosen = self._chosen[mask] = _Chosen(self.rules, mask, self._anywhere)
        if len(self._picked) >= _KEPT:
            self._picked.clear()
        self._picked[there] = chosen
        return chosen

    def present(self, words: Iterable[str], stretch: str, concepts: Iterable[str]) -> int:
        """The mask of keys that hold of a sentence: its tokens, its lower-cased text, the concepts with hits in it."""
        there = 1
        for word in words:
            there |= self._of_word.masks[self._of_word.number(word)]
        return (there | self._beside(stretch, {concept: [] for concept in concepts})) & self._keys

    def _beside(self, stretch: str, concepts: dict[str, list[int]]) -> int:
        """The keys that no word alone brings."""
        there = 1
        for concept in self._named:
            if concept in concepts:
                there |= self.bits[concept]
        for bit, letters in self._across:
            if letters in stretch:
                there |= bit
        return there

    def places(
        self, words: list[str], starts: list[int], stretch: str, concepts: dict[str, list[int]]
    ) -> "list[tuple[Compiled, list[int] | None]]":
        """The rules to run on a sentence, in order, each with the offsets to try it at, None for anywhere.

        Given are the sentence's tokens, where they start, its lower-cased text, the concepts that have hits in it.
        """
        of_word = self._of_word
        numbers, masks = of_word.numbers, of_word.masks
        there = masks[0] | self._beside(stretch, concepts)
        found: list[int] = []
        last = -1
        for word in words:
            number = numbers.get(word, -1)
            if number < 0:
                number = of_word.number(word)
            found.append(number)
            if number > 0 and number != last:
                there |= masks[number]
                last = number
        shift = self._shift
        chosen = self._picked.get(there)
        if chosen is None:
            chosen = self._pick(there)
        if not chosen.rules:
            return []
        tried: list[list[int] | None] = [None if free else [] for free in chosen.free]
        if chosen.beginning:
            pieces, rows = of_word.pieces, chosen.rows
            for k in range(len(found)):
                number = found[k]
                row = rows.get(number)
                if row is None:
                    row = rows[number] = chosen.slots(masks[number] >> shift)
                if not row:
                    continue
                runs = pieces.get(words[k])
                if runs is None:
                    for slot in row:
                        _try(tried, slot, starts[k])
                else:
                    for offset, begun in runs:
                        for slot in chosen.slots(begun >> shift):
                            _try(tried, slot, starts[k] + offset)
        return list(zip(chosen.rules, tried, strict=True))


class _Chosen:
    """The rules of a mask, in order: `free` says of each whether it is tried anywhere, `beginning` masks the others.

    `rows` has, by the number of a word's mask, the places in `rules` of those that may begin at such a word.
    """

    __slots__ = ("_bits", "beginning", "free", "rows", "rules")

    def __init__(self, rules: list[Compiled], mask: int, anywhere: int) -> None:
        numbers = _numbers(mask)
        self.rules = [rules[number] for number in numbers]
        self.free = [anywhere >> number & 1 == 1 for number in numbers]
        self.beginning = mask & ~anywhere
        self._bits = [1 << number for number in numbers]
        self.rows: dict[int, list[int]] = {}

    def slots(self, begun: int) -> list[int]:
        """The places in `rules` of those that are in the mask `begun` and not free."""
        here = begun & self.beginning
        return [slot for slot, bit in enumerate(self._bits) if here & bit] if here else []


def _numbers(mask: int) -> list[int]:
    """The numbers of the rules of a mask, in order."""
    flags = bin(mask)[:1:-1]
    found: list[int] = []
    at = flags.find("1")
    while at >= 0:
        found.append(at)
        at = flags.find("1", at + 1)
    return found


def _try(tried: list[list[int] | None], slot: int, at: int) -> None:
    offsets = tried[slot]
    if offsets is not None:
        offsets.append(at)


def trie_pattern(forms: Iterable[str]) -> str:
    """A pattern that matches any of `forms`, longest first, as a prefix tree: time linear in the match."""
    tree: dict[str, dict] = {}  # type: ignore[type-arg]
    for form in forms:
        node = tree
        for char in form:
            node = node.setdefault(char, {})
        node[""] = {}
    return _branch(tree)


def _branch(node: dict[str, dict]) -> str:  # type: ignore[type-arg]
    if set(node) == {""}:
        return ""
    rest = {c: _branch(below) for c, below in node.items() if c}
    single = [c for c in rest if not rest[c]]
    longer = [(" +" if c == " " else re.escape(c)) + rest[c] for c in rest if rest[c]]
    parts = longer
    if single:
        if len(single) == 1:
            parts = [*longer, re.escape(single[0])]
        else:
            parts = [*longer, "[" + "".join(re.escape(c) for c in sorted(single)) + "]"]
    body = parts[0] if len(parts) == 1 else "(?:" + "|".join(parts) + ")"
    if "" in node:
        return f"(?:{body})?" if (len(parts) == 1 and (longer or len(single) != 1)) or len(parts) == 1 else f"{body}?"
    return body


def compile_rules(
    rules: Iterable[Rule], fragments: Mapping[str, str], forms: Callable[[str], Iterable[str] | None]
) -> Family:
    """Compile `rules`; `forms(concept)` gives a concept's folded forms or None. Raises PackError, naming the rule."""
    tries: dict[str, str] = {}
    folded = {name: _fold(body) for name, body in fragments.items()}

    def concept(name: str, where: str) -> str:
        if name not in tries:
            found = forms(name)
            if found is None:
                raise PackError(f"no concept or fragment named {name!r}", where=where)
            tries[name] = trie_pattern(found)
        return tries[name]

    openings = Openings(folded, lambda name: forms(name) or ())
    out = []
    for rule in rules:
        used: set[str] = set()

        def expand(pattern: str, depth: int, rule: Rule = rule, used: set[str] = used) -> str:
            if depth > 12:
                raise PackError("fragments refer to each other in a circle", where=rule.id)

            def one(m: re.Match[str]) -> str:
                inline, name, key, silent = m.groups()
                body = expand(fragments[key], depth + 1) if key in fragments else concept(key, rule.id)
                if inline or silent or (name is None and depth):
                    return f"(?:{body})"
                group = name or key
                number = 2
                while group in used:
                    group = f"{name or key}_{number}"
                    number += 1
                used.add(group)
                return f"(?P<{group}>{body})"

            return _PLACEHOLDER.sub(one, _fold(pattern))

        source = expand(rule.pattern, 0)
        source = re.sub(r"(?<!\\)(?<!\[) (?![+*?{])", "[ ]+", source)
        plain = _fold(rule.pattern)
        out.append(Compiled(rule, rf"(?<!\w)(?:{source})(?!\w)", needs(plain, folded), openings.of(plain)))
    return Family(out)


def _fold(pattern: str) -> str:
    return _NON_ASCII.sub(lambda m: fold_word(m.group()), pattern)
