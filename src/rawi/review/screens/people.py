"""Accounts: signing in, and the owner's list of people, roles, groups of documents."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from rawi.errors import UsageError
from rawi.review.access import PUBLIC, ROLES, person, route, session
from rawi.review.api import Operation
from rawi.review.asked import Form, form
from rawi.review.failing import Refused, bad_request, not_found
from rawi.review.opened import case
from rawi.review.page import back, flash, page
from rawi.review.reader import reader
from rawi.review.screens.door import admit, set_cookie

TRIES, PAUSE_SECONDS = 5, 60.0
"""After so many wrong passwords for one name, the next attempts wait."""


class Tries:
    """Wrong passwords lately, by name."""

    def __init__(self) -> None:
        self._wrong: dict[str, list[float]] = {}
        self._lock = threading.Lock()

    def must_wait(self, name: str) -> bool:
        with self._lock:
            lately = [at for at in self._wrong.get(name, []) if time.monotonic() - at < PAUSE_SECONDS]
            if lately:
                self._wrong[name] = lately
            else:
                self._wrong.pop(name, None)
            return len(lately) >= TRIES

    def note(self, name: str) -> None:
        with self._lock:
            if len(self._wrong) > 10_000:
                self._wrong.clear()
            self._wrong.setdefault(name, []).append(time.monotonic())


def sign_in(request: Request) -> Response:
    """The form. It needs a session of its own, in which nobody has signed in, for its token."""
    if not request.app.state.accounts:
        raise not_found()
    if session(request) is not None:
        return page(request, "sign_in.html", tried="")
    name, opened = request.app.state.sessions.open()
    request.scope["rawi.session"] = opened
    response = page(request, "sign_in.html", tried="")
    set_cookie(request, response, name)
    return response


def check_in(request: Request) -> Response:
    if not request.app.state.accounts:
        raise not_found()
    asked, tries = form(request), request.app.state.tries
    name, password = asked["name"], asked.fields.get("password", [""])[0]
    if tries.must_wait(name):
        raise Refused(429, "too-many-tries")
    account = case(request).check_password(name, password)
    if account is None:
        tries.note(name)
        words = reader(request).words("people.wrong")
        return page(request, "sign_in.html", status=403, tried=name, wrong=words)
    secret = case(request).begin_session(account.name)
    return admit(request, (account.name, account.role, frozenset(account.groups)), "/", secret=secret)


def people(request: Request) -> Response:
    held = case(request)
    return page(request, "people.html", people=held.accounts(), groups=held.groups(), roles=ROLES)


def add(request: Request) -> Response:
    asked = form(request)

    def made() -> None:
        password = asked.fields.get("password", [""])[0]
        _first_is_owner(request, asked["role"])
        case(request).add_account(asked["name"], asked["role"], password, _groups(asked))

    return _carried_out(request, made, "people.added")


def change(request: Request) -> Response:
    asked = form(request)
    password = asked.fields.get("password", [""])[0]

    def made() -> None:
        if asked["name"] == person(request).name and asked["active"] == "no":
            raise bad_request()
        case(request).change_account(
            asked["name"],
            role=asked["role"] or None,
            password=password or None,
            active={"yes": True, "no": False}.get(asked["active"]),
            groups=_groups(asked) if "groups" in asked else None,
        )

    return _carried_out(request, made, "people.changed")


def group(request: Request) -> Response:
    """Put documents into a group, or take them out of all: a document without a group is open to everybody."""
    asked, held = form(request), case(request)
    documents = [line for line in asked["documents"].split() if held.document(line)]
    if not documents:
        raise bad_request()
    for document in documents:
        held.set_groups(document, _groups(asked))
    flash(request, "done", reader(request).words("people.grouped", n=len(documents)))
    return back(request, "/people")


# The JSON interface


class AccountAnswer(msgspec.Struct, frozen=True):
    """An account: who may sign in, and what they may do. `groups` are the groups of documents open to them."""

    name: str
    role: str
    groups: tuple[str, ...]
    active: bool
    made_at: str


class NewAccount(msgspec.Struct, frozen=True):
    name: str
    role: str
    password: str
    groups: tuple[str, ...] = ()


class AccountChange(msgspec.Struct, frozen=True):
    """What is absent stays as it is."""

    role: str | None = None
    password: str | None = None
    active: bool | None = None
    groups: tuple[str, ...] | None = None


class GroupsOfDocument(msgspec.Struct, frozen=True):
    document: str
    groups: tuple[str, ...]


def list_accounts(request: Request) -> list[AccountAnswer]:
    return [AccountAnswer(*account) for account in case(request).accounts()]


def post_account(request: Request, asked: NewAccount) -> AccountAnswer:
    with refusing():
        _first_is_owner(request, asked.role)
        return AccountAnswer(*case(request).add_account(asked.name, asked.role, asked.password, asked.groups))


def post_change(request: Request, asked: AccountChange) -> AccountAnswer:
    name = request.path_params["name"]
    if name == person(request).name and asked.active is False:
        raise bad_request()
    with refusing():
        changed = case(request).change_account(
            name, role=asked.role, password=asked.password, active=asked.active, groups=asked.groups
        )
    return AccountAnswer(*changed)


def post_groups(request: Request, asked: GroupsOfDocument) -> GroupsOfDocument:
    held = case(request)
    if held.document(asked.document) is None:
        raise not_found()
    held.set_groups(asked.document, asked.groups)
    return GroupsOfDocument(asked.document, held.groups_of(asked.document))


@contextmanager
def refusing() -> Iterator[None]:
    """What the store will not do is a bad request."""
    try:
        yield
    except UsageError as error:
        raise bad_request() from error


def _first_is_owner(request: Request, role: str) -> None:
    if role != "owner" and not case(request).accounts():
        raise UsageError(reader(request).words("people.owner-first"))


def _carried_out(request: Request, made: Callable[[], None], message: str) -> Response:
    try:
        made()
        flash(request, "done", reader(request).words(message))
    except UsageError as error:
        flash(request, "wrong", str(error))
    return back(request, "/people")


def _groups(asked: Form) -> tuple[str, ...]:
    return tuple(sorted({part.strip() for part in asked["groups"].split(",") if part.strip()}))


operations = [
    Operation(
        "GET", "/accounts", "listAccounts", "Who may open the case.", list_accounts, list[AccountAnswer], role="owner"
    ),
    Operation(
        "POST", "/accounts", "addAccount", "Make an account.", post_account, AccountAnswer, NewAccount, role="owner"
    ),
    Operation(
        "POST",
        "/accounts/{name}",
        "changeAccount",
        "Change an account; its sessions end.",
        post_change,
        AccountAnswer,
        AccountChange,
        role="owner",
    ),
    Operation(
        "POST",
        "/groups",
        "groupDocument",
        "Say which groups may see a document.",
        post_groups,
        GroupsOfDocument,
        GroupsOfDocument,
        role="owner",
    ),
]
routes = [
    route("/sign-in", sign_in, role=PUBLIC),
    route("/sign-in", check_in, role=PUBLIC, methods=("POST",)),
    route("/people", people, role="owner"),
    route("/people", add, role="owner", methods=("POST",)),
    route("/people/change", change, role="owner", methods=("POST",)),
    route("/people/groups", group, role="owner", methods=("POST",)),
]
