"""Build the index of places: `python -m rawi.gazetteer.build [FILE]`.

Takes some ten seconds and half a gigabyte once; the index is then opened in milliseconds by every process.
"""

import array
import gc
import json
import os
import re
import struct
import sys
import zlib
from pathlib import Path

from rawi.errors import RawiError
from rawi.gazetteer.index import ABBREVIATION, KINDS, MAGIC, PLACE
from rawi.gazetteer.key import PARTED, abbreviation_key, key, words
from rawi.gazetteer.source import Source, sources, spelling

_ARABIC = re.compile("[\u0620-\u06d3]")


class _Names:
    """Keys with their postings, gathered before they are laid out."""

    def __init__(self) -> None:
        self.postings: dict[str, list[int]] = {}
        self.longest: dict[str, int] = {}

    def add(self, name: str, place: int, standing: int) -> None:
        if standing == ABBREVIATION:
            self.postings.setdefault(abbreviation_key(name), []).append(place << 4 | standing)
            return
        whole = key(name)
        if not whole or len(whole.encode()) > 255:
            return
        self.postings.setdefault(whole, []).append(place << 4 | standing)
        parts = words(name) if PARTED.search(name) else [whole]
        if len(parts) == 1 and _ARABIC.search(name):
            parts = _parts(whole)
        begun = ""
        for part in parts[:-1]:
            begun += part
            self.longest[begun] = max(self.longest.get(begun, 0), len(parts))


def _parts(word: str) -> list[str]:
    """A joined name as it may be written apart."""
    for end in spelling("end"):
        if word.endswith(end) and len(word) - len(end) >= 2:
            return [word[: -len(end)], end]
    for head in spelling("head"):
        if word.startswith(head) and len(word) - len(head) >= 3:
            return [head, word[len(head) :]]
    return [word]


def build(path: Path, version: str) -> None:
    """Write the index to `path` in one step: a reader sees the old file or the whole new one."""
    names, places, strings, codes, populations = _Names(), bytearray(), bytearray(), {"": 0}, []
    for number, source in enumerate(sources()):
        places += _place(source, strings, codes)
        populations.append(source.population)
        for name, standing in source.names:
            names.add(name, number, standing)
    keys, records, postings = bytearray(), array.array("I"), array.array("I")
    every = sorted(names.postings.keys() | names.longest.keys())
    size = 1 << (len(every) * 2 - 1).bit_length()
    slots = array.array("I", bytes(4 * size))
    for number, one in enumerate(every):
        raw = one.encode()
        crc = zlib.crc32(raw)
        found = _unique(names.postings.get(one, []), populations)
        records.extend((crc, len(keys), len(postings)))
        keys += bytes((len(raw),)) + raw
        postings.append(len(found) << 8 | min(255, names.longest.get(one, 0)))
        postings.extend(found)
        at = crc & (size - 1)
        while slots[at]:
            at = (at + 1) & (size - 1)
        slots[at] = number + 1
    tables = {
        "slots": slots,
        "records": records,
        "postings": postings,
        "keys": keys,
        "places": places,
        "names": strings,
    }
    _write(path, version, list(codes), {name: bytes(table) for name, table in tables.items()})


def _place(source: Source, strings: bytearray, codes: dict[str, int]) -> bytes:
    code = codes.setdefault(source.code, len(codes))
    title = source.title.encode()[:255]
    at = len(strings)
    strings.extend(bytes((len(title),)) + title)
    kind = KINDS.index(source.kind)
    return PLACE.pack(
        source.lat, source.lon, source.population, source.geonames, at, code, kind, source.listed | source.capital << 1
    )


def _unique(found: list[int], populations: list[int]) -> list[int]:
    best: dict[int, int] = {}
    for posting in found:
        place = posting >> 4
        best[place] = min(best.get(place, 15), posting & 15)
    order = sorted(best, key=lambda place: (-populations[place], place))
    return [place << 4 | best[place] for place in order]


def _write(path: Path, version: str, codes: list[str], tables: dict[str, bytes]) -> None:
    offsets: dict[str, tuple[int, int]] = {}
    # The header's own length depends on the offsets, so they are laid out after a block of fixed size.
    at = 1 << 17
    for name, table in tables.items():
        offsets[name] = (at, len(table))
        at += len(table) + (-len(table) % 8)
    header = json.dumps({"version": version, "codes": codes, "tables": offsets}).encode()
    if len(header) + 12 > 1 << 17:
        raise ValueError("the header outgrew its block")
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    try:
        with draft.open("wb") as file:
            file.write(MAGIC + struct.pack("<I", len(header)) + header)
            for name, table in tables.items():
                file.seek(offsets[name][0])
                file.write(table)
            file.write(bytes(8))
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def main() -> int:
    """Command line: [FILE]. Prints where the index lies."""
    from rawi.gazetteer.store import index_path, version

    path = Path(sys.argv[1]) if len(sys.argv) > 1 else index_path()
    gc.disable()  # millions of small objects and no cycle among them
    try:
        build(path, version())
    except RawiError as error:
        print(error, file=sys.stderr)
        return 1
    print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
