"""The secret key under which personal identifiers are hashed: made once, readable by its owner only, never shown.

Only the file and its bytes; what is hashed with it, and where, is intake's to say.
"""

import os
import secrets
from collections.abc import Mapping
from pathlib import Path

from orchestration.foundation.atomic import fsync_folder
from orchestration.foundation.errors import UserError

KEY_BYTES = 32
KEY_VARIABLE = "JIXIAO_HASH_KEY_FILE"


def given_key(environment: Mapping[str, str]) -> Path | None:
    """Return where the environment says that the key lies, or None when it says nothing."""
    given = environment.get(KEY_VARIABLE)
    return Path(given).resolve() if given else None


def make_key(path: Path) -> None:
    """Make a key where there is none; of two processes that do so at once, one wins and both use its key."""
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(8)}.tmp")
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(secrets.token_bytes(KEY_BYTES))
            stream.flush()
            os.fsync(stream.fileno())
        if not path.exists():
            _link(temporary, path)
        fsync_folder(path.parent)
    finally:
        temporary.unlink()


def _link(temporary: Path, path: Path) -> None:
    try:
        path.hardlink_to(temporary)
    except FileExistsError:
        # Another process was quicker: its key is the key.
        return


def read_key(path: Path) -> bytes:
    """Return a key.

    Raises:
        UserError: There is none, or it is too short to keep anything secret.
    """
    key = path.read_bytes() if path.is_file() else b""
    if len(key) < KEY_BYTES:
        raise UserError(
            f"{path} holds no key for personal identifiers (at least {KEY_BYTES} bytes). Restore it from your backup: with "
            f"another key the same person would count as a new one. {KEY_VARIABLE} says where it lies.",
            f"{path} 中没有可用的个人标识密钥（至少 {KEY_BYTES} 字节）。请从备份恢复：更换密钥后，同一个人会被视为新的人。"
            f"密钥位置由 {KEY_VARIABLE} 指定。",
        )
    return key
