"""The guard: who is answered, and what is refused before any screen sees it."""

import re
from pathlib import Path
from typing import Any

import pytest
from starlette.routing import Route
from starlette.testclient import TestClient
from tests.review.asking import Client, application, client

from rawi.errors import CaseError, UsageError
from rawi.review.access import PUBLIC, ROLES, needed_role
from rawi.review.app import create
from rawi.review.security import hosts_of
from rawi.review.serving import Serving, refuse_open_door
from rawi.review.sessions import OneTime, Sessions
from rawi.store import Case

METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH")


@pytest.fixture
def door(empty_case: Path) -> OneTime:
    return OneTime()


@pytest.fixture
def stranger(empty_case: Path, door: OneTime) -> TestClient:
    return TestClient(create(empty_case, door=door), follow_redirects=False)


class TestTheDoor:
    def test_opens_once_and_leaves_no_token_in_the_address(self, stranger: TestClient, door: OneTime) -> None:
        token = door.token
        answer = stranger.get(f"/open?token={token}")
        assert (answer.status_code, answer.headers["location"]) == (303, "/")
        cookie = answer.headers["set-cookie"]
        assert "HttpOnly" in cookie
        assert "SameSite=strict" in cookie
        assert stranger.get("/").status_code == 200
        another = TestClient(stranger.app, follow_redirects=False)
        assert another.get(f"/open?token={token}").status_code == 403

    def test_stays_shut_for_a_wrong_token_and_an_old_one(self, stranger: TestClient, empty_case: Path) -> None:
        assert stranger.get("/open?token=guess").status_code == 403
        assert stranger.get("/open").status_code == 403
        old = OneTime(seconds=-1)
        late = TestClient(create(empty_case, door=old), follow_redirects=False)
        assert late.get(f"/open?token={old.token}").status_code == 403

    def test_nobody_comes_in_without_it(self, stranger: TestClient) -> None:
        assert stranger.get("/").status_code == 401
        assert stranger.get("/api/session").status_code in (401, 404)

    def test_a_made_up_cookie_is_nobody(self, empty_case: Path) -> None:
        app = application(empty_case)
        made_up = TestClient(app, cookies={app.state.cookie: "x" * 43})
        assert made_up.get("/").status_code == 401

    def test_leaving_ends_the_session(self, empty_case: Path) -> None:
        someone = client(empty_case)
        name = someone.cookies[someone.app.state.cookie]  # type: ignore[attr-defined]
        assert someone.submit("/sign-out").status_code == 303
        assert someone.app.state.sessions.find(name) is None  # type: ignore[attr-defined]

    def test_a_session_ends_when_idle(self) -> None:
        sessions = Sessions()
        name, held = sessions.open(("mina", "owner", None))
        held.seen -= 13 * 3600
        assert sessions.find(name) is None


    def test_a_server_started_anew_knows_its_browsers(self, own_case: Path) -> None:
        door = OneTime()
        someone = Client(create(own_case, door=door, reviewer="mina"), follow_redirects=False)
        someone.get(f"/open?token={door.token}")
        page = someone.get("/review").text
        token = page.split('name="csrf" content="')[1].split('"')[0]
        again = Client(create(own_case, door=OneTime(), reviewer="mina"), cookies=someone.cookies, follow_redirects=False)
        again.csrf = token
        assert again.get("/api/session").json()["name"] == "mina"
        # A page that was open before still changes things.
        assert again.submit("/searches", screen="events", name="kept", query="type=ASSAULT").status_code == 303
        again.submit("/sign-out")
        once_more = Client(create(own_case, door=OneTime()), cookies=someone.cookies, follow_redirects=False)
        assert once_more.get("/").status_code == 401
        with Case.open(own_case) as case:
            assert token not in str(case.database.rows("SELECT * FROM session"))


