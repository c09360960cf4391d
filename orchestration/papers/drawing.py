"""Has the workbook of a receipt drawn in a process of its own, with limits: what a bureau sent is opened there and nowhere else.

Run as a module it is that process: it reads an order and writes the workbook's bytes. A file that can't be drawn within the
limits still gets its findings; only the marks are missing, and the paper says so.
"""

import datetime as dt
import json
import resource
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from orchestration.foundation.workbook_file import workbook_bytes
from orchestration.papers.background import Background
from orchestration.papers.findings_sheet import add_findings_sheet
from orchestration.papers.receipt_view import view_of

MEMORY = 2 * 1024**3
SECONDS = 120
NO_MARKS = (
    "原文件未能复制到此处，问题见下表，请对照原文件改正。"
    "  Your file could not be copied here; the findings are listed below."
)


@dataclass(frozen=True)
class Drawn:
    """A receipt's workbook.

    Attributes:
        content: Its bytes.
        fault: Why it has no marks although it should have; None when all is as meant.
    """

    content: bytes
    fault: str | None = None


def draw_marked(kept: Path, receipt: Mapping[str, Any], background: Background) -> Drawn:
    """Return the workbook of a receipt with marks in a copy of the bureau's file, or of the rows that findings are about."""
    order = {"kept": str(kept.resolve()), "receipt": dict(receipt), "background": asdict(background)}
    command = [sys.executable, "-m", "orchestration.papers.drawing"]
    try:
        process = subprocess.run(  # noqa: S603 this program itself
            command, input=json.dumps(order).encode(), capture_output=True, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        return Drawn(draw_findings(receipt, background, NO_MARKS), f"more than {SECONDS} s")
    if process.returncode == 0:
        return Drawn(process.stdout)
    trace = process.stderr.decode(errors="replace")
    return Drawn(draw_findings(receipt, background, NO_MARKS), trace or f"exit {process.returncode}")


def draw_findings(receipt: Mapping[str, Any], background: Background, remark: str = "") -> bytes:
    """Return a workbook that lists the findings and holds nothing of the bureau's file."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    add_findings_sheet(workbook, view_of(receipt, background), receipt, background, targets={}, remark=remark)
    return workbook_bytes(workbook, dt.datetime.fromisoformat(receipt["decided_at"]))


def drawn(kept: Path, receipt: Mapping[str, Any], background: Background) -> Workbook:
    """Return the workbook of a receipt, made from the bureau's file; called only where there are limits."""
    from orchestration.papers.bad_rows import bad_rows_workbook
    from orchestration.papers.marked_workbook import TooLarge, marked_copy

    view = view_of(receipt, background)
    if receipt["file"]["format"] == "xlsx" and not background.hidden:
        try:
            return marked_copy(kept, view, receipt, background)
        except TooLarge:
            return bad_rows_workbook(kept, view, receipt, background)
    return bad_rows_workbook(kept, view, receipt, background)


def main() -> None:
    """Draw one workbook as ordered on the standard input."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    order = json.loads(sys.stdin.buffer.read())
    receipt = order["receipt"]
    workbook = drawn(Path(order["kept"]), receipt, Background(**order["background"]))
    moment = dt.datetime.fromisoformat(receipt["decided_at"])
    sys.stdout.buffer.write(workbook_bytes(workbook, moment))


if __name__ == "__main__":
    main()
