"""The process in which dropped files are opened: it stays ready with everything imported and forks for each file.

A fork has limits on its memory and time, and ends with its file. Run by `chamber`, and by nobody else.
"""

import gc
import importlib
import json
import os
import pickle
import resource
import select
import signal
import sys
import traceback
from pathlib import Path
from typing import Any

from orchestration.intake.chamber import ANSWER_FILE, CASE_FILE, FAULT_FILE
from orchestration.intake.examine import examine

MEBIBYTE = 1024 * 1024
OUT_OF_LIMITS = 3
# What the libraries import when they are first used: here once, and not in every fork.
FIRST_USED = ("pandas", "pyarrow.dataset", "pyarrow.parquet", "encodings.gb18030", "_strptime", "zoneinfo")


def serve() -> None:
    """Fork for every order that comes in until the one who gives them has gone."""
    for module in FIRST_USED:
        importlib.import_module(module)
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w")
    # What a library prints must not be taken for an answer.
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    while order := sys.stdin.readline():
        print(_forked(json.loads(order)), file=answers, flush=True)


def _forked(order: dict[str, Any]) -> str:
    child = os.fork()
    if child == 0:
        _work(Path(order["folder"]), order["memory"], order["seconds"])
    return _awaited(child, order["seconds"])


def _awaited(child: int, seconds: int) -> str:
    """Return how a fork ended; it is killed when its time is up, or when nobody waits for its answer any more."""
    handle = os.pidfd_open(child)
    try:
        ready, _, _ = select.select([handle, sys.stdin], [], [], seconds)
    finally:
        os.close(handle)
    if handle not in ready:
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return str(os.waitstatus_to_exitcode(status))


def _work(folder: Path, memory_mib: int, seconds: int) -> None:
    """Examine one file and end the process."""
    code = 1
    try:
        resource.setrlimit(resource.RLIMIT_AS, (memory_mib * MEBIBYTE, memory_mib * MEBIBYTE))
        # Threads may work side by side; what lasts beyond this is ended by the clock.
        resource.setrlimit(resource.RLIMIT_CPU, (2 * seconds, 2 * seconds + 1))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        # A fork ends with its file: looking for garbage among millions of cells would only cost time.
        gc.disable()
        case = pickle.loads((folder / CASE_FILE).read_bytes())  # noqa: S301
        answer = json.dumps(examine(case, folder).as_dict(), ensure_ascii=False)
        (folder / ANSWER_FILE).write_text(answer, encoding="utf-8")
        code = 0
    except BaseException as error:  # noqa: BLE001
        if _is_about_memory(error):
            code = OUT_OF_LIMITS
        else:
            (folder / FAULT_FILE).write_text("".join(traceback.format_exception(error)), encoding="utf-8")
    finally:
        os._exit(code)


def _is_about_memory(error: BaseException) -> bool:
    names = {kind.__name__ for kind in type(error).__mro__}
    return bool(names & {"MemoryError", "OutOfMemoryException"}) or "bad_alloc" in str(error)


if __name__ == "__main__":
    serve()
