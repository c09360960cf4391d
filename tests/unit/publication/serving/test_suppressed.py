"""No surface shows more of the appraisal than another: linear algebra over what each one shows finds no suppressed mean in any.

The surfaces are read back as their readers read them: mart, Parquet, PostgreSQL, the office's and the units' extracts.
"""

import csv
import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import psycopg
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from orchestration.publication import Release
from orchestration.publication.mart_database import write_database
from orchestration.publication.serving import export_release, target_of, write_extracts
from tests.oracle.appraisal import Appraisal
from tests.oracle.recovery import (
    Shown,
    appraisals,
    equations,
    hidden_of,
    recoverable,
    shown_of,
    unknowns_of,
)
from tests.unit.publication.candidates import NOW, dbt_manifest, make_candidate

TABLE = "fct_public_appraisal"
COLUMNS = ("unit_code", "respondent_group", "topic_code", "mean_score")
UNITS = [f"3501{number:02d}" for number in range(1, 14)]
FEWEST_WITH_HIDDEN = 5
Cells = Iterable[tuple[str, str, str, Any]]
years = st.lists(appraisals(), min_size=len(UNITS), max_size=len(UNITS)).filter(
    lambda made: sum(bool(hidden_of(one)) for one in made) >= FEWEST_WITH_HIDDEN
)


def _rows(unit: str, appraisal: Appraisal) -> Iterable[str]:
    """Return the mart's rows of a unit as SQL: a mean where one is published."""
    shown = shown_of(appraisal)
    cells = {(v.code, t) for v in appraisal.voices for t in [*appraisal.topics, "ALL"]}
    cells |= {("ALL", t) for t in [*appraisal.topics, "ALL"]}
    for group, topic in sorted(cells):
        mean = "71.5" if (group, topic) in shown else "null"
        hidden = "true" if mean == "null" else "false"
        yield f"(2020, '{unit}', '{group}', '{topic}', 9, 9, {mean}, true, {hidden})"


def _release(folder: Path, made: list[Appraisal]) -> Release:
    rows = ", ".join(row for unit, one in zip(UNITS, made, strict=True) for row in _rows(unit, one))
    columns = "evaluation_year, unit_code, respondent_group, topic_code, response_count, valid_answer_count, mean_score, is_counted, is_suppressed"
    build = make_candidate(
        folder / "annual-2020-000000000007",
        build_id="annual-2020-000000000007",
        edit=f"delete from marts.{TABLE} where unit_code like '3501%';"
        f" insert into marts.{TABLE} by name select 'annual-2020-000000000007' as release_id, * from (values {rows}) as t ({columns})",
    )
    # Written as publication writes it; the gate would ask about so many small cells.
    write_database(build / "mart.duckdb", build / "parquet", dbt_manifest(), "annual")
    candidate = json.loads((build / "candidate.json").read_text(encoding="utf-8"))
    said = {"release_id": build.name, "published_at": NOW.isoformat(), "notice_zh": "", "files": {}}
    return Release(build, {**candidate, **said})


def _mart(release: Release) -> Cells:
    with duckdb.connect(str(release.folder / "mart.duckdb"), read_only=True) as mart:
        return mart.execute(f"select {', '.join(COLUMNS)} from {TABLE}").fetchall()


def _parquet(release: Release) -> Cells:
    table = pq.read_table(release.folder / "parquet" / f"{TABLE}.parquet", columns=list(COLUMNS))
    return [tuple(row[name] for name in COLUMNS) for row in table.to_pylist()]  # type: ignore[misc]


def _postgres(url: str, schema: str) -> Cells:
    with psycopg.connect(url) as connection:
        return connection.execute(f"select {', '.join(COLUMNS)} from {schema}.{TABLE}").fetchall()  # type: ignore[return-value]


def _table(header: list[Any], rows: Iterable[Iterable[Any]]) -> Cells:
    places = [header.index(f"列 {name}") for name in COLUMNS]
    return [tuple(row[place] or None for place in places) for row in map(list, rows)]  # type: ignore[misc]


def _csv(folders: list[Path]) -> Cells:
    for path in sorted(path for folder in folders for path in folder.glob(f"*{TABLE}.csv")):
        header, *rows = list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines()))
        yield from _table(header, rows)


def _workbook(folders: list[Path]) -> Cells:
    for path in sorted(path for folder in folders for path in folder.glob("*.xlsx")):
        page = openpyxl.load_workbook(path)[f"表 {TABLE}"]
        _, header, *rows = page.iter_rows(values_only=True)
        yield from _table(list(header), rows)


def _surfaces(release: Release, folder: Path, url: str) -> dict[str, Callable[[], Cells]]:
    export_release(release, target_of(url), year=2020, now=NOW)
    (office, *others) = write_extracts(release, folder / "out")
    units = [place for place in others if place.name[:6] in UNITS]
    return {
        "mart": lambda: _mart(release),
        "parquet": lambda: _parquet(release),
        "postgres": lambda: _postgres(url, "jixiao_2020"),
        "postgres, all years": lambda: _postgres(url, "jixiao"),
        "office csv": lambda: _csv([office]),
        "office xlsx": lambda: _workbook([office]),
        "units csv": lambda: _csv(units),
        "units xlsx": lambda: _workbook(units),
    }


def _shown(cells: Cells) -> dict[str, Shown]:
    found: dict[str, Shown] = {}
    for unit, group, topic, mean in cells:
        if mean is not None:
            found.setdefault(str(unit), set()).add((str(group), str(topic)))
    return found


@settings(
    max_examples=2,
    phases=[Phase.generate],
    derandomize=True,
    database=None,
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.filter_too_much,
        HealthCheck.too_slow,
    ],
)
@given(made=years)
def test_no_surface_gives_a_suppressed_mean_away(
    made: list[Appraisal], server: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("surfaces")
    name = f"surfaces_{folder.name[-1]}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"drop database if exists {name} with (force)")
        connection.execute(f"create database {name}")
    release = _release(folder, made)
    for surface, read in _surfaces(release, folder, server.removesuffix("postgres") + name).items():
        shown = _shown(read())
        for unit, appraisal in zip(UNITS, made, strict=True):
            assert shown[unit] == shown_of(appraisal), (surface, unit)
            unknowns, rows = unknowns_of(appraisal), equations(appraisal, shown[unit])
            for hidden in hidden_of(appraisal):
                assert not recoverable(rows, unknowns.index(hidden)), (surface, unit, hidden)
