"""Makes a raw folder of the case: contracts, unit register, scheme workbook and one file of figures; the data stay in the shared folder.

A variant is a group of its own with the 51 countries in it (two groups, Europe and Asia, where figures are filled in by the mean of
the continent; 255 country-years for the panel). Variants whose nodes follow another rule have a branch of the tree. Knows the case; what
comes out is the comparison's business.
"""

import csv
import itertools
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
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
    shared_case,
    write_office_files,
)

LEVELS = {"Index": 2, "Sub-index": 3, "Pillar": 4}
LEAF = 5
ALL = "ALL"
RAW, PLAIN, IMPUTED, TREATED, WITH_GAPS = (
    "input/asem_iData", "expected/step_Raw", "expected/step_Imputed", "expected/step_Treated", "expected/step_Denominated",
)  # fmt: skip
PANEL = "input/purse_treated"
# COINr brings back this many figures of an indicator at most.
MOST_POINTS = 5
PART: Row = {
    "share": 0,
    "reference_kind": "无",
    "basis": "数值",
    "fallback": "暂缓",
    "floor_score": -1000,
    "cap_score": 1000,
}
MINMAX: Row = {"method_code": "极值", "score_low": 0, "score_high": 100, "pool": "本组本年"}
FROM_ONE: Row = {**MINMAX, "score_low": 1}
FRACMAX: Row = {
    "reference_kind": "组最优",
    "basis": "比值",
    "method_code": "增减分",
    "base_score": 0,
    "step_score": 1,
}
TO_TARGET: Row = {
    "reference_kind": "目标值",
    "method_code": "距标杆",
    "score_low": 0,
    "score_high": 1,
    "pool": "本组本年",
}
# Normalisations of the filled but untreated figures, as parts beside the one that counts. Rank and Borda count from the lowest, as in COINr.
NORMALISATIONS: dict[str, tuple[str, Row]] = {
    "norm_minmax_0_100": ("目标", MINMAX),
    "norm_minmax_1_100": ("纵向", FROM_ONE),
    "norm_dist2max": ("横向", {"method_code": "距标杆", "score_low": 0, "score_high": 1, "pool": "本组本年"}),
    "norm_zscore_0_1": ("目标二", {"method_code": "标准分", "base_score": 0, "step_score": 1}),
    "norm_zscore_10_2": ("纵向二", {"method_code": "标准分", "base_score": 10, "step_score": 2}),
    "norm_rank": ("横向二", {"method_code": "百分位", "variant": "低于比例", "score_low": 1, "score_high": 51}),
    "norm_borda": ("目标三", {"method_code": "百分位", "variant": "低于比例", "score_low": 0, "score_high": 50}),
    "norm_prank": ("纵向三", {"method_code": "百分位", "variant": "低于比例", "score_low": 0, "score_high": 1}),
    "norm_fracmax": ("横向三", FRACMAX),
}  # fmt: skip
# A figure that the scheme fills in stays out of pools: what hangs on all members starts from filled figures, these three from raw ones.
FROM_RAW = {
    "norm_minmax_0_100": ("纵向", {**MINMAX, "pool": "全体本年"}),
    "norm_minmax_1_100": ("横向", {**FROM_ONE, "pool": "全体本年"}),
    "norm_dist2max": ("目标二", {**NORMALISATIONS["norm_dist2max"][1], "pool": "全体本年"}),
}
# Leading digit of a column's largest figure in the drop, as a power of ten: eleven digits before the point and six behind it tell 5.1 from
# 5.1000000000000005 (TolMin); a figure that is divided, and what divides it, have a unit of their own so that the quotient has as many.
SIX_DECIMALS = Decimal("0.000001")
LEAD, DIVIDED_LEAD, DIVISOR_LEAD, QUOTIENT_LEAD = 10, 16, 11, 8
Table = dict[str, dict[str, str]]


def case() -> Path:
    """Return the case's folder."""
    return shared_case("coinr_asem")


