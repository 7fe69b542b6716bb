"""What a case holds, at a glance: documents, voices, tolls, dates and wordings, counted while the records go by."""

from collections import Counter
from typing import NamedTuple

from rawi.export.dossier.chain import Step, chain_of_count, root, steps
from rawi.export.wording import bounds_words, direction, interval_words, published_words, time_words
from rawi.records import Record
from rawi.text import fold_word

TOLLS = ("killed", "wounded", "casualties", "missing", "abducted", "arrested", "sentenced", "displaced", "participants")
TONES = ("pejorative", "neutral", "honorific")


class Toll(NamedTuple):
    """A number of people as one chain of voices gives it, and where it stands (`anchor` is empty off the page)."""

    kind: str
    words: str
    low: int
    high: int | None
    cumulative: bool
    chain: tuple[Step, ...]
    wording: str
    direction: str
    when: str
    published: str
    anchor: str


class Example(NamedTuple):
    """The claim that passed through most voices."""

    depth: int
    chain: list[Step]
    quotation: str
    direction: str
    anchor: str


class Voice:
    """Someone who is cited: how often, in how many documents, and how often they deny."""

    def __init__(self) -> None:
        self.names: Counter[str] = Counter()
        self.kinds: Counter[str] = Counter()
        self.documents: set[str] = set()
        self.reports = 0
        self.denials = 0

    @property
    def name(self) -> str:
        return self.names.most_common(1)[0][0]

    @property
    def kind(self) -> str:
        return self.kinds.most_common(1)[0][0]


class Framing:
    """The wordings for one actor: outlet → wording → how often; and each wording's tone."""

    def __init__(self, actor: str, name: str, kind: str) -> None:
        self.actor, self.name, self.kind = actor, name, kind
        self.outlets: dict[str, Counter[tuple[str, str]]] = {}

    def add(self, outlet: str, wording: str, tone: str) -> None:
        self.outlets.setdefault(outlet, Counter())[wording, tone] += 1

    @property
    def total(self) -> int:
        return sum(counter.total() for counter in self.outlets.values())

    @property
    def wordings(self) -> int:
        return len({fold_word(wording).lower() for counter in self.outlets.values() for wording, _ in counter})

    @property
    def is_loaded(self) -> bool:
        return any(tone != "neutral" for counter in self.outlets.values() for _, tone in counter)

    def tones(self, outlet: str) -> list[tuple[str, int]]:
        """(tone, per cent) of an outlet's wordings, from the most hostile to the most devoted; they sum to 100."""
        counts = Counter[str]()
        for (_, tone), number in self.outlets[outlet].items():
            counts[tone] += number
        total = counts.total()
        shares = [(tone, round(100 * counts[tone] / total)) for tone in TONES if counts[tone]]
        largest = max(range(len(shares)), key=lambda i: shares[i][1])
        shares[largest] = (shares[largest][0], shares[largest][1] + 100 - sum(share for _, share in shares))
        return shares


