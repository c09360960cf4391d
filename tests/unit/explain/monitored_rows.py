"""What the release folder made by hand says beside scores: quarters and alerts, bounds of grades, comments, a change to review, a topic.

Its numbers are those of a sum on paper: 60 of 200 at mid-year where last year had come 40 of 160; a rate of 3 against 5.8.
"""

from decimal import Decimal
from typing import Any

Row = dict[str, Any]
FIRST, ACCOUNTS, PAST, SCHEME = "350101", "accounts.2020", "accounts.2019", "scheme.2020"


def _d(text: str) -> Decimal:
    return Decimal(text).quantize(Decimal("1e-12"))


def _at(name: str, submission: str, sheet: str, cell: str) -> Row:
    return {f"{name}_submission_id": submission, f"{name}_sheet": sheet, f"{name}_cell": cell}


def _quarter(indicator: str, period: str, **more: Any) -> Row:
    return {
        "unit_code": FIRST, "indicator_code": indicator, "period_code": period, "weight": Decimal(50), "at_risk_share": _d("0.9"),
        **_at("value", ACCOUNTS, "季度", "C7"), **_at("target", SCHEME, "目标值", "D6"), **more,
    }  # fmt: skip


FLOW = _quarter(
    "TASK", "2020Q2", cumulative_value=_d("60"), target_value=_d("200"), progress_pct=_d("30"), path_kind="last_year",
    expected_pct=_d("25"), previous_year_value=_d("40"), previous_end_value=_d("160"), previous_path_pct=_d("25"),
    monitoring_status="on_track", forecast_value=_d("240"), forecast_low=_d("206.4"), forecast_high=_d("273.6"),
    forecast_error_count=4, forecast_error_spread=_d("0.05"), forecast_quantile=_d("2.8"), forecast_status="interval",
    forecast_outlook="on_target", **_at("previous", PAST, "季度", "C8"), **_at("previous_end", PAST, "季度", "C9"),
)  # fmt: skip
RATE = _quarter(
    "GDP_GROWTH", "2020Q2", cumulative_value=_d("3"), target_value=_d("5.8"), progress_pct=_d("51.724137931034"), path_kind="whole",
    expected_pct=_d("100"), monitoring_status="behind", forecast_value=_d("3"), forecast_error_count=1, forecast_status="point",
    forecast_outlook="likely_missed",
)  # fmt: skip
MONITORED: dict[str, list[Row]] = {
    "fct_monitoring": [{**RATE, "period_code": "2020Q1", "monitoring_status": "at_risk"}, RATE, FLOW],
    "rpt_monitoring_alert": [
        {
            "unit_code": FIRST, "indicator_code": "GDP_GROWTH", "period_code": "2020Q2", "alert_kind": "fell_back",
            "alert_zh": "进度较上季度变差", "alert_en": "Fell back", "previous_status": "at_risk", "monitoring_status": "behind",
        },
        {
            "unit_code": FIRST, "indicator_code": "JOBS", "period_code": "2020Q2", "alert_kind": "value_missing",
            "alert_zh": "逾期未报数值", "alert_en": "A value is overdue", "missing_reason": "refused",
        },
    ],
    "dim_grade_bound": [
        {
            "pool_code": "G", "peer_name_zh": None, "pool_unit_count": 2, "grade_code": grade, "scheme_bound": _d(scheme),
            "break_bound": _d("92") if grade == "A" else None, "previous_bound": _d(bound), "lower_bound": _d(bound),
            "is_guarded": grade == "A",
        }
        for grade, scheme, bound in (("A", "85", "90.36"), ("B", "75", "75"))
    ],
    "fct_comment": [
        {
            "comment_id": f"C{cell}", "responsible_unit_code": FIRST, "item_no": "2020-350101-comment-ROADS", "rule_number": 3,
            "comment_submission_id": "responses.2020", "comment_sheet": None, "comment_cell": f"J{cell}",
        }
        for cell in (12, 9)
    ],
    "rpt_change_review": [
        {
            "unit_code": FIRST, "rank_in_group": 2, "previous_rank": 1, "grade_final": "B", "grade_previous": "C",
            "composite_change": _d("-0.5"), "change_error": _d("1.25"), "change_status": "not_significant",
            "best_rank": 1, "worst_rank": 3, "previous_best_rank": 1, "previous_worst_rank": 2, "rank_status": "not_significant",
            "grade_doubt": _d("0.375"), "grade_status": "not_significant",
            "grounds_zh": "综合得分、位次、等次", "grounds_en": "composite, rank, grade",
        },
    ],
}  # fmt: skip
TOPIC: Row = {
    "unit_code": FIRST, "respondent_group": "ALL", "topic_code": "Q1", "topic_name_zh": "服务态度", "topic_name_en": "Attitude",
    "respondent_group_name_zh": "全部主体", "respondent_group_name_en": "All", "response_count": 14, "valid_answer_count": 13,
    "mean_score": _d("70.5"), "standard_error": _d("2.5"), "interval_low": _d("65.25"), "interval_high": _d("75.75"),
    "design_effect": _d("1.2"), "mean_change": _d("-6"), "is_change_significant": True, "is_suppressed": False,
}  # fmt: skip
