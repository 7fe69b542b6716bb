"""All gold figures as Markdown tables, for docs/evaluation.md.

    python bench/quality/evaluate.py [dev|train|seeds ...]

Reads the annotated sets with rawi and scores them with the set's own score.py, by language.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from shared import need

ROWS = (
    "times", "times.value", "counts", "counts.scope", "places", "places.161km", "attribution.content", "attribution",
    "attribution.polarity", "attribution.mode", "chain", "chain.1", "chain.2", "chain.3+", "events",
    "events.attribution", "events.status", "events.polarity",
)  # fmt: skip


def figures(path: Path) -> dict[str, dict[str, dict[str, float | None]]]:
    """score.py's figures of one annotated file, by language."""
    reader = Path(__file__).parents[1] / "goldread.py"
    with tempfile.TemporaryDirectory() as folder:
        records = Path(folder) / "records.jsonl"
        subprocess.run([sys.executable, str(reader), str(path), str(records)], check=True)
        scored = subprocess.run(
            [sys.executable, str(need("gold", "score.py")), str(path), str(records), "--json"],
            check=True,
            capture_output=True,
            text=True,
        )
    return dict(json.loads(scored.stdout))


def main() -> None:
    """Print one table a set."""
    for name in sys.argv[1:] or ["dev", "train", "seeds"]:
        files = ["dev/seeds"] if name == "seeds" else [f"{name}/{lang}" for lang in ("fa", "ar", "en")]
        by_lang: dict[str, dict[str, dict[str, float | None]]] = {}
        for file in files:
            found = figures(need("gold", f"{file}.jsonl"))
            by_lang.update({lang: f for lang, f in found.items() if lang != "all"})
        langs = [lang for lang in ("fa", "ar", "en") if lang in by_lang]
        print(f"\n### {name}\n\n| measure | " + " | ".join(langs) + " |\n| --- |" + " ---: |" * len(langs))
        for row in ROWS:
            cells = []
            for lang in langs:
                cell = by_lang[lang].get(row)
                value = cell["value"] if cell else None
                cells.append("–" if cell is None or value is None else f"{value:.3f} ({cell['n']})")
            print(f"| {row} | " + " | ".join(cells) + " |")


if __name__ == "__main__":
    main()
