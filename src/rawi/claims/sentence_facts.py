"""What a sentence tells of its candidates, worked out once: groups of words, its place, its topic."""

from typing import Final

from rawi.claims import slots
from rawi.claims.slots import Fact, Facts
from rawi.claims.triggers import Trigger
from rawi.claims.uses import GROUPS, uses
from rawi.lang import Pack, Reading

_SLOTS: Final = 6  # bits that the number of a slot takes
_WIDE: Final = 5  # tokens on each side in which groups are near
_ENOUGH: Final = 16384  # sets of groups of which the facts are kept
SHORT: Final = 3  # letters of words that do not count among a document's frequent ones


class _Groups:
    """The groups of words of a language, each with its bit, and the facts of sets of them, made as they are met."""

    def __init__(self, pack: Pack, facts: Facts) -> None:
        self.pack, self.facts = pack, facts
        self.bits = {name: 1 << n for n, name in enumerate([name for name in pack.lexicon if name.startswith(GROUPS)])}
        self._made: dict[int, list[Fact]] = {}

    def of(self, slot: int, after: bool, bits: int) -> list[Fact]:
        """The facts of the groups that stand in one place (`slot`) before a candidate or after it."""
        key = (bits << 1 | after) << _SLOTS | slot
        found = self._made.get(key)
        if found is None:
            if len(self._made) >= _ENOUGH:
                self._made.clear()
            mark = "" if slot != slots.NEAR else ">" if after else "<"
            found = [self.facts.of(slot, mark + name) for name, bit in self.bits.items() if bits & bit]
            self._made[key] = found
        return found


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
        self.bits: list[int] = []  # of each token those of its groups; none at all where the sentence has none
        there = reading.concepts(index)
        for use in uses(reading, index):
            if use.group:
                if not self.bits:
                    self.bits = [0] * size
                bits, bit = self.bits, self.known.bits[use.name]
                for hit in there.of(use.name):
                    for at in range(hit.first, hit.last + 1):
                        bits[at] = bits[at] | bit

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
        facts, words, size = self.facts, self.words, len(self.words)
        first, last = trigger.first, trigger.last
        out = self.shared.copy()
        out.append(facts.of(slots.WORD_1, words[first - 1] if first else "<s>"))
        out.append(facts.of(slots.WORD_2, words[first - 2] if first > 1 else "<s>"))
        out.append(facts.of(slots.NEXT_1, words[last + 1] if last + 1 < size else "</s>"))
        out.append(facts.of(slots.NEXT_2, words[last + 2] if last + 2 < size else "</s>"))
        if self.bits:
            self._groups(first, last, out)
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

    def _groups(self, first: int, last: int, out: list[Fact]) -> None:
        """What groups of words stand before the tokens `first`..`last` and after them."""
        bits, known, size = self.bits, self.known, len(self.words)
        if first > 0 and bits[first - 1]:
            out += known.of(slots.GROUP_1, False, bits[first - 1])
        if first > 1 and bits[first - 2]:
            out += known.of(slots.GROUP_2, False, bits[first - 2])
        if last + 1 < size and bits[last + 1]:
            out += known.of(slots.AFTER_1, True, bits[last + 1])
        if last + 2 < size and bits[last + 2]:
            out += known.of(slots.AFTER_2, True, bits[last + 2])
        before = after = 0
        for at in range(max(0, first - _WIDE), first):
            before |= bits[at]
        for at in range(last + 1, min(size, last + 1 + _WIDE)):
            after |= bits[at]
        if before:
            out += known.of(slots.NEAR, False, before)
        if after:
            out += known.of(slots.NEAR, True, after)

    def _number(self, low: int, high: int) -> bool:
        """Whether one of some tokens is written in digits."""
        for at in range(low, high):  # noqa: SIM110 asked of every candidate: a generator would tell
            if self.words[at][0].isdigit():
                return True
        return False
