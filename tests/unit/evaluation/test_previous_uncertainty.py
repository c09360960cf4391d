"""What a build takes of how sure last year's composites were: nothing from releases that do not say, no unit whose error is unknown."""

from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from orchestration.evaluation.inputs import previous_uncertainty

SAID = {
    "best_rank": 1, "worst_rank": 3, "grade_a_probability": Decimal("0.9"), "grade_b_probability": Decimal("0.1"),
    "grade_c_probability": Decimal(0), "grade_d_probability": Decimal(0), "no_grade_probability": Decimal(0),
}  # fmt: skip
UNSAID = dict.fromkeys(SAID)


def test_a_release_that_does_not_say_gives_nothing(tmp_path: Path) -> None:
    assert previous_uncertainty(tmp_path) == []


def test_units_whose_error_is_unknown_are_left_out(tmp_path: Path) -> None:
    rows = [
        {"unit_id": "U2", "composite_error": Decimal("0.5"), "draw_count": 1, **SAID},
        {"unit_id": "U3", "composite_error": None, "draw_count": 1, **UNSAID},
        {"unit_id": "U1", "composite_error": Decimal(0), "draw_count": 1, **SAID},
    ]
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "fct_rank_uncertainty.parquet")
    assert previous_uncertainty(tmp_path) == [
        {"unit_id": "U1", "composite_error": 0, **SAID},
        {"unit_id": "U2", "composite_error": Decimal("0.5"), **SAID},
    ]
