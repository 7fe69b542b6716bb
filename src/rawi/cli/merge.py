"""rawi merge RECORDS… -o EVENTS"""

from pathlib import Path

import click

from rawi.cli import terminal
from rawi.export.wording import plural


@click.command("merge", short_help="Merge records into events, copies and origins.")
@click.argument("records", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path), metavar="RECORDS…")
@click.option("-o", "--output", required=True, type=click.Path(file_okay=False, path_type=Path), metavar="EVENTS",
              help="Folder for the results; made if it is not there.")  # fmt: skip
@click.option("--engine", type=click.Choice(["duckdb", "spark"]), default="duckdb", show_default=True,
              help="What runs the merge: this machine alone, or Apache Spark.")  # fmt: skip
@click.option(
    "--master", metavar="URL", default="local[*]", show_default=True, help="Spark's master, with --engine spark."
)
@click.option(
    "--workers", type=click.IntRange(min=1), metavar="N", help="Processes to work with; all cores if not given."
)
@click.option("--memory", metavar="SIZE", default="1500MB", show_default=True,
              help="Memory that the tables may take before they go to disk.")  # fmt: skip
@click.option(
    "--embeddings", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="FILE",
    help="An encoder's file: similar sentences then count in suggesting translations (pip install 'rawi[careful]').",
)  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
def command(
    records: tuple[Path, ...],
    output: Path,
    engine: str,
    master: str,
    workers: int | None,
    memory: str,
    embeddings: Path | None,
    as_json: bool,
) -> None:
    """Merge records: which documents tell of one happening, who says what about it, and how many tellers there are.

    RECORDS are files of JSON lines as `rawi extract` writes them, Parquet files with a column `record`, or folders of
    either. EVENTS gets three Parquet files: events, copies, and members (which claim belongs to which event).
    Either engine gives the same result.

    \b
    Examples:
      rawi extract articles/ -o records.jsonl && rawi merge records.jsonl -o events
      rawi merge records/ -o events --engine spark --master local[4]
    """
    from rawi.engine import mergefiles

    console = terminal.err()
    with console.status("facts") if console.is_terminal else _quiet() as status:

        def watch(name: str) -> None:
            if console.is_terminal:
                status.update(name.replace("_", " "))

        if engine == "spark":
            found = mergefiles.merge_on_spark(list(records), output, master=master, embeddings=embeddings, watch=watch)
        else:
            found = mergefiles.merge_files(
                list(records), output, workers=workers, memory=memory, embeddings=embeddings, watch=watch
            )
    if as_json:
        import dataclasses

        import msgspec

        click.echo(msgspec.json.encode(dataclasses.asdict(found)).decode())
        return
    click.echo(
        f"{plural(found.claims, 'claim')} in {plural(found.documents, 'document')}: {plural(found.events, 'event')}, "
        f"{found.shared:,} told by several documents; {plural(found.copies, 'copy', 'copies')} found, "
        f"{found.suggested:,} suggested"
    )
    if found.crowded:
        click.echo(terminal.crowded(found.crowded))


class _Quiet:
    def __enter__(self) -> "_Quiet":
        return self

    def __exit__(self, *_: object) -> None: ...

    def update(self, words: str) -> None: ...


def _quiet() -> _Quiet:
    return _Quiet()
