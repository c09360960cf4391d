"""Files and folders that appear whole or not at all, and survive a power cut once they have appeared.

Everything that another step may read is written through here.
"""

import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any


def fsync_folder(folder: Path) -> None:
    """Make the folder's entries durable (a rename is lost in a crash without it)."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def fsync_file(path: Path) -> None:
    """Make a file's bytes durable."""
    with path.open("rb") as stream:
        os.fsync(stream.fileno())


def write_text(path: Path, text: str) -> None:
    """Write a UTF-8 text file by rename, making parent folders as needed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(prefix=".", suffix=".tmp", dir=path.parent)
    with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())
    Path(name).chmod(0o644)
    Path(name).replace(path)
    fsync_folder(path.parent)


def write_json(path: Path, value: Any) -> None:
    """Write a JSON file by rename: readable Chinese, stable key order as given, two blanks of indent."""
    write_text(path, json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def passing_prefix() -> str:
    """Return how the names of files and folders begin that this process makes on the way to something whole."""
    return f".{os.getpid()}."


def sweep(folder: Path) -> None:
    """Take away what processes that have been killed left half done in a folder (see `passing_prefix`)."""
    for left in folder.glob(".[0-9]*.*"):
        if Path("/proc", left.name.split(".")[1]).exists():
            continue
        if left.is_dir():
            shutil.rmtree(left, ignore_errors=True)
        else:
            left.unlink(missing_ok=True)


@contextmanager
def new_folder(final: Path) -> Iterator[Path]:
    """Yield a folder within a hidden sibling; it becomes `final` when the block ends without an error.

    If the block fails, the hidden folder is removed; what a killed process left is swept away by the next. If `final` has
    meanwhile been made by another process, that one stands and ours is removed: folders are immutable and named after
    their content. One level deeper than `final`, the new folder is not found by those who look for its files by a pattern.
    """
    final.parent.mkdir(parents=True, exist_ok=True)
    sweep(final.parent)
    hidden = Path(
        tempfile.mkdtemp(prefix=f"{passing_prefix()}{final.name}.", suffix=".tmp", dir=final.parent)
    )
    temporary = hidden / final.name
    temporary.mkdir(mode=0o755)
    try:
        yield temporary
        for path in sorted(temporary.rglob("*")):
            if path.is_dir():
                fsync_folder(path)
            elif not path.is_symlink():
                fsync_file(path)
        fsync_folder(temporary)
        if not final.exists():
            temporary.rename(final)
        fsync_folder(final.parent)
    finally:
        shutil.rmtree(hidden)
