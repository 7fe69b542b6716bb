"""What a sentence tells of its candidates, worked out once: groups of words, its place, its topic."""

from typing import Final

from rawi.claims import slots
from rawi.claims.slots import Fact, Facts
from rawi.claims.triggers import Trigger
from rawi.claims.uses import GROUPS, uses
from rawi.lang import Pack, Reading

_WIDE: Final = 5  # tokens on each side in which groups are near
_ENOUGH: Final = 16384  # sets of groups of which the facts are kept
SHORT: Final = 3  # letters of words that do not count among a document's frequent ones


class _Group:
    """A group of words: its bit, and the facts that one of its words stands one or two tokens before or after."""

    __slots__ = ("after_1", "after_2", "before_1", "before_2", "bit")

    def __init__(self, name: str, bit: int, facts: Facts) -> None:
        self.bit = bit
        self.before_1, self.before_2 = facts.of(slots.GROUP_1, name), facts.of(slots.GROUP_2, name)
        self.after_1, self.after_2 = facts.of(slots.AFTER_1, name), facts.of(slots.AFTER_2, name)


class _Groups:
    """The groups of words of a language by name, and the facts of sets of them, made as they are met."""

    def __init__(self, pack: Pack, facts: Facts) -> None:
        self.pack, self.facts = pack, facts
        self.names: list[str] = [name for name in pack.lexicon if name.startswith(GROUPS)]
        self.named = {name: _Group(name, 1 << n, facts) for n, name in enumerate(self.names)}
        self._before: dict[int, list[Fact]] = {}
        self._after: dict[int, list[Fact]] = {}

    def before(self, bits: int) -> list[Fact]:
        """The facts of the groups that stand near before a candidate."""
        found = self._before.get(bits)
        return self._made(self._before, "<", bits) if found is None else found

    def after(self, bits: int) -> list[Fact]:
        """The facts of the groups that stand near after a candidate."""
        found = self._after.get(bits)
        return self._made(self._after, ">", bits) if found is None else found

    def _made(self, kept: dict[int, list[Fact]], mark: str, bits: int) -> list[Fact]:
        if len(kept) >= _ENOUGH:
            kept.clear()
        made = [self.facts.of(slots.NEAR, mark + name) for n, name in enumerate(self.names) if bits >> n & 1]
        kept[bits] = made
        return made


_KNOWN: Final[dict[str, _Groups]] = {}  # the groups of each language


def _groups(pack: Pack, facts: Facts) -> _Groups:
    found = _KNOWN.get(pack.code)
    if found is None or found.pack is not pack or found.facts is not facts:
        found = _KNOWN[pack.code] = _Groups(pack, facts)
    return found


