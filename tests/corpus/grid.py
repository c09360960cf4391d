"""A sheet as others than intake see it, and how numbers and escaped characters are shown; which file it comes from is not known here."""

import re
from dataclasses import dataclass, field
from decimal import Decimal
from xml.etree import ElementTree as ET

NOT_FORMAT = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
# A cell that openpyxl shows in a way of its own, such as a duration: whoever compares leaves it out.
UNTOLD = "\x00"


@dataclass
class Grid:
    """One sheet: texts by row (from 1) and column (from 0), merged ranges, and whether days are counted as Excel does."""

    name: str | None = None
    rows: dict[int, dict[int, str]] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    serials: bool = True

    def text(self, row: int, column: int) -> str:
        """Return what a cell shows."""
        return self.rows.get(row, {}).get(column, "")

    def header(self, row: int, column: int, top_row: int) -> str:
        """Return what a cell of a header shows, or the merged range to which it belongs if that begins in the header."""
        for left, top, right, bottom in self.merged:
            if left <= column <= right and top_row <= top <= row <= bottom:
                return self.text(top, left)
        return self.text(row, column)


def digits(value: float) -> str:
    """Return a number with the fifteen digits that Excel keeps."""
    return format(Decimal(format(float(value), ".15g")), "f")


def percentage(text: str) -> str:
    """Return a fraction as the percentage that is shown for it."""
    return f"{(Decimal(text) * 100).normalize():f}%"


def unescaped(text: str) -> str:
    """Return a text with the characters that Excel writes by their number."""
    return ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)


def local(name: str) -> str:
    """Return a tag or attribute without its namespace."""
    return name.rpartition("}")[2].rpartition(":")[2]


def attributes(element: ET.Element) -> dict[str, str]:
    """Return an element's attributes without their namespaces."""
    return {local(name): value for name, value in element.attrib.items()}