class Summary:
    """Counts over all records of a case. Feed it every record with `add`, then read it."""

    def __init__(self) -> None:
        self.documents = 0
        self.claims = 0
        self.attributions = 0
        self.languages: Counter[str | None] = Counter()
        self.outlets: Counter[str] = Counter()
        self.types: Counter[str] = Counter()
        self.depths: Counter[int] = Counter()
        self.voices: dict[str, Voice] = {}
        self.tolls: dict[str, list[Toll]] = {}
        self.days: Counter[tuple[str, str]] = Counter()
        self.day_words: dict[tuple[str, str], str] = {}
        self.framing: dict[str, Framing] = {}
        self.places: Counter[str] = Counter()
        self.undated = 0
        self.deepest: Example | None = None
        self._published: list[str] = []

    def add(self, record: Record, anchor: str, *, shown: bool = True) -> None:
        """Count one record; `anchor` is the document's on the page, `shown` whether its text stands there."""
        self.documents += 1
        self.claims += len(record.claims)
        self.attributions += len(record.attributions)
        self.languages[record.language] += 1
        if record.outlet:
            self.outlets[record.outlet] += 1
        if record.published:
            self._published += [record.published.start, record.published.end]
        else:
            self.undated += 1
        self._add_voices(record, anchor)
        self._add_claims(record, anchor, shown)
        self._add_tolls(record, anchor, shown)
        self._add_wordings(record)
        for place in record.places:
            self.places[place.name_en or record.text[slice(*place.span)]] += 1

    @property
    def published(self) -> str:
        """From the first to the last day of publication, in words; empty when none is known."""
        return interval_words(min(self._published), max(self._published)) if self._published else ""

    def most_heard(self, number: int) -> list[Voice]:
        return sorted(self.voices.values(), key=lambda voice: (-voice.reports, voice.name))[:number]

    def most_told_days(self, number: int) -> list[tuple[str, int]]:
        """(date in words, claims) of the dates most claims are told of, in the order of the calendar."""
        top = sorted(self.days.most_common(number))
        return [(self.day_words[key], count) for key, count in top]

    def framed(self, number: int) -> list[Framing]:
        """The actors with a loaded wording, or with several, the most loaded and most named first."""
        worth = [framing for framing in self.framing.values() if framing.is_loaded or framing.wordings > 1]
        return sorted(worth, key=lambda framing: (not framing.is_loaded, -framing.total, framing.name))[:number]

    def tolls_of(self, kind: str) -> list[Toll]:
        """The tolls of a kind, those of one incident first, the lowest first."""
        return sorted(self.tolls[kind], key=lambda toll: (toll.cumulative, toll.low, toll.high or toll.low, toll.words))

    def toll_numbers(self, kind: str) -> list[str]:
        """The different numbers told, in words, in the order of `tolls_of`."""
        return list(dict.fromkeys(toll.words for toll in self.tolls_of(kind)))

    def _add_voices(self, record: Record, anchor: str) -> None:
        for attribution in record.attributions:
            name = attribution.source_name.strip()
            if not name:
                continue
            voice = self.voices.setdefault(attribution.actor or fold_word(name).lower(), Voice())
            voice.names[name] += 1
            voice.kinds[attribution.source_kind] += 1
            voice.documents.add(anchor)
            voice.reports += 1
            voice.denials += attribution.polarity == "denies"

    def _add_claims(self, record: Record, anchor: str, shown: bool) -> None:
        times = {time.id: time for time in record.times}
        for claim in record.claims:
            self.types[claim.type] += 1
            chain = steps(record, claim.chain)
            depth = len(chain) - 1
            self.depths[depth] += 1
            if shown and (self.deepest is None or depth > self.deepest.depth):
                said = " ".join(record.text[slice(*claim.span)].split())
                self.deepest = Example(depth, chain, said, direction(said), f"{anchor}-{claim.id}")
            time = times.get(claim.time or "")
            if time and time.start:
                key = (time.start, time.end or "")
                self.days[key] += 1
                self.day_words[key] = interval_words(time.start, time.end)

    def _add_tolls(self, record: Record, anchor: str, shown: bool) -> None:
        times = {time.id: time for time in record.times}
        for count in record.counts:
            if count.kind not in TOLLS:
                continue
            claim = next((claim for claim in record.claims if count.id in claim.counts), None)
            time = times.get(claim.time or "") if claim else None
            wording = record.text[slice(*count.span)]
            self.tolls.setdefault(count.kind, []).append(
                Toll(
                    kind=count.kind,
                    words=bounds_words(count.low, count.high, approx=count.approx),
                    low=count.low,
                    high=count.high,
                    cumulative=count.scope == "cumulative",
                    chain=tuple(steps(record, chain_of_count(record, count))),
                    wording=wording,
                    direction="rtl" if record.language in ("fa", "ar") else "ltr",
                    when=time_words(time) if time and time.start else "",
                    published=published_words(record.published),
                    anchor=f"{anchor}-{count.id}" if shown else "",
                )
            )

    def _add_wordings(self, record: Record) -> None:
        outlet = root(record).name
        for mention in record.actors:
            framing = self.framing.setdefault(mention.actor, Framing(mention.actor, mention.name, mention.kind))
            framing.add(outlet, " ".join(record.text[slice(*mention.span)].split()), mention.tone)
