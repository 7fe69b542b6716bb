"""The reading of one document in progress: its view, the packs of its languages, and lexicon hits found once."""

import re
from collections.abc import Iterator
from typing import Any

from rawi.lang.found import Found
from rawi.lang.hit import Hit
from rawi.lang.loader import load
from rawi.lang.pack import Pack
from rawi.records import Document, Span
from rawi.rules import Match
from rawi.rules.match import run_at
from rawi.text import READ, Sentence, View, view


class Reading:
    """What every stage reads from. Nothing in it changes once made; hits are found on first use and kept.

    `sentences` are the view's; stages address them by index so that hits are shared.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self.view: View = view(document, _joins)
        self.sentences: list[Sentence] = self.view.sentences
        self._packs: dict[str, Pack] = {}
        self._found: list[Found | None] = [None] * len(self.sentences)
        self.kept: dict[str, Any] = {}  # what a stage keeps for itself until the document is read, by names of its own

    def pack(self, index: int) -> Pack:
        """The pack of the language of sentence `index`."""
        lang = self.sentences[index].lang
        pack = self._packs.get(lang)
        if pack is None:
            pack = self._packs[lang] = load(lang)
        return pack

    def hits(self, index: int) -> list[Hit]:
        """All lexicon hits of sentence `index`, in order; to ask for those of some concepts is cheaper."""
        return self.concepts(index).among(None)

    def concept(self, index: int, name: str) -> list[Hit]:
        """The hits of one concept in sentence `index`, in order."""
        found = self._found[index]
        return (self.concepts(index) if found is None else found).of(name)

    def concepts(self, index: int) -> Found:
        """The hits of sentence `index` by concept; only concepts that have some."""
        found = self._found[index]
        if found is None:
            sentence = self.sentences[index]
            found = self._found[index] = self.pack(index).find(sentence)
        return found

    def matches(self, family: str) -> Iterator[tuple[int, Match]]:
        """(sentence index, match) for every match of a family's rules, overlaps included."""
        for index in range(len(self.sentences)):
            for match in self.matches_in(index, family):
                yield index, match

    def matches_in(self, index: int, family: str) -> list[Match]:
        """Every match of a family's rules in sentence `index`."""
        sentence, rules = self.sentences[index], self.pack(index).rules(family)
        text, start, end = self.view.lower, sentence.start, sentence.end
        places = rules.places(sentence.words, sentence.starts, text[start:end], self.concepts(index).names)
        return run_at(places, text, self.view.text, start, end) if places else []

    def sentence_at(self, offset: int) -> int | None:
        """Index of the sentence that covers the folded `offset`, None between sentences."""
        low, high = 0, len(self.sentences)
        while low < high:
            middle = (low + high) // 2
            if self.sentences[middle].end <= offset:
                low = middle + 1
            else:
                high = middle
        return low if low < len(self.sentences) and self.sentences[low].start <= offset else None

    def span(self, folded: Span) -> Span:
        """The document span of a folded span."""
        return self.view.span(folded[0], folded[1])


def _joins(lang: str) -> tuple["re.Pattern[str]", ...]:
    return load(lang).joins if lang in READ else ()
