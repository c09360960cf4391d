"""What `jixiao explain` shows: a result that visibly adds up, each number with its cell, and help when a name is unknown."""

import io
import json
import re
from decimal import Decimal
from pathlib import Path

import pytest
from rich.console import Console

from orchestration.explain import explain, render
from orchestration.foundation.errors import UserError
from tests.unit.explain.release_folder import ACCOUNTS, FIRST, HELD, SECOND, d, write_release

WIDTH = 200
NUMBER = re.compile(r"-?[0-9][0-9,]*(?:\.[0-9]+)?$")


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_release(tmp_path_factory.mktemp("it's a {folder}") / "release")


def shown(release: Path, unit: str, indicator: str | None = None) -> str:
    """Return the text that a user sees."""
    stream = io.StringIO()
    Console(width=WIDTH, file=stream).print(render(explain(release, unit, indicator)))
    return "\n".join(line.rstrip() for line in stream.getvalue().splitlines())


def addition(text: str) -> list[tuple[str, Decimal]]:
    """Return the lines of the addition as they are shown: their sign or label, and their number."""
    block = text.split("how the composite adds up")[1].splitlines()[2:]
    lines = block[: 1 + next(n for n, line in enumerate(block) if line.startswith("="))]
    numbers = [NUMBER.search(line) for line in lines]
    return [
        (line[:1], Decimal(found[0].replace(",", "")))
        for line, found in zip(lines, numbers, strict=True)
        if found
    ]


@pytest.mark.parametrize(("unit", "composite"), [(FIRST, "87.68"), (SECOND, "105")])
def test_the_lines_that_are_shown_add_up_to_the_composite(release: Path, unit: str, composite: str) -> None:
    *terms, (sign, total) = addition(shown(release, unit))
    assert len(terms) >= 4
    assert sum(-number if sign == "−" else number for sign, number in terms) == total == Decimal(composite)
    assert sign == "="


def test_a_number_that_was_changed_is_shown_as_it_is_stored(tmp_path: Path) -> None:
    changed = write_release(tmp_path / "release", fct_unit_result={"composite_score": d("12.34")})
    assert addition(shown(changed, FIRST))[-1] == ("=", Decimal("12.34"))


@pytest.mark.parametrize(
    "words",
    [
        "演示数据 sample data, not an official result",
        "2020 甲区 Unit 1 (350101)",
        "rank 2 of 2",
        "等次 grade 良好 B（分数线 by bound A，比例后 after quota B）；上年 last year: C",
        "限制后 after caps C（一票否决 veto V1）；经批准 decided B（榕效能〔2021〕5号，2021-03-02）；领导班子 leadership team C",
        "位次超出名额。",
        "Beyond the quota.",
        "gap to the bound of A: -2.68",
        "95% 区间第 1–3 位，恰为本位次的概率 61.2%；等次概率：优秀 25.0%，良好 75.0%（公众评议抽样误差，权重 ±12.5%，剔除一项指标，模拟 10000 次",
        "不确定性来源（占位次方差）：公众评议抽样误差 60.0%（单独时位次平均变动 0.8 位），剔除一项指标 41.0%（单独时位次平均变动 1.2 位），权重变动 4.0%",
        "interplay -5.0%.",
        "interval of the rank 1–3, this very rank 61.2%; grades: A 25.0%, B 75.0%",
        "2 项应评 required, 2 已评 scored, 0 不适用 not applicable, 0 缺失 missing",
        "88.1111",
        "城乡居民 Residents",
        "问卷不足，不计 too few",
        "问法不同",
        "已按边际校准 to margins",
        "直线 lines 2",
        "Q1 服务态度 Attitude",
        "± 2.5, deff 1.2",
        "等次下界 bounds（本组 the group，2 个单位 units）: A 90.36（自然断点 natural break 92，受上年界线限制 guarded by last year's 90.36，",
        "方案 scheme 85）；B 75",
        "待复核的变化 change to review: 位次 rank 1 → 2，等次 grade C → B；综合得分 composite -0.50，1.96·误差 error 1.25：在误差之内",
        "复核理由 grounds: 综合得分、位次、等次 composite, rank, grade；位次区间 rank intervals 1–2 → 1–3；等次未变的概率",
        "chance that the grade has not changed 37.5 %",
        "意见 comments: survey/2020/问卷.csv J9（演示 synthetic）、J12；规则 rule 3",
        "经济发展 ECON：应有 required 4，有得分 scored 3，已有数值 figures 2，不适用 not applicable 1，拒绝提供 refused 1\n",
        "倒数第 from the lowest 1，弱项内容 weak topics 1，弱项指标 weak indicators 0",
        "最低内容 lowest topic Q1 服务态度 70.5",
        "甲 组合计 in all 5",
        "efficiency_office/2020/方案.xlsx 察访!F4（演示 synthetic）（1 次 cases）",
        "efficiency_office/2020/方案.xlsx 察访!F9（演示 synthetic）（2 次 cases）",
        "绩效奖励 Reward（等次 grade B，对象 addressed to 单位、主要领导，奖励 reward 1,200 × 1.15 × 30 人 persons",
        "= 41,400 元）",
        "整改 to mend within 30 days: 服务态度 Q1 70.5 < 75，期限 due 2021-03-31，已逾期 overdue 4 天 days；2021-04-01 已培训 40%，",
        "方案.xlsx 整改进展!E4",
        "整改 to mend within 20 days: 道路 ROADS 2 条意见 comments，未开始 open",
        "异议 objection Y-001 GDP，2021-02-10：增速少计（采纳 upheld），efficiency_office/2020/方案.xlsx 异议!G3",
        "答复 answer 统计局 2021-02-15：经复核确有遗漏（复核底册）",
        "决定 decision 效能办 2021-02-20：底册证实，更正文件 corrected file 核算.xlsx 3f2a9c01d4e7…",
        "异议 objection Y-002，2021-02-11：分组有误（待答复 open）",
        "2020-350101-comment-ROADS",
        "约谈 interview of 主要领导: 评议居组内末位 among the lowest of the group",
        "annual-2020-000000000001",
        "方案 scheme scheme.2020 sha256 5555555555555555…",
        "survey/2020/问卷.csv（演示 synthetic）",
    ],
)
def test_a_units_page_holds(release: Path, words: str) -> None:
    assert words in shown(release, FIRST)


