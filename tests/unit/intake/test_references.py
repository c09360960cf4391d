"""References: units of the year's register, other sheets of a workbook, spelling, and coverage."""

from pathlib import Path

import pytest

from orchestration.foundation.periods import Period
from orchestration.intake.basis import basis_of
from tests.unit.intake.workshop import (
    CSV_HEADER,
    UNITS,
    Workshop,
    figure_rows,
    only,
    payment_rows,
    rules,
    write_workbook,
)


@pytest.mark.parametrize("spelt", ["仓山区（新）", "仓山区(新)", " 仓 山 区 （新）", "仓山区（新）\u200b"])
def test_a_unit_lands_as_the_register_spells_it(workshop: Workshop, spelt: str) -> None:
    rows = figure_rows()
    rows[6][0] = spelt
    receipt = workshop.receive(workshop.figures(rows))
    assert receipt.accepted, receipt.findings
    assert workshop.landed(receipt)[2]["unit_name_zh"] == "仓山区（新）"


@pytest.mark.parametrize("spelt", ["鼓 楼 区", "鼓楼区 "])
def test_blanks_in_a_name_beside_its_code_do_not_matter(workshop: Workshop, spelt: str) -> None:
    rows = payment_rows()
    rows[0][1] = spelt
    assert workshop.receive(workshop.payments(rows)).accepted


def test_an_unknown_unit_is_answered_with_the_nearest_by_its_name(workshop: Workshop) -> None:
    rows = [*payment_rows(), ["350199", "鼓楼区", "收入", "1", "AB001", "2020-03-05", "年报", "实际", "无"]]
    finding = only(workshop.receive(workshop.payments(rows)))
    assert (finding.rule, finding.cell, finding.value) == ("R01_UNKNOWN_UNIT", "A8", "350199")
    assert (finding.allowed or "").startswith("鼓楼区(350102)")


def test_units_of_another_year_do_not_count(workshop: Workshop) -> None:
    path = workshop.path("efficiency_office", "2021", "2021年单位名录.xlsx")
    rows = [["单位代码", "单位名称", "层级"], *([*unit] for unit in UNITS if unit[0] != "350102")]
    assert workshop.receive(write_workbook(path, {"单位名录": rows})).accepted
    figures = workshop.path("statistics", "2021", "2021年核算.xlsx")
    sheet = [["2021年核算"], *figure_rows()[1:]]
    receipt = workshop.receive(write_workbook(figures, {"核算": sheet}, {"核算": ["A3:A4", "B3:C3"]}))
    assert [(f.rule, f.value) for f in receipt.findings] == [("R01_UNKNOWN_UNIT", "鼓楼区")]


def test_missing_units_are_named(workshop: Workshop) -> None:
    rows = [row for row in payment_rows() if row[0] == "350102"] * 1
    rows.append([*rows[0][:2], "支出", *rows[0][3:]])
    rows = [["350100", "福州市", "收入", *rows[0][3:]], *rows[:2]]
    finding = only(workshop.receive(workshop.payments(rows)))
    assert (finding.rule, finding.value, finding.allowed) == (
        "R04_COVERAGE",
        "台江区(350103)、仓山区（新）(350104)",
        "县区",
    )


def test_a_sheet_may_refer_to_another_of_the_same_workbook(workshop: Workshop) -> None:
    path = workshop.path("efficiency_office", "2020", "2020年方案.xlsx")
    sheets = {"分组": [["组别"], ["甲（一）"]], "权重": [["组别", "权重"], ["甲(一)", 60]]}
    receipt = workshop.receive(write_workbook(path, sheets))
    assert receipt.accepted, receipt.findings
    assert workshop.landed(receipt, "weights")[0]["group_code"] == "甲（一）"
    assert rules(receipt) == []


@pytest.mark.parametrize(("code", "found"), [("*", []), ("＊", []), ("**", ["R03_UNKNOWN_REFERENCE"])])
def test_a_reference_takes_what_the_contract_allows_besides_and_no_more(
    workshop: Workshop, code: str, found: list[str]
) -> None:
    path = workshop.path("efficiency_office", "2020", "2020年方案.xlsx")
    sheets = {"分组": [["组别"], ["甲"]], "权重": [["组别", "权重"], [code, 60]]}
    assert rules(workshop.receive(write_workbook(path, sheets))) == found


def _grouped(workshop: Workshop, group: str) -> Path:
    """Drop payments that name a group of the plan."""
    lines = [[*CSV_HEADER, "组别"], *([*row, group] for row in payment_rows())]
    path = workshop.path("finance", "2020", "2020年执行情况.csv")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(",".join(line) + "\n" for line in lines), encoding="utf-8")
    return path


def test_what_is_checked_once_it_can_be_need_not_wait(workshop: Workshop) -> None:
    contract, period = workshop.contracts.get("finance", "payments"), Period(2020)
    early = workshop.receive(_grouped(workshop, "乙"))
    assert early.accepted, early.findings
    before = basis_of(workshop.workspace, workshop.contracts, contract, period)
    plan = {"分组": [["组别"], ["甲（一）"]], "权重": [["组别", "权重"], ["*", 60]]}
    path = workshop.path("efficiency_office", "2020", "2020年方案.xlsx")
    assert workshop.receive(write_workbook(path, plan)).accepted
    # The file accepted before is judged against something else now, and so it is examined anew.
    assert basis_of(workshop.workspace, workshop.contracts, contract, period) != before
    refused = workshop.receive(_grouped(workshop, "丙")).findings
    assert {(one.rule, one.value) for one in refused} == {("R03_UNKNOWN_REFERENCE", "丙")}
    assert refused[0].cell == "J2"
    spelt = workshop.receive(_grouped(workshop, "甲(一)"))
    assert spelt.accepted, spelt.findings
    assert {row["group_code"] for row in workshop.landed(spelt)} == {"甲（一）"}
