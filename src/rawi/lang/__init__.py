"""Language packs: words, rules and morphology of one language, loaded explicitly into an immutable object."""

from rawi.lang.loader import LANGUAGES, load
from rawi.lang.pack import Hit, Lexicon, Pack
from rawi.lang.reading import Reading

__all__ = ["LANGUAGES", "Hit", "Lexicon", "Pack", "Reading", "load"]
