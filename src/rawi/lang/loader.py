"""Load a language pack from its folder.

    pack.toml            name, direction, [[join]] patterns (group `gap` marks a space that stands for a lost joiner)
    lexicon/*.toml       data; every top-level key is a concept:
                             concept = ["form", "form"]                 values are true
                             [concept]
                             "form" = 3            or = "text"  or = { key = "value" }
                         a form written `kind:spec` is inflected by the pack's morphology.py (`expand(kind, spec)`),
                         e.g. "v:گفت,گو" = { stance = "says" }. `ambiguous = [forms]` lists forms that two concepts
                         of one file share on purpose; `overlap = [[a, b]]` pairs of concepts that may.
    lexicon/*.tsv        concept<TAB>form<TAB>value, for lists past some thousands of rows
    rules/*.toml         rules; the file's stem is their family
    morphology.py        expand(kind, spec) -> forms
                         analyses(word) -> ((prefix, suffix) lengths, …), the bare word first

Forms are written in natural spelling and folded on loading; `rawi.lang.check` refuses what collides after folding.
"""

import gc
import hashlib
import importlib
import re
import tomllib
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files
from itertools import islice
from pathlib import Path
from typing import Any

from rawi.errors import PackError, UsageError
from rawi.lang.pack import Lexicon, Pack
from rawi.rules import Rule, load_rules
from rawi.text import fold_word, fold_words

LANGUAGES = ("fa", "ar", "en")
_KIND = re.compile(r"([a-z]+):(.+)", re.S)


@lru_cache(maxsize=8)
def load(code: str) -> Pack:
    """The pack of a language (`fa`, `ar`, `en`), loaded once a process and never changed."""
    if code not in LANGUAGES:
        raise UsageError(f"no language pack {code!r}", remedy=f"choose one of {', '.join(LANGUAGES)}")
    collecting = gc.isenabled()
    gc.disable()
    try:
        pack = load_folder(Path(str(files("rawi.lang"))) / code, code)
    finally:
        if collecting:
            gc.enable()
    gc.freeze()  # a pack lives as long as its process: no search for cycles need walk its million objects again
    return pack


def load_folder(folder: Path, code: str) -> Pack:
    """Load a pack from any folder of the right shape. Raises PackError with file and place."""
    morphology = importlib.import_module(f"rawi.lang.{code}.morphology")
    settings = toml(folder / "pack.toml")
    settings["attribution"] = {k: _folded_setting(k, v) for k, v in settings.get("attribution", {}).items()}
    digest = hashlib.sha256()
    concepts: dict[str, tuple[str, dict[str, Any]]] = {}
    for path in sorted((folder / "lexicon").iterdir()):
        if path.suffix not in (".toml", ".tsv"):
            continue
        digest.update(path.read_bytes())
        rows = list(entries(path))
        written = [inflected(form, morphology, path) for _, form, _ in rows]
        folded = iter(fold_words(form for forms in written for form in forms))
        for (concept, _, value), forms in zip(rows, written, strict=True):
            known = concepts.setdefault(concept, (path.name, {}))[1]
            for surface in islice(folded, len(forms)):
                known.setdefault(" ".join(surface.split()) if " " in surface else surface, value)
    rules: list[Rule] = []
    fragments: dict[str, str] = {}
    for path in sorted((folder / "rules").glob("*.toml")):
        digest.update(path.read_bytes())
        found, pieces = load_rules(path, code)
        rules.extend(found)
        fragments.update(pieces)
    try:
        joins = tuple(re.compile(_folded_pattern(entry["pattern"])) for entry in settings.get("join", ()))
    except (re.error, KeyError) as error:
        raise PackError(f"a join does not compile: {error}", where=str(folder / "pack.toml")) from error
    return Pack(
        code=code,
        name=settings["name"],
        version=digest.hexdigest()[:12],
        lexicon={name: Lexicon(name, file, forms) for name, (file, forms) in concepts.items()},
        rules=tuple(rules),
        fragments=fragments,
        joins=joins,
        analyses=lru_cache(maxsize=131072)(morphology.analyses),
        settings=settings,
    )


def entries(path: Path) -> Iterable[tuple[str, str, Any]]:
    """(concept, form as written, value) of one lexicon file."""
    if path.suffix == ".tsv":
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if not line.strip() or line.startswith("#"):
                continue
            cells = line.split("\t")
            if len(cells) < 2:
                raise PackError("a row needs concept<TAB>form[<TAB>value]", where=f"{path}:{number}")
            yield cells[0], cells[1], cells[2] if len(cells) > 2 else True
        return
    for concept, body in toml(path).items():
        if concept in ("ambiguous", "overlap"):
            continue
        if isinstance(body, list):
            for form in body:
                yield concept, form, True
        elif isinstance(body, dict):
            for form, value in body.items():
                yield concept, form, value
        else:
            raise PackError(f"concept {concept!r} must be a list or a table", where=str(path))


def surfaces(form: str, morphology: Any, path: Path) -> list[str]:
    """The folded surface forms of one entry."""
    return [" ".join(fold_word(one).split()) for one in inflected(form, morphology, path)]


def inflected(form: str, morphology: Any, path: Path) -> list[str]:
    """The surface forms of one entry as written, each on one line."""
    m = _KIND.fullmatch(form) if ":" in form else None
    if m is None:
        return [" ".join(form.split())]
    try:
        return [" ".join(one.split()) for one in morphology.expand(m.group(1), m.group(2))]
    except (KeyError, ValueError) as error:
        raise PackError(f"cannot inflect {form!r}: {error}", where=str(path)) from error


def toml(path: Path) -> dict[str, Any]:
    """The parsed file. Raises PackError with its path."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise PackError("missing", where=str(path)) from error
    except tomllib.TOMLDecodeError as error:
        raise PackError(f"not valid TOML: {error}", where=str(path)) from error


def _folded_setting(key: str, value: Any) -> Any:
    """Settings are compared with folded words; `unspecified` is shown to people and stays as written."""
    if key == "unspecified":
        return value
    if isinstance(value, str):
        return _folded_pattern(value)
    return [_folded_pattern(one) for one in value] if isinstance(value, list) else value


def _folded_pattern(pattern: str) -> str:
    return re.sub(r"[^\x00-\x7f]+", lambda m: fold_word(m.group()), pattern)
