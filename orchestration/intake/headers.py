"""Holds a table's header against its contract: columns missing, unknown, twice, without a header, or in another unit."""

from collections.abc import Iterator, Mapping, Sequence

from orchestration.contracts import Table
from orchestration.intake.arrays import Texts, filled
from orchestration.intake.findings import Finding, finding, nearest
from orchestration.intake.layout import Header
from orchestration.intake.sheets import Sheet, column_letter
from orchestration.intake.units import Delivered, UnitFault, accepted_units, delivered_unit, stated_units


def header_findings(sheet: Sheet, header: Header, table: Table, file: str) -> list[Finding]:
    """Return what is wrong with a header.

    Args:
        sheet: Where the table stands.
        header: The header that was found.
        table: The contract.
        file: Name of the file.
    """
    row = sheet.number_of(header.end - 1)
    agreed = "、".join(column.header for column in table.columns)
    return [
        *_missing(sheet, header, table, agreed, file),
        *_twice(sheet, header, table, row, file),
        *_unknown(sheet, header, table, row, file),
    ]


def unheaded_findings(
    sheet: Sheet, header: Header, table: Table, columns: Sequence[Texts], file: str
) -> list[Finding]:
    """Return a finding for each column that is filled in below a blank header."""
    row = sheet.number_of(header.end - 1)
    agreed = "、".join(column.header for column in table.columns)
    return [
        finding(
            "S09_COLUMN_WITHOUT_HEADER",
            file,
            sheet=sheet.name,
            row=row,
            column=column_letter(index),
            allowed=agreed,
        )
        for index, column in enumerate(columns)
        if (index >= len(header.paths) or not header.paths[index]) and filled(column).any()
    ]


def _missing(sheet: Sheet, header: Header, table: Table, agreed: str, file: str) -> Iterator[Finding]:
    there = "、".join(header.shown(index) for index, path in enumerate(header.paths) if path)
    row = sheet.number_of(header.end - 1)
    for column in table.columns:
        if column.required and not header.places[column.name]:
            yield finding(
                "S03_COLUMN_MISSING",
                file,
                sheet=sheet.name,
                row=row,
                header=column.header,
                value=there,
                allowed=agreed,
            )


def _twice(sheet: Sheet, header: Header, table: Table, row: int, file: str) -> Iterator[Finding]:
    for column in table.columns:
        for index in header.places[column.name][1:]:
            letter = column_letter(index)
            yield finding(
                "S05_COLUMN_TWICE", file, sheet=sheet.name, row=row, column=letter, header=column.header
            )


def _unknown(sheet: Sheet, header: Header, table: Table, row: int, file: str) -> Iterator[Finding]:
    known = {index for places in header.places.values() for index in places}
    names = [column.header for column in table.columns]
    for index, path in enumerate(header.paths):
        if path and index not in known:
            text, letter = header.shown(index), column_letter(index)
            yield finding(
                "S04_COLUMN_UNKNOWN",
                file,
                sheet=sheet.name,
                row=row,
                column=letter,
                value=text,
                allowed=nearest(text, names),
            )


def column_units(header: Header, table: Table, words: Sequence[str]) -> dict[str, Delivered | UnitFault]:
    """Return in which unit of measure each delivered column stands that has one, or why that can't be told.

    Args:
        header: The header that was found.
        table: The contract.
        words: The words above the table.
    """
    stated = stated_units(words)
    found = {
        column.name: delivered_unit(column, header.paths[places[0]], stated)
        for column in table.columns
        if (places := header.places[column.name])
    }
    return {name: unit for name, unit in found.items() if unit is not None}


def unit_findings(
    sheet: Sheet, header: Header, table: Table, units: Mapping[str, Delivered | UnitFault], file: str
) -> list[Finding]:
    """Return a finding for each column whose unit of measure can't be told or is not accepted."""
    return [
        finding(
            unit.rule,
            file,
            sheet=sheet.name,
            row=sheet.number_of(header.end - 1),
            column=column_letter(header.places[name][0]),
            header=table.column(name).header,
            value=unit.value,
            allowed=accepted_units(table.column(name)),
        )
        for name, unit in units.items()
        if isinstance(unit, UnitFault)
    ]
