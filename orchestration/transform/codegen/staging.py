"""Staging models: text cast to types, units of measure unified, Chinese labels turned into codes; one per contract table."""

from typing import Any

from orchestration.contracts import Column, Contract, Table
from orchestration.transform.codegen.names import (
    CONTROLS,
    data_type,
    is_coded_name,
    is_converted,
    is_measure,
    model_name,
    source_name,
    staged_columns,
    staged_name,
    text_name,
)
from orchestration.transform.codegen.rendering import render

TEXT = "{{ dbt.type_string() }}"


def _number(column: Column) -> str:
    if data_type(column) == "bigint":
        return f"{{{{ to_bigint('{column.name}') }}}}"
    conversion = f", factor='{column.factor}', offset='{column.offset}'" if is_converted(column) else ""
    return f"{{{{ to_decimal('{column.name}'{conversion}) }}}}"


def _label(column: Column) -> str:
    cases = "\n".join(f"            when '{value}' then '{label}'" for value, label in column.enum.items())
    return f"case {column.name}\n{cases}\n        end"


def _expression(column: Column) -> str:
    if column.logical_type in ("number", "integer"):
        return _number(column)
    if column.logical_type == "date":
        return f"{{{{ to_iso_date('{column.name}') }}}}"
    if any(column.enum.values()):
        return _label(column)
    return f"cast({column.name} as {TEXT})"


def _selected(column: Column) -> list[str]:
    lines = [f"{_expression(column)} as {staged_name(column)}"]
    if is_measure(column):
        lines.append(f"cast({column.name} as {TEXT}) as {text_name(column)}")
    if is_coded_name(column):
        lines.append(f"cast({column.name} as {TEXT}) as {column.name}")
    return lines


def staging_sql(contract: Contract, table: Table) -> str:
    """Return the SQL of a staging model."""
    lines = [line for column in staged_columns(table) for line in _selected(column)]
    lines += [f"{control.landed} as {control.name}" for control in CONTROLS]
    return render("staging.sql.j2", source=source_name(contract, table), lines=lines)


def _entry(name: str, description: str, kind: str, label_zh: str, unit: str | None = None) -> dict[str, Any]:
    meta = {"label_zh": label_zh} | ({"unit_of_measure": unit} if unit else {})
    return {"name": name, "description": description, "data_type": kind, "config": {"meta": meta}}


def _reference_test(column: Column) -> dict[str, Any] | None:
    reference = column.reference
    if reference is None or column.once_accepted:
        return None
    stem = f"stg_{reference.bureau}__{reference.dataset}"
    to = stem if reference.dataset == "unit_register" else f"{stem}__{reference.table}"
    arguments: dict[str, Any] = {"to": f"ref('{to}')", "field": reference.column}
    if column.also_allowed:
        arguments["besides"] = list(column.also_allowed)
    return {"relationships_in_year": {"arguments": arguments}}


def _column_yaml(column: Column) -> list[dict[str, Any]]:
    entry = _entry(
        staged_name(column), column.description, data_type(column), column.header, column.stored_unit
    )
    values = [label or value for value, label in column.enum.items()]
    tests = [{"accepted_values": {"arguments": {"values": values}}}] if values else []
    if (reference := _reference_test(column)) is not None:
        tests.append(reference)
    if tests:
        entry["data_tests"] = tests
    entries = [entry]
    if is_measure(column):
        entries.append(
            _entry(text_name(column), f"Landed text of {staged_name(column)}.", "varchar", column.header)
        )
    if is_coded_name(column):
        entries.append(_entry(column.name, f"{column.description} As delivered.", "varchar", column.header))
    return entries


def _model_tests(contract: Contract, table: Table) -> list[dict[str, Any]]:
    columns = staged_columns(table)
    casts = {staged_name(column): column.name for column in columns}
    filled = [staged_name(column) for column in columns if column.required]
    filled += [control.name for control in CONTROLS if not control.may_be_null]
    source = f"source('landing', '{source_name(contract, table)}')"
    tests: list[dict[str, Any]] = [
        {"casts_keep_values": {"arguments": {"landed": source, "columns": casts}}},
        {"columns_are_filled": {"arguments": {"columns": filled}}},
    ]
    if table.key:
        key = ["submission_id", *(staged_name(column) for column in table.key)]
        tests.append({"unique_combination": {"arguments": {"columns": key}}})
    return tests


def staging_yaml(contract: Contract, table: Table) -> dict[str, Any]:
    """Return the properties of a staging model: meaning, types and tests of every column."""
    columns = [entry for column in staged_columns(table) for entry in _column_yaml(column)]
    columns += [_entry(c.name, c.description, c.data_type, c.label_zh) for c in CONTROLS]
    model = {
        "name": model_name(contract, table),
        "description": f"{table.name_zh}（{contract.bureau_name_zh}）. {table.description}",
        "data_tests": _model_tests(contract, table),
        "columns": columns,
    }
    return {"models": [model]}
