"""`jixiao run 2020` on an empty warehouse, beside `dbt build` alone over the same inputs; and how long the graph takes to import.

Wall time and peak memory are the operating system's own accounting of the whole process. Run: `make bench`.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
MEBIBYTE_IN_KIB = 1024


@dataclass(frozen=True)
class Measured:
    """Wall seconds, peak memory and processor seconds of one finished process; the last hardly depend on what else the machine does."""

    seconds: float
    peak_mib: float
    processor_seconds: float


def measure(command: Sequence[str], environment: Mapping[str, str], log: Path) -> Measured:
    """Run a command to its end and return what it took.

    Raises:
        SystemExit: The command failed; its output is in `log`.
    """
    started = time.perf_counter()
    with log.open("a", encoding="utf-8") as stream:
        process = subprocess.Popen(
            list(command), env={**os.environ, **environment}, stdout=stream, stderr=stream, cwd=REPOSITORY
        )
        _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}; see {log}")
    elapsed = time.perf_counter() - started
    return Measured(elapsed, usage.ru_maxrss / MEBIBYTE_IN_KIB, usage.ru_utime + usage.ru_stime)


def newest_build(warehouse: Path, year: int) -> Path:
    """Return the build folder of a year in a warehouse."""
    return max((warehouse / "builds" / "annual" / str(year)).glob("*/candidate.json")).parent


def dbt_build(folder: Path) -> list[str]:
    """Return the peer's command: dbt's own command line over the same project and inputs."""
    return [
        str(BIN / "dbt"), "build", "--exclude-resource-type", "unit_test", "--project-dir", "dbt_project",
        "--profiles-dir", "dbt_project", "--target-path", str(folder / "target"), "--log-path", str(folder / "logs"),
    ]  # fmt: skip


def main() -> None:
    """Measure and print."""
    folder = Path(tempfile.mkdtemp(prefix="jixiao-bench-"))
    log = folder / "log.txt"
    try:
        warehouse = folder / "warehouse"
        home = {"DAGSTER_HOME": str(folder / "home")}
        ours = measure([str(BIN / "jixiao"), "run", "2020", "--warehouse", str(warehouse)], home, log)
        again = measure([str(BIN / "jixiao"), "run", "2020", "--warehouse", str(warehouse)], home, log)
        peers = []
        for year in (2019, 2020):
            build = newest_build(warehouse, year)
            target = folder / str(year)
            target.mkdir()
            environment = {
                "JIXIAO_BUILD_DB": str(target / "candidate.duckdb"),
                "JIXIAO_BUILD_INPUTS": str(build / "inputs"),
            }
            peers.append(measure(dbt_build(target), environment, log))
        imported = measure([sys.executable, "-c", "import orchestration.definitions"], home, log)
    finally:
        shutil.rmtree(folder)
    both = sum(peer.seconds for peer in peers)
    peak = max(peer.peak_mib for peer in peers)
    lines = [
        f"jixiao run 2020, empty warehouse (2019 and 2020)   {ours.seconds:7.1f} s  {ours.peak_mib:7.0f} MiB",
        f"dbt build alone, the same two years                {both:7.1f} s  {peak:7.0f} MiB",
        f"ratio                                              {ours.seconds / both:7.2f}    {ours.peak_mib / peak:7.2f}",
        f"jixiao run 2020 again, nothing new (2020 only)     {again.seconds:7.1f} s  {again.peak_mib:7.0f} MiB",
        f"dbt build alone, 2020                              {peers[1].seconds:7.1f} s  {peers[1].peak_mib:7.0f} MiB",
        f"import orchestration.definitions                   {imported.seconds:7.1f} s  {imported.peak_mib:7.0f} MiB",
    ]
    print("\n".join(lines))


if __name__ == "__main__":
    main()
