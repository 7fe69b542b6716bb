"""Compile rules: placeholders become prefix-tree patterns of the lexicon, blanks become flexible, letters fold."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import reduce
from operator import or_
from typing import Final

from rawi.errors import PackError
from rawi.rules.needs import DIGIT, Clause, literal, needs
from rawi.rules.openings import RUN, Opening, Openings
from rawi.rules.rule import Rule
from rawi.text import fold_word

_PLACEHOLDER: Final = re.compile(r"\{(=)?(?:(\w+)=)?([a-z_][a-z_0-9]*)(!)?\}")
_NON_ASCII: Final = re.compile(r"[^\x00-\x7f]+")
_KEPT: Final = 131072  # distinct words whose literals are kept at most, and sets of keys whose rules are
_CHOSEN_KEPT: Final = 4096  # sets of rules of which is kept where they begin
DIGITS = re.compile(r"\d")
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


class _Words:
    """Of each word the keys that lie in it and the rules that may begin at it, as a mask, worked out at the first look.

    Most words have the same mask, so `masks` holds each mask once and `number` of a word says which; the first is that
    of a word that nothing is known of. All is forgotten when too many words are kept. `pieces` has, for words of
    several runs of letters or digits («don't», 1,800), where each run lies and the rules that may begin there.
    """

    def __init__(
        self, literals: Iterable[tuple[int, str]], begins: Iterable[tuple[int, frozenset[Opening]]], digit: int
    ) -> None:
        self._digit = digit
        self.pieces: dict[str, list[tuple[int, int]]] = {}
        self.numbers: dict[str, int] = {}
        self._literals: dict[str, int] = {}
        self._is: dict[str, int] = {}
        self._begins: dict[str, int] = {}
        # A literal is looked up where its first two letters stand; those of one letter are letters or marks.
        pairs: dict[str, set[int]] = {}
        for bit, letters in literals:
            self._literals[letters] = self._literals.get(letters, 0) | bit
            if len(letters) > 1:
                pairs.setdefault(letters[:2], set()).add(len(letters))
        self._pairs = {pair: sorted(found) for pair, found in pairs.items()}
        singles = [(letters, bit) for letters, bit in self._literals.items() if len(letters) == 1]
        self._letters = [(letter, bit) for letter, bit in singles if letter.isalpha()]
        self._marks = [(mark, bit) for mark, bit in singles if not mark.isalpha()]
        self._all = 0
        for bit, openings in begins:
            self._all |= bit
            for letters, whole in openings:
                table = self._is if whole else self._begins
                table[letters] = table.get(letters, 0) | bit
        # Letter → how long the stretches are that begin with it.
        self._lengths: dict[str, list[int]] = {}
        for head in sorted(self._begins, key=len):
            known = self._lengths.setdefault(head[:1], [])
            if head and len(head) not in known:
                known.append(len(head))
        self._anything = self._begins.get("", 0)
        self.masks: list[int] = [self._anything]
        self._places: dict[int, int] = {self.masks[0]: 0}

    def number(self, word: str) -> int:
        """The place of a word's mask in `masks`."""
        known = self.numbers.get(word, -1)
        if known >= 0:
            return known
        if len(self.numbers) >= _KEPT:
            self.numbers.clear()
            self.pieces.clear()
        mask = self._mask(word)
        place = self._places.get(mask, -1)
        if place < 0:
            place = self._places[mask] = len(self.masks)
            self.masks.append(mask)
        self.numbers[word] = place
        return place

    def _mask(self, word: str) -> int:
        mask = 0
        literals, pairs = self._literals, self._pairs
        for at in range(len(word) - 1):
            lengths = pairs.get(word[at : at + 2])
            if lengths is not None:
                for length in lengths:
                    mask |= literals.get(word[at : at + length], 0)
        for letter, bit in self._letters:
            if letter in word:
                mask |= bit
        if word.isalpha():
            return mask | self._at(word)
        for letter, bit in self._marks:
            if letter in word:
                mask |= bit
        if DIGITS.search(word) is not None:
            mask |= self._digit
        runs = [(m.start(), self._at(m.group())) for m in RUN.finditer(word)]
        if not runs:
            return mask | self._is.get(word, 0)
        if len(runs) > 1 or (runs and runs[0][0]):
            self.pieces[word] = runs
        for _, begun in runs:
            mask |= begun
        return mask

    def _at(self, run: str) -> int:
        """The rules that may begin at a run of letters or digits."""
        if not run.isascii() and not run.isalpha():
            return self._all
        mask = self._is.get(run, 0) | self._anything
        lengths = self._lengths.get(run[:1])
        if lengths is not None:
            for length in lengths:
                if length > len(run):
                    break
                mask |= self._begins.get(run[:length], 0)
        return mask


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
        self._of_word = _Words(within, begins, self.bits.get(DIGIT, 0))
        self._named = sorted(self.concepts)
        self._across = [(bit, letters) for bit, letters in literals if not _WITHIN.fullmatch(letters)]
        # Rules by the clause that is tried first: many share one.
        by_first: dict[int, list[tuple[int, tuple[int, ...]]]] = {}
        for number, compiled in enumerate(self.rules):
            first, rest = self._clauses(compiled)
            by_first.setdefault(first, []).append((1 << number, rest))
        self._table = list(by_first.items())
        self._met: dict[int, int] = {}
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
        met = self.met(there & self._keys)
        return [compiled for number, compiled in enumerate(self.rules) if met >> number & 1]

    def met(self, keys: int) -> int:
        """The mask of the rules whose needs are met."""
        met = self._met.get(keys)
        if met is None:
            if len(self._met) >= _KEPT:
                self._met.clear()
            met = 0
            for first, rules in self._table:
                if keys & first:
                    for bit, rest in rules:
                        for clause in rest:
                            if not keys & clause:
                                break
                        else:
                            met |= bit
            self._met[keys] = met
        return met

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
        mask = self.met(there & self._keys) & (there >> shift | self._anywhere)
        if not mask:
            return []
        chosen = self._chosen.get(mask)
        if chosen is None:
            if len(self._chosen) >= _CHOSEN_KEPT:
                self._chosen.clear()
            chosen = self._chosen[mask] = _Chosen(self.rules, mask, self._anywhere)
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
        numbers = [number for number in range(len(rules)) if mask >> number & 1]
        self.rules = [rules[number] for number in numbers]
        self.free = [anywhere >> number & 1 == 1 for number in numbers]
        self.beginning = mask & ~anywhere
        self._bits = [1 << number for number in numbers]
        self.rows: dict[int, list[int]] = {}

    def slots(self, begun: int) -> list[int]:
        """The places in `rules` of those that are in the mask `begun` and not free."""
        here = begun & self.beginning
        return [slot for slot, bit in enumerate(self._bits) if here & bit] if here else []


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
