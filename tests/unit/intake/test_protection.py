"""Identifiers of persons land as keyed hashes, and their raw text stands nowhere but in the bytes that were received."""

import json
from dataclasses import replace
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from orchestration.contracts import Contracts
from orchestration.foundation.errors import UserError
from orchestration.intake import check, receive
from orchestration.intake.arrays import as_texts
from orchestration.intake.protection import protect
from tests.unit.intake.workshop import NOW, Workshop, payment_rows, rules

KEY, OTHER_KEY = b"k" * 32, b"o" * 32
PERSON = "11010519491231002X"


def _personal(contracts: Contracts) -> Contracts:
    """Return the workshop's contracts with the payments' comment as an identifier of persons."""
    contract = contracts.get("finance", "payments")
    table = contract.tables[0]
    columns = tuple(
        replace(column, classification="personal", pattern="[0-9Xx]{18}|[0-9]{3}")
        if column.name == "comment"
        else column
        for column in table.columns
    )
    changed = replace(contract, tables=(replace(table, columns=columns),))
    return replace(contracts, all=tuple(changed if item is contract else item for item in contracts))


def _rows() -> list[list[str]]:
    rows = payment_rows()
    for row in rows:
        row[8] = ""
    rows[0][8], rows[1][8], rows[2][8] = PERSON, " １１０１０５１９４９１２３１００２x", "123"
    return rows


@given(st.text(min_size=1, max_size=20))
def test_a_hash_is_always_the_same_under_one_key_and_another_under_another(text: str) -> None:
    texts = as_texts([text, None])
    assert protect(texts, KEY).to_pylist() == protect(texts, KEY).to_pylist()
    assert protect(texts, KEY)[0] != protect(texts, OTHER_KEY)[0]
    assert protect(texts, KEY).to_pylist()[1] is None


def test_width_blanks_and_case_make_no_second_person() -> None:
    spelt = as_texts([PERSON, PERSON.lower(), f" {PERSON[:6]} {PERSON[6:]}", "１１０１０５19491231002Ｘ"])
    assert len(set(protect(spelt, KEY).to_pylist())) == 1


@pytest.fixture
def landed(workshop: Workshop) -> Workshop:
    workshop.register()
    path = workshop.payments(_rows())
    receipt = receive(workshop.workspace, _personal(workshop.contracts), path, now=NOW)
    assert receipt.accepted, rules(receipt)
    return workshop


def test_persons_land_as_hashes_and_blanks_as_nothing(landed: Workshop) -> None:
    folder = next(landed.workspace.landing.glob("finance/payments/2020/*"))
    key = landed.workspace.personal_key.read_bytes()
    values = pq.read_table(folder / "rows.parquet")["comment"].to_pylist()
    assert values[:3] == protect(as_texts([PERSON, PERSON, "123"]), key).to_pylist()
    assert values[3:] == [None] * (len(values) - 3)
    assert "comment" not in pq.read_table(folder / "cells.parquet")["field_name"].to_pylist()


def test_a_key_that_is_gone_is_not_replaced_by_another(landed: Workshop) -> None:
    landed.workspace.personal_key.unlink()
    path = landed.payments(_rows()[:5])
    with pytest.raises(UserError, match="backup"):
        receive(landed.workspace, _personal(landed.contracts), path, now=NOW)
    assert not landed.workspace.personal_key.exists()


def test_a_column_that_is_younger_than_what_has_landed_gets_its_key(workshop: Workshop) -> None:
    path = workshop.payments()
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("".join(line.rpartition(",")[0] + "\n" for line in lines), encoding="utf-8")
    assert workshop.receive(path).accepted
    assert not workshop.workspace.personal_key.exists()
    assert receive(
        workshop.workspace, _personal(workshop.contracts), workshop.payments(_rows()), now=NOW
    ).accepted
    assert workshop.workspace.personal_key.exists()


def test_what_stands_in_the_file_is_nowhere_but_in_the_bytes_received(landed: Workshop) -> None:
    warehouse = landed.workspace.warehouse
    held = [path for path in warehouse.rglob("*") if path.is_file() and PERSON.encode() in path.read_bytes()]
    assert {path.relative_to(warehouse).parts[0] for path in held} == {"received"}


def test_a_finding_about_a_person_shows_nothing(workshop: Workshop) -> None:
    rows = _rows()
    rows[0][8] = f"{PERSON}7"
    path = workshop.payments(rows)
    receipt = receive(workshop.workspace, _personal(workshop.contracts), path, now=NOW)
    assert rules(receipt) == ["C07_PATTERN"]
    assert PERSON not in json.dumps(receipt.as_dict(), ensure_ascii=False)


def test_a_dry_run_makes_no_key(workshop: Workshop) -> None:
    workshop.register()
    path = workshop.payments(_rows())
    receipt = check(workshop.workspace, _personal(workshop.contracts), path, now=NOW)
    assert receipt.accepted, rules(receipt)
    assert not workshop.workspace.personal_key.exists()


def test_a_key_that_was_promised_and_is_not_there_stops_intake(workshop: Workshop, tmp_path: Path) -> None:
    workshop.register()
    given_elsewhere = replace(workshop.workspace, given_key=tmp_path / "elsewhere.key")
    path = workshop.payments(_rows())
    with pytest.raises(UserError, match=r"elsewhere\.key"):
        receive(given_elsewhere, _personal(workshop.contracts), path, now=NOW)
    assert not list(workshop.workspace.landing.glob("finance/*"))
