"""Finds a table inside a sheet: which rows are its header, which its body, which are words around it.

Says where things stand; whether that is what the contract asks for is decided in `headers` and `tables`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from orchestration.contracts import Table, fold
from orchestration.intake.arrays import Rows, Texts, filled
from orchestration.intake.sheets import Block, Merge, Sheet, Stray
from orchestration.intake.units import HeaderMatcher

NOTE_STARTS = ("注", "说明", "资料来源", "数据来源", "备注", "演示数据", "填表", "制表", "单位负责人", "#")


@dataclass(frozen=True)
class Header:
    """A table's header: the rows of the head that it takes, and what stands over each column from top to bottom."""

    first: int
    end: int
    paths: tuple[tuple[str, ...], ...]
    places: dict[str, tuple[int, ...]]

    def shown(self, index: int) -> str:
        """Return a column's header as people read it."""
        return " / ".join(self.paths[index])


def _filled(rows: Sequence[Sequence[str]], merged: Sequence[Merge], first: int) -> list[list[str]]:
    """Return header rows with merged cells filled. Only here: a merged body cell is never filled."""
    width = max((len(row) for row in rows), default=0)
    filled = [[*row, *[""] * (width - len(row))] for row in rows]
    for (top, left), (bottom, right) in merged:
        if first <= top < first + len(rows) and left < width:
            text = filled[top - first][left]
            for row in range(top - first, min(bottom - first, len(rows) - 1) + 1):
                for column in range(left, min(right, width - 1) + 1):
                    filled[row][column] = text
    return filled


def _paths(rows: list[list[str]]) -> tuple[tuple[str, ...], ...]:
    paths = []
    for cells in zip(*rows, strict=True):
        path: list[str] = []
        for text in (cell.strip() for cell in cells):
            if fold(text) and (not path or fold(path[-1]) != fold(text)):
                path.append(text)
        paths.append(tuple(path))
    return tuple(paths)


def find_header(sheet: Sheet, table: Table) -> Header | None:
    """Return the rows of the head that look most like the table's header; None when none does.

    At least half of the required columns must stand there: what is missing beyond that is told column by column.
    """
    matcher = HeaderMatcher(table)
    best: Header | None = None
    for first in range(len(sheet.head) - table.header_rows + 1):
        rows = sheet.head[first : first + table.header_rows]
        paths = _paths(_filled(rows, sheet.merged, first))
        places = matcher.places(paths)
        if best is None or _hits(places) > _hits(best.places):
            best = Header(first, first + table.header_rows, paths, places)
    required = sum(column.required for column in table.columns)
    return best if best and _hits(best.places) and 2 * _hits(best.places) >= required else None


def fitting_columns(sheet: Sheet, table: Table) -> int:
    """Return how many of a table's columns stand in what looks most like its header."""
    header = find_header(sheet, table)
    return _hits(header.places) if header else 0


def _hits(places: dict[str, tuple[int, ...]]) -> int:
    return sum(bool(found) for found in places.values())


def words_above(sheet: Sheet, header: Header) -> tuple[str, ...]:
    """Return the words above a header, title first."""
    return tuple(text.strip() for row in sheet.head[: header.first] for text in row if text.strip())


@dataclass(frozen=True)
class Found:
    """What stands below a header: the table's own rows, the words below it, and lines that fit neither."""

    numbers: Rows
    columns: tuple[Texts, ...]
    words: tuple[str, ...]
    strays: tuple[Stray, ...]


def is_wording(cells: Sequence[str]) -> bool:
    """Whether a row holds words about the table and no data: every filled cell says something about it."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    return bool(filled) and all(cell.startswith(NOTE_STARTS) or "：" in cell for cell in filled)


def split_block(block: Block) -> Found:
    """Split a block into rows and, in the last one, the words that follow them.

    Blank rows are no rows; words between rows are.
    """
    keep = np.logical_or.reduce([filled(column) for column in block.columns])
    words: list[tuple[int, str]] = []
    for row in np.flatnonzero(keep)[::-1] if block.is_last else ():
        cells = [column.at(int(row)) or "" for column in block.columns]
        if not is_wording(cells):
            break
        keep[row] = False
        words.append((int(block.numbers[row]), _joined(cells)))
    numbers, columns = block.numbers, block.columns
    if not keep.all():
        numbers, columns = numbers[keep], tuple(column.chosen(keep) for column in columns)
    last = int(numbers[-1]) if len(numbers) else 0
    below = [s for s in block.strays if block.is_last and s.number > last and is_wording(s.cells)]
    words += [(stray.number, _joined(stray.cells)) for stray in below]
    return Found(
        numbers=numbers,
        columns=columns,
        words=tuple(text for _, text in sorted(words)),
        strays=tuple(stray for stray in block.strays if stray not in below and _joined(stray.cells)),
    )


def _joined(cells: Sequence[str]) -> str:
    return " ".join(cell.strip() for cell in cells if cell.strip())
