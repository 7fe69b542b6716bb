"""What a sentence tells of its candidates, worked out once: groups of words, numbers, its place, its topic."""

from collections.abc import Mapping

from rawi.claims import slots
from rawi.claims.slots import Fact, number
from rawi.claims.triggers import Trigger
from rawi.lang import Reading

_GROUPS = ("near_", "mood_")
_WIDE = 5  # tokens on each side in which groups are near
_ENOUGH = 16384  # sets of groups of which the facts are kept


class _Groups:
    """Groups of words by number, and the facts of sets of them, given as they are met."""

    def __init__(self) -> None:
        self.groups: dict[str, bool] = {}  # whether a concept is a group
        self.numbers: dict[str, int] = {}
        self.facts: dict[int, list[Fact]] = {}

    def number(self, name: str) -> int:
        """The number of a group."""
        found = self.numbers.get(name)
        if found is None:
            found = self.numbers[name] = len(self.numbers)
        return found

    def near(self, bits: int, after: bool) -> list[Fact]:
        """The facts of the groups that stand near on one side."""
        key = bits << 1 | after
        found = self.facts.get(key)
        if found is None:
            if len(self.facts) >= _ENOUGH:
                self.facts.clear()
            mark = ">" if after else "<"
            found = self.facts[key] = [(slots.NEAR, mark + n) for n, k in self.numbers.items() if bits >> k & 1]
        return found


_KNOWN = _Groups()


class SentenceFacts:
    """The facts that the candidates of one sentence share, and those of a token's neighbourhood."""

    def __init__(self, reading: Reading, index: int, crowd: int, title: bool) -> None:
        sentence = reading.sentences[index]
        self.words, self.starts, self.ends = sentence.words, sentence.starts, sentence.ends
        self.lang = sentence.lang
        self.text = reading.view.text
        size, many = len(sentence.words), len(reading.sentences)
        self.shared: list[Fact] = [
            (slots.BIAS, ""),
            (slots.TITLE, "") if title else (slots.SENTENCE, number(min(index, 6))),
            (slots.PART, number(4 * index // max(1, many))),
            (slots.LONG, number(min(4, many // 6))),
            (slots.CROWD, number(min(5, crowd))),
            (slots.LENGTH, number(min(5, size // 10))),
        ]
        self.groups: dict[int, list[str]] = {}
        self.bits = [0] * size
        there = reading.concepts(index)
        for concept in there.names:
            group = _KNOWN.groups.get(concept)
            if group is None:
                group = _KNOWN.groups[concept] = concept.startswith(_GROUPS)
            if group:
                bit = 1 << _KNOWN.number(concept)
                for hit in there.of(concept):
                    for at in range(hit.first, hit.last + 1):
                        if not self.bits[at] & bit:
                            self.bits[at] |= bit
                            self.groups.setdefault(at, []).append(concept)
        self.digits = [0]
        digits = 0
        for word in self.words:
            if word[0].isdigit():
                digits += 1
            self.digits.append(digits)

    def share(self, title: set[str], often: Mapping[str, int]) -> None:
        """Add how much the sentence shares with the title's words, and with the document's frequent words."""
        shared = weight = 0
        for word in set(self.words):
            if len(word) > 2:
                if word in title:
                    shared += 1
                if len(word) > 3:
                    weight += often[word]
        self.shared.append((slots.TOPIC, number(min(4, shared))))
        self.shared.append((slots.CENTRE, number(min(5, int(weight / (1 + len(self.words)))))))

    def about(self, trigger: Trigger) -> list[Fact]:
        """What the words of the sentence tell of a candidate."""
        words, groups, size = self.words, self.groups, len(self.words)
        first, last = trigger.first, trigger.last
        out = self.shared.copy()
        add = out.append
        add((slots.WORD_1, words[first - 1] if first else "<s>"))
        add((slots.WORD_2, words[first - 2] if first > 1 else "<s>"))
        add((slots.NEXT_1, words[last + 1] if last + 1 < size else "</s>"))
        add((slots.NEXT_2, words[last + 2] if last + 2 < size else "</s>"))
        if groups:
            for name in groups.get(first - 1, _NONE):
                add((slots.GROUP_1, name))
            for name in groups.get(first - 2, _NONE):
                add((slots.GROUP_2, name))
            for name in groups.get(last + 1, _NONE):
                add((slots.AFTER_1, name))
            for name in groups.get(last + 2, _NONE):
                add((slots.AFTER_2, name))
            before = after = 0
            for at in range(max(0, first - _WIDE), first):
                before |= self.bits[at]
            for at in range(last + 1, min(size, last + 1 + _WIDE)):
                after |= self.bits[at]
            if before:
                out += _KNOWN.near(before, False)
            if after:
                out += _KNOWN.near(after, True)
        text, start, end = self.text, self.starts[first], self.ends[last]
        if trigger.start > start:
            add((slots.PREFIX, text[start : trigger.start].lower()))
        if end > trigger.end:
            add((slots.SUFFIX, text[trigger.end : end].lower()))
        if self.lang == "en":
            add((slots.END, text[max(start, end - 3) : end].lower()))
        else:
            add((slots.END, text[end - 1 : end]))
        add((slots.START, text[start : min(end, start + 2)] if self.lang == "ar" else ""))
        if first and text[start].isupper():
            add((slots.CAPITAL, ""))
        digits = self.digits
        if digits[first] > digits[max(0, first - 3)]:
            add((slots.NUMBER_BEFORE, ""))
        if digits[min(size, last + 4)] > digits[last + 1]:
            add((slots.NUMBER_AFTER, ""))
        add((slots.POSITION, number(0 if first == 0 else 1 + 4 * first // size)))
        add((slots.TAIL, number(min(3, size - 1 - last))))
        return out


_NONE: list[str] = []
