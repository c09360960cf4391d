"""What the bureaus' files have in common: names, headers of the unit columns, workbooks with one sheet."""

from collections.abc import Sequence
from pathlib import Path

from sample.textfile import Cell
from sample.units import Unit
from sample.workbook import Sheet, write_workbook

Rows = list[list[Cell]]
SYNTHETIC = "合成演示"
EVALUATED_YEARS = (2019, 2020)
QUARTERS = (1, 2, 3, 4)
UNIT_HEADERS = ("单位代码", "单位名称")


def quarter_name(year: int, quarter: int) -> str:
    """Return how a title names a quarter."""
    return f"{year}年{'一二三四'[quarter - 1]}季度"


def named(unit: Unit) -> tuple[str, str]:
    """Return the two cells that name a unit."""
    return unit.code, unit.name


def write_book(
    folder: Path, sheet: str, title: str, headers: Sequence[Sequence[str]], rows: Sequence[Sequence[Cell]]
) -> None:
    """Write a synthetic workbook with one sheet, named after its title."""
    write_workbook(folder / f"{title}.xlsx", [Sheet(sheet, title, headers, rows)])


def single(*names: str) -> list[tuple[str, ...]]:
    """Return a header of one level."""
    return [(name,) for name in names]
