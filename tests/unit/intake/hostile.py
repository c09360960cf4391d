"""Files made to harm whoever opens them: bombs, lies about sizes, declarations, depths and widths that no table has.

They are made when a test needs them; nothing of the kind is kept in the repository. `HOSTILE` says what each comes to.
"""

import io
import re
import struct
import sys
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.unit.intake.workshop import CSV_HEADER, Workshop, payment_rows

MEBIBYTE = 1024 * 1024
SHEET, STRINGS, STYLES, WORKBOOK = (
    "xl/worksheets/sheet1.xml",
    "xl/sharedStrings.xml",
    "xl/styles.xml",
    "xl/workbook.xml",
)
Make = Callable[[Workshop], Path]
Parts = dict[str, bytes]
HEADER = ",".join(CSV_HEADER)
CELLS = b"</sheetData>"
ROWS = "".join(",".join(row) + "\n" for row in payment_rows())


@dataclass(frozen=True)
class Hostile:
    """A file and what it comes to: one of these rules, or none when it is harmless here and accepted."""

    make: Make
    rules: frozenset[str]


def _parts(workshop: Workshop) -> tuple[Path, Parts]:
    path = workshop.figures()
    with zipfile.ZipFile(path) as archive:
        return path, {name: archive.read(name) for name in archive.namelist()}


