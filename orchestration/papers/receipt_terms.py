"""The terms in which papers speak of a receipt: its outcome, severities, what a rule is called, a sentence in both languages."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

Outcome = Literal["accepted", "queried", "refused", "fault"]
SEVERITIES = {"REJECT": ("退回", "rejected"), "ERROR": ("错误", "error"), "QUERY": ("疑问", "query")}
# Findings that only say how many more there are of another rule, which they name as what is allowed.
COUNTS_THE_REST = ("X01", "X02")


@dataclass(frozen=True)
class Said:
    """A sentence in both languages."""

    zh: str
    en: str


def is_query(finding: Mapping[str, Any]) -> bool:
    """Whether a finding asks the bureau for an explanation."""
    return bool(finding["severity"] == "QUERY")


def letter(rule: str) -> str:
    """Return the letter and number of a rule, such as C05."""
    return rule.split("_", 1)[0]


def outcome_of(receipt: Mapping[str, Any]) -> Outcome:
    """Return what a file came to: accepted, accepted with queries, refused, or stopped by a fault of ours."""
    if receipt["status"] == "fault":
        return "fault"
    if receipt["status"] != "accepted":
        return "refused"
    return "queried" if any(map(is_query, receipt["findings"])) else "accepted"


def coverage_words(coverage: Mapping[str, Any] | None) -> Said | None:
    """Return what a table covers, beside what was expected; None where nothing is known beside its rows."""
    if coverage is None or (coverage["units"] is None and coverage["period_before"] is None):
        return None
    zh, en = [], []
    if coverage["units"] is not None:
        expected = coverage["units_expected"]
        zh.append(
            f"{coverage['units']} 个单位" + (f"（须报层级共 {expected} 个）" if expected is not None else "")
        )
        en.append(
            f"{coverage['units']} units"
            + (f" ({expected} of the levels that must report)" if expected is not None else "")
        )
    before = coverage["period_before"]
    if before is None:
        zh.append("没有更早一期可比")
        en.append("nothing earlier to compare with")
    else:
        units = coverage["units_before"]
        zh.append(
            f"上期（{before}）{coverage['rows_before']} 行"
            + (f"、{units} 个单位" if units is not None else "")
        )
        en.append(
            f"the period before ({before}) had {coverage['rows_before']} rows"
            + (f", {units} units" if units is not None else "")
        )
    return Said("；".join(zh) + "。", "; ".join(en) + ".")
