"""Makes a raw folder of the Handbook's figures: contracts, unit register, scheme workbook and one file of figures.

Every weighting is a group of its own with the 23 countries in it; the ten normalisations of schooling and its classes are parts of that
indicator beside the one that counts, with a share of zero. The geometric mean of raw values has a branch of the tree. Knows the case; what
comes out is the comparison's business.
"""

import csv
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from orchestration.contracts import Contracts
from tests.reference.raw_folder import (
    GRADES,
    WORLD,
    Row,
    Sheets,
    copy_contracts,
    register_row,
    result_row,
    settings,
    write_office_files,
)

HERE = Path(__file__).parent
WEIGHTINGS = ("EW", "FA", "BAP", "AHP")
GEOMETRIC = "GME"
GROUPS = {name: f"G{number:02d}" for number, name in enumerate((*WEIGHTINGS, GEOMETRIC), 1)}
WIDE: Row = {"floor_score": -1000, "cap_score": 1000}
COMMON: Row = {"part_code": "目标", "share": 1, "reference_kind": "无", "basis": "数值", "fallback": "暂缓"}
RATIO: Row = {
    "reference_kind": "组平均",
    "basis": "比值",
    "method_code": "增减分",
    "base_score": 0,
    "step_score": 1,
}
# Table 15: group and part that show a normalisation of schooling, and what the row of sheet 评分方法 says.
NORMALISATIONS: dict[str, tuple[str, str, Row]] = {
    "rank": ("EW", "纵向", {"method_code": "百分位", "variant": "含同加一", "score_high": 23}),
    "zscore": ("EW", "横向", {"method_code": "标准分", "base_score": 0, "step_score": 1}),
    "minmax": ("EW", "目标二", {"method_code": "极值", "score_high": 1}),
    "ref_mean": ("EW", "纵向二", RATIO),
    "ref_best": ("EW", "横向二", {**RATIO, "reference_kind": "组最优"}),
    "ref_worst": ("EW", "目标三", {**RATIO, "reference_kind": "组最差"}),
    "diff_mean": ("EW", "纵向三", {**RATIO, "base_score": -1}),
    "diff_worst": ("EW", "横向三", {**RATIO, "reference_kind": "组最差", "base_score": -1}),
    "above_below_mean_p20": ("FA", "纵向", {"reference_kind": "组平均", "basis": "比值", "method_code": "分档", "band_table": "均值上下"}),
    "percentile": ("FA", "横向", {"method_code": "百分位", "variant": "含同加一"}),
    "categorical": ("FA", "目标二", {"method_code": "分档", "variant": "按百分位", "band_table": "百分位分档"}),
}  # fmt: skip
BANDS = {
    "均值上下": ((None, 0.8, -1), (0.8, 1.2, 0), (1.2, None, 1)),
    "百分位分档": (
        (None, 5, 0), (5, 15, 20), (15, 35, 40), (35, 65, 50), (65, 85, 60), (85, 95, 80), (95, None, 100),
    ),
}  # fmt: skip
# A tenth of a point per unit keeps raw values (up to 994) on the scale of scores; ranks of a geometric mean hang on no scale.
POINTS_PER_UNIT = "0.1"


