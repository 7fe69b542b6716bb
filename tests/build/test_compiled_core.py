"""What may be compiled: modules whose meaning does not depend on being Python (see `hatch_build.py`)."""

import ast
import importlib.util
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src"


def _build() -> object:
    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


BUILD = _build()
MODULES: list[str] = BUILD.modules(SOURCE)  # type: ignore[attr-defined]
LEFT: frozenset[str] = BUILD.LEFT  # type: ignore[attr-defined]


def _faults(tree: ast.AST) -> list[str]:
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            for mark in node.decorator_list:
                if isinstance(mark, ast.Name) and mark.id == "cached_property":
                    found.append(f"line {node.lineno}: a compiled class works a cached_property out at every look")
        if isinstance(node, ast.Attribute) and node.attr == "__dict__":
            found.append(f"line {node.lineno}: an instance of a compiled class has no __dict__")
    return found


def test_the_reading_core_is_what_is_compiled() -> None:
    folders = {module.split("/")[1] for module in MODULES}
    assert folders == {"text", "lang", "rules", "mentions", "claims", "attribution", "gazetteer", "actors"}
    assert len(MODULES) > 80


def test_what_is_left_as_python_exists_and_is_not_compiled() -> None:
    for name in LEFT:
        assert (SOURCE / "rawi" / name).is_file(), name
        assert f"rawi/{name}" not in MODULES


@pytest.mark.parametrize("module", MODULES)
def test_no_compiled_module_leans_on_what_machine_code_has_not(module: str) -> None:
    assert _faults(ast.parse((SOURCE / module).read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    "code",
    [
        "class A:\n    @cached_property\n    def b(self): return 1",
        "def keep(reading): return reading.__dict__.setdefault('kept', {})",
    ],
)
def test_what_machine_code_has_not_is_seen(code: str) -> None:
    assert len(_faults(ast.parse(code))) == 1
