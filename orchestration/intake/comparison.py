"""One table's figures beside those of earlier periods, as relations of a DuckDB connection that plausibility and coverage query.

`figures` holds one row per figure that is there; decimals are exact, memory is bounded. Nothing is judged here.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from orchestration.contracts import Column, Table, find_unit
from orchestration.foundation.periods import Period
from orchestration.intake.earlier import Earlier, EarlierTable, is_register
from orchestration.intake.findings import MOST_LISTED, Finding
from orchestration.intake.keys import MEMORY_LIMIT
from orchestration.intake.references import REGISTER, UNIT_LEVEL, Known
from orchestration.intake.staged import KEY_SEPARATOR, StagedTable

DECIMAL = "decimal(24, 6)"
NUMBERS = ("number", "integer")
# Fewer figures than this are asked about one by one.
WHOLE_COLUMN = 8


Told = tuple[list[Finding], int]


@dataclass(frozen=True)
class Against:
    """An earlier period that figures are held against: its name, the name of its column in `figures`, and its table."""

    code: str
    column: str
    table: EarlierTable

    def shown(self, row: Mapping[str, Any], field: str | None = None) -> str:
        """Return an earlier figure as a message tells it: period, figure, file and cell."""
        place = self.table.place(field or row["field"], row[f"{self.column}_row"])
        return f"{self.table.period}：{row[f'{self.column}_shown']}（{place}）"


@dataclass(frozen=True)
class Comparison:
    """A table of a file, the tables of earlier periods beside it, and the connection on which they can be queried.

    Relations: `now`, `last_year`, `last_quarter` (one row per figure: `_row`, `field`, `shown`, `x`, the key as `k0`, `k1` …,
    and the unit's level as `unit_level`), `figures` (`now` with the earlier figures `a_year_ago`, `a_quarter_ago` and
    their rows), `units_now` and `units_before` (key column of the unit, and its rows).
    """

    staged: StagedTable
    connection: duckdb.DuckDBPyConnection
    period: Period
    last_year: EarlierTable | None
    last_quarter: EarlierTable | None
    measured: tuple[Column, ...]

    @property
    def table(self) -> Table:
        """The contract."""
        return self.staged.table

    @property
    def last(self) -> EarlierTable | None:
        """The table of the period before that was delivered: the quarter before, else the same period a year ago."""
        return self.last_quarter or self.last_year

    @property
    def keys(self) -> Sequence[str]:
        """Names of the key's columns in the relations."""
        return [f"k{place}" for place, _ in enumerate(self.table.key)]

    @property
    def unit_key(self) -> str | None:
        """Which of them names the unit; None for a table whose rows aren't units'."""
        places = [place for place, column in enumerate(self.table.key) if is_register(column)]
        return f"k{places[0]}" if places else None

    def periods(self) -> list["Against"]:
        """Return the earlier periods that were delivered, the one a year ago first."""
        named = (
            ("last_year", "a_year_ago", self.last_year),
            ("last_quarter", "a_quarter_ago", self.last_quarter),
        )
        return [Against(code, column, table) for code, column, table in named if table is not None]

    def rows(self, query: str, *values: object) -> list[dict[str, Any]]:
        """Run a query and return its rows by column."""
        run = self.connection.execute(query, list(values))
        names = [column[0] for column in run.description or ()]
        return [dict(zip(names, row, strict=True)) for row in run.fetchall()]

    def told(
        self,
        rule: str,
        query: str,
        allowed: Callable[[dict[str, Any]], object],
        against: Against | None = None,
    ) -> Iterator[Told]:
        """Yield what a rule asks, column by column: the findings that are listed, and how many there are.

        What befalls more than half of a column's figures is asked once, about the column: it has one cause.

        Args:
            rule: The rule.
            query: Rows of `now` or `figures`, with whatever else `allowed` needs.
            allowed: What a finding says is allowed, made of a row.
            against: The earlier period whose figure it is asked because of; with another figure it is another question.
        """
        listed = f"""
            with asked_about as ({query})
            select *, count(*) over (partition by field) as total, figures_of_field,
                arg_min(shown, x) over (partition by field) as least, arg_max(shown, x) over (partition by field) as most
            from asked_about
            join (select field, count(*) as figures_of_field from now group by field) using (field)
            qualify row_number() over (partition by field order by _row) <= {MOST_LISTED}
            order by field, _row
        """
        for _, group in groupby(self.rows(listed), lambda row: row["field"]):
            rows = list(group)
            total, figures = rows[0]["total"], rows[0]["figures_of_field"]
            if total >= WHOLE_COLUMN and total * 2 > figures:
                value = f"{rows[0]['least']} … {rows[0]['most']}（{total}/{figures}）"
                field = rows[0]["field"]
                yield [self.staged.finding(rule, field, value=value, allowed=allowed(rows[0]))], 1
            else:
                yield [self._finding(rule, row, allowed(row), against) for row in rows], total

    def _finding(self, rule: str, row: dict[str, Any], allowed: object, against: Against | None) -> Finding:
        key = KEY_SEPARATOR.join(row[name] for name in self.keys)
        is_shown = not any(column.classification for column in self.table.key)
        return self.staged.finding(
            rule,
            row["field"],
            row["_row"],
            key=key if is_shown else None,
            value=row["shown"],
            allowed=allowed,
            compared=row[f"{against.column}_shown"] if against else None,
        )

    def give(self, name: str, rows: Iterable[Mapping[str, object]], kinds: Mapping[str, pa.DataType]) -> None:
        """Make a small table of the caller's known to the connection: its rows, and the type of each column."""
        given = pa.Table.from_pylist([dict(row) for row in rows], schema=pa.schema(kinds))
        self.connection.register("given", given)
        self.connection.execute(f"create or replace temp table {name} as select * from given")
        self.connection.unregister("given")


