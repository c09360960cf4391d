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
        print(path, json.dumps(took[str(path)], ensure_ascii=False), file=sys.stderr, flush=True)
    chamber._chamber.close()
    return {"files": took, "asking": _peak(resource.RUSAGE_SELF), "opening": _peak(resource.RUSAGE_CHILDREN)}


def _peak(whose: int) -> int:
    return resource.getrusage(whose).ru_maxrss // 1024


if __name__ == "__main__":
    print(json.dumps(measured([Path(path) for path in sys.argv[1:]]), ensure_ascii=False))
