"""A part of a kept merge, to run steps of the program on: temporary tables that hide the kept ones of their names."""

from collections.abc import Iterable, Iterator, Sequence

from rawi.engine.duck import Duck, append, declare
from rawi.merge.program import PROGRAM
from rawi.merge.steps import Drop, Each, Groups, Row, Schema, Step, apply, run

LOOKED_UP = 1000


class Part:
    """An engine (see merge.steps.Engine) whose tables are temporary, and hide those of the same name."""

    def __init__(self, engine: Duck, program: Sequence[Step] = PROGRAM) -> None:
        self.connection = engine.connection
        self.steps = {step.name: step for step in program if not isinstance(step, Drop)}
        self.main = f'"{self.connection.execute("SELECT current_database()").fetchall()[0][0]}".main'
        # Up to so many keys a table is looked up in its index; past them it is read whole.
        self.connection.execute(f"SET dynamic_or_filter_threshold = {LOOKED_UP}")
        self.made: set[str] = set()
        self._columns: dict[str, list[str]] = {}
        columns = """SELECT table_name, column_name FROM duckdb_columns() WHERE database_name = current_database()
                     ORDER BY table_name, column_index"""
        for table, column in self.connection.execute(columns).fetchall():
            self._columns.setdefault(table, []).append(column)

    def query(self, name: str, sql: str) -> None:
        self.made.add(name)
        self.connection.execute(f'CREATE OR REPLACE TEMP TABLE "{name}" AS {sql}')

    def each(self, step: Each) -> None:
        self.fill(step.name, step.schema, apply(step, self.rows(f'SELECT * FROM "{step.source}"')))

    def groups(self, step: Groups) -> None:
        self.fill(step.name, step.schema, apply(step, self.rows(f'SELECT * FROM "{step.source}" ORDER BY 1')))

    def fill(self, name: str, schema: Schema, rows: Iterable[Row]) -> None:
        made = list(rows)
        self.made.add(name)
        self.connection.execute(f'CREATE OR REPLACE TEMP TABLE "{name}" ({declare(schema)})')
        append(self.connection, name, schema, made)

    def number(self, sql: str) -> int:
        return int(self.connection.execute(sql).fetchall()[0][0])

    def rows(self, sql: str) -> Iterator[Row]:
        return iter(self.connection.execute(sql).fetchall())

    def drop(self, names: Iterable[str]) -> None:
        gone = [name for name in names if name in self.made]
        if gone:
            self.connection.execute("; ".join(f'DROP TABLE temp."{name}"' for name in gone))
            self.made.difference_update(gone)

    def clear(self, *but: str) -> None:
        """Take every temporary table away but these."""
        self.drop(sorted(self.made - set(but)))

    def take(self, name: str, *wheres: str, source: str = "") -> None:
        """Put some rows of a kept table in front of it: those of which one of `wheres` is true, each once.

        `wheres` speak of its rows as `k`. One condition on one column each can be looked up in an index.
        """
        kept = f'SELECT k.* FROM {self.main}."{source or name}" AS k WHERE '
        self.query(name, " UNION ".join(kept + where for where in wheres))

    def run(self, *names: str) -> None:
        """Run the program's steps of these names, those left out that this program does not have."""
        run(self, [self.steps[name] for name in names if name in self.steps])

    def put(self, name: str, *wheres: str) -> None:
        """Replace the rows of a kept table that `wheres` speak of (as `k`) by those of the temporary one."""
        listed = ", ".join(f'"{column}"' for column in self._columns[name])
        for where in wheres:
            self.connection.execute(f'DELETE FROM {self.main}."{name}" AS k WHERE {where}')
        self.connection.execute(f'INSERT INTO {self.main}."{name}" SELECT {listed} FROM temp."{name}"')
