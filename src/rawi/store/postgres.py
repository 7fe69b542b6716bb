"""PostgreSQL's side of the case's database: one schema in a database for each case."""

import re
import secrets
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from rawi.errors import CaseError, MissingPart, UsageError
from rawi.store.database import Database, Row, Values
from rawi.store.dialect import POSTGRESQL, numbered, script

if TYPE_CHECKING:
    import psycopg

OLDEST = 140_000
"""The server version that a case needs at least: 14."""
BATCH = 500
PREFIXES = ("postgresql://", "postgres://")
_SCHEMA = re.compile(r"[a-z_][a-z0-9_]{0,62}")
_PASSWORD = re.compile(r"^[a-z]+://[^@/]*:[^@/]+@|[?&]password=")
_STATEMENT = re.compile(r";[ \t]*(?:\n|\Z)")


class Postgres(Database):
    """A case in a schema of a PostgreSQL database. The password comes from PGPASSWORD or ~/.pgpass, never from here."""

    dialect = POSTGRESQL

    def __init__(self, address: str, schema: str) -> None:
        check_address(address)
        if not _SCHEMA.fullmatch(schema):
            raise CaseError(f"“{schema}” cannot be a schema's name", where="case.toml", remedy="use a-z, 0-9 and _")
        self.address, self.schema, self.where = address, schema, f"{address} ({schema})"
        self.connection = self._connect()

    def execute(self, sql: str, values: Values = ()) -> int:
        return self._run(sql, values).rowcount

    def many(self, sql: str, rows: Iterable[Values]) -> None:
        given = [tuple(map(_kept, row)) for row in rows]
        if given:
            with self.connection.cursor() as cursor:
                cursor.executemany(numbered(sql), given)

    def each(self, sql: str, values: Values = ()) -> Iterator[Row]:
        yield from self._run(sql, values).fetchall()

    def stream(self, sql: str, values: Values = ()) -> Iterator[Row]:
        from psycopg.rows import dict_row

        with self.connection.cursor(name=f"rawi_{secrets.token_hex(6)}", withhold=True, row_factory=dict_row) as cursor:
            cursor.itersize = BATCH
            cursor.execute(numbered(sql), tuple(map(_kept, values)))
            yield from cursor

    def tuples(self, sql: str, values: Values = ()) -> list[tuple[Any, ...]]:
        return list(self._run(sql, values, bare=True).fetchall())

    def begin(self) -> None:
        self._run("BEGIN", ())

    def end(self, *, keep: bool) -> None:
        if keep or not self.connection.closed:
            self.connection.execute("COMMIT" if keep else "ROLLBACK")

    @property
    def within(self) -> bool:
        from psycopg.pq import TransactionStatus

        return not self.connection.closed and self.connection.info.transaction_status != TransactionStatus.IDLE

    def serialise(self, table: str) -> None:
        self._run(f"LOCK TABLE {table} IN SHARE ROW EXCLUSIVE MODE", ())

    def analyse(self) -> None:
        for row in self.rows("SELECT tablename FROM pg_tables WHERE schemaname = ?", (self.schema,)):
            self.execute(f'ANALYZE "{row["tablename"]}"')

    def statements(self, sql: str) -> Iterator[str]:
        """The statements of a migration: each ends with `;` at the end of a line."""
        lines = [line for line in script(sql, POSTGRESQL).splitlines() if not line.startswith("--")]
        for statement in _STATEMENT.split("\n".join(lines)):
            if statement.strip():
                yield statement.strip()

    def close(self) -> None:
        self.connection.close()

    def make_schema(self) -> None:
        """Make the case's schema. Raises CaseError where it holds something already."""
        if self.number("SELECT count(*) FROM pg_tables WHERE schemaname = ?", (self.schema,)):
            raise CaseError(
                "the schema for the case holds something already", where=self.where, remedy="name another schema"
            )
        self.execute(f'CREATE SCHEMA IF NOT EXISTS "{self.schema}"')

    def _run(self, sql: str, values: Values, *, bare: bool = False) -> "psycopg.Cursor[Any]":
        """Run a statement. The rows are dictionaries, or, `bare`, tuples."""
        import psycopg

        within = self.within
        try:
            return self._cursor(bare=bare).execute(numbered(sql), tuple(map(_kept, values)))
        except psycopg.OperationalError:
            # The server was started anew, or a firewall forgot us: what was not in a transaction may be asked again.
            if within or not self.connection.broken:
                raise
            self.connection = self._connect()
            return self._cursor(bare=bare).execute(numbered(sql), tuple(map(_kept, values)))

    def _cursor(self, *, bare: bool) -> "psycopg.Cursor[Any]":
        from psycopg.rows import tuple_row

        return self.connection.cursor(row_factory=tuple_row) if bare else self.connection.cursor()

    def _connect(self) -> "psycopg.Connection[dict[str, Any]]":
        try:
            import psycopg
            from psycopg.rows import dict_row
        except ImportError as error:
            raise MissingPart(
                "PostgreSQL's driver is not installed", remedy="pip install 'rawi[team]', then try again"
            ) from error
        try:
            connection = psycopg.connect(
                self.address,
                autocommit=True,
                row_factory=dict_row,
                options=f"-c search_path={self.schema} -c jit=off -c work_mem=32MB -c random_page_cost=1.1",
                connect_timeout=10,
                application_name="rawi",
            )
        except psycopg.Error as error:
            raise CaseError(
                f"the case's database does not answer: {' '.join(str(error).split())}",
                where=self.address,
                remedy="see that the server runs, and that PGPASSWORD or ~/.pgpass holds the password",
            ) from error
        if connection.info.server_version < OLDEST:
            connection.close()
            raise CaseError(
                f"PostgreSQL {connection.info.server_version // 10_000} is too old", where=self.address,
                remedy="use PostgreSQL 14 or newer",
            )  # fmt: skip
        return connection


def check_address(address: str) -> None:
    """Raises UsageError where an address is none of PostgreSQL's, or holds a password."""
    if not address.startswith(PREFIXES):
        raise UsageError(
            f"“{address}” is no address of a PostgreSQL database", remedy="write postgresql://USER@HOST/DATABASE"
        )
    if _PASSWORD.search(address):
        raise UsageError(
            "the address of the database holds a password, which a case never keeps",
            remedy="leave it out, and put it into ~/.pgpass or the environment variable PGPASSWORD",
        )


def _kept(value: Any) -> Any:
    """PostgreSQL's text holds no zero byte; a mark of replacement stands for it in what is derived from records."""
    return value.replace("\0", "\ufffd") if isinstance(value, str) and "\0" in value else value
