"""A browser without a screen: a client that has come in through the door and knows its CSRF token."""

import re
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.testclient import TestClient

from rawi.review.access import Person
from rawi.review.app import create
from rawi.review.sessions import OneTime


class Client(TestClient):
    """Signed in. `submit` sends a form as a browser would; `ask` speaks JSON."""

    csrf = ""

    def submit(self, path: str, **fields: Any) -> Any:
        return self.post(path, data={"csrf": self.csrf, **fields}, headers={"origin": "http://testserver"})

    def ask(self, method: str, path: str, json: Any = None) -> Any:
        return self.request(method, path, json=json, headers={"x-csrf-token": self.csrf})


def application(folder: Path, **options: Any) -> Starlette:
    """The application over a case, with a door."""
    return create(folder, **{"door": OneTime(), "reviewer": "mina", **options})


def client(folder: Path, *, role: str = "owner", language: str = "en", name: str = "mina", app: Any = None) -> Client:
    """Somebody at the screen. `app` shares one application between several people."""
    app = app or application(folder)
    key, session = app.state.sessions.open(Person(name, role))
    made = Client(app, cookies={app.state.cookie: key, "rawi_reader": f"{language}."}, follow_redirects=False)
    made.csrf = session.csrf
    return made


def text_of(html: str) -> str:
    """What a page says, without its tags."""
    html = re.sub(r"<(script|style|svg)\b.*?</\1>", " ", html, flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())
