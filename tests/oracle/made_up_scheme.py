"""Draws the sheets of a scheme workbook: valid ones, with every rule of rounding, weighing, grading and appraisal in them.

Methods and treatments of figures are drawn in modules of their own.
"""

import itertools
from dataclasses import dataclass, field

from hypothesis import strategies as st

from tests.oracle.made_up_grading import (
    decision_rows,
    grade_basis,
    grading_settings,
    group_bounds,
    limit_rows,
    peer_class,
    peer_rows,
    reward,
)
from tests.oracle.made_up_methods import decimal, method_rows
from tests.oracle.made_up_treatments import treatment_rows
from tests.oracle.made_up_tree import TO_COMPONENT, group_rule_rows, node_rows, tree_settings, weight_rows
from tests.oracle.made_up_uncertainty import alternative_rows, uncertainty_settings

Fields = dict[str, str | None]
Edge = tuple[str | None, str | None, str, str]

RATE, FLOW = "比率", "累计"
# Indicators that bureaus' contracts deliver, with direction and accumulation; the others come through task results.
DELIVERED = {
    "GDP_GROWTH": ("正向", RATE),
    "PROJECT_INVESTMENT": ("正向", FLOW),
    "UNEMPLOYMENT_RATE": ("逆向", None),
    "LOCAL_REVENUE": ("正向", None),
}
TASKS = tuple(f"TASK_{number}" for number in range(1, 8))
RESPONDENTS = {"RESIDENT": "城乡居民", "BUSINESS": "企业经营者", "CPPCC": "政协委员"}
SCALE = {"非常满意": "100", "满意": "85.5", "基本满意": "70", "不满意": "40", "不了解": None}
# Scales that a respondent group may have of its own: other words, or other scores for the same ones.
OWN_SCALES = (
    {"优秀": "100", "满意": "90", "基本满意": "80", "不满意": "60", "弃权": None},
    {"满意": "100", "基本满意": "70", "不满意": "30"},
)
TOPICS = tuple(f"Q{number}" for number in range(1, 13))
ATTRIBUTES = {"受访者属性一": ("甲", "乙"), "受访者属性三": ("城", "乡")}
GRADES = ("优秀", "良好", "一般", "差")


@dataclass
class Plan:
    """A drawn scheme: its sheets, and what the facts need to know of it."""

    sheets: dict[str, list[Fields]] = field(default_factory=dict)
    directions: dict[str, tuple[str, str | None]] = field(default_factory=dict)
    groups: dict[str, list[str]] = field(default_factory=dict)
    items: dict[str, str] = field(default_factory=dict)
    history: int = 1

    def units(self) -> list[str]:
        """Return the codes of all participating units."""
        return [unit for units in self.groups.values() for unit in units]

    def answers_of(self, respondents: str) -> list[str]:
        """Return the answers that a respondent group may give."""
        rows = self.sheets["answer_scale"]
        own = [row for row in rows if row["respondent_group"] == respondents]
        return [str(row["answer_zh"]) for row in own or rows if own or row["respondent_group"] is None]

    def tasks(self) -> list[str]:
        """Return the indicators that the efficiency office verifies itself."""
        return [code for code in self.directions if code not in DELIVERED]


def _settings(draw: st.DrawFn) -> list[Fields]:
    values = {
        "indicator_decimals": draw(st.sampled_from(["4", "3", "2"])),
        "dimension_decimals": draw(st.sampled_from(["4", "3"])),
        "component_decimals": draw(st.sampled_from(["4", "2"])),
        "composite_decimals": draw(st.sampled_from(["2", "1", "0"])),
        # Drawn last, with what breaks ties.
        "rank_on": "rounded",
        "rank_ties": "competition",
        "quota_ties": "include",
        "not_applicable_rule": draw(st.sampled_from(["reweight", "reweight", TO_COMPONENT])),
        "appraisal_fallback": "hold",
        "min_answers_per_group": draw(st.sampled_from(["3", "5"])),
        "composite_floor": draw(st.sampled_from(["0", "60"])),
        "composite_cap": draw(st.sampled_from(["100", "105"])),
        "weak_score_below": "70",
        "weak_topic_below": draw(st.sampled_from(["75", "85"])),
        "rectification_days": "30",
        "at_risk_share": draw(st.sampled_from(["0.9", "0.85"])),
        **_appraisal_settings(draw),
        **tree_settings(draw),
        **grading_settings(draw),
        **uncertainty_settings(draw),
    }
    if values.get("composite_rule") != "points" and draw(st.booleans()):
        values["appraisal_fallback"] = "reweight"
    return [{"setting_code": code, "setting_value": value, "note": None} for code, value in values.items()]


