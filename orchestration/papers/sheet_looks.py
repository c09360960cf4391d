"""How the sheets of a receipt look: fonts, borders, heights and the printed page. What stands in them is decided elsewhere."""

import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.worksheet import Worksheet

RED, YELLOW, GREY, CREAM = "FFF4B6B0", "FFFFEB9C", "FFE8ECF1", "FFFFF7D6"
FILLS = {
    "REJECT": PatternFill("solid", RED),
    "ERROR": PatternFill("solid", RED),
    "QUERY": PatternFill("solid", YELLOW),
}
HEADER, INPUT = PatternFill("solid", GREY), PatternFill("solid", CREAM)
LINE = Side("thin", "FFC9D0DA")
BOX = Border(LINE, LINE, LINE, LINE)
WRAPPED = Alignment(vertical="top", wrap_text=True)
TYPEFACE = "Microsoft YaHei"
LINE_HEIGHT, A4, LONGEST_HEIGHT = 16, 9, 400
NARROWEST, WIDEST = 8, 44


def font(**fields: Any) -> Font:
    """Return the typeface of all papers, in 10 points unless said otherwise."""
    return Font(name=TYPEFACE, **{"size": 10, **fields})


def text_width(text: str) -> int:
    """Return how many columns of a monospaced page a text takes: a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(character) in "WFA" else 1 for character in text)


def row_height(texts: Iterable[str], widths: Iterable[int]) -> int:
    """Return how high a row must be to show wrapped texts whole; programs don't all work that out by themselves."""
    lines = (
        sum(1 + text_width(part) // max(width - 1, 1) for part in text.split("\n"))
        for text, width in zip(texts, widths, strict=True)
    )
    return min(LINE_HEIGHT * max(lines, default=1), LONGEST_HEIGHT)


def column_width(texts: Iterable[str]) -> int:
    """Return how wide a column is that shows its texts."""
    return min(max((text_width(text) + 2 for text in texts), default=NARROWEST), WIDEST)


def print_on_a4(sheet: Worksheet, repeated: Sequence[int] = ()) -> None:
    """Have a sheet printed on A4 across, all columns on one page.

    Args:
        sheet: The sheet.
        repeated: First and last of the rows that stand on every page.
    """
    sheet.page_margins = PageMargins(0.4, 0.4, 0.5, 0.5)
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    assert sheet.sheet_properties.pageSetUpPr is not None  # noqa: S101 every new sheet has them
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    if repeated:
        sheet.print_title_rows = f"{repeated[0]}:{repeated[-1]}"
