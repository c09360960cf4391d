"""Objections on the terminal: what a unit objected to, what was answered and decided, and what a decision moved."""

from orchestration.explain.record import Explanation
from orchestration.explain.words import place
from orchestration.results.release_tables import Row

STATES = {
    "open": "待答复 open",
    "answered": "已答复，待决定 answered",
    "upheld": "采纳 upheld",
    "rejected": "不采纳 rejected",
    "late": "逾期提出 late",
}


def objection_text(explanation: Explanation, row: Row) -> str:
    """Return an objection with its answer and its decision, and the cell that it stands in."""
    about = f" {row['indicator_code']}" if row["indicator_code"] else ""
    cell = place(
        explanation.inputs, row["objection_submission_id"], row["objection_sheet"], row["objection_cell"]
    )
    lines = [
        (
            f"异议 objection {row['objection_no']}{about}，{row['objection_date']}：{row['objection_text']}"
            f"（{STATES[row['objection_state']]}），{cell}"
        )
    ]
    if row["answer_text"]:
        lines.append(
            f"  答复 answer {row['answered_by']} {row['answer_date']}：{row['answer_text']}（{row['evidence_reference']}）"
        )
    if row["decision_reason"]:
        lines.append(
            f"  决定 decision {row['decided_by']} {row['decided_date']}：{row['decision_reason']}{corrected_text(row)}"
        )
    return "\n".join(lines)


def corrected_text(row: Row) -> str:
    """Return which file came of a decision; empty where none did."""
    if not row["corrected_sha256"]:
        return ""
    return f"，更正文件 corrected file {row['corrected_file_name'] or '尚未采用 not read yet'} {row['corrected_sha256'][:12]}…"
