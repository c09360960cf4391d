"""What a cell without a figure says: blank, nil, not applicable, withheld, too small, too new and refused are different things.

Only the marks and their meaning; which of them a column admits is said by its contract and held in `cells`.
"""

from orchestration.contracts import Column

DASHES = frozenset(("-", "--", "---", "–", "—", "——", "―", "―――", "─", "──"))
# Folded, and in capitals.
MARKS = {
    "无": "nil",
    "零": "nil",
    "不适用": "not_applicable",
    "N/A": "not_applicable",
    "NA": "not_applicable",
    "...": "not_published",
    "......": "not_published",
    "未公布": "not_published",
    "未产生数据": "not_produced",
    "*": "suppressed",
    "**": "suppressed",
    "***": "suppressed",
    "X": "suppressed",
    "保密": "suppressed",
    "涉密": "suppressed",
    "样本过少": "too_small",
    "样本不足": "too_small",
    "新设": "too_new",
    "新设立": "too_new",
    "新设指标": "too_new",
    "拒报": "refused",
    "拒答": "refused",
    "拒绝提供": "refused",
}
REASONS_SHOWN = {
    "not_applicable": "“不适用”(not applicable)",
    "not_published": "空白或“…”(未公布 not published)",
    "not_produced": "“未产生数据”(not produced)",
    "nil": "“无”(未发生 nil)",
    "suppressed": "“***”(保密 suppressed)",
    "too_small": "“样本过少”(样本过少，不予公布 too small to publish)",
    "too_new": "“新设”(新设，尚无数据 too new)",
    "refused": "“拒报”(拒绝提供 refused)",
}
KINDS_SHOWN = {
    "string": "文字 text",
    "number": "数字 a number",
    "integer": "整数 a whole number",
    "date": "日期 a date",
}


def missing_reason(folded: str, column: Column) -> str | None:
    """Return why a cell has no figure, or None when what stands there is no mark for that."""
    return column.dash_means if folded in DASHES else MARKS.get(folded.upper())


def reason_shown(reason: str, column: Column) -> str:
    """Return how a reason is written in a column, as people are told: with the dash where it means that."""
    shown = REASONS_SHOWN[reason]
    return f"“-”或{shown}" if column.dash_means == reason else shown


def allowed_shown(column: Column) -> str:
    """Return what a cell of a column may hold, as people are told."""
    reasons = (reason_shown(reason, column) for reason in column.missing_allowed)
    return "、".join((KINDS_SHOWN[column.logical_type], *reasons))
