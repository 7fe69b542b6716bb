"""The pack: everything rawi knows of one language, as an immutable object."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from rawi.lang.found import Found, Single
from rawi.lang.hit import Hit
from rawi.rules import Rule, compile_rules
from rawi.rules.compile import Family
from rawi.text import Sentence

Analyses = Callable[[str], tuple[tuple[int, int], ...]]


class Lexicon:
    """One concept: folded form → value."""

    __slots__ = ("file", "forms", "name")

    def __init__(self, name: str, file: str, forms: Mapping[str, Any]) -> None:
        self.name, self.file, self.forms = name, file, forms

    def get(self, form: str | None) -> Any:
        """The value of a form as matched (blanks single), None when it is not of this concept."""
        return None if form is None else self.forms.get(form)

    def __contains__(self, form: str) -> bool:
        return form in self.forms


class Pack:
    """A language: `lexicon[concept]`, `rules(family)`, `hits(sentence)`.

    `version` is a digest of the data, stored with every record. `analyses(word)` gives the (prefix, suffix) lengths
    that clitics may take off a folded word, the bare word first.
    """

    def __init__(
        self,
        *,
        code: str,
        name: str,
        version: str,
        lexicon: Mapping[str, Lexicon],
        rules: tuple[Rule, ...],
        fragments: Mapping[str, str],
        joins: tuple["re.Pattern[str]", ...],
        analyses: Analyses,
        settings: Mapping[str, Any],
    ) -> None:
        self.code, self.name, self.version = code, name, version
        self.lexicon, self.all_rules, self.fragments = lexicon, rules, fragments
        self.joins, self.analyses, self.settings = joins, analyses, settings
        self._compiled: dict[str, Family] = {}
        self._words: Node | None = None  # made on first use, and once
        self._openings: dict[str, Opening] = {}
        self._stems: dict[str, tuple[str, ...]] = {}

    def forms(self, concept: str) -> Iterable[str] | None:
        """The folded forms of a concept, None when there is no such concept."""
        found = self.lexicon.get(concept)
        return None if found is None else found.forms.keys()

    def value(self, concept: str, form: str | None) -> Any:
        """The value of `form` in `concept`, None when either is unknown."""
        found = self.lexicon.get(concept)
        return None if found is None else found.get(form)

    def rules(self, family: str) -> Family:
        """The compiled rules of a family (the stem of their file), by priority, then in file order."""
        if family not in self._compiled:
            chosen = sorted((r for r in self.all_rules if r.family == family), key=lambda r: -r.priority)
            self._compiled[family] = compile_rules(chosen, self.fragments, self.forms)
        return self._compiled[family]

    @property
    def _tree(self) -> "Node":
        if self._words is None:
            self._words = self._planted()
        return self._words

    def _planted(self) -> "Node":
        root = Node()
        quiet = tuple(self.settings.get("quiet", ()))
        for lexicon in self.lexicon.values():
            if lexicon.name.startswith(quiet):
                continue
            for form, value in lexicon.forms.items():
                words = form.split(" ") if form.replace(" ", "").isalpha() else _WORDS.findall(form)
                if not words:
                    continue
                node = root
                for word in words:
                    below = node.next.get(word)
                    if below is None:
                        if not node.next:
                            node.next = {}
                        below = node.next[word] = Node()
                    node = below
                node.entries = (*node.entries, (lexicon.name, value, form))
        return root

    def hits(self, sentence: Sentence) -> list[Hit]:
        """Every lexicon entry in a sentence, in order; see `find`."""
        return self.find(sentence).among(None)

    def find(self, sentence: Sentence) -> Found:
        """The lexicon's entries in a sentence, by concept; for one concept the longest at each token wins.

        Clitics may stand before the first word of an entry and after its last.
        """
        at: list[int] = []
        entries: list[dict[str, Single]] = []
        several: dict[int, dict[str, Hit]] = {}
        names: dict[str, list[int]] = {}
        words = sentence.words
        known, last = self._openings, len(words) - 1
        for i in range(len(words)):
            opening = known.get(words[i])
            if opening is None:
                opening = self._opening(words[i])
            if opening.empty:
                continue
            concepts = opening.concepts
            row = opening.singles
            if opening.follow and i < last and self._goes_on(opening, words[i + 1]):
                best = self._several(opening, sentence, i)
                if best:
                    several[i] = best
                    concepts = list(best)
                    row = _NO_SINGLES
            if not concepts:
                continue
            n = len(at)
            at.append(i)
            entries.append(row)
            for concept in concepts:
                places = names.get(concept)
                if places is None:
                    names[concept] = _ONE[n] if n < len(_ONE) else [n]
                elif len(places) == 1:
                    names[concept] = [places[0], n]
                else:
                    places.append(n)
        return Found(at, entries, several, names, sentence.starts, sentence.ends)

    def _goes_on(self, opening: "Opening", word: str) -> bool:
        """Whether `word` may go on with a longer entry that begins so."""
        follow = opening.follow
        if word in follow:
            return True
        # The first stem is the word as it stands.
        stems = self._stems_of(word)
        return len(stems) > 1 and not follow.isdisjoint(stems)

    def _several(self, opening: "Opening", sentence: Sentence, i: int) -> dict[str, Hit]:
        """The entries that begin at token `i`, of one word and of more; none where none is of more."""
        best: dict[str, Hit] = {}
        at, stop = sentence.starts[i], sentence.ends[i]
        more = False
        for before, after, node in opening.longer:
            if node.entries:
                _note(best, node.entries, i, i, at + before, stop - after)
            if node.next and not after and self._walk(best, node, sentence, i, at + before):
                more = True
        return best if more else {}

    def _opening(self, word: str) -> "Opening":
        """What may begin at a word, whatever follows it: worked out once for each distinct word."""
        if len(self._openings) >= _KEPT:
            self._openings.clear()
        root = self._tree.next
        nodes: list[tuple[int, int, Node]] = []
        for before, after in self.analyses(word):
            node = root.get(word[before : len(word) - after] if before or after else word)
            if node is not None:
                nodes.append((before, after, node))
        singles: dict[str, Single] = {}
        for before, after, node in nodes:
            for concept, value, form in node.entries:
                singles.setdefault(concept, (concept, value, form, before, after))
        follow = frozenset().union(*[node.next for _, after, node in nodes if not after]) if nodes else _NO_WORDS
        found = self._openings[word] = Opening(singles, nodes if follow else [], follow)
        return found

    def _stems_of(self, word: str) -> tuple[str, ...]:
        """A word that goes on with an entry: as it stands, or with a suffix left off."""
        found = self._stems.get(word)
        if found is None:
            if len(self._stems) >= _KEPT:
                self._stems.clear()
            stems = [word]
            for before, after in self.analyses(word):
                if after and not before:
                    stems.append(word[: len(word) - after])
            found = self._stems[word] = tuple(stems)
        return found

    def _walk(self, best: dict[str, Hit], node: "Node", sentence: Sentence, i: int, start: int) -> bool:
        """Follow an entry's further words; only its last may carry a suffix. Whether an entry is found to its end."""
        words, j = sentence.words, i + 1
        found = False
        while j < len(words) and node.next:
            word = words[j]
            exact = node.next.get(word)
            if exact is not None and exact.entries:
                # First, so that «خبر دادند» is a form of its own and not «خبر داد» with an ending.
                _note(best, exact.entries, i, j, start, sentence.ends[j])
                found = True
            if exact is None or not exact.next:
                for before, after in self.analyses(word):
                    if before or not after:
                        continue
                    ending = node.next.get(word[: len(word) - after])
                    if ending is not None and ending.entries:
                        _note(best, ending.entries, i, j, start, sentence.ends[j] - after)
                        found = True
            if exact is None:
                return found
            node, j = exact, j + 1
        return found


