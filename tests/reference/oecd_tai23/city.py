"""Makes a raw folder of the Handbook's figures: contracts, unit register, scheme workbook and one file of figures.

Every weighting and every normalisation is a group of its own with the 23 countries in it. Knows the case; what comes out is the test's
business.
"""

import csv
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from orchestration.contracts import Contracts
from tests.reference.raw_folder import Row, copy_contracts, register_row, write_workbook

FIGURES = Path(__file__).with_name("figures")
YEAR = "2020"
WEIGHTINGS = ("EW", "FA", "BAP", "AHP")
# Normalisations of one indicator (table 15): what the group's row of sheet 评分方法 says.
WIDE = {"floor_score": -1000, "cap_score": 1000}
RATIO = {
    "reference_kind": "组平均",
    "basis": "比值",
    "method_code": "增减分",
    "base_score": 0,
    "step_score": 1,
}
NORMALISATIONS: dict[str, Row] = {
    "rank": {"method_code": "百分位", "variant": "含同加一", "score_high": 23},
    "zscore": {"method_code": "标准分", "base_score": 0, "step_score": 1},
    "minmax": {"method_code": "极值", "score_high": 1},
    "ref_mean": RATIO,
    "ref_best": RATIO | {"reference_kind": "组最优"},
    "ref_worst": RATIO | {"reference_kind": "组最差"},
    "diff_mean": RATIO | {"base_score": -1},
    "diff_worst": RATIO | {"reference_kind": "组最差", "base_score": -1},
    "above_below_mean_p20": {
        "reference_kind": "组平均", "basis": "比值", "method_code": "分档", "band_table": "均值上下",
    },
    "percentile": {"method_code": "百分位", "variant": "含同加一"},
    "categorical": {"method_code": "分档", "variant": "按百分位", "band_table": "百分位分档"},
}  # fmt: skip
BANDS = {
    "均值上下": ((None, 0.8, -1), (0.8, 1.2, 0), (1.2, None, 1)),
    "百分位分档": (
        (None, 5, 0), (5, 15, 20), (15, 35, 40), (35, 65, 50), (65, 85, 60), (85, 95, 80), (95, None, 100),
    ),
}  # fmt: skip


