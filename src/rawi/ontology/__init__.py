"""What events there are: types, modes, count kinds and statuses, with labels and mappings. Data, and its loader."""

from rawi.ontology.acled import acled
from rawi.ontology.load import (
    Mode,
    Type,
    acled_types,
    complement_recipients,
    count_modes,
    counted_roles,
    labels,
    modes,
    types,
)

__all__ = [
    "Mode",
    "Type",
    "acled",
    "acled_types",
    "complement_recipients",
    "count_modes",
    "counted_roles",
    "labels",
    "modes",
    "types",
]
