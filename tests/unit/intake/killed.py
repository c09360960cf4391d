"""Receives a file in forks that end before their first, second, third … change to the file system, then once more undisturbed.

Run as `python -m tests.unit.intake.killed FOLDER SCENARIO`; prints, for every instant of the death, what stood there before and
after receiving again. The end is `os._exit` in an audit hook: no code of ours gets to tidy up.
"""

import json
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb  # noqa: F401  (so that no fork has to)

from orchestration.foundation.hashing import sha256_file
from orchestration.intake import reception
from orchestration.intake.examine import examine
from orchestration.intake.ledger import latest_accepted, receipts
from tests.unit.intake.workshop import Workshop, payment_rows

KILLED = 9
CHANGES = (
    "os.mkdir",
    "os.rename",
    "os.remove",
    "os.rmdir",
    "os.chmod",
    "os.link",
    "os.symlink",
    "os.truncate",
)
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


def _accepted(workshop: Workshop) -> Path:
    return workshop.payments()


def _refused(workshop: Workshop) -> Path:
    return workshop.payments(payment_rows()[:1])


def _replacing(workshop: Workshop) -> Path:
    workshop.receive(workshop.payments())
    rows = payment_rows()
    rows[0][3] = "121"
    return workshop.payments(rows)


def _once_more(workshop: Workshop) -> Path:
    """The bytes that were replaced come back."""
    old = _accepted(workshop).read_bytes()
    path = _replacing(workshop)
    workshop.receive(path)
    path.write_bytes(old)
    return path


SCENARIOS: dict[str, Callable[[Workshop], Path]] = {
    "accepted": _accepted,
    "refused": _refused,
    "replacing": _replacing,
    "once more": _once_more,
}


def _forked(work: Callable[[], None]) -> int:
    child = os.fork()
    if child == 0:
        try:
            work()
        except BaseException:  # noqa: BLE001
            sys.excepthook(*sys.exc_info())
            os._exit(1)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _dying(workshop: Workshop, path: Path, at: int) -> None:
    """Receive a file and die before the `at`-th change to the warehouse."""
    warehouse, left = str(workshop.workspace.warehouse), at

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal left
        is_change = event in CHANGES or (event == "open" and arguments[2] & WRITING)
        if is_change and str(arguments[0]).startswith(warehouse):
            left -= 1
            if left == 0:
                os._exit(KILLED)

    sys.addaudithook(hook)
    workshop.receive(path)


def state(workshop: Workshop) -> dict[str, str]:
    """Return every file of the warehouse with its hash; what is hidden is on its way, or left behind until it is swept away."""
    warehouse = workshop.workspace.warehouse
    places = ((path, path.relative_to(warehouse)) for path in sorted(warehouse.rglob("*")))
    return {
        str(place): sha256_file(path) if path.is_file() else "folder"
        for path, place in places
        if not any(part.startswith(".") for part in place.parts)
    }


def seen(workshop: Workshop) -> dict[str, Any]:
    """Return what those who read the warehouse see."""
    accepted = latest_accepted(workshop.workspace, ("finance", "payments"), reception.Period(2020))
    return {
        "receipts": [receipt.as_dict() for receipt in receipts(workshop.workspace)],
        "latest": None if accepted is None else sorted(path.name for path in accepted.iterdir()),
        "folder": None if accepted is None else accepted.name,
    }


def killed(folder: Path, scenario: str) -> dict[str, Any]:
    """Return the undisturbed outcome, and for every instant what was seen after the death and what stands at the end."""
    start, work = folder / "start", folder / "work"
    name = ""

    def prepare() -> None:
        workshop = Workshop(start)
        workshop.register()
        (folder / "name").write_text(str(SCENARIOS[scenario](workshop).relative_to(start)), encoding="utf-8")

    def run(at: int) -> tuple[int, dict[str, Any]]:
        shutil.rmtree(work, ignore_errors=True)
        shutil.copytree(start, work)
        workshop = Workshop(work)
        ending = _forked(lambda: _dying(workshop, work / name, at))
        found: dict[str, Any] = {"before": seen(workshop)}
        assert _forked(lambda: (workshop.receive(work / name), None)[1]) == 0
        found |= {"after": seen(workshop), "state": state(workshop)}
        return ending, found

    # In forks of this one: what is forked must not have a process waiting for it.
    reception.examine_apart = examine
    assert _forked(prepare) == 0
    name = (folder / "name").read_text(encoding="utf-8")
    ending, undisturbed = run(0)
    assert ending == 0
    deaths = []
    while True:
        ending, found = run(len(deaths) + 1)
        if ending == 0:
            break
        assert ending == KILLED, ending
        deaths.append(found)
    return {"undisturbed": undisturbed, "deaths": deaths}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(killed(Path(sys.argv[1]), sys.argv[2])))
