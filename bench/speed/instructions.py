"""How many instructions a reading takes: a measure that no other work on the machine changes.

    python bench/speed/instructions.py LANG [--kilobytes 20] [--cold] [--functions 40]

Needs valgrind with its headers, and a C compiler. Use an interpreter whose rawi has its reading core compiled
(.venv-fast/bin/python, made by `make fast`), else the interpreter's own loop is all that is seen. The texts are read
once before they are counted, so that their words are known; with --cold other texts are, so that words are new.
Prints the instructions, and the functions of the core with the share of what they and all that they call take.
"""

import argparse
import ctypes
import gc
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
SWITCH = """
#include <valgrind/callgrind.h>
void begin(void) { CALLGRIND_START_INSTRUMENTATION; CALLGRIND_ZERO_STATS; }
void end(void) { CALLGRIND_STOP_INSTRUMENTATION; }
"""
WARM = 300_000
"""Bytes of other texts that are read before new words are counted."""


def counted(lang: str, size: int, cold: bool, switch: str) -> None:
    """In the process that valgrind watches: read texts, the second time counted."""
    sys.path.insert(0, str(HERE))
    import reader
    from texts import documents, repeated

    library = ctypes.CDLL(switch)
    rows, _ = documents(lang)
    half = len(rows) // 2
    first = list(repeated(rows[:half], WARM if cold else size))
    texts = list(repeated(rows[half:], size)) if cold else first
    for number, (text, published) in enumerate(first):
        reader._read(number, text, published, lang)
    gc.collect()
    gc.disable()
    library.begin()
    for number, (text, published) in enumerate(texts):
        reader._read(number, text, published, lang)
    library.end()


def watched(lang: str, size: int, cold: bool, functions: int) -> str:
    """What valgrind counts of such a process, in words."""
    with tempfile.TemporaryDirectory() as folder:
        source, switch, out = (Path(folder) / name for name in ("switch.c", "switch.so", "out"))
        source.write_text(SWITCH)
        subprocess.run(["cc", "-O2", "-shared", "-fPIC", source, "-o", switch], check=True)
        done = subprocess.run(
            ["valgrind", "--tool=callgrind", "--instr-atstart=no", f"--callgrind-out-file={out}",
             sys.executable, __file__, lang, "--kilobytes", str(size / 1000), *(["--cold"] if cold else []),
             "--switch", switch],
            env=os.environ | {"PYTHONHASHSEED": "0"}, capture_output=True, text=True, check=True,
        )  # fmt: skip
        told = subprocess.run(
            ["callgrind_annotate", "--inclusive=yes", "--threshold=99.9", out],
            capture_output=True, text=True, check=True,
        ).stdout  # fmt: skip
    total = re.search(r"Collected : (\d+)", done.stderr)
    rows = re.findall(r"^ *([\d,]+) \( ?([\d.]+)%\) .*?CPyDef_(\w+)", told, re.MULTILINE)
    lines = [f"{share:>6}%  {name.replace('___', '.').strip('.')}" for _, share, name in rows[:functions]]
    return "\n".join([f"{int(total[1]) if total else 0:,} instructions for {size:,} bytes", *lines])


def main() -> None:
    """Command line; see the module."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("lang", choices=["fa", "ar", "en"])
    ask.add_argument("--kilobytes", type=float, default=20)
    ask.add_argument("--cold", action="store_true", help="count texts whose words were not read before")
    ask.add_argument("--functions", type=int, default=40)
    ask.add_argument("--switch", help=argparse.SUPPRESS)
    given = ask.parse_args()
    size = int(given.kilobytes * 1000)
    if given.switch:
        counted(given.lang, size, given.cold, given.switch)
    else:
        print(watched(given.lang, size, given.cold, given.functions))


if __name__ == "__main__":
    main()
