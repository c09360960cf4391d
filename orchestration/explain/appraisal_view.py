"""The public appraisal of a unit as a table: means by respondent group with their precision, and the change against last year."""

from rich.table import Table

from orchestration.explain.formulas import number
from orchestration.explain.record import Explanation
from orchestration.explain.words import table
from orchestration.results.release_tables import Row

SHOWN_DIGITS = 4


def _counted(row: Row) -> str:
    if row["is_counted"]:
        return "计入 counted"
    return (
        "问卷不足，不计 too few answers, left out"
        if row["response_count"]
        else "无问卷，不计 no answers, left out"
    )


def _interval(row: Row) -> str:
    """Return the standard error and the 95 % interval; releases made before they were published have none."""
    if row.get("standard_error") is None:
        return ""
    low, high = number(row["interval_low"], SHOWN_DIGITS), number(row["interval_high"], SHOWN_DIGITS)
    return f"± {number(row['standard_error'], SHOWN_DIGITS)}\n{low} – {high}"


def _change(row: Row) -> str:
    """Return the change against last year's release, and whether it is more than chance."""
    if row.get("mean_change") is None:
        return ""
    words = {True: "显著 significant", False: "不显著 not significant", None: "无标准误 no standard error"}
    return f"{row['mean_change']:+.{SHOWN_DIGITS}f}\n{words[row['is_change_significant']]}"


def appraisal_table(explanation: Explanation) -> Table:
    """Return the public appraisal by respondent group, and at the end that of all groups that count."""
    made = table(
        "公众评议 public appraisal", "主体\nrespondents", "问卷\nn", "有效\nvalid", "均分\nmean", "标准误与95%区间\nerror, interval",
        "较上年\nchange", "权重\nweight", "有效权重\neffective", "状态\nstatus",
    )  # fmt: skip
    for row in explanation.appraisal:
        made.add_row(
            f"{row['respondent_group_name_zh']} {row['respondent_group_name_en']}",
            str(row["response_count"]),
            str(row["valid_answer_count"]),
            number(row["mean_score"], SHOWN_DIGITS),
            _interval(row),
            _change(row),
            number(row["group_weight"]),
            number(row["effective_group_weight"], SHOWN_DIGITS),
            _counted(row),
        )
    return made
