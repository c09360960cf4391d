"""Writes CSV files the way bureaus' tools do, and the same bytes each time. Which rows stand in them is said elsewhere."""

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

Cell = str | int | float | None


def write_csv(path: Path, header: Sequence[str], rows: Iterable[Sequence[Cell]], encoding: str) -> None:
    """Write a CSV file with CRLF line ends in the encoding that the bureau's tool uses."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows(rows)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(buffer.getvalue().encode(encoding))
