"""What things are called in the reader's language: types, modes, statuses, counts, languages; and directions."""

import re
from collections.abc import Callable

from rawi.export.wording import direction
from rawi.ontology import labels, modes, types
from rawi.review import local_names
from rawi.review.messages import Words, digits, number
from rawi.review.written_names import foreign

Written = Callable[[str, str, str | None], str]
_NUMBER = re.compile(r"(?:(?P<how>at least|up to|about) )?(?P<low>\d+)(?: to (?P<high>\d+))?")
_CONTROLS = {code: "\ufffd" for code in (*range(9), 11, 12, *range(14, 32), 127)}
_STEERS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
_STEERING = {code: None for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))}


class Names:
    """Names for one reader. `written` gives the form in which documents in a language write a place."""

    def __init__(self, language: str, words: Words, written: Written | None = None) -> None:
        self.language, self.words, self.written = language, words, written

    def type(self, id: str) -> str:
        found = types().get(id)
        return found.label.get(self.language, found.label["en"]) if found else id.capitalize()

    def mode(self, id: str | None) -> str:
        found = modes().get(id or "")
        return found.label.get(self.language, found.label["en"]) if found else (id or "")

    def kind(self, type_: str, mode: str | None) -> str:
        """The mode where there is one, the type otherwise: what an event is called in a heading."""
        return self.mode(mode) or self.type(type_)

    def status(self, id: str) -> str:
        found = labels()["status"].get(id)
        return found.get(self.language, found["en"]) if found else self.words.or_as_is("frame.status", id)

    def count(self, kind: str) -> str:
        found = labels()["count"].get(kind)
        return found.get(self.language, found["en"]) if found else kind

    def attribute(self, id: str) -> str:
        """An attribute of an event: a kind of count, or place, time, actor …"""
        if id in labels()["count"]:
            return self.count(id)
        return self.words.or_as_is("frame.attribute", id)

    def language_name(self, code: str | None) -> str:
        return self.words.or_as_is("frame.language", code) if code else self.words("frame.language.unknown")

    def place(self, name: str, country: str | None = None) -> str:
        known = local_names.place(self.language, name, country)
        if self.written and known == name and foreign(self.language, name):
            return self.written(self.language, name, country)
        return known

    def country(self, code: str) -> str:
        return local_names.country(self.language, code)

    def place_in(self, name: str, code: str | None) -> str:
        """A place with the country it lies in."""
        here, land = self.place(name, code), self.country(code) if code else ""
        return self.words("claim.comma").join(dict.fromkeys(part for part in (here, land) if part))

    def actor(self, id: str, name: str) -> str:
        return local_names.actor(self.language, id, name)

    def labelled(self, kind: str, value: str, label: str) -> str:
        """What a value of a filter is called: `label` is what the case calls it."""
        if kind == "actor":
            return self.actor(value, label)
        if kind == "place":
            return self.place(label, value[:2] if value[:2].isupper() else None)
        return self.country(value) if kind == "country" else label

    def bounds(self, low: int | None, high: int | None) -> str:
        """Bounds in the reader's digits: 30, at least 30, 20–30."""
        if low is None:
            return ""
        if high is None:
            return self.words("frame.at-least", n=low)
        if low == high:
            return number(self.language, low)
        if low == 0:
            return self.words("frame.at-most", n=high)
        return f"{number(self.language, low)}–{number(self.language, high)}"

    def told_number(self, value: str) -> str:
        """A number as the merge writes it (`at least 30`, `about 2000`, `3 to 5`), in the reader's words."""
        found = _NUMBER.fullmatch(value)
        if found is None:
            return self.digits(value)
        how, low, high = found.group("how"), int(found.group("low")), found.group("high")
        if high:
            return f"{number(self.language, low)}–{number(self.language, int(high))}"
        key = {"at least": "frame.at-least", "up to": "frame.at-most", "about": "frame.about"}.get(how or "")
        return self.words(key, n=low) if key else number(self.language, low)

    def digits(self, text: str) -> str:
        return digits(self.language, text)


def visible(text: str) -> str:
    """Text of a document as it may stand on a page: what would steer the page's direction is taken out, other
    control characters are shown as the replacement character."""
    return text.translate(_CONTROLS).translate(_STEERING) if _STEERS.search(text) else text


def direction_of(text: str, default: str = "ltr") -> str:
    return direction(text, default)
