"""What events there are: types, modes, count kinds and statuses, with labels and mappings. Data, and its loader."""

from rawi.ontology.load import Mode, Type, modes, types

__all__ = ["Mode", "Type", "modes", "types"]