class TestHosts:
    @pytest.mark.parametrize("host", ["evil.example", "testserver:80", "testserver.evil.example", "", "127.0.0.1"])
    def test_another_name_is_not_answered(self, empty_case: Path, host: str) -> None:
        answer = client(empty_case).get("/", headers={"host": host})
        assert answer.status_code == 421
        assert "content-security-policy" in answer.headers

    def test_a_name_stands_for_one_port(self) -> None:
        assert hosts_of(("localhost",), 8000) == {"localhost:8000"}
        assert hosts_of(("rawi.example",), 443) == {"rawi.example:443", "rawi.example"}


class TestChanges:
    @pytest.mark.parametrize(
        "headers",
        [
            {"origin": "http://evil.example"},
            {"origin": "http://testserver:9"},
            {"origin": "https://testserver"},
            {"origin": "null"},
            {"origin": "null", "sec-fetch-site": "cross-site"},
            {"sec-fetch-site": "cross-site"},
            {"sec-fetch-site": "same-site"},
            {"origin": "http://testserver", "sec-fetch-site": "cross-site"},
        ],
    )
    def test_asked_for_by_another_site_are_refused(self, empty_case: Path, headers: dict[str, str]) -> None:
        someone = client(empty_case)
        answer = someone.post("/preferences", data={"csrf": someone.csrf, "language": "fa"}, headers=headers)
        assert answer.status_code == 403

    @pytest.mark.parametrize(
        "headers",
        [{}, {"origin": "http://testserver"}, {"origin": "null", "sec-fetch-site": "same-origin"}],
    )
    def test_of_our_own_pages_are_taken(self, empty_case: Path, headers: dict[str, str]) -> None:
        someone = client(empty_case)
        answer = someone.post("/preferences", data={"csrf": someone.csrf, "language": "fa"}, headers=headers)
        assert answer.status_code == 303

    @pytest.mark.parametrize("fields", [{}, {"csrf": ""}, {"csrf": "guess"}, {"csrf": ["TOKEN", "guess"]}])
    def test_without_their_token_are_refused(self, empty_case: Path, fields: dict[str, Any]) -> None:
        someone = client(empty_case)
        fields = {name: [someone.csrf if one == "TOKEN" else one for one in value] for name, value in fields.items()}
        assert someone.post("/preferences", data={**fields, "language": "fa"}).status_code == 403

    def test_need_the_token_of_their_own_session(self, empty_case: Path) -> None:
        app = application(empty_case)
        one, other = client(empty_case, app=app), client(empty_case, app=app, name="omid")
        assert one.post("/preferences", data={"csrf": other.csrf}).status_code == 403

    def test_that_are_too_long_are_refused(self, empty_case: Path) -> None:
        someone = client(empty_case)
        assert someone.submit("/preferences", language="x" * 2_100_000).status_code == 413

    @pytest.mark.parametrize("to", ["https://evil.example", "//evil.example", "/\\evil.example", "evil"])
    def test_never_send_the_reader_elsewhere(self, empty_case: Path, to: str) -> None:
        assert client(empty_case).submit("/preferences", to=to).headers["location"] == "/"


