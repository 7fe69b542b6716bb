"""The reader's language and calendar."""

from starlette.requests import Request
from starlette.responses import Response

from rawi.review.access import route
from rawi.review.asked import form
from rawi.review.dating import CALENDARS, USUAL
from rawi.review.messages import LANGUAGES
from rawi.review.page import back
from rawi.review.reader import Reader, reader, remember


def choose(request: Request) -> Response:
    """Keep what was chosen; a new language brings its usual calendar unless one was chosen with it."""
    asked, before = form(request), reader(request)
    language = asked["language"] if asked["language"] in LANGUAGES else before.language
    calendar = asked["calendar"] if asked["calendar"] in CALENDARS else before.calendar
    if language != before.language and calendar == USUAL[before.language]:
        calendar = USUAL[language]
    response = back(request, "/", asked["to"])
    remember(response, Reader(language, calendar), https=request.app.state.https)
    return response


routes = [route("/preferences", choose, role="reader", methods=("POST",))]
