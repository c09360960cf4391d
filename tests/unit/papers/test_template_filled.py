"""The form of every dataset, filled in, is accepted; left empty, it is refused for what is missing and for nothing else."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pytest

from orchestration.contracts import Contract, Contracts, load_contracts
from orchestration.foundation.periods import Period
from orchestration.foundation.workspace import REPOSITORY, Workspace
from orchestration.intake import Receipt, receive
from orchestration.papers.template import write_template
from orchestration.papers.template_basis import Basis, read_basis
from orchestration.papers.template_rows import prefilled_rows
from orchestration.papers.template_words import file_name
from tests.unit.papers.filling import fill, first_row

CONTRACTS: Contracts = load_contracts(REPOSITORY / "raw")
NOW = dt.datetime(2021, 3, 1, tzinfo=dt.UTC)
REGISTER = CONTRACTS.get("efficiency_office", "unit_register")
UNITS = 1005
# What an empty form may be told: a required cell is blank, there are too few rows, or not one figure.
MISSING = {"C01_REQUIRED", "C11_NOTHING_FILLED_IN", "S07_TOO_FEW_ROWS", "X01_MORE_ERRORS"}
REGISTER_ID = "efficiency_office.unit_register"
CASES = [pytest.param(contract, id=f"{contract.bureau}.{contract.dataset}") for contract in CONTRACTS]


@dataclass
class Office:
    """The office that writes forms and receives them back."""

    workspace: Workspace

    def form(self, contract: Contract) -> Path:
        """Write the form of a dataset to where the bureau drops it."""
        period = Period(2020, 2 if contract.frequency == "quarter" else 0)
        folder = self.workspace.raw / contract.bureau / period.code
        basis = read_basis(self.workspace.landing, contract, period)
        return write_template(contract, CONTRACTS, period, folder / file_name(contract, period), basis)[0]

    def basis(self, contract: Contract) -> Basis:
        """Return what a form of 2020 is prefilled from."""
        return read_basis(self.workspace.landing, contract, Period(2020))

    def receive(self, path: Path) -> Receipt:
        """Receive a file."""
        return receive(self.workspace, CONTRACTS, path, now=NOW)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """The office once the year's register, itself filled into a form, is accepted."""
    folder = tmp_path_factory.mktemp("office")
    made = Office(Workspace(folder / "raw", folder / "warehouse"))
    receipt = made.receive(_fill_register(made.form(REGISTER)))
    assert [(f.rule, f.cell, f.message_en) for f in receipt.findings] == []
    return made


def _fill_register(path: Path) -> Path:
    """Fill in units of every level, so many that each table has as many rows as it needs."""
    workbook, table = openpyxl.load_workbook(path), REGISTER.tables[0]
    sheet, levels = workbook[table.sheet], list(table.column("unit_level").enum)
    for index in range(UNITS):
        code, level = f"3501{index:04d}", levels[index % len(levels)]
        row = (f"U{code}", code, f"{level}{index}号", f"Unit {index}", level, None, None, None, "2000-01-01")
        for column, value in enumerate(row, 1):
            sheet.cell(first_row(sheet, table) + index, column, value)
    workbook.save(path)
    return path


# Objections are checked against the year's scheme and step by step; tests/unit/intake/test_objections.py fills them in.
FILLED_BY_COLUMN = [case for case in CASES if case.id not in (REGISTER_ID, "efficiency_office.objections")]


@pytest.mark.parametrize("contract", FILLED_BY_COLUMN)
def test_a_form_filled_in_is_accepted(office: Office, contract: Contract) -> None:
    receipt = office.receive(fill(contract, office.form(contract), office.basis(contract).units))
    assert [(f.rule, f.sheet, f.cell, f.value, f.message_en) for f in receipt.findings] == []
    assert receipt.accepted
    assert all(receipt.rows.values())
    assert not receipt.is_synthetic


@pytest.mark.parametrize("contract", CASES)
def test_an_empty_form_is_refused_for_what_is_missing_only(office: Office, contract: Contract) -> None:
    basis = office.basis(contract)
    is_awaited = any(table.min_rows or prefilled_rows(contract, table, basis) for table in contract.tables)
    receipt = office.receive(office.form(contract))
    assert {finding.rule for finding in receipt.findings} <= MISSING
    # Where there may be no case at all, an empty form says just that.
    assert receipt.accepted is not is_awaited
