"""Reads a CSV file into one sheet of text: strict decoding, strict quoting, and blocks of columns parsed by Arrow.

A file of any length is read in bounded memory: a block is some sixteen megabytes.
"""

import csv
import io
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any, Literal, cast

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv as arrow_csv

from orchestration.contracts import Table
from orchestration.intake.archive import OLE_MAGIC, ZIP_MAGIC
from orchestration.intake.arrays import Rows, Texts, as_texts
from orchestration.intake.decoding import LOOKED_AT, PIECE, OtherEncoding, likely_encoding, utf8_pieces
from orchestration.intake.layout import fitting_columns
from orchestration.intake.quotes import last_record_end, misplaced
from orchestration.intake.sheets import (
    HEAD_ROWS,
    MOST_COLUMNS,
    Block,
    CellFault,
    Merge,
    OpenedFile,
    Stray,
    Unreadable,
)

DELIMITERS = (",", "\t", ";")
FALLBACK = "gb18030"
LONGEST_RECORD = 4 * 1024 * 1024
# Words below a table belong to its last block: what follows a block is at least this long, or goes into it.
LEAST_BLOCK = 1024 * 1024
# A line read with another file's delimiter is one cell.
csv.field_size_limit(2 * PIECE)


@dataclass(frozen=True)
class TextSheet:
    """The table of a CSV file, and its first records."""

    path: Path
    encoding: str
    delimiter: str
    head: Sequence[Sequence[str]]
    lines: Sequence[int]
    name: None = None
    has_serial_dates: bool = False
    merged: tuple[Merge, ...] = ()
    faults: tuple[CellFault, ...] = field(default=())
    hidden_rows: tuple[int, ...] = ()

    def number_of(self, index: int) -> int:
        """Return the line in which a record of the head begins."""
        return self.lines[index]

    def pieces(self, start: int, unique: Collection[int] = ()) -> "Iterator[Records]":
        """Yield everything from a record of the head on; the record before it says how many cells a line has.

        Raises:
            Unreadable: Somewhere in the file its text or its quotes break off.
            OtherEncoding: The file is not in the encoding that its start spoke for.
        """
        width = len(self.head[start - 1])
        skipped = self.lines[start] - 1 if start < len(self.lines) else None
        line = 1
        for text, feeds, is_last in records(
            utf8_pieces(self.path, self.encoding, checked=False), self.delimiter
        ):
            # The head lies whole within the first block.
            above = 0 if line > 1 else feeds if skipped is None else skipped
            yield Records(
                text=text[_offset(text, above) :] if above else text,
                feeds=feeds - above,
                first_line=line + above,
                width=width,
                delimiter=self.delimiter,
                unique=frozenset(unique),
                is_last=is_last,
            )
            line += feeds


@dataclass(frozen=True)
class Records:
    """Some whole records of a CSV file, not yet parsed."""

    text: bytes
    feeds: int
    first_line: int
    width: int
    delimiter: str
    unique: frozenset[int]
    is_last: bool

    def block(self) -> Block:
        """Parse the records.

        Raises:
            OtherEncoding: Bytes that are not UTF-8.
        """
        if not self.text:
            none = tuple(Texts.of(as_texts([])) for _ in range(self.width))
            return Block(np.array([], np.int64), none, is_last=self.is_last)
        columns, invalid = self._columns()
        return self._numbered(columns, invalid)

    def _columns(self) -> tuple[list[Texts], dict[int, str]]:
        """Return the columns of all records with `width` cells, and the text of the others by their number from 1."""
        names = [str(number) for number in range(self.width)]
        types: dict[str, pa.DataType] = {
            name: pa.string() if number in self.unique else pa.dictionary(pa.int32(), pa.string())
            for number, name in enumerate(names)
        }
        invalid: dict[int, str] = {}

        def set_aside(row: Any) -> Literal["skip"]:
            invalid[row.number] = row.text
            return "skip"

        try:
            table = arrow_csv.read_csv(
                cast(io.BytesIO, pa.BufferReader(self.text)),
                # One thread: only then are the numbers of set-aside records known.
                read_options=arrow_csv.ReadOptions(
                    column_names=names, use_threads=False, block_size=len(self.text) + 1
                ),
                parse_options=arrow_csv.ParseOptions(
                    delimiter=self.delimiter,
                    newlines_in_values=b'"' in self.text,
                    ignore_empty_lines=False,
                    invalid_row_handler=set_aside,
                ),
                convert_options=arrow_csv.ConvertOptions(
                    column_types=types, null_values=[], strings_can_be_null=False
                ),
            )
        except pa.ArrowInvalid as error:
            if "UTF8" in str(error) or "UTF-8" in str(error):
                raise OtherEncoding from error
            raise
        return [_texts(column) for column in table.columns], invalid

    def _numbered(self, columns: list[Texts], invalid: dict[int, str]) -> Block:
        """Give every record its line: one more than the record before it, and one more for each line feed inside that."""
        valid = len(columns[0])
        if not invalid and self.feeds == valid:
            return Block(self.first_line + np.arange(valid), tuple(columns), is_last=self.is_last)
        is_valid = np.ones(valid + len(invalid), bool)
        is_valid[[number - 1 for number in invalid]] = False
        feeds = np.zeros(len(is_valid), np.int64)
        feeds[is_valid] = sum(_feeds(column) for column in columns)
        feeds[~is_valid] = [invalid[number].count("\n") for number in sorted(invalid)]
        lines = self.first_line + np.arange(len(is_valid)) + np.concatenate(([0], np.cumsum(feeds)[:-1]))
        strays = tuple(_strays(invalid, lines, self.delimiter))
        return Block(lines[is_valid], tuple(columns), strays, is_last=self.is_last)


