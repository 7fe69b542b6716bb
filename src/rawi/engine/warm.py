"""Imported once by the process that workers are forked from, so that each starts with the packs loaded."""

from contextlib import suppress

from rawi import pipeline
from rawi.errors import RawiError
from rawi.records import Document

with suppress(RawiError):
    for _language, _text in (("fa", "گفت."), ("ar", "قال."), ("en", "He said so.")):
        pipeline.read(Document(id="warm", text=_text, language=_language))
