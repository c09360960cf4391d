"""What stands in a folder, so that a test can say that nothing has changed."""

from pathlib import Path

from orchestration.foundation.hashing import sha256_file


def snapshot(folder: Path) -> dict[str, str]:
    """Return every entry below a folder, hidden ones too, with its content's hash or its link's target."""
    entries = {}
    for path in sorted(folder.rglob("*")):
        name = str(path.relative_to(folder))
        if path.is_symlink():
            entries[name] = f"-> {path.readlink()}"
        else:
            entries[name] = sha256_file(path) if path.is_file() else "folder"
    return entries
