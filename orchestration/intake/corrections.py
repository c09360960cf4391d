"""Corrections of known errors in delivered files: data that the office drops, applied to single cells before they are read.

Each names the file by its hash and what stands in the cell; where either is not so, the file is refused. Nothing is corrected
silently, and nothing is passed over.
"""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

import pyarrow.parquet as pq

from orchestration.contracts import Contracts, fold
from orchestration.foundation.periods import Period
from orchestration.foundation.workspace import Workspace
from orchestration.intake.answers import future_findings
from orchestration.intake.findings import Finding, finding, nearest
from orchestration.intake.ledger import latest_accepted, read_receipt
from orchestration.intake.sheets import column_letter
from orchestration.intake.staged import StagedTable

DATASET = ("efficiency_office", "corrections")
TABLE = "rows"
CELL = re.compile(r"([A-Z]{1,3})([1-9][0-9]*)")
ALPHABET = 26
SHOWN_DIGITS = 12


@dataclass(frozen=True)
class Correction:
    """One cell of one file, what stands there, and what should.

    Attributes:
        correction_no: Its number.
        file_sha256: Hash of the file, or its first digits.
        sheet: Name of the sheet; None for CSV, and where a workbook has one table only.
        column: The cell's column, from 0.
        row: The cell's row, from 1.
        expected_text: What stands in the file.
        corrected_text: What is read instead.
        reason: Why.
        approved_by: Who approved it.
        approved_on: When, as an ISO date.
        submission_id: The file of corrections that it came with.
    """

    correction_no: str
    file_sha256: str
    sheet: str | None
    column: int
    row: int
    expected_text: str
    corrected_text: str
    reason: str
    approved_by: str
    approved_on: str
    submission_id: str

    @property
    def cell(self) -> str:
        """The cell as people write it."""
        return f"{column_letter(self.column)}{self.row}"

    def expects(self, text: str) -> bool:
        """Whether a cell's text is the expected one; a number may be written in another way."""
        if fold(text) == fold(self.expected_text):
            return True
        seen, expected = _number(text), _number(self.expected_text)
        return seen is not None and seen == expected

    def as_applied(self, *, is_shown: bool) -> dict[str, Any]:
        """Return what receipt, manifest and report say of a correction that was applied.

        Args:
            is_shown: Whether the column's cells may be shown.
        """
        return {
            "correction_no": self.correction_no,
            "sheet": self.sheet,
            "cell": self.cell,
            "original": self.expected_text if is_shown else None,
            "corrected": self.corrected_text if is_shown else None,
            "reason": self.reason,
            "approved_by": self.approved_by,
            "approved_on": self.approved_on,
            "submission_id": self.submission_id,
        }


def _number(text: str) -> Decimal | None:
    try:
        number = Decimal(fold(text).replace(",", ""))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def place_of(cell: str) -> tuple[int, int]:
    """Return column (from 0) and row (from 1) of a cell such as C17."""
    match = CELL.fullmatch(cell)
    if match is None:
        raise ValueError(cell)
    column = 0
    for letter in match[1]:
        column = column * ALPHABET + ord(letter) - ord("A") + 1
    return column - 1, int(match[2])


def corrections_in_force(
    workspace: Workspace, key: tuple[str, str], period: Period
) -> tuple[Correction, ...]:
    """Return the corrections of a dataset's files for a period: those in the file accepted last for its year."""
    folder = latest_accepted(workspace, DATASET, Period(period.year))
    if folder is None:
        return ()
    submission = read_receipt(folder / "receipt.json").submission_id
    wanted = (*key, period.code)
    rows = pq.read_table(folder / f"{TABLE}.parquet").to_pylist()
    return tuple(
        _correction(row, submission)
        for row in rows
        if (row["bureau"], row["dataset"], row["period"]) == wanted
    )


def _correction(row: dict[str, Any], submission: str) -> Correction:
    column, number = place_of(row["cell"])
    return Correction(
        correction_no=row["correction_no"],
        file_sha256=row["file_sha256"],
        sheet=row["sheet"],
        column=column,
        row=number,
        expected_text=row["expected_text"],
        corrected_text=row["corrected_text"],
        reason=row["reason"],
        approved_by=row["approved_by"],
        approved_on=row["approved_on"],
        submission_id=submission,
    )


def split_by_file(
    corrections: Sequence[Correction], sha256: str, file: str
) -> tuple[tuple[Correction, ...], list[Finding]]:
    """Return the corrections of a file, and a finding for each that is of another file for the same place.

    Args:
        corrections: Those in force for the file's dataset and period.
        sha256: The file's hash.
        file: The file's name.
    """
    own = tuple(one for one in corrections if sha256.startswith(one.file_sha256))
    others = [one for one in corrections if one not in own]
    return own, [
        finding(
            "V03_CORRECTION_OF_OTHER_FILE",
            file,
            sheet=one.sheet,
            key=one.correction_no,
            value=f"{one.correction_no} {one.cell}",
            allowed=one.file_sha256[:SHOWN_DIGITS],
        )
        for one in others
    ]


def unplaced_findings(corrections: Sequence[Correction], file: str) -> list[Finding]:
    """Return a finding for each correction whose cell lies in no row and column of a table."""
    return [
        finding(
            "V02_CORRECTION_OUTSIDE",
            file,
            sheet=one.sheet,
            row=one.row,
            column=column_letter(one.column),
            key=one.correction_no,
            value=one.correction_no,
        )
        for one in corrections
    ]


def correction_findings(
    staged: StagedTable, contracts: Contracts, period: Period, today: dt.date
) -> Iterator[Finding]:
    """Yield what is wrong with a file of corrections.

    Args:
        staged: The corrections, one per row.
        contracts: Which datasets there are.
        period: The year for which the file was dropped.
        today: No correction can have been approved later.
    """
    known = [".".join(contract.key) for contract in contracts]
    first: dict[tuple[str, ...], int] = {}
    fields = ("correction_no", "bureau", "dataset", "period", "file_sha256", "sheet", "cell")
    for row in staged.read(fields).to_pylist():
        name, number = f"{row['bureau']}.{row['dataset']}", row["_row"]
        about = {"key": row["correction_no"]}
        if name not in known:
            near = nearest(name, known)
            yield staged.finding("V04_CORRECTS_NOTHING", "dataset", number, value=name, allowed=near, **about)
        if Period.parse(row["period"]).year != period.year:
            yield staged.finding(
                "V05_CORRECTS_OTHER_YEAR", "period", number, value=row["period"], allowed=period, **about
            )
        place = (name, row["period"], row["file_sha256"][:SHOWN_DIGITS], row["sheet"] or "", row["cell"])
        if place in first:
            yield staged.finding(
                "V06_CELL_TWICE", "cell", number, value=row["cell"], allowed=first[place], **about
            )
        first.setdefault(place, number)
    yield from future_findings(staged, "approved_on", "correction_no", today)
