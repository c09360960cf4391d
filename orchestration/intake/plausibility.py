"""Asks about what can be right but seldom is, once nothing is wrong with a file: one question per cell.

What is asked about figures stands in `slips`, `changes`, `outliers` and `sums`, and what is asked about missing ones in
`coverage`; docs/contracts.md gives the formulas.
"""

from collections.abc import Iterable, Sequence

from orchestration.contracts import Contracts
from orchestration.intake.changes import change_findings
from orchestration.intake.comparison import compared, measured, unit_column
from orchestration.intake.coverage import (
    Coverage,
    covered,
    covered_rows,
    missing_indicators,
    weighed_indicators,
)
from orchestration.intake.earlier import Earlier
from orchestration.intake.findings import Finding, Listing
from orchestration.intake.outliers import outlier_findings
from orchestration.intake.references import Known
from orchestration.intake.slips import slip_findings
from orchestration.intake.staged import StagedTable
from orchestration.intake.sums import sum_findings

FIGURES = (slip_findings, change_findings, outlier_findings, sum_findings)
# Of several things to ask about a cell the first is asked: the one that says most about what is wrong.
BY_WEIGHT = (
    "P02_UNIT_SLIP",
    "P03_PERCENT_OR_FRACTION",
    "P08_CUMULATIVE_FALLS",
    "P06_PARTS_DIFFER",
    "P07_TOTAL_ROW_DIFFERS",
    "P11_LAST_YEAR_DIFFERS",
    "P09_SAME_AS_LAST_YEAR",
    "P04_JUMP_FROM_LAST_YEAR",
    "P05_JUMP_FROM_LAST_QUARTER",
    "P01_IMPLAUSIBLE",
    "P10_OUTLIER",
)


def questions(
    tables: Iterable[StagedTable],
    earlier: Earlier,
    known: Known,
    contracts: Contracts,
    asked: Sequence[Finding],
) -> tuple[list[Finding], dict[str, Coverage]]:
    """Return what is to be asked about a file, and what each of its tables covers.

    Args:
        tables: The tables of the file, in which nothing is wrong.
        earlier: What was delivered before.
        known: The register, where the contract refers to it.
        contracts: All contracts.
        asked: What was asked already while cells were read.

    Returns:
        Findings of severity QUERY, one per cell; beyond so many per rule and column, one that counts the rest.
    """
    staged = list(tables)
    weighed = weighed_indicators(earlier.workspace, earlier.period)
    listing, coverage = Listing(), {}
    for table in staged:
        if not measured(table.table) and unit_column(table.table) is None:
            # A list of cases, perhaps of millions: there is nothing in it to compare but how long it is.
            coverage[table.table.name], missing = covered_rows(table, earlier.last(table.table.name))
        else:
            with compared(table, earlier, known) as made:
                for ask in FIGURES if made.measured else ():
                    for group, total in ask(made):
                        listing.add(group, total)
                coverage[table.table.name], missing = covered(made, known, weighed)
        for item in missing:
            listing.add([item])
    for item in missing_indicators(contracts, earlier.contract, staged, weighed):
        listing.add([item])
    return weightiest([*asked, *listing.told()]), coverage


def weightiest(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings with one question per cell, the weightiest, in the order in which they came."""
    everything = list(findings)
    best: dict[tuple[str | None, str], int] = {}
    for item in everything:
        if item.cell and item.rule in BY_WEIGHT:
            place = item.sheet, item.cell
            best[place] = min(best.get(place, len(BY_WEIGHT)), BY_WEIGHT.index(item.rule))
    return [
        item
        for item in everything
        if not item.cell
        or item.rule not in BY_WEIGHT
        or best[item.sheet, item.cell] == BY_WEIGHT.index(item.rule)
    ]
