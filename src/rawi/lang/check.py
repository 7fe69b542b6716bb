"""Check the language packs: `python -m rawi.lang.check`.

Refuses: packs of different shape; two rules with one id; a rule without example or counter-example; a rule that does
not compile; an id that does not begin with its language and family; a form that stands twice in one concept; a rule
that looks for a concept which is not searched for (`quiet`); two concepts of one file that share a folded form and do
not declare it: form by form (`ambiguous = ["form", …]`) or, where inflections of two concepts meet by nature (an active
and a passive), pair by pair (`overlap = [["a", "b"], …]`).
"""

import importlib
import sys
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from rawi.errors import PackError
from rawi.lang.loader import LANGUAGES, entries, load_folder, surfaces, toml
from rawi.text import fold_word


def problems(folder: Path, codes: tuple[str, ...] = LANGUAGES) -> Iterator[str]:
    """Everything wrong with the packs under `folder`, one line each, with file and place."""
    yield from _shapes(folder, codes)
    seen: dict[str, str] = {}
    for code in codes:
        try:
            pack = load_folder(folder / code, code)
        except PackError as error:
            yield str(error)
            continue
        for rule in pack.all_rules:
            where = f"{code}/rules/{rule.family}.toml: {rule.id}"
            if rule.id in seen:
                yield f"{where}: the id is taken by {seen[rule.id]}"
            seen[rule.id] = where
            if not rule.id.startswith(f"{code}."):
                yield f"{where}: an id begins with its language"
            if not rule.examples:
                yield f"{where}: no example"
            if not rule.counters:
                yield f"{where}: no counter-example"
        for family in sorted({rule.family for rule in pack.all_rules}):
            try:
                rules = pack.rules(family)
            except PackError as error:
                yield f"{code}/rules/{family}.toml: {error}"
                continue
            for concept in sorted(rules.concepts):
                if concept.startswith(tuple(pack.settings.get("quiet", ()))):
                    yield f"{code}/rules/{family}.toml: rules look for {concept}, which pack.toml calls quiet"
            for compiled in rules:
                try:
                    compiled.regex  # noqa: B018 compiled when first asked for
                except PackError as error:
                    yield f"{code}/rules/{family}.toml: {error}"
        for path in sorted((folder / code / "lexicon").iterdir()):
            if path.suffix in (".toml", ".tsv"):
                yield from _lexicon(path, code)


def _shapes(folder: Path, codes: tuple[str, ...]) -> Iterator[str]:
    shapes = {
        code: {p.relative_to(folder / code).with_suffix("").as_posix() for p in (folder / code).rglob("*.t[os][mv]*")}
        for code in codes
    }
    every = set().union(*shapes.values())
    for code, shape in shapes.items():
        for missing in sorted(every - shape):
            yield f"{code}: {missing} is missing; packs have one shape"


def _lexicon(path: Path, code: str) -> Iterator[str]:
    morphology = importlib.import_module(f"rawi.lang.{code}.morphology")
    declared: set[str] = set()
    overlaps: set[frozenset[str]] = set()
    if path.suffix == ".toml":
        data = toml(path)
        declared = {" ".join(fold_word(form).split()) for form in data.get("ambiguous", [])}
        overlaps = {frozenset(pair) for pair in data.get("overlap", [])}
    concept_of: dict[str, str] = {}
    written: dict[tuple[str, str], str] = {}
    where = f"{code}/lexicon/{path.name}"
    for concept, form, _ in entries(path):
        plain = " ".join(fold_word(form).split())
        if (concept, plain) in written:
            yield f"{where}: {concept}: {form!r} stands twice (also as {written[concept, plain]!r})"
        written[concept, plain] = form
        clashes = dict.fromkeys(
            concept_of.setdefault(surface, concept)
            for surface in surfaces(form, morphology, path)
            if surface not in declared
        )
        for other in clashes:
            if other != concept and frozenset((other, concept)) not in overlaps:
                yield f"{where}: {form!r} is both {other} and {concept}; declare it in `ambiguous` if it is"


def main() -> None:
    """Print the problems; exit 1 if there are any."""
    found = list(problems(Path(str(files("rawi.lang")))))
    for line in found:
        print(line, file=sys.stderr)
    print(f"language packs: {len(found)} problems" if found else "language packs: in order")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
