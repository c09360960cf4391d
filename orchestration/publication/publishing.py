"""Publishes a candidate: audit, build the release aside, rename it into place, flip `current`.

A crash at any point leaves the old release current and whole; the next run sweeps what was left and carries on.
"""

import datetime as dt
import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from orchestration.foundation.atomic import fsync_folder, new_folder, write_json
from orchestration.foundation.errors import Refused
from orchestration.foundation.hashing import content_hash
from orchestration.foundation.periods import Period
from orchestration.foundation.workspace import Workspace
from orchestration.publication.audit import Audited, audit, parquet_hashes, refusal
from orchestration.publication.mart_database import write_database
from orchestration.publication.release import MANIFEST, Release, current_release, load_release, releases
from orchestration.publication.release_manifest import release_manifest
from orchestration.publication.report import write_report

READ_ONLY = 0o444


def _lock(handle: int, folder: Path) -> None:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise Refused(
            f"Another process is publishing into {folder}. Wait until it has finished and run again.",
            f"另一个进程正在向 {folder} 发布，请等其结束后重新运行。",
        ) from error


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Hold the folder of a kind and period against other publishers; the lock goes with the process."""
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder, os.O_RDONLY)
    try:
        _lock(handle, folder)
        yield
    finally:
        os.close(handle)


def _sweep(folder: Path) -> None:
    """Remove what a killed publication left; nobody else is at work here while the lock is held."""
    for left in folder.glob(".*.tmp"):
        if left.is_dir() and not left.is_symlink():
            shutil.rmtree(left)
        else:
            left.unlink()


def _check_previous_year(workspace: Workspace, audited: Audited) -> None:
    """Refuse a candidate whose consequences rest on a release of the year before that is no longer the current one."""
    candidate = audited.candidate
    if candidate["kind"] != "annual":
        return
    year = Period.parse(candidate["period"]).year
    current = current_release(workspace, "annual", Period(year - 1))
    used = candidate["previous_release"]
    if (current.content_hash if current else None) != (used["content_hash"] if used else None):
        raise refusal(
            audited.build,
            [
                (
                    f"计算之后，{year - 1} 年的发布结果有变化，结果运用须按其重新计算。",
                    f"The release of {year - 1} has changed since this was computed; the consequences rest on it.",
                )
            ],
        )


def _copy_tables(audited: Audited, folder: Path) -> None:
    """Copy the Parquet files and make sure that the copies, not only the originals, are the audited bytes."""
    target = folder / "parquet"
    target.mkdir()
    for path in sorted((audited.build / "parquet").glob("*.parquet")):
        shutil.copyfile(path, target / path.name)
    if content_hash(parquet_hashes(target)) != audited.candidate["content_hash"]:
        raise refusal(
            audited.build,
            [
                (
                    "结果文件在发布过程中被改动。",
                    "The Parquet files were changed while they were being copied.",
                )
            ],
        )


def _fill(audited: Audited, folder: Path, before: Release | None, now: dt.datetime) -> None:
    """Write everything that a release holds; the manifest comes last, since it hashes the rest."""
    kind = audited.candidate["kind"]
    _copy_tables(audited, folder)
    write_database(folder / "mart.duckdb", folder / "parquet", audited.dbt_manifest, kind)
    shutil.copyfile(audited.build / "verdicts.json", folder / "verdicts.json")
    write_report(folder, audited, now=now)
    write_json(folder / MANIFEST, release_manifest(audited, folder, before, now=now))
    for path in folder.rglob("*"):
        if path.is_file():
            path.chmod(READ_ONLY)


def _flip(current: Path, release: Release) -> None:
    """Point `current` at a release in one step, so that a reader sees the old or the new one and nothing between."""
    link = current.with_name(".current.tmp")
    link.symlink_to(release.folder.name)
    link.replace(current)
    fsync_folder(current.parent)


def _standing(audited: Audited, folder: Path) -> Release | None:
    """Return the release that already has this candidate's id, if it is whole and holds the same content."""
    if not folder.exists():
        return None
    release = load_release(folder)
    damaged = release.damaged_files()
    if damaged or release.content_hash != audited.candidate["content_hash"]:
        names = ", ".join(damaged) or "content hash"
        raise refusal(
            audited.build,
            [
                (
                    f"同编号的发布版本已存在但内容不同或已损坏（{names}）：{folder}",
                    f"A release with this id exists already but is damaged or differs ({names}): {folder}",
                )
            ],
        )
    return release


def publish(workspace: Workspace, build: Path, *, now: dt.datetime) -> Release:
    """Publish the candidate of a build folder and make it current.

    The same candidate again changes nothing; one that was published before and is not current becomes current.

    Args:
        workspace: Where releases lie.
        build: A build folder with `candidate.json`, `verdicts.json`, `parquet/` and dbt's manifest.
        now: Time of publication.

    Returns:
        The release, which is current now.

    Raises:
        Refused: The verdict does not stand for exactly this candidate; nothing has changed.
    """
    audited = audit(build)
    kind, period = audited.candidate["kind"], Period.parse(audited.candidate["period"])
    folder = workspace.published(kind, period)
    final = folder / audited.candidate["build_id"]
    if not final.exists():
        _check_previous_year(workspace, audited)
    with _alone(folder):
        _sweep(folder)
        release = _standing(audited, final)
        if release is None:
            before = releases(workspace, kind, period)
            with new_folder(final) as temporary:
                _fill(audited, temporary, before[-1] if before else None, now)
            release = load_release(final)
        current = current_release(workspace, kind, period)
        if current is None or current.release_id != release.release_id:
            _flip(workspace.current(kind, period), release)
    return release
