"""The pages say what the mart says, say that sample data is sample data, and need nothing but themselves. What a browser makes of them is
tested in `site/test_browser.py`.
"""

import json
import re
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orchestration.foundation.workspace import Workspace
from orchestration.gate import judge
from orchestration.publication import publish, ranking
from orchestration.publication.audit import Audited
from orchestration.publication.site import Surroundings, write_site
from orchestration.publication.site.figures import digits_of, moment, number, signed
from tests.unit.publication.candidates import NOW, dbt_run, make_candidate
from tests.unit.publication.snapshots import snapshot

NOTICE = "演示数据，不是正式结果"
Pages = dict[str, str]


def _pages(workspace: Workspace, build: Path) -> Pages:
    site = publish(workspace, build, now=NOW).folder / "report"
    return {
        str(path.relative_to(site)): path.read_text(encoding="utf-8") for path in sorted(site.rglob("*.html"))
    }


@pytest.fixture(scope="module")
def pages(judged: Path, tmp_path_factory: pytest.TempPathFactory) -> Pages:
    return _pages(Workspace(Path("raw"), tmp_path_factory.mktemp("site")), judged)


def _pages_of(workspace: Workspace, build: Path) -> Pages:
    verdict = judge(build, run_tests=lambda _: dbt_run(), now=NOW)
    assert verdict.passed, verdict.failed
    return _pages(workspace, build)


def test_there_is_a_page_for_every_unit_and_for_every_matter(pages: Pages) -> None:
    matters = {"index.html", "outcomes.html", "monitoring.html", "quality.html", "method.html", "notes.html"}
    assert {name for name in pages if "/" not in name} == matters
    assert len([name for name in pages if name.startswith("units/")]) == 19


def test_pages_refer_to_nothing_outside_the_site(pages: Pages) -> None:
    for name, page in pages.items():
        for target in re.findall(r'(?:src|href)="([^"]*)"', page):
            assert re.fullmatch(r"(\.\./)?[\w./-]+\.(html|js|css)|#content|data:,", target), (name, target)
        assert not re.findall(r"<iframe|<img|url\(|@import", page)


def test_links_lead_to_files_that_are_there(judged: Path, workspace: Workspace) -> None:
    site = publish(workspace, judged, now=NOW).folder / "report"
    for page in site.rglob("*.html"):
        for target in re.findall(r'(?:src|href)="([\w./-]+)"', page.read_text(encoding="utf-8")):
            assert (page.parent / target).is_file(), (page.name, target)


def test_the_library_is_the_one_that_was_taken_with_its_licence(judged: Path, workspace: Workspace) -> None:
    assets = publish(workspace, judged, now=NOW).folder / "report" / "assets"
    assert {path.name for path in assets.iterdir()} == {
        "echarts.LICENSE.txt", "echarts.NOTICE.txt", "echarts.common.min.js", "site.css", "site.js",
    }  # fmt: skip
    assert "Apache License" in (assets / "echarts.LICENSE.txt").read_text(encoding="utf-8")
    assert 'version="6.1.0"' in (assets / "echarts.common.min.js").read_text(encoding="utf-8")


def test_sample_data_says_so_on_every_page_and_on_every_printed_page(pages: Pages) -> None:
    for name, page in pages.items():
        assert page.index(NOTICE) < page.index("</title>"), name
        assert page.count(NOTICE) >= 4
        assert "@top-center" in page


def test_official_data_carries_no_notice(workspace: Workspace, tmp_path: Path) -> None:
    real = "update marts.meta_release set is_synthetic = false, notice_zh = null, notice_en = null"
    for page in _pages_of(workspace, make_candidate(tmp_path / "b", edit=real, is_synthetic=False)).values():
        assert "演示数据" not in page.replace("含演示数据", "")
        assert "sample data, not" not in page


