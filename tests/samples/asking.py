"""Questions a careful reader puts to a record, answered from its spans alone."""

from collections.abc import Iterator
from pathlib import Path

from rawi.ingest import Failure, ingest
from rawi.pipeline import read
from rawi.records import Attribution, Claim, Count, Record, Span, Time, covers, overlap

_FOLD = str.maketrans(
    {"ي": "ی", "ى": "ی", "ك": "ک", "أ": "ا", "إ": "ا", "آ": "ا", "ة": "ه", "\u200c": "", "\u200f": "", "\u200e": ""}
)


def folded(words: str) -> str:
    """Words as a reader compares them: one spelling of letters, no ZWNJ, no case."""
    return " ".join(words.translate(_FOLD).casefold().split())


def names(words: str, name: str) -> bool:
    """Whether `words` is, or holds, the name."""
    return folded(name) in folded(words)


class Asked:
    """One record and the questions put to it. Words are given as they stand in the text."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self._by_id = {a.id: a for a in record.attributions}

    def at(self, words: str, nth: int = 0) -> Span:
        """The span of the nth occurrence of `words`."""
        start = -1
        for _ in range(nth + 1):
            start = self.record.text.find(words, start + 1)
            assert start >= 0, f"{words!r} is not in {self.record.id}"
        return start, start + len(words)

    def words(self, span: Span | None) -> str:
        return "" if span is None else self.record.text[span[0] : span[1]]

    def time(self, words: str, nth: int = 0) -> Time:
        """The time read at `words`; it must be one, and overlap most of them."""
        span = self.at(words, nth)
        found = [t for t in self.record.times if overlap(t.span, span) * 2 >= span[1] - span[0]]
        assert found, f"{self.record.id}: no time read at {words!r}"
        return max(found, key=lambda t: overlap(t.span, span))

    def interval(self, words: str, nth: int = 0) -> tuple[str | None, str | None]:
        """First and last day of the time read at `words`."""
        time = self.time(words, nth)
        return time.start, time.end

    def count(self, words: str, nth: int = 0) -> Count:
        """The count read at `words`."""
        span = self.at(words, nth)
        found = [c for c in self.record.counts if overlap(c.span, span) * 2 >= span[1] - span[0]]
        assert found, f"{self.record.id}: no count read at {words!r}"
        return max(found, key=lambda c: overlap(c.span, span))

    def bounds(self, words: str, nth: int = 0) -> tuple[str, int, int | None]:
        """Kind, low and high of the count read at `words`."""
        count = self.count(words, nth)
        return count.kind, count.low, count.high

    def telling(self, span: Span) -> list[Attribution]:
        """Attributions whose content holds `span`, the innermost first."""
        holding = [
            (part[1] - part[0], -self._depth(a), a)
            for a in self.record.attributions
            for part in a.content
            if covers(part, span)
        ]
        return [a for _, _, a in sorted(holding, key=lambda row: row[:2])]

    def chain(self, attribution: Attribution) -> list[str]:
        """Names of the voices, outermost first."""
        out: list[str] = []
        walk: Attribution | None = attribution
        while walk is not None:
            out.append(walk.source_name)
            walk = self._by_id.get(walk.parent) if walk.parent else None
        return out[::-1]

    def chains(self, words: str, nth: int = 0) -> list[list[str]]:
        """The chains whose innermost content holds `words`."""
        return [self.chain(a) for a in self.telling(self.at(words, nth))]

    def tells(self, words: str, *voices: str, nth: int = 0) -> Attribution:
        """The attribution whose chain is exactly `voices`, outermost first, and whose content holds `words`."""
        span = self.at(words, nth)
        for attribution in self.telling(span):
            chain = self.chain(attribution)
            if len(chain) == len(voices) and all(names(c, v) for c, v in zip(chain, voices, strict=True)):
                return attribution
        raise AssertionError(
            f"{self.record.id}: {' › '.join(voices)} does not tell {words!r}; read: "
            + "; ".join(" › ".join(self.chain(a)) for a in self.telling(span))
        )

    def said_by(self, voice: str) -> list[Attribution]:
        """Attributions whose own source bears the name."""
        return [a for a in self.record.attributions if names(a.source_name, voice)]

    def claims(self, words: str, nth: int = 0) -> list[Claim]:
        """Claims whose trigger overlaps `words`."""
        span = self.at(words, nth)
        return [c for c in self.record.claims if overlap(c.trigger, span)]

    def claim(self, words: str, kind: str, nth: int = 0) -> Claim:
        """The claim of one type at `words`."""
        found = [c for c in self.claims(words, nth) if c.type == kind]
        assert found, (
            f"{self.record.id}: no {kind} claimed at {words!r}; read: {[c.type for c in self.claims(words, nth)]}"
        )
        return found[0]

    def day(self, claim: Claim) -> str | None:
        """First day of the claim's time, None when it has none."""
        return next((t.start for t in self.record.times if t.id == claim.time), None)

    def place(self, claim: Claim) -> str:
        """The words of the claim's place."""
        return next((self.words(p.span) for p in self.record.places if p.id == claim.place), "")

    def voices(self, claim: Claim) -> list[str]:
        """Names of the voices of a claim's chain, outermost first."""
        return [self._by_id[a].source_name for a in claim.chain]

    def wordings(self, actor_word: str) -> set[str]:
        """Every wording of the actor that `actor_word` names in this text."""
        ids = {a.actor for a in self.record.actors if names(self.words(a.span), actor_word)}
        return {self.words(a.span) for a in self.record.actors if a.actor in ids}

    def _depth(self, attribution: Attribution) -> int:
        return len(self.chain(attribution))


def read_folder(path: Path, published: str | None = None) -> Iterator[Asked]:
    """Every document of a folder or file through ingest and the pipeline; a failure to read one fails the test."""
    for found in ingest([path], published=published):
        assert not isinstance(found, Failure), str(found)
        yield Asked(read(found))


def read_file(path: Path, published: str | None = None) -> Asked:
    """The one document of a file."""
    (asked,) = read_folder(path, published)
    return asked
