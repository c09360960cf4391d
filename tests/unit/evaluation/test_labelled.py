"""A mart's Parquet files carry label, description and unit, and the values are what they were."""

from decimal import Decimal
from pathlib import Path

import pyarrow.dataset as ds
import pyarrow.parquet as pq

from orchestration.evaluation.labelled import unit_of
from tests.unit.publication.candidates import make_candidate


def test_every_field_says_what_it_is(tmp_path: Path) -> None:
    build = make_candidate(tmp_path / "annual-2020-000000000001")
    for path in sorted((build / "parquet").glob("*.parquet")):
        schema = ds.dataset(path).schema
        assert (schema.metadata or {})[b"label_zh"].decode() == f"表 {path.stem}"
        for field in schema:
            said = field.metadata or {}
            assert said[b"label_zh"].decode() == f"列 {field.name}"
            assert said[b"description"].decode() == f"The {field.name}."
            assert said.get(b"unit", b"").decode() == (unit_of(field.name) or "")


def test_types_and_values_are_untouched(tmp_path: Path) -> None:
    build = make_candidate(tmp_path / "annual-2020-000000000001")
    table = pq.read_table(build / "parquet" / "fct_unit_result.parquet")
    assert str(table.schema.field("composite_score").type) == "decimal128(24, 12)"
    rows = {row["unit_code"]: row for row in table.to_pylist()}
    assert rows["350101"]["composite_score"] == Decimal("71.07")


def test_a_unit_is_told_from_the_end_of_the_name() -> None:
    assert [unit_of(name) for name in ("amount_cny_10k", "amount_cny", "mean_score", "unit_code")] == [
        "万元",
        "元",
        "分",
        None,
    ]