class SentenceFacts:
    """The facts that the candidates of one sentence share, and those of a token's neighbourhood. `crowd` is how many
    candidates it has.
    """

    def __init__(self, reading: Reading, index: int, facts: Facts, crowd: int, title: bool) -> None:
        sentence = reading.sentences[index]
        self.index, self.facts, self.crowd = index, facts, crowd
        self.words, self.starts, self.ends = sentence.words, sentence.starts, sentence.ends
        self.lang = sentence.lang
        self.text = reading.view.text
        size, many = len(sentence.words), len(reading.sentences)
        self.shared: list[Fact] = [
            facts.plain(slots.BIAS),
            facts.plain(slots.TITLE) if title else facts.number(slots.SENTENCE, min(index, 6)),
            facts.number(slots.PART, 4 * index // max(1, many)),
            facts.number(slots.LONG, min(4, many // 6)),
            facts.number(slots.CROWD, min(5, crowd)),
            facts.number(slots.LENGTH, min(5, size // 10)),
        ]
        self.known = _groups(reading.pack(index), facts)
        self.groups: dict[int, list[_Group]] = {}
        self.bits: list[int] = []
        there = reading.concepts(index)
        named = self.known.named
        for use in uses(reading, index):
            if not use.group:
                continue
            group = named[use.name]
            if not self.bits:
                self.bits = [0] * size
            bit = group.bit
            for hit in there.of(use.name):
                for at in range(hit.first, hit.last + 1):
                    had = self.bits[at]
                    if not had & bit:
                        self.bits[at] = had | bit
                        if had:
                            self.groups[at].append(group)
                        else:
                            self.groups[at] = [group]

    def share(self, title: set[str], often: dict[str, int]) -> None:
        """Add how much the sentence shares with the title's words, and with the document's frequent words."""
        weight = 0
        common: set[str] = set()
        again: set[str] = set()
        for word in self.words:
            size = len(word)
            if size < SHORT:
                continue
            if title and word in title:
                common.add(word)
            if size > SHORT:
                times = often[word]
                if times > 1:
                    if word in again:
                        continue
                    again.add(word)
                weight += times
        self.shared.append(self.facts.number(slots.TOPIC, min(4, len(common))))
        self.shared.append(self.facts.number(slots.CENTRE, min(5, weight // (1 + len(self.words)))))

    def about(self, trigger: Trigger) -> list[Fact]:
        """What the words of the sentence tell of a candidate."""
        facts, words, groups, size = self.facts, self.words, self.groups, len(self.words)
        first, last = trigger.first, trigger.last
        out = self.shared.copy()
        out.append(facts.of(slots.WORD_1, words[first - 1] if first else "<s>"))
        out.append(facts.of(slots.WORD_2, words[first - 2] if first > 1 else "<s>"))
        out.append(facts.of(slots.NEXT_1, words[last + 1] if last + 1 < size else "</s>"))
        out.append(facts.of(slots.NEXT_2, words[last + 2] if last + 2 < size else "</s>"))
        if groups:
            for group in groups.get(first - 1, _NONE):
                out.append(group.before_1)
            for group in groups.get(first - 2, _NONE):
                out.append(group.before_2)
            for group in groups.get(last + 1, _NONE):
                out.append(group.after_1)
            for group in groups.get(last + 2, _NONE):
                out.append(group.after_2)
            before = after = 0
            for at in range(max(0, first - _WIDE), first):
                before |= self.bits[at]
            for at in range(last + 1, min(size, last + 1 + _WIDE)):
                after |= self.bits[at]
            if before:
                out += self.known.before(before)
            if after:
                out += self.known.after(after)
        text, start, end = self.text, self.starts[first], self.ends[last]
        if trigger.start > start:
            out.append(facts.of(slots.PREFIX, text[start : trigger.start].lower()))
        if end > trigger.end:
            out.append(facts.of(slots.SUFFIX, text[trigger.end : end].lower()))
        if self.lang == "en":
            out.append(facts.of(slots.END, text[max(start, end - 3) : end].lower()))
        else:
            out.append(facts.of(slots.END, text[end - 1]))
        if self.lang == "ar":
            out.append(facts.of(slots.START, text[start : min(end, start + 2)]))
        else:
            out.append(facts.plain(slots.START))
        if first and text[start].isupper():
            out.append(facts.plain(slots.CAPITAL))
        if self._number(max(0, first - 3), first):
            out.append(facts.plain(slots.NUMBER_BEFORE))
        if self._number(last + 1, min(size, last + 4)):
            out.append(facts.plain(slots.NUMBER_AFTER))
        out.append(facts.number(slots.POSITION, 0 if first == 0 else 1 + 4 * first // size))
        out.append(facts.number(slots.TAIL, min(3, size - 1 - last)))
        return out

    def _number(self, low: int, high: int) -> bool:
        """Whether one of some tokens is written in digits."""
        for at in range(low, high):  # noqa: SIM110 asked of every candidate: a generator would tell
            if self.words[at][0].isdigit():
                return True
        return False


_NONE: Final[list[_Group]] = []
