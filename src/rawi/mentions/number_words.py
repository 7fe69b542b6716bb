"""The number words of one language, laid out for reading: `numbers` asks, the pack's lexicon answers."""

import re
from typing import Any, Final

from rawi.lang import Pack

_WORDS: Final = re.compile(r"\d+|[^\W\d_]+(?:'[^\W\d_]+)*|[^\w\s]")
_NUMERALS: Final[tuple[str, ...]] = ("number_word", "number_scale", "number_plural", "number_fraction")
_OPENERS: Final[tuple[str, ...]] = ("number_bound", "number_between", "number_from", "number_some")
_QUANTITIES: Final[tuple[str, ...]] = (
    "quantity_minus", "quantity_point", "quantity_zero", "quantity_part_of", "quantity_over", "quantity_fraction",
    "range_op", "range_after", "range_equal", "range_or", "range_or_equal", "range_and", "range_to",
)  # fmt: skip
_OTHERS: Final[tuple[str, ...]] = ("number_bound_after", "number_of", "number_and", "number_to", "number_joined")


class Part:
    """A number word at a place.

    `end` is the token after it; `scale` multiplies what stands before it, `plural` is vague when it stands alone;
    `joins` is "and" or "with" when a clitic stands before it, `lead` that clitic's length without the article;
    `glued` when several number words are written in one; `vague` what a plural counts by when it stands alone.
    """

    __slots__ = ("end", "glued", "joins", "lead", "plural", "scale", "vague", "value")

    def __init__(self, value: int, end: int, scale: bool = False, plural: bool = False) -> None:
        self.value, self.end, self.scale, self.plural = value, end, scale, plural
        self.joins, self.lead, self.glued, self.vague = "", 0, False, value


# What a word may be to a number: its start, a figure or number word, or one of the words that bound it.
_STARTS: Final = 1
_FIGURE: Final = 2
_LEADS: Final = 4
_PART: Final = 8
_KEPT: Final = 131072  # distinct words whose kinds are kept
# First word → entries that begin with it, longest first, with their values.
Table = dict[str, list[tuple[tuple[str, ...], Any]]]


