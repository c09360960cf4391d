"""Writes what of the dbt project follows from the contracts: sources, staging models and the unpivoted fact models.

The files are committed; a test holds that they are what the contracts say. Run `python -m orchestration.transform.codegen`.
"""

import argparse
from pathlib import Path
from typing import Any

import yaml

from orchestration.contracts import CONTROL_FIELDS, Column, Contract, Contracts, Table, load_contracts
from orchestration.foundation.workspace import REPOSITORY

HEAD = "# Written from the contracts by `python -m orchestration.transform.codegen`: change the contract, not this file.\n"
UNIT_SLUGS = {"万元": "cny_10k", "元": "cny", "%": "pct", "人": "persons", "分": "points"}
CONTROLS = (
    ("submission_id", "_submission_id", "varchar", "Submission that the row came with."),
    ("sheet_name", "_sheet", "varchar", "Sheet of the workbook; null for a CSV file."),
    ("row_number", "_row", "bigint", "Row in the sheet, or line in the file, from 1."),
    ("period_code", "_period", "varchar", "Period that the figures are for, such as 2020 or 2020Q2."),
    ("vintage", "_vintage", "varchar", "Vintage of the row: flash, preliminary, final or revised."),
    ("data_nature", "_data_nature", "varchar", "Whether the row is real or synthetic."),
)
STATED_BY_CONTROLS = ("vintage", "data_nature")
BUILD_SOURCES: dict[str, dict[str, str]] = {
    "build__parameters": {
        "release_kind": "annual or monitoring.",
        "period_code": "Period of the release.",
        "period_year": "Year that is evaluated or monitored.",
        "release_id": "Identity of the build and of the release it may become.",
        "previous_release_id": "Last year's release that consequences rest on; null when there is none.",
        "is_synthetic": "Whether any input carries synthetic rows.",
        "code_version": "Fingerprint of the code.",
    },
    "build__submissions": {
        "submission_id": "Submission.",
        "bureau_code": "Bureau that delivered.",
        "dataset_code": "Dataset.",
        "period_code": "Period of the figures.",
        "period_year": "Year of the period.",
        "period_quarter": "Quarter of the period; null for years.",
        "file_name": "Name of the dropped file.",
        "file_sha256": "Hash of its bytes.",
        "contract_version": "Version of the contract it was checked against.",
        "is_synthetic": "Whether it carries synthetic rows.",
        "row_count": "Rows over all tables.",
    },
    "build__columns": {
        "submission_id": "Submission.",
        "table_name": "Table of the contract.",
        "field_name": "Column of the contract.",
        "column_letter": "Letter of the column in the sheet or file.",
        "header_text": "Header as it stands there.",
    },
    "build__cells": {
        "_submission_id": "Submission.",
        "table_name": "Table of the contract.",
        "_row": "Row in the sheet or line in the file.",
        "field_name": "Column of the contract.",
        "raw_text": "What stands in the cell.",
        "missing_reason": "Why there is no value; null when there is one.",
    },
    "build__previous_results": {
        "unit_id": "Unit.",
        "grade_final": "Final grade in last year's release.",
        "composite_score": "Composite score in last year's release.",
        "rank_in_group": "Rank in last year's release.",
        "release_id": "Last year's release.",
    },
}


def source_name(contract: Contract, table: Table) -> str:
    """Return the dbt source table of a contract's table."""
    return f"{contract.bureau}__{contract.dataset}__{table.name}"


def model_name(contract: Contract, table: Table, prefix: str = "stg") -> str:
    """Return the name of the staging (or fact) model of a contract's table."""
    stem = f"{prefix}_{contract.bureau}__{contract.dataset}"
    return stem if len(contract.tables) == 1 else f"{stem}__{table.name}"


def staged_name(column: Column) -> str:
    """Return a column's name after staging: a converted measure says into what (docs/naming.md)."""
    if column.factor == 1 and column.offset == 0:
        return column.name
    return f"{column.name}_as_{UNIT_SLUGS[column.stored_unit or '']}"


def is_measure(column: Column) -> bool:
    """Whether a column holds values of an indicator."""
    return column.stored_unit is not None and column.logical_type in ("number", "integer")


