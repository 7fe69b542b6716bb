"""Our own style sheets and scripts. They are named by a digest of them all, so that browsers may keep them."""

import hashlib
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import Response

from rawi.review.access import PUBLIC, route
from rawi.review.failing import not_found

TYPES = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml"}


class Assets(NamedTuple):
    """The files by name, and the digest that their addresses carry."""

    files: dict[str, bytes]
    digest: str

    def url(self, name: str) -> str:
        if name not in self.files:
            raise KeyError(name)
        return f"/static/{self.digest}/{name}"


@lru_cache(maxsize=1)
def assets() -> Assets:
    held = {
        entry.name: entry.read_bytes()
        for entry in files("rawi.review").joinpath("static").iterdir()
        if entry.name.rpartition(".")[2] in TYPES
    }
    digest = hashlib.sha256(b"\0".join(part for name in sorted(held) for part in (name.encode(), held[name])))
    return Assets(held, digest.hexdigest()[:16])


def serve(request: Request) -> Response:
    """One of the files that ship with rawi, looked up by name: no path of the disk is ever made of what was asked."""
    name, known = request.path_params["name"], assets()
    content = known.files.get(name)
    if content is None:
        raise not_found()
    fresh = request.path_params["digest"] == known.digest
    return Response(
        content,
        media_type=TYPES[name.rpartition(".")[2]],
        headers={"cache-control": "public, max-age=31536000, immutable" if fresh else "no-cache"},
    )


routes = [route("/static/{digest}/{name}", serve, role=PUBLIC)]
