"""The scheme workbooks are sound: weights and shares add up, every rule is complete, every method of the contract is in use."""

from collections import defaultdict
from decimal import Decimal
from functools import cache
from itertools import pairwise

import pytest

from orchestration.contracts import load_contracts
from tests.unit.sample.conftest import RAW, table

YEARS = [2019, 2020]
Rows = list[dict[str, object]]


@cache
def sheet(year: int, name: str) -> Rows:
    return table(RAW / f"efficiency_office/{year}/{year}年度绩效考评方案.xlsx", name)


def number(value: object) -> Decimal:
    return Decimal(str(value))


def groups(year: int) -> list[str]:
    return [str(row["组别代码"]) for row in sheet(year, "考评分组")]


def weights(year: int, group: str) -> dict[str, Decimal]:
    return {str(row["代码"]): number(row["权重"]) for row in sheet(year, "权重") if row["组别代码"] == group}


def parts(year: int, group: str, indicator: str) -> Rows:
    """Return the rows that hold for a group: its own, or those for all groups."""
    rows = [row for row in sheet(year, "评分方法") if row["指标代码"] == indicator]
    return [row for row in rows if row["组别代码"] == group] or [
        row for row in rows if row["组别代码"] == "*"
    ]


def indicators(year: int, group: str) -> list[str]:
    kinds = {row["代码"]: row["类型"] for row in sheet(year, "指标体系")}
    return [code for code in weights(year, group) if kinds[code] == "指标"]


@pytest.mark.parametrize("year", YEARS)
def test_the_weights_of_siblings_sum_to_100_in_every_group(year: int) -> None:
    parents = {row["代码"]: row["上级代码"] for row in sheet(year, "指标体系")}
    for group in groups(year):
        sums: dict[object, Decimal] = defaultdict(Decimal)
        for code, weight in weights(year, group).items():
            sums[parents[code]] += weight
        assert set(sums.values()) == {Decimal(100)}, (group, dict(sums))


@pytest.mark.parametrize("year", YEARS)
def test_a_weighted_node_has_a_weighted_parent_and_deductions_have_no_weight(year: int) -> None:
    nodes = {row["代码"]: row for row in sheet(year, "指标体系")}
    for group in groups(year):
        weighted = weights(year, group)
        for code in weighted:
            assert nodes[code]["上级代码"] == "" or nodes[code]["上级代码"] in weighted
            assert nodes[code]["类型"] not in ("察访核验", "加分")


@pytest.mark.parametrize("year", YEARS)
def test_the_shares_of_an_indicator_sum_to_1_in_every_group(year: int) -> None:
    for group in groups(year):
        for indicator in indicators(year, group):
            shares = [number(row["占比"]) for row in parts(year, group, indicator)]
            assert sum(shares) == 1, (group, indicator, shares)


@pytest.mark.parametrize("year", YEARS)
def test_no_row_of_a_method_is_for_an_indicator_that_nobody_has(year: int) -> None:
    used = {code for group in groups(year) for code in indicators(year, group)}
    assert {row["指标代码"] for row in sheet(year, "评分方法")} == used


@pytest.mark.parametrize("year", YEARS)
def test_a_method_has_the_parameters_that_it_needs(year: int) -> None:
    needed = {"功效系数": ("满意值", "不允许值"), "分档": ("分档表",), "增减分": ("基准分", "单位分值")}
    tables = {row["分档表"] for row in sheet(year, "分档表")}
    for row in sheet(year, "评分方法"):
        assert all(row[name] != "" for name in needed.get(str(row["计分方法"]), ())), row
        assert row["分档表"] == "" or row["分档表"] in tables
        assert (row["比较方式"] == "数值") == (row["比较基准"] in ("无", "目标值")), row


@pytest.mark.parametrize("year", YEARS)
def test_every_unit_has_the_targets_that_its_rules_need(year: int) -> None:
    targets = {(row["单位代码"], row["指标代码"]) for row in sheet(year, "目标值")}
    for unit in sheet(year, "考评对象"):
        group = str(unit["组别代码"])
        for indicator in indicators(year, group):
            if any(row["比较基准"] == "目标值" for row in parts(year, group, indicator)):
                assert (unit["单位代码"], indicator) in targets


def test_targets_stand_in_stored_units() -> None:
    projects = [number(r["目标值"]) for r in sheet(2020, "目标值") if r["指标代码"] == "PROJECT_INVESTMENT"]
    # 万元: a county plans tens of 亿元 and more
    assert len(projects) == 19
    assert min(projects) > 100_000