def _expression(column: Column) -> str:
    name = column.name
    if column.logical_type == "integer" and not is_measure(column):
        return f"{{{{ to_bigint('{name}') }}}}"
    if column.logical_type in ("number", "integer"):
        if column.factor == 1 and column.offset == 0:
            return f"{{{{ to_decimal('{name}') }}}}"
        return f"{{{{ to_decimal('{name}', factor='{column.factor}', offset='{column.offset}') }}}}"
    if column.logical_type == "date":
        return f"{{{{ to_iso_date('{name}') }}}}"
    labels = {value: label for value, label in column.enum.items() if label}
    if labels:
        cases = "\n".join(f"            when '{value}' then '{label}'" for value, label in labels.items())
        return f"case {name}\n{cases}\n        end"
    return f"cast({name} as {{{{ dbt.type_string() }}}})"


def _columns(table: Table) -> list[Column]:
    return [column for column in table.columns if column.name not in STATED_BY_CONTROLS]


def staging_sql(contract: Contract, table: Table) -> str:
    """Return the SQL of a staging model."""
    lines = [f"        {_expression(column)} as {staged_name(column)}" for column in _columns(table)]
    lines += [f"        {source} as {name}" for name, source, _, _ in CONTROLS]
    body = ",\n".join(lines)
    source = f"{{{{ source('landing', '{source_name(contract, table)}') }}}}"
    return f"""with source as (
    select * from {source}
),

renamed as (
    select
{body}
    from source
)

select * from renamed
"""


def _type(column: Column) -> str:
    if column.logical_type == "integer" and not is_measure(column):
        return "bigint"
    return {"number": "decimal(24,6)", "integer": "decimal(24,6)", "date": "date"}.get(column.logical_type, "varchar")


def _column_yaml(contract: Contract, table: Table, column: Column) -> dict[str, Any]:
    entry: dict[str, Any] = {"name": staged_name(column), "description": column.description, "data_type": _type(column)}
    meta: dict[str, Any] = {"label_zh": column.header}
    if column.stored_unit:
        meta["unit_of_measure"] = column.stored_unit
    entry["config"] = {"meta": meta}
    tests: list[Any] = []
    if column.required:
        tests.append("not_null")
    labels = [label or value for value, label in column.enum.items()]
    if labels:
        tests.append({"accepted_values": {"arguments": {"values": labels}}})
    reference = column.reference
    if reference and (reference.bureau, reference.dataset) == contract.key:
        target = f"stg_{reference.bureau}__{reference.dataset}__{reference.table}"
        tests.append({"relationships": {"arguments": {"to": f"ref('{target}')", "field": reference.column}}})
    if tests:
        entry["data_tests"] = tests
    return entry


def staging_yaml(contract: Contract, table: Table) -> dict[str, Any]:
    """Return the properties of a staging model."""
    columns = [_column_yaml(contract, table, column) for column in _columns(table)]
    for name, _, data_type, description in CONTROLS:
        entry: dict[str, Any] = {"name": name, "description": description, "data_type": data_type}
        if name != "sheet_name":
            entry["data_tests"] = ["not_null"]
        columns.append(entry)
    source = f"source('landing', '{source_name(contract, table)}')"
    pairs = {staged_name(column): column.name for column in _columns(table)}
    tests: list[Any] = [{"casts_keep_values": {"arguments": {"source_relation": source, "columns": pairs}}}]
    if table.key:
        key = ["period_code", *(staged_name(column) for column in table.key)]
        tests.append({"unique_combination": {"arguments": {"columns": key}}})
    return {
        "models": [
            {
                "name": model_name(contract, table),
                "description": f"{table.name_zh}（{contract.bureau_name_zh}）. {table.description}",
                "data_tests": tests,
                "columns": columns,
            }
        ]
    }


# Facts -----------------------------------------------------------------------------------------------------------


def _fact_select(model: str, table: Table, indicator: str, value: str, field: str, condition: str) -> str:
    names = {column.name for column in table.columns}
    code = "unit_code" if "unit_code" in names else "cast(null as {{ dbt.type_string() }})"
    where = f"\nwhere {condition}" if condition else ""
    return f"""select
    {code} as unit_code,
    unit_name_zh,
    {indicator} as indicator_code,
    {value} as indicator_value,
    '{field}' as field_name,
    '{table.name}' as table_name,
    submission_id,
    sheet_name,
    row_number,
    period_code,
    vintage,
    data_nature
from {{{{ ref('{model}') }}}}{where}
"""