def unit_column(table: Table) -> Column | None:
    """Return the column of the key that names a unit of the register; None for a table whose rows aren't units'."""
    return next((column for column in table.key if is_register(column)), None)


def measured(table: Table) -> tuple[Column, ...]:
    """Return the columns whose figures can be compared: numbers with a unit of measure, or about which the contract asks.

    Without a key nothing says which earlier figure is the same one.
    """
    if not table.key:
        return ()
    return tuple(
        column
        for column in table.columns
        if column.logical_type in NUMBERS
        and column.key_position is None
        and column.classification is None
        and (column.unit_of_measure or column.queries.changes or column.queries.outlier)
    )


@contextmanager
def compared(staged: StagedTable, earlier: Earlier, known: Known) -> Iterator[Comparison]:
    """Open a table beside its earlier ones.

    Args:
        staged: The table of the file.
        earlier: What was delivered before.
        known: The register, where the contract refers to it.
    """
    name = staged.table.name
    with duckdb.connect(
        config={"memory_limit": MEMORY_LIMIT, "temp_directory": str(staged.path.parent)}
    ) as connection:
        made = Comparison(
            staged,
            connection,
            earlier.period,
            earlier.last_year(name),
            earlier.last_quarter(name),
            measured(staged.table),
        )
        _load(made, earlier, known)
        yield made


def _load(made: Comparison, earlier: Earlier, known: Known) -> None:
    made.give(
        "levels", _levels(made.table, known), {"unit": pa.string(), "level": pa.string(), "place": pa.int64()}
    )
    _load_figures(made, "now", str(made.staged.path), {})
    for name, table in (("last_year", made.last_year), ("last_quarter", made.last_quarter)):
        names = _renamed(made.table, earlier, table) if table else {}
        _load_figures(made, name, str(table.path) if table else None, names)
    using = ", ".join([*made.keys, "field"])
    made.connection.execute(f"""
        create temp table figures as
        select
            now.*,
            last_year.x as a_year_ago, last_year.shown as a_year_ago_shown, last_year._row as a_year_ago_row,
            last_quarter.x as a_quarter_ago, last_quarter.shown as a_quarter_ago_shown,
            last_quarter._row as a_quarter_ago_row
        from now
        left join last_year using ({using})
        left join last_quarter using ({using})
    """)
    if made.unit_key:
        _load_units(made, "units_now", str(made.staged.path), {})
        before = made.last
        names = _renamed(made.table, earlier, before) if before else {}
        _load_units(made, "units_before", str(before.path) if before else None, names)


