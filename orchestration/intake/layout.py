"""Finds a table inside a sheet: which rows are its header, which its body, which are words around it."""

from dataclasses import dataclass

from orchestration.contracts import Column, Table
from orchestration.intake.cells import fold
from orchestration.intake.findings import Finding, finding, nearest
from orchestration.intake.grids import Grid, column_letter

HEADER_SEARCH_ROWS = 40
NOTE_STARTS = ("注", "说明", "资料来源", "数据来源", "备注", "演示数据", "填表", "制表", "单位负责人", "#")


@dataclass(frozen=True)
class Layout:
    """Where a table stands in its grid: the header's last row, each column's place, body rows, and the words around.

    Attributes:
        header_end: Index of the first row below the header.
        places: Column name to zero-based column index.
        headers: Column name to the header as it stands there.
        body: Indices of body rows.
        title: The first words above the table, or nothing.
        notes: Words above and below the table.
    """

    header_end: int
    places: dict[str, int]
    headers: dict[str, str]
    body: tuple[int, ...]
    title: str
    notes: tuple[str, ...]


def _filled(grid: Grid, first: int, count: int) -> list[list[str]]:
    """Return header rows with merged cells filled, inside the header only: a body cell is never filled."""
    width = max((len(row) for row in grid.rows[first : first + count]), default=0)
    rows = [[*row, *[""] * (width - len(row))] for row in grid.rows[first : first + count]]
    for (top, left), (bottom, right) in grid.merged:
        if first <= top < first + count and left < width:
            text = rows[top - first][left]
            for row in range(top, min(bottom, first + count - 1) + 1):
                for column in range(left, min(right, width - 1) + 1):
                    rows[row - first][column] = text
    return rows


def _paths(rows: list[list[str]]) -> list[tuple[str, ...]]:
    paths = []
    for cells in zip(*rows, strict=True):
        path: list[str] = []
        for text in (fold(cell) for cell in cells):
            if text and (not path or path[-1] != text):
                path.append(text)
        paths.append(tuple(path))
    return paths


def _accepted(column: Column) -> set[tuple[str, ...]]:
    path = tuple(fold(part) for part in column.header_path)
    return {path, *((fold(synonym),) for synonym in column.synonyms)}


def _match(paths: list[tuple[str, ...]], table: Table) -> dict[str, list[int]]:
    return {
        column.name: [index for index, path in enumerate(paths) if path in _accepted(column)]
        for column in table.columns
    }


def find_layout(grid: Grid, table: Table, file: str) -> tuple[Layout | None, list[Finding]]:
    """Return a table's layout, or the findings that say why it has none."""
    best, best_count = 0, 0
    for first in range(min(HEADER_SEARCH_ROWS, len(grid.rows))):
        paths = _paths(_filled(grid, first, table.header_rows))
        count = sum(bool(found) for found in _match(paths, table).values())
        if count > best_count:
            best, best_count = first, count
    if best_count * 2 < sum(column.required for column in table.columns) or not best_count:
        wanted = "、".join(column.header for column in table.columns if column.required)
        return None, [finding("S02_HEADER_MISSING", file, sheet=grid.sheet, allowed=wanted)]
    paths = _paths(_filled(grid, best, table.header_rows))
    matched = _match(paths, table)
    findings = _header_findings(grid, table, file, paths, matched, grid.numbers[best + table.header_rows - 1])
    if findings:
        return None, findings
    places = {name: found[0] for name, found in matched.items() if found}
    headers = {name: " / ".join(paths[index]) for name, index in places.items()}
    body, notes = _body(grid, table, best + table.header_rows)
    above = [text.strip() for row in grid.rows[:best] for text in row if text.strip()]
    return Layout(best + table.header_rows, places, headers, body, (above or [""])[0], (*above, *notes)), []


def _header_findings(
    grid: Grid, table: Table, file: str, paths: list[tuple[str, ...]], matched: dict[str, list[int]], row: int
) -> list[Finding]:
    shown = "、".join(" / ".join(path) for path in paths if path)
    found: list[Finding] = []
    for column in table.columns:
        if not matched[column.name] and column.required:
            found.append(
                finding(
                    "S03_COLUMN_MISSING", file, sheet=grid.sheet, row=row, header=column.header, value=shown
                )
            )
        for index in matched[column.name][1:]:
            found.append(
                finding(
                    "S05_COLUMN_TWICE",
                    file,
                    sheet=grid.sheet,
                    row=row,
                    column=column_letter(index),
                    header=column.header,
                )
            )
    known = {index for places in matched.values() for index in places}
    for index, path in enumerate(paths):
        if path and index not in known:
            text = " / ".join(path)
            near = nearest(text, [column.header for column in table.columns])
            found.append(
                finding(
                    "S04_COLUMN_UNKNOWN",
                    file,
                    sheet=grid.sheet,
                    row=row,
                    column=column_letter(index),
                    value=text,
                    allowed=near,
                )
            )
    return found


def is_note(cells: list[str]) -> bool:
    """Whether a row holds words about the table and no data: one filled cell that says so."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    return len(filled) == 1 and (filled[0].startswith(NOTE_STARTS) or "：" in filled[0])


def _body(grid: Grid, table: Table, start: int) -> tuple[tuple[int, ...], list[str]]:
    body, notes = [], []
    for index in range(start, len(grid.rows)):
        cells = grid.rows[index]
        if not any(cell.strip() for cell in cells):
            continue
        if is_note(cells):
            notes.append(next(cell.strip() for cell in cells if cell.strip()))
        else:
            body.append(index)
    return tuple(body), notes
