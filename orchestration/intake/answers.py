"""Checks a file of answers: that each answers a query that stands, explains something, and is dated and signed.

Reading answers back is foundation's `answers`; what an answered query may do is the gate's.
"""

import datetime as dt
import re
from collections.abc import Collection, Iterator

from orchestration.contracts import fold
from orchestration.intake.findings import Finding, nearest
from orchestration.intake.staged import StagedTable

FIELDS = ("query_id", "explanation")
LEAST_CHARACTERS = 8
# What is left of an explanation once the words that explain nothing are gone must still say something.
LEAST_SUBSTANCE = 4
SHRUGS = (
    "数据无误", "数据正确", "数据属实", "情况属实", "确认无误", "核对无误", "核实无误", "填报无误", "真实准确", "真实有效",
    "经核实", "经核对", "经确认", "已核实", "已核对", "已确认", "没有问题", "没问题", "无需说明", "无异议", "不清楚", "不知道",
    "同意", "正常", "属实", "无误", "正确", "确认", "同上", "见上", "如上", "数据", "以上", "情况", "原因", "均", "无", "是",
)  # fmt: skip
PUNCTUATION = re.compile(r"[\W_]+")
NONE_OPEN = "（无 none）"


def answer_findings(staged: StagedTable, known: Collection[str], today: dt.date) -> Iterator[Finding]:
    """Yield what is wrong with a file of answers.

    Args:
        staged: The answers, one per row.
        known: Ids of the queries that this bureau is asked about the period.
        today: No answer can be dated later.
    """
    for row in staged.read(FIELDS).to_pylist():
        name, text, number = row["query_id"], row["explanation"], row["_row"]
        if name not in known:
            allowed = nearest(name, known) if known else NONE_OPEN
            yield staged.finding(
                "A01_UNKNOWN_QUERY", "query_id", number, key=name, value=name, allowed=allowed
            )
        if explains_nothing(text):
            yield staged.finding(
                "A02_NOT_EXPLAINED", "explanation", number, key=name, value=text, allowed=LEAST_CHARACTERS
            )
    yield from future_findings(staged, "answered_on", "query_id", today)


def explains_nothing(text: str) -> bool:
    """Whether an explanation is too short, or made of phrases only that say that all is well."""
    said = PUNCTUATION.sub("", fold(text))
    rest = said
    for phrase in SHRUGS:
        rest = rest.replace(phrase, "")
    return len(said) < LEAST_CHARACTERS or len(rest) < LEAST_SUBSTANCE


def future_findings(staged: StagedTable, field: str, key: str, today: dt.date) -> Iterator[Finding]:
    """Yield a finding for each date of a column that lies after today."""
    for row in staged.read((field, key)).to_pylist():
        if row[field] > today.isoformat():
            yield staged.finding(
                "A03_DATE_IN_FUTURE", field, row["_row"], key=row[key], value=row[field], allowed=today
            )
