"""Looks at a workbook as the archive that it is, before anything parses it: size, encryption, active content, unsafe XML.

What the cells hold is not its business. Limits are absolute and counted while inflating; sizes that an archive states are not
believed.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from orchestration.intake.sheets import Unreadable

ZIP_MAGIC = b"PK\x03\x04"
OLE_MAGIC = bytes.fromhex("d0cf11e0a1b11ae1")
MOST_ENTRIES = 2_000
MOST_INFLATED = 512 * 1024 * 1024
MEBIBYTE = 1024 * 1024
WORKBOOK_PART = "xl/workbook.xml"
# Macros, links to other files and embedded objects: none of them is data, all of them can act.
ACTIVE_PARTS = (
    "xl/vbaProject",
    "xl/externalLinks/",
    "xl/connections",
    "xl/queryTables/",
    "xl/embeddings/",
    "xl/activeX/",
    "xl/macrosheets/",
    "customUI/",
)
ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
# What the standard library raises over an archive that was cut, changed or packed in a way that it does not know.
DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, UnicodeDecodeError)
# The part that says what each part is, and what must not be among it whatever the part is called.
CONTENT_TYPES = "[Content_Types].xml"
ACTIVE_TYPES = (b"vbaproject", b"macroenabled", b"oleobject")
DECLARED_ENCODING = re.compile(rb"(?:\xef\xbb\xbf)?\s*<\?xml[^>]*?encoding\s*=\s*[\"']([^\"']*)")
UTF8 = (b"utf-8", b"utf8", b"us-ascii", b"ascii")
FORBIDDEN_XML = (b"<!DOCTYPE", b"<!ENTITY")


@dataclass(frozen=True)
class Kind:
    """A kind of workbook: its ending, the part that makes it one, and the parts that can act."""

    suffix: str
    part: str
    active: tuple[str, ...]


XLSX = Kind(".xlsx", WORKBOOK_PART, ACTIVE_PARTS)


def guard(path: Path, kind: Kind = XLSX) -> None:
    """Refuse an archive that is no workbook or is not safe to open.

    Args:
        path: The file.
        kind: What it should be.

    Raises:
        Unreadable: Which rule it breaks.
    """
    _guard_magic(path)
    try:
        with zipfile.ZipFile(path) as archive:
            _guard_entries(archive.infolist(), kind)
            _guard_content(archive)
    except DAMAGE as error:
        raise Unreadable("F03_UNREADABLE", f"{type(error).__name__}: {error}") from error


def _guard_magic(path: Path) -> None:
    with path.open("rb") as stream:
        magic = stream.read(len(OLE_MAGIC))
        if magic == OLE_MAGIC:
            encrypted = ENCRYPTED_STREAM in stream.read(MEBIBYTE)
            raise (
                Unreadable("F12_ENCRYPTED") if encrypted else Unreadable("F11_OTHER_FORMAT", ".xls", ".xlsx")
            )
    if not magic.startswith(ZIP_MAGIC):
        raise Unreadable("F11_OTHER_FORMAT", "非工作簿 not a workbook", ".xlsx")


def _guard_entries(entries: list[zipfile.ZipInfo], kind: Kind) -> None:
    if len(entries) > MOST_ENTRIES:
        raise Unreadable("F14_TOO_LARGE", f"{len(entries)} parts", f"{MOST_ENTRIES} parts")
    if any(entry.flag_bits & 1 for entry in entries):
        raise Unreadable("F12_ENCRYPTED")
    names = [entry.filename.lower() for entry in entries]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        # Readers differ on which of the two they take.
        raise Unreadable("F03_UNREADABLE", f"2 × {twice[0]}")
    # Excel takes no notice of the case of a part's name.
    parts = tuple(part.lower() for part in kind.active)
    active = sorted(entry.filename for entry in entries if entry.filename.lower().startswith(parts))
    if active:
        raise Unreadable("F13_ACTIVE_CONTENT", active[0])
    if all(entry.filename != kind.part for entry in entries):
        raise Unreadable("F11_OTHER_FORMAT", f"非 {kind.suffix} 工作簿 not such a workbook", ".xlsx")


def _guard_content(archive: zipfile.ZipFile) -> None:
    inflated = 0
    for entry in archive.infolist():
        tail, before = b"", inflated
        for chunk in chunks(archive, entry):
            inflated += len(chunk)
            if inflated > MOST_INFLATED:
                raise Unreadable("F14_TOO_LARGE", "", f"{MOST_INFLATED // MEBIBYTE} MiB")
            joined = tail + chunk
            if any(word in joined for word in FORBIDDEN_XML) or _is_no_utf8(entry, chunk):
                raise Unreadable("F15_UNSAFE_XML", entry.filename)
            if entry.filename == CONTENT_TYPES and any(word in chunk.lower() for word in ACTIVE_TYPES):
                raise Unreadable("F13_ACTIVE_CONTENT", entry.filename)
            tail = chunk[-len(FORBIDDEN_XML[0]) :]
        if inflated - before != entry.file_size:
            raise Unreadable(
                "F03_UNREADABLE", f"{entry.filename}: {inflated - before} ≠ {entry.file_size} bytes"
            )


def _is_no_utf8(entry: zipfile.ZipInfo, chunk: bytes) -> bool:
    """Whether XML is not written in an encoding in which declarations can be seen, or says so; every spreadsheet program writes UTF-8."""
    if not entry.filename.endswith((".xml", ".rels")):
        return False
    declared = DECLARED_ENCODING.match(chunk)
    return b"\x00" in chunk or (declared is not None and declared[1].lower() not in UTF8)


def chunks(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """Yield a part of the archive piece by piece."""
    with archive.open(entry) as stream:
        while chunk := stream.read(MEBIBYTE):
            yield chunk
