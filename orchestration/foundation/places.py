"""How dropped files' names and places are written in receipts, and the way back from there to what lies in `raw/`.

A name may hold what can't be written or shown. Whether it is allowed to is decided elsewhere.
"""

import os
import unicodedata
from pathlib import Path

from orchestration.foundation.workspace import Workspace

# What comes back to the bureau is called after the file, with an ending of its own: 255 bytes must hold both.
LONGEST_NAME = 200
LONGEST_SHOWN = 60
# Controls, invisible marks that turn or hide text, bytes that are no UTF-8, line ends of other kinds.
UNSEEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}


def shown_name(name: str) -> str:
    """Return a name as receipts may repeat it: what can't be seen is written out, and nothing of it is left to act."""
    shown = "".join(char if unicodedata.category(char) not in UNSEEN else _escaped(char) for char in name)
    return shown if len(shown.encode()) <= LONGEST_NAME else shown[:LONGEST_SHOWN] + "…"


def shown_place(workspace: Workspace, path: Path) -> str:
    """Return where a file below `raw/` lies, as its receipt says it."""
    return str(Path(*map(shown_name, path.relative_to(workspace.raw).parts)))


def dropped_at(workspace: Workspace, place: str) -> Path | None:
    """Return what lies at a place that a receipt tells, whatever it is, or None when nothing does."""
    path = workspace.raw / place
    if os.path.lexists(path):
        return path
    period = Path(place).parent.name
    found = (entry for entry in workspace.raw.glob(f"*/{period}/*") if shown_place(workspace, entry) == place)
    return next(found, None)


def _escaped(char: str) -> str:
    # A byte that is no UTF-8 comes from the file system as a surrogate.
    return f"\\u{ord(char):04x}"
