"""Accounts, groups of documents and saved searches of a case that several people work in."""

import secrets
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from rawi.errors import UsageError
from rawi.store.database import Row, now
from rawi.store.filters import visible
from rawi.store.held import Held

if TYPE_CHECKING:
    from argon2 import PasswordHasher

ROLES = ("reader", "reviewer", "owner")
SHORTEST = 10
"""Letters that a password has at least."""


class Account(NamedTuple):
    """Somebody who may sign in. `role` is one of ROLES; `groups` are the groups of documents open to them."""

    name: str
    role: str
    groups: tuple[str, ...]
    active: bool
    made_at: str


class Accounts(Held):
    """The part of a case that knows who may see and decide what."""

    def add_account(self, name: str, role: str, password: str, groups: tuple[str, ...] = ()) -> Account:
        """Make an account. Raises UsageError where the name is taken or empty, or the password too short."""
        name = name.strip()
        if not name or len(name) > 100:
            raise UsageError("an account needs a name", remedy="of 1 to 100 letters")
        if self.account(name) is not None:
            raise UsageError(f"there is an account “{name}” already", remedy="choose another name")
        _check(role, password)
        with self.together():
            self.database.insert(
                "account",
                [{"name": name, "role": role, "password": _hasher().hash(password), "active": 1, "made_at": now()}],
            )
            self._set_groups(name, groups)
        return self._account(name)

    def account(self, name: str) -> Account | None:
        row = self.database.row("SELECT * FROM account WHERE name = ?", (name,))
        if row is None:
            return None
        groups = self.database.rows("SELECT name FROM account_group WHERE account = ? ORDER BY name", (name,))
        own = tuple(each["name"] for each in groups)
        return Account(row["name"], row["role"], own, bool(row["active"]), row["made_at"])

    def accounts(self) -> list[Account]:
        return [self._account(row["name"]) for row in self.database.rows("SELECT name FROM account ORDER BY name")]

    def change_account(
        self,
        name: str,
        *,
        role: str | None = None,
        password: str | None = None,
        active: bool | None = None,
        groups: tuple[str, ...] | None = None,
    ) -> Account:
        """Change an account; whoever is signed in with it is signed out, unless only groups change.

        Raises UsageError where there is no such account, or no active owner would be left.
        """
        with self.together():
            old = self.account(name)
            if old is None:
                raise UsageError(f"there is no account “{name}”", remedy="make one first")
            _check(role or old.role, password)
            new = old._replace(role=role or old.role, active=old.active if active is None else active)
            owners = [each.name for each in self.accounts() if each.role == "owner" and each.active]
            if owners == [name] and not (new.role == "owner" and new.active):
                raise UsageError("a case needs an owner", remedy="make another account an owner first")
            self.database.execute(
                "UPDATE account SET role = ?, active = ? WHERE name = ?", (new.role, int(new.active), name)
            )
            if password is not None:
                self.database.execute(
                    "UPDATE account SET password = ? WHERE name = ?", (_hasher().hash(password), name)
                )
            if groups is not None:
                self._set_groups(name, groups)
            if password is not None or new.role != old.role or not new.active:
                self.database.execute("DELETE FROM session WHERE account = ?", (name,))
        return self._account(name)

    def check_password(self, name: str, password: str) -> Account | None:
        """The active account of this name and password; None otherwise, in the same time whether the name exists."""
        from argon2.exceptions import Argon2Error, InvalidHashError

        row = self.database.row("SELECT password, active FROM account WHERE name = ?", (name.strip(),))
        kept = row["password"] if row is not None else _nobody()
        try:
            _hasher().verify(kept, password)
        except (Argon2Error, InvalidHashError):
            return None
        if row is None or not row["active"]:
            return None
        if _hasher().check_needs_rehash(kept):
            self.database.execute(
                "UPDATE account SET password = ? WHERE name = ?", (_hasher().hash(password), name.strip())
            )
        return self._account(name.strip())

    # Groups of documents

    def groups(self) -> list[Row]:
        """Every group that documents are in: `name`, `documents`."""
        return self.database.rows("SELECT name, count(*) AS documents FROM document_group GROUP BY name ORDER BY name")

    def groups_of(self, document: str) -> tuple[str, ...]:
        """The groups of a document; without any it is open to everybody with an account."""
        rows = self.database.rows("SELECT name FROM document_group WHERE document = ? ORDER BY name", (document,))
        return tuple(row["name"] for row in rows)

    def set_groups(self, document: str, groups: tuple[str, ...]) -> None:
        with self.together():
            self.database.execute("DELETE FROM document_group WHERE document = ?", (document,))
            self.database.insert(
                "document_group", [{"document": document, "name": name} for name in sorted(set(groups))]
            )

    def may_see(self, document: str, groups: tuple[str, ...] | None) -> bool:
        """Whether a member of these groups may see a document; None: of all."""
        if groups is None:
            return True
        of_document = self.groups_of(document)
        return not of_document or not set(of_document).isdisjoint(groups)

    def visible_of(self, documents: list[str], groups: tuple[str, ...] | None) -> list[str]:
        """Those of the documents that a member of these groups may see, in their order."""
        if groups is None:
            return documents
        condition, names = visible("document.id", groups)
        seen = {
            row["id"]
            for at in range(0, len(documents), 500)
            for row in self.database.rows(
                f"""SELECT id FROM document WHERE id IN ({", ".join("?" * len(documents[at : at + 500]))})
                    AND {condition}""",
                [*documents[at : at + 500], *names],
            )
        }
        return [document for document in documents if document in seen]

    # Saved searches

    def save_search(self, owner: str, screen: str, name: str, query: str) -> str:
        """Keep a search under a name (that of the same screen and name is replaced); return its id."""
        with self.together():
            self.database.execute(
                "DELETE FROM saved_search WHERE owner = ? AND screen = ? AND name = ?", (owner, screen, name)
            )
            id_ = secrets.token_hex(8)
            row = {"id": id_, "owner": owner, "name": name, "screen": screen, "query": query, "made_at": now()}
            self.database.insert("saved_search", [row])
        return id_

    def saved_searches(self, owner: str, screen: str = "") -> list[Row]:
        """Somebody's searches: `id`, `name`, `screen`, `query`, `made_at`; of one screen, or of all."""
        return self.database.rows(
            """SELECT id, name, screen, query, made_at FROM saved_search WHERE owner = ? AND (screen = ? OR ? = '')
               ORDER BY screen, name""",
            (owner, screen, screen),
        )

    def forget_search(self, owner: str, id: str) -> None:
        self.database.execute("DELETE FROM saved_search WHERE owner = ? AND id = ?", (owner, id))

    def _account(self, name: str) -> Account:
        found = self.account(name)
        if found is None:
            raise UsageError(f"there is no account “{name}”", remedy="make one first")
        return found

    def _set_groups(self, name: str, groups: tuple[str, ...]) -> None:
        self.database.execute("DELETE FROM account_group WHERE account = ?", (name,))
        self.database.insert("account_group", [{"account": name, "name": group} for group in sorted(set(groups))])


def _check(role: str, password: str | None) -> None:
    if role not in ROLES:
        raise UsageError(f"no role “{role}”", remedy=f"one of {', '.join(ROLES)}")
    if password is not None and len(password) < SHORTEST:
        raise UsageError("the password is too short", remedy=f"use at least {SHORTEST} letters")


@cache
def _hasher() -> "PasswordHasher":
    from argon2 import PasswordHasher

    return PasswordHasher()


@cache
def _nobody() -> str:
    """A hash that no password has, so that an unknown name takes as long as a wrong password."""
    return _hasher().hash(secrets.token_urlsafe(16))