def _appraisal_settings(draw: st.DrawFn) -> dict[str, str]:
    """Draw settings that a scheme may also leave out."""
    options = {
        "appraisal_strata": ["by_group", "whole"],
        "appraisal_interval": ["t", "normal"],
        "duplicate_rule": ["keep", "leave_out"],
        "straight_line_rule": ["keep", "leave_out"],
        "straight_line_topics": ["2", "4"],
        "identical_limit": ["1", "2"],
        "identical_least": ["1", "2"],
        "forecast_least_errors": ["2", "3", "60"],
        "redundant_correlation": ["0.87", "0.53"],
        "correlation_least_units": ["3", "4"],
        "history_years": ["1", "2", "2", "3"],
        "quantile_definition": ["linear", "weibull", "nearest_rank"],
        "outlier_skewness": ["0.5", "1", "2"],
        "outlier_kurtosis": ["0.5", "1", "4"],
    }
    return {
        code: draw(st.sampled_from(values)) for code, values in options.items() if draw(st.integers(0, 4))
    }


def _ranking(draw: st.DrawFn, settings: list[Fields], weights: list[Fields]) -> list[Fields]:
    """Draw how units are ranked, and by which nodes with a weight somewhere ties are broken where they are."""
    values = {
        "rank_on": draw(st.sampled_from(["rounded", "unrounded"])),
        "rank_ties": draw(st.sampled_from(["competition", "by_order"])),
        "quota_ties": draw(st.sampled_from(["include", "exclude"])),
    }
    for row in settings:
        row["setting_value"] = values.get(str(row["setting_code"]), row["setting_value"])
    if values["rank_ties"] == "competition":
        return []
    codes = dict.fromkeys(str(row["node_code"]) for row in weights)
    chosen = draw(st.lists(st.sampled_from([*codes]), min_size=1, max_size=3, unique=True))
    return [{"order_no": str(place), "node_code": code} for place, code in enumerate(chosen, 1)]


def _margins(draw: st.DrawFn, plan: Plan) -> list[Fields]:
    """Draw what is known of some respondent groups: of all units, of one group of units, of one unit; one attribute or two."""
    scopes = [("*", "RESIDENT"), ("G1", "RESIDENT"), (plan.units()[0], "RESIDENT"), ("G2", "BUSINESS")]
    return [
        {
            "scope_code": scope,
            "respondent_group": group,
            "attribute_zh": attribute,
            "category": category,
            "population_count": str(draw(st.integers(1, 90_000))),
        }
        for scope, group in scopes
        for attribute in draw(
            st.lists(st.sampled_from(sorted(ATTRIBUTES)), min_size=1, max_size=2, unique=True)
        )
        for category in ATTRIBUTES[attribute]
    ]


def _nodes(draw: st.DrawFn, plan: Plan, not_applicable_rule: str) -> list[Fields]:
    paths: dict[str, str | None] = {}
    for code in (*DELIVERED, *TASKS):
        direction, accumulation = DELIVERED.get(code) or (
            draw(st.sampled_from(["正向", "正向", "逆向", "适度"])),
            None,
        )
        path = (
            draw(st.sampled_from([None, "时间进度", "上年进度", "上年进度"]))
            if accumulation == FLOW
            else None
        )
        plan.directions[code] = direction, accumulation
        paths[code] = path
    return node_rows(draw, plan.directions, paths, not_applicable_rule)


def _some(draw: st.DrawFn, options: list[str]) -> list[str]:
    return draw(st.lists(st.sampled_from(options), min_size=1, max_size=len(options), unique=True))


def _band(table: str, number: int, edge: Edge, side: str) -> Fields:
    low, high, left, right = edge
    bounds = {"lower_bound": low, "upper_bound": high, "closed_side": side}
    return {
        "band_table": table,
        "band_no": str(number),
        **bounds,
        "score_at_lower": left,
        "score_at_upper": right,
    }


def _bands(draw: st.DrawFn) -> list[Fields]:
    rows: list[Fields] = []
    for table in ("分档甲", "分档乙", "分档丙"):
        widths = draw(st.lists(st.sampled_from([2, 5, 8, 16, 30]), min_size=1, max_size=3))
        bounds = [draw(st.integers(-30, 60))]
        for width in widths:
            bounds.append(bounds[-1] + width)
        scores = [str(draw(st.integers(0, 110))) for _ in bounds]
        side = draw(st.sampled_from(["下闭", "上闭"]))
        flat = draw(st.booleans())
        edges: list[Edge] = [(None, str(bounds[0]), scores[0], scores[0])] if draw(st.integers(0, 3)) else []
        for number, (low, high) in enumerate(itertools.pairwise(bounds)):
            edges.append((str(low), str(high), scores[number], scores[number if flat else number + 1]))
        edges.append((str(bounds[-1]), None, scores[-1], scores[-1]))
        rows += [_band(table, number, edge, side) for number, edge in enumerate(edges, 1)]
    return rows


