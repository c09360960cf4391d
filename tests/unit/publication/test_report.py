"""The report says what the mart says, says that sample data is sample data, and needs nothing but itself."""

import re
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orchestration.foundation.workspace import Workspace
from orchestration.gate import judge
from orchestration.publication import publish, ranking
from orchestration.publication.report import moment, number, width
from tests.unit.publication.candidates import NOW, dbt_run, make_candidate

NOTICE = "演示数据，不是正式结果"


@pytest.fixture(scope="module")
def page(judged: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    folders = Workspace(Path("raw"), tmp_path_factory.mktemp("report"))
    release = publish(folders, judged, now=NOW)
    return (release.folder / "report" / "index.html").read_text(encoding="utf-8")


def _page_of(workspace: Workspace, build: Path) -> str:
    verdict = judge(build, run_tests=lambda _: dbt_run(), now=NOW)
    assert verdict.passed, verdict.failed
    release = publish(workspace, build, now=NOW)
    return (release.folder / "report" / "index.html").read_text(encoding="utf-8")


def test_it_needs_no_network_and_no_script(page: str) -> None:
    assert not re.findall(r"<script|<link|<img|<iframe|src=|href=|url\(|@import|https?://", page)


def test_sample_data_says_so_at_the_top_at_the_bottom_in_the_title_and_on_every_printed_page(
    page: str,
) -> None:
    assert page.count(NOTICE) == 4
    assert page.index(NOTICE) < page.index("</title>")
    assert "@top-center" in page


def test_official_data_carries_no_notice(workspace: Workspace, tmp_path: Path) -> None:
    real = "update marts.meta_release set is_synthetic = false, notice_zh = null, notice_en = null"
    page = _page_of(workspace, make_candidate(tmp_path / "b", edit=real, is_synthetic=False))
    assert "演示数据" not in page.replace("含演示数据", "")
    assert "sample data, not" not in page


def test_every_unit_stands_there_with_its_score(workspace: Workspace, build: Path, page: str) -> None:
    for row in ranking(publish(workspace, build, now=NOW)):
        assert row["unit_name_zh"] in page
        if row["composite_score"] is not None:
            assert f"<b>{number(row['composite_score'])}</b>" in page


@pytest.mark.parametrize(
    "text",
    [
        "缺少 2020 年就业数据",
        "优秀名额已满",
        "察访核验扣分",
        "通报批评",
        "expectation.fct_unit_result.composite_range",
        "not_null_fct_unit_result_release_id",
        "2020年年报.xlsx",
        "ab" * 8,
        "annual-2020-000000000001",
    ],
)
def test_it_tells_reasons_consequences_checks_and_inputs(page: str, text: str) -> None:
    assert text in page


def test_numbers_are_right_aligned(page: str) -> None:
    assert "th.n, td.n { text-align: right" in page
    assert '<td class="n">84.91</td>' in page


def test_what_bureaus_wrote_is_escaped(workspace: Workspace, tmp_path: Path) -> None:
    name = "update marts.dim_unit set unit_name_zh = '甲山<script>alert(1)</script>县' where unit_code = '350101'"
    page = _page_of(workspace, make_candidate(tmp_path / "b", edit=name))
    assert "<script>" not in page
    assert "甲山&lt;script&gt;" in page


def test_a_year_without_adjustments_or_weak_indicators_says_none(
    workspace: Workspace, tmp_path: Path
) -> None:
    edit = (
        "delete from marts.fct_adjustment; delete from marts.rpt_weak_indicator; "
        "delete from marts.fct_accountability_action; delete from marts.fct_rectification_item; "
        "delete from marts.rpt_interview_list"
    )
    page = _page_of(workspace, make_candidate(tmp_path / "b", edit=edit))
    assert "本年度没有扣分、加分或一票否决。" in page
    assert "没有薄弱指标。" in page
    assert "没有需要运用的结果。" in page
    assert "没有整改事项。" in page
    assert "没有约谈单位。" in page


def test_items_stand_there_with_their_state_and_interviews_with_their_reason(page: str) -> None:
    assert "2020-350101-weak_indicator-GDP_GROWTH" in page
    assert "已逾期 overdue 3 天 days" in page
    assert "2021-03-31" in page
    assert "评议居组内末位 among the lowest of the group" in page
    assert "评议得分低于界限" not in page


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [
        (Decimal("84.995"), 2, "85.00"),
        (Decimal("84.994999999999"), 2, "84.99"),
        (Decimal("-0.05"), 1, "-0.1"),
        (Decimal(1234567), 0, "1,234,567"),
        (0, 2, "0.00"),
        (None, 2, "–"),
    ],
)
def test_numbers_are_rounded_half_up_and_nothing_is_a_dash(
    value: Decimal | int | None, digits: int, text: str
) -> None:
    assert number(value, digits) == text


@given(st.decimals(-1000, 1000, places=4), st.integers(1, 200))
def test_a_bar_always_stays_in_its_place(value: Decimal, full: int) -> None:
    assert 0 <= float(width(value, full).removesuffix("%")) <= 100


def test_times_are_shown_in_shanghai() -> None:
    assert moment("2021-03-01T01:00:00+00:00") == "2021-03-01 09:00"