class TestAnswers:
    @pytest.mark.parametrize("path", ["/", "/nowhere", "/static/0/base.css", "/static/0/none.js"])
    def test_all_carry_the_headers(self, empty_case: Path, path: str) -> None:
        headers = client(empty_case).get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        if not path.startswith("/static"):
            assert headers["cache-control"] == "no-store"

    def test_a_failure_of_ours_shows_no_traceback_and_keeps_its_headers(
        self, empty_case: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        someone = client(empty_case)
        monkeypatch.setattr("rawi.review.screens.overview.page", lambda *a, **k: 1 / 0)
        answer = someone.get("/")
        assert answer.status_code == 500
        assert "ZeroDivision" not in answer.text
        assert "content-security-policy" in answer.headers

    @pytest.mark.parametrize(
        "path",
        [
            "/static/0/../../app.py",
            "/static/0/..%2f..%2fapp.py",
            "/static/..%2f..%2f/app.py",
            "/static/0/%2e%2e/app.py",
            "/static/0/base.css%00.js",
            "/document/..%2f..%2fcase.sqlite",
        ],
    )
    def test_no_path_leads_out_of_what_is_served(self, empty_case: Path, path: str) -> None:
        answer = client(empty_case).get(path)
        assert answer.status_code in (400, 404)

    def test_pages_hold_no_inline_script_or_style(self, reader: Client) -> None:
        for path in ("/", "/events", "/nowhere"):
            html = reader.get(path).text
            assert not re.search(r"<script(?![^>]*\bsrc=)", html)
            assert not re.search(r"<style|\sstyle=|\son[a-z]+=", html)


class TestRoles:
    def test_every_route_says_who_may_take_it(self, empty_case: Path) -> None:
        for each in application(empty_case).routes:
            assert isinstance(each, Route)
            assert needed_role(each.endpoint) in (PUBLIC, *ROLES), each.path

    def test_what_is_public_is_known(self, empty_case: Path) -> None:
        public = {each.path for each in _routes(application(empty_case)) if needed_role(each.endpoint) == PUBLIC}
        assert public <= {"/static/{digest}/{name}", "/open", "/sign-in", "/sign-out", "/left"}

    def test_changing_asks_for_more_than_reading(self, empty_case: Path) -> None:
        harmless = {"/preferences", "/sign-out", "/sign-in", "/searches", "/searches/forget"}
        harmless |= {"/api/searches", "/api/searches/{id}"}
        for each in _routes(application(empty_case)):
            if not (each.methods or set()) <= {"GET", "HEAD"} and each.path not in harmless:
                assert needed_role(each.endpoint) in ("reviewer", "owner"), each.path

    @pytest.mark.parametrize("role", ["nobody", *ROLES])
    def test_every_route_refuses_those_below_its_role(self, empty_case: Path, role: str) -> None:
        app = application(empty_case)
        someone = client(empty_case, role=role, app=app) if role != "nobody" else _nobody(app)
        for each in _routes(app):
            needed = needed_role(each.endpoint)
            below = needed != PUBLIC and (role == "nobody" or ROLES.index(role) < ROLES.index(str(needed)))
            if not below:
                continue
            path = re.sub(r"{[^}]+}", "x", each.path)
            for method in set(METHODS) & (each.methods or set()):
                answer = someone.ask(method, path)
                assert answer.status_code == (401 if role == "nobody" else 403), (method, each.path)


class TestServing:
    def test_this_machine_needs_no_accounts(self) -> None:
        refuse_open_door(Serving(), accounts=False)
        refuse_open_door(Serving(host="::1"), accounts=False)

    @pytest.mark.parametrize(
        ("how", "accounts"),
        [
            (Serving(host="0.0.0.0"), False),
            (Serving(host="192.168.1.5"), True),
            (Serving(host="0.0.0.0", tls_cert=Path("c"), tls_key=Path("k")), False),
            (Serving(behind_proxy=True, names=("rawi.example",)), False),
            (Serving(behind_proxy=True), True),
            (Serving(tls_cert=Path("c")), True),
        ],
    )
    def test_others_need_accounts_and_tls(self, how: Serving, accounts: bool) -> None:
        with pytest.raises(UsageError) as raised:
            refuse_open_door(how, accounts=accounts)
        assert raised.value.remedy

    def test_with_both_it_serves_others(self) -> None:
        refuse_open_door(Serving(host="0.0.0.0", tls_cert=Path("c"), tls_key=Path("k")), accounts=True)
        refuse_open_door(Serving(host="0.0.0.0", behind_proxy=True, names=("rawi.example",)), accounts=True)

    def test_what_is_no_case_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(CaseError):
            create(tmp_path)


def _routes(app: Any) -> list[Route]:
    return [each for each in app.routes if isinstance(each, Route)]


def _nobody(app: Any) -> Client:
    """A session in which nobody has signed in yet, with its CSRF token."""
    name, session = app.state.sessions.open()
    made = Client(app, cookies={app.state.cookie: name}, follow_redirects=False)
    made.csrf = session.csrf
    return made
