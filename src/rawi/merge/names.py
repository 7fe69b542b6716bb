"""Names across scripts by their consonant skeletons, and voices known by their office in any of the languages."""

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from rawi.lang import LANGUAGES
from rawi.merge.consonants import attached, particles, skeleton
from rawi.records import Span
from rawi.text import fold_word

_ASIDE = re.compile(r"\s*[,،(]")
_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")


def words(name: str) -> list[str]:
    """The words of a name, folded."""
    return _WORD.findall(fold_word(name))


@lru_cache(maxsize=1 << 14)
def name_key(name: str) -> str:
    """A key for a name in one script: its folded words."""
    return " ".join(words(name))


@lru_cache(maxsize=1 << 14)
def name_skeleton(name: str) -> tuple[str, ...]:
    """The skeletons of a name's words, without the empty ones."""
    return tuple(filter(None, (skeleton(word) for word in words(name) if word not in particles())))


@cache
def _data(section: str, language: str) -> dict[str, Any]:
    path = files("rawi.lang") / language / "merging.toml"
    table: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))[section]
    return table


@cache
def _offices() -> tuple[tuple[re.Pattern[str], str], ...]:
    found = []
    for language in LANGUAGES:
        for office, names in _data("voices", language).items():
            for name in names:
                form = name_key(name)
                found.append((len(form), form, office))
    # Longest first: "ministry of health" before any office named by one word of it.
    ordered = sorted(found, key=lambda x: (-x[0], x[1]))
    prefix = attached("offices")
    return tuple((re.compile(rf"(?:^|\s){prefix}{re.escape(form)}(?:\s|$)"), office) for _, form, office in ordered)


@lru_cache(maxsize=1 << 14)
def office(name: str) -> str | None:
    """The office a voice speaks for, in any language: "the Health Ministry" and «وزارت بهداشت» give one."""
    plain = name_key(name)
    return next((found for pattern, found in _offices() if pattern.search(plain)), None)


@cache
def _unnamed() -> frozenset[str]:
    return frozenset(name_key(word) for language in LANGUAGES for word in _data("unnamed", language)["words"])


def unnamed(name: str) -> bool:
    """Whether a voice's wording says that it is not named ("a security source")."""
    return any(word in _unnamed() for word in words(name))


@cache
def _media() -> frozenset[str]:
    return frozenset(name_key(word) for language in LANGUAGES for word in _data("media", language)["words"])


@lru_cache(maxsize=1 << 14)
def media_key(name: str) -> str:
    """A key for an outlet or agency in any script: the skeletons of its words but "news", «خبرگزاری» …"""
    telling = [word for word in words(name) if word not in _media()]
    return " ".join(filter(None, map(skeleton, telling))) or name_key(name)


@lru_cache(maxsize=1 << 15)
def voice_key(name: str, kind: str, actor: str | None) -> str:
    """One key for one voice, however it is written: the register's actor, an office, an outlet's name, or a name.

    What follows a comma ("…, which is based in the capital") describes a voice and does not name it.
    """
    name = _ASIDE.split(name, maxsplit=1)[0] or name
    if actor:
        return f"actor:{actor}"
    if kind in ("outlet", "agency"):
        return f"media:{media_key(name)}"
    if (found := office(name)) is not None:
        return f"office:{found}"
    bones = name_skeleton(name)
    return f"name:{' '.join(bones)}" if sum(map(len, bones)) >= 4 else f"name:{name_key(name)}"


def last_name(voice: str) -> str:
    """The key that a voice shares with those that may be it under a longer or shorter name."""
    bones = voice[5:].split() if voice.startswith("name:") else []
    return f"name:{bones[-1]}" if bones and len(bones[-1]) >= 3 else voice


def may_be_one(voice: str, other: str) -> bool:
    """Whether two keys of voices may be one person: the words of one name are all in the other."""
    if voice == other:
        return True
    one, two = ({*each[5:].split()} if each.startswith("name:") else set() for each in (voice, other))
    return bool(one and two) and (one <= two or two <= one)


@cache
def alternatives(section: str, part: str) -> str:
    """The forms of one part of a section of every language's data, folded, as alternatives of a pattern."""
    forms = {name_key(form) for language in LANGUAGES for form in _data(section, language)[part]}
    return "|".join(re.escape(form).replace(r"\ ", r"\s+") for form in sorted(forms, key=lambda f: (-len(f), f)))


@cache
def _formulas() -> tuple[tuple[str, ...], re.Pattern[str]]:
    """The longest word of each formula, and a pattern of all."""
    texts = [words(text) for language in LANGUAGES for text in _data("formulas", language)["texts"]]
    gap = r"[\W_]*"
    patterns = [gap.join(re.escape(word) for word in text) for text in texts]
    telling = tuple(sorted({max(text, key=len) for text in texts}))
    return telling, re.compile("|".join(sorted(patterns, key=lambda p: (-len(p), p))))


def formulas(lower: str) -> list[Span]:
    """Where a folded, lower-cased text holds prayers, legal formulas and notices."""
    telling, pattern = _formulas()
    if not any(word in lower for word in telling):
        return []
    return [m.span() for m in pattern.finditer(lower)]


def relative_length(language: str) -> int:
    """Letters that a text in a language runs to for every hundred in English."""
    return int(_data("length", language)["percent"]) if language in LANGUAGES else 100
