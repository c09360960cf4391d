"""Both years of the sample, as published, are what the independent oracle works out: every score, rank, grade, count and cell."""

from pathlib import Path

import pytest

from orchestration.foundation.periods import Period
from orchestration.foundation.workspace import Workspace
from tests.oracle import compare, evaluate, review

ANNUAL_TABLES = 25
# The scheme of 2019 has no rules for comments and no day from which items are due, asks nobody in, and names no superior's indicators.
EMPTY = {
    2019: {
        "fct_comment",
        "fct_objection",
        "fct_rectification_report",
        "rpt_overdue_rectification",
        "rpt_change_review",
        "rpt_interview_list",
        "fct_indicator_alignment",
        "rpt_alignment_coverage",
        "rpt_treated_value",
    },
    # The sample's scheme treats no figure.
    2020: {"rpt_treated_value"},
}
SHOWN = 40


def inputs_of(workspace: Workspace, release: Path, period: Period) -> Path:
    """Return the inputs of the build that became a release."""
    (build, *_) = sorted(workspace.builds("annual", period).glob(f"{release.name}.*/inputs"))
    return build


@pytest.mark.parametrize("year", [2019, 2020])
def test_the_published_mart_is_what_the_oracle_works_out(published_sample: Workspace, year: int) -> None:
    period = Period(year)
    release = published_sample.current("annual", period).resolve()
    inputs = inputs_of(published_sample, release, period)
    expected = evaluate(inputs)
    review(inputs, expected)
    assert len(expected.tables) == ANNUAL_TABLES
    assert {table for table, rows in expected.tables.items() if not rows} == EMPTY[year], (
        "a table that nothing falls into proves nothing"
    )
    differences = compare(expected, release / "parquet")
    assert not differences, f"{len(differences)} differences:\n" + "\n".join(map(str, differences[:SHOWN]))
