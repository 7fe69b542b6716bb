"""Annotated samples as records, so that the page can be tested without reading anything."""

import json
from pathlib import Path
from typing import Any

import msgspec

from rawi.records import Record, covers

SAMPLES = Path(__file__).parents[2] / "samples"


def records() -> list[Record]:
    lines = (SAMPLES / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    return [from_annotation(json.loads(line)) for line in lines if line.strip()]


def from_annotation(gold: dict[str, Any]) -> Record:
    """A record that says what a person annotated; rules are named `by hand`."""
    times = [
        _named("T", i, each) | {"basis": "explicit" if each["start"] else None} for i, each in enumerate(gold["times"])
    ]
    places = [_named("P", i, each) | {"geonames": None} for i, each in enumerate(gold["places"])]
    counts = [each | {"rule": "by hand"} for each in gold["counts"]]
    attributions = [each | {"rule": "by hand"} for each in gold["attributions"]]
    parents = {each["id"]: each["parent"] for each in attributions}
    claims = []
    for each in gold["events"]:
        chain = list[str]()
        link = each["attribution"]
        while link:
            chain.insert(0, link)
            link = parents[link]
        claims.append(
            each
            | {
                "span": _clause(gold["text"], each["trigger"]),
                "mode": None,
                "place": _at(places, each["place"]),
                "time": _at(times, each["time"]),
                "chain": chain,
                "rules": ["by hand"],
            }
        )
    published = gold["published"]
    return msgspec.convert(
        {
            "id": gold["id"],
            "locator": f"samples/{gold['id']}",
            "sha256": "0" * 64,
            "media_type": "text/plain",
            "language": gold["lang"],
            "outlet": gold["outlet"],
            "author": None,
            "title": gold["title"],
            "published": {"start": published, "end": published} if published else None,
            "text": gold["text"],
            "times": times,
            "places": places,
            "counts": counts,
            "attributions": attributions,
            "claims": claims,
        },
        Record,
    )


def _named(letter: str, number: int, each: dict[str, Any]) -> dict[str, Any]:
    return each | {"id": f"{letter}{number}", "rule": "by hand"}


def _at(mentions: list[dict[str, Any]], span: Any) -> str | None:
    return next((each["id"] for each in mentions if span and covers((*each["span"],), (*span,))), None)


def _clause(text: str, trigger: list[int]) -> list[int]:
    start = max(text.rfind(mark, 0, trigger[0]) for mark in ".\n؟!") + 1
    ends = [at for mark in ".\n؟!" if (at := text.find(mark, trigger[1])) >= 0]
    return [start, min(ends, default=len(text))]
