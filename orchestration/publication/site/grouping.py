"""Puts rows together for reading: consecutive ones that agree, or those of a unit. Changes no figure."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import groupby
from typing import Any

from orchestration.results import Row


def grouped(rows: Iterable[Row], *columns: str) -> list[dict[str, Any]]:
    """Return consecutive rows that agree on the columns, as one dict per group with its `rows`."""
    return [
        {**dict(zip(columns, key, strict=True)), "rows": list(members)}
        for key, members in groupby(rows, lambda row: tuple(row[column] for column in columns))
    ]


def by(rows: Iterable[Row], *columns: str) -> dict[Any, list[Row]]:
    """Return rows by what stands in a column, or by the tuple of what stands in several; their order is kept."""
    found: dict[Any, list[Row]] = defaultdict(list)
    for row in rows:
        key = tuple(row[column] for column in columns)
        found[key[0] if len(key) == 1 else key].append(row)
    return found
