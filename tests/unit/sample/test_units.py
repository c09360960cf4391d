"""The register knows every unit that a file names, and no made-up unit passes for a real one."""

from collections import Counter
from pathlib import Path

import pytest

from sample.units import CITY, COUNTIES, ORGAN, TOWNSHIP, ZONE, units_of
from tests.unit.sample.conftest import RAW, csv_rows, figures, sheets, table

YEARS = (2018, 2019, 2020)
REAL_CODES = {
    "350100": "福州市", "350102": "鼓楼区", "350103": "台江区", "350104": "仓山区", "350105": "马尾区", "350111": "晋安区",
    "350112": "长乐区", "350121": "闽侯县", "350122": "连江县", "350123": "罗源县", "350124": "闽清县", "350125": "永泰县",
    "350128": "平潭县", "350181": "福清市",
}  # fmt: skip


def _register(year: int) -> list[dict[str, object]]:
    return table(RAW / f"efficiency_office/{year}/{year}年考评单位名录.xlsx", "单位名录")


def _names(year: int) -> dict[str, str]:
    return {str(row["单位代码"]): str(row["单位名称"]) for row in _register(year)}


@pytest.mark.parametrize("year", YEARS)
def test_the_register_holds_the_city_and_everybody_who_is_evaluated(year: int) -> None:
    levels = Counter(row["层级"] for row in _register(year))
    organs = 64 if year == 2020 else 63
    assert levels == {"市": 1, "县区": 13, "开发区": 6, "市直机关": organs, "乡镇街道": 173}


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("column", ["内部编号", "单位代码", "单位名称", "英文名称"])
def test_nothing_that_names_a_unit_stands_twice_in_a_register(year: int, column: str) -> None:
    values = [row[column] for row in _register(year)]
    assert len(values) == len(set(values))


@pytest.mark.parametrize("year", YEARS)
def test_real_units_have_their_real_codes_and_all_others_say_that_they_are_made_up(year: int) -> None:
    for code, name in _names(year).items():
        assert REAL_CODES.get(code) == name if code in REAL_CODES else name.endswith("（演示）"), code


def test_a_township_lies_under_a_real_county_and_everybody_else_under_the_city() -> None:
    for row in _register(2020):
        if row["层级"] == TOWNSHIP:
            assert row["上级代码"] in {unit.code for unit in COUNTIES}
            assert str(row["单位代码"]).startswith(str(row["上级代码"]))
        else:
            assert row["上级代码"] == ("" if row["层级"] == "市" else CITY.code)


@pytest.mark.parametrize("year", [2019, 2020])
def test_every_participant_stands_in_the_register_of_its_year(year: int) -> None:
    participants = table(RAW / f"efficiency_office/{year}/{year}年度绩效考评方案.xlsx", "考评对象")
    names = _names(year)
    assert {str(row["单位代码"]): row["单位名称"] for row in participants} == {
        code: name for code, name in names.items() if code != CITY.code
    }


def _named(path: Path) -> list[tuple[str, str | None]]:
    """Return code and name of every unit that a file names."""
    if path.suffix == ".csv":
        rows = csv_rows(RAW / path)
        return [(row.get("单位代码") or row["被评单位代码"], row.get("单位名称")) for row in rows]
    depth = 2 if path.parts[0] in {"development_reform", "statistics"} else 1
    return [
        (str(row["单位代码"]), str(row["单位名称"]))
        for sheet in sheets(RAW / path)
        for row in table(RAW / path, sheet, 1)[depth - 1 :]
        if "单位代码" in row and "单位名称" in row
    ]


@pytest.mark.parametrize("path", [path for path in figures(RAW) if "名录" not in path.name], ids=str)
def test_a_file_names_units_as_the_register_of_its_year_does(path: Path) -> None:
    names = _names(int(path.parts[1][:4]))
    wrong = [
        (code, name)
        for code, name in _named(path)
        if name not in (None, names.get(code)) or code not in names
    ]
    assert wrong == []


def test_a_unit_keeps_its_identifier_when_its_name_and_code_change() -> None:
    before, after = ({unit.unit_id: unit for unit in units_of(year)} for year in (2019, 2020))
    changed = [unit_id for unit_id in before if before[unit_id].code != after[unit_id].code]
    assert len(changed) == 1
    old, new = before[changed[0]], after[changed[0]]
    assert (new.former_code, new.former_name) == (old.code, old.name)
    assert new.valid_from == "2020-03-18"


def test_changle_carries_its_name_and_code_of_before_2017() -> None:
    row = next(row for row in _register(2018) if row["单位代码"] == "350112")
    assert (row["内部编号"], row["曾用代码"], row["曾用名称"], row["启用日期"]) == (
        "U350112", "350182", "长乐市", "2017-11-06",
    )  # fmt: skip


def test_an_organ_that_was_set_up_in_2020_has_no_figures_of_before() -> None:
    new = {unit.code for unit in units_of(2020, ORGAN)} - {unit.code for unit in units_of(2019, ORGAN)}
    assert len(new) == 1
    for path in figures(RAW, "*/2019*/*"):
        assert not new & {code for code, _ in _named(path)}


def test_made_up_zones_have_local_codes() -> None:
    assert [unit.code for unit in units_of(2020, ZONE)] == [f"3501Z{n}" for n in range(1, 7)]


@pytest.mark.parametrize("path", figures(RAW, "statistics/20??/*"), ids=str)
def test_a_yearbook_names_the_city_first_and_then_every_county(path: Path) -> None:
    (rows,) = sheets(RAW / path).values()
    texts = [str(row[0]) for row in rows]
    first = texts.index(CITY.name)
    names = texts[first : first + 14]
    assert names[1:] == [f"　{unit.name}" for unit in COUNTIES]
