"""From what others see in a file to what must have landed of it: header, units, rows and every cell, one by one.

Only for files that intake accepted: `differences` says where it took something else than stands there.
"""

import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from openpyxl.utils import column_index_from_string

from orchestration.contracts import Column, Contract, Table, find_unit
from orchestration.intake import Receipt
from tests.corpus.good_city import Landed
from tests.corpus.grid import UNTOLD, Grid
from tests.corpus.meaning import Meaning, Refused, meaning, squeezed
from tests.corpus.seen import seen

NOTES = ("注", "说明", "资料来源", "数据来源", "备注", "演示数据", "填表", "制表", "单位负责人", "#")
IN_BRACKETS = re.compile(r"^(?P<base>.*?)[(\[【](?:计量)?(?:单位:)?(?P<unit>[^()\[\]【】]+)[)\]】]$")
AFTER = re.compile(r"^(?P<base>.*)[,:](?P<unit>[^,:()]+)$")
NATURE = re.compile(r"数据性质:([^;,。、|]*)")
NATURES = {"实际": "real", "合成演示": "synthetic"}
STATED = re.compile(r"单位:([^;。)\]】]*)")


def differences(
    path: Path, contract: Contract, receipt: Receipt, landed: Landed, units: dict[str, str]
) -> Iterator[str]:
    """Yield what landed otherwise than it stands in the file.

    Args:
        path: The file.
        contract: The layout by which it was read.
        receipt: Its receipt, which says in which column each field stood.
        landed: What landed.
        units: The register's spelling of each unit code and name, by its squeezed form.

    Raises:
        Exception: Others can't open it, or see nothing at all.
    """
    table = contract.tables[0]
    columns = receipt.columns[table.name]
    sheet = next(iter(columns.values()))["sheet"]
    grid = next(
        (one for one in seen(path, delimiter=receipt.file.get("delimiter")) if one.name == sheet), None
    )
    if grid is None:
        yield f"no sheet {sheet!r}"
        return
    places = {name: column_index_from_string(place["column"]) - 1 for name, place in columns.items()}
    first = _first_row(grid, table, places)
    if first is None:
        yield "no header where the receipt says"
        return
    yield from _rows_differ(grid, table, first, landed)
    yield from _natures_differ(grid, table, first, landed)
    for column in table.columns:
        if column.name in places:
            place = places[column.name]
            means = partial(
                meaning,
                column=column,
                unit=_unit(grid, first, table, column, place),
                workbook=path.suffix != ".csv",
                serials=grid.serials,
            )
            yield from _column_differs(grid, column, place, landed, means, units)
        elif any(row[column.name] is not None for row in landed.rows):
            yield f"{column.name} was left out and has landed"


def _first_row(grid: Grid, table: Table, places: dict[str, int]) -> int | None:
    """Return the first row below the header: where every field's column is headed as its contract says."""
    for row in sorted(grid.rows):
        if all(_is_headed(grid, row, table, table.column(name), place) for name, place in places.items()):
            return row + table.header_rows
    return None


def _path(grid: Grid, row: int, table: Table, place: int) -> list[str]:
    texts = [squeezed(grid.header(row + level, place, row)) for level in range(table.header_rows)]
    return [text for number, text in enumerate(texts) if text and text not in texts[:number]]


def _is_headed(grid: Grid, row: int, table: Table, column: Column, place: int) -> bool:
    there = _path(grid, row, table, place)
    agreed = [[squeezed(text) for text in path] for path in column.headers]
    return there in agreed or _bare(there) in map(_bare, agreed)


def _bare(path: list[str]) -> list[str]:
    return [base for base, _ in map(_split, path) if base]


def _split(text: str) -> tuple[str, str | None]:
    if find_unit(text):
        return "", text
    for pattern in (IN_BRACKETS, AFTER):
        match = pattern.match(text)
        if match and find_unit(match["unit"]):
            return match["base"], match["unit"]
    return text, None


def _unit(grid: Grid, first: int, table: Table, column: Column, place: int) -> str | None:
    """Return in which unit a column stands: by its header, else by the words above, else as agreed."""
    own = find_unit(column.unit_of_measure or "")
    if own is None:
        return None
    in_header = [
        unit for _, unit in map(_split, _path(grid, first - table.header_rows, table, place)) if unit
    ]
    if in_header:
        return in_header[-1]
    for row in sorted(grid.rows):
        for text in grid.rows[row].values() if row < first - table.header_rows else ():
            for name in re.split("[、,/和及]", ",".join(STATED.findall(squeezed(text)))):
                unit = find_unit(name)
                if unit and unit.kind == own.kind:
                    return name
    return column.unit_of_measure


def _rows_differ(grid: Grid, table: Table, first: int, landed: Landed) -> Iterator[str]:
    below = [row for row in sorted(grid.rows) if row >= first and any(map(squeezed, grid.rows[row].values()))]
    while below and all(_is_note(text.strip()) for text in grid.rows[below[-1]].values() if text.strip()):
        below.pop()
    there = [row["_row"] for row in landed.rows]
    if below != there:
        yield f"rows {below} landed as {there}"


def _natures_differ(grid: Grid, table: Table, first: int, landed: Landed) -> Iterator[str]:
    """Whether rows count as real or as made up for show: as the words around the table say, where no column says it."""
    if any(column.name == "data_nature" for column in table.columns):
        return
    inside = {row["_row"] for row in landed.rows} | set(range(first - table.header_rows, first))
    words = [
        squeezed(text) for row, texts in grid.rows.items() if row not in inside for text in texts.values()
    ]
    stated = {name for text in words for name in NATURE.findall(text)}
    told = {NATURES[name] for name in stated if name in NATURES} or {"real"}
    if stated - NATURES.keys() or any({row["_data_nature"]} != told for row in landed.rows):
        yield f"stated {sorted(stated)} and landed as {sorted({row['_data_nature'] for row in landed.rows})}"


def _is_note(text: str) -> bool:
    return text.startswith(NOTES) or "：" in text


def _column_differs(  # noqa: PLR0917
    grid: Grid,
    column: Column,
    place: int,
    landed: Landed,
    means: Callable[[str], Meaning],
    units: dict[str, str],
) -> Iterator[str]:
    for row in landed.rows:
        text, where = grid.text(row["_row"], place), f"row {row['_row']} {column.name}"
        if text == UNTOLD:
            continue
        took = Meaning(row[column.name], landed.missing.get(f"{row['_row']} {column.name}"))
        try:
            told = means(text)
        except Refused as refused:
            yield f"{where}: {text!r} must be refused ({refused}) and landed as {took}"
            continue
        if column.reference is not None and told.text is not None:
            told = Meaning(units.get(squeezed(told.text)), told.reason)
        if told != took:
            yield f"{where}: {text!r} means {told} and landed as {took}"
