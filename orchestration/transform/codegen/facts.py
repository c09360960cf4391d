"""The model of facts: the measures of all datasets turned from columns into rows, one row per unit, indicator and cell."""

from dataclasses import dataclass
from typing import Any

from orchestration.contracts import Column, Contract, Contracts, Table
from orchestration.transform.codegen.names import is_measure, model_name, staged_name, text_name
from orchestration.transform.codegen.rendering import render


@dataclass(frozen=True)
class Measure:
    """One way in which a table gives an indicator: which code, from which column, and of which rows."""

    indicator: str
    column: Column
    condition: str | None = None


FACT_COLUMNS = (
    ("unit_code", "varchar", "单位代码", "Code of the unit; null where the bureau delivers names."),
    ("unit_name_zh", "varchar", "单位名称", "Name of the unit as delivered."),
    ("indicator_code", "varchar", "指标代码", "Indicator."),
    (
        "indicator_value",
        "decimal(24,6)",
        "指标值",
        "Value in the indicator's stored unit; null when there is none.",
    ),
    ("value_text", "varchar", "落地文本", "Text that landed for the value, before any conversion."),
    ("table_name", "varchar", "表", "Table of the contract."),
    ("field_name", "varchar", "字段", "Column of the contract that holds the value."),
    ("submission_id", "varchar", "报送批次", "Submission."),
    ("sheet_name", "varchar", "工作表", "Sheet; null for a CSV file."),
    ("row_number", "bigint", "行号", "Row in the sheet, or line in the file."),
    ("period_code", "varchar", "期别", "Period of the value."),
    ("vintage", "varchar", "数据阶段", "Vintage of the value."),
    ("is_synthetic", "boolean", "是否演示数据", "Whether the row is synthetic."),
)
MAY_BE_NULL = ("unit_code", "indicator_value", "value_text", "sheet_name")


def measures(table: Table) -> list[Measure]:
    """Return the measures of a table; none when it holds no indicator."""
    names = {column.name for column in table.columns}
    by_value = next((column for column in table.columns if column.indicator_code_by_value), None)
    if by_value is not None:
        amount = next(column for column in table.columns if is_measure(column))
        return [
            Measure(f"'{code}'", amount, f"{by_value.name} = '{value}'")
            for value, code in by_value.indicator_code_by_value.items()
        ]
    if {"indicator_code", "result_value"} <= names:
        return [Measure("indicator_code", table.column("result_value"))]
    return [Measure(f"'{c.indicator_code}'", c) for c in table.columns if c.indicator_code]


def _selects(contract: Contract, table: Table) -> list[dict[str, Any]]:
    has_code = any(column.name == "unit_code" for column in table.columns)
    return [
        {
            "model": model_name(contract, table),
            "table": table.name,
            "has_code": has_code,
            "indicator": measure.indicator,
            "value": staged_name(measure.column),
            "text": text_name(measure.column),
            "field": measure.column.name,
            "condition": measure.condition,
        }
        for measure in measures(table)
    ]


def facts_sql(contracts: Contracts) -> str:
    """Return the SQL of the model with all facts: one select per measure of every table."""
    selects = [
        select for contract in contracts for table in contract.tables for select in _selects(contract, table)
    ]
    return render("facts.sql.j2", selects=selects)


def facts_yaml() -> dict[str, Any]:
    """Return the properties of the model with all facts."""
    filled = [column for column, *_ in FACT_COLUMNS if column not in MAY_BE_NULL]
    key = ["submission_id", "table_name", "row_number", "field_name", "indicator_code"]
    model = {
        "name": "int_facts__all",
        "description": "All delivered indicator figures of all datasets, with the units as delivered. One row per cell.",
        "data_tests": [
            {"columns_are_filled": {"arguments": {"columns": filled}}},
            {"unique_combination": {"arguments": {"columns": key}}},
        ],
        "columns": [
            {"name": name, "description": text, "data_type": kind, "config": {"meta": {"label_zh": label}}}
            for name, kind, label, text in FACT_COLUMNS
        ],
    }
    return {"models": [model]}
