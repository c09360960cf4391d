"""Ed25519 keys and signatures: key files by path, statements in their canonical JSON. What is signed, and by whom, is not known here."""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from orchestration.foundation.errors import UserError

OWNER_ONLY = 0o600


def _bytes(statement: Mapping[str, Any]) -> bytes:
    return json.dumps(statement, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8")


def public_text(key: Ed25519PrivateKey) -> str:
    """Return the public half of a key as the scheme's sheet 审批人 holds it: 64 hexadecimal digits."""
    return key.public_key().public_bytes_raw().hex()


def make_key(path: Path) -> str:
    """Write a new private key (PEM, readable by its owner only) and return its public half.

    Raises:
        UserError: There is something at the path already; a key is never overwritten.
    """
    key = Ed25519PrivateKey.generate()
    pem = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
    except FileExistsError as error:
        raise UserError(
            f"{path} exists already; a key is never overwritten. Name another file.",
            f"{path} 已存在，不会覆盖已有的密钥，请另取文件名。",
        ) from error
    with os.fdopen(handle, "wb") as stream:
        stream.write(pem)
    return public_text(key)


def read_key(path: Path) -> Ed25519PrivateKey:
    """Return the private key in a file.

    Raises:
        UserError: There is none, or it is no Ed25519 key.
    """
    try:
        key = serialization.load_pem_private_key(path.read_bytes(), password=None)
    except (OSError, ValueError, TypeError) as error:
        raise UserError(*_no_key(path)) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise UserError(*_no_key(path))
    return key


def _no_key(path: Path) -> tuple[str, str]:
    return (
        f"{path} is no Ed25519 private key: make one with `jixiao keygen FILE`.",
        f"{path} 不是 Ed25519 私钥文件，请用 jixiao keygen FILE 生成。",
    )


def sign(statement: Mapping[str, Any], key: Ed25519PrivateKey) -> str:
    """Return the signature of a statement, in hexadecimal digits."""
    return key.sign(_bytes(statement)).hex()


def is_signed_by(statement: Mapping[str, Any], signature: str, public_key: str) -> bool:
    """Whether a signature is that of a public key over exactly this statement."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_key)).verify(
            bytes.fromhex(signature), _bytes(statement)
        )
    except (InvalidSignature, ValueError):
        return False
    return True
