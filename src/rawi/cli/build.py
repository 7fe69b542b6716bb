"""rawi build PATH… -o CASE"""

import sys
from collections import Counter
from pathlib import Path

import click

from rawi.cli import terminal
from rawi.cli.options import paths_argument, reading_options
from rawi.export.wording import plural

OWN_ACTORS = ("actors.toml", "actors.jsonl")
"""Files of a case that hold its own actors, read with every build."""


@click.command("build", short_help="Read files into a case, and write its dossier.")
@paths_argument
@click.option(
    "-o",
    "--output",
    "folder",
    required=True,
    type=click.Path(path_type=Path),
    metavar="CASE",
    help="Folder of the case; made if it is not there.",
)
@reading_options
@click.option("--title", metavar="WORDS", help="Title of the case, shown on the dossier.")
@click.option("--database", metavar="ADDRESS",
              help="Keep a new case on PostgreSQL: postgresql://USER@HOST/DATABASE.")  # fmt: skip
@click.option("--embeddings", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="FILE",
              help="An encoder's file: similar sentences then count in suggesting translations, in this build and in "
                   "later ones (pip install 'rawi[careful]').")  # fmt: skip
@click.option("--no-embeddings", is_flag=True, help="Do without the encoder's file that earlier builds named.")
@click.option("--dossier/--no-dossier", default=True, help="Write CASE/dossier.html (default), or leave it.")
def command(
    paths: tuple[str, ...],
    folder: Path,
    published: str | None,
    outlet: str | None,
    language: str | None,
    encoding: str | None,
    actors: tuple[str, ...],
    careful: str | None,
    workers: int | None,
    title: str | None,
    database: str | None,
    embeddings: Path | None,
    no_embeddings: bool,
    dossier: bool,
) -> None:
    """Read files, folders and - (standard input) into a case, and write a page to look at.

    Text, saved web pages and JSON lines are read. A file that has not changed is not read again; what was
    interrupted goes on where it was. Files that cannot be read are named with what to do about them, and the
    rest is read.

    \b
    Examples:
      rawi build articles/ -o case
      rawi build a.txt b.html --outlet "The Morning" --published 2019-11-05 -o case
      cat articles.jsonl | rawi build - -o case

    Exit status: 0 when all was read, 1 when some files were not, 2 for wrong usage.
    """
    failed = read_into(
        folder,
        paths,
        published=published,
        outlet=outlet,
        language=language,
        encoding=encoding,
        actors=actors,
        careful=careful,
        workers=workers,
        title=title,
        database=database,
        embeddings="" if no_embeddings else None if embeddings is None else str(embeddings.resolve()),
        dossier=dossier,
    )
    sys.exit(1 if failed else 0)


def read_into(
    folder: Path,
    paths: tuple[str, ...],
    *,
    published: str | None = None,
    outlet: str | None = None,
    language: str | None = None,
    encoding: str | None = None,
    actors: tuple[str, ...] = (),
    careful: str | None = None,
    workers: int | None = None,
    title: str | None = None,
    database: str | None = None,
    embeddings: str | None = None,
    dossier: bool = True,
) -> bool:
    """Build, print the summary, write the dossier; return whether anything failed.

    `embeddings` is an encoder's file for suggestions, an empty string for none; by default what the case has.
    """
    from rawi.engine.build import build
    from rawi.engine.corpus import merge_case
    from rawi.export.case_dossier import write_case_dossier
    from rawi.ingest import options
    from rawi.store import Case

    kept = [str(file) for name in OWN_ACTORS if (file := folder / name).is_file()]
    actors = (*actors, *kept)
    chosen = options(
        published=published, outlet=outlet, language=language, encoding=encoding, actors=actors, careful=careful
    )
    out = terminal.out()
    with Case.open(folder, create=True, database=database) as case:
        if title:
            case.set("title", title)
        if embeddings is not None:
            case.set("embeddings", embeddings)
        with terminal.progress(terminal.err(), "Reading") as (total, done):
            built = build(case, paths, chosen, workers=workers, total=total, done=done)
        merged = merge_case(case)
        page = write_case_dossier(case) if dossier else None
        documents = case.documents()
    languages = terminal.languages(Counter(row["language"] for row in documents).most_common())
    read = f"Read {plural(built.documents, 'document')} from {plural(built.files - built.unchanged, 'file')}"
    if built.unchanged:
        read += f"; {plural(built.unchanged, 'file')} had not changed"
    out.print(f"{read}, in {built.seconds:.1f} s.")
    if built.slowest[0] > 10:
        out.print(f"The slowest took {built.slowest[0]:.0f} s: {terminal.isolated(built.slowest[1], out)}")
    if built.replaced:
        out.print(f"{plural(built.replaced, 'document')} no longer in the files: kept, and marked as replaced.")
    out.print(f"The case holds {plural(len(documents), 'document')}{f' ({languages})' if languages else ''},")
    attributions, claims = (sum(row[key] for row in documents) for key in ("attributions", "claims"))
    out.print(f"{plural(attributions, 'attribution')} and {plural(claims, 'claim')} of events.")
    out.print(
        f"{plural(merged.events, 'event')}, {merged.shared:,} told by several documents: rawi show {folder} events"
    )
    if merged.crowded:
        out.print(terminal.crowded(merged.crowded))
    terminal.failures(out, built.failures)
    out.print()
    if page:
        out.print(f"Look at it:   {page.resolve().as_uri()}")
    out.print(f"In words:     rawi show {folder} claims")
    return bool(built.failures)
