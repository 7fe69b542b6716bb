"""Accounts: signing in, roles and groups on every page and answer."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from starlette.applications import Starlette
from tests.review.asking import Client

from rawi.cli import main
from rawi.review.app import create
from rawi.store import Case

PASSWORD = "a long password"


@pytest.fixture
def team(own_case: Path) -> Path:
    with Case.open(own_case) as case:
        case.add_account("mina", "owner", PASSWORD)
        case.add_account("omid", "reader", PASSWORD, ("north",))
        case.add_account("sara", "reader", PASSWORD)
    return own_case


@pytest.fixture
def app(team: Path) -> Starlette:
    return create(team)


def browser(app: Starlette) -> Client:
    """A browser at the form for signing in."""
    made = Client(app, follow_redirects=False)
    page = made.get("/sign-in").text
    made.csrf = page.split('name="csrf" content="')[1].split('"')[0]
    return made


def signed_in(app: Starlette, name: str) -> Client:
    made = browser(app)
    assert made.submit("/sign-in", name=name, password=PASSWORD).status_code == 303
    made.csrf = made.get("/api/session").json()["csrf"]
    return made


class TestSigningIn:
    def test_leads_to_the_case_under_a_new_session(self, app: Starlette) -> None:
        made = browser(app)
        before = made.cookies[app.state.cookie]
        assert made.submit("/sign-in", name="mina", password=PASSWORD).headers["location"] == "/"
        assert made.cookies[app.state.cookie] != before
        assert made.get("/").status_code == 200

    def test_outlives_the_server_but_not_the_account(self, app: Starlette, team: Path) -> None:
        made = signed_in(app, "omid")
        again = Client(create(team), cookies=made.cookies, follow_redirects=False)
        assert again.get("/api/session").json()["role"] == "reader"
        with Case.open(team) as case:
            case.change_account("omid", active=False)
        assert again.get("/events").headers["location"] == "/sign-in"
        assert Client(create(team), cookies=made.cookies, follow_redirects=False).get("/events").status_code == 303

    def test_a_door_never_opens_a_case_of_accounts(self, team: Path) -> None:
        with Case.open(team) as case:
            secret = case.begin_session(None, person="mina")
        app = create(team)
        stranger = Client(app, cookies={app.state.cookie: secret}, follow_redirects=False)
        assert stranger.get("/events").headers["location"] == "/sign-in"

    def test_pages_lead_to_the_form(self, app: Starlette) -> None:
        assert Client(app, follow_redirects=False).get("/events").headers["location"] == "/sign-in"

    @pytest.mark.parametrize(("name", "password"), [("mina", "wrong"), ("nobody", PASSWORD), ("", "")])
    def test_needs_name_and_password(self, app: Starlette, name: str, password: str) -> None:
        assert browser(app).submit("/sign-in", name=name, password=password).status_code == 403

    def test_strangers_learn_nothing_of_the_case(self, app: Starlette) -> None:
        assert "Nakhlsar" not in Client(app).get("/sign-in").text
        assert "Nakhlsar" not in Client(app, follow_redirects=False).get("/nowhere").text

    def test_guessing_is_slowed(self, app: Starlette) -> None:
        made = browser(app)
        for _ in range(5):
            made.submit("/sign-in", name="mina", password="wrong")
        assert made.submit("/sign-in", name="mina", password=PASSWORD).status_code == 429

    def test_leaving_ends_it(self, app: Starlette) -> None:
        mina = signed_in(app, "mina")
        mina.submit("/sign-out")
        assert mina.get("/").status_code == 303

    def test_a_closed_account_is_out_at_once(self, app: Starlette, team: Path) -> None:
        sara = signed_in(app, "sara")
        with Case.open(team) as case:
            case.change_account("sara", active=False)
        assert sara.get("/events").headers["location"] == "/sign-in"

    def test_there_is_no_other_door(self, app: Starlette) -> None:
        assert Client(app).get("/open?token=").status_code == 403


class TestGroups:
    def test_documents_of_others_are_not_shown_anywhere(self, app: Starlette, team: Path) -> None:
        with Case.open(team) as case:
            hidden = case.documents()[0]["id"]
            title = case.record(hidden).outlet
            case.set_groups(hidden, ("south",))
            events = [event.id for event in case.events() if set(event.documents) == {hidden}]
        assert events
        omid = signed_in(app, "omid")
        assert omid.get(f"/event/{events[0]}").status_code == 404
        assert omid.get(f"/api/events/{events[0]}").status_code == 404
        listed = {row["id"] for row in omid.get("/api/events?limit=500").json()["rows"]}
        assert not listed & set(events)
        assert hidden not in omid.get("/exports/events.json").text
        assert omid.get("/exports/dossier.html").status_code == 403
        assert title is not None
        mina = signed_in(app, "mina")
        assert mina.get(f"/event/{events[0]}").status_code == 200

    def test_what_closed_documents_call_an_actor_is_not_counted(self, app: Starlette, team: Path) -> None:
        with Case.open(team) as case:
            named = case.top_actors()
            for row in case.documents():
                case.set_groups(row["id"], ("south",))
            assert named
            assert case.top_actors(groups=("north",)) == []
            assert case.framing(named[0]["actor"], groups=("north",)) == []
            assert case.top_actors(groups=("south",)) == named
        omid, mina = signed_in(app, "omid"), signed_in(app, "mina")
        assert omid.get("/api/actors").json() == []
        assert named[0]["actor"] in {row["id"] for row in mina.get("/api/actors").json()}

    def test_members_see_them(self, app: Starlette, team: Path) -> None:
        with Case.open(team) as case:
            hidden = case.documents()[0]["id"]
            case.set_groups(hidden, ("north",))
            events = [event.id for event in case.events() if set(event.documents) == {hidden}]
        assert signed_in(app, "omid").get(f"/event/{events[0]}").status_code == 200
        assert signed_in(app, "sara").get(f"/event/{events[0]}").status_code == 404


class TestOwners:
    def test_make_and_change_accounts(self, app: Starlette, team: Path) -> None:
        mina = signed_in(app, "mina")
        mina.submit("/people", name="reza", role="reviewer", password=PASSWORD, groups="north, south")
        mina.submit("/people/change", name="reza", role="reader")
        with Case.open(team) as case:
            reza = case.account("reza")
        assert reza is not None
        assert (reza.role, reza.groups) == ("reader", ("north", "south"))

    def test_do_so_by_program_too(self, app: Starlette, team: Path) -> None:
        mina = signed_in(app, "mina")
        made = mina.ask("POST", "/api/accounts", {"name": "reza", "role": "reviewer", "password": PASSWORD})
        assert made.json()["role"] == "reviewer"
        assert "password" not in made.json()
        assert mina.ask("POST", "/api/accounts/reza", {"active": False}).json()["active"] is False
        assert mina.ask("POST", "/api/accounts", {"name": "x", "role": "king", "password": PASSWORD}).status_code == 400
        assert signed_in(app, "sara").ask("GET", "/api/accounts").status_code == 403

    def test_cannot_lock_themselves_out(self, app: Starlette, team: Path) -> None:
        mina = signed_in(app, "mina")
        assert mina.submit("/people/change", name="mina", active="no").status_code == 400
        mina.submit("/people/change", name="mina", role="reader")
        with Case.open(team) as case:
            account = case.account("mina")
        assert account is not None
        assert account.role == "owner"

    def test_others_see_no_accounts(self, app: Starlette) -> None:
        assert signed_in(app, "sara").get("/people").status_code == 403


class TestCommand:
    def test_the_first_account_is_an_owners(self, empty_case: Path) -> None:
        runner = CliRunner()
        wrong = runner.invoke(main, ["account", str(empty_case), "add", "mina", "--password-stdin"], input=PASSWORD)
        assert wrong.exit_code == 2
        right = ["account", str(empty_case), "add", "mina", "--role", "owner", "--password-stdin"]
        assert runner.invoke(main, right, input=f"{PASSWORD}\n").exit_code == 0
        listed = runner.invoke(main, ["account", str(empty_case), "list"])
        assert "mina owner" in listed.output
        changed = ["account", str(empty_case), "change", "mina", "--role", "reader"]
        assert runner.invoke(main, changed).exit_code == 2
