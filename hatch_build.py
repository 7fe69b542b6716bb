"""Builds the reading core as machine code, when it is asked for: RAWI_COMPILED=1 pip install . (or `make fast`).

The same modules, compiled by mypyc from their type annotations, read two to three times as fast and make the same
records. Without that variable the wheel holds Python alone, and no compiler is needed. What is compiled is built in a
folder of its own, so that no machine code is left among the sources, where it would hide later changes to them.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

CORE = ("text", "lang", "rules", "mentions", "mentions/times", "claims", "attribution", "gazetteer", "actors")

ALONE = ("records/span.py",)  # of a folder whose other modules stay Python

# Left as Python: what decodes files into types (the decoder reads annotations, which machine code has not), and
# what reading a document never runs.
LEFT = frozenset({
    "actors/register.py", "actors/suggest.py",
    "claims/careful.py",
    "gazetteer/build.py", "gazetteer/source.py",
    "lang/check.py", "lang/index.py", "lang/searching.py",
    "rules/rule.py",
})  # fmt: skip

MYPY = """[mypy]
mypy_path = .
explicit_package_bases = True
namespace_packages = True
ignore_missing_imports = True
[mypy-rawi.encoder.*,rawi.claims.careful]
ignore_errors = True
"""

SETUP = """import sys
from mypyc.build import mypycify
from setuptools import setup

modules = open("modules.txt", encoding="utf-8").read().split()
setup(
    name="rawi",
    packages=[],
    ext_modules=mypycify(
        ["--config-file", "mypy.ini", *modules],
        opt_level="2", debug_level="0", multi_file=True, group_name="rawi", target_dir="made",
    ),
)
"""


def modules(source: Path) -> list[str]:
    """The modules that are compiled, as paths below `source` (the folder that holds the package)."""
    found = []
    for folder in CORE:
        for path in sorted((source / "rawi" / folder).glob("*.py")):
            below = path.relative_to(source / "rawi").as_posix()
            if path.name != "__init__.py" and below not in LEFT:
                found.append(f"rawi/{below}")
    return found + [f"rawi/{below}" for below in ALONE]


def compiled(source: Path, folder: Path) -> dict[str, str]:
    """Compile the core of the package in `source` within `folder`: path of each file made → its path in a wheel."""
    shutil.copytree(source / "rawi", folder / "rawi", ignore=shutil.ignore_patterns("__pycache__", "*.so", "*.pyd"))
    (folder / "modules.txt").write_text("\n".join(modules(folder)), encoding="utf-8")
    (folder / "mypy.ini").write_text(MYPY, encoding="utf-8")
    (folder / "setup.py").write_text(SETUP, encoding="utf-8")
    (folder / "made").mkdir()
    environment = dict(os.environ)
    if sys.platform == "linux":
        # What the modules call of each other is then called directly: up to a thirtieth faster.
        flags = "-fvisibility=hidden -fno-semantic-interposition"
        environment["CFLAGS"] = f"{environment.get('CFLAGS', '')} {flags}".strip()
    run = subprocess.run(
        [sys.executable, "setup.py", "build_ext", "--build-lib", "out", "--build-temp", "tmp"],
        cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False, env=environment,
    )  # fmt: skip
    if run.returncode:
        raise SystemExit(
            f"{run.stdout[-4000:]}\n{run.stderr[-4000:]}\n"
            "rawi's reading core could not be compiled. It needs a C compiler and Python's header files "
            "(Debian, Ubuntu: apt install gcc python3-dev). Without RAWI_COMPILED=1 rawi installs as Python alone."
        )
    out = folder / "out"
    return {str(p): p.relative_to(out).as_posix() for p in sorted(out.rglob("*")) if p.suffix in {".so", ".pyd"}}


class CompiledCore(BuildHookInterface[Any]):
    """Hatchling's hook: adds the compiled modules to a wheel when RAWI_COMPILED is set."""

    _folder: "tempfile.TemporaryDirectory[str] | None" = None

    def _asked(self) -> bool:
        return self.target_name == "wheel" and os.environ.get("RAWI_COMPILED", "") not in {"", "0"}

    def dependencies(self) -> list[str]:
        # mypyc reads the types of the libraries that the core uses, so the build needs those too.
        return [*self.metadata.core.dependencies, "mypy>=1.16", "setuptools>=70"] if self._asked() else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if not self._asked() or version == "editable":
            return
        self._folder = tempfile.TemporaryDirectory(prefix="rawi-compiled-")
        made = compiled(Path(self.root) / "src", Path(self._folder.name))
        build_data["force_include"].update(made)
        build_data["infer_tag"] = True
        build_data["pure_python"] = False

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        if self._folder is not None:
            self._folder.cleanup()
