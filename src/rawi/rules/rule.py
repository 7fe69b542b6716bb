"""What a rule is, and how a TOML file of rules is read.

    [fragment]                             # named pieces of pattern, usable as {name} in this file and later ones
    day = '''(?:[0-2]?\\d|3[01])'''

    [[rule]]
    id = "fa.time.day-month-year"          # never reused
    make = "calendar_date"                 # the named function that turns a match into a value
    pattern = '''{day} {solar_month} (?:ماه )?{year=number4}'''
    with = { calendar = "jalali" }         # constants handed to the maker
      [[rule.example]]
      text = "…"
      gives = "2024-05-14"
      [[rule.counter]]
      text = "…"
      why = "…"

In a pattern a space stands for any run of blanks inside a line; `{concept}` for any form of that concept of the
lexicon, captured under its name; `{name=concept}` captures under another name; `{concept!}` does not capture;
`{=fragment}` inlines a fragment without a group. Letters are written in natural spelling and folded on loading.
"""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from rawi.errors import PackError


class Example(msgspec.Struct, frozen=True, kw_only=True):
    """A text and what the rule must give there; for a counter-example `why` it must not match.

    `published` is an ISO date that the maker may use; `gives` is compared with the maker's short form.
    """

    text: str
    gives: str | None = None
    why: str | None = None
    published: str | None = None
    span: str | None = None


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """One rule of one family (`times`, `counts`, `attribution`, …) of one language."""

    id: str
    family: str
    lang: str
    make: str
    pattern: str
    constants: dict[str, Any] = {}
    priority: int = 0
    case: bool = False
    examples: tuple[Example, ...] = ()
    counters: tuple[Example, ...] = ()


_KEYS = {"id", "make", "pattern", "with", "priority", "case", "example", "counter"}


def load_rules(path: Path, lang: str) -> tuple[list[Rule], dict[str, str]]:
    """The rules and fragments of one file. Raises PackError with the file and the rule's id."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise PackError(f"not valid TOML: {error}", where=str(path)) from error
    return [_rule(entry, path, lang) for entry in data.get("rule", [])], data.get("fragment", {})


def _rule(entry: Mapping[str, Any], path: Path, lang: str) -> Rule:
    where = f"{path}: rule {entry.get('id', '?')}"
    unknown = set(entry) - _KEYS
    if unknown or not {"id", "make", "pattern"} <= set(entry):
        raise PackError(f"unknown or missing keys {sorted(unknown) or sorted(_KEYS)}", where=where)
    try:
        examples = tuple(msgspec.convert(e, Example) for e in entry.get("example", ()))
        counters = tuple(msgspec.convert(e, Example) for e in entry.get("counter", ()))
    except msgspec.ValidationError as error:
        raise PackError(str(error), where=where) from error
    return Rule(
        id=entry["id"],
        family=path.stem,
        lang=lang,
        make=entry["make"],
        pattern=entry["pattern"],
        constants=dict(entry.get("with", {})),
        priority=entry.get("priority", 0),
        case=entry.get("case", False),
        examples=examples,
        counters=counters,
    )
