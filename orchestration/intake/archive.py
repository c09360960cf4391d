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
# Of what is read again so much is held meanwhile.
MOST_KEPT = 128 * MEBIBYTE
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
    """A kind of workbook: its ending, the part that makes it one, the parts that can act, and those that are read again."""

    suffix: str
    part: str
    active: tuple[str, ...]
    kept: str | None = None


XLSX = Kind(".xlsx", WORKBOOK_PART, ACTIVE_PARTS, kept="xl/worksheets/")


def guard(path: Path, kind: Kind = XLSX) -> dict[str, list[bytes]]:
    """Refuse an archive that is no workbook or is not safe to open.

    Args:
        path: The file.
        kind: What it should be.

    Returns:
        The parts that are read again, each in pieces, as far as they are not large: they need not be inflated twice.

    Raises:
        Unreadable: Which rule it breaks.
    """
    _guard_magic(path)
    try:
        with zipfile.ZipFile(path) as archive:
            _guard_entries(archive.infolist(), kind)
            return _guard_content(archive, kind)
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


def _guard_content(archive: zipfile.ZipFile, kind: Kind) -> dict[str, list[bytes]]:
    inflated, room, kept = 0, MOST_KEPT, {}
    for entry in archive.infolist():
        is_kept = kind.kept is not None and entry.filename.startswith(kind.kept) and entry.file_size <= room
        tail, before, pieces = b"", inflated, []
        for chunk in chunks(archive, entry):
            inflated += len(chunk)
            if inflated > MOST_INFLATED:
                raise Unreadable("F14_TOO_LARGE", "", f"{MOST_INFLATED // MEBIBYTE} MiB")
            _guard_words(entry, chunk, tail + chunk)
            tail = chunk[-len(FORBIDDEN_XML[0]) :]
            if is_kept:
                pieces.append(chunk)
        if inflated - before != entry.file_size:
            raise Unreadable(
                "F03_UNREADABLE", f"{entry.filename}: {inflated - before} ≠ {entry.file_size} bytes"
            )
        if is_kept:
            kept[entry.filename] = pieces
            room -= entry.file_size
    return kept


def _guard_words(entry: zipfile.ZipInfo, chunk: bytes, joined: bytes) -> None:
    # Where there is no such sign there is none of the words, and one sign is sooner looked for than words are.
    is_forbidden = b"!" in joined and any(word in joined for word in FORBIDDEN_XML)
    if is_forbidden or _is_no_utf8(entry, chunk):
        raise Unreadable("F15_UNSAFE_XML", entry.filename)
    if entry.filename == CONTENT_TYPES and any(word in chunk.lower() for word in ACTIVE_TYPES):
        raise Unreadable("F13_ACTIVE_CONTENT", entry.filename)


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
