"""Contracts of what is said about figures: answers to queries, which every bureau may give, and corrections.

One layout under `raw/_shared` serves all bureaus; here each gets its own. What the files mean is `intake`'s business.
"""

from collections.abc import Sequence
from dataclasses import replace

from orchestration.contracts.model import Contract

# The folder of layouts that serve every bureau, and what such a contract names as its domain.
SHARED_FOLDER, SHARED_DOMAIN = "_shared", "any"
QUERIES, CORRECTIONS = "queries", "corrections"
SERVES = (QUERIES, CORRECTIONS)


def split(contracts: Sequence[Contract]) -> tuple[tuple[Contract, ...], tuple[Contract, ...]]:
    """Return the contracts of figures, and those of what is said about figures, one per bureau for a shared layout."""
    figures = tuple(contract for contract in contracts if contract.serves is None)
    service: list[Contract] = []
    for contract in contracts:
        if contract.serves is None:
            continue
        service += _for_each_bureau(contract, figures) if contract.bureau == SHARED_DOMAIN else [contract]
    return figures, tuple(service)


def _for_each_bureau(shared: Contract, figures: Sequence[Contract]) -> list[Contract]:
    names = {c.bureau: (c.bureau_name_zh, c.bureau_name_en) for c in figures}
    return [
        replace(shared, bureau=bureau, bureau_name_zh=zh, bureau_name_en=en)
        for bureau, (zh, en) in sorted(names.items())
    ]
