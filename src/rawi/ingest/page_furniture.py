"""Elements of a page that are furniture, known by their tag, role, class or id. The words are in furniture.toml."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from resiliparse.parse.html import ElementNode

from rawi.ingest import furniture
from rawi.ingest.dom import every, first, link_share, raw

INLINE = {"a", "span", "b", "strong", "em", "i", "u", "small", "time", "abbr", "cite", "bdi", "font", "mark"}
_NEVER = {"html", "body", "main", "article", "h1"}
_HIDDEN = "[hidden], [style*='display:none'], [style*='display: none']"
# Two patterns that begin with a fixed string are many times faster than one that does not.
_NAMES = (re.compile(r"""class=["']?([^"'<>]{1,400})"""), re.compile(r"""id=["']?([^"'<>]{1,400})"""))
_LOOSE = re.compile(r"""(?:class|id)\s*=\s*["']?([^"'<>]{1,400})""", re.I)
_PARTS = re.compile(r"[-_]+|(?<=[a-z])(?=[A-Z])")
_SAFE = re.compile(r"[^\"\\=]+")


def elements(body: ElementNode, source: str) -> Iterator[tuple[str, ElementNode]]:
    """Code and element, by the order of codes in the data; take each out of the page before asking for the next.

    `source` is the page's HTML. An element that holds the article, or words of a sentence, is never given.
    """
    whole = max(1, len(raw(body)))
    patterns = (_LOOSE,) if "CLASS=" in source or "class =" in source else _NAMES
    values = {value for pattern in patterns for value in pattern.findall(source)}
    tokens = {t for value in values for t in value.split() if _code_of(t) and _SAFE.fullmatch(t)}
    named = [f'[class~="{token}"], [id="{token}"]' for token in sorted(tokens)]
    ranks = _ranks()
    found = [
        (ranks[code], code, e) for e in every(body, ", ".join([*_plain_selectors(), *named])) if (code := _code(e))
    ]
    for _, code, element in sorted(found, key=lambda f: f[0]):
        if body.contains(element) and not _holds_article(element, code, whole):
            yield code, element
    for element in every(body, _HIDDEN):
        if body.contains(element) and not _holds_article(element, "furniture.hidden", whole):
            yield "furniture.hidden", element


def _holds_article(element: ElementNode, code: str, whole: int) -> bool:
    if element.tag in _NEVER or first(element, "h1, [itemprop~=articleBody]") is not None:
        return True
    size = len(raw(element))
    if size > 0.4 * whole and code != "furniture.comments" and link_share(element) < 0.5:
        return True
    if element.tag in INLINE:
        paragraph = element.closest("p")
        return paragraph is not None and len(raw(paragraph)) > 1.5 * size + 12
    return False


def _code(element: ElementNode) -> str | None:
    """The first code, in the order of the data, that an element's tag, role, class or id stands for."""
    tags, roles = _by_tag()
    role = element.getattr("role")
    names = f"{element.class_name or ''} {element.id or ''}".split()
    codes = [_code_of(name) for name in names]
    codes.append(tags.get(element.tag or ""))
    if role:
        codes.append(roles.get(role))
    ranks = _ranks()
    return min((c for c in codes if c), key=lambda c: ranks[c], default=None)


@cache
def _ranks() -> dict[str, int]:
    out: dict[str, int] = {}
    for row in furniture.table()["element"]:
        out.setdefault(row["code"], len(out))
    return out


@cache
def _by_tag() -> tuple[dict[str, str], dict[str, str]]:
    rows = furniture.table()["element"]
    tags = {tag: row["code"] for row in rows for tag in row.get("tags", ())}
    return tags, {role: row["code"] for row in rows for role in row.get("roles", ())}


@cache
def _plain_selectors() -> tuple[str, ...]:
    tags, roles = _by_tag()
    return (*tags, *(f"[role={role}]" for role in roles))


@cache
def _by_word() -> dict[str, str]:
    out: dict[str, str] = {}
    for row in furniture.table()["element"]:
        for word in row.get("words", ()):
            out.setdefault(word, row["code"])
    return out


@lru_cache(maxsize=50_000)
def _code_of(token: str) -> str | None:
    """The code that a class or id stands for, by its words: `post-tags`, `shareButtons`, `related_news`."""
    words = _by_word()
    if token.lower() in words:
        return words[token.lower()]
    parts = [p.lower() for p in _PARTS.split(token) if p][:6]
    for size in (3, 2, 1):
        for i in range(len(parts) - size + 1):
            if (code := words.get("-".join(parts[i : i + size]))) is not None:
                return code
    return None
