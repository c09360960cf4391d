"""Makes a raw folder of the case: contracts, unit register, scheme workbook and one file of figures; the data stay in the shared folder.

A variant is a group of its own with the 51 countries in it. Knows the case; what comes out is the test's business.
"""

import csv
import itertools
import math
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from orchestration.contracts import Contracts
from orchestration.foundation.workspace import REPOSITORY
from tests.reference.raw_folder import Row, copy_contracts, register_row, write_workbook

CASE = (
    Path(os.environ.get("JIXIAO_REFERENCE", REPOSITORY.parent / "shared" / "reference-cases")) / "coinr_asem"
)
YEAR = "2020"
LEVELS = {"Pillar": 3, "Sub-index": 2, "Index": 1}
SETTINGS = {
    "indicator_decimals": 12, "dimension_decimals": 12, "component_decimals": 12, "composite_decimals": 6, "rank_on": "unrounded",
    "rank_ties": "competition", "quota_ties": "include", "not_applicable_rule": "reweight", "appraisal_fallback": "hold",
    "min_answers_per_group": 5, "composite_floor": -1000, "composite_cap": 1000, "weak_score_below": 0, "weak_topic_below": 0,
    "rectification_days": 30, "at_risk_share": 0.9, "availability_of": "count",
}  # fmt: skip
Table = dict[str, dict[str, str]]


@dataclass(frozen=True)
class Variant:
    """A way to compute the index.

    Attributes:
        values: File with the indicators' values, below the case's folder.
        method: What the rows of sheet 评分方法 say.
        weights: Weights other than 1, by node.
        treatment: What the rows of sheet 数据处理 say.
        countries: Which countries are in it; None for all.
    """

    values: str
    method: Row
    weights: dict[str, str] = field(default_factory=dict)
    treatment: Row | None = None
    countries: frozenset[str] | None = None


