"""Drawing ranks over built tables: what the models say must come out, the same each time, and only where the settings are fit."""

import shutil
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest

from orchestration.evaluation.uncertainty import write_uncertainty
from orchestration.transform.runner import DATABASE_NAME
from tests.integration.dbt_marts.conftest import City

SOURCE, PARTS = (
    Path(name) / f"{name}.parquet" for name in ("build__rank_uncertainty", "build__uncertainty_source")
)


@pytest.fixture
def build(city: City, tmp_path: Path) -> Path:
    """A copy of the city's database beside inputs of its own."""
    shutil.copy(city.folder / DATABASE_NAME, tmp_path / DATABASE_NAME)
    for table in (SOURCE, PARTS):
        (tmp_path / table).parent.mkdir()
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


def test_each_source_is_told_apart(build: Path) -> None:
    write_uncertainty(build / DATABASE_NAME, build)
    sources = {row["source_code"] for row in pq.read_table(build / PARTS).to_pylist()}
    assert sources == {"survey", "weights", "rule", "normalisation", "leave_one_out", "interplay"}
    change(build, "delete from intermediate.int_uncertainty__alternatives where source_code <> 'rule'")
    change(
        build,
        "update intermediate.int_uncertainty__settings set weight_variation_pct_2 = 0, weight_variation_pct_3 = 0",
    )
    write_uncertainty(build / DATABASE_NAME, build)
    sources = {row["source_code"] for row in pq.read_table(build / PARTS).to_pylist()}
    assert sources == {"survey", "rule", "interplay"}


@pytest.mark.parametrize(
    "wrong",
    [
        "settings set draw_count = 99",
        "settings set draw_count = null",
        "settings set weight_variation_pct = 100",
        "settings set weight_variation_pct_4 = -1",
        "settings set seed_number = -1",
        "alternatives set probability_pct = 0",
        "alternatives set probability_pct = 50 where source_code = 'normalisation'",
        "alternatives set step_score = 0 where alternative = 'zscore'",
        "alternatives set score_high = 60 where alternative = 'rank'",
        "alternatives set base_score = 1 where alternative = 'geometric'",
    ],
)
def test_settings_that_a_test_refuses_draw_nothing(build: Path, wrong: str) -> None:
    change(build, f"update intermediate.int_uncertainty__{wrong}")
    assert write_uncertainty(build / DATABASE_NAME, build) == 0


@pytest.mark.parametrize(
    "wrong",
    [
        "int_grading__ranks set rank_in_group = rank_in_group + 1",
        "int_grading__grades set grade_computed = case grade_computed when 'A' then 'B' else 'A' end",
        "int_scoring__composites set composite_score = composite_score + 0.01",
        "int_scoring__nodes set score = score + 0.0001 where node_kind = 'dimension'",
        "int_scoring__nodes set applied_weight = applied_weight * 2 where node_code = 'GDP_GROWTH'",
    ],
)
def test_a_model_that_a_still_draw_contradicts_stops_the_build(build: Path, wrong: str) -> None:
    change(build, f"update intermediate.{wrong}")
    with pytest.raises(RuntimeError, match="nothing varied gives another"):
        write_uncertainty(build / DATABASE_NAME, build)
    assert not (build / SOURCE).exists()
