"""The columns of landed Parquet follow from the contract."""

import pyarrow as pa
import pytest

from orchestration.contracts import CONTROL_FIELDS, Contract, cells_schema, landing_schema, load_contracts
from orchestration.foundation.workspace import REPOSITORY

CONTRACTS = load_contracts(REPOSITORY / "raw")


@pytest.mark.parametrize("contract", CONTRACTS, ids=lambda contract: ".".join(contract.key))
def test_every_delivered_column_lands_as_text_and_control_fields_follow(contract: Contract) -> None:
    for table in contract.tables:
        schema = landing_schema(table)
        names = [column.name for column in table.columns]
        assert schema.names == [*names, *(name for name, _ in CONTROL_FIELDS)]
        assert {schema.field(name).type for name in names} == {pa.string()}


def test_only_the_row_number_is_not_text() -> None:
    table = CONTRACTS.get("finance", "organ_budget").tables[0]
    for schema in (landing_schema(table), cells_schema()):
        assert [field.name for field in schema if field.type != pa.string()] == ["_row"]
