"""What every published case needs to become a raw folder: the contracts it delivers, its workbooks, its register.

Knows no case; each case's own module says what stands in the sheets.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl

from orchestration.contracts import Contract, Contracts, load_contracts
from orchestration.foundation.workspace import REPOSITORY

Row = Mapping[str, Any]
NEEDED = ("scheme", "unit_register", "task_results")


def register_row(code: str, name: str, level: str = "县区") -> Row:
    """Return a unit's row of the register."""
    return {
        "unit_id": f"U{code}", "unit_code": code, "unit_name_zh": name, "unit_name_en": name, "unit_level": level,
        "valid_from_date": "2000-01-01", "data_nature": "实际",
    }  # fmt: skip


def write_workbook(path: Path, contract: Contract, rows: Mapping[str, list[Row]]) -> None:
    """Write a workbook as a contract wants it: a sheet per table, the given rows below its header."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for table in contract.tables:
        sheet = book.create_sheet(table.sheet)
        sheet.append([column.header for column in table.columns])
        for row in rows.get(table.name, []):
            sheet.append([row.get(column.name) for column in table.columns])
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)


def copy_contracts(raw: Path) -> Contracts:
    """Copy the contracts; nothing but register, scheme and figures is needed for a build of a published case."""
    for contract in (REPOSITORY / "raw").glob("*/*.odcs.yaml"):
        text = contract.read_text(encoding="utf-8")
        asked = "property: requiredForAnnual\n  value: true"
        assert asked in text or "requiredForAnnual\n  value: false" in text
        copy = raw / contract.relative_to(REPOSITORY / "raw")
        copy.parent.mkdir(parents=True, exist_ok=True)
        needed = contract.name.startswith(NEEDED)
        copy.write_text(
            text if needed else text.replace(asked, asked.replace("true", "false")), encoding="utf-8"
        )
    return load_contracts(raw)