def open_text(path: Path, tables: Sequence[Table] = (), encoding: str | None = None) -> OpenedFile:
    """Open a CSV file.

    Args:
        path: The file.
        tables: The contract's tables: their header tells the delimiter.
        encoding: The encoding, when the first bytes have spoken for the wrong one.

    Raises:
        Unreadable: It is a workbook, in no known encoding, holds a NUL, is too wide, or its first quotes don't pair.
    """
    with path.open("rb") as stream:
        if stream.read(len(OLE_MAGIC)).startswith((ZIP_MAGIC, OLE_MAGIC)):
            raise Unreadable("F11_OTHER_FORMAT", "工作簿 a workbook", ".csv")
    encoding = encoding or likely_encoding(path)
    try:
        start = _start(path, encoding)
    except OtherEncoding:
        encoding = FALLBACK
        start = _start(path, encoding)
    sheets = [_sheet(path, encoding, delimiter, start) for delimiter in DELIMITERS]
    best = max(sheets, key=lambda sheet: max((fitting_columns(sheet, table) for table in tables), default=0))
    _guard(best, start)
    return OpenedFile(sheets=(best,), encoding=encoding, delimiter=best.delimiter)


def reopened(path: Path, tables: Sequence[Table], opened: OpenedFile) -> OpenedFile:
    """Open a file anew that turned out, further on, not to be in the encoding that its start spoke for.

    Raises:
        Unreadable: It isn't in any other either; tells the first byte that could not be decoded.
    """
    if opened.encoding == "utf-8":
        return open_text(path, tables, FALLBACK)
    for _ in utf8_pieces(path, opened.encoding or FALLBACK):
        continue
    raise Unreadable("F05_ENCODING", "")


def _start(path: Path, encoding: str) -> bytes:
    """Return whole records from the start of a file."""
    pieces = utf8_pieces(path, encoding)
    text, following = next(pieces, b""), next(pieces, None)
    if following is None:
        return text
    # The end of the last line comes by itself where lines end in a carriage return.
    if following == b"\n" and next(pieces, None) is None:
        return text + following
    return text[: last_record_end(text[: 2 * LOOKED_AT])]


def _sheet(path: Path, encoding: str, delimiter: str, start: bytes) -> TextSheet:
    head, lines, line = [], [], 1
    reader = csv.reader(io.StringIO(start.decode(), newline=""), delimiter=delimiter)
    try:
        for record in islice(reader, HEAD_ROWS + 1):
            head.append(record)
            lines.append(line)
            line = reader.line_num + 1
    except csv.Error as error:
        raise Unreadable("F16_QUOTES", str(line)) from error
    # One line more than the head has: a header in its last row has a body too.
    return TextSheet(path, encoding, delimiter, head[:HEAD_ROWS], lines)


def _guard(sheet: TextSheet, start: bytes) -> None:
    place = misplaced(start if start.endswith(b"\n") else start + b"\n", ord(sheet.delimiter))
    if place is not None:
        raise Unreadable("F16_QUOTES", str(start.count(b"\n", 0, place) + 1))
    widest = max((len(record) for record in sheet.head), default=0)
    if widest > MOST_COLUMNS:
        raise Unreadable("F14_TOO_LARGE", "", f"{MOST_COLUMNS} 列 columns")


def records(pieces: Iterator[bytes], delimiter: str) -> Iterator[tuple[bytes, int, bool]]:
    """Cut a text into blocks of whole records, each with a line feed at its end; says how many there are, and which block is the last.

    Raises:
        Unreadable: Quotes don't pair, or one record is longer than any real one.
    """
    line, rest = 1, b""
    current = next(pieces, b"")
    while True:
        following = next(pieces, None)
        if following is not None and len(following) < LEAST_BLOCK:
            current, following = current + following, next(pieces, None)
        text = rest + current
        is_last = following is None
        if is_last and text and not text.endswith(b"\n"):
            text += b"\n"
        end = len(text) if is_last else last_record_end(text)
        whole, rest = text[:end], text[end:]
        place = misplaced(whole, ord(delimiter))
        if place is not None:
            raise Unreadable("F16_QUOTES", str(line + whole.count(b"\n", 0, place)))
        if len(rest) > LONGEST_RECORD:
            quoted = rest.find(b'"')
            if quoted >= 0:
                raise Unreadable("F16_QUOTES", str(line + whole.count(b"\n") + rest.count(b"\n", 0, quoted)))
            raise Unreadable("F14_TOO_LARGE", "", f"{LONGEST_RECORD // 1024 // 1024} MiB / 行 line")
        feeds = whole.count(b"\n")
        if whole or is_last:
            yield whole, feeds, is_last
        if is_last:
            return
        line += feeds
        current = following or b""


def _texts(column: "pa.ChunkedArray[Any]") -> Texts:
    array: Any = column.unify_dictionaries().combine_chunks()
    if isinstance(array, pa.DictionaryArray):
        return Texts.encoded(array)
    return Texts.plain(array)


def _feeds(column: Texts) -> Rows:
    counts = pc.count_substring(column.values, "\n").to_numpy()
    return cast(Rows, counts[column.codes].astype(np.int64))


def _strays(invalid: dict[int, str], lines: Rows, delimiter: str) -> Iterator[Stray]:
    for number in sorted(invalid):
        record = next(
            csv.reader(io.StringIO(invalid[number], newline=""), strict=True, delimiter=delimiter), []
        )
        yield Stray(int(lines[number - 1]), tuple(record))


def _offset(text: bytes, lines: int) -> int:
    offset = 0
    for _ in range(lines):
        offset = text.index(b"\n", offset) + 1
    return offset
