"""Makes workbooks come out the same whenever they are written: no time of day in the archive or in the document's properties.

Only for writing the corpus; what a workbook says is not touched here.
"""

import datetime as dt
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest import mock

WRITTEN = (2021, 2, 26, 9, 30, 0)
SHA256 = re.compile(rb"[0-9a-f]{64}")


class _FixedTime(dt.datetime):
    @classmethod
    def now(cls, tz: dt.tzinfo | None = None) -> "_FixedTime":
        return cls(*WRITTEN, tzinfo=tz)


@contextmanager
def fixed_time() -> Iterator[None]:
    """Write every workbook as if at one moment."""
    named = zipfile.ZipInfo.__init__

    def init(self: zipfile.ZipInfo, filename: str = "NoName", date_time: Any = None) -> None:
        named(self, filename, WRITTEN)

    clock = SimpleNamespace(datetime=_FixedTime, timezone=dt.timezone)
    with (
        mock.patch.object(zipfile.ZipInfo, "__init__", init),
        mock.patch("openpyxl.packaging.core.datetime", clock),
        mock.patch("openpyxl.writer.excel.datetime", clock),
    ):
        yield


def content(path: Path) -> dict[str, bytes]:
    """Return what a file says: a workbook's parts, another file's bytes.

    How well the parts are packed depends on the machine's zlib, and with it the hashes that a correction quotes.
    """
    if not zipfile.is_zipfile(path):
        return {"": path.read_bytes()}
    with zipfile.ZipFile(path) as archive:
        return {name: SHA256.sub(b"", archive.read(name)) for name in archive.namelist()}
