"""Generated stories: documents in three languages with the events, copies and origins they were made from.

Seeded: the same seed gives the same documents. The records are those of a careful reader (with a share of values it
did not find), so that what is measured is the merge. The wording is in stories.toml.
"""

import random
import re
import tomllib
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from persiantools.jdatetime import JalaliDate

from rawi.records import Attribution, Claim, Count, Place, Published, Record, Time

LANGUAGES = ("en", "fa", "ar")
_SLOT = re.compile(r"\{(\w+)\}|\[([^\]]+)\]")
_MONTHS = {
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    "ar": [
        "كانون الثاني",
        "شباط",
        "آذار",
        "نيسان",
        "أيار",
        "حزيران",
        "تموز",
        "آب",
        "أيلول",
        "تشرين الأول",
        "تشرين الثاني",
        "كانون الأول",
    ],
    "fa": ["فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند"],
}
_DIGITS = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
Piece = tuple[str, str]


@cache
def data() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "stories.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Happening:
    """What happened, as the generator knows it."""

    gid: str
    act: dict[str, Any]
    town: dict[str, Any]
    day: date
    counts: tuple[int, ...]


@dataclass(frozen=True)
class Fact:
    """A claim as the generator put it: of which event, told by which origin, through which voices."""

    gid: str
    origin: str
    type: str
    mode: str | None
    status: str
    scope: str
    kinds: tuple[str, ...]
    counts: tuple[int, ...]
    place: dict[str, Any] | None
    country: str | None
    start: date
    end: date | None
    voices: tuple[tuple[str, str], ...]
    precision: str = "day"


@dataclass(frozen=True)
class Sentence:
    """Text in pieces, each tagged with what it is (text, place, day, c1, c2, t), and the fact it tells."""

    pieces: tuple[Piece, ...]
    fact: Fact | None = None

    def text(self) -> str:
        return "".join(text for _, text in self.pieces)


@dataclass
class Made:
    """A document on its way: sentences, and the family of documents that share its text."""

    outlet: str
    language: str
    published: date | None
    sentences: list[Sentence]
    title: str
    kin: str
    town: dict[str, Any] | None = None


@dataclass
class World:
    """What a seed gives: records, and the truth about them."""

    records: list[Record] = field(default_factory=list)
    event: dict[tuple[str, str], str] = field(default_factory=dict)
    origin: dict[tuple[str, str], str] = field(default_factory=dict)
    kin: dict[str, str] = field(default_factory=dict)
    kind: dict[str, str] = field(default_factory=dict)

    def copies(self) -> set[tuple[str, str]]:
        groups: dict[str, list[str]] = {}
        for document, kin in self.kin.items():
            for each in kin.split():
                groups.setdefault(each, []).append(document)
        return {(a, b) for found in groups.values() for a in found for b in found if a < b}


def day_words(day: date, language: str) -> str:
    if language == "fa":
        jalali = JalaliDate(day)
        return f"{jalali.day} {_MONTHS['fa'][jalali.month - 1]} {jalali.year}".translate(_DIGITS)
    return f"{day.day} {_MONTHS[language][day.month - 1]} {day.year}"


