"""PLOVER claims → ACLED's event type and sub-event.

ACLED codes one event for a happening. A demonstration comes first where the text opens with it, then what explodes from
afar, battles between armed sides, violence against civilians, and strategic developments.
"""

from collections.abc import Iterable

from rawi.ontology.load import acled_types, modes

ARMED = "armed"
CIVILIAN = "civilian"
CROWD = "crowd"
_REMOTE = ("airstrike", "shell", "suicide", "chemical", "bomb")
_RIOTOUS = ("burn", "clash", "storm")
_STRATEGIC = "Strategic developments"


def acled(told: Iterable[tuple[str, str]], parties: frozenset[str] = frozenset()) -> tuple[str, str] | None:
    """(event type, sub-event) of the happening that claims `told`, each (type, mode) in order of appearance, tell of;
    None when ACLED would code nothing. `parties` says who is named: `armed`, `civilian`, `crowd`.
    """
    found = [(kind, mode) for kind, mode in told if kind != "OTHER"]
    force = [mode for kind, mode in found if kind == "ASSAULT"]
    protest = [mode for kind, mode in found if kind == "PROTEST"]
    lead = next((kind for kind, _ in found if kind in ("ASSAULT", "PROTEST")), None)
    if protest and (lead == "PROTEST" or CROWD in parties):
        if "riot" in protest or any(mode in _RIOTOUS for mode in force):
            return _of("Violent demonstration")
        met = "crowd" in force or any(mode == "arrest" for _, mode in found)
        return _of("Protest with intervention" if met else "Peaceful protest")
    remote = next((mode for mode in _REMOTE if mode in force), None)
    if remote is not None:
        return _of(modes()[remote].acled)
    if force:
        if "clash" in force or "war" in force or ("invade" in force and CIVILIAN not in parties):
            return _of("Armed clash")
        if "abduct" in force:
            return _of("Abduction/forced disappearance")
        if "sexual" in force:
            return _of("Sexual violence")
        if set(force) == {"burn"}:
            return _of("Looting/property destruction")
        if CROWD in parties and ARMED not in parties and CIVILIAN not in parties:
            return _of("Mob violence")
        return _of("Attack" if CIVILIAN in parties or ARMED not in parties else "Armed clash")
    if CROWD in parties and ARMED not in parties and any(kind in ("REQUEST", "ACCUSE", "REJECT") for kind, _ in found):
        # A crowd that demands or denounces in public is a protest, whatever word is used for its coming together.
        return _of("Peaceful protest")
    for kind, mode in found:
        if kind in ("COERCE", "MOBILIZE", "RETREAT", "AGREE", "AID", "CONCEDE"):
            return _of(modes()[mode].acled if acled_types()[modes()[mode].acled] == _STRATEGIC else "Other")
    return None


def _of(sub_event: str) -> tuple[str, str]:
    return acled_types()[sub_event], sub_event