def test_every_unit_stands_there_with_its_score(workspace: Workspace, build: Path, pages: Pages) -> None:
    for row in ranking(publish(workspace, build, now=NOW)):
        assert row["unit_name_zh"] in pages["index.html"]
        if row["composite_score"] is not None:
            told = number(row["composite_score"])
            assert f"<b>{told}</b>" in pages["index.html"]
            assert told in pages[f"units/{row['unit_code']}.html"]


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("index.html", "缺少 2020 年就业数据"),
        ("index.html", "优秀名额已满"),
        ("units/350103.html", "缺少 2020 年就业数据"),
        ("units/350102.html", "察访核验扣分"),
        ("outcomes.html", "察访核验扣分"),
        ("outcomes.html", "察访记录 F5、察访记录 F8"),
        ("units/350102.html", "察访记录 F5、察访记录 F8"),
        ("outcomes.html", "通报批评"),
        ("units/350101.html", "通报批评"),
        ("units/350101.html", "剔除一项指标"),
        ("units/350101.html", "61.8"),
        ("units/350101.html", "38.2"),
        ("units/350101.html", "−4.1"),
        ("units/350101.html", "2020-350101-weak_indicator-GDP_GROWTH"),
        ("outcomes.html", "2020-350101-weak_indicator-GDP_GROWTH"),
        ("outcomes.html", "2021-03-31"),
        ("outcomes.html", "评议居组内末位"),
        ("quality.html", "expectation.fct_unit_result.composite_range"),
        ("quality.html", "not_null_fct_unit_result_release_id"),
        ("quality.html", "2020年年报.xlsx"),
        ("quality.html", "ab" * 32),
        ("method.html", "目标完成率"),
        ("method.html", "Rule of a node"),
        ("method.html", "76.54"),
        ("method.html", "−0.935"),
        ("method.html", "此消彼长"),
        ("method.html", "资源消耗指数"),
        ("method.html", "未对应"),
        ("method.html", "经承接对应"),
        ("method.html", "63.64"),
        ("method.html", "无对应的新增就业"),
        ("notes.html", "这是本年度的第一次发布。"),
        ("monitoring.html", "本年没有监测发布"),
        ("index.html", "annual-2020-000000000001"),
    ],
)
def test_each_page_tells_what_is_its_matter(pages: Pages, page: str, text: str) -> None:
    assert text in pages[page]


def test_each_text_stands_there_in_both_languages(pages: Pages) -> None:
    for page in pages.values():
        assert page.count('<span lang="zh-CN">') == page.count('<span lang="en">')
        assert 'name="title-en"' in page


def test_what_bureaus_wrote_is_escaped_in_pages_and_in_the_data_of_charts(
    workspace: Workspace, tmp_path: Path
) -> None:
    evil = """甲山"</script><script>alert(1)</script>''县"""
    name = (
        f"update marts.dim_unit set unit_name_zh = '{evil}', unit_name_en = null where unit_code = '350101'"
    )
    pages = _pages_of(workspace, make_candidate(tmp_path / "b", edit=name))
    for page in pages.values():
        assert "<script>alert" not in page
    specs = re.findall(r'<script type="application/json">(.*?)</script>', pages["index.html"], re.DOTALL)
    names = [pair[0] for spec in specs for pair in json.loads(spec)["names"]]
    assert evil.replace("''", "'") in names


def test_a_year_without_adjustments_or_weak_indicators_says_none(
    workspace: Workspace, tmp_path: Path
) -> None:
    edit = (
        "delete from marts.fct_adjustment; delete from marts.fct_adjustment_record; delete from marts.rpt_weak_indicator; "
        "delete from marts.fct_accountability_action; delete from marts.fct_rectification_item; "
        "delete from marts.rpt_interview_list"
    )
    page = _pages_of(workspace, make_candidate(tmp_path / "b", edit=edit))["outcomes.html"]
    assert "本年度没有扣分、加分或一票否决。" in page
    assert "没有薄弱指标。" in page
    assert "没有需要运用的结果。" in page
    assert "没有整改事项。" in page
    assert "没有约谈单位。" in page


@pytest.mark.parametrize(
    ("edit", "zh", "en"),
    [
        ("", "是否逾期按 2021-04-03 判定", "Overdue as of 2021-04-03"),
        (
            "update marts.fct_rectification_item set state_date = null",
            "没有指定判定日期，也没有单位报送整改进展，因此没有事项计为逾期",
            "so nothing counts as overdue, not even what is past its due day: jixiao overdue lists",
        ),
    ],
)
def test_the_page_says_as_of_when_items_are_overdue_or_that_no_day_is_known(
    workspace: Workspace, tmp_path: Path, edit: str, zh: str, en: str
) -> None:
    page = _pages_of(workspace, make_candidate(tmp_path / "b", edit=edit))["outcomes.html"]
    assert zh in page
    assert en in page