class Teller:
    """Writes the documents of one seed."""

    def __init__(self, seed: int, *, stories: int = 8, missing: float = 0.12) -> None:
        self.random = random.Random(seed)
        self.stories, self.missing = stories, missing
        self.world = World()
        self.seed = seed
        self.serial = 0
        self.used: set[tuple[str, str]] = set()
        self.told: set[tuple[str, str, str]] = set()
        self.start = date(2019, 10, 1) + timedelta(days=self.random.randrange(40))

    # Sentences

    def fill(self, template: str, slots: dict[str, str]) -> list[Piece]:
        pieces: list[Piece] = []
        done = 0
        for m in _SLOT.finditer(template):
            pieces.append(("text", template[done : m.start()]))
            pieces.append((m.group(1), slots[m.group(1)]) if m.group(1) else ("t", m.group(2)))
            done = m.end()
        pieces.append(("text", template[done:]))
        return pieces

    def tell(self, fact: Fact, language: str, templates: list[str]) -> Sentence:
        """A sentence that tells a fact by its chain of voices."""
        people = data()["counts"][language]["people"]
        slots = {}
        for at, number in enumerate(fact.counts):
            shown = str(number).translate(_DIGITS) if language == "fa" and self.random.random() < 0.7 else str(number)
            slots[f"c{at + 1}"] = self.random.choice(people).format(n=shown)
        if fact.place:
            slots["place"] = fact.place["names"][language]
        if fact.country:
            slots["country"] = data()["countries"][fact.country][language]
        slots["day"] = day_words(fact.start, language)
        month = JalaliDate(fact.start) if language == "fa" else fact.start
        slots["month"] = f"{_MONTHS[language][month.month - 1]} {month.year}"
        shades = data()["shade"][language]
        for _ in range(20):
            chosen = (
                self.random.choice(templates),
                self.random.choice(shades["place"]),
                self.random.choice(shades["day"]),
            )
            if not {(fact.gid, chosen[0], shade) for shade in chosen[1:]} & self.told:
                break
        self.told |= {(fact.gid, chosen[0], shade) for shade in chosen[1:]}
        lead = self.fill(chosen[0], slots)
        before = {"place": chosen[1], "day": chosen[2]}
        lead = [
            each for tag, text in lead for each in ([("text", before[tag])] if tag in before else []) + [(tag, text)]
        ]
        if not fact.voices:
            return Sentence((*lead, ("text", ". ")), fact)
        frame = self.random.choice(data()["chain"][language]["one" if len(fact.voices) == 1 else "two"])
        pieces: list[Piece] = []
        for tag, text in self.fill(frame, {"lead": "", "v1": fact.voices[0][0], "v2": fact.voices[-1][0]}):
            pieces.extend(lead if tag == "lead" else [(tag, text)])
        return Sentence((*pieces, ("text", ". ")), fact)

    def filler(self, language: str) -> Sentence:
        parts = data()["filler"][language]
        for _ in range(60):
            chosen = [self.random.choice(parts[part]) for part in ("who", "where", "did", "why")]
            # Two documents that are no copies must not agree over long stretches by chance.
            joints = set(pairwise(chosen[1:]))
            if not joints & self.used:
                break
        self.used |= joints
        for at in (3, 1):
            chosen.insert(at, data()["by"][language].format(name=self.name(language)))
        return Sentence((("text", " ".join(chosen) + ". "),))

    def name(self, language: str) -> str:
        """An invented name of a street or a family."""
        syllables = data()["syllables"][language]
        word = "".join(self.random.choice(syllables) for _ in range(3))
        return word.capitalize()

    # Documents

    def document(self, outlet: str, language: str, published: date | None, body: list[Sentence], place: str) -> Made:
        title = self.random.choice(data()["headline"][language]).format(place=place)
        before, _, after = title.partition(place)
        head = Sentence((("text", before), ("head", place), ("text", f"{after}\n")))
        body = list(body)
        for _ in range(self.random.randint(4, 8)):
            body.insert(self.random.randint(min(1, len(body)), len(body)), self.filler(language))
        if self.random.random() < 0.3:
            body.append(Sentence((("text", self.random.choice(data()["common"][language])),)))
        self.serial += 1
        town = next((each for each in data()["town"] if each["names"][language] == place), None)
        return Made(outlet, language, published, [head, *body], title, f"k{self.serial}", town)

    def copy(self, made: Made, outlet: str, published: date | None) -> Made:
        """A reprint with another headline, cut or lightly edited, its spelling worn by the way."""
        body = made.sentences[1:]
        keep = len(body) if self.random.random() < 0.5 else self.random.randint(max(3, len(body) // 2), len(body))
        body = [each for at, each in enumerate(body[:keep]) if at < 3 or each.fact or self.random.random() < 0.9]
        if self.random.random() < 0.4:
            body.insert(self.random.randint(2, len(body)), self.filler(made.language))
        noise = self.noise() if self.random.random() < 0.5 else (lambda text: text)
        body = [replace(each, pieces=tuple((tag, noise(text)) for tag, text in each.pieces)) for each in body]
        head = Sentence((("text", f"{outlet}: "), *made.sentences[0].pieces))
        return Made(outlet, made.language, published, [head, *body], made.title, made.kin, made.town)

    def noise(self) -> Any:
        swaps = self.random.sample([("\u200c", ""), ("ی", "ي"), ("ک", "ك"), ("ة", "ه"), ("أ", "ا"), ("-", "–")], 3)

        def worn(text: str) -> str:
            for old, new in swaps:
                text = text.replace(old, new)
            return text

        return worn

    def passage(self, made: Made, outlet: str, published: date | None, place: str) -> Made:
        """An own article that prints some sentences of another as they stand."""
        told = next(at for at, each in enumerate(made.sentences) if each.fact)
        block = made.sentences[told : told + 2]
        own = self.document(outlet, made.language, published, [self.filler(made.language)], place)
        at = self.random.randint(1, len(own.sentences) - 1)
        own.sentences[at:at] = block
        own.kin = f"{own.kin} {made.kin}"
        return own

    # Stories

    def run(self) -> World:
        towns = data()["town"]
        acts = data()["act"]
        made: list[Made] = []
        for number in range(self.stories):
            town, act = self.random.choice(towns), self.random.choice(acts)
            day = self.start + timedelta(days=self.random.randrange(30))
            happening = self.happening(f"s{number}", act, town, day)
            made += self.story(happening)
            roll = self.random.random()
            if roll < 0.25:
                near = next(each for each in towns if each["names"]["en"] == town["near"])
                made += self.story(self.happening(f"s{number}near", act, near, day), small=True)
            elif roll < 0.5:
                made += self.story(self.happening(f"s{number}next", act, town, day + timedelta(days=1)), small=True)
            if act["type"] == "PROTEST" and self.random.random() < 0.6:
                made += self.plan(happening)
            if number % 4 == 3:
                made += self.vague(happening)
        made += self.ring()
        made += self.campaign()
        self.random.shuffle(made)
        for at, each in enumerate(made):
            self.finish(each, f"{self.seed}-{at:03}")
        return self.world

    def happening(self, gid: str, act: dict[str, Any], town: dict[str, Any], day: date) -> Happening:
        base = self.random.choice([2, 3, 4, 5, 7, 8, 11, 14, 23, 31])
        first = base * self.random.choice([40, 100, 150]) if act["type"] == "PROTEST" else base
        counts = (first, base * self.random.randint(2, 4) + self.random.randint(0, 3))[: len(act["counts"])]
        return Happening(gid, act, town, day, counts)

    def fact(self, what: Happening, origin: str, voices: list[tuple[str, str]], counts: tuple[int, ...]) -> Fact:
        act = what.act
        return Fact(
            what.gid,
            origin,
            act["type"],
            act["mode"],
            "happened",
            "incident",
            tuple(act["counts"]),
            counts,
            what.town,
            None,
            what.day,
            what.day,
            tuple(voices),
        )

    def story(self, what: Happening, *, small: bool = False) -> list[Made]:
        random_, act = self.random, what.act
        voices = random_.sample(data()["voice"], 1 if small else random_.randint(1, 3))
        tolls = [what.counts]
        for _ in voices[1:]:
            tolls.append(tuple(max(1, n + random_.choice([0, 0, 1, 2])) for n in what.counts))
        agency = random_.choice(data()["agency"])
        lang = agency["language"]
        out: list[Made] = []

        def said(voice: dict[str, Any], language: str) -> tuple[str, str]:
            return voice["names"][language], voice["kind"]

        def origin(at: int) -> str:
            return f"voice:{voices[at]['names']['en']}"

        wire_day = what.day + timedelta(days=random_.choice([0, 0, 1]))
        wire = self.document(
            agency["names"][lang],
            lang,
            wire_day,
            [self.tell(self.fact(what, origin(0), [said(voices[0], lang)], tolls[0]), lang, act[lang])],
            what.town["names"][lang],
        )
        out.append(wire)
        outlets = [(name, language) for language in LANGUAGES for name in data()["outlets"][language]]
        for outlet, language in random_.sample(outlets, 2 if small else random_.randint(3, 6)):
            published = wire_day + timedelta(days=random_.choice([0, 0, 0, 1]))
            place = what.town["names"][language]
            named = (agency["names"][language], "agency")
            at = random_.randrange(len(voices))
            how = random_.random()
            if how < 0.35 and language == lang:
                out.append(self.copy(wire, outlet, published))
                continue
            if how < 0.42 and language == lang:
                out.append(self.passage(wire, outlet, published, place))
                continue
            if how < 0.6:
                fact = self.fact(what, origin(0), [named, said(voices[0], language)], tolls[0])
            elif how < 0.7:
                fact = self.fact(what, origin(0), [named], tolls[0])
            elif how < 0.88:
                fact = self.fact(what, origin(at), [said(voices[at], language)], tolls[at])
            elif how < 0.94:
                voice = (random_.choice(data()["unnamed"][language]), "anonymous")
                fact = self.fact(what, f"unnamed:{outlet}", [voice], tolls[at])
            elif how < 0.97:
                fact = self.fact(what, f"outlet:{outlet}", [], tuple(n + random_.choice([0, 1]) for n in what.counts))
            else:
                fact = self.fact(what, origin(0), [], tolls[0])
            made = self.document(outlet, language, published, [self.tell(fact, language, act[language])], place)
            out.append(made)
        if act["type"] == "ASSAULT" and not small and random_.random() < 0.4:
            grown = tuple(n + random_.randint(1, max(1, n // 2)) for n in what.counts)
            outlet, language = random_.choice(outlets)
            fact = self.fact(what, origin(0), [said(voices[0], language)], grown)
            out.append(
                self.document(
                    outlet,
                    language,
                    wire_day + timedelta(days=1),
                    [self.tell(fact, language, act[language])],
                    what.town["names"][language],
                )
            )
        return out

    def plan(self, what: Happening) -> list[Made]:
        outlet, language = self.random.choice([(n, la) for la in LANGUAGES for n in data()["outlets"][la]])
        fact = Fact(
            f"{what.gid}plan",
            f"outlet:{outlet}",
            "PROTEST",
            "demonstration",
            "planned",
            "incident",
            ("participants",),
            (what.counts[0] * 2,),
            what.town,
            None,
            what.day,
            what.day,
            (),
        )
        sentence = self.tell(fact, language, data()["planned"][language])
        published = what.day - timedelta(days=self.random.randint(1, 4))
        return [self.document(outlet, language, published, [sentence], what.town["names"][language])]

    def vague(self, what: Happening) -> list[Made]:
        """A later piece that names only the country and the month."""
        if what.act["type"] != "ASSAULT":
            return []
        outlet, language = self.random.choice([(n, la) for la in LANGUAGES for n in data()["outlets"][la]])
        if language == "fa":
            jalali = JalaliDate(what.day)
            start = jalali.replace(day=1).to_gregorian()
            end = jalali.replace(day=JalaliDate.days_in_month(jalali.month, jalali.year)).to_gregorian()
        else:
            start = what.day.replace(day=1)
            end = (start + timedelta(days=32)).replace(day=1) - timedelta(days=1)
        fact = Fact(
            what.gid,
            f"outlet:{outlet}",
            "ASSAULT",
            None,
            "happened",
            "incident",
            ("killed",),
            what.counts[:1],
            None,
            what.town["country"],
            start,
            end,
            (),
            "month",
        )
        sentence = self.tell(fact, language, data()["vague"][language])
        return [
            self.document(
                outlet,
                language,
                end + timedelta(days=9),
                [sentence],
                data()["countries"][what.town["country"]][language],
            )
        ]

    def ring(self) -> list[Made]:
        """Two or three outlets that cite one another."""
        what = self.happening(
            "ring",
            self.random.choice(data()["act"][:2]),
            self.random.choice(data()["town"]),
            self.start + timedelta(days=34),
        )
        language = self.random.choice(LANGUAGES)
        names = self.random.sample(data()["outlets"][language], self.random.choice([2, 3]))
        out = []
        for at, name in enumerate(names):
            cited = names[(at + 1) % len(names)]
            fact = self.fact(what, "ring", [(cited, "outlet")], what.counts)
            out.append(
                self.document(
                    name,
                    language,
                    what.day + timedelta(days=1),
                    [self.tell(fact, language, what.act[language])],
                    what.town["names"][language],
                )
            )
        return out

    def campaign(self) -> list[Made]:
        """Cumulative tolls for a country, which grow."""
        country = self.random.choice(["IQ", "IR", "SY"])
        since = self.start
        toll = self.random.choice([120, 250, 310])
        out = []
        for at in range(3):
            outlet, language = self.random.choice([(n, la) for la in LANGUAGES for n in data()["outlets"][la]])
            voice = self.random.choice(data()["voice"][:3])
            fact = Fact(
                "campaign",
                f"voice:{voice['names']['en']}",
                "ASSAULT",
                None,
                "happened",
                "cumulative",
                ("killed",),
                (toll + 12 * at,),
                None,
                country,
                since,
                None,
                ((voice["names"][language], voice["kind"]),),
            )
            published = since + timedelta(days=28 + at)
            out.append(
                self.document(
                    outlet,
                    language,
                    published,
                    [self.tell(fact, language, data()["cumulative"][language])],
                    data()["countries"][country][language],
                )
            )
        return out

    # Records

    def finish(self, made: Made, document: str) -> None:
        """The record of a document, as a careful reader would give it, and its truth."""
        text = ""
        places: list[Place] = []
        times: list[Time] = []
        counts: list[Count] = []
        said: list[Attribution] = []
        claims: list[Claim] = []
        for sentence in made.sentences:
            start = len(text)
            spans: dict[str, tuple[int, int]] = {}
            for tag, piece in sentence.pieces:
                spans[tag] = (len(text), len(text) + len(piece))
                text += piece
            if "head" in spans and made.town and self.random.random() >= self.missing:
                places.append(_place("p0", spans["head"], made.town))
            if sentence.fact is not None:
                self._claim(
                    sentence.fact,
                    made,
                    document,
                    (start, len(text.rstrip())),
                    spans,
                    places,
                    times,
                    counts,
                    said,
                    claims,
                )
        published = (
            Published(start=made.published.isoformat(), end=made.published.isoformat()) if made.published else None
        )
        self.world.records.append(
            Record(
                id=document,
                locator=f"{document}.txt",
                sha256="",
                media_type="text/plain",
                language=made.language,
                outlet=made.outlet,
                author=None,
                title=made.title,
                published=published,
                text=text,
                times=tuple(times),
                counts=tuple(counts),
                places=tuple(places),
                attributions=tuple(said),
                claims=tuple(claims),
            )
        )
        self.world.kin[document] = made.kin

    def _claim(
        self,
        fact: Fact,
        made: Made,
        document: str,
        span: tuple[int, int],
        spans: dict[str, tuple[int, int]],
        places: list[Place],
        times: list[Time],
        counts: list[Count],
        said: list[Attribution],
        claims: list[Claim],
    ) -> None:
        number = len(claims) + 1
        place = time = None
        if fact.place and self.random.random() >= self.missing / 2 and "place" in spans:
            place = f"p{number}"
            places.append(_place(place, spans["place"], fact.place))
        elif fact.country and "country" in spans:
            place = f"p{number}"
            places.append(
                Place(
                    id=place,
                    span=spans["country"],
                    name_en=data()["countries"][fact.country]["en"],
                    country=fact.country,
                    lat=None,
                    lon=None,
                    kind="country",
                    geonames=None,
                    rule="made",
                )
            )
        when = spans.get("day") or spans.get("month")
        if when and (fact.precision != "day" or fact.scope == "cumulative" or self.random.random() >= self.missing):
            time = f"t{number}"
            times.append(
                Time(
                    id=time,
                    span=when,
                    start=fact.start.isoformat(),
                    end=fact.end.isoformat() if fact.end else None,
                    precision=fact.precision,
                    calendar="jalali" if made.language == "fa" else "gregorian",
                    basis="explicit",
                    rule="made",
                )
            )
        ids = []
        for at, (kind, value) in enumerate(zip(fact.kinds, fact.counts, strict=True)):
            if f"c{at + 1}" in spans and self.random.random() >= self.missing / 2:
                ids.append(f"c{number}{at}")
                counts.append(
                    Count(
                        id=ids[-1],
                        span=spans[f"c{at + 1}"],
                        kind=kind,
                        low=value,
                        high=value,
                        approx=False,
                        scope=fact.scope,
                        rule="made",
                    )
                )
        chain = []
        for at, (name, kind) in enumerate(fact.voices):
            chain.append(f"a{number}{at}")
            said.append(
                Attribution(
                    id=chain[-1],
                    source=spans.get("v1" if at == 0 else "v2"),
                    source_name=name,
                    source_kind=kind,
                    cue=None,
                    content=(span,),
                    mode="indirect",
                    polarity="asserts",
                    rule="made",
                    parent=chain[-2] if at else None,
                )
            )
        claims.append(
            Claim(
                id=f"e{number}",
                span=span,
                trigger=spans.get("t", span),
                type=fact.type,
                mode=fact.mode,
                status=fact.status,
                polarity="affirmed",
                actor=None,
                recipient=None,
                place=place,
                time=time,
                counts=tuple(ids),
                attribution=chain[-1] if chain else None,
                chain=tuple(chain),
                rules=(),
            )
        )
        key = (document, f"e{number}")
        self.world.event[key] = fact.gid
        self.world.origin[key] = fact.origin


def _place(name: str, span: tuple[int, int], town: dict[str, Any]) -> Place:
    lat, lon = town["at"]
    return Place(
        id=name,
        span=span,
        name_en=town["names"]["en"],
        country=town["country"],
        lat=lat,
        lon=lon,
        kind="city",
        geonames=None,
        rule="made",
    )


def world(seed: int, **options: Any) -> World:
    """The documents and the truth of one seed."""
    return Teller(seed, **options).run()
