"""Imported once by the process that workers are forked from, so that each starts with the packs loaded.

Whatever goes wrong here goes wrong again, and is reported, when a document is read."""

from contextlib import suppress

from rawi import pipeline
from rawi.records import Document

with suppress(Exception):
    for _language, _text in (("fa", "گفت."), ("ar", "قال."), ("en", "He said so.")):
        pipeline.read(Document(id="warm", text=_text, language=_language))
