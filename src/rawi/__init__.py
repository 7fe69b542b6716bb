"""rawi: who told whom, exactly where it is written, and how many separate tellers there are."""

__version__ = "0.1.0"
