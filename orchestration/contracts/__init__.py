"""What a bureau may deliver, read from the ODCS files beside the bureaus' folders into plain dataclasses.

Reading contracts and deriving schemas from them belongs here; checking files against them is `intake`'s work.
"""

from orchestration.contracts.loader import load_contracts
from orchestration.contracts.model import (
    INVISIBLE,
    Column,
    Contract,
    Contracts,
    Reference,
    Table,
    fold,
    fold_header,
)
from orchestration.contracts.schema import CONTROL_FIELDS, cells_schema, landing_schema
from orchestration.contracts.service import CORRECTIONS, QUERIES
from orchestration.contracts.units import Unit, find_unit, unit_factor

__all__ = [
    "CONTROL_FIELDS",
    "CORRECTIONS",
    "INVISIBLE",
    "QUERIES",
    "Column",
    "Contract",
    "Contracts",
    "Reference",
    "Table",
    "Unit",
    "cells_schema",
    "find_unit",
    "fold",
    "fold_header",
    "landing_schema",
    "load_contracts",
    "unit_factor",
]