OBJECTED = """
insert into marts.fct_objection by name
select '{release}' as release_id, 2020 as evaluation_year, 'Y-001' as objection_no, '350101' as unit_code,
    date '2021-02-10' as objection_date, 'shown' as objected_release_id, 'GDP_GROWTH' as indicator_code, '增速少计' as objection_text,
    false as is_late, '{state}' as objection_state, {decided}
"""
DECIDED = "'统计局' as answered_by, '经复核属实' as answer_text, '底册' as evidence_reference, '效能办' as decided_by, '数据无误' as decision_reason"


def test_objections_stand_on_the_units_page_and_decisions_in_the_notes(
    workspace: Workspace, tmp_path: Path
) -> None:
    open_one = "null as decision_reason"
    names = ("annual-2020-00000000000d", "annual-2020-00000000000e")
    told = (("open", open_one), ("rejected", DECIDED))
    for name, (state, decided) in zip(names, told, strict=True):
        edit = OBJECTED.format(release=name, state=state, decided=decided)
        pages = _pages_of(workspace, make_candidate(tmp_path / f"{name}.x", build_id=name, edit=edit))
        own = pages["units/350101.html"]
        assert "增速少计" in own
        assert ("待答复" in own) is (state == "open")
        assert ("经复核属实" in own) is (state == "rejected")
        assert "增速少计" not in pages["units/350102.html"]
    assert "数据无误" in pages["notes.html"]
    assert "异议的处理决定及其影响" in pages["notes.html"]


def test_what_is_suppressed_is_shown_as_withheld_and_nowhere_else(tmp_path: Path) -> None:
    """The gate refuses a suppressed row with a figure; should one come this far, it would still not be shown."""
    edit = (
        "update marts.fct_public_appraisal set mean_score = 12.345678, interval_low = 11.111111, interval_high = 13.131313, "
        "previous_mean_score = 14.141414, satisfaction_rate_pct = 15.151515 where is_suppressed"
    )
    build = make_candidate(tmp_path / "b", edit=edit)
    candidate = json.loads((build / "candidate.json").read_text(encoding="utf-8"))
    audited = Audited(build, candidate, {"checks": [], "decided_at": NOW.isoformat()}, {})
    write_site(build, audited, "provisional", Surroundings(), now=NOW)
    page = (build / "report" / "units" / "350104.html").read_text(encoding="utf-8")
    assert page.count('class="withheld"') == 3
    assert not re.findall(r"12\.3|11\.11|13\.13|14\.14|15\.15", page)


def test_a_mean_of_another_question_than_last_years_says_so(workspace: Workspace, tmp_path: Path) -> None:
    edit = (
        "update marts.fct_public_appraisal set is_asked_as_before = unit_code <> '350102', previous_mean_score = null, "
        "is_change_significant = null where respondent_group = 'ALL'"
    )
    pages = _pages_of(workspace, make_candidate(tmp_path / "b", edit=edit))
    assert "问法不同" in pages["units/350102.html"]
    assert "问法不同" not in pages["units/350103.html"]


def test_the_same_candidate_gives_the_same_bytes(judged: Path, tmp_path: Path) -> None:
    made = [publish(Workspace(Path("raw"), tmp_path / name), judged, now=NOW).folder for name in ("a", "b")]
    first, second = (snapshot(folder / "report") for folder in made)
    assert first == second


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [
        (Decimal("84.995"), 2, "85.00"),
        (Decimal("84.994999999999"), 2, "84.99"),
        (Decimal("-0.05"), 1, "−0.1"),
        (Decimal(1234567), 0, "1,234,567"),
        (0, 2, "0.00"),
        (None, 2, "–"),
    ],
)
def test_numbers_are_rounded_half_up_and_nothing_is_a_dash(
    value: Decimal | int | None, digits: int, text: str
) -> None:
    assert number(value, digits) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(Decimal("1.5"), "+1.50"), (Decimal("-1.5"), "−1.50"), (Decimal(0), "0.00"), (Decimal("-0.004"), "0.00"), (Decimal("0.004"), "0.00"), (None, "–")],
)  # fmt: skip
def test_a_change_has_its_sign(value: Decimal | None, text: str) -> None:
    assert signed(value) == text


@given(st.lists(st.decimals(-1000, 1000, places=4), min_size=1))
def test_no_figure_is_rounded_again_by_the_digits_of_its_kind(values: list[Decimal]) -> None:
    digits = digits_of(values)
    assert digits <= 4
    assert [Decimal(number(value, digits).replace(",", "").replace("−", "-")) for value in values] == values


def test_times_are_shown_in_shanghai() -> None:
    assert moment("2021-03-01T01:00:00+00:00") == "2021-03-01 09:00"
