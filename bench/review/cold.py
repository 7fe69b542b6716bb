"""Measures the first page on a cold start: from starting `rawi serve` until the whole overview has come.

    python bench/review/cold.py CASE [--times 5]

Prints for each start the seconds on the clock and those of the server's processor. Read the case's files once before
(the first start does), so that it is the program that is measured and not the disk.
"""

import argparse
import http.cookiejar
import re
import resource
import subprocess
import sys
import time
import urllib.request

SERVE = "from rawi.cli import main; main()"


def start(case: str) -> tuple[float, float]:
    """Seconds on the clock, and of the processor of the server and its end."""
    before, began = _processor(), time.perf_counter()
    server = subprocess.Popen(
        [sys.executable, "-c", SERVE, "serve", case, "--no-browser"], stdout=subprocess.PIPE, text=True
    )
    assert server.stdout is not None
    found = re.search(r"http://\S+", server.stdout.readline())
    assert found is not None
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
    page = browser.open(found[0]).read()
    took = time.perf_counter() - began
    assert b"<svg" in page
    server.terminate()
    server.wait()
    return took, _processor() - before


def _processor() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("case")
    parser.add_argument("--times", type=int, default=5)
    asked = parser.parse_args()
    for _ in range(asked.times):
        took, worked = start(asked.case)
        print(f"clock {took:.2f} s  processor {worked:.2f} s", flush=True)
