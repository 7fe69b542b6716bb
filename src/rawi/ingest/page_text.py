"""The text of a page: what is told, apart from menus, buttons, tags, captions, related links, comments and rights.

Nothing is thrown away: whatever is left out of the text comes back with the reason. The parser is resiliparse, which
keeps the zero-width non-joiner that Persian cannot do without.
"""

import re
from collections.abc import Iterator

import msgspec
from resiliparse.extract.html2text import extract_plain_text
from resiliparse.parse.html import ElementNode, HTMLTree

from rawi.ingest import furniture, page_furniture
from rawi.ingest.dom import every, first, link_share, linked, raw, squeeze
from rawi.ingest.dom import said as spoken
from rawi.ingest.folding import fold
from rawi.ingest.page_furniture import INLINE

_SILENT = "script, style, noscript, template, svg, iframe, object, canvas, map, link, meta"
_BLOCKS = {"p", "ul", "ol", "blockquote", "pre"}
_DIGIT = re.compile(r"\d")
_BLANKS = re.compile(r"\n{3,}")
_ENOUGH = 140
"""Fewer characters than this are no article's text."""
_DEEPEST = 60
"""How far below the body an article is looked for."""


class Divided(msgspec.Struct, frozen=True, kw_only=True):
    """The text of a page, and what was kept apart as (code, text). `datelines` are visible dates beside the article."""

    text: str
    apart: tuple[tuple[str, str], ...]
    datelines: tuple[str, ...] = ()


def divide(tree: HTMLTree, source: str, title: str | None) -> Divided:
    """Divide a page into its text and its furniture. The tree is consumed. `title` is its headline, if known."""
    body = tree.body
    if body is None:
        return Divided(text="", apart=())
    for element in every(body, _SILENT):
        element.remove()
    apart: list[tuple[str, str]] = []
    datelines: list[str] = []
    around = _around_heading(tree)
    for code, element in page_furniture.elements(body, source):
        said = spoken(element)
        if len(said) < 200 and _DIGIT.search(said) and _beside_article(element, around):
            datelines.extend(_dated(code, said))
        element.remove()
        apart.extend(_lines_of(element) if code == "furniture.outside" else [(code, said)] if said else [])
    heading = _heading(tree, title)
    root = _root(body)
    above = [line for line in (_beside(tree, root, "kickers"), heading, _beside(tree, root, "leads")) if line]
    _take_lists(root, apart)
    if root.tag != "body":
        root.remove()
        apart.extend(_outside(tree, above))
        body.replace_children(root)
    text = _plain(tree)
    top = fold(text[:1000])
    above = [line for line in above if fold(line)[:200] not in top]
    text = "\n\n".join([*above, text]).strip()
    text, lines = _without_lines(text, datelines)
    return Divided(text=text, apart=tuple(_joined(apart + lines)), datelines=tuple(datelines))


def _around_heading(tree: HTMLTree) -> list[ElementNode]:
    """The elements in which the headline stands: its parent, and that one's."""
    heading = first(tree, "h1")
    out: list[ElementNode] = []
    node = heading.parent_element if heading is not None else None
    while node is not None and node.tag not in ("body", "html") and len(out) < 2:
        out.append(node)
        node = node.parent_element
    return out


def _beside_article(element: ElementNode, around: list[ElementNode]) -> bool:
    """A date in the masthead is the day the page was saved; one in the article, or beside its headline, is its own."""
    return element.closest("article, main, [role=main]") is not None or any(e.contains(element) for e in around)


def _dated(code: str, said: str) -> Iterator[str]:
    """The pieces of a line that give a date: any, where the element is for dates; labelled ones elsewhere."""
    for piece in re.split(r"\s+[|•·]\s+", said):
        if code == "furniture.dateline" or any(mark.dates for mark in furniture.marks(piece)):
            yield piece


