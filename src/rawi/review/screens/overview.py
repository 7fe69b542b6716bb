"""Overview: what is in the case at a glance."""

from starlette.requests import Request
from starlette.responses import Response

from rawi.review.access import route
from rawi.review.opened import case
from rawi.review.page import page


def overview(request: Request) -> Response:
    return page(request, "overview.html", tab="overview", documents=len(case(request).documents()))


routes = [route("/", overview)]
