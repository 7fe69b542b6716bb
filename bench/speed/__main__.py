"""How fast rawi reads, beside spaCy + textacy quotations + dateparser's search, in one run on one machine.

    python bench/speed [--megabytes 10] [--peer-megabytes 0.3] [--peers PYTHON] [--profile] [--write docs/speed.md]

Each language is read in a process of its own, so that its peak memory is its own. The trio reads a part of the same
English text in a process of its own; figures are megabytes of UTF-8 a second of processor time on one core, so that
what else the machine does changes them little.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
MARKS = ("<!-- figures -->", "<!-- end of figures -->")
NAMES = {"fa": "Persian", "ar": "Arabic", "en": "English"}


def run(python: str, script: str, *arguments: str) -> dict[str, Any] | None:
    """The JSON object a script of this folder prints; None, with its complaint on stderr, when it fails."""
    alone = os.environ | dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    done = subprocess.run(
        [python, str(HERE / script), *arguments], capture_output=True, text=True, check=False, env=alone
    )
    if done.returncode:
        print(f"{script}: {done.stderr.strip().splitlines()[-1]}", file=sys.stderr)
        return None
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def table(readings: list[dict[str, Any]], peers: dict[str, Any] | None) -> str:
    """The figures as a Markdown table, with the ratio to the peers."""
    lines = ["| reader | text | MB | MB/s | peak MB |", "| --- | --- | ---: | ---: | ---: |"]
    for r in readings:
        lines.append(
            f"| rawi | {NAMES[r['lang']]} ({r['source']}) | {r['megabytes']:.1f} | {r['rate']:.3f} | {r['peak']:.0f} |"
        )
    if peers:
        for name, rate in peers["parts"].items():
            lines.append(f"| {name} | the same English | {peers['megabytes']:.2f} | {rate:.3f} | |")
        size, rate, peak = peers["megabytes"], peers["rate"], peers["peak"]
        lines.append(f"| the three together | the same English | {size:.2f} | {rate:.4f} | {peak:.0f} |")
        english = next((r["rate"] for r in readings if r["lang"] == "en"), None)
        if english:
            versions = ", ".join(f"{name} {version}" for name, version in peers["versions"].items())
            lines += [
                "",
                f"rawi reads English **{english / peers['rate']:.0f} times** as fast as the trio ({versions}); "
                f"textacy refused {peers['refused']} texts whose quotation marks do not pair.",
            ]
    return "\n".join(lines)


def where(profile: dict[str, Any]) -> str:
    """A profile as two short Markdown tables."""
    lines = [f"### {NAMES[profile['lang']]}", "", "| module | own time |", "| --- | ---: |"]
    lines += [f"| {name} | {share:.0%} |" for share, name in profile["modules"] if share >= 0.01]
    lines += ["", "| function | calls | own time |", "| --- | ---: | ---: |"]
    lines += [f"| `{name}` | {calls:,} | {share:.0%} |" for share, calls, name in profile["functions"] if share >= 0.01]
    return "\n".join(lines)


def main() -> None:
    """Command line; see the module."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--megabytes", type=float, default=10, help="UTF-8 read of each language")
    ask.add_argument("--peer-megabytes", type=float, default=0.3, help="English that the peers read: they are slow")
    ask.add_argument("--peers", metavar="PYTHON", help="an interpreter that has the peers; without it rawi runs alone")
    ask.add_argument("--languages", nargs="+", default=["fa", "ar", "en"], choices=NAMES)
    ask.add_argument("--profile", action="store_true", help="also say where the time goes")
    ask.add_argument("--write", type=Path, metavar="FILE", help="put the figures between the marks of a document")
    given = ask.parse_args()
    readings = [r for lang in given.languages if (r := run(sys.executable, "reader.py", lang, str(given.megabytes)))]
    peers = run(given.peers, "peers.py", str(given.peer_megabytes)) if given.peers else None
    if not given.peers:
        print("peers left out: give --peers PYTHON (see bench/speed/peers.py for what to install)", file=sys.stderr)
    machine = f"{platform.machine()}, {_processor()}, Python {platform.python_version()}, {date.today().isoformat()}"
    parts = [f"Measured on one core of: {machine}.", table(readings, peers)]
    if given.profile:
        share = str(min(given.megabytes, 1.0))
        profiles = [run(sys.executable, "reader.py", lang, share, "--profile") for lang in given.languages]
        parts += ["## Where the time goes", *(where(p) for p in profiles if p)]
    text = "\n\n".join(parts)
    print(text)
    if given.write:
        before, after = (given.write.read_text("utf-8") if given.write.is_file() else "\n".join(MARKS)).split(MARKS[0])
        rest = after.split(MARKS[1])[1]
        given.write.write_text(f"{before}{MARKS[0]}\n\n{text}\n\n{MARKS[1]}{rest}", encoding="utf-8")
    if len(readings) < len(given.languages):
        raise SystemExit(1)


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text(encoding="utf-8").splitlines() if info.is_file() else []
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), "unknown processor")


if __name__ == "__main__":
    main()