def figures(name: str) -> list[dict[str, str]]:
    """Return the rows of a table of the case."""
    with (FIGURES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def groups() -> dict[str, str]:
    """Return the groups: code by what they show."""
    return {name: f"G{number:02d}" for number, name in enumerate((*WEIGHTINGS, *NORMALISATIONS), 1)}


def unit_code(group: str, country: int) -> str:
    """Return the code of a country in a group, countries counted from 0 in the order of table A.2."""
    return f"{group[1:]}{country:04d}"


def _units() -> Iterator[tuple[str, str, str, dict[str, str]]]:
    for group in groups().values():
        for number, row in enumerate(figures("table_A2_raw_23")):
            yield group, unit_code(group, number), f"{row['country']} {group}", row


def _indicators() -> list[str]:
    return [row["indicator"] for row in figures("goalposts_SST2005_table1")]


def _nodes(*, geometric: bool) -> list[Row]:
    inner = [("INDICATORS", None, 1, "指标考核"), ("TAI", "INDICATORS", 2, "维度")]
    leaves = [(code, "TAI", 3, "指标") for code in _indicators()]
    return [
        {"node_code": code, "parent_code": parent, "node_level": level, "node_kind": kind, "name_zh": code, "name_en": code,
         "direction": "正向" if level == 3 else None, "aggregation_rule": "加权几何平均" if geometric and level == 2 else None}
        for code, parent, level, kind in (*inner, *leaves)
    ]  # fmt: skip


def _weights() -> list[Row]:
    """Weights as printed, which need not sum to 1; an indicator without one does not apply."""
    printed = {row[""]: row for row in figures("table_22_weights_printed")}
    rows: list[Row] = []
    for name, group in groups().items():
        weights = (
            {code: printed[name][code] for code in _indicators()} if name in printed else {"SCHOOLING": "1"}
        )
        rows += [
            {"group_code": group, "node_code": code, "weight": f"{Decimal(weight) * 100:f}"}
            for code, weight in {"INDICATORS": "1", "TAI": "1", **weights}.items()
        ]
    return rows


def _methods(*, geometric: bool) -> list[Row]:
    """Goalposts for the weightings; the geometric mean is taken of the raw values."""
    common: Row = {
        "part_code": "目标",
        "share": 1,
        "reference_kind": "无",
        "basis": "数值",
        "fallback": "暂缓",
    }
    goalposts: list[Row] = [
        {**common, "indicator_code": row["indicator"], "group_code": "*", "method_code": "极值",
         "goalpost_low": f"{float(row['min_as_used']):.6f}", "goalpost_high": f"{float(row['max_as_used']):.6f}", "floor_score": 0, "cap_score": 100}
        for row in figures("goalposts_SST2005_table1")
    ]  # fmt: skip
    if geometric:
        return [
            {
                **common,
                "indicator_code": code,
                "group_code": "*",
                "method_code": "增减分",
                "base_score": 0,
                "step_score": 1,
                **WIDE,
            }
            for code in _indicators()
        ]
    return goalposts + [
        {**common, **WIDE, **said, "indicator_code": "SCHOOLING", "group_code": groups()[name]}
        for name, said in NORMALISATIONS.items()
    ]


def _scheme(*, geometric: bool) -> dict[str, list[Row]]:
    settings = {
        "indicator_decimals": 8, "dimension_decimals": 8, "component_decimals": 8, "composite_decimals": 6, "rank_on": "rounded",
        "rank_ties": "competition", "quota_ties": "include", "not_applicable_rule": "reweight", "appraisal_fallback": "hold",
        "min_answers_per_group": 5, "composite_floor": -1000, "composite_cap": 1000, "weak_score_below": 0, "weak_topic_below": 0,
        "rectification_days": 30, "at_risk_share": 0.9,
    }  # fmt: skip
    return {
        "settings": [{"setting_code": code, "setting_value": str(value)} for code, value in settings.items()],
        "groups": [
            {"group_code": code, "group_name_zh": name, "group_name_en": name, "unit_level": "县区", "sort_order": int(code[1:])}
            for name, code in groups().items()
        ],
        "participants": [
            {"unit_code": code, "unit_name_zh": name, "group_code": group} for group, code, name, _ in _units()
        ],
        "nodes": _nodes(geometric=geometric),
        "weights": _weights(),
        "methods": _methods(geometric=geometric),
        "bands": [
            {"band_table": table, "band_no": number, "lower_bound": low, "upper_bound": high, "closed_side": "下闭",
             "score_at_lower": score, "score_at_upper": score}
            for table, bands in BANDS.items()
            for number, (low, high, score) in enumerate(bands, 1)
        ],
        "grades": [{"grade_name_zh": grade, "lower_bound": bound} for grade, bound in zip(("优秀", "良好", "一般", "差"), (85, 75, 60, -1000), strict=True)],
    }  # fmt: skip


def make_raw(raw: Path, *, geometric: bool = False) -> Contracts:
    """Write contracts, register, scheme and figures.

    Args:
        raw: Folder to make.
        geometric: Whether raw values are brought together by their geometric mean, instead of goalposts by the arithmetic one.

    Returns:
        The contracts of the folder.
    """
    contracts, office = copy_contracts(raw), "efficiency_office"
    folder = raw / office / YEAR
    register = [register_row(code, name) for _, code, name, _ in _units()]
    register.append(register_row("990000", "World", "市"))
    results = [
        {"unit_code": code, "unit_name_zh": name, "indicator_code": indicator, "indicator_name_zh": indicator,
         "result_value": row[indicator], "evidence": "table A.2", "data_nature": "实际"}
        for group, code, name, row in _units()
        for indicator in (_indicators() if group in [groups()[w] for w in WEIGHTINGS] else ["SCHOOLING"])
    ]  # fmt: skip
    for dataset, name, tables in (
        ("unit_register", f"{YEAR}年考评单位名录.xlsx", {"units": register}),
        ("scheme", f"{YEAR}年度绩效考评方案.xlsx", _scheme(geometric=geometric)),
        ("task_results", f"{YEAR}年重点任务与专项指标完成情况.xlsx", {"rows": results}),
    ):
        write_workbook(folder / name, contracts.get(office, dataset), tables)
    return contracts
