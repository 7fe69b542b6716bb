"""`rawi serve`, as a process: its address, its door, its end."""

import http.cookiejar
import os
import re
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

RAWI = (sys.executable, "-c", "from rawi.cli import main; main(prog_name='rawi')")


@pytest.fixture
def served(empty_case: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The server and the address that it printed."""
    process = subprocess.Popen(
        [*RAWI, "serve", str(empty_case), "--no-browser"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    assert process.stdout is not None
    found = re.search(r"http://127\.0\.0\.1:\d+/open\?token=\S+", process.stdout.readline())
    assert found is not None
    yield process, found[0]
    if process.poll() is None:
        process.kill()
    process.wait()


def browser() -> urllib.request.OpenerDirector:
    return urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))


def test_the_printed_address_opens_the_case_once(served: tuple[Any, str]) -> None:
    _, address = served
    with browser().open(address, timeout=30) as answer:
        assert answer.status == 200
        assert "token" not in answer.url
    with pytest.raises(urllib.error.HTTPError) as refused:
        browser().open(address, timeout=30)
    assert refused.value.code == 403


def test_another_host_name_is_not_answered(served: tuple[Any, str]) -> None:
    _, address = served
    request = urllib.request.Request(address, headers={"Host": "evil.example"})
    with pytest.raises(urllib.error.HTTPError) as refused:
        browser().open(request, timeout=30)
    assert refused.value.code == 421


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_it_ends_when_asked_to(served: tuple[Any, str]) -> None:
    process, address = served
    browser().open(address, timeout=30).close()
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=20)
    assert "Traceback" not in err


def test_refusals_are_sentences(empty_case: Path) -> None:
    asked = [*RAWI, "serve", str(empty_case), "--no-browser", "--host", "0.0.0.0"]
    done = subprocess.run(asked, capture_output=True, text=True, timeout=30, check=False)
    assert done.returncode == 2
    assert "accounts" in done.stderr
    assert "Traceback" not in done.stderr
