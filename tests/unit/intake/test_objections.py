"""Objections come through the same door: whole, in order, by units that are evaluated, with decisions that someone answers for."""

from typing import Any

import pytest

from tests.unit.intake.history import deliver_scheme
from tests.unit.intake.workshop import Workshop, only


@pytest.fixture
def office(workshop: Workshop) -> Workshop:
    deliver_scheme(workshop)
    return workshop


UNDECIDED: dict[str, Any] = dict.fromkeys(("处理决定", "决定理由", "决定人", "决定日期", "更正文件哈希"))


@pytest.mark.parametrize(
    "decision",
    [
        None,
        UNDECIDED,
        {},
        {"处理决定": "不采纳", "更正文件哈希": None},
        {"更正文件哈希": None},
    ],
)
def test_an_objection_is_accepted_open_answered_and_decided(
    office: Workshop, decision: dict[str, Any] | None
) -> None:
    receipt = office.receive(office.objections({}, decision))
    assert receipt.accepted, [finding.message_en for finding in receipt.findings]
    [landed] = office.landed(receipt)
    assert (landed["unit_code"], landed["indicator_code"]) == ("350102", "HOUSEHOLDS")
    assert receipt.rows.get("decisions", 0) == (0 if decision is None else 1)


def test_another_rule_may_be_objected_to_than_an_indicator(office: Workshop) -> None:
    assert office.receive(office.objections({"指标代码": None}, None)).accepted


@pytest.mark.parametrize(
    ("objection", "decision", "rule", "cell"),
    [
        ({"单位代码": "350103"}, None, "R03_UNKNOWN_REFERENCE", "C3"),
        ({"指标代码": "GDP"}, None, "R03_UNKNOWN_REFERENCE", "E3"),
        ({}, {"异议编号": "Y-002"}, "R03_UNKNOWN_REFERENCE", "A3"),
        ({}, {"佐证材料": None}, "C01_REQUIRED", "D3"),
        ({"提出日期": "2021-03-02"}, None, "A03_DATE_IN_FUTURE", "B3"),
        ({}, {"决定日期": "2021-03-02"}, "A03_DATE_IN_FUTURE", "I3"),
        ({}, {"决定日期": "2021-02-14"}, "O03_DATES_OUT_OF_ORDER", "I3"),
        ({}, {"决定人": None}, "O01_DECISION_INCOMPLETE", "H3"),
        ({}, {"决定日期": None}, "O01_DECISION_INCOMPLETE", "I3"),
        ({}, UNDECIDED | {"更正文件哈希": "3f2a9c01d4e7"}, "O02_CORRECTED_THOUGH_NOT_UPHELD", "J3"),
    ],
)
def test_what_is_wrong_is_refused_with_its_cell(
    office: Workshop, objection: dict[str, Any], decision: dict[str, Any] | None, rule: str, cell: str
) -> None:
    finding = only(office.receive(office.objections(objection, decision)))
    assert (finding.rule, finding.cell) == (rule, cell)
