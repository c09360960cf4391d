"""A release folder made by hand: a rated unit, one with something that does not apply, and one held back.

Its numbers are those of a sum on paper; columns that nothing is said of stay empty.
"""

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from tests.unit.explain.monitored_rows import MONITORED, TOPIC

Row = dict[str, Any]
YEAR, RELEASE = 2020, "annual-2020-000000000001"
SCHEME, ACCOUNTS, PAST = "scheme.2020", "accounts.2020", "accounts.2019"
FIRST, SECOND, HELD = "350101", "350102", "350103"


def d(text: str) -> Decimal:
    """Return a score as the mart keeps it: twelve decimals."""
    return Decimal(text).quantize(Decimal("1e-12"))


def _unit(code: str, name: str, **more: Any) -> Row:
    group = {"group_code": "G", "group_name_zh": "中心城区", "group_name_en": "Core districts"}
    named = {
        "unit_id": f"U{code}",
        "unit_code": code,
        "unit_name_zh": name,
        "unit_name_en": f"Unit {code[-1]}",
    }
    return {**named, "is_evaluated": True, **group, "former_code": None, "former_name_zh": None, **more}


def _input(submission: str, bureau: str, dataset: str, period: str, file: str, *, synthetic: bool) -> Row:
    place = {"bureau_code": bureau, "dataset_code": dataset, "period_code": period, "file_name": file}
    return {
        "submission_id": submission,
        **place,
        "file_sha256": submission[0] * 64,
        "is_synthetic": synthetic,
    }


def _node(code: str, parent: str | None, zh: str, en: str, **more: Any) -> Row:
    return {"node_code": code, "parent_code": parent, "node_name_zh": zh, "node_name_en": en, **more}


def _score(node: str, level: int, kind: str, numbers: str) -> Row:
    """Return a component's or dimension's row; its numbers are weight, share of the whole, unrounded score, score and points."""
    weight, effective, unrounded, score, points = numbers.split()
    scores = {"score_unrounded": d(unrounded), "score": d(score), "points": d(points)}
    shares = {"weight": Decimal(weight), "effective_weight": d(effective)}
    return {"unit_code": FIRST, "node_code": node, "node_level": level, "node_kind": kind, **shares, **scores}


def _indicator(unit: str, code: str, status: str = "scored", **more: Any) -> Row:
    return {
        "unit_code": unit,
        "indicator_code": code,
        "dimension_code": "ECON",
        "city_value": None,
        "weight": Decimal(50),
        "score_status": status,
        "transform": "none",
        "then_transform": "none",
        "denominator_code": None,
        "value_treatment": "as_delivered",
        "penalty_points": d("0"),
        "scored_value": more.get("indicator_value"),
        **more,
    }


def _part(unit: str, code: str, part: str, **more: Any) -> Row:
    fixed = {
        "share": Decimal("0.5"),
        "effective_share": d("0.5"),
        "basis": "value",
        "reference_kind": "target",
    }
    bounds = {
        "floor_score": d("40"),
        "cap_score": d("110"),
        "part_status": "used",
        "method_code": "target_completion",
    }
    scored = {
        **dict.fromkeys(("reference_unit_count", "choice_set", "choice_rule", "variant", "pool")),
        "scored_value": more.get("indicator_value"),
        "step_score_below": more.get("step_score"),
    }
    return {"unit_code": unit, "indicator_code": code, "part_code": part, **fixed, **bounds, **scored, **more}


def _cell(table: str, field: str, zh: str, text: str, cell: str, **keys: Any) -> Row:
    blank = dict.fromkeys(
        ("group_code", "unit_code", "node_code", "part_code", "item_code", "band_no", "grade_code")
    )
    sheet = {
        "methods": "评分方法",
        "weights": "权重",
        "nodes": "指标体系",
        "grades": "等次",
        "quotas": "等次比例",
    }
    where = {
        "submission_id": SCHEME,
        "sheet_name": sheet.get(table, table),
        "row_number": int(cell[1:]),
        "cell_address": cell,
    }
    return {
        **blank,
        "table_code": table,
        "field_code": field,
        "field_name_zh": zh,
        "field_text": text,
        **where,
        **keys,
    }


