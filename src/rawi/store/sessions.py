"""Who is signed in: kept with the case, so that a server that is started anew knows its browsers again."""

import hashlib
import secrets
from datetime import UTC, datetime, timedelta

from rawi.store.accounts import Account, Accounts
from rawi.store.database import now

SESSION = timedelta(hours=12)


class SignedIn(Accounts):
    """The part of a case that knows who is signed in. It keeps hashes alone of what browsers hold."""

    def begin_session(self, account: str | None, *, person: str | None = None, lasts: timedelta = SESSION) -> str:
        """Sign an account in, or (where there are none) the `person` at the screen; return the secret that the

        cookie shall hold.
        """
        secret = secrets.token_urlsafe(32)
        ends = (datetime.now(UTC) + lasts).isoformat(timespec="seconds")
        row = {"digest": _digest(secret), "account": account, "person": person, "made_at": now(), "ends_at": ends}
        with self.together():
            self.database.execute("DELETE FROM session WHERE ends_at < ?", (now(),))
            self.database.insert("session", [row])
        return secret

    def session(self, secret: str) -> Account | None:
        """The active account that a secret signs in; None when it is unknown or has ended."""
        name = self._of(secret, "account")
        account = None if name is None else self.account(name)
        return account if account is not None and account.active else None

    def person_of(self, secret: str) -> str | None:
        """Who came in by the door with a secret; None when it is unknown, has ended, or is an account's."""
        return self._of(secret, "person")

    def end_session(self, secret: str) -> None:
        self.database.execute("DELETE FROM session WHERE digest = ?", (_digest(secret),))

    def _of(self, secret: str, column: str) -> str | None:
        found: str | None = self.database.value(
            f"SELECT {column} FROM session WHERE digest = ? AND ends_at >= ?", (_digest(secret), now())
        )
        return found


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()