def test_a_unit_whose_error_is_not_known_says_so(tmp_path: Path) -> None:
    unsure = write_release(tmp_path / "release", fct_rank_uncertainty={"uncertainty_status": "unknown"})
    assert "位次区间和等次概率不详" in shown(unsure, FIRST)
    assert "95% 区间" not in shown(unsure, FIRST)


def test_a_release_from_before_records_were_kept_shows_the_first_cell_of_a_deduction(tmp_path: Path) -> None:
    older = write_release(tmp_path / "release")
    (older / "parquet" / "fct_adjustment_record.parquet").unlink()
    assert "察访!F4（演示 synthetic）（另 1 条 and 1 more）" in shown(older, FIRST)


def test_a_release_from_before_sources_were_told_apart_says_what_was_drawn(tmp_path: Path) -> None:
    older = write_release(tmp_path / "release")
    (older / "parquet" / "fct_rank_uncertainty_source.parquet").unlink()
    text = shown(older, FIRST)
    assert "（公众评议抽样误差，权重 ±12.5%，模拟 10000 次" in text
    assert "不确定性来源" not in text


def test_one_source_alone_is_not_shared_out(tmp_path: Path) -> None:
    alone = write_release(tmp_path / "release", fct_rank_uncertainty_source={"rank_variance_share": None})
    assert "不确定性来源" not in shown(alone, FIRST)


def test_only_files_that_the_result_rests_on_are_named(release: Path) -> None:
    assert "别的文件.csv" not in shown(release, FIRST)
    assert "问卷.csv" not in shown(release, FIRST, "GDP_GROWTH")


def test_a_release_without_sample_data_carries_no_notice(tmp_path: Path) -> None:
    real = write_release(tmp_path / "release", meta_release={"is_synthetic": False})
    assert "演示数据 sample data" not in shown(real, FIRST)


def test_a_unit_held_back_says_why_and_adds_nothing_up(release: Path) -> None:
    text = shown(release, HELD)
    for words in (
        "暂缓评定 held back",
        "缺少指标数值。",
        "An indicator is missing.",
        "缺失 missing: 缺数值 no value",
    ):
        assert words in text
    assert "how the composite adds up" not in text


@pytest.mark.parametrize(
    "words",
    [
        "x = 8.4 %  数据阶段 vintage: final",
        "原文 cell text “108.4”  statistics/2020/核算.xlsx 核算!D6",
        "目标值 target t = 8  “8”  efficiency_office/2020/方案.xlsx 目标值!D5（演示 synthetic）",
        "上年值 own past r = 9  “109”  statistics/2019/上年核算.xlsx 核算!D7",
        "c = 100·x/t = 100·8.4/8 = 105",
        "m = x − r = 8.4 − 9 = -0.6",
        "增减分 step: 86 + 5·(-0.6) = 83",
        "限于 within [40, 110] → 角度得分 part score 105",
        "= (0.5·105 + 0.5·83) / (0.5 + 0.5) = 94 → 94",
        "权重 weight 50 → 有效权重 effective weight 0.35；贡献分 points = 得分 score × 有效权重 = 32.9",
        "statistics/2019/上年核算.xlsx",
        "对应上级指标 carries: 省对市 the province's P_GDP 经济增长 Growth（上级权重 its weight 12.5）",
    ],
)
def test_an_indicators_page_holds(release: Path, words: str) -> None:
    assert words in shown(release, FIRST, "GDP_GROWTH")


