"""One file of views over all years: it follows `current`, unites columns, and knows a unit by its id whatever it is called."""

from pathlib import Path
from typing import Any

import duckdb
import pytest

from orchestration.foundation.errors import UserError
from orchestration.foundation.workspace import Workspace
from orchestration.publication import Release, publish
from orchestration.publication.serving import write_history
from tests.unit.publication.candidates import NOW


def _rows(path: Path, query: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(path), read_only=True) as connection:
        return connection.execute(query).fetchall()


def test_units_and_columns_over_the_years(
    workspace: Workspace, first: Release, of_2019: Release, tmp_path: Path
) -> None:
    path = tmp_path / "history.duckdb"
    assert write_history(workspace, path) == [2019, 2020]
    scores = "select release_year, unit_code from fct_unit_result where unit_id = 'U1' order by 1"
    assert _rows(path, scores) == [(2019, "350199"), (2020, "350101")]
    # The id comes from the register of the row's own year.
    appraised = (
        "select distinct release_year, unit_code from fct_public_appraisal where unit_id = 'U1' order by 1"
    )
    assert _rows(path, appraised) == [(2019, "350199"), (2020, "350101")]
    stood = "select release_year, group_code, unit_level, unit_name_zh from dim_unit where unit_id = 'U1' order by 1"
    before, after = _rows(path, stood)
    assert before == (2019, "OLD", "county_city", "旧县（演示）")
    assert after[0] == 2020
    assert not set(before) & set(after)
    grouped = "select release_year, group_code from fct_unit_result where unit_id = 'U1' order by 1"
    assert _rows(path, grouped) == [before[:2], after[:2]]
    latest = "select unit_code, unit_name_zh, first_year, last_year, is_renamed from dim_unit_latest where unit_id = 'U1'"
    assert _rows(path, latest) == [("350101", "甲山县", 2019, 2020, True)]
    now = "select group_code, unit_level from dim_unit_latest where unit_id = 'U1'"
    assert _rows(path, now) == [after[1:3]]
    gained = "select release_year from fct_monitoring where forecast_error_count is not null group by 1"
    assert _rows(path, gained) == [(2020,)]


def test_a_later_release_is_followed_without_writing_the_file_anew(
    workspace: Workspace, first: Release, later_build: Path, tmp_path: Path
) -> None:
    path = tmp_path / "history.duckdb"
    write_history(workspace, path)
    later = publish(workspace, later_build, now=NOW)
    assert _rows(path, "select distinct release_id from fct_unit_result") == [(later.release_id,)]


def test_every_table_has_its_view_with_all_rows(workspace: Workspace, first: Release, tmp_path: Path) -> None:
    path = tmp_path / "history.duckdb"
    write_history(workspace, path)
    assert write_history(workspace, path) == [2020]
    for name, table in first.manifest["tables"].items():
        assert _rows(path, f'select count(*) from "{name}"') == [(table["rows"],)], name


def test_without_a_published_year_there_is_no_history(workspace: Workspace, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="No year has been published"):
        write_history(workspace, tmp_path / "history.duckdb")
