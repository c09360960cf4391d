"""One view per table over the releases of several years: columns united by name, and each unit's internal id beside its code.

Only the text of the views is made here, in SQL that DuckDB and PostgreSQL both read; who creates them decides where tables lie.
A unit's code, name, level and group are those of the row's own year; `unit_id` stays when they change.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

UNIT, UNIT_ID, YEAR = "unit_code", "unit_id", "release_year"
UNITS = "dim_unit"
LATEST = "dim_unit_latest"
# What the views say that no release says.
COMMENTS = {
    YEAR: "发布年度：Year of the release that the row comes from.",
    "first_year": "最早年度：First year in whose release the unit is.",
    "last_year": "最近年度：Last year in whose release the unit is.",
    "is_renamed": "是否更名：Whether the unit bore several names over the years.",
    LATEST: "单位现况：One row per unit that ever was, with its latest code, name, level and group.",
}
# Of a year, the tables and of each its columns' types in order.
Tables = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class View:
    """A view to create: its name and the query behind it."""

    name: str
    query: str


def _columns(years: Mapping[int, Tables], table: str) -> dict[str, str]:
    """Return all columns that a table ever had with the latest type: the latest year's order, then what is gone."""
    united: dict[str, str] = {}
    for year in sorted(years, reverse=True):
        for name, kind in years[year].get(table, {}).items():
            united.setdefault(name, kind)
    return united


def _has_units_id(years: Mapping[int, Tables], table: str) -> bool:
    """Whether a table's units are named by a code only, so that the id has to come from the year's register."""
    with_code = any(UNIT in tables.get(table, {}) for tables in years.values())
    return with_code and not any(UNIT_ID in tables.get(table, {}) for tables in years.values())


def _year(year: int, columns: Mapping[str, str], own: Mapping[str, str], source: str, units: str) -> str:
    values = [
        f"cast({f't.{_quoted(name)}' if name in own else 'null'} as {kind}) as {_quoted(name)}"
        for name, kind in columns.items()
    ]
    head = [f"{year} as {YEAR}"]
    if units:
        head.append(f"u.{UNIT_ID}")
        source = f"{source} as t left join {units} as u on t.{UNIT} = u.{UNIT}"
    else:
        source = f"{source} as t"
    return f"select {', '.join([*head, *values])} from {source}"


def _quoted(name: str) -> str:
    return f'"{name}"'


def _latest(years: Mapping[int, Tables]) -> View:
    """One row per unit that ever was: what it is called now, and since when and until when it is in the releases."""
    facts = [name for name in _columns(years, UNITS) if name not in {UNIT_ID, "release_id"}]
    return View(
        LATEST,
        f"select ranked.{UNIT_ID}, {', '.join(f'ranked.{_quoted(name)}' for name in facts)},"
        " ranked.first_year, ranked.last_year, ranked.is_renamed"
        f" from (select units.*, min({YEAR}) over (partition by {UNIT_ID}) as first_year,"
        f" max({YEAR}) over (partition by {UNIT_ID}) as last_year,"
        f" min(unit_name_zh) over (partition by {UNIT_ID}) <> max(unit_name_zh) over (partition by {UNIT_ID})"
        f" as is_renamed, row_number() over (partition by {UNIT_ID} order by {YEAR} desc, {UNIT}) as place"
        f" from {{schema}}{UNITS} as units) as ranked where ranked.place = 1",
    )


def united_views(
    years: Mapping[int, Tables], relation: Callable[[int, str], str], schema: str = ""
) -> Sequence[View]:
    """Return the views over several years' releases, each after those that it reads.

    Args:
        years: Of each year the tables, and of each table its columns with their types, in the dialect of the target.
        relation: What a year's table is called where the views are created.
        schema: Schema of the views themselves, with its dot, for the view that reads another.
    """
    views = []
    for table in sorted({name for tables in years.values() for name in tables}):
        columns = _columns(years, table)
        with_id = _has_units_id(years, table)
        parts = [
            _year(
                year,
                columns,
                tables[table],
                relation(year, table),
                relation(year, UNITS) if with_id else "",
            )
            for year, tables in sorted(years.items())
            if table in tables
        ]
        views.append(View(table, " union all ".join(parts)))
    latest = _latest(years)
    return [*views, View(latest.name, latest.query.format(schema=schema))]