def _respondent_groups(draw: st.DrawFn, plan: Plan) -> list[Fields]:
    own = draw(st.lists(st.sampled_from(sorted(plan.groups)), max_size=2, unique=True))
    return [
        {
            "group_code": group,
            "respondent_group": code,
            "name_zh": name,
            "name_en": code,
            "weight": draw(decimal(5, 60, 1)),
        }
        for group in ("*", *own)
        for code, name in RESPONDENTS.items()
    ]


def _scales(draw: st.DrawFn) -> list[Fields]:
    """Draw the scales: one for all respondent groups, and now and then others for some; where all have their own there may be none for all."""
    own = {
        group: scale
        for group in RESPONDENTS
        if (scale := draw(st.sampled_from([None, None, *OWN_SCALES]))) is not None
    }
    scales: dict[str | None, dict[str, str | None]] = {**own}
    if len(own) < len(RESPONDENTS):
        scales[None] = SCALE
    rows = []
    for group, scale in scales.items():
        # How many of the scale's answers are those of satisfaction; None: it says of none.
        satisfied = draw(st.sampled_from([None, 1, 1, 2]))
        rows += [
            {
                "answer_zh": answer,
                "answer_score": score,
                "respondent_group": group,
                "counts_as_satisfied": None
                if satisfied is None or score is None
                else "是"
                if place < satisfied
                else "否",
            }
            for place, (answer, score) in enumerate(scale.items())
        ]
    return rows


def _topics(draw: st.DrawFn) -> list[Fields]:
    """Draw what is asked: of all respondent groups, and of some that have topics and weights of their own."""
    own = draw(st.lists(st.sampled_from(sorted(RESPONDENTS)), max_size=2, unique=True))
    return [
        {
            "topic_code": topic,
            "name_zh": f"内容{topic}",
            "name_en": topic,
            "weight": draw(decimal(5, 40, 1)),
            "respondent_group": group,
        }
        for group in (None, *own)
        for topic in sorted(draw(st.lists(st.sampled_from(TOPICS), min_size=1, unique=True)))
    ]


def _adjustments(draw: st.DrawFn, plan: Plan) -> list[Fields]:
    rows: list[Fields] = []
    shared = {
        "扣分": draw(st.sampled_from([(None, None), ("甲", "0.9")])),
        "加分": draw(st.sampled_from([(None, None), ("乙", "1.3")])),
    }
    for kind, code in (
        ("扣分", "D1"),
        ("扣分", "D2"),
        ("加分", "B1"),
        ("加分", "B2"),
        ("一票否决", "V1"),
        ("一票否决", "V2"),
    ):
        plan.items[code] = kind
        row: Fields = {"item_code": code, "kind": kind, "name_zh": f"事项{code}", "name_en": code}
        if kind == "一票否决":
            row["grade_cap"] = draw(st.sampled_from(GRADES[1:]))
        else:
            row["points_per_case"] = draw(st.sampled_from(["0.3", "0.5", "1.25"]))
            row["item_ceiling"] = draw(st.sampled_from([None, "1", "2"]))
            row["ceiling_set"], row["set_ceiling"] = shared[kind]
        rows.append(row)
    return rows


def _group_adjustments(draw: st.DrawFn, plan: Plan, items: list[Fields]) -> list[Fields]:
    """Draw what some items count for in some groups of units; what shares a ceiling there shares none with the others."""
    rows: list[Fields] = []
    for group, item in itertools.product(plan.groups, items):
        if draw(st.integers(0, 4)):
            continue
        row: Fields = {"group_code": group, "item_code": item["item_code"]}
        if item["kind"] == "一票否决":
            row["grade_cap"] = draw(st.sampled_from(GRADES[1:]))
        else:
            row["points_per_case"] = draw(st.sampled_from(["0", "0.45", "1"]))
            row["item_ceiling"] = draw(st.sampled_from([None, "0.8"]))
        rows.append(row)
    return rows