def table(name: str) -> Table:
    """Return a file of the case by country; a blank or NA is left out."""
    with (CASE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return {
            row["uCode"]: {code: value for code, value in row.items() if value not in ("", "NA")}
            for row in csv.DictReader(file)
        }


def rows(name: str) -> list[dict[str, str]]:
    """Return the rows of a file of the case."""
    with (CASE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def parents() -> dict[str, str]:
    """Return the node above each node."""
    found = {}
    for row in rows("expected/lineage"):
        chain = [row["Indicator"], row["Pillar"], row["Sub-index"], row["Index"]]
        found |= dict(itertools.pairwise(chain))
    return found


def figures(name: str) -> dict[str, dict[str, float]]:
    """Return the indicators' values by country, each indicator in a unit in which six decimals tell countries apart.

    Nothing that is computed of them hangs on their unit.
    """
    found = {
        country: {code: float(row[code]) for code in row if code in parents()}
        for country, row in table(name).items()
    }
    largest = {code: max(abs(row.get(code, 0)) for row in found.values()) for code in parents()}
    return {
        country: {code: value * 10.0 ** (5 - math.floor(math.log10(largest[code]))) for code, value in row.items()}
        for country, row in found.items()
    }  # fmt: skip


def node_code(name: str) -> str:
    """Return the code under which a node of the case stands in the scheme."""
    return name.upper()


def unit_code(number: int, country: int) -> str:
    """Return the code of a country in a variant, both counted from 0."""
    return f"{number + 1:02d}{country:04d}"


def _nodes(rules: Row) -> list[Row]:
    above, directions = parents(), {row["iCode"]: row["Direction"] for row in rows("input/asem_iMeta")}
    levels = {row[name]: level for row in rows("expected/lineage") for name, level in LEVELS.items()}
    return [
        {
            "node_code": node_code(code), "parent_code": node_code(above[code]) if code in above else None, "node_level": levels.get(code, 4), "name_zh": code, "name_en": code,
            "node_kind": {1: "指标考核", 4: "指标"}.get(levels.get(code, 4), "维度"),
            "direction": {"1": "正向", "-1": "逆向"}[directions[code]] if code not in levels else None,
            **(rules if code in levels else {}),
        }
        for code in sorted({*above, "Index"}, key=lambda code: (levels.get(code, 4), code))
    ]  # fmt: skip


def _scheme(variants: Sequence[Variant], rules: Row) -> dict[str, list[Row]]:
    groups = [f"G{number:02d}" for number in range(1, len(variants) + 1)]
    countries = sorted(table("expected/step_Raw"))
    codes = [*parents(), "Index"]
    leaves = [row["Indicator"] for row in rows("expected/lineage")]
    part: Row = {
        "part_code": "目标",
        "share": 1,
        "reference_kind": "无",
        "basis": "数值",
        "fallback": "暂缓",
        "floor_score": -1000,
        "cap_score": 1000,
    }
    return {
        "settings": [{"setting_code": code, "setting_value": str(value)} for code, value in SETTINGS.items()],
        "groups": [
            {"group_code": group, "group_name_zh": group, "group_name_en": group, "unit_level": "县区", "sort_order": number}
            for number, group in enumerate(groups, 1)
        ],
        "participants": [
            {"unit_code": unit_code(number, place), "unit_name_zh": f"{country} {group}", "group_code": group}
            for number, (group, variant) in enumerate(zip(groups, variants, strict=True))
            for place, country in enumerate(countries)
            if variant.countries is None or country in variant.countries
        ],
        "nodes": _nodes(rules),
        "weights": [
            {"group_code": group, "node_code": node_code(code), "weight": variant.weights.get(code, "1")}
            for group, variant in zip(groups, variants, strict=True)
            for code in codes
        ],
        "methods": [
            {**part, **variant.method, "indicator_code": node_code(code), "group_code": group}
            for group, variant in zip(groups, variants, strict=True)
            for code in leaves
        ],
        "treatments": [
            {**variant.treatment, "indicator_code": node_code(code), "group_code": group}
            for group, variant in zip(groups, variants, strict=True)
            if variant.treatment
            for code in leaves
        ],
        "grades": [
            {"grade_name_zh": grade, "lower_bound": bound}
            for grade, bound in zip(("优秀", "良好", "一般", "差"), (85, 75, 60, -1000), strict=True)
        ],
    }  # fmt: skip


def make_raw(raw: Path, variants: Sequence[Variant], rules: Row) -> Contracts:
    """Write contracts, register, scheme and figures.

    Args:
        raw: Folder to make.
        variants: What is computed side by side.
        rules: What the nodes above the indicators say in sheet 指标体系.

    Returns:
        The contracts of the folder.
    """
    contracts, scheme = copy_contracts(raw), _scheme(variants, rules)
    folder = raw / "efficiency_office" / YEAR
    names = {str(row["unit_code"]): str(row["unit_name_zh"]) for row in scheme["participants"]}
    register = [register_row(code, name) for code, name in names.items()]
    register.append(register_row("990000", "World", "市"))
    countries = sorted(table("expected/step_Raw"))
    values = [figures(variant.values) for variant in variants]
    results = [
        {"unit_code": code, "unit_name_zh": name, "indicator_code": node_code(indicator), "indicator_name_zh": node_code(indicator), "result_value": value,
         "evidence": "COINr", "data_nature": "实际"}
        for code, name in names.items()
        for indicator, value in values[int(code[:2]) - 1][countries[int(code[2:])]].items()
    ]  # fmt: skip
    for dataset, name, tables in (
        ("unit_register", f"{YEAR}年考评单位名录.xlsx", {"units": register}),
        ("scheme", f"{YEAR}年度绩效考评方案.xlsx", scheme),
        ("task_results", f"{YEAR}年重点任务与专项指标完成情况.xlsx", {"rows": results}),
    ):
        write_workbook(folder / name, contracts.get("efficiency_office", dataset), tables)
    return contracts
