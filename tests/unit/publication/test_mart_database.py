"""`mart.duckdb` holds the released tables with the keys, not-null constraints and comments of dbt's contracts."""

import struct
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from orchestration.publication.mart_database import table_contract, write_database
from tests.unit.publication.candidates import dbt_manifest
from tests.unit.publication.mart_tables import mart_tables

STORAGE_OF_DUCKDB_1_2 = 65


@pytest.fixture(scope="module")
def path(judged: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("mart") / "mart.duckdb"
    write_database(target, judged / "parquet", dbt_manifest(), "annual")
    return target


@pytest.fixture
def mart(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(path), read_only=True) as connection:
        yield connection


def test_the_file_is_of_a_format_that_clients_from_1_2_read(path: Path) -> None:
    header = path.read_bytes()[:20]
    assert header[8:12] == b"DUCK"
    assert struct.unpack("<Q", header[12:20])[0] <= STORAGE_OF_DUCKDB_1_2
    assert not path.with_suffix(".duckdb.wal").exists()


@pytest.mark.parametrize("table", mart_tables())
def test_a_table_is_found_by_the_name_of_the_file_and_equals_its_parquet(
    mart: duckdb.DuckDBPyConnection, judged: Path, table: str
) -> None:
    parquet = f"read_parquet('{judged}/parquet/{table}.parquet')"
    for left, right in ((f"mart.{table}", parquet), (parquet, f"mart.{table}")):
        query = f"select count(*) from (select * from {left} except all select * from {right})"
        assert mart.execute(query).fetchone() == (0,)
    assert mart.execute(f"describe mart.{table}").fetchall() != []


@pytest.mark.parametrize("table", mart_tables())
def test_keys_are_primary_keys(mart: duckdb.DuckDBPyConnection, table: str) -> None:
    found = mart.execute(
        "select constraint_column_names from duckdb_constraints() "
        f"where table_name = '{table}' and constraint_type = 'PRIMARY KEY'"
    ).fetchall()
    assert found == [(mart_tables()[table][0],)]


def test_comments_carry_the_chinese_label_and_the_description(mart: duckdb.DuckDBPyConnection) -> None:
    tables = mart.execute("select comment from duckdb_tables() where table_name = 'dim_unit'").fetchall()
    columns = mart.execute(
        "select comment from duckdb_columns() where table_name = 'dim_unit' and column_name = 'unit_code'"
    ).fetchall()
    assert tables == [("表 dim_unit：One row per release_id, unit_code.",)]
    assert columns == [("列 unit_code：The unit_code.",)]


def test_a_key_or_a_required_column_without_a_value_can_not_be_written(judged: Path, tmp_path: Path) -> None:
    manifest = dbt_manifest()
    former = manifest["nodes"]["model.jixiao.dim_unit"]["columns"]["parent_code"]
    former["constraints"] = [{"type": "not_null"}]
    with pytest.raises(duckdb.ConstraintException):
        write_database(tmp_path / "mart.duckdb", judged / "parquet", manifest, "annual")


@pytest.mark.parametrize("keys", [[], [["release_id"], ["unit_code"]]])
def test_a_model_without_exactly_one_primary_key_is_a_fault(keys: list[list[str]]) -> None:
    model = dbt_manifest()["nodes"]["model.jixiao.dim_unit"]
    model["constraints"] = [{"type": "primary_key", "columns": key} for key in keys]
    with pytest.raises(ValueError, match="primary key"):
        table_contract("dim_unit", model)


def test_constraints_stated_on_columns_count_as_well() -> None:
    model = dbt_manifest()["nodes"]["model.jixiao.meta_release"]
    model["constraints"] = [{"type": "not_null", "columns": ["period_code"]}]
    model["columns"]["release_id"]["constraints"] = [{"type": "primary_key"}]
    contract = table_contract("meta_release", model)
    assert contract.key == ("release_id",)
    assert contract.required == {"period_code"}
