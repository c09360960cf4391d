"""The real public figures, exactly as copied from their sources into `real/`. Nothing is computed from them here."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "real"
STATUS_ORDER = {"unknown": 0, "prelim": 1, "final": 2}


@dataclass(frozen=True)
class Figure:
    """One row of `real/figures.csv`; `value` is the text that the source prints."""

    year: int
    adcode: str
    unit_zh: str
    indicator_zh: str
    value: str
    unit_of_measure: str
    status: str
    source_title: str
    source_address: str

    @property
    def number(self) -> int | float:
        """The figure as a spreadsheet holds it."""
        return float(self.value) if "." in self.value else int(self.value)


@dataclass(frozen=True)
class Source:
    """One row of `real/sources.csv`: where figures come from and how far it can be trusted."""

    source_id: str
    source_title: str
    source_address: str
    kind: str
    grade: str
    rows_in_figures: str
    note: str


def _rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@cache
def figures() -> tuple[Figure, ...]:
    """Return all real figures of 2018 to 2020."""
    return tuple(Figure(int(row.pop("year")), **row) for row in _rows("figures.csv"))


@cache
def sources() -> dict[str, Source]:
    """Return the sources by title."""
    return {row["source_title"]: Source(**row) for row in _rows("sources.csv")}


@cache
def _by_fact() -> dict[tuple[int, str, str, str], list[Figure]]:
    facts: dict[tuple[int, str, str, str], list[Figure]] = {}
    for figure in figures():
        key = (figure.year, figure.adcode, figure.indicator_zh, figure.unit_of_measure)
        facts.setdefault(key, []).append(figure)
    return facts


def best(year: int, adcode: str, indicator: str, unit_of_measure: str) -> Figure | None:
    """Return the figure of the highest status for a fact, or None when none is public."""
    known = _by_fact().get((year, adcode, indicator, unit_of_measure), [])
    return max(known, key=lambda figure: STATUS_ORDER[figure.status], default=None)
