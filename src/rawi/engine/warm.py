"""Imported once by the process that workers are forked from, so that each starts with the packs loaded.

Whatever goes wrong here goes wrong again, and is reported, when a document is read."""

from contextlib import suppress

from rawi import pipeline
from rawi.lang import LANGUAGES, load
from rawi.records import Document

with suppress(Exception):
    for _language in LANGUAGES:
        pipeline.read(Document(id="warm", text=load(_language).settings["sentence"], language=_language))
