"""What intake left open, as checks: a refused file without a replacement, and queries, which pass once they are answered."""

from collections.abc import Mapping, Sequence
from typing import Any

from expectations.index import INTAKE_CHECK, finding_ids
from orchestration.gate.checks import Check

Finding = Mapping[str, Any]
QUERY = "QUERY"


def _where(finding: Finding) -> str:
    parts = (finding.get("file"), finding.get("sheet"), finding.get("cell"), finding.get("header"))
    place = " ".join(str(part) for part in parts if part)
    value, allowed = finding.get("value"), finding.get("allowed")
    seen = "" if value is None else f" = {value}"
    return f"{place}{seen}" + ("" if allowed is None else f"（允许 allowed: {allowed}）")


def _of_finding(check_id: str, finding: Finding) -> Check:
    return Check(
        check_id=check_id,
        kind="intake",
        table=f"{finding['bureau']}.{finding['dataset']}",
        severity="query" if finding["severity"] == QUERY else "error",
        passed=is_settled(finding),
        observed=_where(finding),
        failures=1,
        message_zh=finding["message_zh"],
        message_en=finding["message_en"],
        fix_zh=finding["fix_zh"],
        fix_en=finding["fix_en"],
        query_id=finding.get("query_id"),
        answer=finding.get("answer"),
    )


def is_settled(finding: Finding) -> bool:
    """Whether a finding holds nothing back: a query that its bureau has answered."""
    return finding["severity"] == QUERY and finding.get("answer") is not None


def intake_checks(findings: Sequence[Finding]) -> list[Check]:
    """Return one check per finding, failed unless it is an answered query, after one that says whether any is open."""
    open_count = sum(not is_settled(item) for item in findings)
    summary = Check(
        check_id=INTAKE_CHECK,
        kind="intake",
        table=None,
        severity="error",
        passed=not open_count,
        observed=str(open_count),
        failures=open_count,
        message_zh="收文环节尚有未解决的问题：被拒收的文件没有更正，或疑问没有答复。",
        message_en="Intake has open findings: a refused file was not replaced, or a query was not answered.",
        fix_zh="由报送部门更正文件后重新报送；疑问属实的，按回执所附“疑问答复”表说明原因。",
        fix_en="The bureau corrects the file and drops it again; where the figure is right, it explains it on the form that came with the receipt.",
    )
    ids = finding_ids(list(findings))
    return [summary, *(_of_finding(i, f) for i, f in zip(ids, findings, strict=True))]