@pytest.mark.parametrize("year", YEARS)
def test_a_table_of_bands_covers_the_line_without_gap_or_overlap(year: int) -> None:
    bands: dict[object, Rows] = defaultdict(list)
    for row in sheet(year, "分档表"):
        bands[row["分档表"]].append(row)
    assert len(bands) > 3
    for rows in bands.values():
        assert [row["档次"] for row in rows] == list(range(1, len(rows) + 1))
        assert (rows[0]["下界"], rows[-1]["上界"]) == ("", "")
        assert len({row["闭端"] for row in rows}) == 1
        for below, above in pairwise(rows):
            assert below["上界"] == above["下界"]
        for row in rows:
            assert row["下界"] == "" or row["上界"] == "" or number(row["下界"]) < number(row["上界"])
            unbounded = "" in (row["下界"], row["上界"])
            assert not unbounded or row["下界得分"] == row["上界得分"], "linear needs two bounds"


# What most schemes say; the rarer methods and references come up in made-up years (tests/oracle/test_made_up_variety.py).
COMMON = {
    "part_code": {"目标", "纵向", "横向"},
    "reference_kind": {"无", "目标值", "上年同期", "全市", "组平均"},
    "basis": {"数值", "差值", "增速"},
    "method_code": {"目标完成率", "功效系数", "分档", "增减分", "达标"},
    "fallback": {"暂缓", "并入其他角度", "零分"},
}


@pytest.mark.parametrize("column", COMMON)
def test_the_sample_uses_everything_that_most_schemes_say_of_a_method(column: str) -> None:
    contract = load_contracts(RAW).get("efficiency_office", "scheme")
    declared = next(table for table in contract.tables if table.sheet == "评分方法").column(column)
    used = {row[declared.header_path[0]] for year in YEARS for row in sheet(year, "评分方法")}
    assert used == COMMON[column] <= set(declared.enum)


def test_bands_are_flat_and_linear_and_closed_on_both_sides() -> None:
    rows = sheet(2020, "分档表")
    assert {row["闭端"] for row in rows} == {"上闭", "下闭"}
    assert {row["下界得分"] == row["上界得分"] for row in rows} == {True, False}


def test_over_fulfilment_earns_credit_and_a_group_has_a_rule_of_its_own() -> None:
    rows = sheet(2020, "评分方法")
    assert any(row["计分方法"] == "目标完成率" and row["单位分值"] != "" for row in rows)
    assert {row["组别代码"] for row in rows} >= {"*", "COUNTY_HILL"}
    assert any(row["指标方向"] == "逆向" for row in sheet(2020, "指标体系"))


@pytest.mark.parametrize("year", YEARS)
def test_respondent_groups_and_topics_weigh_100(year: int) -> None:
    sums: dict[object, Decimal] = defaultdict(Decimal)
    counts: dict[object, int] = defaultdict(int)
    for row in sheet(year, "评议主体"):
        sums[row["组别代码"]] += number(row["权重"])
        counts[row["组别代码"]] += 1
    assert set(sums.values()) == {Decimal(100)}
    assert set(counts.values()) == {7}
    assert set(sums) == {"*", "ORGAN_PARTY", "ORGAN_ECON", "ORGAN_SERVICE"}
    assert sum(number(row["权重"]) for row in sheet(year, "评议内容")) == 100


def test_only_2020_has_the_special_indicators() -> None:
    codes = {year: {row["代码"] for row in sheet(year, "指标体系")} for year in YEARS}
    assert codes[2020] - codes[2019] == {
        "SPECIAL", "INNOVATION_RESULTS", "INCENTIVE_MEASURES", "GRASSROOTS_SERVICE",
    }  # fmt: skip
    assert codes[2019] <= codes[2020]
    assert weights(2019, "ZONE")["APPRAISAL"] == 30
    assert weights(2020, "ZONE")["APPRAISAL"] == 40


def test_settings_are_those_that_the_method_describes() -> None:
    described = (RAW.parent / "docs/method.md").read_text(encoding="utf-8").split("## Settings")[1]
    for row in sheet(2020, "基本设置"):
        assert f"`{row['设置项']}`" in described
    demanded = [line for line in described.split("\n") if line.startswith("| `") and "not said" not in line]
    assert len(demanded) > 10
    assert {line.split("`")[1] for line in demanded} <= {row["设置项"] for row in sheet(2020, "基本设置")}


def test_a_second_year_of_the_third_grade_leads_to_what_the_fourth_does() -> None:
    actions: dict[tuple[object, object], set[object]] = defaultdict(set)
    for row in sheet(2020, "结果运用"):
        actions[row["等次"], row["连续年数"]].add(row["措施代码"])
    assert actions["一般", 1] | actions["一般", 2] == actions["差", 1]
