"""The dossier of a case, beside its database."""

from pathlib import Path

from rawi.export.dossier import write
from rawi.export.dossier.write import Trouble
from rawi.store import Case

NAME = "dossier.html"


def write_case_dossier(case: Case, path: Path | None = None) -> Path:
    """Write the case's page to `path` (its own folder when None); return where it is."""
    target = path or case.folder / NAME
    write(
        lambda: (record for _, record in case.records()),
        target,
        title=case.setting("title") or case.folder.resolve().name,
        troubles=[
            Trouble(
                failed.source if failed.line is None else f"{failed.source}:{failed.line}", failed.what, failed.remedy
            )
            for failed in case.failures()
        ],
    )
    return target