def _quotas(draw: st.DrawFn, plan: Plan) -> list[Fields]:
    """Draw quotas: for one grade or both; that of 良好 counts 优秀 too, so it is not the smaller of the two."""
    rows: list[Fields] = []
    for group in plan.groups:
        grades = draw(st.sampled_from([(), ("优秀",), ("良好",), ("优秀", "良好")]))
        shares = sorted((draw(decimal(0, 100, 1)) for _ in grades), key=float)
        rounding = draw(st.sampled_from(["四舍五入", "舍去", "进一"]))
        rows += [
            {"group_code": group, "grade_name_zh": grade, "max_share_pct": share, "rounding": rounding}
            for grade, share in zip(grades, shares, strict=True)
        ]
    return rows


def _consequences(draw: st.DrawFn) -> list[Fields]:
    rules: list[tuple[str, str, str, str | None]] = [
        ("优秀", "1", "REWARD", None),
        ("良好", "1", "REWARD", None),
        ("一般", "1", "CRITICISM", None),
    ]
    rules += [
        ("一般", "2", "ADMONITION", "60"),
        ("一般", "2", "CRITICISM", "5"),
        ("良好", "2", "PRAISE", None),
        ("差", "1", "CRITICISM", "10"),
    ]
    return [
        {
            "trigger_grade": grade,
            "consecutive_years": years,
            "action_code": action,
            "action_zh": f"措施{action}",
            "action_en": action,
            "deadline_days": days,
            "recipients": "市财政局",
            "addressees": "单位、主要领导",
            **reward(draw),
        }
        for grade, years, action, days in rules
    ]


@st.composite
def plans(draw: st.DrawFn, groups: int, sizes: tuple[int, int] = (2, 6)) -> Plan:
    """Draw a scheme with so many groups of two to six units, or of other sizes."""
    plan = Plan()
    for number in range(1, groups + 1):
        size = draw(st.integers(*sizes))
        plan.groups[f"G{number}"] = [f"35{number:02d}{unit:02d}" for unit in range(1, size + 1)]
    settings = _settings(draw)
    rule = next(row["setting_value"] for row in settings if row["setting_code"] == "not_applicable_rule")
    nodes = _nodes(draw, plan, str(rule))
    items = _adjustments(draw, plan)
    bounds = draw(st.sampled_from([("85", "75", "60", "0"), ("90", "82.5", "70", "0")]))
    said = {str(row["setting_code"]): row["setting_value"] for row in settings}
    plan.history = int(said.get("history_years") or 1)
    plan.sheets = {
        "settings": settings,
        "groups": [
            {
                "group_code": group,
                "group_name_zh": f"组{group}",
                "group_name_en": group,
                "unit_level": "县区",
                "sort_order": group[1:],
                "grade_basis": grade_basis(draw),
            }
            for group in plan.groups
        ],
        "participants": [
            {
                "unit_code": unit,
                "unit_name_zh": f"单位{unit}",
                "group_code": group,
                "in_statistics": draw(st.sampled_from([None, None, None, "是", "否"])),
                "peer_class": peer_class(draw),
            }
            for group, units in plan.groups.items()
            for unit in units
        ],
        "nodes": nodes,
        "weights": weight_rows(draw, list(plan.groups), nodes),
        "group_rules": group_rule_rows(draw, list(plan.groups), nodes, str(rule)),
        "methods": method_rows(draw, plan.directions, list(plan.groups), plan.history),
        "treatments": treatment_rows(draw, plan.directions, list(plan.groups)),
        "bands": _bands(draw),
        "respondent_groups": _respondent_groups(draw, plan),
        "margins": _margins(draw, plan),
        "strata": [
            {"stratum_code": stratum, "population_count": str(draw(st.sampled_from([9000, 250_000])))}
            for stratum in ("ALL", "层一", f"{plan.units()[0]}-RESIDENT")
        ],
        "answer_scale": _scales(draw),
        "topics": _topics(draw),
        "adjustments": items,
        "group_adjustments": _group_adjustments(draw, plan, items),
        "grades": [
            {"grade_name_zh": grade, "lower_bound": bound}
            for grade, bound in zip(GRADES, bounds, strict=True)
        ],
        "group_grades": group_bounds(draw, plan.groups),
        "quotas": _quotas(draw, plan),
        "consequences": _consequences(draw),
        "peer_groups": peer_rows(draw, plan.groups),
        "grade_adjustments": decision_rows(draw, plan.groups),
        "uncertainty_alternatives": alternative_rows(draw),
    }
    plan.sheets["grade_limits"] = limit_rows(draw, plan.sheets["weights"])
    plan.sheets["tie_breakers"] = _ranking(draw, settings, plan.sheets["weights"])
    return plan
