"""Which real figure stands in which file of the sample: for the sources page and the tests. It writes nothing itself."""

from collections.abc import Iterator
from dataclasses import dataclass

from sample.bureaus.finance import ITEMS
from sample.figures.money import YEARS, published_budget
from sample.published import Figure
from sample.units import CITY, COUNTIES
from sample.yearbook import carried, yearbooks


@dataclass(frozen=True)
class YearbookEntry:
    """A real figure in a yearbook workbook: the file below raw/ and the column's header."""

    file: str
    column: str
    figure: Figure


@dataclass(frozen=True)
class BudgetEntry:
    """A real figure in a row of finance's file: the item, and the amount as it stands there."""

    item: str
    cny_10k: float
    figure: Figure


def yearbook_entries() -> Iterator[YearbookEntry]:
    """Yield the real figures of statistics' workbooks, file by file and column by column."""
    for year in YEARS:
        for yearbook in yearbooks(year):
            for column, figure in carried(year, yearbook):
                file = f"statistics/{year}/{year}年{yearbook.title}.xlsx"
                yield YearbookEntry(file, " / ".join(column.header), figure)


def budget_entries() -> Iterator[BudgetEntry]:
    """Yield the real figures of finance's files, row by row."""
    for year in YEARS:
        for unit in (CITY, *COUNTIES):
            for item in ITEMS:
                amount = published_budget(year, unit.code, item)
                if amount and amount.figure:
                    yield BudgetEntry(item, amount.cny_10k, amount.figure)


def standing_figures() -> list[Figure]:
    """Return every real figure that stands in a file."""
    return [entry.figure for entry in yearbook_entries()] + [entry.figure for entry in budget_entries()]