@pytest.mark.parametrize(
    ("indicator", "words"),
    [
        ("GDP_GROWTH", "方案 scheme 方案.xlsx：占比 share 0.5〔评分方法!D4〕，下限 floor score 40〔评分方法!M4〕，上限 cap score 110〔评分方法!N4〕\n"),
        ("GDP_GROWTH", "占比 share 0.5〔评分方法!D5〕，基准分 base score 86〔评分方法!H5〕，单位分值 step score 5〔评分方法!I5〕，下限 floor score 40〔评分方法!M5〕"),
        ("GDP_GROWTH", "权重 weight 50〔权重!C3〕，设置 setting indicator_decimals 4〔基本设置!B3〕"),
        ("GDP_GROWTH", "权重 weight 12.5〔superior_indicators!E6〕"),
        ("TASK", "满意值 satisfactory value 100〔评分方法!J7〕，不允许值 unacceptable value 91〔评分方法!K7〕\n"),
        (None, "GDP_GROWTH 50〔权重!C3〕\n"),
        # The group's own row stands in the place of the row for all.
        (None, "INDICATORS 70〔权重!C2〕，INDICATORS 下限 floor score 20〔group_rules!C2〕，ECON 上限 cap score 100〔指标体系!L2〕"),
        (None, "下界 bound A 85〔等次!C2〕，比例 quota A 30〔等次比例!C4〕，设置 setting bound_guardrail 2〔基本设置!B9〕"),
        (None, "RESIDENT 30〔respondent_groups!E4〕"),
        (None, "D1 每次分值 points per case 0.5〔adjustments!E5〕，INSPECTION 上限 cap score 3〔指标体系!L7〕"),
        (None, "composite_decimals 2〔基本设置!B6〕，设置 setting composite_rule weighted_mean（未写，按默认 not said, by default）"),
    ],
)  # fmt: skip
def test_the_schemes_numbers_stand_with_their_cells(release: Path, indicator: str | None, words: str) -> None:
    assert words in shown(release, FIRST, indicator)


@pytest.mark.parametrize("indicator", [None, "GDP_GROWTH", "TASK"])
def test_a_release_from_before_the_schemes_cells_were_kept_shows_what_it_has(
    tmp_path: Path, indicator: str | None
) -> None:
    older = write_release(tmp_path / "release")
    for table in ("meta_scheme_cell", "meta_setting"):
        (older / "parquet" / f"{table}.parquet").unlink()
    text = shown(older, FIRST, indicator)
    assert "〔" not in text.replace("榕效能〔2021〕5号", "")
    assert ("增减分 step: 86 + 5·(-0.6) = 83" in text) == (indicator == "GDP_GROWTH")


def _compared(folder: Path, kind: str, count: int, **more: object) -> str:
    part = {"reference_kind": kind, "reference_value": d("8"), "reference_unit_count": count, **more}
    return shown(write_release(folder / "release", fct_indicator_score_part=part), FIRST, "GDP_GROWTH")


def test_few_units_behind_a_mean_are_named(tmp_path: Path) -> None:
    text = _compared(tmp_path, "group_mean", 2)
    assert (
        "取自 from: 350101、350102；各单位单元格 the cell of each: jixiao explain 2020 UNIT GDP_GROWTH"
        in text
    )


def test_the_mean_of_the_others_is_not_the_units_own(tmp_path: Path) -> None:
    assert "取自 from: 350102；" in _compared(tmp_path, "group_mean_others", 1)


def test_many_units_behind_a_mean_are_found_by_a_query(tmp_path: Path) -> None:
    text = _compared(tmp_path, "group_mean", 13).replace("\n", " ")
    assert "取自 from 13 个数值 figures，查询 query (mart.duckdb): select p.unit_code, p.scored_value" in text
    assert "取自 from: " not in text


def test_units_that_are_not_certain_are_not_named(tmp_path: Path) -> None:
    assert "取自 from 3 个数值 figures" in _compared(tmp_path, "group_mean", 3)


