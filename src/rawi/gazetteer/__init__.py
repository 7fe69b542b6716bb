"""Where is what: names to coordinates. `gazetteer()` opens the index, which is built on first use."""

from rawi.gazetteer.index import ABBREVIATION, ALTERNATE, PRIMARY, WEAK, Entry, Gazetteer, Named
from rawi.gazetteer.key import abbreviation_key, key
from rawi.gazetteer.store import gazetteer

__all__ = [
    "ABBREVIATION",
    "ALTERNATE",
    "PRIMARY",
    "WEAK",
    "Entry",
    "Gazetteer",
    "Named",
    "abbreviation_key",
    "gazetteer",
    "key",
]
