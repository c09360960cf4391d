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


@contextmanager
def new_folder(final: Path) -> Iterator[Path]:
    """Yield a hidden sibling folder that becomes `final` when the block ends without an error.

    If the block fails, the hidden folder is removed. If `final` has meanwhile been made by another process, that
    one stands and ours is removed: folders are immutable and named after their content.
    """
    final.parent.mkdir(parents=True, exist_ok=True)
    temporary = Path(tempfile.mkdtemp(prefix=f".{final.name}.", suffix=".tmp", dir=final.parent))
    temporary.chmod(0o755)
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
        if temporary.exists():
            shutil.rmtree(temporary)
