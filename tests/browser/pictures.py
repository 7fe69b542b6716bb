"""Pictures of every screen, in three languages, wide and narrow, of the sample case alone.

    python -m tests.browser.pictures CASE docs/review [--only overview,event] [--languages ar,fa,en]

CASE is what `rawi demo -o CASE` made: nothing but our own sample documents may stand in these pictures. They are taken
of a copy in which two people have decided a little, so that the log and what was reviewed are not empty.
"""

import argparse
import shutil
import struct
import tempfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from playwright.sync_api import sync_playwright
from tests.browser.screens import SCREENS, address
from tests.browser.serving import chromium, entered, served

from rawi.store import Case, Decision

WIDTHS = {"wide": 1280, "narrow": 390}
HEIGHT = 900
COLOURS = 256
LEFT_OUT = ("interface", "queue", "correcting")
"""Screens that look like another one, or that are for programs."""


def decided(case: Path, folder: Path) -> Path:
    """A copy of the case with decisions of two reviewers: some accepted, one rejected, one spoken of, one taken back."""
    copy = folder / "case"
    shutil.copytree(case, copy)
    with Case.open(copy) as opened:
        said = "Which Friday is this?"
        claims = [f"{row['document']}#{row['id']}" for row in opened.filter_claims(sort="time", limit=12).rows]
        for number, claim in enumerate(claims):
            who, reason = ("mina", "") if number % 3 else ("omid", "as the video shows")
            action = "reject" if number == 4 else "accept"
            opened.decide(Decision(reviewer=who, action=action, target_kind="claim", target=claim, reason=reason))
        opened.decide(
            Decision(reviewer="mina", action="comment", target_kind="claim", target=claims[5], reason="", after=said)
        )
        last = opened.last_of("omid")
        assert last is not None
        opened.undo(last.number, reviewer="omid", reason="not sure any more")
    return copy


def take(case: Path, folder: Path, screens: list[str], languages: list[str]) -> Iterator[Path]:
    """Take the pictures; yields each file."""
    with served(case) as server, sync_playwright() as started:
        browser = started.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        with entered(browser, server) as state:
            for language in languages:
                context = browser.new_context(storage_state=state)
                context.add_cookies([{"name": "rawi_reader", "value": f"{language}.", "url": server.base}])
                page = context.new_page()
                page.set_default_timeout(120_000)
                for screen in screens:
                    for name, width in WIDTHS.items():
                        page.set_viewport_size({"width": width, "height": HEIGHT})
                        page.goto(server.base + address(screen, case))
                        file = folder / f"{screen}-{language}-{name}.png"
                        file.write_bytes(smaller(page.screenshot()))
                        yield file
                context.close()
        browser.close()


def smaller(png: bytes) -> bytes:
    """The same picture in its 256 most frequent colours, each other one as the nearest of them."""
    pixels = _pixels(png)
    colours, where, times = np.unique(pixels.reshape(-1, 3), axis=0, return_inverse=True, return_counts=True)
    kept = colours[np.argsort(-times)[:COLOURS]].astype(np.int32)
    nearest = np.array([np.abs(kept - each).sum(axis=1).argmin() for each in colours.astype(np.int32)], dtype=np.uint8)
    height, width, _ = pixels.shape
    rows = np.zeros((height, width + 1), dtype=np.uint8)
    rows[:, 1:] = nearest[where.reshape(height, width)]
    parts = (
        (b"IHDR", struct.pack(">2I5B", width, height, 8, 3, 0, 0, 0)),
        (b"PLTE", kept.astype(np.uint8).tobytes()),
        (b"IDAT", zlib.compress(rows.tobytes(), 9)),
        (b"IEND", b""),
    )
    return png[:8] + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)) for kind, body in parts
    )


def _pixels(png: bytes) -> np.ndarray:
    """The pixels of a PNG in true colour, as a browser writes it: (height, width, 3)."""
    at, data, header = 8, b"", b""
    while at < len(png):
        length, kind = struct.unpack_from(">I4s", png, at)
        body = png[at + 8 : at + 8 + length]
        header, data = (body if kind == b"IHDR" else header), data + (body if kind == b"IDAT" else b"")
        at += 12 + length
    width, height, _, colour = struct.unpack_from(">2I2B", header)
    depth = {2: 3, 6: 4}[colour]
    raw = np.frombuffer(zlib.decompress(data), dtype=np.uint8).reshape(height, width * depth + 1)
    rows = np.zeros((height + 1, width + 1, depth), dtype=np.uint8)
    for y in range(height):
        how, line = raw[y, 0], raw[y, 1:].reshape(width, depth)
        above = rows[y]
        if how == 0:
            rows[y + 1, 1:] = line
        elif how == 2:
            rows[y + 1, 1:] = line + above[1:]
        elif how == 1:
            rows[y + 1, 1:] = np.cumsum(line, axis=0, dtype=np.uint8)
        else:
            _one_by_one(rows[y + 1], above, line, how)
    return rows[1:, 1:, :3]


def _one_by_one(row: np.ndarray, above: np.ndarray, line: np.ndarray, how: int) -> None:
    """A row that is written by its left neighbours and those above (average, Paeth), a pixel after the other."""
    depth = line.shape[1]
    for channel in range(depth):
        left, corner = 0, 0
        values = []
        for up, step in zip(above[1:, channel].tolist(), line[:, channel].tolist(), strict=True):
            if how == 3:
                guess = (left + up) // 2
            else:
                by = (abs(up - corner), abs(left - corner), abs(left + up - 2 * corner))
                guess = left if by[0] <= by[1] and by[0] <= by[2] else up if by[1] <= by[2] else corner
            left, corner = (step + guess) & 255, up
            values.append(left)
        row[1:, channel] = values


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("case", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", default=",".join(each for each in SCREENS if each not in LEFT_OUT))
    parser.add_argument("--languages", default="en,fa,ar")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="rawi-pictures-") as folder:
        for file in take(
            decided(asked.case, Path(folder)), asked.folder, asked.only.split(","), asked.languages.split(",")
        ):
            print(file, flush=True)
