"""Findings, commendations and vetoes fit the scheme, and no real county is accused of anything."""

import pytest

from sample.units import COUNTIES
from tests.unit.sample.conftest import RAW, table

YEARS = [2019, 2020]
REAL = {unit.code for unit in COUNTIES}


def _findings(year: int) -> list[dict[str, object]]:
    return table(RAW / f"efficiency_office/{year}/{year}年察访核验情况.xlsx", "察访核验")


def _honours(year: int) -> list[dict[str, object]]:
    return table(RAW / f"organisation/{year}/{year}年表彰奖励与一票否决.xlsx", "表彰与否决")


def _items(year: int, *kinds: str) -> set[object]:
    rows = table(RAW / f"efficiency_office/{year}/{year}年度绩效考评方案.xlsx", "加减分规则")
    return {row["事项代码"] for row in rows if row["类型"] in kinds}


@pytest.mark.parametrize("year", YEARS)
def test_records_name_items_of_the_scheme(year: int) -> None:
    assert {row["事项代码"] for row in _findings(year)} == _items(year, "扣分")
    assert {row["事项代码"] for row in _honours(year)} == _items(year, "加分", "一票否决")


@pytest.mark.parametrize("year", YEARS)
def test_findings_and_vetoes_fall_on_made_up_units_only(year: int) -> None:
    vetoes = [row for row in _honours(year) if row["事项代码"] in _items(year, "一票否决")]
    assert len(vetoes) == 3
    assert not REAL & {row["单位代码"] for row in (*_findings(year), *vetoes)}


@pytest.mark.parametrize("year", YEARS)
def test_some_units_have_several_findings_and_dates_are_of_the_year(year: int) -> None:
    rows = _findings(year)
    units = [row["单位代码"] for row in rows]
    assert len(set(units)) < len(units)
    assert {str(row["察访日期"])[:4] for row in rows} == {str(year)}
    assert {str(row["文件日期"])[:4] for row in _honours(year)} == {str(year)}


def test_a_few_results_are_not_applicable_and_a_few_were_not_produced() -> None:
    rows = table(RAW / "efficiency_office/2020/2020年重点任务与专项指标完成情况.xlsx", "完成情况")
    words = [row["完成值"] for row in rows if isinstance(row["完成值"], str)]
    assert {word: words.count(word) for word in set(words)} == {"不适用": 3, "未产生数据": 2}
