"""The whole reading flow on one screen: Document in, Record out."""

import gc
from typing import TYPE_CHECKING

from rawi import __version__
from rawi.actors import Register
from rawi.attribution import attributions
from rawi.claims import claims
from rawi.lang import Reading, load
from rawi.mentions.actors import actors
from rawi.mentions.counts import counts
from rawi.mentions.places import places
from rawi.mentions.times import timed
from rawi.records import Document, Record

if TYPE_CHECKING:
    from rawi.claims.careful import Careful


def read(document: Document, known: Register | None = None, careful: "Careful | None" = None) -> Record:
    """Read one document. Pure: the same document and rules give the same record, byte for byte.

    `known` replaces the shipped register of actors, such as `register().with_own(...)`; `careful` is the optional
    careful reader (docs/careful.md).
    """
    # A reading makes many small objects and hardly a cycle: looking for cycles between them costs a sixth of the time.
    collecting = gc.isenabled()
    gc.disable()
    try:
        return _read(document, known, careful)
    finally:
        if collecting:
            gc.enable()


def reads_many() -> None:
    """Say that this process reads one document after the other: cycles among objects are then looked for rarely.

    A reading leaves none behind: the interpreter's own habit costs a twenty-fifth of the time and finds nothing.
    """
    gc.set_threshold(100_000, 20, 100)


def _read(document: Document, known: Register | None, careful: "Careful | None") -> Record:
    reading = Reading(document)
    when, doubts = timed(reading)
    how_many = counts(reading, when)
    where = places(reading, known)
    who = actors(reading, known)
    said = attributions(reading, when, who)
    look = None if careful is None else careful.look()
    told = claims(reading, when, how_many, where, who, said, look)
    reading.kept.clear()  # what stages keep refers back to the reading: without that circle it is freed at once
    return Record(
        id=document.id,
        locator=document.locator,
        sha256=document.sha256,
        media_type=document.media_type,
        language=reading.view.lang,
        outlet=document.outlet,
        author=document.author,
        title=document.title,
        published=document.published,
        text=document.text,
        times=when,
        counts=how_many,
        places=where,
        actors=who,
        attributions=said,
        claims=told,
        notes=(*document.notes, *reading.view.notes, *doubts, *(() if look is None else look.notes)),
        reader={
            "rawi": __version__,
            **({} if careful is None else {"careful": careful.version}),
            **{code: load(code).version for code in sorted({s.lang for s in reading.sentences})},
        },
    )
