"""Has dropped files opened in a process of their own, with limits on memory and time: no file can harm what received it.

This is the side that asks; what the process does stands in `chamber_process`. Only plain values come back from it.
"""

import atexit
import contextlib
import json
import os
import pickle
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path

from orchestration.intake.examine import Case, Examined
from orchestration.intake.findings import finding

CASE_FILE, ANSWER_FILE, FAULT_FILE = "case.pickle", "examined.json", "fault.txt"


class Fault(Exception):
    """Examining a file failed through a fault of ours; holds the trace."""


@dataclass(frozen=True)
class Limits:
    """What a file may cost.

    Attributes:
        memory_mib: Address space of the process, in MiB.
        seconds: Time by the clock, in seconds.
    """

    memory_mib: int = 4096
    seconds: int = 900


LIMITS = Limits()


def examine_apart(case: Case, folder: Path, limits: Limits = LIMITS) -> Examined:
    """Examine a file in a process of its own; its tables are written to `folder` as they would land.

    Returns:
        What the examination came to; a file that goes beyond the limits is refused with a finding.

    Raises:
        Fault: The fault is ours.
    """
    (folder / CASE_FILE).write_bytes(pickle.dumps(case))
    ending = _chamber.run(folder, limits)
    answer, fault = folder / ANSWER_FILE, folder / FAULT_FILE
    if answer.exists() and ending == "0":
        return Examined.from_dict(json.loads(answer.read_text(encoding="utf-8")))
    if fault.exists():
        raise Fault(fault.read_text(encoding="utf-8"))
    allowed = f"{limits.memory_mib} MiB, {limits.seconds} s"
    return Examined(findings=(finding("F17_BEYOND_LIMITS", case.name, allowed=allowed),))


class _Chamber:
    """The process that stays ready; started when first needed, and anew when it has died."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None
        self._lock = threading.Lock()

    def run(self, folder: Path, limits: Limits) -> str:
        with self._lock:
            order = json.dumps(
                {"folder": str(folder), "memory": limits.memory_mib, "seconds": limits.seconds}
            )
            try:
                return self._ask(order)
            except (BrokenPipeError, EOFError):
                # It was ended from outside since the last file; a second failure is told.
                self.close()
                return self._ask(order)

    def _ask(self, order: str) -> str:
        process = self._ready()
        assert process.stdin is not None  # noqa: S101
        assert process.stdout is not None  # noqa: S101
        process.stdin.write(order + "\n")
        process.stdin.flush()
        answer = process.stdout.readline()
        if not answer:
            raise EOFError
        return answer.strip()

    def _ready(self) -> "subprocess.Popen[str]":
        if self._process is None or self._process.poll() is not None:
            # Arrow's default allocator keeps what it has; under a limit on memory that counts twice.
            environment = {**os.environ, "ARROW_DEFAULT_MEMORY_POOL": "system", "OMP_NUM_THREADS": "1"}
            self._process = subprocess.Popen(
                [sys.executable, "-m", "orchestration.intake.chamber_process"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
                env=environment,
            )
        return self._process

    def close(self) -> None:
        """End the process."""
        process, self._process = self._process, None
        if process is None:
            return
        with contextlib.suppress(BrokenPipeError):
            if process.stdin is not None:
                process.stdin.close()
        process.wait()
        if process.stdout is not None:
            process.stdout.close()


_chamber = _Chamber()
atexit.register(_chamber.close)
