"""Accounts, sessions and saved searches, on either database."""

from datetime import timedelta

import pytest

from rawi.errors import UsageError
from rawi.store import Case

PASSWORD = "a long walk by the river"


@pytest.fixture
def owned(case: Case) -> Case:
    case.add_account("nasrin", "owner", PASSWORD)
    return case


def test_only_name_and_password_together_open(owned: Case) -> None:
    account = owned.check_password(" nasrin ", PASSWORD)
    assert account is not None and (account.name, account.role) == ("nasrin", "owner")
    assert owned.check_password("nasrin", PASSWORD + "x") is None
    assert owned.check_password("nobody", PASSWORD) is None
    kept = owned.database.value("SELECT password FROM account")
    assert kept.startswith("$argon2id$") and PASSWORD not in kept


@pytest.mark.parametrize(
    ("name", "role", "password"),
    [("nasrin", "reader", PASSWORD), ("", "reader", PASSWORD), ("k", "king", PASSWORD), ("k", "reader", "short")],
)
def test_accounts_that_cannot_be(owned: Case, name: str, role: str, password: str) -> None:
    with pytest.raises(UsageError):
        owned.add_account(name, role, password)
    assert [each.name for each in owned.accounts()] == ["nasrin"]


def test_a_session_lasts_until_it_ends(owned: Case) -> None:
    secret = owned.begin_session("nasrin")
    assert secret not in str(owned.database.rows("SELECT * FROM session"))
    account = owned.session(secret)
    assert account is not None and account.name == "nasrin"
    owned.end_session(secret)
    assert owned.session(secret) is None
    assert owned.session("guess") is None
    assert owned.session(owned.begin_session("nasrin", lasts=timedelta(seconds=-5))) is None


def test_who_came_in_by_the_door_is_known_until_the_session_ends(case: Case) -> None:
    secret = case.begin_session(None, person="mina")
    assert (case.person_of(secret), case.session(secret)) == ("mina", None)
    assert case.person_of("guess") is None
    assert case.person_of(case.begin_session(None, person="mina", lasts=timedelta(seconds=-5))) is None
    case.end_session(secret)
    assert case.person_of(secret) is None


def test_a_change_of_rights_signs_out(owned: Case) -> None:
    owned.add_account("karim", "reviewer", PASSWORD, ("desk",))
    secret = owned.begin_session("karim")
    owned.change_account("karim", groups=("desk", "courts"))
    assert owned.session(secret) == owned.account("karim")
    owned.change_account("karim", role="reader")
    assert owned.session(secret) is None
    owned.change_account("karim", active=False, password=PASSWORD + "2")
    assert owned.check_password("karim", PASSWORD + "2") is None


def test_a_case_keeps_an_owner(owned: Case) -> None:
    for change in ({"role": "reader"}, {"active": False}):
        with pytest.raises(UsageError, match="needs an owner"):
            owned.change_account("nasrin", **change)
    with pytest.raises(UsageError, match="no account"):
        owned.change_account("nobody", role="reader")


def test_searches_are_saved_by_their_owner(owned: Case) -> None:
    first = owned.save_search("nasrin", "events", "tolls", "type=ASSAULT")
    second = owned.save_search("nasrin", "events", "tolls", "type=ASSAULT&language=fa")
    assert [(row["id"], row["query"]) for row in owned.saved_searches("nasrin", "events")] == [
        (second, "type=ASSAULT&language=fa")
    ]
    assert owned.saved_searches("karim") == owned.saved_searches("nasrin", "search") == []
    owned.forget_search("karim", second)
    owned.forget_search("nasrin", first)
    assert len(owned.saved_searches("nasrin")) == 1
    owned.forget_search("nasrin", second)
    assert owned.saved_searches("nasrin") == []