class NumberWords:
    """Lookups over a pack's number lexicon. Immutable once made."""

    def __init__(self, pack: Pack) -> None:
        self._tables: dict[str, Table] = {
            concept: _table(pack, concept) for concept in (*_NUMERALS, *_OPENERS, *_OTHERS, *_QUANTITIES)
        }
        barred = set(pack.forms("number_not") or ())
        firsts = {first for concept in _NUMERALS for first in self._tables[concept]}
        # word with its clitic -> (bare word, what the clitic says, its length without the article)
        self._clitics: dict[str, tuple[str, str, int]] = {}
        for prefix, (joins, lead) in _values(pack, "number_prefix").items():
            for first in firsts:
                if (word := prefix + first) not in firsts and word not in barred:
                    self._clitics.setdefault(word, (first, joins, lead))
        self._tails = frozenset(pack.forms("number_ordinal_tail") or ())
        self._short: dict[str, int] = _values(pack, "number_abbreviated")
        joins = _values(pack, "number_and")
        self.clitic_level = str(next(iter(joins.values()), "tens"))
        self.spaced = bool(pack.settings.get("numbers", {}).get("spaced"))
        self._starts = firsts | set(self._clitics) | {f for concept in _OPENERS for f in self._tables[concept]}
        self._figures = firsts | set(self._clitics) | set(self._tables["number_joined"])
        # Words that begin number words of several words only, and what follows them there.
        self._follow: dict[str, set[str]] = {}
        entries = [e for c in (*_NUMERALS, "number_joined") for row in self._tables[c].values() for e, _ in row]
        alone = {entry[0] for entry in entries if len(entry) == 1}
        for entry in entries:
            if entry[0] not in alone:
                self._follow.setdefault(entry[0], set()).add(entry[1])
        self._lead_words = {
            w for c in _OPENERS for rows in self._tables[c].values() for entry, _ in rows for w in entry
        }
        self._kinds: dict[str, int] = {}
        self._figureless: set[str] = set()
        self._pieces = self._glue(pack)
        self._heads = frozenset(form[:2] for form in self._bare(pack))

    def places(self, words: list[str]) -> list[int]:
        """The tokens at which a number may start: at a figure or a number word, or at words that lead up to one."""
        if self._figureless.issuperset(words):
            return []
        kinds = [self._kind(word) for word in words]
        figures = [i for i, kind in enumerate(kinds) if kind & _FIGURE]
        for i in figures:
            # "a" begins "a dozen" and no shorter number: without what follows there it is none.
            follow = self._follow.get(words[i])
            if follow is not None and (i + 1 == len(words) or words[i + 1] not in follow):
                kinds[i] &= ~_FIGURE
        if not figures:
            return []
        out = []
        for i, kind in enumerate(kinds):
            if kind & _STARTS:
                j = i
                while j < len(kinds) and kinds[j] & (_FIGURE | _LEADS) == _LEADS:
                    j += 1
                if j < len(kinds) and kinds[j] & _FIGURE:
                    out.append(i)
        return out

    def _kind(self, word: str) -> int:
        """What a word may be to a number, worked out at the first look; forgotten when too many are kept."""
        found = self._kinds.get(word)
        if found is None:
            if len(self._kinds) >= _KEPT:
                self._kinds.clear()
                self._figureless.clear()
            found = self._kinds[word] = self._kind_of(word)
            if not found & _FIGURE:
                self._figureless.add(word)
        return found

    def _kind_of(self, word: str) -> int:
        glued = self._unglued(word) is not None
        if glued:
            self._follow.pop(word, None)
        digit, part = word[0].isdigit(), glued or word in self._figures
        leads = _LEADS * (word in self._lead_words)
        return _STARTS * (digit or self.starts(word)) | _FIGURE * (digit or part) | leads | _PART * part

    def starts(self, word: str) -> bool:
        """Whether a number may start with this word (not a figure in digits)."""
        return word in self._starts or (self._pieces is not None and self._unglued(word) is not None)

    def longest(self, concept: str, words: list[str], i: int) -> tuple[Any, int] | None:
        """(value, next token) of the longest entry of `concept` at token `i`."""
        if i >= len(words):
            return None
        rows = self._tables[concept].get(words[i])
        if rows is None:
            return None
        for entry, value in rows:
            if len(entry) == 1 or tuple(words[i : i + len(entry)]) == entry:
                return value, i + len(entry)
        return None

    def part(self, words: list[str], i: int) -> Part | None:
        """The number word at token `i`, with the clitic before it; None when there is none."""
        if i >= len(words) or not self._kind(words[i]) & _PART:
            return None
        found = self._plain(words, i)
        if found is not None:
            return found
        clitic = self._clitics.get(words[i])
        if clitic is not None:
            found = self._plain([clitic[0], *words[i + 1 : i + 4]], 0)
            if found is not None:
                found.end += i
                found.joins, found.lead = clitic[1], clitic[2]
            return found
        value = self._unglued(words[i])
        if value is None:
            return None
        found = Part(value, i + 1)
        found.glued = True
        return found

    def fraction(self, words: list[str], i: int) -> tuple[float, int] | None:
        """A half or a quarter at token `i`."""
        if i >= len(words) or not self._kind(words[i]) & _PART:
            return None
        found = self.longest("number_fraction", words, i)
        if found is None and i < len(words) and words[i] in self._clitics:
            found = self.longest("number_fraction", [self._clitics[words[i]][0]], 0)
            found = found and (found[0], i + 1)
        return found

    def abbreviated(self, word: str) -> int | None:
        """What a letter after digits multiplies by (2.5m), None when nothing."""
        return self._short.get(word)

    def is_ordinal_tail(self, word: str) -> bool:
        """Whether digits before this word make an ordinal (3rd)."""
        return word in self._tails

    def _plain(self, words: list[str], i: int) -> Part | None:
        joined = self.longest("number_joined", words, i)
        if joined is not None:
            part = Part(joined[0], joined[1])
            part.joins, part.lead = "and", 1
            return part
        scale = self.longest("number_scale", words, i)
        plural = self.longest("number_plural", words, i)
        word = self.longest("number_word", words, i)
        best = scale
        if plural is not None and (best is None or plural[1] > best[1]):
            best = plural
        if word is not None and (best is None or word[1] > best[1]):
            best = word
        if best is None:
            return None
        if word is not None and word[1] == best[1]:
            return Part(word[0], word[1])
        part = Part(best[0], best[1], bool(scale and scale[1] == best[1]), bool(plural and plural[1] == best[1]))
        part.vague = plural[0] if plural is not None else part.value
        return part

    def _bare(self, pack: Pack) -> dict[str, int]:
        found = {**_values(pack, "number_word"), **_values(pack, "number_scale")}
        return {form: value for form, value in found.items() if " " not in form}

    def _glue(self, pack: Pack) -> "re.Pattern[str] | None":
        # Words written in one: «بیست‌ودو», «پنج‌هزار». Only a word made of nothing but number words is taken apart.
        if "number_glue" not in pack.lexicon:
            return None
        self._bare_values = self._bare(pack)
        one = "|".join(sorted(map(re.escape, self._bare_values), key=len, reverse=True))
        glue = "|".join(map(re.escape, pack.forms("number_glue") or ()))
        self._piece = re.compile(rf"(?:{glue})?({one})(?=(?:(?:{glue})?(?:{one}))*$)")
        self._cuts: dict[str, int | None] = {}
        return re.compile(rf"(?:{one})(?:(?:{glue})?(?:{one}))+")

    def _unglued(self, word: str) -> int | None:
        if self._pieces is None or len(word) < 4 or word[:2] not in self._heads:
            return None
        if word not in self._cuts:
            if len(self._cuts) > 4096:
                self._cuts.clear()
            self._cuts[word] = self._cut(word) if self._pieces.fullmatch(word) else None
        return self._cuts[word]

    def _cut(self, word: str) -> int | None:
        """The value of number words written in one, None when they do not make one number."""
        total = group = 0
        for m in self._piece.finditer(word):
            value = self._bare_values[m.group(1)]
            if value >= 1000:
                if total and value >= total:
                    return None
                total, group = total + (group or 1) * value, 0
            elif value == 100 and 0 < group < 10:
                group *= 100
            elif group and (group % 10 or value >= 10 ** (len(str(group)) - len(str(group).rstrip("0")))):
                return None
            else:
                group += value
        return total + group


def _values(pack: Pack, concept: str) -> dict[str, Any]:
    return dict(pack.lexicon[concept].forms) if concept in pack.lexicon else {}


def _table(pack: Pack, concept: str) -> Table:
    table: Table = {}
    for form, value in _values(pack, concept).items():
        words = tuple(_WORDS.findall(form))
        table.setdefault(words[0], []).append((words, value))
    for entries in table.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return table
