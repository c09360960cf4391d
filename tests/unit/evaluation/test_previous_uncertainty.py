"""What a build takes of how sure last year's composites were: nothing from releases that do not say, no unit whose error is unknown."""

from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from orchestration.evaluation.inputs import previous_uncertainty


def test_a_release_that_does_not_say_gives_nothing(tmp_path: Path) -> None:
    assert previous_uncertainty(tmp_path) == []


def test_units_whose_error_is_unknown_are_left_out(tmp_path: Path) -> None:
    rows = [
        {"unit_id": "U2", "composite_error": Decimal("0.5"), "draw_count": 1},
        {"unit_id": "U3", "composite_error": None, "draw_count": 1},
        {"unit_id": "U1", "composite_error": Decimal(0), "draw_count": 1},
    ]
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "fct_rank_uncertainty.parquet")
    found = [(row["unit_id"], row["composite_error"]) for row in previous_uncertainty(tmp_path)]
    assert found == [("U1", 0), ("U2", Decimal("0.5"))]
