"""What the words around a name say about it: the lexicons of places, asked by position."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from rawi.lang import load
from rawi.text import Sentence

# Classes of words before a name, the most telling first.
BEFORE = (
    "type", "office", "people", "side", "between", "event", "title", "media", "org", "government", "in", "from", "to", "function",
)  # fmt: skip
AFTER = ("after_office", "after_org", "after", "acts")
OPENING = frozenset("\"«“„(['")
CLOSING = frozenset("\"»”)]'")
_PREFIXES = ("وب", "ول", "فب", "و", "ب", "ل", "ف", "ک")


class PlaceWords:
    """The lexicons of one language. Phrases of up to three words are known."""

    def __init__(self, code: str) -> None:
        pack = load(code)
        self.code = code
        self.clitics = code == "ar"

        def forms(name: str) -> Mapping[str, Any]:
            found = pack.lexicon.get(f"place_{name}")
            return found.forms if found else {}

        unlikely = {"".join(form.split()): value for form, value in forms("unlikely").items()}
        self.unlikely = frozenset(unlikely)
        self.personal = frozenset(form for form, value in unlikely.items() if value == "name")
        self.function = frozenset(forms("function"))
        self.types: Mapping[str, str] = forms("type")
        self.types_after: Mapping[str, str] = forms("type_after")
        self.small = frozenset(forms("small"))
        self.sites: Mapping[str, str] = forms("site")
        self.named: Mapping[str, str] = forms("named")
        self.stops = frozenset(forms("stop"))
        self.parts: Mapping[str, str] = forms("part")
        self._before = {name: frozenset(forms(name)) for name in BEFORE}
        self._after = {name: frozenset(forms(name)) for name in AFTER}

    def before(self, sentence: Sentence, i: int) -> tuple[str | None, int]:
        """The class of the words that end just before token `i`, and the token they begin at."""
        for size in (3, 2, 1):
            if i - size < 0:
                continue
            phrase = _phrase(sentence.words, i - size, i)
            found = self.classify(phrase)
            if found is not None:
                return found, i - size
        return None, i

    def classify(self, phrase: str) -> str | None:
        """The first class of BEFORE that knows a phrase, with its proclitics where the language has them."""
        for form in self._bare(phrase):
            for name in BEFORE:
                if form in self._before[name]:
                    return name
        return None

    def after(self, sentence: Sentence, i: int) -> str | None:
        """The class of the words that begin at token `i`."""
        for size in (3, 2, 1):
            if i + size <= len(sentence):
                phrase = _phrase(sentence.words, i, i + size)
                for name in AFTER:
                    if phrase in self._after[name]:
                        return name
        return None

    def kind(self, sentence: Sentence, i: int) -> tuple[str | None, int]:
        """The kind of place that the words ending just before token `i` name, and the token they begin at."""
        for size in (2, 1):
            if i - size >= 0:
                phrase = _phrase(sentence.words, i - size, i)
                for form in self._bare(phrase):
                    if form in self.types:
                        return self.types[form], i - size
        return None, i

    def kind_after(self, sentence: Sentence, i: int) -> str | None:
        """The kind of place that the word at token `i` says the name before it is ("… County")."""
        return self.types_after.get(sentence.words[i]) if i < len(sentence) else None

    def head(self, table: Mapping[str, str], sentence: Sentence, i: int) -> tuple[str | None, int, int]:
        """(value, letters of clitics, token after) of the longest head of `table` that begins at token `i`."""
        for size in (3, 2, 1):
            if i + size <= len(sentence):
                phrase = _phrase(sentence.words, i, i + size)
                for form in self._bare(phrase):
                    if form in table:
                        return table[form], len(phrase) - len(form), i + size
        return None, 0, i

    def _bare(self, phrase: str) -> list[str]:
        out = [phrase]
        if self.clitics:
            out.extend(phrase[len(p) :] for p in _PREFIXES if phrase.startswith(p) and len(phrase) - len(p) >= 2)
        return out


def _phrase(words: list[str], start: int, end: int) -> str:
    return words[start] if end - start == 1 else " ".join(words[start:end])


@lru_cache(maxsize=8)
def place_words(code: str) -> PlaceWords:
    """The lexicons of places of a language, loaded once."""
    return PlaceWords(code)
