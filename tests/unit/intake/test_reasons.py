"""Blank, nil, not applicable and suppressed on their way through the door: what lands, and what is kept beside it."""

from dataclasses import replace
from typing import Any

import pytest

from orchestration.contracts import Contracts
from orchestration.intake import receive
from tests.unit.intake.workshop import NOW, Workshop, figure_rows, rules

REASONS = ("not_applicable", "not_published", "nil", "suppressed", "too_small", "too_new", "refused")


def _allowing(contracts: Contracts, dash_means: str) -> Contracts:
    """Return the workshop's contracts with every reason admitted for the figures' total."""
    contract = contracts.get("statistics", "figures")
    table = contract.tables[0]
    columns = tuple(
        replace(column, missing_allowed=REASONS, dash_means=dash_means) if column.name == "gdp" else column
        for column in table.columns
    )
    changed = replace(contract, tables=(replace(table, columns=columns),))
    return replace(contracts, all=tuple(changed if item is contract else item for item in contracts))


@pytest.mark.parametrize(
    ("written", "dash_means", "landed", "reason"),
    [
        (None, "nil", None, "not_published"),
        ("…", "nil", None, "not_published"),
        ("-", "nil", "0", "nil"),
        ("-", "not_applicable", None, "not_applicable"),
        ("无", "not_applicable", "0", "nil"),
        ("不适用", "nil", None, "not_applicable"),
        ("***", "nil", None, "suppressed"),
        ("样本过少", "nil", None, "too_small"),
        ("新设指标", "nil", None, "too_new"),
        ("拒报", "nil", None, "refused"),
        (0, "nil", "0", None),
    ],
)
def test_each_lands_as_what_it_is_and_keeps_its_reason(
    workshop: Workshop, written: Any, dash_means: str, landed: str | None, reason: str | None
) -> None:
    workshop.register()
    rows = figure_rows()
    rows[4][1] = written
    contracts = _allowing(workshop.contracts, dash_means)
    receipt = receive(workshop.workspace, contracts, workshop.figures(rows), now=NOW)
    assert receipt.accepted, rules(receipt)
    assert workshop.landed(receipt)[0]["gdp"] == landed
    kept = {
        (cell["_row"], cell["field_name"]): (cell["raw_text"], cell["missing_reason"])
        for cell in workshop.landed(receipt, "cells")
    }
    assert kept.get((5, "gdp")) == (None if reason is None else (str(written or ""), reason))
