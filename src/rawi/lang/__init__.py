"""Language packs: words, rules and morphology of one language, loaded explicitly into an immutable object."""

from rawi.lang.found import Found
from rawi.lang.hit import Hit
from rawi.lang.loader import LANGUAGES, load
from rawi.lang.pack import Lexicon, Pack
from rawi.lang.reading import Reading

__all__ = ["LANGUAGES", "Found", "Hit", "Lexicon", "Pack", "Reading", "load"]
