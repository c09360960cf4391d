"""Publishes a candidate: audit, build the release aside, rename it into place, flip `current`.

A crash at any point leaves the old release current and whole; the next run sweeps what was left and carries on.
"""

import datetime as dt
import shutil
from pathlib import Path
from typing import Any

from orchestration.foundation.atomic import new_folder, write_json
from orchestration.foundation.hashing import content_hash
from orchestration.foundation.periods import Period
from orchestration.foundation.workspace import Workspace
from orchestration.publication.admission import check_admissible, checked_type, refuse
from orchestration.publication.approval import APPROVAL, approval_problems, read_approval
from orchestration.publication.audit import Audited, Document, audit, parquet_hashes, refusal
from orchestration.publication.dictionary import write_dictionary
from orchestration.publication.journal import append_entry, head, published_names
from orchestration.publication.mart_database import write_database
from orchestration.publication.release import MANIFEST, Release, current_release, load_release, releases
from orchestration.publication.release_manifest import chain_link, release_manifest
from orchestration.publication.release_types import SIGNED, release_id
from orchestration.publication.site import Surroundings, surroundings, write_site
from orchestration.publication.standing import alone, make_current

READ_ONLY = 0o444
PUBLISH = "publish"


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


def _fill(
    audited: Audited,
    folder: Path,
    release_type: str,
    *,
    around: Surroundings,
    link: dict[str, Any],
    now: dt.datetime,
) -> None:
    """Write everything that a release holds; the manifest comes last, since it hashes the rest."""
    kind = audited.candidate["kind"]
    _copy_tables(audited, folder)
    write_database(folder / "mart.duckdb", folder / "parquet", audited.dbt_manifest, kind)
    write_dictionary(folder, audited.dbt_manifest, kind)
    shutil.copyfile(audited.build / "verdicts.json", folder / "verdicts.json")
    if release_type in SIGNED:
        shutil.copyfile(audited.build / APPROVAL, folder / APPROVAL)
    write_site(folder, audited, release_type, around, now=now)
    write_json(folder / MANIFEST, release_manifest(audited, folder, release_type, link, now=now))
    for path in folder.rglob("*"):
        if path.is_file():
            path.chmod(READ_ONLY)


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


def publish(
    workspace: Workspace, build: Path, *, now: dt.datetime, release_type: str | None = None
) -> Release:
    """Publish the candidate of a build folder.

    A signed release becomes current; an unsigned one only as long as no signed one is. The same candidate as the same type again
    changes nothing; an unsigned one that was published before and is not current becomes current where it may.

    Args:
        workspace: Where releases lie.
        build: A build folder with `candidate.json`, `verdicts.json`, `parquet/`, dbt's manifest and, to be signed, `approval.json`.
        now: Time of publication.
        release_type: What it is published as; None for monitoring or provisional.

    Returns:
        The release.

    Raises:
        Refused: The verdict or the approval does not stand for exactly this candidate; nothing has changed.
    """
    audited = audit(build)
    kind, period = audited.candidate["kind"], Period.parse(audited.candidate["period"])
    release_type = checked_type(kind, release_type)
    if release_type in SIGNED:
        refuse(audited, approval_problems(audited, release_type))
    folder = workspace.published(kind, period)
    final = folder / release_id(audited.candidate["build_id"], release_type)
    said = (read_approval(build) or {}).get("statement") if release_type in SIGNED else None
    if not final.exists():
        check_admissible(workspace, audited, release_type, said and said["reason"])
    with alone(folder):
        release = _standing(audited, final)
        if final.name not in published_names(folder):
            # Anew under the lock: another publisher may have been quicker.
            check_admissible(workspace, audited, release_type, said and said["reason"])
        if release is None:
            before = next(reversed(releases(workspace, kind, period)), None)
            link, around = (
                chain_link(before, head(folder)),
                surroundings(workspace, audited.candidate, before),
            )
            with new_folder(final) as temporary:
                _fill(audited, temporary, release_type, around=around, link=link, now=now)
            release = load_release(final)
        _bring_in(folder, release, current_release(workspace, kind, period), said or {}, now)
    return release


def _bring_in(
    folder: Path, release: Release, current: Release | None, said: Document, now: dt.datetime
) -> None:
    """Write a release into the journal and make it current, unless it is already or may not be."""
    is_known = release.release_id in published_names(folder)
    if is_known and release.is_signed:
        # That it was signed once does not take back what was decided since: `rollback` does, on record.
        return
    moves = current is None or not current.is_signed or release.is_signed
    name = release.release_id if moves or current is None else current.release_id
    if is_known and (current is None or name == current.release_id):
        return
    append_entry(folder, PUBLISH, release, name, by=said.get("by"), reason=said.get("reason"), now=now)
    if current is None or name != current.release_id:
        make_current(folder, name)
