"""The dossier: one HTML page that shows a case to a person, with no network and no scripts of others."""

from rawi.export.dossier.write import LIMIT_CHARACTERS, write

__all__ = ["LIMIT_CHARACTERS", "write"]
