"""Reads a CSV file into one sheet of text: strict decoding, strict quoting, and columns parsed by Arrow rather than by Python."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any, Literal, cast

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv as arrow_csv

from orchestration.intake.archive import OLE_MAGIC, ZIP_MAGIC
from orchestration.intake.arrays import Rows, as_texts
from orchestration.intake.sheets import HEAD_ROWS, Body, CellFault, Merge, OpenedFile, Stray, Unreadable

MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
# Records whose quotes are closed and stand at the edges of cells. Possessive, so that it runs in one pass.
WELL_QUOTED = re.compile(rb'(?:(?:"(?:[^"]++|"")*+"|[^",\n]*+)[,\n])*+')
BLOCK = 16 * 1024 * 1024


def decode(data: bytes) -> tuple[str, str]:
    """Return text and encoding: a byte order mark decides, then strict UTF-8, then strict GB18030.

    Raises:
        Unreadable: None of them holds; no byte is ever replaced.
    """
    marked = [encoding for mark, encoding in MARKS if data.startswith(mark)]
    fault = 0
    for encoding in marked or ("utf-8", "gb18030"):
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError as error:
            fault = error.start + 1
    raise Unreadable("F05_ENCODING", str(fault))


@dataclass(frozen=True)
class TextSheet:
    """The table of a CSV file: UTF-8 text with line feeds only, and its first records."""

    text: bytes
    head: Sequence[Sequence[str]]
    lines: Sequence[int]
    name: None = None
    merged: tuple[Merge, ...] = ()
    faults: tuple[CellFault, ...] = field(default=())

    def number_of(self, index: int) -> int:
        """Return the line in which a record of the head begins."""
        return self.lines[index]

    def body(self, start: int) -> Body:
        """Return everything from a record of the head on; the record before it says how many cells a line has."""
        width = len(self.head[start - 1])
        first_line = self.lines[start] if start < len(self.lines) else self.text.count(b"\n") + 1
        text = memoryview(self.text)[_offset(self.text, first_line) :]
        if not len(text):
            return Body(np.array([], np.int64), tuple(as_texts([]) for _ in range(width)))
        columns, invalid = _columns(text, width)
        return _numbered(columns, invalid, first_line)


def open_text(path: Path) -> OpenedFile:
    """Open a CSV file.

    Raises:
        Unreadable: It is empty, a workbook, in no known encoding, or its quotes don't close.
    """
    data = path.read_bytes()
    if data.startswith((ZIP_MAGIC, OLE_MAGIC)):
        raise Unreadable("F11_OTHER_FORMAT", "工作簿 a workbook", ".csv")
    text, encoding = decode(data)
    if "\x00" in text:
        raise Unreadable("F03_UNREADABLE", "NUL")
    plain = text.replace("\r\n", "\n").replace("\r", "\n").encode()
    if not plain.endswith(b"\n"):
        plain += b"\n"
    _guard_quotes(plain)
    head, lines = _head(plain)
    return OpenedFile(sheets=(TextSheet(plain, head, lines),), encoding=encoding)


def _guard_quotes(text: bytes) -> None:
    if b'"' not in text:
        return
    match = WELL_QUOTED.match(text)
    end = match.end() if match else 0
    if end != len(text):
        line = text.count(b"\n", 0, end) + 1
        raise Unreadable("F16_QUOTES", str(line))


def _head(text: bytes) -> tuple[list[list[str]], list[int]]:
    records, lines, line = [], [], 1
    reader = csv.reader(io.TextIOWrapper(io.BytesIO(text), "utf-8", newline=""), strict=True)
    for record in islice(reader, HEAD_ROWS):
        records.append(record)
        lines.append(line)
        line = reader.line_num + 1
    return records, lines


def _offset(text: bytes, line: int) -> int:
    offset = 0
    for _ in range(line - 1):
        offset = text.index(b"\n", offset) + 1
    return offset


def _columns(text: memoryview, width: int) -> tuple[list[pa.StringArray], dict[int, str]]:
    """Return the columns of all records with `width` cells, and the text of the others by their number from 1."""
    names = [str(number) for number in range(width)]
    invalid: dict[int, str] = {}

    def set_aside(row: Any) -> Literal["skip"]:
        invalid[row.number] = row.text
        return "skip"

    table = arrow_csv.read_csv(
        cast(io.BytesIO, pa.BufferReader(text)),
        # One thread: only then are the numbers of set-aside records known.
        read_options=arrow_csv.ReadOptions(column_names=names, use_threads=False, block_size=BLOCK),
        parse_options=arrow_csv.ParseOptions(
            newlines_in_values=True, ignore_empty_lines=False, invalid_row_handler=set_aside
        ),
        convert_options=arrow_csv.ConvertOptions(
            column_types=dict.fromkeys(names, pa.string()), null_values=[], strings_can_be_null=False
        ),
    )
    return [cast(pa.StringArray, column.combine_chunks()) for column in table.columns], invalid


def _numbered(columns: list[pa.StringArray], invalid: dict[int, str], first_line: int) -> Body:
    """Give every record its line: one more than the record before it, and one more for each line feed inside that."""
    valid = len(columns[0])
    is_valid = np.ones(valid + len(invalid), bool)
    is_valid[[number - 1 for number in invalid]] = False
    feeds = np.zeros(len(is_valid), np.int64)
    feeds[is_valid] = sum(pc.count_substring(column, "\n").to_numpy() for column in columns)
    feeds[~is_valid] = [invalid[number].count("\n") for number in sorted(invalid)]
    lines = first_line + np.arange(len(is_valid)) + np.concatenate(([0], np.cumsum(feeds)[:-1]))
    strays = tuple(_strays(invalid, lines))
    return Body(lines[is_valid], tuple(columns), strays)


def _strays(invalid: dict[int, str], lines: Rows) -> Iterator[Stray]:
    for number in sorted(invalid):
        record = next(csv.reader(io.StringIO(invalid[number], newline=""), strict=True), [])
        yield Stray(int(lines[number - 1]), tuple(record))
