"""What a page says of itself: title, author, outlet, language, address and day of publication, and where it says so."""

import json
import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from typing import Any

import msgspec
from resiliparse.parse.html import HTMLTree

from rawi.ingest.dates import from_address, published_of
from rawi.ingest.dom import every, first, raw, squeeze
from rawi.ingest.folding import fold
from rawi.records import Published

_SAVED = re.compile(r"<!--[^>]{0,200}?(?:saved from url=\(\d+\)|url:\s*)(https?://[^\s>]+)", re.I)
_NOT_HERE = "aside, footer, nav, li, [class*=related], [class*=comment], [id*=comment]"


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """The facts of a page. `dates` holds every date found, the most trusted first, each with its basis."""

    title: str | None = None
    author: str | None = None
    outlet: str | None = None
    outlet_is_host: bool = False
    language: str | None = None
    url: str | None = None
    dates: tuple[Published, ...] = ()
    body: str | None = None


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files("rawi.ingest").joinpath("page.toml").read_text("utf-8"))


def facts(tree: HTMLTree, source: str) -> Facts:
    """Read the head, the JSON-LD, the `<time>` elements and the address of a page. `source` is the page's HTML."""
    data = _data()
    meta = _meta(tree)
    article, others = _json_ld(tree)
    url = _stated(meta, "url") or _link(tree) or _text(article.get("url")) or _saved_from(source)
    host = _host(url)
    outlet = _stated(meta, "outlet") or _name(article.get("publisher")) or _publisher(others)
    heading = first(tree, "h1")
    in_page = squeeze(raw(heading)) if heading is not None else None
    whole = squeeze(tree.title) or None
    title = _stated(meta, "title") or _text(article.get("headline")) or whole or in_page
    if outlet is None and whole and in_page:
        outlet = _beside(whole, in_page, data["separators"])
    if title:
        title = _without(title, outlet, data["separators"])
    if title and in_page and len(in_page) > 8 and fold(title).startswith(fold(in_page)):
        title = in_page
    return Facts(
        title=title,
        author=_names(article.get("author")) or _person(_stated(meta, "author")) or _byline(tree),
        outlet=outlet or host,
        outlet_is_host=outlet is None and host is not None,
        language=_language(tree, meta, article),
        url=url,
        dates=tuple(_dates(tree, meta, article, others, url)),
        body=_text(article.get("articleBody")),
    )


def _meta(tree: HTMLTree) -> dict[str, str]:
    out: dict[str, str] = {}
    for element in every(tree, "meta[content]"):
        content = squeeze(element.getattr("content"))
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            name = element.getattr(attribute)
            if name and content:
                out.setdefault(name.strip().lower(), content)
    return out


def _stated(meta: dict[str, str], fact: str) -> str | None:
    return next((meta[name] for name in _data()[fact] if name in meta), None)


