"""Every choice of a scheme changes what it says it changes, on each of its sides, and a value that the engine does not support is refused.

The tables of `choices` and `choices_of_sheets` are the list: a setting or a column with labels that is not in them, or with one side only, fails here.
"""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq
import pytest

from orchestration.contracts import load_contracts
from orchestration.evaluation.uncertainty import write_uncertainty
from orchestration.foundation.workspace import REPOSITORY
from orchestration.transform.runner import DATABASE_NAME
from tests.integration.dbt_marts.choices import SETTINGS, Choice
from tests.integration.dbt_marts.choices_of_sheets import COLUMNS
from tests.integration.dbt_marts.conftest import City
from tests.integration.dbt_marts.replay import Replay

CHOICES = (*SETTINGS, *COLUMNS)
# Drawn by Python after the models: their sides stand in the tests at the end.
DRAWN = {"uncertainty_draws", "uncertainty_seed", "uncertainty_weight_pct"} | {
    f"uncertainty_weight_pct_{level}" for level in range(2, 6)
}
# Columns whose labels say what a row is, not how it is worked out; methods and their variants beside these in tests/oracle.
IDENTITIES = {
    "groups.unit_level", "nodes.node_kind", "methods.part_code", "methods.method_code", "topics.topic_code", "margins.attribute_zh",
    "adjustments.kind", "adjustments.grade_cap", "group_adjustments.grade_cap", "grades.grade_name_zh", "group_grades.grade_name_zh", "quotas.grade_name_zh", "grade_limits.grade_cap",
    "grade_adjustments.grade_adjusted", "grade_adjustments.leadership_grade", "consequences.trigger_grade",
    "superior_indicators.superior_level", "uncertainty_alternatives.alternative",
}  # fmt: skip
SETTING_ROW = re.compile(r"^\| ((?:`\w+`(?:, )?)+) \|", re.MULTILINE)


@pytest.fixture(scope="module")
def replay(city: City, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Replay]:
    """The city's models, ready to be run again."""
    made = Replay(city, tmp_path_factory.mktemp("replay"))
    yield made
    made.close()


def _found(replay: Replay, choice: Choice, value: str | None) -> Any:
    """Return what comes of one side: a figure, several, or the number of rows that a test of the build finds."""
    said = choice.said(value)
    if choice.ask.startswith("assert_"):
        return replay.failures(said, choice.ask)
    (row,) = replay.ask(said, choice.model, choice.ask)
    return row if len(row) > 1 else row[0]


@pytest.mark.parametrize(
    ("choice", "value"),
    [pytest.param(c, value, id=f"{c.name}-{value}") for c in CHOICES for value in c.sides],
)
def test_each_side_of_a_choice_comes_out_as_by_hand(
    replay: Replay, choice: Choice, value: str | None
) -> None:
    assert _found(replay, choice, value) == choice.sides[value]


@pytest.mark.parametrize("choice", [pytest.param(c, id=c.name) for c in CHOICES if c.refused])
def test_a_value_that_is_not_supported_is_refused(replay: Replay, choice: Choice) -> None:
    value, test = choice.refused or ("", "")
    assert replay.failures(choice.said(value), test) > 0
    assert replay.failures(choice.said(next(iter(choice.sides))), test) == 0


@pytest.mark.parametrize("choice", [pytest.param(c, id=c.name) for c in CHOICES])
def test_a_choice_has_two_sides_that_differ(choice: Choice) -> None:
    assert len({str(expected) for expected in choice.sides.values()}) > 1


def _settings_of_the_docs() -> set[str]:
    text = (REPOSITORY / "docs" / "method.md").read_text(encoding="utf-8").split("## Settings")[1]
    return {name for row in SETTING_ROW.findall(text) for name in re.findall(r"`(\w+)`", row)}


def test_every_setting_of_the_docs_and_of_the_models_is_in_the_table(city: City) -> None:
    told = {choice.name for choice in SETTINGS} | DRAWN
    assert _settings_of_the_docs() == told
    known = (REPOSITORY / "dbt_project/models/intermediate/scheme/int_scheme__settings.yml").read_text(
        encoding="utf-8"
    )
    listed = known.split("        known:\n")[1].split("      config:")[0]
    assert set(re.findall(r"- (\w+)", listed)) == told


def test_every_column_of_the_scheme_with_labels_is_in_the_table_or_is_no_choice() -> None:
    scheme = load_contracts(REPOSITORY / "raw").get("efficiency_office", "scheme")
    labelled = {
        f"{table.name}.{column.name}": set(column.enum)
        for table in scheme.tables
        for column in table.columns
        if column.enum
    }
    shown = {name: {v for c in COLUMNS if c.name == name for v in c.sides} for name in labelled}
    assert {name for name, sides in shown.items() if len(sides) < 2} == IDENTITIES
    assert not [name for name, sides in shown.items() if sides - {None} - labelled[name]]


@pytest.fixture
def drawn(city: City, tmp_path: Path) -> Any:
    """A function that draws ranks over the city with one setting changed, and returns the rows by unit."""

    def draw(change: str) -> dict[str, dict[str, Any]]:
        folder = tmp_path / str(len(list(tmp_path.iterdir())))
        for source in ("build__rank_uncertainty", "build__uncertainty_source"):
            (folder / source).mkdir(parents=True)
        shutil.copy(city.folder / DATABASE_NAME, folder / DATABASE_NAME)
        with duckdb.connect(str(folder / DATABASE_NAME)) as connection:
            # The city's own scheme lets nearly everything vary; here one thing does.
            levels = ", ".join(f"weight_variation_pct{end} = 0" for end in ("", "_2", "_3", "_4", "_5"))
            connection.execute(f"update intermediate.int_uncertainty__settings set {levels}")
            connection.execute("delete from intermediate.int_uncertainty__alternatives")
            connection.execute(f"update intermediate.int_uncertainty__settings set {change}")
        assert write_uncertainty(folder / DATABASE_NAME, folder) > 0
        (path,) = folder.glob("build__rank_uncertainty/*.parquet")
        return {row["unit_id"]: row for row in pq.read_table(path).to_pylist()}

    return draw


def test_the_number_of_draws_their_seed_and_what_varies_are_told_and_make_a_difference(drawn: Any) -> None:
    usual, fewer, other = drawn("draw_count = 1000"), drawn("draw_count = 100"), drawn("seed_number = 2")
    still, varied = drawn("weight_variation_pct = 0"), drawn("weight_variation_pct = 20")
    assert {row["draw_count"] for row in usual.values()} == {1000}
    assert {row["draw_count"] for row in fewer.values()} == {100}
    assert {row["seed_number"] for row in other.values()} == {2}
    assert other["U350102"]["rank_probability"] != still["U350102"]["rank_probability"]
    # Its respondents agree: without other weights its composite stands still.
    assert still["U350105"]["composite_error"] == 0 < varied["U350105"]["composite_error"]


def test_weights_vary_at_the_levels_that_are_named(drawn: Any) -> None:
    still = {unit: row["composite_error"] for unit, row in drawn("weight_variation_pct = 0").items()}
    varied = {
        level: {
            unit: row["composite_error"] for unit, row in drawn(f"weight_variation_pct_{level} = 20").items()
        }
        for level in (2, 3, 4, 5)
    }
    # The city's tree has one dimension, of several indicators, and ends at level 3: elsewhere there is nothing to vary.
    assert {level for level in varied if varied[level] != still} == {3}
