"""Puts an accepted submission, or the receipt of a refused one, into the warehouse: whole folders by rename, never changed again."""

import hashlib
import io
import os
import shutil
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from orchestration.contracts import Contract
from orchestration.foundation.atomic import (
    fsync_file,
    fsync_folder,
    new_folder,
    passing_prefix,
    sweep,
    write_json,
)
from orchestration.foundation.periods import Period
from orchestration.foundation.workspace import Workspace
from orchestration.intake.ledger import Receipt, read_receipt

BLOCK = 1024 * 1024


@dataclass
class Content:
    """Bytes to examine: where they can be read, and their hash."""

    path: Path
    sha256: str


class Copy(Content):
    """A copy of a dropped file's bytes, on its way to where they are kept for ever.

    Attributes:
        path: Where the copy can be read.
        sha256: The hash of what was copied: a file that is being written to meanwhile can't be checked as one thing and
            kept as another.
    """

    def __init__(self, workspace: Workspace, source: Path | None) -> None:
        folder = workspace.warehouse / "received"
        folder.mkdir(parents=True, exist_ok=True)
        sweep(folder)
        handle, name = tempfile.mkstemp(prefix=passing_prefix(), suffix=".tmp", dir=folder)
        digest = hashlib.sha256()
        with os.fdopen(handle, "wb") as copy, _opened(source) as stream:
            # What is written to it meanwhile comes with the next drop: one that grows as fast as it is read has no end.
            left = 0 if source is None else os.fstat(stream.fileno()).st_size
            while left and (block := stream.read(min(BLOCK, left))):
                left -= len(block)
                digest.update(block)
                copy.write(block)
        super().__init__(Path(name), digest.hexdigest())
        self._kept = workspace.received(self.sha256)
        self._pool = ThreadPoolExecutor(1)
        self._durable = None if self._kept.exists() else self._pool.submit(fsync_file, self.path)

    def keep(self) -> None:
        """Give the copy its name, once its bytes are safe on the disk; they are written there while it is examined."""
        if self._durable is None:
            return
        self._durable.result()
        self.path.chmod(0o444)
        self._kept.parent.mkdir(exist_ok=True)
        self.path.rename(self._kept)
        fsync_folder(self._kept.parent)
        fsync_folder(self._kept.parent.parent)
        self.path, self._durable = self._kept, None

    def close(self) -> None:
        """Take away what is not needed: the copy of bytes that were kept before."""
        self._pool.shutdown()
        if self.path != self._kept:
            self.path.unlink(missing_ok=True)


def _opened(source: Path | None) -> BinaryIO:
    """Open a dropped file; None stands for what can't be opened, and has no bytes.

    Links aren't followed and pipes not waited for, even when one has taken the file's place since it was looked at.
    """
    if source is None:
        return io.BytesIO()
    return os.fdopen(os.open(source, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK), "rb")


@contextmanager
def staging_folder(workspace: Workspace) -> Iterator[Path]:
    """Yield a folder for the tables of a file that is being examined; it is gone afterwards.

    Folders that a killed process left behind are swept away first.
    """
    parent = workspace.warehouse / "staging"
    parent.mkdir(parents=True, exist_ok=True)
    sweep(parent)
    folder = Path(tempfile.mkdtemp(prefix=passing_prefix(), dir=parent))
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


def land(workspace: Workspace, contract: Contract, receipt: Receipt, staging: Path) -> Path:
    """Move an accepted submission's tables into the landing zone, with its receipt.

    Returns:
        Its folder, numbered when the same bytes were accepted before.
    """
    period, sha256 = Period.parse(receipt.period), receipt.file["sha256"]
    first = workspace.landed(contract.bureau, contract.dataset, period, sha256)
    before = len(list(first.parent.glob(f"{first.name}*")))
    final = first.with_name(f"{first.name}-{before + 1:02d}") if before else first
    with new_folder(final) as folder:
        for path in sorted(staging.glob("*.parquet")):
            path.rename(folder / path.name)
        write_json(folder / "receipt.json", receipt.as_dict())
    return final


def file_refusal(workspace: Workspace, receipt: Receipt) -> Receipt:
    """Write the receipt of a refused file, unless the last refusal of the same file said the same.

    Returns:
        The receipt that stands in the ledger.
    """
    parent = workspace.refused / receipt.bureau / receipt.period
    stem = receipt.file["sha256"][:16]
    earlier = sorted(parent.glob(f"{stem}-*/receipt.json"))
    same = [one for one in map(read_receipt, earlier) if one.file == receipt.file]
    if same and same[-1].findings == receipt.findings:
        return same[-1]
    with new_folder(parent / f"{stem}-{len(earlier) + 1:02d}") as folder:
        write_json(folder / "receipt.json", receipt.as_dict())
    return receipt
