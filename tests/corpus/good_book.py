"""A workbook as a clerk makes it: title, merged header, rows, what else is done to it, and what lands. Which ones are kept is not said here."""

import re
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.styles import PatternFill
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from tests.corpus.good_city import Landed

HEADER = (
    ("地区", "生产总值", None, None, "人口", None, None, "街镇数", "设立日期", "等级", "文号", "备注"),
    (None, "总量（亿元）", "增速（%）", "上年同期（亿元）", "常住人口（万人）", "自然增长率（‰）", "比上年增减（百分点）",
     None, None, None, None, None),
)  # fmt: skip
MERGES = ("B{0}:D{0}", "E{0}:G{0}", *(f"{letter}{{0}}:{letter}{{1}}" for letter in "AHIJKL"))
FIRST = ("鼓楼区", 2012.5, 5.1, 1914.8, 103.2, 4.5, -0.3, 10, "2020-03-05", "甲级", "AB001", "已核对")
FIRST_LANDS = {
    "gdp": "2012.5", "growth": "5.1", "gdp_before": "1914.8", "population": "103.2", "natural_rate": "4.5",
    "change_points": "-0.3", "towns": "10", "founded": "2020-03-05", "tier": "甲级", "document_no": "AB001", "remark": "已核对",
}  # fmt: skip
SHEET = "xl/worksheets/sheet1.xml"
Change = Callable[[openpyxl.Workbook], None]
Finish = Callable[[Path], None]


@dataclass(frozen=True)
class Book:
    """A workbook: rows below the header, what else is done to it, and what lands."""

    rows: Iterable[tuple[Any, ...]]
    landed: Landed
    above: tuple[tuple[Any, ...], ...] = (("2020年台账",),)
    header: tuple[tuple[Any, ...], ...] = HEADER
    merges: tuple[str, ...] = MERGES
    change: Change | None = None
    finish: Finish | None = None
    year: int = 2020
    sheet: str = "台账"

    @property
    def name(self) -> str:
        """Where it is dropped."""
        return f"statistics/{self.year}/{self.year}年台账.xlsx"

    def write(self, path: Path) -> None:
        """Write it."""
        workbook = openpyxl.Workbook()
        workbook.active.title = self.sheet
        for row in (*self.above, *self.header, *self.rows):
            workbook.active.append(row)
        top = len(self.above) + 1
        for merge in self.merges if len(self.header) > 1 else ():
            workbook.active.merge_cells(merge.format(top, top + 1))
        if self.change:
            self.change(workbook)
        workbook.save(path)
        if self.finish:
            self.finish(path)


def hide(workbook: openpyxl.Workbook) -> None:
    """Hide a sheet and a row, add a sheet for people, and colour cells outside the table."""
    workbook.create_sheet("旧表").append(("鼓楼区", 1))
    workbook["旧表"].sheet_state = "hidden"
    workbook.create_sheet("说明").append(("请核对后报送。", 7))
    sheet = workbook["台账"]
    sheet.row_dimensions[5].hidden = True
    for cell in ("A40", "X9", "C7"):
        sheet[cell].fill = PatternFill("solid", fgColor="FFFF00")


def as_percent(workbook: openpyxl.Workbook) -> None:
    """Show fractions as percentages, and one number with a sign that is only written behind it."""
    for cell, shown in (("C4", "0.0%"), ("C5", "0.00%"), ("F4", '0.00"%"')):
        workbook.active[cell].number_format = shown


def dates(workbook: openpyxl.Workbook) -> None:
    """Show a serial number as a date."""
    workbook.active["I4"].number_format = "yyyy/m/d"


def from_1904(workbook: openpyxl.Workbook) -> None:
    """Count days from 1904."""
    workbook.epoch = CALENDAR_MAC_1904


def computed(path: Path) -> None:
    """Give the formulas the values that Excel would have stored beside them."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = parts[SHEET].decode()
    for cell, kind, value in (("B4", "", "2012.5"), ("K4", ' t="str"', "AB001")):
        sheet, found = re.subn(
            rf'<c r="{cell}"><f>(.*?)</f><v ?/>', rf'<c r="{cell}"{kind}><f>\1</f><v>{value}</v>', sheet
        )
        assert found == 1, sheet
    parts[SHEET] = sheet.encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
