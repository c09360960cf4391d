"""One fresh run of the generator for all tests, and readers for what it writes."""

import csv
import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from orchestration.foundation.workspace import REPOSITORY

RAW = REPOSITORY / "raw"
ENCODINGS = {"finance": "gb18030", "human_resources": "utf-8-sig", "survey": "utf-8"}


@pytest.fixture(scope="session")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run in a process of its own, whose hashes of texts differ from this one's."""
    folder = tmp_path_factory.mktemp("sample") / "raw"
    command = [sys.executable, "-m", "sample.generate", "--out", str(folder)]
    subprocess.run(command, check=True, cwd=REPOSITORY, env={**os.environ, "PYTHONHASHSEED": "4242"})
    return folder


def dropped(raw: Path, pattern: str = "*/*/*") -> list[Path]:
    """Return the files in the bureaus' folders, as paths below raw/."""
    return sorted(path.relative_to(raw) for path in raw.glob(pattern) if path.suffix in {".xlsx", ".csv"})


def figures(raw: Path, pattern: str = "*/*/*") -> list[Path]:
    """Return those that carry figures, not what is said about figures."""
    return [path for path in dropped(raw, pattern) if not path.name.startswith("疑问答复")]


@cache
def sheets(path: Path) -> dict[str, list[list[object]]]:
    """Return every sheet's cells."""
    book = CalamineWorkbook.from_path(path)
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


def csv_rows(path: Path) -> list[dict[str, str]]:
    """Return the rows of a CSV file in its bureau's encoding."""
    with path.open(encoding=ENCODINGS[path.parts[-3]], newline="") as stream:
        return list(csv.DictReader(stream))


def table(path: Path, sheet: str, header_rows: int = 1) -> list[dict[str, object]]:
    """Return the rows of a synthetic one-level sheet by header, without the words around it."""
    rows = sheets(path)[sheet]
    header = [str(text) for text in rows[1 + header_rows]]
    body = rows[2 + header_rows :]
    return [
        dict(zip(header, row, strict=True)) for row in body if not str(row[0]).startswith(("演示数据", "注"))
    ]
