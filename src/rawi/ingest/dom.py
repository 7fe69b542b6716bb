"""Asking a parsed page: small questions to resiliparse's tree, with one answer for what is missing."""

import re
from html import unescape

from resiliparse.parse.html import ElementNode, HTMLTree

_TAG = re.compile(r"<[^>]*>")


def every(where: HTMLTree | ElementNode, selector: str, most: int | None = None) -> list[ElementNode]:
    """The first `most` elements that a CSS selector finds, in the order of the page."""
    node = where.document if isinstance(where, HTMLTree) else where
    # A slice asks once; stepping through the list would ask again for each element.
    return list(node.query_selector_all(selector)[:most]) if node is not None else []


def first(where: HTMLTree | ElementNode, selector: str) -> ElementNode | None:
    """The first element that a CSS selector finds."""
    node = where.document if isinstance(where, HTMLTree) else where
    return node.query_selector(selector) if node is not None else None


def raw(element: ElementNode) -> str:
    """All characters within an element, the text of its parts run together."""
    return element.text or ""


def said(element: ElementNode) -> str:
    """What an element says, on one line, its parts a space apart."""
    return squeeze(unescape(_TAG.sub(" ", element.html)))


def squeeze(value: str | None) -> str:
    """On one line, single spaces."""
    return " ".join((value or "").split())


def linked(node: ElementNode) -> int:
    """How many characters of an element are links (of the first 200)."""
    return sum(len(raw(a)) for a in every(node, "a", 200))


def link_share(node: ElementNode) -> float:
    """The share of an element's characters that are links."""
    return linked(node) / max(1, len(squeeze(raw(node))))