def fact_selects(contract: Contract, table: Table) -> list[str]:
    """Return one select per measure of a table; none when it holds no measures."""
    model = model_name(contract, table)
    by_value = next((column for column in table.columns if column.indicator_code_by_value), None)
    if by_value is not None:
        amount = next(column for column in table.columns if is_measure(column))
        return [
            _fact_select(model, table, f"'{code}'", staged_name(amount), amount.name, f"{by_value.name} = '{value}'")
            for value, code in by_value.indicator_code_by_value.items()
        ]
    if {"indicator_code", "result_value"} <= {column.name for column in table.columns}:
        return [_fact_select(model, table, "indicator_code", "result_value", "result_value", "")]
    return [
        _fact_select(model, table, f"'{column.indicator_code}'", staged_name(column), column.name, "")
        for column in table.columns
        if column.indicator_code
    ]


FACT_COLUMNS = {
    "unit_code": ("varchar", "Code of the unit; null where the bureau delivers names."),
    "unit_name_zh": ("varchar", "Name of the unit as delivered."),
    "indicator_code": ("varchar", "Indicator."),
    "indicator_value": ("decimal(24,6)", "Value in the indicator's stored unit of measure; null when there is none."),
    "field_name": ("varchar", "Column of the contract that holds the value."),
    "table_name": ("varchar", "Table of the contract."),
    "submission_id": ("varchar", "Submission."),
    "sheet_name": ("varchar", "Sheet; null for CSV."),
    "row_number": ("bigint", "Row in the sheet or line in the file."),
    "period_code": ("varchar", "Period of the value."),
    "vintage": ("varchar", "Vintage of the value."),
    "data_nature": ("varchar", "real or synthetic."),
}


def fact_yaml(contract: Contract, table: Table) -> dict[str, Any]:
    """Return the properties of an unpivoted fact model."""
    nullable = ("unit_code", "indicator_value", "sheet_name")
    columns = [
        {"name": name, "description": text, "data_type": kind} | ({} if name in nullable else {"data_tests": ["not_null"]})
        for name, (kind, text) in FACT_COLUMNS.items()
    ]
    return {
        "models": [
            {
                "name": model_name(contract, table, "int_facts"),
                "description": f"Indicator facts of {contract.name_zh}: one row per unit, indicator and period as delivered.",
                "columns": columns,
            }
        ]
    }


# Sources ---------------------------------------------------------------------------------------------------------


def sources_yaml(contracts: Contracts) -> dict[str, Any]:
    """Return the declaration of all landed sources and of the build's own tables."""
    tables = [
        {
            "name": source_name(contract, table),
            "description": f"{contract.name_zh}: {table.description}",
            "columns": [
                *({"name": column.name, "description": column.description} for column in table.columns),
                *({"name": name, "description": "Control field (docs/architecture.md)."} for name, _ in CONTROL_FIELDS),
            ],
        }
        for contract in contracts
        for table in contract.tables
    ]
    tables += [
        {
            "name": name,
            "description": "The build's own: " + name.removeprefix("build__").replace("_", " ") + ".",
            "columns": [{"name": column, "description": text} for column, text in columns.items()],
        }
        for name, columns in BUILD_SOURCES.items()
    ]
    return {
        "sources": [
            {
                "name": "landing",
                "schema": "landing",
                "description": "Accepted submissions as text, and the build's own tables; registered from Parquet at the start of a run.",
                "tables": tables,
            }
        ]
    }


def dump(value: dict[str, Any]) -> str:
    """Return YAML with the header that names its generator."""
    return HEAD + yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=110)


def generated_files(contracts: Contracts) -> dict[str, str]:
    """Return every generated file: path below dbt_project/ to content."""
    files = {"models/staging/_sources.yml": dump(sources_yaml(contracts))}
    for contract in contracts:
        for table in contract.tables:
            stem = f"models/staging/{contract.bureau}/{model_name(contract, table)}"
            files[f"{stem}.sql"] = staging_sql(contract, table)
            files[f"{stem}.yml"] = dump(staging_yaml(contract, table))
            selects = fact_selects(contract, table)
            if selects:
                stem = f"models/intermediate/facts/{model_name(contract, table, 'int_facts')}"
                files[f"{stem}.sql"] = "\nunion all\n\n".join(selects)
                files[f"{stem}.yml"] = dump(fact_yaml(contract, table))
    return files


def main() -> None:
    """Write the generated files below the dbt project."""
    parser = argparse.ArgumentParser(description="Write sources, staging and fact models from the contracts.")
    parser.add_argument("--project", type=Path, default=REPOSITORY / "dbt_project")
    project = parser.parse_args().project
    for name, text in generated_files(load_contracts(REPOSITORY / "raw")).items():
        path = project / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
