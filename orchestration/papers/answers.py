"""The latest answer to each dropped file, laid down for its bureau: as JSON, as a page, as a workbook, and as a form for queries.

Everything is made from the receipt and the kept bytes and can be made anew at any time. A receipt is never changed here.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from orchestration.contracts import Contracts
from orchestration.foundation.atomic import write_json, write_text
from orchestration.foundation.safe_text import safe_name
from orchestration.foundation.workbook_file import write_bytes
from orchestration.foundation.workspace import Workspace
from orchestration.papers.answer_form import form_bytes, needs_form
from orchestration.papers.background import Background, background_of, form_name
from orchestration.papers.drawing import Drawn, draw_findings, draw_marked
from orchestration.papers.receipt_page import page_text
from orchestration.papers.receipt_terms import letter

# Steps of an examination before which a file is not safe to open, or holds what must not be copied, are not among these.
LETTERS_OF_OPENED_FILES = "SCKRPAVO"
OPENED = ("F09", "X01", "X02")


@dataclass(frozen=True)
class Answer:
    """The papers about one receipt.

    Attributes:
        json: The receipt, for machines.
        page: The receipt as a page.
        workbook: The findings as a workbook, in the bureau's own where it could be marked; None when there are none.
        form: The form on which to answer queries; None when there are none to answer.
        fault: Why the workbook has no marks although it should have; for our engineers. None when all is as meant.
    """

    json: Path
    page: Path
    workbook: Path | None = None
    form: Path | None = None
    fault: str | None = None

    @property
    def paths(self) -> tuple[Path, ...]:
        """All papers."""
        return tuple(path for path in (self.json, self.page, self.workbook, self.form) if path)


def answers_folder(workspace: Workspace, bureau: str, period: str) -> Path:
    """Return where a bureau finds the answers to what it dropped for a period."""
    return workspace.warehouse / "answers" / safe_name(bureau) / safe_name(period)


def write_answer(
    workspace: Workspace, contracts: Contracts, receipt: Mapping[str, Any], kept: Path
) -> Answer:
    """Write the papers about a receipt, each whole or not at all; what is there already is left as it is.

    Args:
        workspace: The folders.
        contracts: What may be delivered.
        receipt: The receipt as it stands in `receipt.json`.
        kept: Where the file's bytes are kept.
    """
    # Our own traces are not for the bureau.
    told = {name: value for name, value in receipt.items() if name != "fault"}
    background = background_of(workspace, contracts, told)
    answer = _planned(workspace, told, background)
    if _stands(answer, told):
        return answer
    fault = None
    if answer.workbook is not None:
        drawn = _workbook(kept, told, background)
        write_bytes(answer.workbook, drawn.content)
        fault = drawn.fault
    if answer.form is not None:
        write_bytes(answer.form, form_bytes(told, background))
    _remove_others(answer)
    write_text(answer.page, page_text(told, background, has_workbook=answer.workbook is not None))
    # Last: where it stands, the others do.
    write_json(answer.json, told)
    return Answer(answer.json, answer.page, answer.workbook, answer.form, fault)


def can_be_opened(receipt: Mapping[str, Any]) -> bool:
    """Whether a file got past the first step of its examination, so that it is safe to open and to copy from."""
    rules = [str(item["rule"]) for item in receipt["findings"]]
    return receipt["status"] in ("accepted", "refused") and all(
        rule[0] in LETTERS_OF_OPENED_FILES or letter(rule) in OPENED for rule in rules
    )


def _planned(workspace: Workspace, receipt: Mapping[str, Any], background: Background) -> Answer:
    folder = answers_folder(workspace, str(receipt["bureau"]), str(receipt["period"]))
    name = safe_name(str(receipt["file"]["name"]))
    has_workbook = bool(receipt["findings"]) and receipt["status"] != "fault"
    return Answer(
        json=folder / f"{name}.回执.json",
        page=folder / f"{name}.回执.html",
        workbook=folder / f"{name}.回执.xlsx" if has_workbook else None,
        form=folder / background.form_name if needs_form(receipt) else None,
    )


def _stands(answer: Answer, receipt: Mapping[str, Any]) -> bool:
    if not all(path.is_file() for path in answer.paths):
        return False
    written: dict[str, Any] = json.loads(answer.json.read_text(encoding="utf-8"))
    return bool(written == json.loads(json.dumps(receipt)))


def _workbook(kept: Path, receipt: Mapping[str, Any], background: Background) -> Drawn:
    if not can_be_opened(receipt) or not any(item["row"] for item in receipt["findings"]):
        return Drawn(draw_findings(receipt, background))
    return draw_marked(kept, receipt, background)


def _remove_others(answer: Answer) -> None:
    """Take away the workbook and the form of an earlier answer to a file of this name."""
    stale = answer.json.with_name(answer.json.name.removesuffix(".json") + ".xlsx")
    if stale != answer.workbook:
        stale.unlink(missing_ok=True)
    if answer.json.is_file():
        before = json.loads(answer.json.read_text(encoding="utf-8"))
        form = form_name(before)
        if answer.form is None or form != answer.form.name:
            answer.json.with_name(form).unlink(missing_ok=True)
