"""Opens a dropped file safely and gives its sheets as grids of text, each cell with its place. Knows nothing of contracts."""

import csv
import datetime as dt
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import python_calamine
from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException
from openpyxl.utils import get_column_letter

SPREADSHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
ZIP_MAGIC = b"PK\x03\x04"
OLE_MAGIC = bytes.fromhex("d0cf11e0")
MOST_ENTRIES = 2_000
MOST_INFLATED = 512 * 1024 * 1024
CHUNK = 1024 * 1024
FORBIDDEN_PARTS = ("xl/vbaProject.bin", "xl/externalLinks/", "EncryptedPackage")
SIGNIFICANT_DIGITS = 15


class Unreadable(Exception):
    """The file can't be used at all: which rule, and the value its words need."""

    def __init__(self, rule: str, value: str, column: str | None = None, row: int | None = None) -> None:
        super().__init__(f"{rule}: {value}")
        self.rule = rule
        self.value = value
        self.column = column
        self.row = row


@dataclass(frozen=True)
class Grid:
    """One sheet as text: `rows[i]` stands in row `numbers[i]` of the file; `merged` holds zero-based corner pairs."""

    sheet: str | None
    rows: list[list[str]]
    numbers: list[int]
    merged: tuple[tuple[tuple[int, int], tuple[int, int]], ...] = ()


@dataclass(frozen=True)
class OpenedFile:
    """A file's grids and how they were read."""

    format: str
    encoding: str | None
    grids: tuple[Grid, ...]


def column_letter(index: int) -> str:
    """Return the letter of a zero-based column."""
    return get_column_letter(index + 1)


def open_file(path: Path, expected_format: str) -> OpenedFile:
    """Open a workbook or CSV file.

    Raises:
        Unreadable: The bytes are not what the contract's format says, or are not safe to open.
    """
    with path.open("rb") as stream:
        magic = stream.read(len(ZIP_MAGIC))
    if not magic:
        raise Unreadable("F04_EMPTY", "")
    if expected_format == "xlsx":
        if magic == OLE_MAGIC:
            raise Unreadable("F03_UNREADABLE", "加密的工作簿或旧版 .xls encrypted workbook or old .xls")
        if magic != ZIP_MAGIC:
            raise Unreadable("F03_UNREADABLE", "不是 .xlsx 文件 not an .xlsx file")
        return _open_workbook(path)
    if magic in (ZIP_MAGIC, OLE_MAGIC):
        raise Unreadable("F03_UNREADABLE", "应为 CSV，实为工作簿 a workbook where CSV is agreed")
    return _open_csv(path.read_bytes())


# CSV -------------------------------------------------------------------------------------------------------------


def decode(data: bytes) -> tuple[str, str]:
    """Return text and encoding: a byte order mark decides, then strict UTF-8, then strict GB18030.

    Raises:
        Unreadable: Neither holds; no byte is ever replaced.
    """
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            try:
                return data.decode(encoding), encoding
            except UnicodeDecodeError as error:
                raise Unreadable("F05_ENCODING", str(error.start + 1)) from error
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass  # Chinese Excel writes GB18030: the next attempt is as strict.
    try:
        return data.decode("gb18030"), "gb18030"
    except UnicodeDecodeError as error:
        raise Unreadable("F05_ENCODING", str(error.start + 1)) from error


def _open_csv(data: bytes) -> OpenedFile:
    text, encoding = decode(data)
    if "\x00" in text:
        raise Unreadable("F03_UNREADABLE", "含有 NUL 字节 NUL bytes")
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows, numbers, line = [], [], 1
    try:
        for row in reader:
            rows.append(row)
            numbers.append(line)
            line = reader.line_num + 1
    except csv.Error as error:
        raise Unreadable("F03_UNREADABLE", f"第 {line} 行 line {line}: {error}") from error
    return OpenedFile("csv", encoding, (Grid(None, rows, numbers),))


# Workbooks -------------------------------------------------------------------------------------------------------


def _open_workbook(path: Path) -> OpenedFile:
    try:
        _guard_archive(path)
        workbook = python_calamine.CalamineWorkbook.from_path(path)
        visible = [
            meta.name
            for meta in workbook.sheets_metadata
            if meta.visible == python_calamine.SheetVisibleEnum.Visible
            and meta.typ == python_calamine.SheetTypeEnum.WorkSheet
        ]
        grids = tuple(_grid(workbook.get_sheet_by_name(name)) for name in visible)
    except (zipfile.BadZipFile, python_calamine.CalamineError, OSError, ElementTree.ParseError) as error:
        raise Unreadable("F03_UNREADABLE", f"{type(error).__name__}: {error}") from error
    except DefusedXmlException as error:
        raise Unreadable("F03_UNREADABLE", "文件含有不安全的 XML 声明 unsafe XML (DOCTYPE)") from error
    return OpenedFile("xlsx", None, grids)


def _guard_archive(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        entries = archive.infolist()
        if len(entries) > MOST_ENTRIES:
            raise Unreadable("F03_UNREADABLE", f"部件过多 too many parts: {len(entries)}")
        for entry in entries:
            if entry.flag_bits & 1 or entry.filename.startswith(FORBIDDEN_PARTS):
                raise Unreadable(
                    "F03_UNREADABLE",
                    f"含宏、外部链接或加密 macros, external links or encryption: {entry.filename}",
                )
        inflated = 0
        for entry in entries:
            for chunk in _chunks(archive, entry):
                inflated += len(chunk)
                if inflated > MOST_INFLATED:
                    raise Unreadable(
                        "F03_UNREADABLE",
                        f"解压后超过 {MOST_INFLATED // 1024**2} MiB inflates beyond the limit",
                    )
        for entry in entries:
            if entry.filename.startswith("xl/worksheets/") and entry.filename.endswith(".xml"):
                _refuse_unsaved_formulas(archive, entry)


def _chunks(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    with archive.open(entry) as stream:
        while chunk := stream.read(CHUNK):
            yield chunk


def _refuse_unsaved_formulas(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    """A formula that no spreadsheet program has computed arrives as a blank: refuse it instead of losing a figure."""
    if not any(b"<f" in chunk for chunk in _chunks(archive, entry)):
        return
    with archive.open(entry) as stream:
        for _, element in ElementTree.iterparse(stream, forbid_dtd=True):
            if element.tag != f"{SPREADSHEET}c":
                continue
            if element.find(f"{SPREADSHEET}f") is not None and element.find(f"{SPREADSHEET}v") is None:
                reference = element.get("r") or ""
                letters = reference.rstrip("0123456789")
                raise Unreadable(
                    "S08_FORMULA_WITHOUT_VALUE", "", letters, int(reference[len(letters) :] or 0)
                )
            element.clear()


def _grid(sheet: Any) -> Grid:
    rows = [[cell_text(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
    merged = tuple((tuple(first), tuple(last)) for first, last in sheet.merged_cell_ranges or ())
    return Grid(sheet.name, rows, list(range(1, len(rows) + 1)), merged)


def cell_text(value: object) -> str:
    """Return a workbook cell as text: what Excel shows of a number (15 digits), ISO for dates."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return format(Decimal(format(value, f".{SIGNIFICANT_DIGITS}g")), "f")
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(sep=" ")
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return str(value)
