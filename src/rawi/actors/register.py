"""The register of actors: shipped tables, and the user's own.

    register/*.tsv   id, kind, sector, country, wikidata, names in English, Persian, Arabic, one row an actor.
                     Names are parted by «;»; `-` before one marks a pejorative wording, `+` an honorific one, `?` one
                     that is too common to count without a sign that the actor is meant.

The tone is that of the wording, whoever uses it; rawi takes no side. Sectors are PLOVER's. Users add their own in a
TOML file ([[actor]] id, kind, sector, names = { fa = [...], ... }) or as FollowTheMoney entities, one JSON a line.
"""

import json
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import msgspec

from rawi.actors.names import Name, Names, spellings, words
from rawi.errors import InputError, PackError

KINDS = ("person", "organisation", "outlet", "agency", "state", "group")
_COLUMNS = 8
_LANGUAGES = ("en", "fa", "ar")
_TONES = {"-": "pejorative", "+": "honorific"}
_SCHEMATA = {
    "Person": "person",
    "Company": "organisation",
    "Organization": "organisation",
    "PublicBody": "organisation",
}


class Actor(msgspec.Struct, frozen=True, kw_only=True):
    """An actor: `kind` is person, organisation, outlet, agency, state or group; `sector` is PLOVER's.

    `country` is ISO 3166-1 alpha-2 or "", `wikidata` a Q-number or "" where it is not certain. `names` maps a language
    to its wordings, the usual one first.
    """

    id: str
    kind: str
    sector: str = ""
    country: str = ""
    wikidata: str = ""
    names: tuple[Name, ...] = ()

    def name(self, lang: str = "en") -> str:
        """The usual name in a language, in English where there is none."""
        for wanted in (lang, "en", "fa", "ar"):
            for name in self.names:
                if name.lang == wanted:
                    return name.form
        return self.id


class Register:
    """Actors by id, and their names as a tree."""

    def __init__(self, actors: tuple[Actor, ...]) -> None:
        self.actors: dict[str, Actor] = {}
        for actor in actors:
            # An actor may stand in several tables; the first row's facts count, the names are joined.
            first = self.actors.get(actor.id, actor)
            self.actors[actor.id] = (
                first if first is actor else msgspec.structs.replace(first, names=first.names + actor.names)
            )
        self.names = Names()
        self._exact: dict[tuple[str, ...], str] = {}
        for actor in actors:
            for name in actor.names:
                spelt_as = spellings(name.form)
                self.names.add(name, spelt_as)
                if not name.guarded:
                    for spelt in spelt_as:
                        self._exact.setdefault(spelt, actor.id)

    def link(self, name: str) -> str | None:
        """The id of the actor that goes by exactly this name (folded), None when there is none."""
        return self._exact.get(words(name))

    def with_own(self, own: tuple[Actor, ...]) -> "Register":
        """This register with a user's actors added; theirs win where an id is taken."""
        ids = {actor.id for actor in own}
        return Register((*own, *(actor for actor in self.actors.values() if actor.id not in ids)))


@lru_cache(maxsize=1)
def register() -> Register:
    """The shipped register, loaded once a process."""
    folder = files("rawi.actors").joinpath("register")
    tables = sorted((f for f in folder.iterdir() if f.name.endswith(".tsv")), key=lambda f: f.name)
    return Register(tuple(a for f in tables for a in _rows(f.read_text(encoding="utf-8"), f.name)))


def _rows(text: str, where: str) -> Iterator[Actor]:
    for number, line in enumerate(text.splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        if len(cells) != _COLUMNS or cells[1] not in KINDS:
            raise PackError(f"a row needs {_COLUMNS} cells and a known kind", where=f"{where}:{number}")
        names = tuple(
            _name(cells[0], form, lang)
            for lang, cell in zip(_LANGUAGES, cells[5:], strict=True)
            for form in cell.split(";")
            if form.strip()
        )
        yield Actor(id=cells[0], kind=cells[1], sector=cells[2], country=cells[3], wikidata=cells[4], names=names)


def _name(actor: str, form: str, lang: str) -> Name:
    form = form.strip()
    tone, guarded = _TONES.get(form[0], "neutral"), form[0] == "?"
    return Name(actor, form[1:] if form[0] in "-+?" else form, lang, tone, guarded)


def own_actors(path: Path) -> tuple[Actor, ...]:
    """A user's actors from TOML or FollowTheMoney JSON lines. Raises InputError with file and place."""
    try:
        if path.suffix == ".toml":
            return tuple(
                _own(entry, path) for entry in tomllib.loads(path.read_text(encoding="utf-8")).get("actor", [])
            )
        lines = path.read_text(encoding="utf-8").splitlines()
        return tuple(a for line in lines if line.strip() for a in _entity(json.loads(line)))
    except (tomllib.TOMLDecodeError, json.JSONDecodeError, UnicodeDecodeError, OSError) as error:
        raise InputError(str(error), where=str(path), remedy="see docs/actors.md for the two formats") from error


def _own(entry: dict[str, Any], path: Path) -> Actor:
    if not entry.get("id") or not entry.get("names") or entry.get("kind", "person") not in KINDS:
        raise InputError(f"an actor needs an id, names and a kind of {', '.join(KINDS)}", where=str(path))
    names = tuple(
        _name(entry["id"], form, lang) for lang, forms in entry["names"].items() for form in forms if form.strip(" -+?")
    )
    return Actor(
        id=entry["id"],
        kind=entry.get("kind", "person"),
        sector=entry.get("sector", ""),
        country=entry.get("country", ""),
        wikidata=entry.get("wikidata", ""),
        names=names,
    )


def _entity(entity: dict[str, Any]) -> Iterator[Actor]:
    kind = _SCHEMATA.get(entity.get("schema", ""))
    properties = entity.get("properties", {})
    forms = [*properties.get("name", []), *properties.get("alias", []), *properties.get("weakAlias", [])]
    if kind and forms and entity.get("id"):
        country = (properties.get("country") or properties.get("nationality") or [""])[0].upper()
        wikidata = (properties.get("wikidataId") or [""])[0]
        names = tuple(Name(entity["id"], form, "en", "neutral", False) for form in forms)
        yield Actor(id=entity["id"], kind=kind, country=country, wikidata=wikidata, names=names)
