"""What a language's pack settles for the claims, read from its settings once."""

from typing import Any, Final

from rawi.lang import Pack


class Habits:
    """Where `limited`, only the letters of `before` stand before a verb, and none of the endings `never_after` behind
    it. `compounds`: a noun stands right before another to tell what that is about; `verb_final`: the verb comes last;
    `order`: of the parts of a sentence (`svo`, `sov`, `vso`).
    """

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        settings = pack.settings
        claims: dict[str, Any] = settings.get("claims", {})
        clitics: dict[str, list[str]] = claims.get("verb_clitics", {})
        self.limited = bool(clitics)
        self.before: frozenset[str] = frozenset(clitics.get("before", ()))
        self.never_after: frozenset[str] = frozenset(clitics.get("never_after", ()))
        self.compounds = bool(claims.get("compounds"))
        self.verb_final = "verb_final" in settings.get("counts", {})
        self.order: str = settings.get("attribution", {}).get("order", "svo")


_KNOWN: Final[dict[str, Habits]] = {}


def habits(pack: Pack) -> Habits:
    """The habits of a language."""
    found = _KNOWN.get(pack.code)
    if found is None or found.pack is not pack:
        found = _KNOWN[pack.code] = Habits(pack)
    return found