def _json_ld(tree: HTMLTree) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The object that describes the article ({} if none does), and every other object."""
    found: list[dict[str, Any]] = []
    for element in every(tree, "script[type='application/ld+json']"):
        stated = raw(element).strip().removeprefix("<!--").removesuffix("-->").strip()
        stated = stated.removeprefix("//<![CDATA[").removesuffix("//]]>").strip().rstrip(";")
        try:
            found.extend(_objects(json.loads(stated, strict=False)))
        except (ValueError, RecursionError):
            continue
    articles = [o for o in found if _kinds(o) & set(_data()["articles"])]
    article = next((o for o in articles if o.get("datePublished")), articles[0] if articles else {})
    return article, [o for o in found if o is not article]


def _objects(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > 6:
        return
    if isinstance(value, list):
        for item in value:
            yield from _objects(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "hasPart"):
            if key in value:
                yield from _objects(value[key], depth + 1)


def _kinds(value: dict[str, Any]) -> set[str]:
    kind = value.get("@type", "")
    return {str(k).rpartition("/")[2].lower() for k in (kind if isinstance(kind, list) else [kind])}


def _text(value: Any) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("@value") or value.get("@id")
    return (value.strip() or None) if isinstance(value, str) else None


def _name(value: Any) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("name")
    found = _text(value)
    return squeeze(found) if found and not found.startswith(("http://", "https://")) else None


def _names(value: Any) -> str | None:
    names = [name for v in (value if isinstance(value, list) else [value]) if (name := _name(v))]
    return ", ".join(dict.fromkeys(names)) or None


def _publisher(others: Iterable[dict[str, Any]]) -> str | None:
    for value in others:
        kinds = _kinds(value)
        of_outlet = any(k.endswith("organization") for k in kinds) or "website" in kinds
        if of_outlet and (name := _name(value.get("name"))):
            return name
        if name := _name(value.get("publisher")):
            return name
    return None


def _person(value: str | None) -> str | None:
    return value if value and "://" not in value and "@" not in value else None


def _byline(tree: HTMLTree) -> str | None:
    for selector in ("[rel=author]", "[itemprop=author]", ".byline", ".author-name"):
        element = first(tree, selector)
        if element is None:
            continue
        line = squeeze(raw(element))
        for word in _data()["by"]:
            if fold(line).startswith(fold(word) + " ") or fold(line).startswith(fold(word) + ":"):
                line = line[len(word) :].lstrip(" :")
                break
        if 3 <= len(line) <= 80:
            return line
    return None


def _link(tree: HTMLTree) -> str | None:
    for selector in ("link[rel=canonical]", "base[href]"):
        element = first(tree, selector)
        if element is not None and (element.getattr("href") or "").startswith(("http://", "https://")):
            return str(element.getattr("href"))
    return None


def _saved_from(source: str) -> str | None:
    found = _SAVED.search(source[:4000])
    return found[1] if found else None


def _host(url: str | None) -> str | None:
    found = re.match(r"https?://(?:www\.)?([^/:?#]+)", url or "")
    return found[1].lower() if found else None


def _beside(whole: str, heading: str, separators: list[str]) -> str | None:
    """What stands after the headline in the page's title, or before it."""
    name = ""
    for mark in separators:
        if whole.startswith(heading + mark):
            name = whole.removeprefix(heading + mark).strip()
        elif whole.endswith(mark + heading):
            name = whole.removesuffix(mark + heading).strip()
    return name if 1 < len(name) <= 60 and not any(mark in name for mark in separators) else None


def _without(title: str, outlet: str | None, separators: list[str]) -> str:
    for mark in separators:
        if outlet and title.endswith(mark + outlet):
            return title.removesuffix(mark + outlet)
        if outlet and title.startswith(outlet + mark):
            return title.removeprefix(outlet + mark)
    return title


def _language(tree: HTMLTree, meta: dict[str, str], article: dict[str, Any]) -> str | None:
    root = first(tree, "html")
    tags = [root.getattr("lang"), root.getattr("xml:lang")] if root is not None else []
    for tag in (*tags, _text(article.get("inLanguage")), _stated(meta, "language")):
        code = re.split(r"[-_,; ]", (tag or "").strip().lower())[0]
        if code.isalpha() and code.isascii() and len(code) in (2, 3):
            return str(_data()["codes"].get(code, code))
    return None


def _dates(
    tree: HTMLTree, meta: dict[str, str], article: dict[str, Any], others: list[dict[str, Any]], url: str | None
) -> Iterator[Published]:
    for name in _data()["published"]:
        if name in meta and (found := published_of(meta[name], "meta")):
            yield found
            break
    pages = [o for o in others if _kinds(o) & set(_data()["pages"])]
    for value in (article, *pages):
        stated = _text(value.get("datePublished")) or _text(value.get("dateCreated"))
        if stated and (found := published_of(stated, "json-ld")):
            yield found
            break
    if found := _time_element(tree):
        yield found
    if url and (found := from_address(url)):
        yield found


def _time_element(tree: HTMLTree) -> Published | None:
    """The date of a `<time>` that is marked as that of publication, or else of the first one of the article."""
    if first(tree, "time, [itemprop=datePublished]") is None:
        return None
    for selector in (
        "[itemprop=datePublished]", "time[pubdate]", "time.published, time.entry-date",
        "article time, main time, header time, [role=main] time", "time",
    ):  # fmt: skip
        for element in every(tree, selector, 3):
            if "updated" in (element.class_name or "") or element.closest(_NOT_HERE) is not None:
                continue
            for value in (element.getattr("datetime"), element.getattr("content"), element.text):
                if value and len(value) < 100 and (found := published_of(value, "time-element")):
                    return found
    return None
