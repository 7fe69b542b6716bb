"""ACLED's notes as documents: each row with its note, read without claims, for the runners of dates and places."""

import gzip
import json
import math
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from shared import need

from rawi.records import Document, Published


def notes(every: int) -> Iterator[tuple[dict[str, Any], Document]]:
    """Every `every`-th row with its note as a document published on the day the row was written."""
    with gzip.open(need("data", "events", "acled_rows_en.jsonl.gz"), "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if number % every:
                continue
            row = json.loads(line)
            day = datetime.fromtimestamp(int(row["timestamp"]), UTC).date().isoformat()
            yield (
                row,
                Document(
                    id=row["event_id_cnty"], text=row["notes"], language="en", published=Published(start=day, end=day)
                ),
            )


def kilometres(lat: float, lon: float, lat2: float, lon2: float) -> float:
    """Great-circle distance of two points in degrees."""
    a, b, c, d = map(math.radians, (lat, lon, lat2, lon2))
    h = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 12742 * math.asin(min(1.0, math.sqrt(h)))
