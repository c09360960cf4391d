"""Keys that stand in a table twice, where a later column of the key may be blank: a blank is a value of its own."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from orchestration.contracts import landing_schema, load_contracts
from orchestration.foundation.workspace import REPOSITORY
from orchestration.intake.keys import duplicate_keys
from orchestration.intake.staged import Place, StagedTable

SCHEME = load_contracts(REPOSITORY / "raw").get("efficiency_office", "scheme")
TOPICS = next(table for table in SCHEME.tables if table.name == "topics")


@pytest.mark.parametrize(
    ("keys", "found"),
    [
        ([("Q1", None), ("Q2", None), ("Q1", "RESIDENT")], []),
        ([("Q1", None), ("Q2", None), ("Q1", None)], [(4, "Q1", "2")]),
        ([("Q1", "RESIDENT"), ("Q1", None), ("Q1", "RESIDENT")], [(4, "Q1 / RESIDENT", "2")]),
        ([(None, "RESIDENT"), (None, "RESIDENT")], []),
    ],
)
def test_a_blank_part_of_a_key_is_a_value_of_its_own(
    tmp_path: Path, keys: list[tuple[str | None, str | None]], found: list[tuple[int, str, str]]
) -> None:
    path = tmp_path / "topics.parquet"
    rows = [
        {"topic_code": topic, "respondent_group": group, "_row": row}
        for row, (topic, group) in enumerate(keys, 2)
    ]
    pq.write_table(pa.Table.from_pylist(rows, schema=landing_schema(TOPICS)), path)
    staged = StagedTable(
        TOPICS, "方案.xlsx", "评议内容", {"topic_code": Place("A", "内容代码")}, path, len(rows)
    )
    told = [item for listed, _ in duplicate_keys([staged]) for item in listed]
    assert [(item.row, item.key, item.allowed) for item in told] == found
