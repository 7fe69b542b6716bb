"""An optional part: a compact encoder of Persian, Arabic and English text, made from the user's own weight file."""

from rawi.encoder.embed import Embedder
from rawi.encoder.model import Encoder, place

__all__ = ["Embedder", "Encoder", "place"]