def _of(part: str, group: str = "*", indicator: str = "GDP_GROWTH") -> Row:
    return {"node_code": indicator, "part_code": part, "group_code": group}


VALUE: Row = {
    "indicator_value": Decimal("8.4"),
    "value_submission_id": ACCOUNTS,
    "value_sheet": "核算",
    "value_cell": "D6",
}
TABLES: dict[str, list[Row]] = {
    **MONITORED,
    "dim_unit": [
        _unit(FIRST, "甲区", former_code="350181", former_name_zh="甲市"),
        _unit(SECOND, "乙区"),
        _unit(HELD, "丙区"),
        _unit("350100", "全市", is_evaluated=False),
    ],
    "dim_indicator": [
        _node("INDICATORS", None, "指标考核", "Indicators"),
        _node("APPRAISAL", None, "公众评议", "Public appraisal"),
        _node("INSPECTION", None, "察访核验", "Inspection", node_kind="deduction"),
        _node("ECON", "INDICATORS", "经济发展", "Economy"),
        _node("GDP_GROWTH", "ECON", "地区生产总值增速", "GDP growth", unit_of_measure="%", direction="higher"),
        _node("JOBS", "ECON", "城镇新增就业", "New jobs", unit_of_measure="人", direction="higher"),
        _node("TASK", "ECON", "重点任务", "Key tasks", unit_of_measure="%", direction="higher"),
    ],
    "meta_release": [
        {
            "release_id": RELEASE, "evaluation_year": YEAR, "period_code": "2020", "is_synthetic": True, "code_version": "c0de",
            "scheme_submission_id": SCHEME, "scheme_sha256": "5" * 64, "input_count": 4,
        }
    ],
    "meta_input": [
        _input(SCHEME, "efficiency_office", "scheme", "2020", "方案.xlsx", synthetic=True),
        _input(ACCOUNTS, "statistics", "county_accounts", "2020", "核算.xlsx", synthetic=False),
        _input(PAST, "statistics", "county_accounts", "2019", "上年核算.xlsx", synthetic=False),
        _input("responses.2020", "survey", "responses", "2020", "问卷.csv", synthetic=True),
        _input("unused.2020", "finance", "organ_budget", "2020", "别的文件.csv", synthetic=True),
    ],
    "meta_scheme_cell": [
        _cell("methods", "share", "占比", "0.5", "D4", **_of("target")),
        _cell("methods", "floor_score", "下限", "40", "M4", **_of("target")),
        _cell("methods", "cap_score", "上限", "110", "N4", **_of("target")),
        _cell("methods", "share", "占比", "0.5", "D5", **_of("vertical")),
        _cell("methods", "method_code", "计分方法", "step", "G5", **_of("vertical")),
        _cell("methods", "base_score", "基准分", "86", "H5", **_of("vertical")),
        _cell("methods", "step_score", "单位分值", "5", "I5", **_of("vertical")),
        _cell("methods", "floor_score", "下限", "40", "M5", **_of("vertical")),
        _cell("methods", "cap_score", "上限", "110", "N5", **_of("vertical")),
        _cell("methods", "satisfactory_value", "满意值", "99", "J6", **_of("target", "*", "TASK")),
        _cell("methods", "satisfactory_value", "满意值", "100", "J7", **_of("target", "G", "TASK")),
        _cell("methods", "unacceptable_value", "不允许值", "91", "K7", **_of("target", "G", "TASK")),
        _cell("methods", "satisfactory_value", "满意值", "98", "J8", **_of("target", "H", "TASK")),
        _cell("weights", "weight", "权重", "50", "C3", group_code="G", node_code="GDP_GROWTH"),
        _cell("weights", "weight", "权重", "70", "C2", group_code="G", node_code="INDICATORS"),
        _cell("weights", "weight", "权重", "60", "C9", group_code="H", node_code="INDICATORS"),
        _cell("nodes", "cap_score", "上限", "100", "L2", node_code="ECON"),
        _cell("nodes", "cap_score", "上限", "105", "L1", node_code="INDICATORS"),
        _cell("nodes", "cap_score", "上限", "3", "L7", node_code="INSPECTION"),
        _cell("group_rules", "node_code", "代码", "INDICATORS", "B2", group_code="G", node_code="INDICATORS"),
        _cell("group_rules", "floor_score", "下限", "20", "C2", group_code="G", node_code="INDICATORS"),
        _cell("group_rules", "cap_score", "上限", "90", "D3", group_code="H", node_code="INDICATORS"),
        _cell("group_rules", "cap_score", "上限", "90", "D4", group_code="H", node_code="ECON"),
        _cell("grades", "lower_bound", "下限", "85", "C2", grade_code="A"),
        _cell("quotas", "max_share_pct", "比例", "30", "C4", group_code="G", grade_code="A"),
        _cell("quotas", "rounding", "取整", "floor", "D4", group_code="G", grade_code="A"),
        _cell("respondent_groups", "weight", "权重", "30", "E4", group_code="*", item_code="RESIDENT"),
        _cell("adjustments", "points_per_case", "每次分值", "0.5", "E5", item_code="D1"),
        _cell("superior_indicators", "weight", "权重", "12.5", "E6", item_code="P_GDP"),
    ],
    "meta_setting": [
        {
            "setting_code": code, "setting_value": value, "is_said": cell is not None, "setting_submission_id": SCHEME, "setting_sheet": "基本设置",
            "setting_cell": cell,
        }
        for code, value, cell in (
            ("indicator_decimals", "4", "B3"), ("composite_decimals", "2", "B6"), ("composite_rule", "weighted_mean", None), ("bound_guardrail", "2", "B9"),
        )
    ],
    "fct_unit_result": [
        {
            "evaluation_year": YEAR, "unit_code": FIRST, "pool_code": "G", "veto_item_code": "V1", "result_status": "rated",
            "composite_score": d("87.68"), "rank_in_group": 2, "group_unit_count": 2, "grade_threshold": "A", "grade_after_quota": "B", "grade_computed": "C", "grade_final": "B", "grade_final_name_zh": "良好",
            "document_no": "榕效能〔2021〕5号", "approved_date": dt.date(2021, 3, 2), "leadership_grade": "C",
            "grade_previous": "C", "grade_reason_zh": "位次超出名额。", "grade_reason_en": "Beyond the quota.", "next_grade": "A",
            "gap_to_next_grade": d("-2.68"), "deduction_points": d("1.5"), "bonus_points": d("1"),
            "rounding_difference": d("0.00224"), "indicators_required": 2, "indicators_present": 2, "indicators_not_applicable": 0,
            "indicators_missing": 0,
        },
        {
            "evaluation_year": YEAR, "unit_code": SECOND, "result_status": "rated", "composite_score": d("105"), "rank_in_group": 1,
            "group_unit_count": 2, "grade_threshold": "A", "grade_after_quota": "A", "grade_computed": "A", "grade_final": "A", "grade_final_name_zh": "优秀",
            "grade_reason_zh": "达到分数线。", "grade_reason_en": "Reached the bound.", "deduction_points": d("0"),
            "bonus_points": d("0"), "rounding_difference": d("0"), "indicators_required": 2, "indicators_present": 1,
            "indicators_not_applicable": 1, "indicators_missing": 0,
        },
        {
            "evaluation_year": YEAR, "unit_code": HELD, "result_status": "held", "hold_reason_zh": "缺少指标数值。",
            "hold_reason_en": "An indicator is missing.", "indicators_required": 2, "indicators_present": 1,
            "indicators_not_applicable": 0, "indicators_missing": 1,
        },
    ],
    "fct_dimension_score": [
        _score("INDICATORS", 1, "indicators", "70 0.7 88.1111 88.1111 61.67777"),
        _score("APPRAISAL", 1, "appraisal", "30 0.3 88.333333333333 88.3333 26.49999"),
        _score("ECON", 2, "dimension", "100 0.7 88.1111 88.1111 61.67777"),
    ],
    "fct_indicator_score": [
        _indicator(
            FIRST, "GDP_GROWTH", **VALUE, value_vintage="final", value_raw_text="108.4", target_value=Decimal(8),
            baseline_value=Decimal(9), score_unrounded=d("94"), score=d("94"), effective_weight=d("0.35"), points=d("32.9"),
        ),
        _indicator(
            FIRST, "TASK", indicator_value=Decimal(96), score_unrounded=d("82.222222222222"), score=d("82.2222"), effective_weight=d("0.35"),
            points=d("28.77777"),
        ),
        _indicator(SECOND, "GDP_GROWTH", **VALUE, score_unrounded=d("105"), score=d("105"), effective_weight=d("1"), points=d("105")),
        _indicator(
            SECOND, "TASK", "not_applicable", value_raw_text="不适用", value_submission_id=ACCOUNTS, value_sheet="任务",
            value_cell="E9", value_vintage="final",
        ),
        _indicator(HELD, "GDP_GROWTH", "missing", effective_weight=d("0.35")),
        _indicator(HELD, "TASK", score=d("80"), score_unrounded=d("80"), effective_weight=d("0.35")),
    ],
    "fct_indicator_score_part": [
        _part(
            FIRST, "GDP_GROWTH", "target", **VALUE, reference_value=d("8"), measure=d("8.4"), raw_score=d("105"), part_score=d("105"),
            reference_submission_id=SCHEME, reference_sheet="目标值", reference_cell="D5", reference_raw_text="8",
        ),
        _part(
            FIRST, "GDP_GROWTH", "vertical", **VALUE, basis="difference", method_code="step", reference_kind="own_past",
            reference_value=d("9"), measure=d("-0.6"), base_score=d("86"), step_score=d("5"), raw_score=d("83"), part_score=d("83"),
            reference_submission_id=PAST, reference_sheet="核算", reference_cell="D7", reference_raw_text="109",
        ),
        _part(
            FIRST, "TASK", "target", share=Decimal(1), effective_share=d("1"), method_code="efficacy", reference_kind="none",
            indicator_value=Decimal(96), measure=d("96"), satisfactory_value=d("100"), unacceptable_value=d("91"),
            raw_score=d("82.222222222222"), part_score=d("82.222222222222"),
        ),
        _part(
            SECOND, "GDP_GROWTH", "target", **VALUE, effective_share=d("1"), reference_value=d("8"), measure=d("8.4"), raw_score=d("105"),
            part_score=d("105"), reference_submission_id=SCHEME, reference_sheet="目标值", reference_cell="D6", reference_raw_text="8",
        ),
        _part(
            SECOND, "GDP_GROWTH", "vertical", **VALUE, reference_kind="own_past", basis="difference", method_code="step",
            part_status="reweighted", effective_share=d("0"),
        ),
        _part(HELD, "GDP_GROWTH", "target", part_status="held", effective_share=d("0"), reference_value=d("8")),
    ],
    "fct_public_appraisal": [
        {
            "unit_code": FIRST, "respondent_group": "RESIDENT", "topic_code": "ALL", "respondent_group_name_zh": "城乡居民",
            "respondent_group_name_en": "Residents", "response_count": 12, "valid_answer_count": 11, "mean_score": d("88.333333333333"),
            "group_weight": Decimal(30), "effective_group_weight": d("1"), "is_counted": True, "standard_error": d("1.25"),
            "interval_low": d("85.5"), "interval_high": d("91.1666"), "mean_change": d("2.5"), "is_change_significant": False,
            "calibration_status": "calibrated", "straight_line_count": 2,
        },
        {
            "unit_code": FIRST, "respondent_group": "CPPCC", "topic_code": "ALL", "respondent_group_name_zh": "政协委员",
            "respondent_group_name_en": "CPPCC members", "response_count": 2, "valid_answer_count": 2, "group_weight": Decimal(10),
            "effective_group_weight": d("0"), "is_counted": False, "is_asked_as_before": False,
        },
        TOPIC,
    ],
    "fct_adjustment": [
        {
            "unit_code": FIRST, "item_code": "D1", "item_kind": "deduction", "item_name_zh": "工作纪律", "item_name_en": "Discipline",
            "case_count": 3, "points_per_case": d("0.5"), "item_ceiling": d("2"), "points": d("1.5"), "ceiling_set": "甲", "set_ceiling": d("5"), "first_submission_id": SCHEME,
            "first_sheet": "察访", "first_cell": "F4", "record_count": 2,
        },
        {
            "unit_code": FIRST, "item_code": "B1", "item_kind": "bonus", "item_name_zh": "表彰", "item_name_en": "Honour",
            "case_count": 1, "points_per_case": d("1"), "points": d("1"), "first_submission_id": SCHEME, "first_sheet": "表彰",
            "first_cell": "F5", "record_count": 1,
        },
    ],
    "fct_indicator_figure": [
        {
            "evaluation_year": YEAR, "unit_code": unit, "indicator_code": "GDP_GROWTH", "years_ago": ago, "figure_role": role,
            "source_indicator_code": source, "figure_value": value, "transformed_value": made, "missing_reason": reason,
            "submission_id": submission, "sheet_name": "核算", "cell_address": cell, "raw_text": text,
        }
        for unit, ago, role, source, value, made, reason, submission, cell, text in (
            (FIRST, 0, "divisor", "POPULATION", Decimal("2.5"), None, None, ACCOUNTS, "H6", "2.5"),
            (FIRST, 1, "own", "GDP_GROWTH", Decimal(9), d("3.6"), None, PAST, "D5", "109"),
            (FIRST, 2, "own", "GDP_GROWTH", None, None, "too_new", PAST, "C5", "新设"),
            ("350100", 0, "divisor", "POPULATION", Decimal(40), None, None, ACCOUNTS, "H3", "40"),
        )
    ],
    "fct_adjustment_record": [
        {
            "unit_code": FIRST, "item_code": code, "record_no": no, "case_count": cases, "submission_id": SCHEME,
            "sheet_name": sheet, "cell_address": cell,
        }
        for code, no, cases, sheet, cell in (("D1", 1, 1, "察访", "F4"), ("D1", 2, 2, "察访", "F9"), ("B1", 1, 1, "表彰", "F5"))
    ],
    "fct_accountability_action": [
        {
            "unit_code": FIRST, "action_code": "REWARD", "action_zh": "绩效奖励", "action_en": "Reward", "trigger_grade": "B",
            "consecutive_years": 1, "deadline_days": None, "addressees_zh": "单位、主要领导", "reward_base_cny": d("1200"),
            "reward_coefficient": d("1.15"), "reward_per": "person", "staff_persons": 30, "reward_amount_cny": d("41400"),
        },
    ],
    "fct_rectification_item": [
        {
            "unit_code": FIRST, "item_source": "weak_topic", "source_code": "Q1", "source_name_zh": "服务态度",
            "observed_score": d("70.5"), "threshold_score": d("75"), "due_days": 30, "item_no": "2020-350101-weak_topic-Q1",
            "due_date": dt.date(2021, 3, 31), "item_state": "overdue", "overdue_days": 4, "report_date": dt.date(2021, 4, 1),
            "progress_text": "已培训", "progress_pct": d("40"), "report_submission_id": SCHEME, "report_sheet": "整改进展",
            "report_cell": "E4",
        },
        {
            "unit_code": FIRST, "item_source": "comment", "source_code": "ROADS", "source_name_zh": "道路", "comment_count": 2,
            "due_days": 20, "item_no": "2020-350101-comment-ROADS", "item_state": "open",
        },
    ],
    "fct_objection": [
        {
            "unit_code": FIRST, "objection_no": "Y-001", "objection_date": dt.date(2021, 2, 10), "indicator_code": "GDP",
            "objection_text": "增速少计", "objection_state": "upheld", "answered_by": "统计局", "answer_date": dt.date(2021, 2, 15),
            "answer_text": "经复核确有遗漏", "evidence_reference": "复核底册", "decision_reason": "底册证实", "decided_by": "效能办",
            "decided_date": dt.date(2021, 2, 20), "corrected_sha256": "3f2a9c01d4e7", "corrected_file_name": "核算.xlsx",
            "objection_submission_id": SCHEME, "objection_sheet": "异议", "objection_cell": "G3",
        },
        {
            "unit_code": FIRST, "objection_no": "Y-002", "objection_date": dt.date(2021, 2, 11), "objection_text": "分组有误",
            "objection_state": "open", "objection_submission_id": SCHEME, "objection_sheet": "异议", "objection_cell": "G4",
        },
    ],
    "fct_rank_uncertainty": [
        {
            "unit_code": FIRST, "uncertainty_status": "drawn", "unknown_unit_count": 1, "draw_count": 10000,
            "weight_variation_pct": d("12.5"), "best_rank": 1, "worst_rank": 3, "rank_probability": d("0.612"),
            "grade_probability": d("0.75"), "grade_a_probability": d("0.25"), "grade_b_probability": d("0.75"),
            "grade_c_probability": d("0"), "grade_d_probability": d("0"), "no_grade_probability": d("0"),
        },
    ],
    "fct_indicator_alignment": [
        {
            "group_code": "G", "superior_code": "P_GDP", "superior_level_code": "province", "superior_name_zh": "经济增长",
            "superior_name_en": "Growth", "weight": Decimal("12.5"), "indicator_codes_text": "GDP_GROWTH、OTHER",
        },
        {
            "group_code": "G", "superior_code": "P_GREEN", "superior_level_code": "province", "superior_name_zh": "绿色",
            "superior_name_en": "Green", "weight": Decimal(5), "indicator_codes_text": None,
        },
        {
            "group_code": "ALL", "superior_code": "P_GREEN", "superior_level_code": "province", "superior_name_zh": "绿色",
            "superior_name_en": "Green", "weight": Decimal(5), "indicator_codes_text": "TASK",
        },
    ],
    "fct_rank_uncertainty_source": [
        {
            "unit_code": FIRST, "source_code": "survey", "composite_error": d("0.5"), "mean_rank_shift": d("0.75"),
            "rank_variance_share": d("0.6"),
        },
        {
            "unit_code": FIRST, "source_code": "weights", "composite_error": d("0.1"), "mean_rank_shift": d("0"),
            "rank_variance_share": d("0.04"),
        },
        {
            "unit_code": FIRST, "source_code": "leave_one_out", "composite_error": d("0.4"), "mean_rank_shift": d("1.25"),
            "rank_variance_share": d("0.41"),
        },
        {"unit_code": FIRST, "source_code": "interplay", "rank_variance_share": d("-0.05")},
    ],
    "fct_figure_count": [
        {
            "unit_code": FIRST, "node_code": "ECON", "indicators_required": 4, "indicators_scored": 3, "figures_present": 2,
            "figures_not_applicable": 1, "figures_refused": 1, "figures_not_delivered": 0,
        },
    ],
    "rpt_interview_list": [
        {
            "unit_code": FIRST, "interview_leaders_zh": "主要领导", "is_score_low": False, "is_lowest_in_group": True,
            "has_weak_topics": False, "has_weak_indicators": False, "appraisal_score": d("88.3333"), "lowest_rank": 1, "weak_topic_count": 1,
            "weak_indicator_count": 0, "lowest_topic_code": "Q1", "lowest_topic_name_zh": "服务态度", "lowest_topic_score": d("70.5"),
        },
    ],
}  # fmt: skip


def write_release(folder: Path, **changes: dict[str, Any]) -> Path:
    """Write the release into a new folder and return it.

    Args:
        folder: Where; must not exist.
        changes: Per table, columns to overwrite in every row.
    """
    (folder / "parquet").mkdir(parents=True)
    for name, rows in TABLES.items():
        columns = dict.fromkeys(column for row in rows for column in row)
        full = [{**columns, **row, **changes.get(name, {})} for row in rows]
        pq.write_table(pa.Table.from_pylist(full), folder / "parquet" / f"{name}.parquet")
    return folder