def figures(name: str) -> list[dict[str, str]]:
    """Return the rows of a table of the case, `input/…` or `expected/…`."""
    with (HERE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


COUNTRIES = [row["country"] for row in figures("input/table_A2_raw_23")]
GOALPOSTS = {row["indicator"]: row for row in figures("input/goalposts_SST2005_table1")}


def unit_code(group: str, country: int) -> str:
    """Return the code of a country in a group, countries counted from 0 in the order of table A.2."""
    return f"{GROUPS[group][1:]}{country:04d}"


def raw_code(indicator: str) -> str:
    """Return the code of an indicator's raw value in the branch of the geometric mean."""
    return f"RAW_{indicator}"


def _units() -> Iterator[tuple[str, str, str, dict[str, str]]]:
    for group in GROUPS:
        for number, row in enumerate(figures("input/table_A2_raw_23")):
            yield group, unit_code(group, number), f"国家{unit_code(group, number)}", row


def _nodes() -> list[Row]:
    inner = [
        ("INDICATORS", None, 1, "指标考核", None),
        ("TAI", "INDICATORS", 2, "维度", None),
        ("TAI_RAW", "INDICATORS", 2, "维度", "加权几何平均"),
    ]
    leaves = [
        (code, parent, 3, "指标", None)
        for name in GOALPOSTS
        for code, parent in ((name, "TAI"), (raw_code(name), "TAI_RAW"))
    ]
    return [
        {"node_code": code, "parent_code": parent, "node_level": level, "node_kind": kind, "name_zh": f"指标{code}", "name_en": code,
         "direction": "正向" if level == 3 else None, "aggregation_rule": rule}
        for code, parent, level, kind, rule in (*inner, *leaves)
    ]  # fmt: skip


def _weights() -> list[Row]:
    """Weights as printed, which need not sum to 1."""
    printed = {row[""]: row for row in figures("input/table_22_weights_printed")}
    rows: list[Row] = []
    for name, group in GROUPS.items():
        if name == GEOMETRIC:
            weights = {"TAI_RAW": "1", **{raw_code(code): "0.125" for code in GOALPOSTS}}
        else:
            weights = {"TAI": "1", **{code: printed[name][code] for code in GOALPOSTS}}
        rows += [
            {"group_code": group, "node_code": code, "weight": f"{Decimal(weight) * 100:f}"}
            for code, weight in {"INDICATORS": "1", **weights}.items()
        ]
    return rows


def _methods() -> Iterator[Row]:
    """Goalposts for the weightings, raw values for the geometric mean, and the normalisations, which do not count."""
    for code, row in GOALPOSTS.items():
        goalposts = {
            **COMMON, "indicator_code": code, "method_code": "极值", "goalpost_low": f"{float(row['min_as_used']):.6f}",
            "goalpost_high": f"{float(row['max_as_used']):.6f}", "floor_score": 0, "cap_score": 100,
        }  # fmt: skip
        for group in GROUPS.values():
            yield {**goalposts, "group_code": group}
        yield {
            **COMMON, **WIDE, "indicator_code": raw_code(code), "group_code": "*", "method_code": "增减分", "base_score": 0,
            "step_score": POINTS_PER_UNIT,
        }  # fmt: skip
    for group, part, said in NORMALISATIONS.values():
        yield {
            **COMMON,
            **WIDE,
            **said,
            "indicator_code": "SCHOOLING",
            "group_code": GROUPS[group],
            "part_code": part,
            "share": 0,
        }


def _scheme() -> Sheets:
    return {
        "settings": settings(indicator_decimals=8, dimension_decimals=8, component_decimals=8, rank_on="rounded"),
        "groups": [
            {"group_code": code, "group_name_zh": f"权重方案{name}", "group_name_en": name, "unit_level": "县区", "sort_order": int(code[1:])}
            for name, code in GROUPS.items()
        ],
        "participants": [
            {"unit_code": code, "unit_name_zh": name, "group_code": GROUPS[group]} for group, code, name, _ in _units()
        ],
        "nodes": _nodes(),
        "weights": _weights(),
        "methods": list(_methods()),
        "bands": [
            {"band_table": table, "band_no": number, "lower_bound": low, "upper_bound": high, "closed_side": "下闭",
             "score_at_lower": score, "score_at_upper": score}
            for table, bands in BANDS.items()
            for number, (low, high, score) in enumerate(bands, 1)
        ],
        "grades": GRADES,
    }  # fmt: skip


def make_raw(raw: Path) -> Contracts:
    """Write contracts, register, scheme and figures.

    Args:
        raw: Folder to make.

    Returns:
        The contracts of the folder.
    """
    contracts = copy_contracts(raw)
    register = [register_row(code, name, row["country"]) for _, code, name, row in _units()]
    results = [
        result_row(
            code, name, raw_code(indicator) if group == GEOMETRIC else indicator, row[indicator], "table A.2"
        )
        for group, code, name, row in _units()
        for indicator in GOALPOSTS
    ]
    write_office_files(raw, contracts, [*register, WORLD], _scheme(), results)
    return contracts
