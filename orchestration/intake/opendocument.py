"""Reads an .ods workbook (LibreOffice, WPS) into sheets of text, as `workbook` reads an .xlsx.

The general cell reader gives blanks for errors and no merged cells here, so the one part that holds all sheets is read by this
module itself, event by event. What a cell means is decided by the contract.
"""

import zipfile
from dataclasses import replace
from pathlib import Path
from xml.parsers import expat

from orchestration.intake.archive import DAMAGE, Kind, guard
from orchestration.intake.opendocument_content import ContentReader, ReadSheet
from orchestration.intake.sheets import OpenedFile, Unreadable
from orchestration.intake.workbook import TEMPLATE_SHEET, WorkbookSheet

CONTENT, MANIFEST, MIMETYPE = "content.xml", "META-INF/manifest.xml", "mimetype"
SPREADSHEET = b"application/vnd.oasis.opendocument.spreadsheet"
ODS = Kind(".ods", CONTENT, ("Basic/", "Scripts/", "Dialogs/"))
ENCRYPTED = (b"encryption-data", b"encrypted-package")
OLE_OBJECT = b"vnd.sun.star.oleobject"
BLOCK = 1024 * 1024


def open_opendocument(path: Path) -> OpenedFile:
    """Open an .ods workbook.

    Raises:
        Unreadable: It is damaged, encrypted, not a spreadsheet, or not safe to open.
    """
    guard(path, ODS)
    try:
        with zipfile.ZipFile(path) as archive:
            _guard_kind(archive)
            content = _read(archive)
    except (*DAMAGE, KeyError, expat.ExpatError) as error:
        raise Unreadable("F03_UNREADABLE", f"{type(error).__name__}: {error}") from error
    template = next((sheet.rows for sheet in content.sheets if sheet.name == TEMPLATE_SHEET), ())
    visible = (_sheet(sheet) for sheet in content.sheets if sheet.is_visible)
    return OpenedFile(
        sheets=tuple(replace(sheet, has_serial_dates=content.has_serial_dates) for sheet in visible),
        template={row[0]: row[1] for row in template if len(row) > 1 and row[0]},
    )


def _guard_kind(archive: zipfile.ZipFile) -> None:
    manifest = archive.read(MANIFEST) if MANIFEST in archive.namelist() else b""
    if any(word in manifest for word in ENCRYPTED):
        raise Unreadable("F12_ENCRYPTED")
    if archive.read(MIMETYPE).strip() != SPREADSHEET:
        raise Unreadable("F11_OTHER_FORMAT", "非 .ods 表格 not a spreadsheet", ".xlsx")
    if OLE_OBJECT in manifest:
        raise Unreadable("F13_ACTIVE_CONTENT", "OLE")


def _read(archive: zipfile.ZipFile) -> ContentReader:
    reader, parser = ContentReader(), expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.data
    # Names are read as they are written; that every prefix is declared is asked of a second parser.
    declared = expat.ParserCreate(namespace_separator=" ")
    with archive.open(CONTENT) as stream:
        while block := stream.read(BLOCK):
            declared.Parse(block, False)
            parser.Parse(block, False)
    for each in (declared, parser):
        each.Parse(b"", True)
    return reader


def _sheet(sheet: ReadSheet) -> WorkbookSheet:
    width = max((len(row) for row in sheet.rows), default=0)
    return WorkbookSheet(
        name=sheet.name,
        rows=[(*row, *("",) * (width - len(row))) for row in sheet.rows],
        percents=frozenset(),
        merged=tuple(sheet.merged),
        faults=tuple(sheet.faults),
    )