def test_a_mean_of_years_says_where_they_stand(tmp_path: Path) -> None:
    text = _compared(tmp_path, "own_past_mean", 3)
    assert "（3 年 years；各年数值见上 each year's value: above）" in text
    assert "取自" not in text


@pytest.mark.parametrize(
    "line",
    [
        "2020 除数 divisor POPULATION = 2.5  “2.5”  statistics/2020/核算.xlsx 核算!H6",
        "2019 本指标 the indicator = 9 → 变换后 transformed 3.6  “109”  statistics/2019/上年核算.xlsx 核算!D5",
        "2018 本指标 the indicator = 无数值 no value：新设，尚无数据 too new  “新设”  statistics/2019/上年核算.xlsx 核算!C5",
    ],
)
def test_figures_that_a_value_rests_on_have_their_cell(release: Path, line: str) -> None:
    assert line in shown(release, FIRST, "GDP_GROWTH")
    assert line not in shown(release, FIRST, "TASK")


def test_the_citys_figures_are_told_where_a_part_compares_with_the_city(
    release: Path, tmp_path: Path
) -> None:
    line = "2020 全市 city：除数 divisor POPULATION = 40  “40”  statistics/2020/核算.xlsx 核算!H3"
    assert line not in shown(release, FIRST, "GDP_GROWTH")
    comparing = write_release(tmp_path / "release", fct_indicator_score_part={"reference_kind": "city"})
    assert line in shown(comparing, FIRST, "GDP_GROWTH")


def test_a_release_from_before_such_figures_were_kept_points_to_the_deliveries(tmp_path: Path) -> None:
    older = write_release(
        tmp_path / "release",
        fct_indicator_score_part={"reference_kind": "own_past_mean", "reference_unit_count": 3},
    )
    (older / "parquet" / "fct_indicator_figure.parquet").unlink()
    text = shown(older, FIRST, "GDP_GROWTH")
    assert "（3 年 years；各年数值见其报送 each year's value: what was delivered for it）" in text
    assert "other figures that it rests on" not in text


def test_a_pool_is_told_with_the_method_that_looks_at_it(tmp_path: Path) -> None:
    rank = {"method_code": "rank", "pool": "group", "pool_count": 2, "position_in_pool": d("1"), "measure": d("8"), "base_score": d("100"), "step_score": d("5")}  # fmt: skip
    text = _compared(tmp_path, "none", 0, **rank)
    # Of the target three units have a measure: who of them is in the pool of two is not certain.
    assert text.count("取自 from: 350101、350102；") == text.count("取自 from 2 个数值 figures") == 1
    assert "比较范围 pool 未写，按默认 not said, by default" in text


def test_figures_of_years_before_in_a_pool_are_found_by_a_query_of_their_own(tmp_path: Path) -> None:
    rank = {"method_code": "rank", "pool": "group_years", "pool_count": 2, "position_in_pool": d("1"), "measure": d("8"), "base_score": d("100"), "step_score": d("5")}  # fmt: skip
    text = _compared(tmp_path, "none", 0, **rank)
    assert "取自 from: " not in text
    assert "往年数值 figures of years before: select f.unit_code, f.evaluation_year - f.years_ago" in text


def test_an_indicator_that_carries_nothing_of_its_group_says_so(release: Path, tmp_path: Path) -> None:
    text = shown(release, FIRST, "TASK")
    assert "对应上级指标 carries: 无 none of the superior's indicators" in text
    assert "P_GREEN" not in text
    unnamed = write_release(tmp_path / "release", fct_indicator_alignment={"group_code": "H"})
    assert "对应上级指标" not in shown(unnamed, FIRST, "TASK")


def test_a_part_whose_condition_is_not_met_shows_no_formula(tmp_path: Path) -> None:
    asked = {"condition_kind": "exceeded", "condition_target": d("9"), "is_condition_met": False}
    text = shown(write_release(tmp_path / "release", fct_indicator_score_part=asked), FIRST, "GDP_GROWTH")
    assert "x > t = 9？x = 8.4：不满足，得下限 not met, the floor 40" in text
    assert "增减分 step" not in text


def test_a_part_that_gave_its_share_away_says_why(release: Path) -> None:
    text = shown(release, SECOND, "GDP_GROWTH")
    assert "占比 share 0.5 → 0  占比并入其他角度 share given to the other parts" in text
    assert "无法计算 undefined: 缺比较基准 no reference" in text
    assert "= (0.5·105) / (0.5) = 105 → 105" in text


