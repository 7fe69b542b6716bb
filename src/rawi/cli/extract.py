"""rawi extract PATH… [-o FILE]"""

import os
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NoReturn

import click

from rawi.cli import terminal
from rawi.cli.options import paths_argument, reading_options
from rawi.errors import InputError, UsageError
from rawi.export.wording import plural

if TYPE_CHECKING:
    from rich.console import Console

    from rawi.ingest import Failure, Options


@click.command("extract", short_help="Read files and write one record a line as JSON.")
@paths_argument
@click.option(
    "-o",
    "--output",
    "target",
    default="-",
    type=click.Path(allow_dash=True),
    metavar="FILE",
    help="Where the records go; standard output if not given.",
)
@click.option(
    "--engine",
    type=click.Choice(["local", "spark"]),
    default="local",
    show_default=True,
    help="What reads: this machine, or Apache Spark; the latter needs -o, a folder for Parquet files.",
)
@click.option(
    "--master", metavar="URL", default="local[*]", show_default=True, help="Spark's master, with --engine spark."
)
@reading_options
def command(
    paths: tuple[str, ...],
    target: str,
    engine: str,
    master: str,
    published: str | None,
    outlet: str | None,
    language: str | None,
    encoding: str | None,
    actors: tuple[str, ...],
    careful: str | None,
    workers: int | None,
) -> None:
    """Read files, folders and - (standard input); write each document's record as one line of JSON.

    Records come in the order of the files, whatever the number of processes. `rawi schema` prints what a record
    holds. FILE appears when it is complete. With --engine spark it is a folder of Parquet files, in no order.

    \b
    Examples:
      rawi extract articles/ -o records.jsonl
      rawi extract article.html | jq '.claims[].type'
      rawi extract - --language fa < article.txt
      rawi extract articles/ -o records --engine spark --master spark://head:7077

    Exit status: 0 when all was read, 1 when some files were not, 2 for wrong usage.
    """
    from rawi.engine.extract import extract
    from rawi.engine.job import Read
    from rawi.ingest import Failure, options

    chosen = options(
        published=published, outlet=outlet, language=language, encoding=encoding, actors=actors, careful=careful
    )
    console = terminal.err()
    if engine == "spark":
        _on_spark(paths, chosen, target, master)
    languages: Counter[str | None] = Counter()
    attributions = claims = 0
    failed: list[Failure] = []
    with _open(target) as stream, terminal.progress(console, "Reading") as (total, done):
        for each in extract(paths, chosen, workers=workers, total=total, done=done):
            if isinstance(each, Read):
                stream.write(each.body + b"\n")
                languages[each.language] += 1
                attributions += each.attributions
                claims += each.claims
            else:
                failed.append(each)
    _end(console, languages, attributions, claims, failed)


def _on_spark(paths: tuple[str, ...], chosen: "Options", target: str, master: str) -> NoReturn:
    from rawi.engine.sparkreading import extract_on_spark

    if target == "-":
        raise UsageError("Spark writes no standard output", remedy="name a folder with -o")
    console = terminal.err()
    found = extract_on_spark(paths, chosen, Path(target), master=master)
    _end(console, Counter(found.languages), found.attributions, found.claims, found.failures)


def _end(
    console: "Console", languages: Counter[str | None], attributions: int, claims: int, failed: list["Failure"]
) -> NoReturn:
    """Say what came of it, and leave."""
    documents = languages.total()
    console.print(
        f"{plural(documents, 'document')}{f' ({terminal.languages(languages.most_common())})' if documents else ''}, "
        f"{plural(attributions, 'attribution')}, {plural(claims, 'claim')}."
    )
    terminal.failures(console, failed)
    sys.exit(1 if failed else 0)


@contextmanager
def _open(target: str) -> Iterator[BinaryIO]:
    """Standard output, or a file that takes its name once it is whole."""
    if target == "-":
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    path = Path(target)
    if path.is_dir():
        raise UsageError("that is a folder", where=target, remedy="name a file with -o")
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    except OSError as error:
        raise InputError(
            f"cannot write there: {error.strerror}", where=target, remedy="name another file with -o"
        ) from error
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
        umask = os.umask(0)
        os.umask(umask)
        os.chmod(name, 0o666 & ~umask)
        os.replace(name, path)
    finally:
        Path(name).unlink(missing_ok=True)
