"""Sessions: browsers hold a random name for one. Who is signed in is kept with the case, all else in memory."""

import hashlib
import hmac
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

IDLE_SECONDS = 12 * 3600
LONGEST_SECONDS = 7 * 24 * 3600
MOST = 10_000

PersonFields = tuple[str, str, frozenset[str] | None]
"""name, role, groups: what `access.Person` is made of."""
Known = Callable[[str], PersonFields | None]
"""Who is signed in under a name, as the case knows it."""


@dataclass
class Session:
    """One browser. `person` is None until somebody has signed in; `csrf` must come back with every change."""

    person: PersonFields | None = None
    csrf: str = ""
    begun: float = field(default_factory=time.monotonic)
    seen: float = field(default_factory=time.monotonic)
    flashes: list[tuple[str, str]] = field(default_factory=list)

    def is_csrf(self, token: str) -> bool:
        return hmac.compare_digest(self.csrf.encode(), token.encode("utf-8", "replace"))


class Sessions:
    """The sessions of a running server. The names are known to browsers alone: here are only their hashes.

    `known` is asked for whoever signed in before the server was started anew.
    """

    def __init__(self, known: Known = lambda name: None) -> None:
        self._known = known
        self._held: dict[bytes, Session] = {}
        self._lock = threading.Lock()

    def open(self, person: PersonFields | None = None, name: str = "") -> tuple[str, Session]:
        """Begin a session; return the name that the browser shall hold (`name` where the case gave one), and it."""
        name = name or secrets.token_urlsafe(32)
        session = Session(person, _csrf(name))
        with self._lock:
            self._forget_old()
            self._held[_hash(name)] = session
        return name, session

    def find(self, name: str) -> Session | None:
        """The session of that name, if it has neither ended nor been idle too long."""
        with self._lock:
            session = self._held.get(_hash(name))
            if session is not None:
                if _is_over(session):
                    del self._held[_hash(name)]
                    return None
                session.seen = time.monotonic()
                return session
        person = self._known(name)
        return None if person is None else self.open(person, name)[1]

    def close(self, name: str) -> None:
        with self._lock:
            self._held.pop(_hash(name), None)

    def _forget_old(self) -> None:
        for key in [key for key, session in self._held.items() if _is_over(session)]:
            del self._held[key]
        while len(self._held) >= MOST:
            # Nobody signed in goes first: such sessions cost an attacker nothing to make.
            nobody = next((key for key, session in self._held.items() if session.person is None), None)
            self._held.pop(nobody if nobody is not None else next(iter(self._held)))


class OneTime:
    """A token that opens the door once, and not after `seconds`."""

    def __init__(self, seconds: float = 15 * 60) -> None:
        self.token: str | None = secrets.token_urlsafe(32)
        self._until = time.monotonic() + seconds
        self._lock = threading.Lock()

    def spend(self, token: str) -> bool:
        """Whether this is the token; it never is again."""
        with self._lock:
            if self.token is None or time.monotonic() > self._until:
                return False
            if not hmac.compare_digest(self.token.encode(), token.encode("utf-8", "replace")):
                return False
            self.token = None
            return True


def _csrf(name: str) -> str:
    """The token that a session's changes bring: it follows from the name, so that pages outlive the server too."""
    return hmac.new(name.encode("utf-8", "replace"), b"csrf", hashlib.sha256).hexdigest()


def _is_over(session: Session) -> bool:
    now = time.monotonic()
    return now - session.seen > IDLE_SECONDS or now - session.begun > LONGEST_SECONDS


def _hash(name: str) -> bytes:
    return hashlib.sha256(name.encode("utf-8", "replace")).digest()
