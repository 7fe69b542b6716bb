"""The types a candidate may have, and the features that join it with each of them."""

from functools import lru_cache
from typing import Final

from rawi.claims.triggers import Trigger, role_of
from rawi.ontology import modes


def options(trigger: Trigger) -> list[tuple[str, str, str]]:
    """The (type, mode, standing) a candidate may have: `main` types of its modes first, then what they may also be."""
    return _options(trigger.modes)


@lru_cache(maxsize=4096)
def _options(names: tuple[str, ...]) -> list[tuple[str, str, str]]:
    known = modes()
    out: dict[str, tuple[str, str]] = {}
    for n, name in enumerate(names):
        out.setdefault(known[name].type, (name, "main" if n == 0 else "second"))
    for name in names:
        for n, other in enumerate(known[name].also):
            out.setdefault(other, (name, f"also{min(n, 1)}"))
    return [(kind, mode, standing) for kind, (mode, standing) in out.items()]


def own(trigger: Trigger, kind: str, mode: str, standing: str) -> list[str]:
    """The features that join a candidate with the type it is taken for."""
    role = role_of(trigger)
    return [
        f"standing={standing}",
        f"type={kind}",
        f"mode={mode}>{kind}",
        f"mode={mode}>{kind}&{role}",
        f"form={trigger.form}>{kind}",
        f"{standing[:4]}&{role}",
    ]


def pair(trigger: Trigger, base: list[str], kind: str, mode: str, standing: str, lang: str) -> list[str]:
    """All features of a candidate taken as an event of type `kind`, as training sees them."""
    shared = [*base, *own(trigger, kind, mode, standing)]
    out = [*shared, *(f"{lang}|{f}" for f in shared)]
    out += [f"{quad_of(kind)}&{f}" for f in base if not f.startswith(_ALONE)]
    out += [f"{kind}&{f}" for f in base if f.startswith(_WITH_TYPE)]
    out += [f"{mode}>{kind}&{f}" for f in base if f.startswith(("last", "role"))]
    return out


def quad_of(kind: str) -> str:
    """The group of types that share what their context tells."""
    return _QUAD.get(kind, "0")


_ALONE: Final = ("w", "end", "start", "suffix")
_WITH_TYPE: Final = ("w", "cue", "said", "seen", "g", "title", "before", "beside", "n:", "mode in", "type in", "last=")
_QUAD: Final = {
    "ASSAULT": "A", "COERCE": "A", "PROTEST": "A",
    "SANCTION": "B", "MOBILIZE": "B", "ACCUSE": "B", "THREATEN": "B", "REJECT": "B",
    "REQUEST": "C", "CONSULT": "D", "AGREE": "D", "SUPPORT": "D", "COOPERATE": "D",
    "AID": "E", "CONCEDE": "E", "RETREAT": "E", "OTHER": "0",
}  # fmt: skip
QUADS: Final = frozenset(_QUAD.values())
