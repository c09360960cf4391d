"""The corrections with which a release's figures were read, by the cell that each mends, and how one is told."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TypeAlias

from rich.text import Text

from orchestration.results.release_tables import Row

# Submission, sheet and cell of a figure.
Place: TypeAlias = tuple[str | None, str | None, str | None]


def read_corrections(release: Path) -> dict[Place, Row]:
    """Return the corrections of a release's figures; a release folder without a manifest has none."""
    path = release / "manifest.json"
    told = json.loads(path.read_text(encoding="utf-8"))["corrections"] if path.exists() else ()
    return {(row["submission_id"], row["sheet"], row["cell"]): row for row in told}


def correction_text(corrections: Mapping[Place, Row], place: Place) -> str:
    """Return the correction with which a cell was read; empty where there is none."""
    told = corrections.get(place)
    if told is None:
        return ""
    change = f"{told['original'] or '–'} → {told['corrected'] or '–'}"
    signed = f"{told['correction_no']} {told['approved_by']} {told['approved_on']}"
    return f"更正 corrected: {change}（{signed}：{told['reason']}）"


def correction_lines(corrections: Mapping[Place, Row], place: Place) -> list[Text]:
    """Return the line under a figure that tells the correction with which its cell was read; none where there is none."""
    told = correction_text(corrections, place)
    return [Text(f"      {told}", style="yellow")] if told else []
