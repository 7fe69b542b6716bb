"""Places and actors by the names the reader knows them by, from the tables that ship with rawi.

What the tables do not name in the reader's language keeps the name that the case gives it.
"""

from functools import lru_cache
from importlib.resources import files

ENGLISH = "en"
_COLUMN = {"fa": 0, "ar": 1}
_OWN = ("regions.tsv", "sites.tsv")
_TOWNS: tuple[tuple[str, ...], ...] = (("gazetteer", "data", "city_names.tsv"), ("review", "town_names.tsv"))
"""The better-known first: their names were written by hand."""


def place(language: str, name: str, country: str | None) -> str:
    """A place's name in the reader's language; `name` is the English one, `country` its ISO code."""
    if language == ENGLISH:
        return name
    known = _places(language)
    folded = name.casefold()
    return known.get((country or "", folded)) or known.get(("", folded)) or _anywhere(language).get(folded, name)


def country(language: str, code: str) -> str:
    """A country's name in the reader's language, by its ISO code; the code where there is no such country."""
    from babel import Locale

    return str(Locale(language).territories.get(code, code))


def english(language: str, typed: str) -> list[str]:
    """The English names of places that go by a name in the reader's language, however its letters are written."""
    if language == ENGLISH:
        return []
    from rawi.text import fold_word

    wanted = fold_word(typed)
    return list(dict.fromkeys(name for (_, name), local in _places(language).items() if fold_word(local) == wanted))


def actor(language: str, id: str, name: str) -> str:
    """An actor's usual name in the reader's language; `name` where the register has none."""
    return name if language == ENGLISH else _actors(language).get(id, name)


@lru_cache(maxsize=2)
def _places(language: str) -> dict[tuple[str, str], str]:
    """(country, English name) → name. Countries and what lies in several countries have no country of their own."""
    found: dict[tuple[str, str], str] = {}

    def add(country: str, english: str, local: str) -> None:
        first = local.split("|", maxsplit=1)[0].strip().rstrip("?")
        for name in english.split("|"):
            if first and name.strip():
                found.setdefault((country, name.strip().rstrip("?").casefold()), first)

    at = _COLUMN[language]
    for code, english, *local in _rows("gazetteer", "data", "countries.tsv"):
        add("", english, _cell(local, at))
        add(code, english, _cell(local, at))
    for code, english, *local in _rows("gazetteer", "data", "province_names.tsv"):
        add(code.partition(".")[0], english, _cell(local, at))
    for path in _TOWNS:
        for country, english, *local in _rows(*path):
            add(country, english, _cell(local, at))
    for table in _OWN:
        for cells in _rows("gazetteer", "data", table):
            if len(cells) > 5:
                add(cells[1], cells[5], _cell(cells[6:], at))
    return found


@lru_cache(maxsize=2)
def _anywhere(language: str) -> dict[str, str]:
    """English name → name, of places that share it with no other."""
    names: dict[str, set[str]] = {}
    for (_, english), local in _places(language).items():
        names.setdefault(english, set()).add(local)
    return {english: next(iter(local)) for english, local in names.items() if len(local) == 1}


@lru_cache(maxsize=2)
def _actors(language: str) -> dict[str, str]:
    """Actor → the first of its neutral wordings in a language."""
    found: dict[str, str] = {}
    for entry in sorted(files("rawi.actors").joinpath("register").iterdir(), key=lambda each: each.name):
        for cells in _rows("actors", "register", entry.name):
            if len(cells) < 8:
                continue
            plain = (form.strip() for form in cells[6 + _COLUMN[language]].split(";"))
            first = next((form for form in plain if form and form[0] not in "-+?"), "")
            if first:
                found.setdefault(cells[0], first)
    return found


def _rows(*path: str) -> list[list[str]]:
    """The rows of a table that ships with rawi; its own reader checks it, here whatever is there is taken."""
    text = files("rawi").joinpath(*path).read_text(encoding="utf-8")
    return [cells for line in text.splitlines() if line and line[0] != "#" and len(cells := line.split("\t")) > 2]


def _cell(cells: list[str], at: int) -> str:
    return cells[at] if at < len(cells) else ""