def _load_units(made: Comparison, name: str, path: str | None, renamed: Mapping[str, str]) -> None:
    """Make the relation of the units with a row, under the names that they have now; units that left the register are left out."""
    column = unit_column(made.table)
    if path is None or column is None or column.name not in pq.read_schema(path).names:
        made.give(name, (), {"unit": pa.string(), "unit_rows": pa.int64()})
        return
    _give_renamed(made, renamed)
    made.connection.execute(
        f"""
        create temp table {name} as
        select levels.unit, count(*) as unit_rows
        from read_parquet(?) as landed
        left join renamed on landed."{column.name}" = renamed.was
        join levels on coalesce(renamed.now, landed."{column.name}") = levels.unit
        group by levels.unit
        order by levels.unit
        """,
        [path],
    )


def _give_renamed(made: Comparison, renamed: Mapping[str, str]) -> None:
    pairs = ({"was": was, "now": now} for was, now in renamed.items())
    made.give("renamed", pairs, {"was": pa.string(), "now": pa.string()})


def _levels(table: Table, known: Known) -> Iterator[Mapping[str, object]]:
    """Yield each unit as the table's key spells it, with its level."""
    column = unit_column(table)
    if column is None or column.reference is None:
        return
    register = known.tables[REGISTER.bureau, REGISTER.dataset, REGISTER.table]
    spelt, levels = (register[name].to_pylist() for name in (column.reference.column, UNIT_LEVEL))
    for place, (unit, level) in enumerate(zip(spelt, levels, strict=True)):
        yield {"unit": unit, "level": level, "place": place}


def _renamed(table: Table, earlier: Earlier, before: EarlierTable) -> dict[str, str]:
    column = unit_column(table)
    return earlier.renamed(column, before.period) if column else {}


def _load_figures(made: Comparison, name: str, path: str | None, renamed: Mapping[str, str]) -> None:
    """Make the relation of one period's figures, one row per figure that is there."""
    fields = _present(path, made) if path else []
    keys, unit = made.keys, made.unit_key
    if not fields:
        columns = ", ".join(f"null::varchar as {key}" for key in keys)
        made.connection.execute(f"""
            create temp table {name} as
            select null::bigint as _row, null::varchar as field, null::varchar as shown, null::{DECIMAL} as x,
                null::varchar as unit_level{", " + columns if columns else ""}
            where false
        """)
        return
    _give_renamed(made, renamed)
    named = ", ".join(f'"{column.name}" as {key}' for key, column in zip(keys, made.table.key, strict=True))
    measures = ", ".join(f'"{field}"' for field in fields)
    spelt = ", ".join(f"coalesce(renamed.now, {key}) as {key}" if key == unit else key for key in keys)
    made.connection.execute(
        f"""
        create temp table {name} as
        with wide as (select _row, {named + ", " if named else ""}{measures} from read_parquet(?)),
        long as (unpivot wide on {measures} into name field value shown)
        select _row, field, shown, cast(shown as {DECIMAL}) as x, levels.level as unit_level{", " + spelt if spelt else ""}
        from long
        left join renamed on {f"{unit} = renamed.was" if unit else "false"}
        left join levels on {f"coalesce(renamed.now, {unit}) = levels.unit" if unit else "false"}
        """,
        [path],
    )


def _present(path: str, made: Comparison) -> list[str]:
    """Return the measured fields that a landed table has: it may have landed before its contract gained a column."""
    names = set(pq.read_schema(path).names)
    wanted = {column.name for column in made.table.key}
    return [column.name for column in made.measured if column.name in names] if wanted <= names else []


def ratio_scale(column: Column) -> int | None:
    """Return by how much a fraction is smaller than what the column's unit counts: 100 for %, 1000 for ‰; None for others."""
    unit = find_unit(column.unit_of_measure or "")
    return int(100 / unit.factor) if unit is not None and unit.kind == "ratio" else None
