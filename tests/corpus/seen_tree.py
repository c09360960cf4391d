"""What stands in an .xlsx as a plain tree of XML, for files that openpyxl does not open: namespaces and what is no cell left aside.

Cells that are shown as dates are not told.
"""

import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

from openpyxl.utils.cell import column_index_from_string, coordinate_from_string

from tests.corpus.grid import NOT_FORMAT, UNTOLD, Grid, attributes, digits, local, percentage, unescaped

DATES = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
PERCENTS = {9, 10}


def tree_workbook(path: Path) -> list[Grid]:
    """Return the visible sheets of a workbook."""
    with zipfile.ZipFile(path) as archive:
        roots = {
            name: ET.fromstring(archive.read(name))  # noqa: S314
            for name in archive.namelist()
            if name.startswith("xl/") and name.endswith(("xml", "rels"))
        }
    strings = [
        _text(item)
        for name, root in roots.items()
        if name.endswith("sharedStrings.xml")
        for item in root
        if local(item.tag) == "si"
    ]
    relations = map(attributes, _all(roots["xl/_rels/workbook.xml.rels"], "Relationship"))
    targets = {relation["Id"]: relation["Target"] for relation in relations}
    formats = _formats(roots.get("xl/styles.xml"))
    grids = []
    for sheet in _all(roots["xl/workbook.xml"], "sheet"):
        told = attributes(sheet)
        target = targets[told["id"]]
        part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        if told.get("state", "visible") == "visible" and part in roots:
            grids.append(_grid(told["name"], roots[part], strings, formats))
    is_other = any(
        attributes(one).get("date1904") in ("1", "true")
        for one in _all(roots["xl/workbook.xml"], "workbookPr")
    )
    for grid in grids:
        grid.serials = not is_other
    return grids


def _all(root: ET.Element, tag: str) -> list[ET.Element]:
    return [one for one in root.iter() if local(one.tag) == tag]


def _text(item: ET.Element) -> str:
    """Return a text with its runs and without its reading."""
    text = ""
    for part in item:
        if local(part.tag) == "t":
            text += part.text or ""
        elif local(part.tag) == "r":
            text += _text(part)
    return unescaped(text)


def _formats(styles: ET.Element | None) -> list[str]:
    """Return for each style whether it shows a percentage, a date or something else."""
    if styles is None:
        return []
    own = {
        attributes(one)["numFmtId"]: NOT_FORMAT.sub("", attributes(one)["formatCode"])
        for one in _all(styles, "numFmt")
    }
    kinds = []
    for style in (one for table in _all(styles, "cellXfs") for one in table):
        number = attributes(style).get("numFmtId", "0")
        code, known = own.get(number, ""), int(number) if number.isdecimal() else -1
        is_percent = "%" in code or known in PERCENTS
        is_date = known in DATES or bool(re.search("[ymdhs]", code.lower()))
        kinds.append("percent" if is_percent else "date" if is_date else "")
    return kinds


def _grid(name: str, root: ET.Element, strings: list[str], formats: list[str]) -> Grid:
    grid, row = Grid(name), 0
    for line in _all(root, "row"):
        row, column = int(attributes(line).get("r", row + 1)), 0
        for cell in line:
            told = attributes(cell)
            if "r" in told:
                letters, row = coordinate_from_string(told["r"])
                column = column_index_from_string(letters)
            else:
                column += 1
            text = _shown(cell, told, strings, formats)
            if text:
                grid.rows.setdefault(row, {})[column - 1] = text
    for merge in _all(root, "mergeCell"):
        first, _, last = attributes(merge)["ref"].partition(":")
        (left, top), (right, bottom) = coordinate_from_string(first), coordinate_from_string(last or first)
        grid.merged.append(
            (column_index_from_string(left) - 1, top, column_index_from_string(right) - 1, bottom)
        )
    return grid


def _shown(cell: ET.Element, told: dict[str, str], strings: list[str], formats: list[str]) -> str:
    kind = told.get("t", "n")
    if kind == "inlineStr":
        return "".join(_text(one) for one in cell if local(one.tag) == "is")
    value = next((one.text or "" for one in cell if local(one.tag) == "v"), "")
    if kind == "s":
        return strings[int(value)] if value else ""
    if kind == "str" or not value:
        return unescaped(value)
    if kind == "b":
        return "TRUE" if value == "1" else "FALSE"
    style = told.get("s", "0")
    form = formats[int(style)] if style.isdecimal() and int(style) < len(formats) else ""
    if kind != "n" or form == "date":
        return UNTOLD
    return percentage(digits(float(value))) if form == "percent" else digits(float(value))
