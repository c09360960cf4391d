"""Fills forms in as a person would: every blank below the header gets a value that its contract allows."""

import csv
import datetime as dt
import io
import re
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl

from orchestration.contracts import Column, Contract, Contracts, Table
from orchestration.papers.template_basis import UnitRow, refers_to_units
from orchestration.papers.template_words import REAL, header_words

CANDIDATES = ("A{0}", "U{0:05d}", "{0:06d}", "值{0}")
DATE = dt.date(2020, 3, 5)
FEW = 3
Values = dict[str, Any]


def row_count(table: Table) -> int:
    """Return how many rows to fill in where nothing is prefilled."""
    keys = [column for column in table.key if column.enum]
    return len(keys[0].enum) if len(table.key) == len(keys) == 1 else max(table.min_rows, FEW)


def figure(column: Column) -> Decimal | int:
    """Return a number in the middle of what a column takes."""
    low, high = column.queries.between or (column.minimum, column.maximum)
    value = (low + high) / 2 if low is not None and high is not None else (low or Decimal(0)) + 1
    return int(value) if column.logical_type == "integer" else value


def text(column: Column, index: int) -> str:
    """Return a text of a column's pattern, another one in each row where it is simple, else the contract's example."""
    made = [*(candidate.format(index + 1) for candidate in CANDIDATES), *column.examples]
    return next(each for each in made if not column.pattern or re.search(column.pattern, each))


def value(
    contract: Contract,
    column: Column,
    index: int,
    units: tuple[UnitRow, ...],
    own: Mapping[str, list[Values]],
) -> Any:
    """Return what a person fills in."""
    if column.name == "data_nature":
        return REAL
    if column.enum:
        return list(column.enum)[index % len(column.enum)]
    target = column.reference
    if target and (target.bureau, target.dataset) == contract.key and target.table not in own:
        # What refers to its own sheet is left blank, as it may be.
        return None
    if column.logical_type == "string":
        return referred(contract, column, index, units, own) or text(column, index)
    if column.key_position is not None and column.logical_type == "integer":
        low = int(column.minimum or 1)
        return low + (index if column.maximum is None else index % (int(column.maximum) - low + 1))
    return DATE if column.logical_type == "date" else figure(column)


def referred(
    contract: Contract,
    column: Column,
    index: int,
    units: tuple[UnitRow, ...],
    own: Mapping[str, list[Values]],
) -> Any:
    """Return what a person copies from the unit register or from another sheet; None for a column that refers to nothing."""
    target = column.reference
    if target and (target.bureau, target.dataset) == contract.key:
        rows = own[target.table]
        return rows[index % len(rows)][target.column]
    if column.once_accepted:
        # What stands in the other file, filled in likewise, or will.
        return text(column, index % FEW)
    if target and refers_to_units(column):
        return units[index % len(units)].named(target.column)
    return units[index % len(units)].name if column.name == "unit_name_zh" and units else None


def filled(
    contract: Contract,
    table: Table,
    rows: list[Values],
    units: tuple[UnitRow, ...],
    own: Mapping[str, list[Values]],
) -> list[Values]:
    """Return a table's rows, the given ones completed; new ones where none are given."""
    given = rows or [{} for _ in range(row_count(table))]
    return [
        {
            column.name: row.get(column.name) or value(contract, column, index, units, own)
            for column in table.columns
        }
        for index, row in enumerate(given)
    ]


def first_row(sheet: Any, table: Table) -> int:
    """Return the first row below the header."""
    top = header_words(table.columns[0])[0]
    start = next(row for row in range(1, 20) if sheet.cell(row, 1).value == top)
    return int(start + table.header_rows)


def fill_workbook(contract: Contract, path: Path, units: tuple[UnitRow, ...] = ()) -> Path:
    """Fill in a workbook form, where it lies."""
    workbook, own = openpyxl.load_workbook(path), {}
    for table in contract.tables:
        sheet = workbook[table.sheet]
        start, names = first_row(sheet, table), [column.name for column in table.columns]
        there = (
            dict(zip(names, cells, strict=True))
            for cells in sheet.iter_rows(start, max_col=len(names), values_only=True)
        )
        rows = [row for row in there if any(each is not None for each in row.values())]
        own[table.name] = filled(contract, table, rows, units, own)
        for number, row in enumerate(own[table.name], start):
            for index, each in enumerate(row.values(), 1):
                sheet.cell(number, index, each)
    workbook.save(path)
    return path


def fill_csv(contract: Contract, path: Path, units: tuple[UnitRow, ...] = ()) -> Path:
    """Fill in a CSV form, where it lies."""
    table = contract.tables[0]
    header, *rows = list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"))))
    names = [column.name for column in table.columns]
    done = filled(contract, table, [dict(zip(names, row, strict=True)) for row in rows], units, {})
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        csv.writer(stream).writerows([header, *(list(row.values()) for row in done)])
    return path


def fill(contract: Contract, path: Path, units: tuple[UnitRow, ...] = ()) -> Path:
    """Fill in a form, where it lies."""
    return (fill_csv if contract.format == "csv" else fill_workbook)(contract, path, units)


def by_key(contracts: Contracts) -> list[Any]:
    """Return every contract with its name, for parametrised tests."""
    return [(f"{contract.bureau}.{contract.dataset}", contract) for contract in contracts]
