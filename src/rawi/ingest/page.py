"""A saved web page → what it tells and what it says of itself."""

import re

import msgspec
from resiliparse.parse.html import HTMLTree

from rawi.errors import InputError
from rawi.ingest import furniture
from rawi.ingest.dates import published_of
from rawi.ingest.page_facts import Facts, facts
from rawi.ingest.page_text import Divided, divide
from rawi.ingest.plain import describe
from rawi.records import Note, Published

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([a-z0-9_:.-]+)", re.I)
_XML = re.compile(rb"^(?:\xef\xbb\xbf)?\s*<\?xml[^>]*encoding\s*=\s*[\"']([a-z0-9_:.-]+)", re.I)
_ARABIC = re.compile("[\u0620-\u064a\u0671-\u06d3]")
_LATIN = re.compile("[A-Za-z]")
_LATIN_CODES = {"en", "de", "fr", "es", "it", "nl", "tr", "pt", "sv"}
_ARABIC_CODES = {"fa", "ar", "ur", "ps", "ckb", "ug", "sd"}


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """The text of a page, the notes on what was kept apart, and the facts it states, each None where it is silent."""

    text: str
    notes: tuple[Note, ...]
    title: str | None
    author: str | None
    outlet: str | None
    language: str | None
    url: str | None
    published: Published | None
    cut: bool


def declared(data: bytes) -> str | None:
    """The encoding that a page's own bytes name, in a `<meta charset>` or an XML declaration."""
    found = _XML.search(data[:200]) or _CHARSET.search(data[:4096])
    return found[1].decode("ascii").lower() if found else None


def page(html: str) -> Page:
    """Read a page. InputError when it has no text."""
    tree = HTMLTree.parse(html.replace("\0", "�"))
    said = facts(tree, html)
    divided = divide(tree, html, said.title)
    text = divided.text
    notes = [Note(code=code, message=part) for code, part in divided.apart]
    if said.body and len(text) < 0.3 * len(said.body):
        text = f"{said.title}\n\n{said.body}" if said.title else said.body
        notes.append(Note(code="ingest.json-ld", message="the page shows no text of its own; this is its JSON-LD's"))
    if not text.strip():
        raise InputError(
            "the page has no text", remedy="open it in a browser and save it complete, or save its text as .txt"
        )
    published = _published(said, divided)
    notes.extend(_doubts(said, published))
    notes.extend(_anchors(divided))
    language = _language(said.language, text)
    if said.language and language is None:
        message = f"the page calls itself {said.language}, which its letters are not"
        notes.append(Note(code="language.differs", message=message))
    return Page(
        text=text,
        notes=tuple(notes),
        title=said.title or describe(text).title,
        author=said.author,
        outlet=said.outlet,
        language=language,
        url=said.url,
        published=published,
        cut=_is_cut(html),
    )


def _published(said: Facts, divided: Divided) -> Published | None:
    if said.dates:
        return said.dates[0]
    return next((found for line in divided.datelines if (found := published_of(line, "dateline"))), None)


def _doubts(said: Facts, published: Published | None) -> list[Note]:
    notes = []
    if published is not None:
        for other in said.dates[1:]:
            if other.end < published.start or other.start > published.end:
                message = f"{published.basis} says {published.start}, {other.basis} says {other.start}"
                notes.append(Note(code="published.differs", message=message))
    if said.outlet_is_host and said.outlet:
        notes.append(Note(code="outlet.host", message=f"the page names no outlet; {said.outlet} is its address"))
    return notes


def _anchors(divided: Divided) -> list[Note]:
    rights = [part for code, part in divided.apart if code == "furniture.copyright"]
    found = [year for part in rights if (year := furniture.years(part, 0, len(part)))]
    return [Note(code="time.weak-anchor", message=str(max(found)[0]))] if found else []


def _language(code: str | None, text: str) -> str | None:
    """The page's own word, unless its letters belie it: themes for Persian sites often say `en`."""
    if code not in _LATIN_CODES and code not in _ARABIC_CODES:
        return code
    sample = text[:1000]
    arabic, latin = len(_ARABIC.findall(sample)), len(_LATIN.findall(sample))
    if (code in _LATIN_CODES and arabic > latin) or (code in _ARABIC_CODES and latin > arabic):
        return None
    return code


def _is_cut(html: str) -> bool:
    """Whether the page ends inside a tag: the saving was broken off."""
    tail = html[-2000:]
    opened = tail.rfind("<")
    return opened >= 0 and ">" not in tail[opened:] and re.match(r"</?[a-zA-Z!]", tail[opened:]) is not None
