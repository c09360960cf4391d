"""Writes for each rule the file that breaks it and nothing else, as the breaches of intake's own tests make it.

Which file that is stands in `tests/unit/intake/breaches.py` and nowhere here.
"""

import datetime as dt
import shutil
import tempfile
from pathlib import Path

from orchestration.intake import Receipt
from tests.unit.intake.breaches import BREACHES
from tests.unit.intake.workshop import NOW, Workshop

# Rules for which no file is kept: why not, and which test breaks them instead.
NOT_KEPT = {
    "F17_BEYOND_LIMITS": ("The limits of a machine are broken, not those of a file.", "test_chamber.py"),
    "F18_UNSAFE_NAME": ("A name that no repository should hold.", "test_rules.py"),
    "F19_NOT_A_FILE": ("A link that leaves its folder.", "test_rules.py"),
    "X03_FAULT": ("A fault of ours; no file is known that brings one about.", "test_chamber.py"),
}
# The register that every breach starts from; the small city delivers it itself.
GIVEN = 1


class Recorder(Workshop):
    """A small city that keeps a copy of every file as it was when it was received."""

    kept: Path
    steps = 0

    def receive(self, path: Path, now: dt.datetime = NOW) -> Receipt:
        """Receive a file and keep it."""
        self.steps += 1
        if self.steps > GIVEN:
            kept = self.kept / str(self.steps - GIVEN) / path.relative_to(self.workspace.raw)
            kept.parent.mkdir(parents=True)
            shutil.copyfile(path, kept)
        return super().receive(path, now)


def write_bad(folder: Path) -> None:
    """Write every rule's files below a folder."""
    for rule, (drop, _, _) in BREACHES.items():
        if rule not in NOT_KEPT:
            with tempfile.TemporaryDirectory() as city:
                recorder = Recorder(Path(city))
                recorder.kept = folder / rule / "before"
                recorder.register()
                drop(recorder)
                _keep_dropped(recorder, folder / rule)


def _keep_dropped(recorder: Recorder, folder: Path) -> None:
    """Keep what lies there and has not been received as it is."""
    received = {path.read_bytes() for path in recorder.kept.rglob("*") if path.is_file()}
    for path in sorted(recorder.workspace.raw.glob("*/*/*")):
        if path.name != "2020年单位名录.xlsx" and path.read_bytes() not in received:
            kept = folder / "raw" / path.relative_to(recorder.workspace.raw)
            kept.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, kept)
