"""The reading of one document in progress: its view, the packs of its languages, and lexicon hits found once."""

import re
from collections.abc import Iterator

from rawi.lang.loader import load
from rawi.lang.pack import Hit, Pack
from rawi.records import Document, Span
from rawi.rules import Match, matches
from rawi.text import READ, Sentence, View, view


class Reading:
    """What every stage reads from. Nothing in it changes once made; hits are found on first use and kept.

    `sentences` are the view's; stages address them by index so that hits are shared.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self.view: View = view(document, _joins)
        self.sentences: list[Sentence] = self.view.sentences
        self._hits: dict[int, list[Hit]] = {}
        self._by_concept: dict[int, dict[str, list[Hit]]] = {}

    def pack(self, index: int) -> Pack:
        """The pack of the language of sentence `index`."""
        return load(self.sentences[index].lang)

    def hits(self, index: int) -> list[Hit]:
        """All lexicon hits of sentence `index`, in order."""
        if index not in self._hits:
            self._hits[index] = self.pack(index).hits(self.sentences[index])
        return self._hits[index]

    def concept(self, index: int, name: str) -> list[Hit]:
        """The hits of one concept in sentence `index`, in order."""
        if index not in self._by_concept:
            table: dict[str, list[Hit]] = {}
            for hit in self.hits(index):
                table.setdefault(hit.concept, []).append(hit)
            self._by_concept[index] = table
        return self._by_concept[index].get(name, [])

    def matches(self, family: str) -> Iterator[tuple[int, Match]]:
        """(sentence index, match) for every match of a family's rules, overlaps included."""
        text, cased = self.view.lower, self.view.text
        for index, sentence in enumerate(self.sentences):
            rules = self.pack(index).rules(family)

            def has(concept: str, index: int = index) -> bool:
                return bool(self.concept(index, concept))

            for match in matches(rules, text, cased, sentence.start, sentence.end, has):
                yield index, match

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
        return self.view.span(*folded)


def _joins(lang: str) -> tuple["re.Pattern[str]", ...]:
    return load(lang).joins if lang in READ else ()
