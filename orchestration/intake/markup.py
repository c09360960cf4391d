"""Reads from a sheet's own XML what the cell reader does not tell: formulas never computed, error values, percent formats.

Only places and formats are taken from here; the cells' values come from the reader in `workbook`.
"""

import re
import zipfile
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

from orchestration.intake.parts import Styles
from orchestration.intake.sheets import CellFault, Unreadable, column_index, column_letter
from orchestration.intake.tagscan import bare_extent, highest_style

MOST_CELLS = 30_000_000
# As many as a spreadsheet program has.
WIDEST = 16_384
REFERENCE = re.compile(r"([A-Z]+)([0-9]+)")
# Between a namespace and a name: asked for, so that a prefix which is not declared is damage here as it is in Excel.
SPACE = " "
CELL_PARTS = frozenset(("v", "f", "is"))
NUMBER_STARTS, NUMBER_ENDS = frozenset("0123456789+-."), frozenset("0123456789.")
# A text or value with a comment, an element or a CDATA section inside, or a text twice: readers differ on what stands there.
MIXED = re.compile(rb"<(?:\w+:)?[tv](?:\s[^<>]*)?>[^<]*<(?!/)|</(?:\w+:)?t>\s*<(?:\w+:)?t[\s/>]")


@dataclass
class SheetMarkup:
    """What a sheet's XML says beside its values: faults, cells shown as percentages (zero-based), hidden rows, its extent."""

    faults: list[CellFault] = field(default_factory=list)
    percents: set[tuple[int, int]] = field(default_factory=set)
    hidden_rows: list[int] = field(default_factory=list)
    last_row: int = 0
    last_column: int = 0


class _Cells:
    """Follows the cells of one sheet through the XML's events."""

    def __init__(self, percent: Collection[str], xml: bytes, parser: Any) -> None:
        self.found = SheetMarkup()
        self._percent = percent
        self._xml = xml
        self._parser = parser
        self._begun = 0
        self._inside: list[str] = []
        self._row = 0
        self._column = 0
        self._last = (0, 0)
        self._cell: Mapping[str, str] | None = None
        self._has_formula = False
        self._is_filled = False
        self._is_literal = True
        self._is_in_data = False
        self._value: list[str] | None = None
        self._text = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(SPACE)[2]
        if name in ("row", "c") and (self._cell is not None or not self._is_in_data):
            self._refuse()
        if self._cell is not None and self._value is None and name not in CELL_PARTS:
            self._refuse()
        if name == "sheetData":
            self._is_in_data = True
        if name == "row":
            number = attributes.get("r", "")
            self._row, self._column = int(number) if number.isdecimal() else self._row + 1, 0
            if attributes.get("hidden") in ("1", "true"):
                self.found.hidden_rows.append(self._row)
        elif name == "c":
            self._cell, self._has_formula, self._is_filled, self._text = attributes, False, False, ""
            self._inside, self._is_literal = [], True
            self._place(attributes.get("r"))
        elif name == "f":
            self._has_formula = self._cell is not None
            if self._inside:
                self._refuse()
        elif name in ("v", "is"):
            self._value, self._is_filled, self._begun = [], True, self._parser.CurrentByteIndex
            self._inside.append(name)

    def _place(self, reference: str | None) -> None:
        match = REFERENCE.fullmatch(reference or "")
        if match is not None:
            self._row, self._column = int(match[2]), column_index(match[1]) + 1
        else:
            self._column += 1
        # Of two cells in one place, some readers take the first and some the last.
        if (reference is not None and match is None) or (self._row, self._column) <= self._last:
            self._refuse()
        self._last = self._row, self._column

    def data(self, text: str) -> None:
        if self._value is not None:
            self._value.append(text)

    def end(self, tag: str) -> None:
        name = tag.rpartition(SPACE)[2]
        if name in ("v", "is"):
            self._text, self._value = "".join(self._value or ()), None
            raw = self._xml[self._begun : self._parser.CurrentByteIndex].partition(b">")[2]
            self._is_literal = raw == self._text.encode()
        elif name == "c":
            self._close()
        elif name == "sheetData":
            self._is_in_data = False

    def _close(self) -> None:
        cell, self._cell = self._cell or {}, None
        kind = cell.get("t", "n")
        if not self._is_sound(kind):
            self._refuse()
        if self._has_formula and not self._text and kind != "str":
            self._fault("S08_FORMULA_WITHOUT_VALUE", None)
        elif kind == "e":
            self._fault("S12_ERROR_VALUE", self._text)
        elif kind == "n" and self._text and cell.get("s") in self._percent:
            self.found.percents.add((self._row - 1, self._column - 1))
        if self._is_filled:
            self.found.last_row = max(self.found.last_row, self._row)
            self.found.last_column = max(self.found.last_column, self._column)

    def _is_sound(self, kind: str) -> bool:
        """Whether a cell holds what its kind says, once, and spelt out: of anything else the cell reader takes a part, or nothing."""
        if not self._text:
            return len(self._inside) <= 1
        if self._inside != (["is"] if kind == "inlineStr" else ["v"]):
            return False
        if kind in ("str", "inlineStr"):
            return True
        text = self._text.strip()
        is_number = text[:1] in NUMBER_STARTS and text[-1:] in NUMBER_ENDS
        return self._is_literal and {"n": is_number, "s": text.isdecimal()}.get(kind, True)

    def _refuse(self) -> None:
        place = f"{column_letter(max(self._column - 1, 0))}{self._row}"
        raise Unreadable("F03_UNREADABLE", f"{place}: XML")

    def _fault(self, rule: str, value: str | None) -> None:
        self.found.faults.append(CellFault(rule, self._row, column_letter(self._column - 1), value))


