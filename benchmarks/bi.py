"""What a dashboard's queries cost on `mart.duckdb`: the sample's release and one of 40,000 units, beside pandas over the same Parquet.

Run: `python -m benchmarks.bi RELEASE_FOLDER` (such as warehouse/published/annual/2020/current).
"""

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import duckdb
import pandas as pd

from benchmarks.arrival import seconds
from orchestration.publication.serving.described import Table, describe
from orchestration.publication.site import queries as site

UNITS = 40_000
# What the results page asks for all its units at once.
SITE = (
    site.LEAGUE,
    site.NODES,
    site.INDICATORS,
    site.PARTS,
    site.APPRAISAL,
    site.WEAK_INDICATORS,
    site.ADJUSTMENTS,
    site.ITEMS,
)
TABLES = (
    "dim_unit",
    "fct_unit_result",
    "fct_indicator_score",
    "fct_public_appraisal",
    "dim_indicator",
    "fct_dimension_score",
    "fct_indicator_score_part",
    "rpt_weak_indicator",
    "fct_adjustment",
    "fct_rectification_item",
)
LEAGUE = """
    select units.group_name_zh, units.unit_name_zh, result.composite_score, result.rank_in_group, result.grade_final
    from fct_unit_result as result inner join dim_unit as units on result.unit_code = units.unit_code
    order by units.group_code, result.rank_in_group
"""
GRADES = "select group_code, grade_final, count(*) from fct_unit_result group by group_code, grade_final"
PAGE = "select * from fct_indicator_score where unit_code = (select max(unit_code) from fct_unit_result)"
TOPICS = """
    select respondent_group, topic_code, avg(mean_score), sum(response_count)
    from fct_public_appraisal where not is_suppressed group by respondent_group, topic_code
"""


def grow(release: Path, folder: Path, units: int) -> Path:
    """Write a mart in which every unit's rows stand as often as makes the number of units, under codes of their own."""
    path = folder / "grown.duckdb"
    tables = {table.name: table for table in describe(release / "mart.duckdb")}
    with duckdb.connect(str(path)) as connection:
        connection.execute(f"attach '{release / 'mart.duckdb'}' as mart (read_only)")
        row = connection.execute("select count(*) from mart.dim_unit").fetchone()
        copies = -(-units // (row[0] if row else 1))
        for name in TABLES:
            _grow_table(connection, tables[name], copies)
    return path


def _grow_table(connection: duckdb.DuckDBPyConnection, table: Table, copies: int) -> None:
    body = ", ".join(f'"{column.name}" {column.type}' for column in table.columns)
    connection.execute(f"create table {table.name} ({body}, primary key ({', '.join(table.key)}))")
    if "unit_code" not in table.names():
        connection.execute(f"insert into {table.name} from mart.{table.name}")
        return
    # A key without the unit's code is made one of its own too.
    marked = {"unit_code", *(() if "unit_code" in table.key else table.key[:1])}
    told = ", ".join(f"t.{name} || '-' || n.i as {name}" for name in sorted(marked))
    connection.execute(
        f"insert into {table.name} select t.* replace ({told})"
        f" from mart.{table.name} as t cross join range({copies}) as n (i)"
    )


def _league(folder: Path) -> object:
    result, units = (pd.read_parquet(folder / f"{name}.parquet") for name in ("fct_unit_result", "dim_unit"))
    joined = result.merge(units, on="unit_code", suffixes=("", "_unit"))
    return joined.sort_values(["group_code", "rank_in_group"])


def _grades(folder: Path) -> object:
    return pd.read_parquet(folder / "fct_unit_result.parquet").groupby(["group_code", "grade_final"]).size()


def _page(folder: Path) -> object:
    code = pd.read_parquet(folder / "fct_unit_result.parquet").unit_code.max()
    scores = pd.read_parquet(folder / "fct_indicator_score.parquet")
    return scores[scores.unit_code == code]


def _topics(folder: Path) -> object:
    rows = pd.read_parquet(folder / "fct_public_appraisal.parquet", dtype_backend="pyarrow")
    shown = rows[~rows.is_suppressed].groupby(["respondent_group", "topic_code"])
    return shown.agg({"mean_score": "mean", "response_count": "sum"})


def _tables(folder: Path) -> object:
    return [pd.read_parquet(folder / f"{name}.parquet") for name in TABLES]


QUERIES: tuple[tuple[str, str, Callable[[Path], object]], ...] = (
    ("league table", LEAGUE, _league),
    ("grades per group", GRADES, _grades),
    ("one unit's indicators", PAGE, _page),
    ("appraisal by group and topic", TOPICS, _topics),
    ("all queries of the results page", "; ".join(SITE), _tables),
)


def measure(mart: Path, folder: Path) -> None:
    """Print each query's time on a mart, opened anew as a dashboard does, and that of pandas over the same tables' Parquet."""
    with duckdb.connect(str(mart), read_only=True) as connection:
        for name in TABLES:
            connection.execute(
                f"copy {name} to '{folder / f'{name}.parquet'}' (format parquet, compression zstd)"
            )

    def looked(query: str) -> list[tuple[object, ...]]:
        with duckdb.connect(str(mart), read_only=True) as connection:
            return [row for one in query.split(";") for row in connection.execute(one).fetchall()]

    for name, query, peer in QUERIES:
        ours, theirs = seconds(lambda query=query: looked(query)), seconds(lambda peer=peer: peer(folder))  # type: ignore[misc]
        print(f"  {name:<36}{ours:8.3f} s   pandas {theirs:8.3f} s   ratio {ours / theirs:5.2f}")


def main() -> None:
    """Measure on the release that is named, then on one grown from it."""
    release = Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        print("the release as it is")
        measure(release / "mart.duckdb", folder)
        print(f"grown to {UNITS:,} units")
        measure(grow(release, folder, UNITS), folder)


if __name__ == "__main__":
    main()
