"""What `jixiao explain 2020Q2` shows of a unit's progress: each figure with its cell, the rule that gave the status, and how a forecast came."""

import io
from pathlib import Path

import pytest
from rich.console import Console
from typer.testing import CliRunner

from orchestration.cli.main import app
from orchestration.explain import explain, explain_progress, render, render_progress
from orchestration.foundation.errors import UserError
from tests.unit.explain.monitored_rows import FIRST
from tests.unit.explain.release_folder import write_release

NARROW = 100


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_release(tmp_path_factory.mktemp("progress") / "release")


def printed(page: object, width: int = 200) -> str:
    """Return the text that a user sees."""
    stream = io.StringIO()
    Console(width=width, file=stream).print(page)
    return "\n".join(line.rstrip() for line in stream.getvalue().splitlines())


def shown(release: Path, indicator: str | None = None, width: int = 200) -> str:
    """Return a unit's progress as a user sees it."""
    return printed(render_progress(explain_progress(release, FIRST, indicator)), width)


@pytest.mark.parametrize(
    "words",
    [
        "重点任务 Key tasks (TASK)  权重 weight 50",
        "累计值 x = 60 %  statistics/2020/核算.xlsx 季度!C7",
        "目标值 t = 200  efficiency_office/2020/方案.xlsx 目标值!D6",
        "进度 progress p = 100·x/t = 100·60/200 = 30",
        "应达 expected e = 100·y(2)/y(4) = 100·40/160 = 25（上年进度 last year's path）",
        "上年 y(2) = 40  statistics/2019/上年核算.xlsx 季度!C8",
        "上年 y(4) = 160  statistics/2019/上年核算.xlsx 季度!C9",
        "状态 status: 正常 on track，p ≥ e（p = 30，e = 25，s = 0.9）",
        "年末预测 forecast f = 100·x/上年进度 last year's path = 100·60/25 = 240",
        "名义95% 区间 interval, 95% in name: f ± t·spread·|f| = [206.4, 273.6]（n = 4，spread = 0.05，t = 2.8）",
        "前景 outlook: 可完成 on target，预测值 the forecast ≥ t",
        "statistics/2019/上年核算.xlsx",
        "annual-2020-000000000001",
    ],
)
def test_a_flow_is_taken_apart(release: Path, words: str) -> None:
    assert words in shown(release, "重点任务")


@pytest.mark.parametrize(
    "words",
    [
        "应达 expected e = 100（比率 whole",
        "状态 status: 滞后 behind，p < s·e（p = 51.72，e = 100，s = 0.9）",
        "年末预测 forecast f = x（比率不变 a rate stays） = 3",
        "无区间 no interval: n = 1 个上年误差",
        "前景 outlook: 可能完不成 likely missed，预测值不满足 the forecast is not ≥ t",
        "预警 alert: 地区生产总值增速 GDP_GROWTH 2020Q2 进度较上季度变差 Fell back（有风险 at risk → 滞后 behind）",
    ],
)
def test_a_rate_is_taken_apart(release: Path, words: str) -> None:
    text = shown(release, "GDP_GROWTH")
    assert words in text
    assert text.index("2020Q1") < text.index("2020Q2")


def test_all_that_is_monitored_stands_in_one_table_at_its_last_quarter(release: Path) -> None:
    text = shown(release)
    assert text.count("GDP_GROWTH 2020Q2") == 2
    assert "GDP_GROWTH 2020Q1" not in text
    assert "[206.4, 273.6]" in text


def test_a_value_that_is_overdue_has_no_quarter_but_says_why(release: Path) -> None:
    assert "逾期未报数值 A value is overdue：拒绝提供 refused" in shown(release, "JOBS")


def test_a_years_page_shows_the_quarters_too(release: Path) -> None:
    whole = printed(render(explain(release, FIRST)))
    assert "TASK 2020Q2" in whole
    assert "A value is overdue" in whole
    one = printed(render(explain(release, FIRST, "TASK")))
    assert "进度 progress p = 100·x/t = 100·60/200 = 30" in one
    assert "预警 alert" not in one


@pytest.mark.parametrize("indicator", [None, "TASK", "GDP_GROWTH"])
def test_nothing_is_cut_off_at_a_hundred_columns(release: Path, indicator: str | None) -> None:
    wide, narrow = (shown(release, indicator, width) for width in (300, NARROW))
    assert "…" not in narrow.replace("…", "", wide.count("…"))
    assert {*"".join(wide.split())} == {*"".join(narrow.split())}


def test_an_unknown_indicator_or_unit_is_answered_with_the_nearest(release: Path) -> None:
    with pytest.raises(UserError, match="GDP_GROWTH 地区生产总值增速") as caught:
        explain_progress(release, FIRST, "GDP")
    assert caught.value.exit_code == 2
    with pytest.raises(UserError, match="350101 甲区"):
        explain_progress(release, "甲")


@pytest.mark.parametrize(
    ("period", "says"),
    [
        ("2020Q3", "run `jixiao monitor 2020Q3` first. Published: 2020Q2."),
        ("2021", "run `jixiao run 2021` first. Published: none."),
        ("2020年", "is not a period"),
    ],
)
def test_a_period_without_a_release_is_answered_with_those_that_have_one(
    release: Path, tmp_path: Path, period: str, says: str
) -> None:
    current = tmp_path / "published" / "monitoring" / "2020Q2" / "current"
    current.parent.mkdir(parents=True)
    current.symlink_to(release)
    with pytest.raises(UserError) as caught:
        CliRunner().invoke(
            app, ["explain", period, FIRST, "--warehouse", str(tmp_path)], catch_exceptions=False
        )
    assert says in caught.value.message_en
    assert caught.value.exit_code == 2


def test_the_command_tells_a_quarter_from_a_year(release: Path, tmp_path: Path) -> None:
    current = tmp_path / "published" / "monitoring" / "2020Q2" / "current"
    current.parent.mkdir(parents=True)
    current.symlink_to(release)
    outcome = CliRunner().invoke(app, ["explain", "2020Q2", "甲区", "TASK", "--warehouse", str(tmp_path)])
    assert outcome.exit_code == 0
    assert "100·60/200 = 30" in outcome.output
