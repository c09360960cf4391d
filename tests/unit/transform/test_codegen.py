"""What is generated from the contracts is what is committed, and says what the contracts say."""

import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from orchestration.contracts import Contract, Contracts, Table, load_contracts
from orchestration.foundation.errors import UserError
from orchestration.foundation.workspace import REPOSITORY
from orchestration.transform.codegen import generated_files, stale_files, write_files
from orchestration.transform.codegen.facts import measures
from orchestration.transform.codegen.names import (
    CONTROLS,
    STATED_BY_CONTROLS,
    model_name,
    staged_columns,
    staged_name,
    text_name,
)
from orchestration.transform.codegen.staging import staging_sql, staging_yaml

PROJECT = REPOSITORY / "dbt_project"
CONTRACTS = load_contracts(REPOSITORY / "raw")
FILES = generated_files(CONTRACTS)
TABLES = [(contract, table) for contract in CONTRACTS for table in contract.tables]
every_table = pytest.mark.parametrize(
    ("contract", "table"), TABLES, ids=[model_name(contract, table) for contract, table in TABLES]
)


def _find(dataset: str, name: str = "rows") -> tuple[Contract, Table]:
    return next((c, t) for c, t in TABLES if c.dataset == dataset and t.name == name)


def _documented(contract: Contract, table: Table) -> dict[str, dict]:
    model = staging_yaml(contract, table)["models"][0]
    return {column["name"]: column for column in model["columns"]}


def test_there_is_a_staging_model_for_every_table_of_every_contract() -> None:
    assert len(TABLES) > 25
    assert {f"models/staging/{c.bureau}/{model_name(c, t)}.sql" for c, t in TABLES} <= set(FILES)


@pytest.mark.parametrize("name", sorted(FILES))
def test_a_committed_file_is_what_the_contracts_say(name: str) -> None:
    committed = PROJECT / name
    assert committed.read_text(encoding="utf-8") == FILES[name], (
        "run python -m orchestration.transform.codegen"
    )


def test_no_generated_file_is_left_over_from_a_contract_that_is_gone() -> None:
    assert stale_files(PROJECT, CONTRACTS) == []


def test_a_contract_that_goes_takes_its_files_with_it(tmp_path: Path) -> None:
    by_hand = tmp_path / "models/staging/build/stg_build__cells.sql"
    by_hand.parent.mkdir(parents=True)
    by_hand.write_text("select 1", encoding="utf-8")
    write_files(tmp_path, CONTRACTS)
    gone = tmp_path / "models/staging/survey/stg_survey__responses.sql"
    assert gone.exists()
    write_files(tmp_path, Contracts(tuple(c for c in CONTRACTS if c.bureau != "survey")))
    assert not gone.exists()
    assert by_hand.exists()


@every_table
def test_every_contract_column_is_staged_and_described(contract: Contract, table: Table) -> None:
    documented = _documented(contract, table)
    wanted = {staged_name(c) for c in table.columns if c.name not in STATED_BY_CONTROLS}
    assert wanted | {control.name for control in CONTROLS} <= set(documented)
    assert all(column["description"] for column in documented.values())


@every_table
def test_staging_selects_what_its_properties_describe(contract: Contract, table: Table) -> None:
    selected = re.findall(r"^ {8}\S.* as (\w+),?$", staging_sql(contract, table), re.MULTILINE)
    assert selected == list(_documented(contract, table))
    assert len(set(selected)) == len(selected)


@every_table
def test_required_columns_and_keys_are_tested(contract: Contract, table: Table) -> None:
    tests = {
        name: body
        for test in staging_yaml(contract, table)["models"][0]["data_tests"]
        for name, body in test.items()
    }
    filled = tests["columns_are_filled"]["arguments"]["columns"]
    assert {staged_name(c) for c in staged_columns(table) if c.required} <= set(filled)
    assert ("unique_combination" in tests) == bool(table.key)


def test_an_enum_is_tested_by_its_codes_and_a_reference_by_year() -> None:
    columns = _documented(*_find("scheme", "quotas"))
    assert {"accepted_values": {"arguments": {"values": ["A", "B"]}}} in columns["grade_code"]["data_tests"]
    reference = {"to": "ref('stg_efficiency_office__scheme__groups')", "field": "group_code"}
    assert columns["group_code"]["data_tests"] == [{"relationships_in_year": {"arguments": reference}}]
    columns = _documented(*_find("scheme", "methods"))
    besides = {**reference, "besides": ["*"]}
    assert columns["group_code"]["data_tests"] == [{"relationships_in_year": {"arguments": besides}}]


@pytest.mark.parametrize(
    ("dataset", "column", "expected"),
    [
        ("county_accounts", "gdp_cny_100m", "gdp_cny_100m_as_cny_10k"),
        ("county_accounts", "gdp_index", "gdp_index_as_pct"),
        ("county_accounts", "gdp_growth_pct", "gdp_growth_pct"),
        ("livelihood", "medical_insured_10k_persons", "medical_insured_10k_persons_as_persons"),
    ],
)
def test_a_converted_measure_says_into_what(dataset: str, column: str, expected: str) -> None:
    _, table = _find(dataset)
    assert staged_name(table.column(column)) == expected


def test_a_stored_unit_without_a_suffix_is_refused_with_what_to_do() -> None:
    _, table = _find("county_accounts")
    column = replace(table.column("gdp_cny_100m"), stored_unit="吨", factor=Decimal(1000))
    with pytest.raises(UserError, match="UNIT_SUFFIXES"):
        staged_name(column)


def _facts_of(contract: Contract, table: Table) -> list[str]:
    """Return the selects that the model of facts takes from a table."""
    selects = FILES["models/intermediate/facts/int_facts__all.sql"].split("union all")
    return [sql for sql in selects if f"ref('{model_name(contract, table)}')" in sql]


@every_table
def test_every_indicator_column_becomes_rows_with_its_landed_text(contract: Contract, table: Table) -> None:
    selects = _facts_of(contract, table)
    assert len(selects) == len(measures(table))
    for column in (column for column in table.columns if column.indicator_code):
        (own,) = (sql for sql in selects if f"'{column.name}' as field_name" in sql)
        assert f"'{column.indicator_code}' as indicator_code" in own
        assert f"{text_name(column)} as value_text" in own
        assert f"'{table.name}' as table_name" in own


def test_facts_are_taken_from_many_datasets() -> None:
    assert len([table for contract, table in TABLES if _facts_of(contract, table)]) > 5


def test_a_long_table_gives_the_indicator_by_the_value_of_a_column() -> None:
    selects = _facts_of(*_find("budget_execution"))
    assert any("where item_name_zh = '地方一般公共预算收入'" in sql for sql in selects)
    assert any("'PUBLIC_EXPENDITURE' as indicator_code" in sql for sql in selects)


def test_a_table_without_indicators_gives_no_facts() -> None:
    assert measures(_find("responses")[1]) == []
    assert _facts_of(*_find("responses")) == []


def test_sources_describe_every_landed_column() -> None:
    declared = yaml.safe_load(FILES["models/staging/_sources.yml"])["sources"][0]["tables"]
    names = {table["name"]: {column["name"] for column in table["columns"]} for table in declared}
    for contract, table in TABLES:
        wanted = {column.name for column in table.columns} | {control.landed for control in CONTROLS}
        assert names[f"{contract.bureau}__{contract.dataset}__{table.name}"] == wanted
