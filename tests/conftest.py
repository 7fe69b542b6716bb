"""Known shortfalls: expectations that stand but are not met yet, each with its reason, in shortfalls.toml.

They are run, and must fail: one that comes true has to be taken off the list.
"""

import tomllib
from pathlib import Path

import pytest

SHORTFALLS = tomllib.loads((Path(__file__).parent / "shortfalls.toml").read_text(encoding="utf-8"))["shortfall"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what is listed as expected to fail, strictly."""
    for item in items:
        for entry in SHORTFALLS:
            name = item.nodeid.split("::")[-1]
            if name == entry["test"] or (entry["test"].endswith("*") and name.startswith(entry["test"][:-1])):
                item.add_marker(pytest.mark.xfail(reason=entry["reason"], strict=True))
