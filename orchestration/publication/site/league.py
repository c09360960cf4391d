"""The page of the league tables: each group with ranks, composites, grades and what they were last year."""

from collections import Counter
from typing import Any

from orchestration.publication.site import charts
from orchestration.publication.site.annual import RATED, Annual, last_year
from orchestration.publication.site.grouping import grouped
from orchestration.results import Row

GRADES = ("A", "B", "C", "D")


def _row(annual: Annual, row: Row) -> dict[str, Any]:
    before = last_year(annual, row)
    told = before is not None and before["composite_score"] is not None and row["composite_score"] is not None
    return {
        **row,
        "before": before,
        "change": row["composite_score"] - before["composite_score"] if told and before else None,
        "certainty": annual.certainty.get(row["unit_code"]),
        "review": annual.review.get(row["unit_code"]),
    }


def league_page(annual: Annual) -> dict[str, Any]:
    """Return what the page of the league tables shows."""
    rows = [_row(annual, row) for row in annual.league]
    groups = grouped(rows, "group_code", "group_name_zh", "group_name_en")
    for group in groups:
        counts = Counter(row["grade_final"] for row in group["rows"])
        group["grades"] = [(code, counts[code]) for code in GRADES if counts[code]]
        group["held"] = sum(row["result_status"] != RATED for row in group["rows"])
        group["moved"] = [row for row in group["rows"] if row["grade_final"] != row["grade_threshold"]]
        group["chart"] = charts.ranking(group["rows"])
    return {"groups": groups, "digits": annual.digits, "has_certainty": bool(annual.certainty)}


def outcomes_page(annual: Annual) -> dict[str, Any]:
    """Return what the page of deductions, weak points and consequences shows."""
    rows = annual.rows
    return {
        "adjustments": rows["adjustments"],
        "weak_groups": grouped(rows["weak"], "group_name_zh", "group_name_en"),
        "weak_summary": rows["weak_summary"],
        "actions": grouped(rows["actions"], "action_code", "action_zh", "action_en"),
        "item_summary": rows["item_summary"],
        "state_date": next((row["state_date"] for row in rows["items"]), None),
        "has_due_days": any(row["due_date"] for row in rows["items"]),
        "item_groups": grouped(rows["items"], "group_name_zh", "group_name_en"),
        "interviews": rows["interviews"],
        "digits": annual.digits,
    }
