"""Has files of the small city received and answered, and reads back what was laid down for the bureau."""

import json
import re
import zipfile
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl import Workbook

from orchestration.foundation.workbook_file import workbook_bytes
from orchestration.papers.answers import Answer, write_answer
from orchestration.papers.background import Background
from orchestration.papers.drawing import Drawn, drawn
from orchestration.papers.findings_sheet import SHEET
from tests.unit.intake.workshop import NOW, Workshop

FORMULA = re.compile(rb"<f[ >/]")
VOID = {"meta", "input", "br"}


def told(workshop: Workshop, path: Path) -> dict[str, Any]:
    """Receive a file and return its receipt as it stands in `receipt.json`."""
    receipt: dict[str, Any] = json.loads(json.dumps(workshop.receive(path).as_dict()))
    return receipt


def kept(workshop: Workshop, receipt: dict[str, Any]) -> Path:
    """Return where the bytes of a receipt's file are kept."""
    return workshop.workspace.received(receipt["file"]["sha256"])


def answered(workshop: Workshop, receipt: dict[str, Any]) -> Answer:
    """Answer a receipt."""
    return write_answer(workshop.workspace, workshop.contracts, receipt, kept(workshop, receipt))


def drawn_here(path: Path, receipt: dict[str, Any], background: Background) -> Drawn:
    """Draw a workbook in this process: as `draw_marked` does, without the second it takes to start another."""
    return Drawn(workbook_bytes(drawn(path, receipt, background), NOW))


def opened(answer: Answer) -> Workbook:
    """Open an answer's workbook; no cell of it computes anything."""
    assert answer.workbook is not None
    return inert(answer.workbook)


def inert(path: Path) -> Workbook:
    """Open a workbook after looking that no cell of it computes anything and nothing in it leads outside."""
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            part = archive.read(name)
            assert not (name.startswith("xl/worksheets/sheet") and FORMULA.search(part)), name
            assert b'TargetMode="External"' not in part, name
    return openpyxl.load_workbook(path)


def listed(workbook: Workbook) -> str:
    """Return all that the sheet of findings says."""
    rows = workbook[SHEET].iter_rows(values_only=True)
    return "\n".join(str(value) for row in rows for value in row if value is not None)


class Page(HTMLParser):
    """A page as a browser takes it: its visible text, its tags, and whether every one is closed in its order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self._open: list[str] = []
        self.feed(text)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if not self._open or self._open[-1] != "style":
            self.texts.append(data)

    @property
    def text(self) -> str:
        """What can be read on the page, blanks apart."""
        return " ".join(" ".join(self.texts).split())
