"""What a look at the bureaus' folders costs: ten thousand files that are known, beside one `os.walk` over the same folders.

Run: `python -m benchmarks.arrival`.
"""

import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.annual import REPOSITORY
from orchestration.contracts import load_contracts
from orchestration.foundation.workspace import Workspace
from orchestration.intake import Seen, look

FILES = 10_000
FOLDERS = 100
LOOKS = 3


def seconds(call: Callable[[], object]) -> float:
    """Return the least of a few times that a call takes."""
    times = []
    for _ in range(LOOKS):
        started = time.perf_counter()
        call()
        times.append(time.perf_counter() - started)
    return min(times)


def walked(raw: Path) -> int:
    """Look at size and time of every file, and at nothing else."""
    return sum((Path(folder) / name).lstat().st_size for folder, _, names in os.walk(raw) for name in names)


def main() -> None:
    """Print what a look costs."""
    contracts = load_contracts(REPOSITORY / "raw")
    with tempfile.TemporaryDirectory() as name:
        workspace = Workspace(Path(name) / "raw", Path(name) / "warehouse")
        for number in range(FILES):
            folder = workspace.raw / "finance" / f"20{number % FOLDERS:02d}"
            folder.mkdir(parents=True, exist_ok=True)
            (folder / f"{number}.docx").write_bytes(b"x")
        seen = Seen()
        for _ in range(2 + FILES // 500):
            seen, _found = look(workspace, contracts, seen)
        known = seconds(lambda: look(workspace, contracts, seen))
        peer = seconds(lambda: walked(workspace.raw))
        size = len(seen.as_text())
    print(f"look at {FILES:,} known files {known:.2f} s, cursor {size / 1024:.0f} KiB")
    print(f"os.walk with lstat over them   {peer:.2f} s; ratio {known / peer:.2f}")


if __name__ == "__main__":
    main()