def test_an_indicator_that_does_not_apply_shows_the_cell_that_says_so(release: Path) -> None:
    text = shown(release, SECOND, "TASK")
    assert "原文 cell text “不适用”  statistics/2020/核算.xlsx 任务!E9" in text
    assert "不适用，权重按比例分给同级指标" in text


def test_a_missing_indicator_holds_its_unit_back(release: Path) -> None:
    text = shown(release, HELD, "GDP_GROWTH")
    assert "x = 无数值 no value：未报送或未公布 not delivered or not published" in text
    assert "单位暂缓 the unit is held back" in text


def test_a_scored_indicator_of_a_unit_held_back_has_no_points(release: Path) -> None:
    assert "不计贡献分 no points: the unit is held back" in shown(release, HELD, "TASK")


@pytest.mark.parametrize("name", [FIRST, "甲区", "U350101", "Unit 1", "350181", "甲市"])
def test_a_unit_is_found_by_code_and_name_also_a_former_one(release: Path, name: str) -> None:
    assert explain(release, name).result["unit_code"] == FIRST


@pytest.mark.parametrize("name", ["TASK", "重点任务", "Key tasks"])
def test_an_indicator_is_found_by_code_and_name(release: Path, name: str) -> None:
    explanation = explain(release, FIRST, name)
    assert [row["indicator_code"] for row in explanation.indicators] == ["TASK"]
    assert {part["indicator_code"] for part in explanation.parts} == {"TASK"}


@pytest.mark.parametrize(
    ("unit", "near"), [("甲", "350101 甲区"), ("35010", "350102 乙区"), ("全市", "甲区"), ("", "丙区")]
)
def test_an_unknown_unit_is_answered_with_the_nearest(release: Path, unit: str, near: str) -> None:
    with pytest.raises(UserError) as caught:
        explain(release, unit)
    assert caught.value.exit_code == 2
    for message in (caught.value.message_zh, caught.value.message_en):
        assert near in message
        assert unit in message


def test_an_unknown_indicator_is_answered_with_those_of_the_unit(release: Path) -> None:
    with pytest.raises(UserError) as caught:
        explain(release, FIRST, "GDP")
    for message in (caught.value.message_zh, caught.value.message_en):
        assert "甲区" in message
        assert "GDP_GROWTH 地区生产总值增速" in message


def test_an_outlier_says_by_which_rule_and_beyond_what(tmp_path: Path) -> None:
    told = {
        "value_treatment": "winsorised",
        "transformed_value": d("8.4"),
        "outlier_test": "points",
        "outlier_parameter": Decimal(1),
    }
    limits = {"outlier_low": d("2"), "outlier_high": d("8"), "scored_value": d("8")}
    text = shown(
        write_release(tmp_path / "release", fct_indicator_score={**told, **limits}), FIRST, "GDP_GROWTH"
    )
    assert "outlier brought back to the limit：8.4 不在 is not in [2, 8]（按个数 by points k = 1）" in text
    assert "计分数值 scored value x = 8" in text


def test_growth_of_a_level_says_what_it_starts_from_and_where_that_stands(tmp_path: Path) -> None:
    grown = {"transform": "growth_pct", "transformed_value": d("-6.666666666667"), "scored_value": d("-6.666666666667")}  # fmt: skip
    text = shown(write_release(tmp_path / "release", fct_indicator_score=grown), FIRST, "GDP_GROWTH")
    assert "变换 transform: 增长率 growth 100·x / 上年值 the year before's − 100" in text
    assert "计分数值 scored value x = -6.666666666667" in text
    assert "2019 本指标 the indicator = 9 " in text
    assert "再变换" not in text
    twice = write_release(tmp_path / "twice", fct_indicator_score={**grown, "then_transform": "ln"})
    text = shown(twice, FIRST, "GDP_GROWTH")
    assert "\n  再变换 then transform: 自然对数 ln\n" in text


def test_a_cell_that_was_read_as_corrected_says_so(tmp_path: Path) -> None:
    release = write_release(tmp_path / "release")
    correction = {
        "submission_id": ACCOUNTS, "sheet": "核算", "cell": "D6", "original": "108.4", "corrected": "104.8",
        "correction_no": "K-001", "approved_by": "李四", "approved_on": "2021-02-20", "reason": "数字颠倒",
    }  # fmt: skip
    (release / "manifest.json").write_text(json.dumps({"corrections": [correction]}), encoding="utf-8")
    text = shown(release, FIRST, "GDP_GROWTH")
    assert "更正 corrected: 108.4 → 104.8（K-001 李四 2021-02-20：数字颠倒）" in text
    assert "更正" not in shown(write_release(tmp_path / "other"), FIRST, "GDP_GROWTH")
