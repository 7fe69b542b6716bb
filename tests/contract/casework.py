"""Documents of our own for the contract suite: what three outlets tell of one night at a mill, in three languages."""

import msgspec

from rawi.records import (
    ActorMention,
    Agreement,
    Attribution,
    Claim,
    Copy,
    Count,
    Event,
    EventPlace,
    Merge,
    Origin,
    Place,
    Published,
    Record,
    Telling,
    Time,
)
from rawi.store import Case, Fingerprint, Reading
from rawi.store.indexing import Index
from rawi.store.rows import Placed

TEXTS = {
    "mill-en": ("en", "The Lantern", "The ministry said three workers were killed at the mill in Tarvand on 4 May. "
                                     "The union denied that the guards had fired."),
    "mill-fa": ("fa", "پیک دشت", "به گفتهٔ خامنه‌ای، پنج کارگر در آسیاب تَروند کشته شدند. اتحادیه شلیک را تکذیب کرد."),
    "mill-ar": ("ar", "صوت السهل", "قال خامنئي إن خمسة عمال قتلوا في مطحنة تروند، والنقابة نفت ذلك."),
}  # fmt: skip
KILLED = {"mill-en": "were killed", "mill-fa": "کشته شدند", "mill-ar": "قتلوا"}
DENIED = {"mill-en": "denied", "mill-fa": "تکذیب کرد", "mill-ar": "نفت"}
TOLL = {"mill-en": 3, "mill-fa": 5, "mill-ar": 5}
TARVAND = Placed("g900", "Tarvand", "city", "IR", 35.1, 51.2, ("IR", "IR.26"))
OUTER = (
    Placed("IR", "Iran", "country", "IR", 32.0, 53.0, ()),
    Placed("IR.26", "Tehran", "province", "IR", 35.7, 51.4, ("IR",)),
)


def record(name: str, *, text: str | None = None, day: str = "2024-05-05", sha256: str | None = None) -> Record:
    """A record of two claims: a toll as somebody gives it, and a denial."""
    language, outlet, written = TEXTS[name]
    text = text or written
    killed, denied = _at(text, KILLED[name]), _at(text, DENIED[name])
    stop = next(at for at in range(killed[1], len(text)) if text[at] in ".،")
    return Record(
        id=name,
        locator=f"{name}.txt",
        sha256=sha256 or (name.encode().hex() * 8)[:64],
        media_type="text/plain",
        language=language,
        outlet=outlet,
        author=None,
        title=text.split(".")[0][:40],
        published=Published(start=day, end=day),
        text=text,
        times=(
            Time(id="T1", span=(0, 1), start="2024-05-04", end="2024-05-04", precision="day", calendar="gregorian",
                 basis="explicit", rule="x"),
        ),
        counts=(
            Count(id="N1", span=(0, 1), kind="killed", low=TOLL[name], high=TOLL[name], approx=False, scope="incident",
                  rule="x"),
        ),
        places=(
            Place(id="P1", span=(0, 1), name_en="Tarvand", country="IR", lat=35.1, lon=51.2, kind="city", geonames=900,
                  rule="x"),
        ),
        actors=(
            ActorMention(id="M1", span=(0, 3), actor="ministry", name="Ministry of Mills", kind="organisation",
                         tone="neutral", rule="x"),
        ),
        attributions=(
            Attribution(id="A1", source=(0, 3), source_name=f"speaker of {outlet}", source_kind="organisation",
                        cue=(3, 6), content=((0, stop),), mode="indirect", polarity="asserts", rule="x",
                        actor="ministry"),
        ),
        claims=(
            _claim("E1", (0, stop), killed, "ASSAULT", status="happened", actor=(0, 3), counts=("N1",)),
            _claim("E2", (stop + 1, len(text)), denied, "REJECT", status="happened", actor=None, counts=()),
        ),
    )  # fmt: skip


def fill(case: Case, *records: Record, reader: str = "rawi-1") -> None:
    """Read records into a case, each from a file of its own, and index them."""
    for each in records or tuple(map(record, TEXTS)):
        fingerprint = Fingerprint(each.locator, each.sha256, "{}", reader)
        number = case.begin(fingerprint, size=len(each.text.encode()))
        case.save(fingerprint, number, [Reading(0, each, 0.01)])
        case.finish(fingerprint, number)
    indexes = [
        Index(document, kept, places={"P1": TARVAND}, outer=OUTER)
        for document, kept in case.records_of(case.unindexed())
    ]
    case.index(indexes)
    case.refresh()


def event(id: str = "e1", *documents: str, claim: str = "E1", type: str = "ASSAULT", start: str | None = "2024-05-04",
          conflict: bool = True) -> Event:  # fmt: skip
    """An event that a claim of each document tells of."""
    told = documents or tuple(TEXTS)
    refs = tuple((document, claim) for document in told)
    tellings = tuple(
        Telling(origin=f"o-{document}", value=str(TOLL[document]), told="2024-05-05", claim=(document, claim),
                chain=(TEXTS[document][1],), relation="first", low=TOLL[document], high=TOLL[document])
        for document in told
    )  # fmt: skip
    return Event(
        id=id,
        type=type,
        mode=None,
        family=type,
        status="happened",
        scope="incident",
        start=start,
        end=start,
        time_basis="explicit",
        place=EventPlace(name="Tarvand", country="IR", lat=35.1, lon=51.2, kind="city", geonames=900),
        claims=refs,
        documents=told,
        outlets=tuple(TEXTS[document][1] for document in told),
        languages=tuple(dict.fromkeys(TEXTS[document][0] for document in told)),
        origins=tuple(
            Origin(id=f"o-{document}", name=f"speaker of {TEXTS[document][1]}", kind="organisation", actor="ministry",
                   claims=((document, claim),), documents=(document,))
            for document in told
        ),
        origins_low=1,
        origins_high=len(told),
        origins_words=(),
        agreement=(
            Agreement(attribute="killed", verdict="conflicts" if conflict else "agrees", tellings=tellings, silent=(),
                      words="3 or 5"),
        ),
        merges=tuple(Merge(a=refs[0], b=ref, score=0.9, reasons=("same place",)) for ref in refs[1:]),
    )  # fmt: skip


def copy(first: str = "mill-en", second: str = "mill-fa") -> Copy:
    return Copy(id=f"{first}={second}", kind="rewrite", status="suggested", first=first, second=second, dated=True,
                spans=(((0, 5), (0, 5)),), share_first=0.5, share_second=0.5, score=0.7, reasons=("same account",))  # fmt: skip


def without_claim(kept: Record, claim: str) -> Record:
    """The record of a reader that no longer finds a claim; the others move up."""
    left = [each for each in kept.claims if each.id != claim]
    renamed = tuple(msgspec.structs.replace(each, id=f"E{number}") for number, each in enumerate(left, 1))
    return msgspec.structs.replace(kept, claims=renamed)


def _claim(
    id: str, span: tuple[int, int], trigger: tuple[int, int], type: str, *, status: str, actor: tuple[int, int] | None,
    counts: tuple[str, ...],
) -> Claim:  # fmt: skip
    return Claim(id=id, span=span, trigger=trigger, type=type, mode=None, status=status, polarity="affirmed",
                 actor=actor, recipient=None, place="P1", time="T1", counts=counts, attribution="A1", chain=("A1",),
                 rules=("x",))  # fmt: skip


def _at(text: str, words: str) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)
