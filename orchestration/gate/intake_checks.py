"""What intake left open, as checks: a refused file without a replacement, and a query that nobody has answered."""

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
        passed=False,
        observed=_where(finding),
        failures=1,
        message_zh=finding["message_zh"],
        message_en=finding["message_en"],
        fix_zh=finding["fix_zh"],
        fix_en=finding["fix_en"],
    )


def intake_checks(findings: Sequence[Finding]) -> list[Check]:
    """Return one failed check per open finding, after one that says whether there is any."""
    summary = Check(
        check_id=INTAKE_CHECK,
        kind="intake",
        table=None,
        severity="error",
        passed=not findings,
        observed=str(len(findings)),
        failures=len(findings),
        message_zh="收文环节尚有未解决的问题：被拒收的文件没有更正，或疑问没有答复。",
        message_en="Intake has open findings: a refused file was not replaced, or a query was not answered.",
        fix_zh="由报送部门更正文件后重新报送。",
        fix_en="The bureau corrects the file and drops it again.",
    )
    ids = finding_ids(list(findings))
    return [summary, *(_of_finding(i, f) for i, f in zip(ids, findings, strict=True))]
