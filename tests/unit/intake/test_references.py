"""References: units of the year's register, other sheets of a workbook, spelling, and coverage."""

import pytest

from tests.unit.intake.workshop import UNITS, Workshop, figure_rows, only, payment_rows, rules, write_workbook


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
