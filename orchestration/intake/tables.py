"""From a grid and a contract's table to landed columns: every cell parsed, every breach of a cell or key rule found."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from orchestration.contracts import Column, Table
from orchestration.intake.cells import parse_cell, span
from orchestration.intake.findings import Finding, finding
from orchestration.intake.grids import Grid, column_letter
from orchestration.intake.layout import Layout, find_layout

NATURE_HEADER = "数据性质"
VINTAGE_HEADER = "数据阶段"
NATURES = {"实际": "real", "合成演示": "synthetic"}
VINTAGES = {"快报": "flash", "初步核算": "preliminary", "年报": "final", "修订": "revised"}
RESTRICTED_SHOWN = "（不显示 not shown）"


@dataclass
class ParsedTable:
    """One table as it will land: columns of text by name, the rows' numbers, and cells that were read as something else."""

    table: Table
    sheet: str | None
    layout: Layout
    numbers: list[int]
    columns: dict[str, list[str | None]]
    readings: list[tuple[int, str, str, str | None]]

    def place(self, row: int, name: str) -> dict[str, object]:
        """Return where a cell stands, as keyword arguments of `finding`."""
        index = self.layout.places.get(name)
        return {
            "sheet": self.sheet,
            "row": self.numbers[row],
            "column": None if index is None else column_letter(index),
            "header": self.table.column(name).header,
        }

    def where(self) -> dict[str, dict[str, object]]:
        """Return each delivered column's header, letter and sheet, for the receipt."""
        return {
            name: {"header": self.layout.headers[name], "column": column_letter(index), "sheet": self.sheet}
            for name, index in self.layout.places.items()
        }


def parse_table(grid: Grid, table: Table, file: str) -> tuple[ParsedTable | None, list[Finding]]:
    """Find, read and check one table.

    Returns:
        The table and no finding of severity REJECT or ERROR, or findings of the first stage that failed. QUERY
        findings come with the table.
    """
    layout, findings = find_layout(grid, table, file)
    if layout is None:
        return None, findings
    parsed = ParsedTable(table, grid.sheet, layout, [grid.numbers[i] for i in layout.body], {}, [])
    findings = _structure_findings(grid, parsed, file)
    if findings:
        return None, findings
    for column in table.columns:
        findings += _read_column(grid, parsed, column, file)
    if findings:
        return None, findings
    findings = _duplicate_keys(parsed, file)
    if findings:
        return None, findings
    return parsed, _queries(parsed, file)


def _text(grid: Grid, index: int, place: int | None) -> str:
    row = grid.rows[index]
    return row[place] if place is not None and place < len(row) else ""


def _structure_findings(grid: Grid, parsed: ParsedTable, file: str) -> list[Finding]:
    table, layout = parsed.table, parsed.layout
    first_key = next(iter(table.key), table.columns[0])
    found = [
        finding("S06_ROW_WITHOUT_KEY", file, **parsed.place(row, first_key.name))  # type: ignore[arg-type]
        for row, index in enumerate(layout.body)
        if not _text(grid, index, layout.places.get(first_key.name)).strip()
    ]
    if len(layout.body) < table.min_rows:
        found.append(
            finding(
                "S07_TOO_FEW_ROWS", file, sheet=parsed.sheet, value=len(layout.body), allowed=table.min_rows
            )
        )
    return found


def _read_column(grid: Grid, parsed: ParsedTable, column: Column, file: str) -> list[Finding]:
    place = parsed.layout.places.get(column.name)
    if place is None:
        # A column that the bureau left out altogether is empty in every row.
        parsed.columns[column.name] = [None] * len(parsed.numbers)
        return []
    found: list[Finding] = []
    landed: list[str | None] = []
    for row, index in enumerate(parsed.layout.body):
        text = _text(grid, index, place)
        cell = parse_cell(text, column)
        landed.append(cell.text)
        if cell.rule:
            shown = RESTRICTED_SHOWN if column.classification == "restricted" else text.strip()
            found.append(
                finding(cell.rule, file, **parsed.place(row, column.name), value=shown, allowed=cell.allowed)  # type: ignore[arg-type]
            )
        elif cell.missing_reason or (cell.text is not None and cell.text != text):
            parsed.readings.append((parsed.numbers[row], column.name, text, cell.missing_reason))
    parsed.columns[column.name] = landed
    return found


def _duplicate_keys(parsed: ParsedTable, file: str) -> list[Finding]:
    names = [column.name for column in parsed.table.key]
    if not names:
        return []
    first_seen: dict[tuple[str | None, ...], int] = {}
    found = []
    for row, key in enumerate(zip(*(parsed.columns[name] for name in names), strict=True)):
        if key in first_seen:
            shown = " / ".join(part or "" for part in key)
            found.append(
                finding(
                    "K01_DUPLICATE_KEY",
                    file,
                    **parsed.place(row, names[0]),
                    value=shown,
                    allowed=first_seen[key],
                )  # type: ignore[arg-type]
            )
        else:
            first_seen[key] = parsed.numbers[row]
    return found


def _queries(parsed: ParsedTable, file: str) -> list[Finding]:
    found = []
    for column in parsed.table.columns:
        if column.query_range is None:
            continue
        low, high = column.query_range
        for row, text in enumerate(parsed.columns[column.name]):
            if text is not None and not low <= Decimal(text) <= high:
                usual = span(low, high, column.unit_of_measure)
                found.append(
                    finding(
                        "P01_IMPLAUSIBLE", file, **parsed.place(row, column.name), value=text, allowed=usual
                    )  # type: ignore[arg-type]
                )
    return found


def stated(notes: Sequence[str], label: str, known: dict[str, str]) -> str | None:
    """Return what the words around a table state for a label (`数据性质：合成演示`), as a code; None when nothing."""
    for note in notes:
        for part in note.replace(":", "：").split():
            name, separator, value = part.partition("：")
            if separator and name == label and value in known:
                return known[value]
    return None


def row_statements(parsed: ParsedTable, default_vintage: str) -> tuple[list[str], list[str]]:
    """Return each row's vintage and nature: its own column wins, then the words around the table, then the default."""
    notes = parsed.layout.notes
    vintage = stated(notes, VINTAGE_HEADER, VINTAGES) or default_vintage
    nature = stated(notes, NATURE_HEADER, NATURES) or "real"
    size = len(parsed.numbers)
    vintages = parsed.columns.get("vintage", [None] * size)
    natures = parsed.columns.get("data_nature", [None] * size)
    return (
        [VINTAGES[value] if value else vintage for value in vintages],
        [NATURES[value] if value else nature for value in natures],
    )
