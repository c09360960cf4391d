"""Follows the events of an .ods workbook's content: sheets, rows, cells, and what each cell holds as text.

Rows and cells that repeat are counted before they are made, so that a few bytes can't ask for a sheet without end.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from orchestration.intake.markup import MOST_CELLS, WIDEST
from orchestration.intake.sheets import CellFault, Merge, Unreadable, column_letter
from orchestration.intake.workbook import cell_text, percent_text

CELLS = ("table:table-cell", "table:covered-table-cell")
# What stands in them is no part of the cell: comments, drawings, changes that were made.
ASIDE = ("office:annotation", "draw:", "table:shapes", "table:tracked-changes")
ACTIVE = ("script:event-listener", "table:dde-link", "table:table-source", "table:cell-range-source")
OUTSIDE = ("'file:", "'http:", "'https:")
ERROR_STARTS = ("#", "Err:", "错误:")
OWN_CURRENCY = ("CNY", "RMB")
EPOCH = "1899-12-30"
MOST_BLANKS = 1000
MOST_DIGITS = 9
# As many rows as a sheet of Excel has; blank ones at the end are none.
MOST_ROWS = 1_048_576


@dataclass
class ReadSheet:
    """One sheet: rows of text without the blanks at their ends."""

    name: str
    is_visible: bool
    rows: list[tuple[str, ...]] = field(default_factory=list)
    merged: list[Merge] = field(default_factory=list)
    faults: list[CellFault] = field(default_factory=list)


class ContentReader:
    """Takes the events of a parser and gathers sheets."""

    def __init__(self) -> None:
        self.sheets: list[ReadSheet] = []
        self.has_serial_dates = True
        self._hidden_styles: set[str] = set()
        self._style = ""
        self._aside = 0
        self._sheet: ReadSheet | None = None
        self._rows = 0
        self._row: list[str] = []
        self._width = 0
        self._row_repeat = 1
        self._is_in_row = False
        self._cell: Mapping[str, str] | None = None
        self._paragraphs: list[str] = []
        self._in_paragraph = False
        self._starts: dict[str, Callable[[Mapping[str, str]], None]] = {
            "style:style": self._start_style,
            "style:table-properties": self._start_properties,
            "table:null-date": self._start_null_date,
            "table:table": self._start_sheet,
            "table:table-row": self._start_row,
            "text:p": self._start_paragraph,
            "text:s": lambda attributes: self.data(" " * min(_count(attributes, "text:c"), MOST_BLANKS)),
            "text:tab": lambda _: self.data("\t"),
            "text:line-break": lambda _: self.data("\n"),
        }

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take the start of an element."""
        if tag in ACTIVE:
            raise Unreadable("F13_ACTIVE_CONTENT", tag)
        if self._aside or tag.startswith(ASIDE):
            self._aside += 1
        elif tag in CELLS:
            self._start_cell(attributes)
        elif tag in self._starts:
            self._starts[tag](attributes)

    def end(self, tag: str) -> None:
        """Take the end of an element."""
        if self._aside:
            self._aside -= 1
        elif tag in CELLS:
            self._end_cell()
        elif tag == "text:p":
            self._in_paragraph = False
        elif tag == "table:table-row":
            self._end_row()
        elif tag == "table:table":
            self._sheet = None

    def data(self, text: str) -> None:
        """Take a piece of text."""
        if self._in_paragraph and not self._aside:
            self._paragraphs[-1] += text

    def _start_style(self, attributes: Mapping[str, str]) -> None:
        self._style = attributes.get("style:name", "")

    def _start_properties(self, attributes: Mapping[str, str]) -> None:
        if attributes.get("table:display") == "false":
            self._hidden_styles.add(self._style)

    def _start_null_date(self, attributes: Mapping[str, str]) -> None:
        self.has_serial_dates = attributes.get("table:date-value", EPOCH) == EPOCH

    def _start_sheet(self, attributes: Mapping[str, str]) -> None:
        if self._sheet is not None:
            raise Unreadable("F03_UNREADABLE", "table in table")
        is_visible = attributes.get("table:style-name") not in self._hidden_styles
        self._sheet, self._rows = ReadSheet(attributes["table:name"], is_visible), 0
        self.sheets.append(self._sheet)

    def _start_row(self, attributes: Mapping[str, str]) -> None:
        if self._is_in_row:
            raise Unreadable("F03_UNREADABLE", "row in row")
        self._row, self._width, self._is_in_row = [], 0, True
        self._row_repeat = _count(attributes, "table:number-rows-repeated")

    def _start_paragraph(self, _: Mapping[str, str]) -> None:
        if self._cell is not None:
            self._paragraphs.append("")
            self._in_paragraph = True

    def _start_cell(self, attributes: Mapping[str, str]) -> None:
        if any(mark in attributes.get("table:formula", "") for mark in OUTSIDE):
            raise Unreadable("F13_ACTIVE_CONTENT", "table:formula")
        if self._cell is not None or not self._is_in_row:
            raise Unreadable("F03_UNREADABLE", "cell in cell")
        self._cell, self._paragraphs = attributes, []

    def _end_cell(self) -> None:
        cell, self._cell = self._cell, None
        if cell is None or self._sheet is None:
            raise Unreadable("F03_UNREADABLE", "cell outside a sheet")
        shown = "\n".join(self._paragraphs)
        repeat = _count(cell, "table:number-columns-repeated")
        place = (self._rows, self._width)
        self._fault(cell, shown, place)
        down, across = (_count(cell, f"table:number-{way}-spanned") for way in ("rows", "columns"))
        if down > 1 or across > 1:
            self._sheet.merged.append((place, (place[0] + down - 1, place[1] + across - 1)))
        text = _text(cell, shown)
        self._width += repeat
        if text:
            self._hold(self._width, self._row_repeat)
            self._row += [""] * (self._width - repeat - len(self._row)) + [text] * repeat

    def _fault(self, cell: Mapping[str, str], shown: str, place: tuple[int, int]) -> None:
        kind, has_formula = cell.get("office:value-type"), "table:formula" in cell
        is_error = cell.get("calcext:value-type") == "error" or (
            has_formula and shown.startswith(ERROR_STARTS)
        )
        rule = "S12_ERROR_VALUE" if is_error else "S08_FORMULA_WITHOUT_VALUE"
        if self._sheet is not None and (is_error or (has_formula and kind is None)):
            fault = CellFault(rule, place[0] + 1, column_letter(place[1]), shown if is_error else None)
            self._sheet.faults.append(fault)

    def _end_row(self) -> None:
        self._is_in_row = False
        if self._sheet is None:
            raise Unreadable("F03_UNREADABLE", "row outside a sheet")
        if self._row:
            blank = self._rows - len(self._sheet.rows)
            self._sheet.rows += [()] * blank + [tuple(self._row)] * self._row_repeat
        self._rows += self._row_repeat

    def _hold(self, width: int, repeat: int) -> None:
        """Refuse what reaches farther than can be held, before room is made for it."""
        last = self._rows + repeat
        if last * width > MOST_CELLS or last > MOST_ROWS or width > WIDEST:
            corner = f"{column_letter(width - 1)}{last}"
            raise Unreadable("F14_TOO_LARGE", corner, f"{MOST_CELLS} cells, {WIDEST} columns")


