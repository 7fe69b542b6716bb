"""Read a JSONL of documents (`id`, `lang`, `text`, `published`, `outlet`, `title`) and write rawi's records.

python bench/goldread.py GOLD.jsonl RECORDS.jsonl
"""

import json
import sys
from pathlib import Path

import msgspec

from rawi.pipeline import read
from rawi.records import Document, Published


def document(row: dict[str, str | None]) -> Document:
    """A row of an annotated set as a document; its language is not given away."""
    date = row.get("published")
    return Document(
        id=str(row["id"]),
        text=str(row["text"]),
        outlet=row.get("outlet"),
        title=row.get("title"),
        published=Published(start=date[:10], end=date[:10]) if date else None,
    )


def main() -> None:
    """Command line: GOLD RECORDS."""
    with Path(sys.argv[2]).open("wb") as out:
        for line in Path(sys.argv[1]).read_text(encoding="utf-8").splitlines():
            if line.strip():
                out.write(msgspec.json.encode(read(document(json.loads(line)))) + b"\n")


if __name__ == "__main__":
    main()
