"""What every published case needs to become a raw folder: the contracts it delivers, its workbooks, its register.

Knows no case; each case's own module says what stands in the sheets.
"""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl

from orchestration.contracts import Contract, Contracts, load_contracts
from orchestration.foundation.workspace import REPOSITORY

Row = Mapping[str, Any]
Sheets = Mapping[str, Sequence[Row]]
OFFICE = "efficiency_office"
YEAR = "2020"
NEEDED = ("scheme", "unit_register", "task_results")
# What a scheme has to say at any rate; a case says what it wants otherwise.
SETTINGS: Row = {
    "indicator_decimals": 12, "dimension_decimals": 12, "component_decimals": 12, "composite_decimals": 6, "rank_on": "unrounded",
    "rank_ties": "competition", "quota_ties": "include", "not_applicable_rule": "reweight", "appraisal_fallback": "hold",
    "min_answers_per_group": 5, "composite_floor": -1000, "composite_cap": 1000, "weak_score_below": 0, "weak_topic_below": 0,
    "rectification_days": 30, "at_risk_share": 0.9,
}  # fmt: skip
GRADES = [
    {"grade_name_zh": grade, "lower_bound": bound}
    for grade, bound in zip(("优秀", "良好", "一般", "差"), (85, 75, 60, -1000), strict=True)
]


def shared_case(name: str) -> Path:
    """Return the folder of a case whose data belong to others and are not kept here.

    Raises:
        FileNotFoundError: The folder is not there; the message says what to do.
    """
    root = Path(os.environ.get("JIXIAO_REFERENCE", REPOSITORY.parent / "shared" / "reference-cases"))
    if not (root / name / "README.md").is_file():
        raise FileNotFoundError(
            f"{root / name} is missing: put the reference cases beside the repository (../shared/reference-cases) or set "
            "JIXIAO_REFERENCE to their folder; docs/reference-cases.md says where they come from."
        )
    return root / name


def register_row(code: str, name_zh: str, name_en: str, level: str = "县区") -> Row:
    """Return a unit's row of the register."""
    return {
        "unit_id": f"U{code}", "unit_code": code, "unit_name_zh": name_zh, "unit_name_en": name_en, "unit_level": level,
        "valid_from_date": "2000-01-01", "data_nature": "实际",
    }  # fmt: skip


WORLD = register_row("990000", "全部国家", "World", "市")


def settings(**other: Any) -> list[Row]:
    """Return the sheet of settings: the common ones, and those that a case wants otherwise or besides."""
    return [
        {"setting_code": code, "setting_value": str(value)} for code, value in {**SETTINGS, **other}.items()
    ]


def write_workbook(path: Path, contract: Contract, rows: Sheets) -> None:
    """Write a workbook as a contract wants it: a sheet per table, the given rows below its header."""
    book = openpyxl.Workbook(write_only=True)
    for table in contract.tables:
        sheet = book.create_sheet(table.sheet)
        sheet.append([column.header for column in table.columns])
        for row in rows.get(table.name, []):
            sheet.append([row.get(column.name) for column in table.columns])
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)


def copy_contracts(raw: Path, needed: Sequence[str] = NEEDED) -> Contracts:
    """Copy the contracts as they stand, except that a build asks for nothing but what the case delivers."""
    for contract in (REPOSITORY / "raw").glob("*/*.odcs.yaml"):
        text = contract.read_text(encoding="utf-8")
        asked = "property: requiredForAnnual\n  value: true"
        assert asked in text or "requiredForAnnual\n  value: false" in text
        copy = raw / contract.relative_to(REPOSITORY / "raw")
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(
            text
            if contract.name.startswith(tuple(needed))
            else text.replace(asked, asked.replace("true", "false")),
            encoding="utf-8",
        )
    return load_contracts(raw)


def write_office_files(
    raw: Path, contracts: Contracts, register: Sequence[Row], scheme: Sheets, results: Sequence[Row]
) -> None:
    """Write what the efficiency office drops: register, scheme and figures."""
    for dataset, name, sheets in (
        ("unit_register", f"{YEAR}年考评单位名录.xlsx", {"units": register}),
        ("scheme", f"{YEAR}年度绩效考评方案.xlsx", scheme),
        ("task_results", f"{YEAR}年重点任务与专项指标完成情况.xlsx", {"rows": results}),
    ):
        write_workbook(raw / OFFICE / YEAR / name, contracts.get(OFFICE, dataset), sheets)


def result_row(unit: str, name: str, indicator: str, value: Any, evidence: str) -> Row:
    """Return a row of the file of figures."""
    return {
        "unit_code": unit, "unit_name_zh": name, "indicator_code": indicator, "indicator_name_zh": f"指标{indicator}", "result_value": value,
        "evidence": evidence, "data_nature": "实际",
    }  # fmt: skip
