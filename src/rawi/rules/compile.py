"""Compile rules: placeholders become prefix-tree patterns of the lexicon, blanks become flexible, letters fold."""

import re
from collections.abc import Callable, Iterable, Mapping, Set
from functools import cached_property, reduce
from operator import or_

from rawi.errors import PackError
from rawi.rules.needs import DIGIT, Clause, literal, needs
from rawi.rules.rule import Rule
from rawi.text import fold_word

_PLACEHOLDER = re.compile(r"\{(=)?(?:(\w+)=)?([a-z_][a-z_0-9]*)(!)?\}")
_NON_ASCII = re.compile(r"[^\x00-\x7f]+")
_KEPT = 32768  # distinct words whose literals are kept at most, and sets of keys whose rules are
DIGITS = re.compile(r"\d")


class Compiled:
    """A rule ready to run. `needs` are clauses that a stretch of text must meet, else the rule is skipped.

    `pattern` is the regular expression in full; it is compiled when it is first asked for, as few texts need every
    rule. Raises PackError then when it does not compile (`rawi.lang.check` compiles all).
    """

    def __init__(self, rule: Rule, pattern: str, needs: tuple[Clause, ...]) -> None:
        self.rule, self.pattern, self.needs = rule, pattern, needs

    @cached_property
    def regex(self) -> "re.Pattern[str]":
        """The compiled pattern."""
        try:
            return re.compile(self.pattern)
        except re.error as error:
            raise PackError(f"pattern does not compile: {error}", where=self.rule.id) from error


class _Words(dict[str, int]):
    """Word → mask of the literal keys in it, worked out at the first look-up; forgotten when too many are kept."""

    def __init__(self, literals: Iterable[tuple[int, str]]) -> None:
        super().__init__()
        self._inside: dict[str, list[tuple[int, str]]] = {}
        for bit, letters in literals:
            self._inside.setdefault(letters[0], []).append((bit, letters))

    def __missing__(self, word: str) -> int:
        if len(self) >= _KEPT:
            self.clear()
        mask = 0
        for first in self._inside.keys() & set(word):
            for bit, letters in self._inside[first]:
                if letters in word:
                    mask |= bit
        self[word] = mask
        return mask


class Family(list[Compiled]):
    """Compiled rules, with the keys of their needs sorted out once: a set of keys is a mask, a bit each.

    `literals` are (key, letters), `concepts` the keys that name concepts.
    """

    def __init__(self, rules: Iterable[Compiled]) -> None:
        super().__init__(rules)
        keys = sorted({key for compiled in self for clause in compiled.needs for key in clause})
        self.literals = [(key, letters) for key in keys if (letters := literal(key)) is not None]
        self.concepts = frozenset(key for key in keys if literal(key) is None and key != DIGIT)
        # Bit 0 holds everywhere: it stands for "nothing is needed".
        self.bits = {key: 2 << place for place, key in enumerate(keys)}
        # Letters alone lie inside one word, so what a word brings is worked out once for each distinct word.
        self._of_word = _Words((self.bits[key], letters) for key, letters in self.literals if letters.isalpha())
        self._across = [(self.bits[key], letters) for key, letters in self.literals if not letters.isalpha()]
        self._digit = self.bits.get(DIGIT, 0)
        self._table = [(compiled, *self._clauses(compiled)) for compiled in self]
        self._chosen: dict[int, list[Compiled]] = {}

    def _clauses(self, compiled: Compiled) -> tuple[int, tuple[int, ...]]:
        masks = [sum(self.bits[key] for key in clause) for clause in compiled.needs] or [1]
        return masks[0], tuple(masks[1:])

    def mask(self, keys: Iterable[str]) -> int:
        """The mask of keys that hold, for `candidates`."""
        return reduce(or_, (self.bits[key] for key in keys), 1)

    def present(self, words: Iterable[str], stretch: str, concepts: Set[str]) -> int:
        """The keys that hold of a sentence: its tokens, its lower-cased text, the concepts that have hits in it."""
        there: int = reduce(or_, map(self._of_word.__getitem__, words), 1)
        bits = self.bits
        for key in self.concepts & concepts:
            there |= bits[key]
        for bit, letters in self._across:
            if letters in stretch:
                there |= bit
        if self._digit and DIGITS.search(stretch) is not None:
            there |= self._digit
        return there

    def candidates(self, there: int) -> list[Compiled]:
        """The rules whose needs the keys of `there` meet, in order."""
        chosen = self._chosen.get(there)
        if chosen is None:
            if len(self._chosen) >= _KEPT:
                self._chosen.clear()
            chosen = self._chosen[there] = [
                compiled
                for compiled, first, rest in self._table
                if there & first and all(there & clause for clause in rest)
            ]
        return chosen


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
        out.append(Compiled(rule, rf"(?<!\w)(?:{source})(?!\w)", needs(_fold(rule.pattern), folded)))
    return Family(out)


def _fold(pattern: str) -> str:
    return _NON_ASCII.sub(lambda m: fold_word(m.group()), pattern)
