"""The public appraisal of a unit as a table: means by respondent group with their precision, and the change against last year."""

from rich.table import Table

from orchestration.explain.formulas import number
from orchestration.explain.record import Explanation
from orchestration.explain.words import table
from orchestration.results.release_tables import Row

SHOWN_DIGITS = 4
DEFF_DIGITS = 2
CALIBRATIONS = {
    "calibrated": "已按边际校准 to margins",
    "category_unknown": "类别不明，未校准 not to margins: category unknown",
    "category_empty": "类别无人，未校准 not to margins: category empty",
    "not_converged": "边际不相容，未校准 not to margins: can't be met",
}
ODD = (
    ("duplicate_count", "重复 twice"),
    ("straight_line_count", "直线 lines"),
    ("identical_count", "雷同 alike"),
    ("left_out_count", "剔除 out"),
)


def _status(row: Row) -> str:
    """Return whether a group counts, whether it was brought to known margins, and which odd responses it holds."""
    told = [_counted(row), CALIBRATIONS.get(row.get("calibration_status") or "", "")]
    told += [f"{words} {row[name]}" for name, words in ODD if row.get(name)]
    return "\n".join(filter(None, told))


def _counted(row: Row) -> str:
    if row["is_counted"]:
        return "计入 counted"
    return "问卷不足，不计 too few" if row["response_count"] else "无问卷，不计 no answers"


def _interval(row: Row) -> str:
    """Return the standard error and the 95 % interval; releases made before they were published have none."""
    if row.get("standard_error") is None:
        return ""
    low, high = number(row["interval_low"], SHOWN_DIGITS), number(row["interval_high"], SHOWN_DIGITS)
    effect = f", deff {number(row['design_effect'], DEFF_DIGITS)}" if row.get("design_effect") else ""
    return f"± {number(row['standard_error'], SHOWN_DIGITS)}{effect}\n{low} – {high}"


def _change(row: Row) -> str:
    """Return the change against last year's release, and whether it is more than chance."""
    if row.get("is_asked_as_before") is False:
        return "问法不同\nother question"
    if row.get("mean_change") is None:
        return ""
    words = {True: "显著 sig.", False: "不显著 n.s.", None: "无标准误 –"}
    return f"{row['mean_change']:+.{SHOWN_DIGITS}f}\n{words[row['is_change_significant']]}"


def appraisal_table(explanation: Explanation) -> Table:
    """Return the public appraisal by respondent group, and at the end that of all groups that count."""
    made = table(
        "公众评议 public appraisal", "主体\nrespondents", "问卷\nn", "有效\nvalid", "均分\nmean", "满意率%\nsatisfied",
        "标准误与95%区间\nerror, interval", "较上年\nchange", "权重\nweight", "有效权重\neffective", "状态\nstatus",
    )  # fmt: skip
    for row in explanation.appraisal:
        made.add_row(
            f"{row['respondent_group_name_zh']} {row['respondent_group_name_en']}",
            str(row["response_count"]),
            str(row["valid_answer_count"]),
            number(row["mean_score"], SHOWN_DIGITS),
            number(row.get("satisfaction_rate_pct"), SHOWN_DIGITS),
            _interval(row),
            _change(row),
            number(row["group_weight"]),
            number(row["effective_group_weight"], SHOWN_DIGITS),
            _status(row),
        )
    return made


def topic_table(topics: list[Row]) -> Table:
    """Return the public appraisal by topic, over the respondent groups that count; what is suppressed says so."""
    made = table(
        "评议内容 topics", "内容\ntopic", "有效\nvalid", "均分\nmean", "满意率%\nsatisfied", "标准误与95%区间\nerror, interval",
        "较上年\nchange",
    )  # fmt: skip
    for row in topics:
        made.add_row(
            f"{row['topic_code']} {row['topic_name_zh']} {row['topic_name_en']}",
            number(row["valid_answer_count"]),
            "隐去 withheld" if row.get("is_suppressed") else number(row["mean_score"], SHOWN_DIGITS),
            number(row.get("satisfaction_rate_pct"), SHOWN_DIGITS),
            _interval(row),
            _change(row),
        )
    return made
