"""Our marks upon documents that are not ours: places, types and moods of events, without a word of the text.

`claims_marks/*.tsv`, one row an event: document, start, end, TYPE, status, `affirmed` or `negated`. A row with a
document alone says that it was read and that nothing in it is worth a mark. Offsets are code points of the text: of a
document with `text`, or of one with a text a language (a list of lines) the headline, an empty line, the rest; such a
document is named `ntrex-ID-LANGUAGE`.
"""

import gzip
import json
from collections.abc import Iterable
from pathlib import Path


def marked_rows(folder: Path, texts: Iterable[Path]) -> list[dict]:
    """The marked documents as rows like those of an annotated set. Documents whose text is not at hand are left out."""
    marks: dict[str, tuple[str, list[dict]]] = {}
    for file in sorted(folder.glob("*.tsv")):
        for line in file.read_text(encoding="utf-8").splitlines():
            if not line or line.startswith("#"):
                continue
            name, *rest = line.split("\t")
            events = marks.setdefault(name, (file.stem, []))[1]
            if rest:
                start, end, kind, status, told = rest
                events.append({"trigger": [int(start), int(end)], "type": kind, "status": status, "polarity": told})
    by_id = {name: row for path in texts for name, row in _documents(path)}
    return [
        {**by_id[name], "id": name, "lang": lang, "events": events}
        for name, (lang, events) in marks.items()
        if name in by_id
    ]


def _documents(path: Path) -> Iterable[tuple[str, dict]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if "text" in row:
                day = (row.get("time") or "")[:10]
                yield row["id"], {"text": row["text"], "published": day if day[4:5] == "-" else None}
                continue
            for lang in ("fa", "ar", "en"):
                text = row[lang][0] + "\n\n" + "\n".join(row[lang][1:])
                yield f"ntrex-{row['id']}-{lang}", {"text": text, "published": None}
