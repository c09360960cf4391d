"""Published releases as a reader sees them: which there are, which is current, what their manifests say. Reads only."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from orchestration.foundation.hashing import sha256_file
from orchestration.foundation.periods import Period
from orchestration.foundation.workspace import Workspace
from orchestration.publication.release_types import SIGNED, unsigned_type

MANIFEST = "manifest.json"


@dataclass(frozen=True)
class Release:
    """One immutable release folder.

    Attributes:
        folder: Where it lies, without `current`.
        manifest: What its `manifest.json` says.
    """

    folder: Path
    manifest: dict[str, Any]

    @property
    def release_id(self) -> str:
        """Its id, also the folder's name."""
        return str(self.manifest["release_id"])

    @property
    def release_type(self) -> str:
        """monitoring, provisional, final, revision or correction; releases from before there were types bear no signature."""
        return str(self.manifest.get("release_type") or unsigned_type(self.manifest["kind"]))

    @property
    def is_signed(self) -> bool:
        """Whether it was published on a signature."""
        return self.release_type in SIGNED

    @property
    def content_hash(self) -> str:
        """The hash over its Parquet files."""
        return str(self.manifest["content_hash"])

    @property
    def sequence(self) -> int:
        """Its number in the chain of releases of its kind and period, from 1."""
        return int(self.manifest["chain"]["sequence"])

    def damaged_files(self) -> list[str]:
        """Return the files that are missing or no longer have the hash that the manifest states."""
        stated = {f"parquet/{name}.parquet": t["sha256"] for name, t in self.manifest["tables"].items()}
        stated.update(self.manifest["files"])
        return [
            name
            for name, sha256 in sorted(stated.items())
            if not (self.folder / name).is_file() or sha256_file(self.folder / name) != sha256
        ]


def read_manifest(release: Path) -> dict[str, Any]:
    """Return the manifest of a release folder (or of the `current` link)."""
    manifest: dict[str, Any] = json.loads((release / MANIFEST).read_text(encoding="utf-8"))
    return manifest


def load_release(folder: Path) -> Release:
    """Return the release in a folder."""
    resolved = folder.resolve()
    return Release(resolved, read_manifest(resolved))


def current_release(workspace: Workspace, kind: str, period: Period) -> Release | None:
    """Return the release that `current` points to, or None when nothing has been published."""
    current = workspace.current(kind, period)
    return load_release(current) if current.is_symlink() else None


def releases(workspace: Workspace, kind: str, period: Period) -> list[Release]:
    """Return all releases of a kind and period, in the order of their chain."""
    folder = workspace.published(kind, period)
    found = [
        load_release(path.parent)
        for path in folder.glob(f"*/{MANIFEST}")
        if not path.parent.is_symlink() and not path.parent.name.startswith(".")
    ]
    return sorted(found, key=lambda release: release.sequence)
