"""Receives files one after another in a process of its own and prints what it took: time, memory, outcome.

Run as `python -m tests.unit.intake.measured PATH ...` over files in `<root>/raw/<bureau>/<period>/`; the tests do.
"""

import json
import resource
import sys
import time
from pathlib import Path
from typing import Any

from orchestration.intake import chamber
from tests.unit.intake.workshop import Workshop


def measured(paths: list[Path]) -> dict[str, Any]:
    """Return for each file its status, rules, seconds and what landed; and the peak of memory in MiB of both processes."""
    took: dict[str, Any] = {}
    for path in paths:
        workshop = Workshop(path.parents[3])
        if not any(workshop.workspace.landing.glob("efficiency_office/unit_register/*")):
            workshop.register()
        size, begun = path.stat().st_size, time.perf_counter()
        receipt = workshop.receive(path)
        warehouse = workshop.workspace.warehouse
        took[str(path)] = {
            "status": receipt.status,
            "rules": sorted({item.rule for item in receipt.findings}),
            "values": sorted({f"{item.value}|{item.allowed}"[:100] for item in receipt.findings})[:2],
            "seconds": round(time.perf_counter() - begun, 2),
            "bytes": size,
            "kept": workshop.workspace.received(receipt.file["sha256"]).stat().st_size,
            "landed": len(list(warehouse.glob("landing/[!e]*/*/*/*"))),
            "left": len([*warehouse.glob("staging/.*"), *warehouse.glob("received/.*")]),
            "fault": receipt.fault,
        }
        print(path, json.dumps(took[str(path)], ensure_ascii=False), file=sys.stderr, flush=True)  # noqa: T201
    chamber._chamber.close()
    opening = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    return {"files": took, "asking": _own_peak(), "opening": opening}


def _own_peak() -> int:
    """Return this program's own peak in MiB; what the process was before it became this program does not count."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) // 1024 for line in lines if line.startswith("VmHWM"))


if __name__ == "__main__":
    print(json.dumps(measured([Path(path) for path in sys.argv[1:]]), ensure_ascii=False))  # noqa: T201
