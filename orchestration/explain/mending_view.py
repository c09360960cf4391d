"""What a unit must mend and how far it is, and whether its leaders are interviewed; each report with the cell that it stands in."""

from orchestration.explain.formulas import number
from orchestration.explain.record import Explanation
from orchestration.explain.words import place
from orchestration.results.release_tables import Row

SHOWN_DIGITS = 4
MOST_COMMENTS = 5
STATES = {
    "open": "未开始 open",
    "in_progress": "整改中 in progress",
    "submitted": "已报完成，待核实 submitted",
    "closed": "已销号 closed",
    "overdue": "已逾期 overdue",
}
REASONS = {
    "is_score_low": "评议得分低于界限 score below the bound",
    "is_lowest_in_group": "评议居组内末位 among the lowest of the group",
    "has_weak_topics": "弱项评议内容多 many weak topics",
    "has_weak_indicators": "弱项指标多 many weak indicators",
}


def item_text(explanation: Explanation, row: Row) -> str:
    """Return an item: what is weak or complained of, by when, and what was reported last; older releases tell no state."""
    words = f"整改 to mend within {row['due_days']} days: {row['source_name_zh']} {row['source_code']} {ground_text(row)}"
    if row.get("item_state") not in STATES:
        return words
    due = f"，期限 due {row['due_date']}" if row["due_date"] else ""
    if due and row.get("state_date", row["due_date"]) is None:
        due += "（无判定日，不计逾期 no day to judge by, so not overdue）"
    late = f" {row['overdue_days']} 天 days" if row["overdue_days"] else ""
    told = ""
    if row["report_date"]:
        share = f" {number(row['progress_pct'])}%" if row["progress_pct"] is not None else ""
        cell = place(explanation.inputs, row["report_submission_id"], row["report_sheet"], row["report_cell"])
        told = f"；{row['report_date']} {row['progress_text']}{share}，{cell}"
    return f"{words}{due}，{STATES[row['item_state']]}{late}{told}\n  {row['item_no']}{_comments(explanation, row)}"


def _comments(explanation: Explanation, row: Row) -> str:
    """Return the cells of the comments that an item comes from, the first of them, and the rules or answers that routed them."""
    own = [one for one in explanation.comments if one["item_no"] == row["item_no"]]
    if not own:
        return ""
    first = own[0]
    cells = "、".join(one["comment_cell"] for one in own[1:MOST_COMMENTS])
    more = (
        f"（另 {len(own) - MOST_COMMENTS} 条 and {len(own) - MOST_COMMENTS} more）"
        if len(own) > MOST_COMMENTS
        else ""
    )
    rules = sorted({one["rule_number"] for one in own if one["rule_number"] is not None})
    by = f"规则 rule {'、'.join(map(str, rules))}" if rules else "人工分派 routed by hand"
    where = place(
        explanation.inputs, first["comment_submission_id"], first["comment_sheet"], first["comment_cell"]
    )
    return f"\n  意见 comments: {where}{f'、{cells}' if cells else ''}{more}；{by}"


def ground_text(row: Row) -> str:
    """Return why there is an item: how many comments, or which score is below what."""
    if row.get("comment_count") is not None:
        return f"{row['comment_count']} 条意见 comments"
    return f"{number(row['observed_score'], SHOWN_DIGITS)} < {number(row['threshold_score'])}"


def interview_text(row: Row) -> str:
    """Return why the unit's leaders are interviewed."""
    reasons = "；".join(words for name, words in REASONS.items() if row[name])
    lowest = (
        f"；最低内容 lowest topic {row['lowest_topic_code']} {row['lowest_topic_name_zh']} {number(row['lowest_topic_score'], SHOWN_DIGITS)}"
        if row.get("lowest_topic_code")
        else ""
    )
    numbers = (
        f"\n  评议 score {number(row.get('appraisal_score'), SHOWN_DIGITS)}，倒数第 from the lowest {number(row.get('lowest_rank'))}，弱项内容 weak topics "
        f"{number(row.get('weak_topic_count'))}，弱项指标 weak indicators {number(row.get('weak_indicator_count'))}{lowest}"
    )
    return f"约谈 interview of {row['interview_leaders_zh']}: {reasons}{numbers}"