def _heading(tree: HTMLTree, title: str | None) -> str | None:
    wanted = fold(title) if title else ""
    headings = [(squeeze(raw(h)), h) for h in every(tree, "h1, h2", 12)]
    for said, _ in headings:
        if said and wanted and (fold(said) == wanted or (len(said) > 20 and fold(said) in wanted)):
            return said
    for within in ("article, main", "body"):
        found = [said for said, h in headings if said and h.tag == "h1" and h.closest(within) is not None]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def _root(body: ElementNode) -> ElementNode:
    """The element that holds the article: one that says so, or else the one down to which most unlinked text leads."""
    told = sum(len(raw(p)) for p in every(body, "p"))
    for selector in furniture.table()["article"]["roots"]:
        found = [(len(raw(e)), e) for e in every(body, selector, 8)]
        if found:
            size, element = max(found, key=lambda f: f[0])
            if size >= _ENOUGH and size >= 0.5 * told:
                return element
    node = body
    for _ in range(_DEEPEST):
        children = [(len(raw(c)) - linked(c), c) for c in _children(node)]
        if not children:
            return node
        size, best = max(children, key=lambda c: c[0])
        if size < max(1, 0.7 * (len(raw(node)) - linked(node))) or best.tag in INLINE or best.tag in _BLOCKS:
            return node
        node = best
    return node


def _children(node: ElementNode) -> Iterator[ElementNode]:
    child = node.first_element_child
    while child is not None:
        yield child
        child = child.next_element_sibling


def _beside(tree: HTMLTree, root: ElementNode, kind: str) -> str | None:
    """The line over the headline, or the lead below it, where it stands outside the article's element."""
    shortest, longest = (3, 120) if kind == "kickers" else (30, 1200)
    selectors = furniture.table()["article"][kind]
    if first(tree, ", ".join(selectors)) is None:
        return None
    for selector in selectors:
        element = first(tree, selector)
        if element is None or root.contains(element) or element.contains(root):
            continue
        said = squeeze(raw(element))
        if shortest <= len(said) <= longest and link_share(element) < 0.5:
            return said
    return None


def _take_lists(root: ElementNode, apart: list[tuple[str, str]]) -> None:
    """Lists made of links are pointers elsewhere, whatever they are called."""
    for element in every(root, "ul, ol, dl, table"):
        if root.contains(element) and len(every(element, "a", 3)) >= 3 and link_share(element) > 0.8:
            said = spoken(element)
            element.remove()
            apart.append(("furniture.links", said))


def _plain(tree: HTMLTree) -> str:
    raw = extract_plain_text(tree, preserve_formatting=True, main_content=False, list_bullets=False, alt_texts=False)
    return _BLANKS.sub("\n\n", "\n".join(line.strip() for line in raw.split("\n"))).strip()


def _outside(tree: HTMLTree, above: list[str]) -> Iterator[tuple[str, str]]:
    kept = {fold(line) for line in above}
    for line in _plain(tree).splitlines():
        if line and fold(line) not in kept:
            yield furniture.judge(line) or "furniture.outside", squeeze(line)


def _without_lines(text: str, datelines: list[str]) -> tuple[str, list[tuple[str, str]]]:
    """Furniture that pages do not mark as such, found by its words."""
    kept, apart, at = [], [], 0
    for mark in furniture.marks(text):
        kept.append(text[at : mark.start])
        line = text[mark.start : mark.end]
        apart.append((mark.code, line))
        if mark.dates:
            datelines.append(line)
        at = mark.end
    kept.append(text[at:])
    return _BLANKS.sub("\n\n", "".join(kept)).strip(), apart


def _joined(apart: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Neighbours of one kind as one; what is given twice, once."""
    seen: set[tuple[str, str]] = set()
    before: tuple[str, str] | None = None
    for code, said in apart:
        if (code, said) in seen:
            continue
        seen.add((code, said))
        if before is not None and before[0] == code and len(before[1]) < 2000:
            before = (code, f"{before[1]} | {said}")
            continue
        if before is not None:
            yield before
        before = (code, said)
    if before is not None:
        yield before


def _lines_of(element: ElementNode) -> Iterator[tuple[str, str]]:
    for line in extract_plain_text(element.html, preserve_formatting=True, list_bullets=False).splitlines():
        if said := squeeze(line):
            yield furniture.judge(said) or "furniture.outside", said
