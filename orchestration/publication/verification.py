"""Hashes what is published again, file by file, and follows the chain of releases, signatures and journal. It reads only.

What it finds it names; nothing is mended.
"""

from collections.abc import Iterator
from pathlib import Path

from orchestration.foundation.hashing import content_hash, sha256_file
from orchestration.foundation.periods import PERIOD_PATTERN
from orchestration.foundation.workspace import Workspace
from orchestration.publication.approval import read_approval, signature_problems
from orchestration.publication.journal import JOURNAL, broken_entries, entries
from orchestration.publication.release import MANIFEST, Release, load_release
from orchestration.publication.standing import CURRENT, current_name, locked

JOURNALLED = 2
Touched = tuple[str, str, str]


def verify(workspace: Workspace, period: str = "") -> tuple[int, list[Touched]]:
    """Verify everything that is published, or one period.

    Args:
        workspace: Where releases lie.
        period: Code of a period; empty for all.

    Returns:
        How many releases were looked at, and what was touched: place, words in Chinese and in English.

    Raises:
        Refused: Somebody is publishing at this moment.
    """
    count, found = 0, []
    for folder in sorted((workspace.warehouse / "published").glob(f"*/{period or '*'}")):
        if folder.is_dir() and PERIOD_PATTERN.fullmatch(folder.name):
            with locked(folder):
                chain, damaged = _chain(folder)
                count += len(chain)
                place = str(folder.relative_to(workspace.warehouse / "published"))
                found += [
                    (f"{place}/{where}".rstrip("/"), zh, en)
                    for where, zh, en in (*damaged, *_looked_at(folder, chain))
                ]
    return count, found


def _chain(folder: Path) -> tuple[list[Release], list[Touched]]:
    """Return the releases in a folder by their number, and the folders whose manifest can't be read."""
    chain, damaged = [], []
    for path in sorted(folder.iterdir()):
        if not path.is_dir() or path.is_symlink() or path.name.startswith("."):
            continue
        try:
            release = load_release(path)
            chain.append((release.sequence, release))
        except (OSError, ValueError, KeyError, TypeError):
            damaged.append((f"{path.name}/{MANIFEST}", "缺失或已损坏", "missing or damaged"))
    return [release for _, release in sorted(chain, key=lambda item: item[0])], damaged


def _looked_at(folder: Path, chain: list[Release]) -> Iterator[Touched]:
    for release in chain:
        yield from _files(release)
        yield from _signature(release)
    yield from _links(chain)
    yield from _journal(folder, chain)


def _files(release: Release) -> Iterator[Touched]:
    name, manifest = release.folder.name, release.manifest
    for damaged in release.damaged_files():
        yield (
            f"{name}/{damaged}",
            "缺失或与登记的哈希值不符",
            "missing or not the file that the manifest names",
        )
    stated = {f"parquet/{table}.parquet" for table in manifest["tables"]} | {*manifest["files"], MANIFEST}
    for path in sorted(release.folder.rglob("*")):
        where = str(path.relative_to(release.folder))
        if not path.is_dir() and where not in stated:
            yield f"{name}/{where}", "清单中没有的文件", "a file that the manifest does not name"
    hashes = {table: str(item["sha256"]) for table, item in manifest["tables"].items()}
    if release.release_id != name or content_hash(hashes) != release.content_hash:
        yield f"{name}/{MANIFEST}", "编号或内容哈希不符", "its id or content hash is not what it should be"


def _signature(release: Release) -> Iterator[Touched]:
    if not release.is_signed:
        return
    where = f"{release.folder.name}/approval.json"
    approval = read_approval(release.folder)
    if approval is None:
        yield where, "缺少审批", "the approval is missing"
        return
    for zh, en in signature_problems(approval, release.folder / "parquet", release.release_type):
        yield where, zh, en
    said = approval.get("statement") or {}
    bound = ("content_hash", "release_type", "build_id", "period")
    if said != release.manifest["approval"] or any(said.get(n) != release.manifest[n] for n in bound):
        yield where, "审批与发布清单不符", "the approval is not for what the manifest describes"


def _links(chain: list[Release]) -> Iterator[Touched]:
    before: Release | None = None
    for number, release in enumerate(chain, start=1):
        link, where = release.manifest["chain"], f"{release.folder.name}/{MANIFEST}"
        if link["sequence"] != number:
            yield (
                where,
                f"编号应为 {number}：缺少其前的发布",
                f"should be number {number}: a release before it is gone",
            )
        expected = sha256_file(before.folder / MANIFEST) if before else None
        if link["previous_manifest_sha256"] != expected:
            told = before.folder.name if before else "–"
            yield (
                f"{told}/{MANIFEST}",
                f"与 {release.folder.name} 所记的哈希值不符",
                f"not the manifest whose hash {release.folder.name} states",
            )
        before = release


def _journal(folder: Path, chain: list[Release]) -> Iterator[Touched]:
    try:
        found = entries(folder)
        broken = list(broken_entries(found))
    except (ValueError, AttributeError):
        yield JOURNAL, "已损坏", "damaged"
        return
    for number in broken:
        yield (
            JOURNAL,
            f"第 {number} 条被改动或与前一条不相接",
            f"entry {number} was changed or does not follow the one before",
        )
    if broken:
        return
    digests = {None, *(entry["digest"] for entry in found)}
    named = {entry["release_id"]: entry["manifest_sha256"] for entry in found}
    for release in chain:
        stated = named.get(release.release_id)
        if stated is None and release.manifest["format"] >= JOURNALLED:
            yield JOURNAL, f"没有 {release.release_id} 的记录", f"has no entry for {release.release_id}"
        elif stated is not None and stated != sha256_file(release.folder / MANIFEST):
            yield (
                f"{release.folder.name}/{MANIFEST}",
                "与发布记录中的哈希值不符",
                "not the manifest whose hash the journal states",
            )
        if release.manifest["chain"].get("journal_digest") not in digests:
            yield (
                JOURNAL,
                f"{release.release_id} 之前的记录已缺失",
                f"entries from before {release.release_id} are gone",
            )
    for gone in sorted(set(named) - {release.release_id for release in chain}):
        yield gone, "发布版本已缺失", "the release is gone"
    if found and current_name(folder) != found[-1]["current"]:
        yield CURRENT, f"应指向 {found[-1]['current']}", f"should point to {found[-1]['current']}"