@cache
def rows(name: str) -> list[dict[str, str]]:
    """Return the rows of a file of the case."""
    with (case() / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def country_of(row: Mapping[str, str]) -> str:
    """Return the country of a row, with the year where a file has several."""
    return f"{row['uCode']}_{row['Time']}" if "Time" in row and "uName" not in row else row["uCode"]


@cache
def table(name: str) -> Table:
    """Return a file of the case by country; a blank or NA is left out."""
    return {
        country_of(row): {code: value for code, value in row.items() if value not in ("", "NA")}
        for row in rows(name)
    }


@cache
def parents() -> dict[str, str]:
    """Return the node above each node."""
    found: dict[str, str] = {}
    for row in rows("expected/lineage"):
        found |= dict(itertools.pairwise([row["Indicator"], row["Pillar"], row["Sub-index"], row["Index"]]))
    return found


@cache
def levels() -> dict[str, int]:
    """Return the level of each aggregate in the tree."""
    return {row[name]: level for row in rows("expected/lineage") for name, level in LEVELS.items()}


@cache
def indicators() -> list[str]:
    """Return the 49 indicators."""
    return [row["Indicator"] for row in rows("expected/lineage")]


@cache
def meta() -> dict[str, dict[str, str]]:
    """Return what the case says of each indicator: direction, target, denominator."""
    return {row["iCode"]: row for row in rows("input/asem_iMeta")}


def lower_is_better(indicator: str) -> bool:
    """Return whether less of an indicator is better."""
    return meta()[indicator]["Direction"] == "-1"


@cache
def divisors() -> list[str]:
    """Return the figures by which others are divided."""
    return sorted({row["Denominator"] for row in meta().values()} - {""})


def _lead(values: Sequence[float]) -> int:
    return math.floor(math.log10(max(abs(value) for value in values)))


@cache
def exponent(name: str, indicator: str) -> int:
    """Return by which power of ten a file's figures are larger in the drop: in a unit of which six decimals tell countries apart.

    Nothing that is computed of an indicator hangs on its unit. Of raw figures the quotient has a unit of its own.
    """
    column = [float(row[indicator]) for row in table(name).values() if indicator in row]
    if name != RAW:
        return LEAD - _lead(column)
    divisor = meta()[indicator]["Denominator"] if indicator in meta() else None
    if not divisor:
        return (LEAD if indicator in meta() else DIVISOR_LEAD) - _lead(column)
    quotient = [float(row[indicator]) for row in table(WITH_GAPS).values() if indicator in row]
    return min(DIVIDED_LEAD - _lead(column), QUOTIENT_LEAD - _lead(quotient) + exponent(RAW, divisor))


def quotient_exponent(indicator: str) -> int:
    """Return the power of ten of an indicator's denominated figure in the branch of raw figures."""
    divisor = meta()[indicator]["Denominator"]
    return exponent(RAW, indicator) - (exponent(RAW, divisor) if divisor else 0)


def moved(text: str, power: int) -> Decimal:
    """Return a figure in a unit smaller by a power of ten, with the six decimals that a figure lands with."""
    return Decimal(text).scaleb(power).quantize(SIX_DECIMALS, rounding=ROUND_HALF_UP)


@dataclass(frozen=True)
class Variant:
    """A way to compute the index.

    Attributes:
        name: What it is called.
        values: File with the figures, below the case's folder.
        parts: Rows of sheet 评分方法: by part and indicator what they say; the part 目标 is what counts.
        branch: Branch of the tree that it is computed in.
        weights: Weights other than 1, by node.
        treatments: Row of sheet 数据处理 of an indicator, where it has one.
        members: Which countries are in it; None for all.
    """

    name: str
    values: str
    parts: Mapping[str, Mapping[str, Row]]
    branch: str = "M"
    weights: Mapping[str, str] = field(default_factory=dict)
    treatments: Mapping[str, Row] = field(default_factory=dict)
    members: frozenset[str] | None = None

    @property
    def countries(self) -> list[str]:
        """Return its members, in order."""
        return [name for name in sorted(table(self.values)) if self.members is None or name in self.members]


def _counting(method: Row) -> dict[str, dict[str, Row]]:
    return {"目标": {code: {**PART, **method, "share": 1} for code in indicators()}}


def _goalposts(power: Callable[[str], int]) -> dict[str, dict[str, Row]]:
    """What winsorising makes of min-max: the outermost figures that it leaves are goalposts, and what lies beyond is clipped."""
    found: dict[str, Row] = {}
    for code in indicators():
        treated = sorted(Decimal(row[code]) for row in table(TREATED).values())
        low, high = (moved(str(value), power(code)) for value in (treated[0], treated[-1]))
        found[code] = {
            **PART, "share": 1, "method_code": "极值", "goalpost_low": f"{low:f}", "goalpost_high": f"{high:f}",
            "floor_score": 0, "cap_score": 100,
        }  # fmt: skip
    return {"目标": found}


def regions(column: str) -> dict[str, frozenset[str]]:
    """Return the countries of each class of a classification."""
    found: dict[str, set[str]] = {}
    for row in rows("input/asem_iData"):
        found.setdefault(row[column], set()).add(row["uCode"])
    return {name: frozenset(members) for name, members in sorted(found.items())}


REGIONS = ("GDP_group", "GDPpc_group", "Pop_group")


@cache
def variants() -> list[Variant]:
    """Return what is computed side by side."""
    from_raw = _goalposts(quotient_exponent) | {
        part: {code: {**PART, **method} for code in indicators()} for part, method in FROM_RAW.values()
    }
    filled_in = {
        part: {
            code: {**PART, **method, "share": int(part == "目标")}
            for code in indicators()
            if method is not FRACMAX or not lower_is_better(code)
        }
        for part, method in NORMALISATIONS.values()
    }
    fixed = _goalposts(lambda code: exponent(TREATED, code))
    filled: dict[str, Row] = {
        code: {"missing_rule": "组平均"}
        | ({"transform": "人均", "denominator_code": node_code("R", divisor)} if divisor else {})
        for code in indicators()
        for divisor in [meta()[code]["Denominator"]]
    }
    left_out: dict[str, Row] = {code: {"missing_rule": "并入其他指标"} for code in indicators()}
    skewed: dict[str, Row] = {
        code: {"outlier_rule": "缩尾", "outlier_test": "偏度峰度", "outlier_parameter": MOST_POINTS}
        for code in indicators()
    }
    uneven = {row["iCode"]: row["Weight"] for row in rows("input/alt_weights")}
    return [
        *(
            Variant(f"raw {region}", RAW, from_raw, "R", treatments=filled, members=members)
            for region, members in regions("EurAsia_group").items()
        ),
        Variant("world", TREATED, _counting(MINMAX)),
        Variant("imputed", IMPUTED, filled_in),
        Variant("treated", IMPUTED, _counting(MINMAX), treatments=skewed),
        Variant(
            "treated as delivered",
            PLAIN,
            _counting(MINMAX),
            treatments={code: {**left_out[code], **skewed[code]} for code in indicators()},
        ),
        Variant("agg_a_amean", TREATED, _counting(FROM_ONE)),
        Variant("agg_a_gmean", TREATED, _counting(FROM_ONE), "G"),
        Variant("agg_a_hmean", TREATED, _counting(FROM_ONE), "H"),
        Variant("agg_mixed_am_gm_am", TREATED, _counting(FROM_ONE), "X"),
        Variant("agg_altweights", TREATED, _counting(MINMAX), weights=uneven),
        Variant("missing_agg_nothresh", WITH_GAPS, _counting(MINMAX), treatments=left_out),
        Variant("missing_agg_thresh08", WITH_GAPS, _counting(MINMAX), "T"),
        Variant("screen", WITH_GAPS, _counting(MINMAX), "S"),
        Variant("norm_dist2target_raw", PLAIN, _counting(TO_TARGET)),
        Variant("purse_global_agg", PANEL, _counting(MINMAX), treatments=left_out),
        *(
            Variant(f"{column} {region}", TREATED, fixed, members=members)
            for column in REGIONS
            for region, members in regions(column).items()
        ),
    ]


AGGREGATES = (2, 3, 4)
GEOMETRIC: Row = {"aggregation_rule": "加权几何平均"}
HARMONIC: Row = {"aggregation_rule": "加权调和平均"}
# What the aggregates of a branch say in sheet 指标体系, by level.
BRANCHES: dict[str, dict[int, Row]] = {
    "R": {},
    "M": {},
    "G": dict.fromkeys(AGGREGATES, GEOMETRIC),
    "H": dict.fromkeys(AGGREGATES, HARMONIC),
    "X": {3: GEOMETRIC},
    "T": {level: {"min_availability_pct": 80, "availability_rule": "退出"} for level in AGGREGATES},
    "S": {level: {"min_availability_pct": 1, "availability_rule": "退出"} for level in AGGREGATES},
}


def node_code(branch: str, name: str) -> str:
    """Return the code under which a node of the case stands in a branch of the scheme."""
    return f"{branch}_{name.upper()}"


def group_code(variant: int) -> str:
    """Return the code of a variant's group, variants counted from 0."""
    return f"G{variant + 1:02d}"


def unit_code(variant: int, country: int) -> str:
    """Return the code of a country in a variant, both counted from 0."""
    return f"{variant + 1:02d}{country:04d}"


def units() -> Iterator[tuple[int, Variant, str, str, str]]:
    """Yield every unit: number of the variant, the variant, country, code and name."""
    for number, variant in enumerate(variants()):
        for place, country in enumerate(variant.countries):
            code = unit_code(number, place)
            yield number, variant, country, code, f"国家{code}"


def _nodes() -> Iterator[Row]:
    def node(code: str, parent: str, level: int, kind: str, **other: object) -> Row:
        return {
            "node_code": code,
            "parent_code": parent,
            "node_level": level,
            "node_kind": kind,
            "name_zh": f"指标{code}",
            "name_en": code,
            **other,
        }

    yield node(ALL, "", 1, "指标考核", parent_code=None)
    for branch, rules in BRANCHES.items():
        for name, level in sorted(levels().items(), key=lambda one: one[1]):
            parent = node_code(branch, parents()[name]) if name in parents() else ALL
            yield node(node_code(branch, name), parent, level, "维度", **rules.get(level, {}))
        for name in indicators():
            direction = "逆向" if lower_is_better(name) else "正向"
            yield node(
                node_code(branch, name), node_code(branch, parents()[name]), LEAF, "指标", direction=direction
            )
    for name in divisors():
        yield node(node_code("R", name), node_code("R", "Physical"), LEAF, "指标", direction="正向")


def _weights() -> Iterator[Row]:
    for number, variant in enumerate(variants()):
        yield {"group_code": group_code(number), "node_code": ALL, "weight": 100}
        for name in (*indicators(), *levels()):
            yield {
                "group_code": group_code(number),
                "node_code": node_code(variant.branch, name),
                "weight": variant.weights.get(name, "1"),
            }


def _scheme() -> Sheets:
    return {
        # Nobody is rated below nine tenths of the indicators: COINr's screening, by country; what it fills in for one counts.
        "settings": settings(availability_of="count", availability_counts="filled", unit_min_availability_pct=90),
        "groups": [
            {"group_code": group_code(number), "group_name_zh": f"第{number + 1}组", "group_name_en": variant.name, "unit_level": "县区", "sort_order": number + 1}
            for number, variant in enumerate(variants())
        ],
        "participants": [
            {"unit_code": code, "unit_name_zh": name, "group_code": group_code(number)} for number, _, _, code, name in units()
        ],
        "nodes": list(_nodes()),
        "weights": list(_weights()),
        "methods": [
            {**said, "indicator_code": node_code(variant.branch, code), "group_code": group_code(number), "part_code": part}
            for number, variant in enumerate(variants())
            for part, methods in variant.parts.items()
            for code, said in methods.items()
        ],
        "treatments": [
            {**said, "indicator_code": node_code(variant.branch, code), "group_code": group_code(number)}
            for number, variant in enumerate(variants())
            for code, said in variant.treatments.items()
        ],
        "targets": [
            {"unit_code": code, "unit_name_zh": name, "indicator_code": node_code(variant.branch, indicator),
             "target_value": f"{moved(meta()[indicator]['Target'], exponent(PLAIN, indicator)):f}"}
            for _, variant, _, code, name in units()
            if variant.name == "norm_dist2target_raw"
            for indicator in indicators()
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
    register = [
        register_row(code, name, f"{country} in {variant.name}")
        for _, variant, country, code, name in units()
    ]
    results = []
    for _, variant, country, code, name in units():
        figures = table(variant.values)[country]
        for indicator in (*indicators(), *(divisors() if variant.branch == "R" else ())):
            if indicator in figures:
                # As text: a number cell has fifteen digits.
                value = f"{moved(figures[indicator], exponent(variant.values, indicator)):f}"
                results.append(
                    result_row(code, name, node_code(variant.branch, indicator), value, "COINr 1.1.14")
                )
    write_office_files(raw, contracts, [*register, WORLD], _scheme(), results)
    return contracts
