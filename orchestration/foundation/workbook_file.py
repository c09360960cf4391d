"""Saves a workbook so that the same content gives the same bytes, and nothing that it says is taken for a formula.

What stands in the workbook is decided by those who make it.
"""

import datetime as dt
import io
import os
import re
import tempfile
import zipfile
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell

from orchestration.foundation.atomic import fsync_folder

MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def is_formula_like(text: str) -> bool:
    """Whether a spreadsheet program might compute a text instead of showing it."""
    return text.startswith(FORMULA_STARTS)


def put(cell: Cell | MergedCell, value: str) -> None:
    """Write a text into a cell; it stays a text, whatever it starts with and however often it is edited.

    Raises:
        TypeError: The cell is hidden below a merged one and holds nothing of its own.
    """
    if isinstance(cell, MergedCell):
        raise TypeError(f"{cell.coordinate} lies inside a merged range")
    cell.value = value
    cell.data_type = "s"
    if is_formula_like(value):
        cell.quotePrefix = True


def write_bytes(path: Path, content: bytes) -> None:
    """Write a file by rename, so that nobody sees half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(prefix=".", suffix=".tmp", dir=path.parent)
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    Path(name).chmod(0o644)
    Path(name).replace(path)
    fsync_folder(path.parent)


def workbook_bytes(workbook: Workbook, moment: dt.datetime) -> bytes:
    """Return a workbook as the bytes of its file, with every time in it set to one moment.

    Args:
        workbook: What to write.
        moment: The time that the file states as its own; not before 1980, for archives know none.
    """
    workbook.properties.creator = "Jixiao"
    workbook.properties.created = moment
    buffer, result = io.BytesIO(), io.BytesIO()
    workbook.save(buffer)
    stamp = moment.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    with zipfile.ZipFile(buffer) as source, zipfile.ZipFile(result, "w") as target:
        for name in sorted(source.namelist()):
            part = source.read(name)
            if name == "docProps/core.xml":
                part = MODIFIED.sub(rb"\g<1>" + stamp, part)
            entry = zipfile.ZipInfo(name, moment.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, part)
    return result.getvalue()
