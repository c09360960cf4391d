"""Tells a form that was dropped as it was handed out: it has rows, for units are prefilled, but not one figure in them.

Only where blanks are allowed everywhere; where they are not, each blank is told by itself while cells are read.
"""

from collections.abc import Iterable, Iterator

from orchestration.contracts import Column, Table
from orchestration.intake.findings import Finding, finding
from orchestration.intake.staged import StagedTable

BLANK = "not_published"


def unfilled_findings(tables: Iterable[StagedTable]) -> Iterator[Finding]:
    """Yield a finding for each table that has rows and whose figures are all missing.

    Args:
        tables: The tables of a file whose cells break no rule.
    """
    for staged in tables:
        figures = _figures(staged.table)
        if figures and all(map(_may_be_blank, figures)) and staged.rows and not _has_value(staged, figures):
            yield finding(
                "C11_NOTHING_FILLED_IN",
                staged.file,
                sheet=staged.sheet,
                value=staged.rows,
                allowed="、".join(column.header for column in figures),
            )


def _figures(table: Table) -> list[Column]:
    """Return the columns that are measured: those that the table is there for."""
    return [column for column in table.columns if column.unit_of_measure and column.key_position is None]


def _may_be_blank(column: Column) -> bool:
    return not column.required and (not column.missing_allowed or BLANK in column.missing_allowed)


def _has_value(staged: StagedTable, figures: list[Column]) -> bool:
    names = [column.name for column in figures]
    return any(
        batch.column(name).null_count < batch.num_rows for batch in staged.batches(names) for name in names
    )
