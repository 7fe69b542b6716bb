"""The interface's words: a folder a language, a file a screen, `screen.key` → message.

A message is a text with `{fields}`, or a table by CLDR plural category (`one`, `few`, `many`, `other`, …), chosen by
the field `n`. Whole numbers are written in the language's digits, with its separators.
"""

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any

from markupsafe import Markup, escape

LANGUAGES = ("en", "fa", "ar")
RIGHT_TO_LEFT = ("fa", "ar")
Message = str | dict[str, str] | list[str]


def direction(language: str) -> str:
    return "rtl" if language in RIGHT_TO_LEFT else "ltr"


@lru_cache(maxsize=len(LANGUAGES))
def catalogue(language: str) -> dict[str, Message]:
    """Every message of a language by its full key."""
    found: dict[str, Message] = {}
    for entry in files("rawi.review").joinpath("messages", language).iterdir():
        if entry.name.endswith(".toml"):
            _flatten(entry.name.removesuffix(".toml"), tomllib.loads(entry.read_text(encoding="utf-8")), found)
    return found


def plural(language: str, n: int) -> str:
    """The CLDR category of a whole number."""
    if language == "ar":
        if n in (0, 1, 2):
            return ("zero", "one", "two")[n]
        return "few" if 3 <= n % 100 <= 10 else "many" if 11 <= n % 100 <= 99 else "other"
    return "one" if n == 1 or (language == "fa" and n == 0) else "other"


def digits(language: str, text: str) -> str:
    """The digits of a text in the language's own."""
    return text.translate(_shapes(language))


@lru_cache(maxsize=len(LANGUAGES))
def _shapes(language: str) -> dict[int, str]:
    shapes = catalogue(language)["frame.digits"]
    assert isinstance(shapes, str)
    return {ord("0") + value: shape for value, shape in enumerate(shapes)}


@lru_cache(maxsize=4096)
def number(language: str, value: int) -> str:
    """A whole number in the language's digits, thousands set apart; years are written by `digits` alone."""
    separator = catalogue(language)["frame.thousands"]
    assert isinstance(separator, str)
    return digits(language, f"{value:,}".replace(",", separator))


class Words:
    """The messages of one language, as templates use them."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.messages = catalogue(language)

    def __call__(self, key: str, /, **fields: Any) -> str:
        """A message as plain text, for attributes, titles and JSON."""
        if not fields:
            return self._text(key, fields)
        shown = {name: self._shown(value) for name, value in fields.items()}
        return self._text(key, fields).format(**shown)

    def html(self, key: str, /, **fields: Any) -> Markup:
        """A message as HTML: each text field keeps its direction to itself; Markup fields stand as they are."""
        shown = {
            name: value
            if isinstance(value, Markup)
            else Markup("<bdi>{}</bdi>").format(value)
            if isinstance(value, str)
            else escape(self._shown(value))
            for name, value in fields.items()
        }
        return Markup(str(escape(self._text(key, fields))).format(**shown))

    def has(self, key: str) -> bool:
        return key in self.messages

    def list(self, key: str) -> list[str]:
        found = self.messages[key]
        assert isinstance(found, list)
        return found

    def or_as_is(self, group: str, name: str) -> str:
        """The message `group.name`, or the name itself where the catalogue has no word for it."""
        key = f"{group}.{name}"
        return self(key) if key in self.messages else name.replace("_", " ").replace("-", " ")

    def _shown(self, value: Any) -> Any:
        return number(self.language, value) if isinstance(value, int) and not isinstance(value, bool) else value

    def _text(self, key: str, fields: Mapping[str, Any]) -> str:
        message = self.messages[key]
        if isinstance(message, dict):
            return message.get(plural(self.language, fields["n"])) or message["other"]
        assert isinstance(message, str), key
        return message


def _flatten(prefix: str, table: dict[str, Any], found: dict[str, Message]) -> None:
    for name, value in table.items():
        key = f"{prefix}.{name}"
        if isinstance(value, dict) and "other" not in value:
            _flatten(key, value, found)
        else:
            found[key] = value