def _count(attributes: Mapping[str, str], name: str) -> int:
    text = attributes.get(name, "1")
    if not text.isdecimal() or len(text) > MOST_DIGITS or int(text) == 0:
        raise Unreadable("F03_UNREADABLE", f"{name}={text[:MOST_DIGITS]}")
    return int(text)


def _text(cell: Mapping[str, str], shown: str) -> str:
    """Return what a cell holds: the value of its type, and the text that it shows where it has none."""
    kind = cell.get("office:value-type")
    if kind in ("float", "percentage", "currency"):
        return _number(cell, kind)
    if kind == "date":
        date, _, time = cell["office:date-value"].partition("T")
        return date if not time.strip("0:.") else f"{date} {time}"
    if kind == "boolean":
        return cell["office:boolean-value"].upper()
    return shown or cell.get("office:string-value", "")


def _number(cell: Mapping[str, str], kind: str) -> str:
    stored = cell["office:value"]
    try:
        text = cell_text(float(stored))
    except (ValueError, ArithmeticError):
        return stored
    if kind == "percentage":
        return percent_text(text)
    currency = cell.get("office:currency", OWN_CURRENCY[0]) if kind == "currency" else OWN_CURRENCY[0]
    return text if currency in OWN_CURRENCY else f"{text} {currency}"
