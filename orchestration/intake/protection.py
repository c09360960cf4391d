"""Turns identifiers of persons into keyed hashes before anything is written: the same person hashes alike, nobody can be read.

Which columns those are is said by the contract (`classification: personal`); the key comes from the foundation.
"""

import hashlib
import hmac
from collections.abc import Mapping

import pyarrow as pa

from orchestration.contracts import Contract, Table, fold
from orchestration.intake.arrays import Texts, as_texts


def has_personal(contract: Contract) -> bool:
    """Whether a contract admits identifiers of persons."""
    return any(column.is_personal for table in contract.tables for column in table.columns)


def protect(texts: pa.StringArray, key: bytes) -> pa.StringArray:
    """Return each text's HMAC-SHA256 in hex; null stays null.

    Blanks, width and case make no difference, so that one person is not taken for two.
    """
    return as_texts([None if text is None else _hashed(text, key) for text in texts.to_pylist()])


def _hashed(text: str, key: bytes) -> str:
    return hmac.new(key, fold(text).upper().encode("utf-8"), hashlib.sha256).hexdigest()


def protected(landed: Mapping[str, Texts], table: Table, key: bytes) -> dict[str, Texts]:
    """Return a table's columns with those of persons hashed."""
    personal = {column.name for column in table.columns if column.is_personal}
    return {
        name: texts.replaced(protect(texts.values, key)) if name in personal else texts
        for name, texts in landed.items()
    }
