"""Every screen of the application, by the name that tests and pictures give it."""

from pathlib import Path

from rawi.store import Case

TEXT = "/document/meridian-20230715-0931"
SCREENS = {
    "overview": "/",
    "events": "/events",
    "event": "EVENT",
    "claims": "/claims?place=IR",
    "documents": "/documents",
    "document": TEXT,
    "original": f"{TEXT}?beside=original",
    "copies-of": f"{TEXT}?beside=copies",
    "voices": f"{TEXT}?beside=voices",
    "review": "/review",
    "queue": "/review?language=fa&status.not=planned",
    "correcting": "/review?claim=meridian-20230715-0931%23E2",
    "bulk": "/review/bulk?type=AGREE",
    "actors": "/actors",
    "actor": "/actors/iran?wording=Tehran",
    "framing": "/framing",
    "copies": "/copies",
    "search": "/search?q=governor",
    "log": "/log",
    "exports": "/exports",
    "accounts": "/people",
    "interface": "/api",
}


def address(screen: str, case: Path) -> str:
    """Where a screen is. The event is the one that origins tell most differently."""
    if SCREENS[screen] != "EVENT":
        return SCREENS[screen]
    with Case.open(case) as opened:
        contested = opened.filter_events(sort="-conflicts", limit=1).rows[0]
    return f"/event/{contested['id']}"
