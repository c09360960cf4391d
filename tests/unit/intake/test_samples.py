"""Every file of the sample is accepted, and what is asked about it is answered: contracts and sample fit, no rule is too strict."""

import datetime as dt
from collections.abc import Iterator

import pytest

from orchestration.contracts import Contracts, load_contracts
from orchestration.foundation.periods import Period
from orchestration.foundation.workspace import REPOSITORY, Workspace
from orchestration.intake import Drop, Receipt, receive, scan
from orchestration.intake.queries import queries
from orchestration.intake.statements import CODES, NATURE, VINTAGE

RAW = REPOSITORY / "raw"
CONTRACTS: Contracts = load_contracts(RAW)
REGISTER = CONTRACTS.get("efficiency_office", "unit_register")
NOW = dt.datetime(2021, 3, 1, tzinfo=dt.UTC)


def drops() -> Iterator[Drop]:
    """Registers and schemes first, then period by period, as others are held against them; answers to queries last."""
    order = ("单位名录", "绩效考评方案", "")
    found = scan(Workspace(RAW, RAW), CONTRACTS)
    yield from sorted(
        found,
        key=lambda drop: (
            drop.path.name.startswith("疑问答复"),
            next(place for place, name in enumerate(order) if name in drop.path.name),
            drop.period,
            str(drop.path),
        ),
    )


def named(drop: Drop) -> str:
    return str(drop.path.relative_to(RAW))


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return Workspace(RAW, tmp_path_factory.mktemp("warehouse"))


@pytest.fixture(scope="module")
def answers(workspace: Workspace) -> dict[str, Receipt]:
    return {named(drop): receive(workspace, CONTRACTS, drop.path, now=NOW) for drop in drops()}


@pytest.mark.parametrize("name", [named(drop) for drop in drops()])
def test_a_sample_file_is_accepted(answers: dict[str, Receipt], name: str) -> None:
    wrong = [(f.rule, f.sheet, f.cell, f.message_en) for f in answers[name].findings if f.severity != "QUERY"]
    assert wrong == []
    assert answers[name].accepted


def test_every_query_of_the_sample_is_answered(workspace: Workspace, answers: dict[str, Receipt]) -> None:
    periods = sorted({Period.parse(receipt.period) for receipt in answers.values()})
    asked = [query for period in periods for query in queries(workspace, CONTRACTS, period)]
    unanswered = [(q.bureau, q.period, q.query_id, q.place, q.message_zh) for q in asked if q.answer is None]
    assert unanswered == [], "write them into sample/query_answers.csv and run `make sample`"
    assert len(asked) > 20


@pytest.mark.parametrize(("name", "label"), [("data_nature", NATURE), ("vintage", VINTAGE)])
def test_columns_that_state_nature_or_vintage_know_the_same_words_as_intake(name: str, label: str) -> None:
    columns = [c for contract in CONTRACTS for t in contract.tables for c in t.columns if c.name == name]
    assert columns
    assert all(column.enum.keys() <= CODES[label].keys() for column in columns)


def test_every_dataset_has_a_sample_of_2020(answers: dict[str, Receipt]) -> None:
    delivered = {(r.bureau, r.dataset) for r in answers.values() if Period.parse(r.period).year == 2020}
    assert delivered - {(bureau, "query_answers") for bureau, _ in delivered} == {
        contract.key for contract in CONTRACTS
    }


def test_the_sample_says_which_of_it_is_synthetic(answers: dict[str, Receipt]) -> None:
    figures = [receipt for receipt in answers.values() if receipt.dataset != "query_answers"]
    real = {receipt.dataset for receipt in figures if not receipt.is_synthetic}
    mixed = {
        receipt.dataset
        for receipt in answers.values()
        if 0 < sum(receipt.synthetic_rows.values()) < sum(receipt.rows.values())
    }
    assert real == {"county_accounts", "livelihood"}
    assert "budget_execution" in mixed
