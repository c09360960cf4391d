"""Every file of the sample is accepted without a finding: contracts and sample fit, and no rule is too strict for them."""

import datetime as dt
from collections.abc import Iterator

import pytest

from orchestration.contracts import Contracts, load_contracts
from orchestration.foundation.periods import Period
from orchestration.foundation.workspace import REPOSITORY, Workspace
from orchestration.intake import Drop, Receipt, receive, scan
from orchestration.intake.statements import CODES, NATURE, VINTAGE

RAW = REPOSITORY / "raw"
CONTRACTS: Contracts = load_contracts(RAW)
REGISTER = CONTRACTS.get("efficiency_office", "unit_register")
NOW = dt.datetime(2021, 3, 1, tzinfo=dt.UTC)


def drops() -> Iterator[Drop]:
    """Registers first: the others are checked against them."""
    found = scan(Workspace(RAW, RAW), CONTRACTS)
    yield from sorted(found, key=lambda drop: ("单位名录" not in drop.path.name, str(drop.path)))


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Receipt]:
    workspace = Workspace(RAW, tmp_path_factory.mktemp("warehouse"))
    return {drop.path.name: receive(workspace, CONTRACTS, drop.path, now=NOW) for drop in drops()}


@pytest.mark.parametrize("name", [drop.path.name for drop in drops()])
def test_a_sample_file_is_accepted_without_a_finding(answers: dict[str, Receipt], name: str) -> None:
    assert [(f.rule, f.sheet, f.cell, f.message_en) for f in answers[name].findings] == []
    assert answers[name].accepted


@pytest.mark.parametrize(("name", "label"), [("data_nature", NATURE), ("vintage", VINTAGE)])
def test_columns_that_state_nature_or_vintage_know_the_same_words_as_intake(name: str, label: str) -> None:
    columns = [c for contract in CONTRACTS for t in contract.tables for c in t.columns if c.name == name]
    assert columns
    assert all(column.enum.keys() <= CODES[label].keys() for column in columns)


def test_every_dataset_has_a_sample_of_2020(answers: dict[str, Receipt]) -> None:
    delivered = {(r.bureau, r.dataset) for r in answers.values() if Period.parse(r.period).year == 2020}
    assert delivered == {contract.key for contract in CONTRACTS}


def test_the_sample_says_which_of_it_is_synthetic(answers: dict[str, Receipt]) -> None:
    real = {receipt.dataset for receipt in answers.values() if not receipt.is_synthetic}
    mixed = {
        receipt.dataset
        for receipt in answers.values()
        if 0 < sum(receipt.synthetic_rows.values()) < sum(receipt.rows.values())
    }
    assert real == {"county_accounts", "livelihood"}
    assert "budget_execution" in mixed
