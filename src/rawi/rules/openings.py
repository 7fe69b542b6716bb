"""How the words begin that a match of a rule may begin with, found from the pattern: rules run only at those words.

An opening is a stretch of letters or of digits with whether the word must be that and no longer, or a mark. A pattern
whose match may begin with anything but a letter, a digit or one of some marks has no openings, and is looked for at
every place. What cannot be told makes an opening shorter, so openings never miss a match, they only sometimes allow for
too much.
"""

import re
from collections.abc import Callable, Iterable, Mapping

from rawi.rules.needs import TOKEN

Opening = tuple[str, bool]

_Heads = frozenset[str]  # what words may begin with so far, still to be read on
_START: _Heads = frozenset(("",))
_NONE: _Heads = frozenset()
_MOST = 4000  # heads read on at once; past it they are cut short
_LENGTH = 24
_MARKS = "'\"()[]«»“”%"  # each is a token by itself wherever a match may begin with it: not within a word
_DIGITS = "0123456789"
_QUANTIFIER = re.compile(r"([?*+])\??|\{(\d*)(,?)(\d*)\}\??")
RUN = re.compile(r"\d+|[^\W\d_]+|_+")  # as tokens part
_SPAN = re.compile(r"\\?(.)-\\?([^\]])", re.S)


class _Anywhere(Exception):
    """A match may begin with what is no word."""


class Openings:
    """Finds openings; `forms(concept)` gives a concept's folded forms, `fragments` are folded."""

    def __init__(self, fragments: Mapping[str, str], forms: Callable[[str], Iterable[str]]) -> None:
        self._fragments, self._forms = fragments, forms
        self._concepts: dict[str, tuple[_Heads, list[Opening]]] = {}
        self._found: set[Opening] = set()

    def of(self, pattern: str) -> frozenset[Opening] | None:
        """The openings of a pattern whose letters are folded; None where a match may begin with no word."""
        self._found = set()
        try:
            going = self._alternatives(pattern, 0, _START)[0]
        except _Anywhere:
            return None
        if "" in going:
            return None
        self._found.update((text, True) for text in going)
        return frozenset([(text.lower(), whole) for text, whole in self._found])

    def _alternatives(self, pattern: str, at: int, heads: _Heads) -> tuple[_Heads, int]:
        """What may be read on after the group that starts at `at`, and where it ends (past its bracket)."""
        out, at, more = self._branch(pattern, at, heads)
        while more:
            found, at, more = self._branch(pattern, at, heads)
            out |= found
        return out, at

    def _branch(self, pattern: str, at: int, heads: _Heads) -> tuple[_Heads, int, bool]:
        while at < len(pattern):
            m = TOKEN.match(pattern, at)
            assert m is not None
            if m["close"] or m["bar"]:
                return heads, m.end(), bool(m["bar"])
            if m["look"]:
                at = self._alternatives(pattern, m.end(), _NONE)[1]
                continue
            after, at = self._element(pattern, m, heads)
            quantifier = _QUANTIFIER.match(pattern, at)
            if quantifier is not None:
                at = quantifier.end()
                optional, once = _times(quantifier)
                if not once:
                    after = self._cut(after)
                if optional:
                    after |= heads
            heads = after if len(after) <= _MOST else self._cut(after)
        return heads, at, False

    def _element(self, pattern: str, m: "re.Match[str]", heads: _Heads) -> tuple[_Heads, int]:
        end = m.end()
        if m["open"]:
            return self._alternatives(pattern, end, heads)
        if not heads:
            return heads, end
        if m["key"]:
            if m["key"] in self._fragments:
                return self._alternatives(self._fragments[m["key"]], 0, heads)[0], end
            return self._concept(m["key"], heads), end
        if m["set"]:
            return self._set(heads, m["set"][1:-1]), end
        if m["escape"]:
            return self._escape(heads, m["escape"][1]), end
        if m["char"] in "^$":
            return heads, end
        return (self._any(heads) if m["char"] == "." else self._letter(heads, m["char"])), end

    def _letter(self, heads: _Heads, letter: str) -> _Heads:
        """After one letter. Words part where letters, digits and all else meet."""
        kind = _kind(letter)
        if not kind:
            if "" in heads and letter not in _MARKS:
                raise _Anywhere
            self._found.update([(text or letter, True) for text in heads])
            return _NONE
        out: list[str] = []
        for text in heads:
            if text and _kind(text[-1]) != kind:
                self._found.add((text, True))
            elif len(text) >= _LENGTH:
                self._found.add((text, False))
            else:
                out.append(text + letter)
        return frozenset(out)

    def _any(self, heads: _Heads) -> _Heads:
        """After any character at all."""
        if "" in heads:
            raise _Anywhere
        return self._cut(heads)

    def _cut(self, heads: _Heads) -> _Heads:
        """Nothing more to be read: words begin so."""
        self._found.update([(text, False) for text in heads])
        return _NONE

    def _concept(self, name: str, heads: _Heads) -> _Heads:
        known = self._concepts.get(name)
        if known is None:
            going: list[str] = []
            ended: list[Opening] = []
            for form in self._forms(name):
                head = form if form.isalpha() else _head(form)
                if head == form:
                    going.append(head)
                else:
                    ended.append((head, True))
            known = self._concepts[name] = frozenset(going), ended
        if heads == _START:
            self._found.update(known[1])
            return known[0]
        # What letters stand before a concept in one word are few; to know them is enough.
        self._cut(heads - _START)
        return self._concept(name, _START) if "" in heads else _NONE

    def _escape(self, heads: _Heads, letter: str) -> _Heads:
        if letter == "d":
            return self._one_of(heads, _DIGITS)
        if letter == "w":
            return self._cut(heads)
        if letter == "b":
            return heads
        if letter in "sWn":
            return self._letter(heads, " ")
        return self._any(heads) if letter.isalnum() else self._letter(heads, letter)

    def _set(self, heads: _Heads, inner: str) -> _Heads:
        if inner.startswith("^"):
            return self._cut(heads) if inner.startswith("^\\W") else self._any(heads)
        letters = ""
        at = 0
        while at < len(inner):
            if inner.startswith("\\d", at):
                letters += _DIGITS
                at += 2
            elif inner[at] == "\\" and inner[at + 1].isalnum():
                return self._any(heads)
            elif (span := _SPAN.match(inner, at)) is not None:
                letters += "".join(map(chr, range(ord(span[1]), ord(span[2]) + 1)))
                at = span.end()
            else:
                at += inner[at] == "\\"
                letters += inner[at]
                at += 1
        return self._one_of(heads, letters)

    def _one_of(self, heads: _Heads, letters: str) -> _Heads:
        if len(heads) * len(letters) > _MOST:
            return self._any(heads)
        out: set[str] = set()
        for letter in letters:
            out |= self._letter(heads, letter)
        return frozenset(out)


def _times(quantifier: "re.Match[str]") -> tuple[bool, bool]:
    """(may be left out, comes once at most)."""
    sign, least, comma, most = quantifier.groups()
    if sign:
        return sign != "+", sign == "?"
    return not least or int(least) == 0, (most if comma else least) == "1"


def _kind(letter: str) -> int:
    """0 for what is no part of a word, else digit, letter or underscore: the tokens part there."""
    if letter.isdecimal():
        return 1
    return 2 if letter.isalnum() else 3 if letter == "_" else 0


def _head(form: str) -> str:
    """The letters or the digits that a form begins with."""
    found = RUN.match(form)
    if found is None:
        raise _Anywhere
    return found.group()
