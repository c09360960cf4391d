"""Which release of a kind and period is current: the lock of those who change it, and the one step by which it changes.

What may become current is decided by those who publish and roll back.
"""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from orchestration.foundation.atomic import fsync_folder
from orchestration.foundation.errors import Refused
from orchestration.publication.journal import entries

CURRENT = "current"


def _lock(handle: int, folder: Path) -> None:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise Refused(
            f"Another process is publishing into {folder}. Wait until it has finished and run again.",
            f"另一个进程正在向 {folder} 发布，请等其结束后重新运行。",
        ) from error


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the folder of a kind and period against publishers; the lock goes with the process.

    Raises:
        Refused: Another process holds it.
    """
    handle = os.open(folder, os.O_RDONLY)
    try:
        _lock(handle, folder)
        yield
    finally:
        os.close(handle)


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Hold the folder of a kind and period in order to change it.

    What a killed publisher left is swept, and a move of `current` that the journal announced is finished.

    Raises:
        Refused: Another process holds it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with locked(folder):
        _sweep(folder)
        _finish_move(folder)
        yield


def _sweep(folder: Path) -> None:
    """Remove what a killed publication left; nobody else is at work here while the lock is held."""
    for left in folder.glob(".*.tmp"):
        if left.is_dir() and not left.is_symlink():
            shutil.rmtree(left)
        else:
            left.unlink()


def _finish_move(folder: Path) -> None:
    written = entries(folder)
    if written and current_name(folder) != written[-1]["current"]:
        make_current(folder, str(written[-1]["current"]))


def current_name(folder: Path) -> str | None:
    """Return the id of the release that `current` points to, or None when nothing is current."""
    link = folder / CURRENT
    return link.readlink().name if link.is_symlink() else None


def make_current(folder: Path, release_id: str) -> None:
    """Point `current` at a release in one step, so that a reader sees the old or the new one and nothing between."""
    link = folder / f".{CURRENT}.tmp"
    link.symlink_to(release_id)
    link.replace(folder / CURRENT)
    fsync_folder(folder)
