"""Records in a case → what they are found by: places and what contains them, tokens for full text."""

from collections.abc import Callable

from rawi.engine.containment import containing
from rawi.lang.searching import VERSION as TOKENS_VERSION
from rawi.lang.searching import tokens
from rawi.records import Record
from rawi.store import Case
from rawi.store.indexing import VERSION, Index
from rawi.store.rows import Placed
from rawi.store.texts import Tokens

BATCH = 40
"""Documents of one transaction: whoever decides meanwhile waits for no more of them."""
VERSIONS = VERSION * 1000 + TOKENS_VERSION


def index_case(case: Case, done: Callable[[int], None] = lambda number: None) -> int:
    """Make every document of a case findable that is not yet; return how many were.

    `done` is told of every batch's size. Call `case.refresh()` when all is in.
    """
    if case.setting("tokens") != str(TOKENS_VERSION):
        case.forget_texts()
        case.set("tokens", str(TOKENS_VERSION))
    waiting = case.unindexed(VERSIONS)
    for at in range(0, len(waiting), BATCH):
        some = waiting[at : at + BATCH]
        case.index([indexed(document, record) for document, record in case.records_of(some)], VERSIONS)
        done(len(some))
    return len(waiting)


def indexed(document: str, record: Record) -> Index:
    """What a document is to be found by."""
    places: dict[str, Placed] = {}
    outer: dict[str, Placed] = {}
    for place in record.places:
        places[place.id], around = containing(place, record.text)
        outer |= {each.id: each for each in around}
    heads = " ".join(part for part in (record.title, record.outlet, record.author) if part)
    claims = {claim.id: _claim(record, claim.id) for claim in record.claims}
    return Index(document, record, Tokens(*tokens(f"{heads}\n{record.text}")), claims, places, tuple(outer.values()))


def _claim(record: Record, id: str) -> Tokens:
    """A claim is found by its passage, by who tells it, and by where it was."""
    claim = next(each for each in record.claims if each.id == id)
    by_id = {attribution.id: attribution for attribution in record.attributions}
    place = next((each for each in record.places if each.id == claim.place), None)
    voices = [by_id[each].source_name for each in claim.chain if each in by_id]
    named = [place.name_en] if place is not None and place.name_en else []
    return Tokens(*tokens("\n".join([record.text[slice(*claim.span)], *voices, *named])))
