"""Signing in tests: the two keys of the fixtures as files, and an approval in one call."""

from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from orchestration.foundation.workspace import Workspace
from orchestration.publication import Release, approve, publish
from tests.unit.publication.candidates import NOW
from tests.unit.publication.conftest import KEY


def key_file(folder: Path, key: Ed25519PrivateKey = KEY) -> Path:
    """Write a key into a folder and return the file."""
    folder.mkdir(exist_ok=True)
    path = folder / "own.key"
    path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    return path


def signed(
    workspace: Workspace,
    build: Path,
    release_type: str = "final",
    *,
    by: str = "张三",
    key: Ed25519PrivateKey = KEY,
    reason: str | None = None,
) -> Release:
    """Approve a candidate and publish it."""
    file = key_file(build.parent, key)
    approve(workspace, build, release_type=release_type, by=by, key=file, reason=reason, now=NOW)
    return publish(workspace, build, now=NOW, release_type=release_type)
