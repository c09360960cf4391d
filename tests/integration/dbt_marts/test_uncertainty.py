"""Drawing ranks over built tables: what the models say must come out, the same each time, and only where the settings are fit."""

import shutil
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest

from orchestration.evaluation.uncertainty import write_uncertainty
from orchestration.transform.runner import DATABASE_NAME
from tests.integration.dbt_marts.conftest import City

SOURCE = Path("build__rank_uncertainty") / "build__rank_uncertainty.parquet"


@pytest.fixture
def build(city: City, tmp_path: Path) -> Path:
    """A copy of the city's database beside inputs of its own."""
    shutil.copy(city.folder / DATABASE_NAME, tmp_path / DATABASE_NAME)
    (tmp_path / SOURCE).parent.mkdir()
    return tmp_path


def change(build: Path, statement: str) -> None:
    """Change the finished tables."""
    with duckdb.connect(str(build / DATABASE_NAME)) as connection:
        connection.execute(statement)


def test_the_same_tables_give_the_same_draws(build: Path) -> None:
    count = write_uncertainty(build / DATABASE_NAME, build)
    first = pq.read_table(build / SOURCE)
    assert count == len(first) > 0
    write_uncertainty(build / DATABASE_NAME, build)
    assert pq.read_table(build / SOURCE).equals(first)
    change(build, "update intermediate.int_uncertainty__settings set seed_number = 2")
    write_uncertainty(build / DATABASE_NAME, build)
    assert not pq.read_table(build / SOURCE).equals(first)


@pytest.mark.parametrize(
    "setting", ["draw_count = 99", "draw_count = null", "weight_variation_pct = 100", "seed_number = -1"]
)
def test_settings_that_a_test_refuses_draw_nothing(build: Path, setting: str) -> None:
    change(build, f"update intermediate.int_uncertainty__settings set {setting}")
    assert write_uncertainty(build / DATABASE_NAME, build) == 0


@pytest.mark.parametrize(
    "wrong",
    [
        "int_grading__ranks set rank_in_group = rank_in_group + 1",
        "int_grading__grades set grade_computed = case grade_computed when 'A' then 'B' else 'A' end",
        "int_scoring__composites set composite_score = composite_score + 0.01",
    ],
)
def test_a_model_that_a_still_draw_contradicts_stops_the_build(build: Path, wrong: str) -> None:
    change(build, f"update intermediate.{wrong}")
    with pytest.raises(RuntimeError, match="nothing varied gives another"):
        write_uncertainty(build / DATABASE_NAME, build)
    assert not (build / SOURCE).exists()
