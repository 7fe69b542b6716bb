"""The case's settings, sources' codes and the state of its log, for programs."""

from typing import Any

import msgspec
from starlette.requests import Request

from rawi.review.access import person
from rawi.review.api import Operation, Parameter
from rawi.review.failing import Refused, bad_request
from rawi.review.opened import case
from rawi.review.settling import settle
from rawi.review.visible import groups
from rawi.store import Decision
from rawi.store.decisions import first_break


class Settings(msgspec.Struct, frozen=True):
    """`two_person`: whether two reviewers must agree before a claim is settled."""

    two_person: bool


class SourceCode(msgspec.Struct, frozen=True):
    """The letter of a source's Admiralty code (A to F); None where nobody has set it, or to take it away."""

    name: str
    code: str | None = None
    reason: str = ""


class LogState(msgspec.Struct, frozen=True):
    """`broken`: the number of the first entry that was altered, removed or slipped in; None when the log is whole."""

    broken: int | None


def get_settings(request: Request) -> Settings:
    return Settings(case(request).people() > 1)


def change_settings(request: Request, asked: Settings) -> Settings:
    case(request).set("two_person", "1" if asked.two_person else "0")
    settle(case(request))
    return get_settings(request)


def get_source(request: Request) -> SourceCode:
    name = request.query_params.get("name", "")
    return SourceCode(name, case(request).state("source", name).assessed.get("source") or None)


def assess_source(request: Request, asked: SourceCode) -> Decision:
    if not asked.name or (asked.code is not None and asked.code not in tuple("ABCDEF")):
        raise bad_request()
    return case(request).decide(
        Decision(
            reviewer=person(request).name,
            action="assess",
            target_kind="source",
            target=asked.name,
            after={"source": asked.code},
            reason=asked.reason,
        )
    )


def check_log(request: Request) -> LogState:
    return LogState(first_break(case(request).database))


def orphans(request: Request) -> list[Decision]:
    if groups(request) is not None:
        raise Refused(403, "not-allowed")
    return case(request).orphans()


routes: list[Any] = []
operations = [
    Operation("GET", "/settings", "getSettings", "The settings of the case.", get_settings, Settings),
    Operation(
        "PUT", "/settings", "changeSettings", "Change the settings.", change_settings, Settings, Settings, role="owner"
    ),
    Operation(
        "GET", "/sources", "getSource", "A source's letter of the Admiralty code.", get_source, SourceCode, None,
        (Parameter("name", "The source as it is named."),),
    ),
    Operation("POST", "/sources", "assessSource", "Set that letter.", assess_source, Decision, SourceCode),
    Operation("GET", "/log/check", "checkLog", "Whether the chain of the log is whole.", check_log, LogState),
    Operation(
        "GET", "/orphans", "listOrphans", "Decisions whose passage is no longer there as it was.", orphans,
        list[Decision],
    ),
]  # fmt: skip