def _packed(path: Path, parts: Mapping[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def workbook(change: Callable[[Parts], None]) -> Make:
    """Return a workbook whose parts are changed."""

    def make(workshop: Workshop) -> Path:
        path, parts = _parts(workshop)
        change(parts)
        return _packed(path, parts)

    return make


def replaced(part: str, old: bytes, new: bytes) -> Make:
    """Return a workbook with one thing replaced in a part."""

    def change(parts: Parts) -> None:
        assert old in parts[part], (part, parts[part][:500])
        parts[part] = parts[part].replace(old, new, 1)

    return workbook(change)


def added(name: str, content: bytes = b"x") -> Make:
    """Return a workbook with a part more."""
    return workbook(lambda parts: parts.update({name: content}))


def bytes_changed(change: Callable[[bytes], bytes]) -> Make:
    """Return a workbook whose bytes are changed as a whole."""

    def make(workshop: Workshop) -> Path:
        path = workshop.figures()
        path.write_bytes(change(path.read_bytes()))
        return path

    return make


def table(content: bytes | Callable[[], bytes]) -> Make:
    """Return a CSV file."""

    def make(workshop: Workshop) -> Path:
        path = workshop.payments()
        path.write_bytes(content if isinstance(content, bytes) else content())
        return path

    return make


def _many_entries(workshop: Workshop) -> Path:
    path, parts = _parts(workshop)
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
        for number in range(60_000):
            archive.writestr(f"x/{number}", b"")
    return path


def _twice(workshop: Workshop) -> Path:
    """Two parts of one name: what one reader takes for the sheet is not what another does."""
    path, parts = _parts(workshop)
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
            if name == SHEET:
                archive.writestr(name, content.replace(b"2012.5", b"9012.5"))
    return path


def _encrypted(workshop: Workshop) -> Path:
    path, parts = _parts(workshop)
    data = bytearray(_packed(path, parts).read_bytes())
    for magic, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = 0
        while (place := data.find(magic, place)) >= 0:
            data[place + offset] |= 1
            place += 4
    path.write_bytes(data)
    return path


def _size_lie(stated: int) -> Make:
    """A large part that says it is a small one, in the archive's directory and in its own header."""

    def make(workshop: Workshop) -> Path:
        path, parts = _parts(workshop)
        parts[SHEET] = parts[SHEET].replace(b"<sheetData>", b"<sheetData>" + b" " * 64 * MEBIBYTE)
        real = len(parts[SHEET])
        data = _packed(path, parts).read_bytes()
        path.write_bytes(data.replace(struct.pack("<L", real), struct.pack("<L", stated)))
        return path

    return make


def _overlapping(workshop: Workshop) -> Path:
    """Two hundred entries in the directory that all unpack the same four mebibytes."""
    path, parts = _parts(workshop)
    parts["xl/media/a.bin"] = b"\x01" * 4 * MEBIBYTE
    data = _packed(path, parts).read_bytes()
    end = data.rindex(b"PK\x05\x06")
    entries, size, start = struct.unpack("<HLL", data[end + 10 : end + 20])
    directory = data[start : start + size]
    last = directory[directory.rindex(b"PK\x01\x02") :]
    count = entries + 200
    tail = struct.pack("<4sHHHHLLH", b"PK\x05\x06", 0, 0, count, count, size + 200 * len(last), start, 0)
    path.write_bytes(data[:start] + directory + last * 200 + tail)
    return path


def _nested(depth: int = 6) -> bytes:
    content = b"0" * MEBIBYTE
    for _ in range(depth):
        pack = io.BytesIO()
        with zipfile.ZipFile(pack, "w", zipfile.ZIP_DEFLATED) as archive:
            for number in range(4):
                archive.writestr(f"{number}.zip", content)
        content = pack.getvalue()
    return content


def _shared(parts: Parts, strings: bytes) -> None:
    """Give a workbook a table of shared strings, in which the first is the district of the first row."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    content = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    parts[STRINGS] = f'<sst xmlns="{space}">'.encode() + strings + b"</sst>"
    for name, end, line in (
        ("[Content_Types].xml", b"</Types>", f'<Override PartName="/{STRINGS}" ContentType="{content}"/>'),
        (
            "xl/_rels/workbook.xml.rels",
            b"</Relationships>",
            f'<Relationship Id="rIdS" Type="{kind}" Target="/{STRINGS}"/>',
        ),
    ):
        parts[name] = parts[name].replace(end, line.encode() + end)
    cell = re.search(b'<c r="A5" t="inlineStr">.*?</c>', parts[SHEET])
    assert cell is not None
    parts[SHEET] = parts[SHEET].replace(cell[0], b'<c r="A5" t="s"><v>0</v></c>')


DISTRICT = "<si><t>鼓楼区</t></si>".encode()


def _strings_bomb(parts: Parts) -> None:
    """A text of a mebibyte that stands once in the file and in a hundred thousand cells."""
    _shared(parts, DISTRICT + b"<si><t>" + b"x" * MEBIBYTE + b"</t></si>")
    cells = b"".join(
        b'<row r="%d"><c r="A%d" t="s"><v>1</v></c></row>' % (row, row) for row in range(9, 100_009)
    )
    parts[SHEET] = parts[SHEET].replace(CELLS, cells + CELLS)


def _ebcdic(parts: Parts) -> None:
    text = '<?xml version="1.0" encoding="cp037"?><!DOCTYPE x [<!ENTITY a "b">]>' + parts[WORKBOOK].decode()
    parts[WORKBOOK] = text.encode("cp037", "replace")


def _utf16(parts: Parts) -> None:
    text = parts[SHEET].decode().replace("?>", '?><!DOCTYPE x [<!ENTITY a "b">]>', 1)
    parts[SHEET] = text.encode("utf-16")


def _laughs(parts: Parts) -> None:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    _shared(parts, DISTRICT + b"<si><t>&a11;</t></si>")
    parts[STRINGS] = f'<!DOCTYPE x [<!ENTITY a0 "ha">{entities}]>'.encode() + parts[STRINGS]


def _rows(text: str, count: int) -> bytes:
    return (HEADER + "\n" + ROWS + text * count).encode()


def _distinct_garbage() -> bytes:
    lines = (f"350102,鼓楼区,收入,x{number},AB001,2020-03-05,年报,实际,好\n" for number in range(400_000))
    return (HEADER + "\n" + "".join(lines)).encode()


HOSTILE: dict[str, Hostile] = {
    name: Hostile(make, frozenset(rules.split()))
    for name, make, rules in (
        # Archives
        ("one part of 600 MiB", added("xl/media/a.bin", b"0" * 600 * MEBIBYTE), "F14_TOO_LARGE"),
        ("a sheet of 520 MiB of blanks", replaced(SHEET, CELLS, b" " * 520 * MEBIBYTE + CELLS), "F14_TOO_LARGE"),
        ("archives in archives", added("xl/media/a.zip", _nested()), ""),
        ("sixty thousand parts", _many_entries, "F14_TOO_LARGE"),
        ("one part under two hundred entries", _overlapping, "F14_TOO_LARGE F03_UNREADABLE"),
        ("a part that understates its size", _size_lie(1000), "F03_UNREADABLE"),
        ("a part that overstates its size", _size_lie(2**31), "F03_UNREADABLE"),
        ("two parts of one name", _twice, "F03_UNREADABLE"),
        ("a part beside the folders", added("../../evil.xml"), ""),
        ("encrypted parts", _encrypted, "F12_ENCRYPTED"),
        ("something before the archive", bytes_changed(lambda data: b"MZ" + data), "F11_OTHER_FORMAT"),
        # XML
        ("shared strings as usual", workbook(lambda parts: _shared(parts, DISTRICT)), ""),
        ("entities of entities", workbook(_laughs), "F15_UNSAFE_XML"),
        ("a declaration in UTF-16", workbook(_utf16), "F15_UNSAFE_XML"),
        ("a declaration in EBCDIC", workbook(_ebcdic), "F15_UNSAFE_XML F03_UNREADABLE"),
        ("a million tags deep", replaced(STYLES, b"</styleSheet>", b"<a>" * 1_000_000 + b"</a>" * 1_000_000 + b"</styleSheet>"), ""),
        ("a million tags deep in the sheet", replaced(SHEET, CELLS, b"<a>" * 1_000_000 + b"</a>" * 1_000_000 + CELLS), ""),
        ("a million attributes", replaced(SHEET, b"<sheetData>", b"<x " + b" ".join(b'a%d=""' % n for n in range(1_000_000)) + b"/><sheetData>"), ""),
        # Active content
        ("macros", added("xl/vbaProject.bin"), "F13_ACTIVE_CONTENT"),
        ("macros under another case", added("XL/VBAproject.BIN"), "F13_ACTIVE_CONTENT"),
        ("macros under another name", replaced("[Content_Types].xml", b"</Types>", b'<Override PartName="/xl/a.bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>'), "F13_ACTIVE_CONTENT"),
        ("links to other workbooks", added("xl/externalLinks/externalLink1.xml", b"<externalLink/>"), "F13_ACTIVE_CONTENT"),
        ("connections to databases", added("xl/connections.xml", b"<connections/>"), "F13_ACTIVE_CONTENT"),
        ("embedded objects", added("xl/embeddings/oleObject1.bin"), "F13_ACTIVE_CONTENT"),
        # Sheets
        ("a cell at the far corner", replaced(SHEET, b'<c r="A8"', b'<c r="XFD1048576"'), "F14_TOO_LARGE"),
        ("an extent that lies", replaced(SHEET, b'<dimension ref="A1:C8"', b'<dimension ref="A1:XFD1048576"'), ""),
        ("a column beyond all", replaced(SHEET, b'<c r="A8"', b'<c r="ZZZZZZ8"'), "F14_TOO_LARGE F03_UNREADABLE"),
        ("a row beyond all", replaced(SHEET, b'<row r="8"', b'<row r="99999999999999999999"'), ""),
        ("a long text in very many cells", workbook(_strings_bomb), "F14_TOO_LARGE F17_BEYOND_LIMITS"),
        ("the whole sheet merged", replaced(SHEET, b'ref="A3:A4"', b'ref="A1:XFD1048576"'), ""),
        ("very many merged ranges", replaced(SHEET, b"</mergeCells>", b'<mergeCell ref="A1:XFD60"/>' * 200_000 + b"</mergeCells>"), ""),
        ("very many empty cells", replaced(SHEET, CELLS, b"<row>" + b"<c/>" * 16_000_000 + b"</row>" + CELLS), ""),
        ("five million columns in a sheet", replaced(SHEET, CELLS, b'<row r="9">' + b"<c><v>1</v></c>" * 5_000_000 + b"</row>" + CELLS), "F14_TOO_LARGE F03_UNREADABLE"),
        # Text
        ("one line of 200 MiB", table(lambda: b"1" * 200 * MEBIBYTE), "F14_TOO_LARGE S02_HEADER_MISSING"),
        ("one cell of 200 MiB", table(lambda: _rows("", 0) + b'"' + b"1" * 200 * MEBIBYTE + b'"'), "F14_TOO_LARGE F16_QUOTES"),
        ("five million columns", table(lambda: b"," * 5_000_000 + b"\n" + b"," * 5_000_000), "F14_TOO_LARGE"),
        ("five million columns below the header", table(lambda: _rows("", 0) + b"," * 5_000_000), "S10_ROW_OF_OTHER_LENGTH F14_TOO_LARGE"),
        ("nothing but quotes", table(lambda: b'"' * 20_000_000), "F16_QUOTES F14_TOO_LARGE S02_HEADER_MISSING"),
        ("an odd number of quotes", table(lambda: b'"' * 20_000_001), "F16_QUOTES F14_TOO_LARGE S02_HEADER_MISSING"),
        ("twenty million blank lines", table(lambda: _rows("\n", 20_000_000)), ""),
        ("nothing but line ends", table(lambda: b"\r" * 20_000_000), "S02_HEADER_MISSING"),
        ("very many faults, each another", table(_distinct_garbage), "C02_NOT_A_NUMBER X01_MORE_ERRORS C05_OUT_OF_BOUNDS"),
        ("a NUL", table(_rows("", 0) + b"\x00"), "F03_UNREADABLE"),
        ("a NUL far down", table(lambda: _rows(ROWS, 100_000) + b"\x00"), "F03_UNREADABLE"),
        ("UTF-16 without a mark", table(lambda: _rows("", 0).decode().encode("utf-16-le")), "F05_ENCODING F03_UNREADABLE"),
        ("a picture", table(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 10), "F03_UNREADABLE F05_ENCODING"),
        ("a page called a workbook", bytes_changed(lambda _: b"<html><table><tr><td>1</td></tr></table></html>"), "F11_OTHER_FORMAT"),
        ("an old workbook", bytes_changed(lambda _: bytes.fromhex("d0cf11e0a1b11ae1") + b"Workbook" * 100), "F11_OTHER_FORMAT"),
        ("a workbook called text", table(b"PK\x03\x04" + b"x" * 100), "F11_OTHER_FORMAT"),
    )
}  # fmt: skip


def made(folder: Path) -> None:
    """Make every file in a workspace of its own below a folder."""
    for number, hostile in enumerate(HOSTILE.values()):
        print(hostile.make(Workshop(folder / str(number))))  # noqa: T201


if __name__ == "__main__":
    made(Path(sys.argv[1]))