def read_markup(read: Callable[[str], bytes], part: str, styles: Styles) -> SheetMarkup:
    """Read one sheet's XML.

    Args:
        read: Gives a part of the workbook.
        part: The part that holds the sheet.
        styles: How cells are shown.

    Raises:
        Unreadable: The sheet reaches farther than can be held, or readers would differ on what stands in it.
    """
    xml = read(part)
    bare = bare_extent(xml, styles)
    found = (
        _read_all(xml, part, styles) if bare is None else SheetMarkup(last_row=bare[0], last_column=bare[1])
    )
    if found.last_row * found.last_column > MOST_CELLS or found.last_column > WIDEST:
        corner = f"{column_letter(found.last_column - 1)}{found.last_row}"
        raise Unreadable("F14_TOO_LARGE", corner, f"{MOST_CELLS} cells, {WIDEST} columns")
    return found


def _read_all(xml: bytes, part: str, styles: Styles) -> SheetMarkup:
    """Read a sheet of which not all can be told at a glance."""
    if (highest := highest_style(xml)) >= styles.count:
        # Perhaps a percentage: then the figure is another one.
        raise Unreadable("F03_UNREADABLE", f"{part}: style {highest}")
    _guard_mixed(xml, part)
    return _parsed(xml, styles.percent)


def guard_texts(archive: zipfile.ZipFile, part: str) -> None:
    """Refuse texts that readers take differently.

    Args:
        archive: The workbook.
        part: A sheet, or the texts that sheets share.

    Raises:
        Unreadable: A text or value holds something else inside.
        ExpatError: The part is no XML.
    """
    xml = archive.read(part)
    # The cell reader takes what is no XML as far as it goes.
    expat.ParserCreate(namespace_separator=SPACE).Parse(xml, True)
    _guard_mixed(xml, part)


def _guard_mixed(xml: bytes, part: str) -> None:
    if MIXED.search(xml):
        raise Unreadable("F03_UNREADABLE", f"{part}: XML")


def _parsed(xml: bytes, percent: Collection[str]) -> SheetMarkup:
    parser = expat.ParserCreate(namespace_separator=SPACE)
    cells = _Cells(percent, xml, parser)
    parser.buffer_text = True
    handlers: dict[str, Callable[..., Any]] = {
        "StartElementHandler": cells.start,
        "EndElementHandler": cells.end,
        "CharacterDataHandler": cells.data,
    }
    for name, handler in handlers.items():
        setattr(parser, name, handler)
    parser.Parse(xml, True)
    return cells.found
