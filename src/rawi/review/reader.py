"""The reader's settings: language and calendar, from a cookie, or else from what the browser asks for."""

from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import Response

from rawi.review.dating import CALENDARS, USUAL, Dates
from rawi.review.messages import LANGUAGES, Words, direction

COOKIE = "rawi_reader"
YEAR = 365 * 24 * 3600


class Reader(NamedTuple):
    """In which language and calendar somebody reads."""

    language: str
    calendar: str

    @property
    def direction(self) -> str:
        return direction(self.language)

    @property
    def words(self) -> Words:
        return Words(self.language)

    @property
    def dates(self) -> Dates:
        return Dates(self.words, self.calendar)


def reader(request: Request) -> Reader:
    language, _, calendar = request.cookies.get(COOKIE, "").partition(".")
    if language not in LANGUAGES:
        language = _asked_for(request.headers.get("accept-language", ""))
    return Reader(language, calendar if calendar in CALENDARS else USUAL[language])


def remember(response: Response, chosen: Reader, *, https: bool) -> None:
    """Keep the settings with the browser."""
    response.set_cookie(
        COOKIE,
        f"{chosen.language}.{chosen.calendar}",
        max_age=YEAR,
        httponly=True,
        samesite="strict",
        secure=https,
        path="/",
    )


def _asked_for(header: str) -> str:
    """The first language of an Accept-Language header that we have (its order is nearly always that of preference)."""
    for part in header.split(","):
        language = part.split(";")[0].strip().lower().split("-")[0]
        if language in LANGUAGES:
            return language
    return LANGUAGES[0]
