"""Which rows a template is prefilled with, and what stands in them. How they look is decided in `template_sheet`."""

import csv
import io
from collections.abc import Mapping
from itertools import product

from orchestration.contracts import Column, Contract, Table
from orchestration.foundation.workbook_file import is_formula_like
from orchestration.papers.template_basis import NAME, Basis, UnitRow, unit_column
from orchestration.papers.template_words import REAL, VINTAGES, header_words

Row = Mapping[str, str]


def prefilled_rows(contract: Contract, table: Table, basis: Basis) -> list[Row]:
    """Return what can be filled in beforehand: a row for each unit, times the values of the key's other columns.

    The units are those that the contract wants to be complete, otherwise those of the latest accepted submission. A
    table whose key is not known beforehand (cases, answers) has no such rows.
    """
    about, others = unit_column(table), [column for column in table.key if column is not unit_column(table)]
    if about is None or any(not column.enum for column in others):
        return []
    stated = _stated(contract, table)
    return [
        {
            **stated,
            **_unit_fields(table, about, unit),
            **dict(zip((column.name for column in others), values, strict=True)),
        }
        for unit in expected_units(table, about, basis)
        for values in product(*(column.enum for column in others))
    ]


def expected_units(table: Table, about: Column, basis: Basis) -> list[UnitRow]:
    """Return the units that a table is expected to hold."""
    if table.coverage_levels:
        return [unit for unit in basis.units if unit.level in table.coverage_levels]
    before, target = basis.delivered.get(table.name, frozenset()), about.reference
    field_name = target.column if target else about.name
    return [unit for unit in basis.units if unit.named(field_name) in before]


def _unit_fields(table: Table, about: Column, unit: UnitRow) -> Row:
    fields = {about.name: unit.named(about.reference.column if about.reference else about.name)}
    if any(column.name == NAME for column in table.columns):
        fields[NAME] = unit.name
    return fields


def _stated(contract: Contract, table: Table) -> Row:
    """Return what columns of their own say about every row: real figures, at the usual stage. Both can be changed."""
    usual = {"data_nature": REAL, "vintage": VINTAGES[contract.default_vintage]}
    return {
        column.name: usual[column.name]
        for column in table.columns
        if column.name in usual and usual[column.name] in column.enum
    }


def csv_form(table: Table, rows: list[Row]) -> bytes:
    """Return a CSV form: a byte order mark, by which Excel knows UTF-8, the header and the prefilled rows.

    A CSV file can't say that a cell is text, so what a spreadsheet program would compute is left for people to type.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([header_words(column)[-1] for column in table.columns])
    for row in rows:
        texts = (row.get(column.name, "") for column in table.columns)
        writer.writerow(["" if is_formula_like(text) else text for text in texts])
    return out.getvalue().encode("utf-8-sig")