_WORDS: Final = re.compile(r"\d+|[^\W\d_]+(?:'[^\W\d_]+)*|[^\w\s]")


_KEPT: Final = 131072  # distinct words whose openings are kept
_ONE: Final = [[n] for n in range(256)]  # of concepts that one token has; never added to
_NO_WORDS: Final[frozenset[str]] = frozenset()
_NO_SINGLES: Final[dict[str, Single]] = {}  # of tokens with entries of several words; never added to


class Opening:
    """What may begin at a word: its entries of one word by concept (`concepts` lists these); the nodes of longer ones
    with what clitics leave of the word; the words that those may go on with.
    """

    __slots__ = ("concepts", "empty", "follow", "longer", "singles")

    def __init__(
        self, singles: dict[str, Single], longer: list[tuple[int, int, "Node"]], follow: frozenset[str]
    ) -> None:
        self.singles, self.longer, self.follow = singles, longer, follow
        self.concepts = list(singles)
        self.empty = not singles and not follow


class Node:
    """A node of the tree of entries: the entries that end here, and the words that go on."""

    __slots__ = ("entries", "next")

    def __init__(self) -> None:
        self.entries: tuple[tuple[str, Any, str], ...] = ()
        self.next: dict[str, Node] = _NOWHERE


_NOWHERE: Final[dict[str, Node]] = {}  # of all nodes that nothing follows; never added to


def _note(
    best: dict[str, Hit], entries: tuple[tuple[str, Any, str], ...], first: int, last: int, start: int, end: int
) -> None:
    for concept, value, form in entries:
        kept = best.get(concept)
        if kept is None or kept.last < last:
            best[concept] = Hit(concept, value, first, last, start, end, form)
