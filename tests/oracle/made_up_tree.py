"""Draws the tree of a made-up scheme: nodes at up to five levels, their rules, bounds and least shares, and groups' weights.

How indicators are scored is drawn elsewhere.
"""

from hypothesis import strategies as st

from tests.oracle.made_up_methods import decimal

Fields = dict[str, str | None]
# Dimensions and what they stand in; the deepest indicators are at level 5.
DIMENSIONS = {
    "D_ONE": "INDICATORS",
    "D_TWO": "INDICATORS",
    "D_THREE": "INDICATORS",
    "D_DEEP": "D_TWO",
    "D_DEEPER": "D_DEEP",
    "D_INTERNAL": "INTERNAL",
}
# Components of indicators.
ROOTS = ("INDICATORS", "INTERNAL")
PARENTS = (
    "INDICATORS", "D_ONE", "D_ONE", "D_TWO", "D_THREE", "D_DEEP", "D_DEEPER", "INTERNAL", "D_INTERNAL",
)  # fmt: skip
TO_COMPONENT = "to_component"


def tree_settings(draw: st.DrawFn) -> dict[str, str]:
    """Draw the settings of aggregation that a scheme may leave out."""
    options = {
        "part_decimals": ["4", "1", "0"],
        "composite_rule": ["weighted_mean", "points"],
        "weights_sum": ["any"],
        "geometric_zero": ["zero", "floor"],
        "geometric_floor": ["1", "20.5"],
        "availability_of": ["weight", "count"],
        "availability_counts": ["delivered", "filled"],
        "unit_min_availability_pct": ["20", "60"],
        "min_eligible_dimensions": ["1", "2"],
    }
    return {
        code: draw(st.sampled_from(values)) for code, values in options.items() if draw(st.integers(0, 2))
    }


def _level(code: str) -> int:
    return 1 if code in ROOTS else 1 + _level(DIMENSIONS[code])


def node(code: str, level: int, kind: str, parent: str | None = None, **more: str | None) -> Fields:
    """Return a row of the sheet."""
    names = {"name_zh": f"名称{code}", "name_en": code}
    return {
        "node_code": code,
        "parent_code": parent,
        "node_level": str(level),
        "node_kind": kind,
        **names,
        **more,
    }


def _inner(draw: st.DrawFn, level: int, not_applicable_rule: str) -> Fields:
    """Draw what an inner node may say: its rule, its bounds, and how little it does with."""
    rules = [None, "加权算术平均", "加权几何平均", "加权调和平均"]
    if not_applicable_rule != TO_COMPONENT:
        rules += ["得分相加", None]
    fields: Fields = {
        "aggregation_rule": draw(st.sampled_from(rules)),
        "floor_score": draw(st.sampled_from([None, None, "50", "61.23456"])),
        "cap_score": draw(st.sampled_from([None, None, "90", "95.54321"])),
        "min_availability_pct": draw(st.sampled_from([None, "0", "40", "75"])),
    }
    fields["min_available_count"] = draw(st.sampled_from([None, None, "1", "2", "3"]))
    if fields["min_availability_pct"] or fields["min_available_count"]:
        kept = [None, "暂缓", "计分不计数", "计分不计数"]
        fields["availability_rule"] = draw(st.sampled_from(kept if level == 1 else [*kept, "退出", "退出"]))
    return fields


def _receivers(draw: st.DrawFn, rows: list[Fields]) -> None:
    """Let some nodes name a sibling that takes their weight."""
    for row in rows:
        siblings = [other["node_code"] for other in rows if other["parent_code"] == row["parent_code"]]
        siblings.remove(row["node_code"])
        if row["parent_code"] and siblings and not draw(st.integers(0, 2)):
            row["receiver_code"] = draw(st.sampled_from(siblings))


def node_rows(
    draw: st.DrawFn,
    directions: dict[str, tuple[str, str | None]],
    paths: dict[str, str | None],
    not_applicable_rule: str,
) -> list[Fields]:
    """Draw the sheet of nodes over the indicators, given with direction, accumulation and path of progress."""
    caps = st.sampled_from([None, "1", "2.5"])
    appraisal = {
        "floor_score": draw(st.sampled_from([None, "62.5"])),
        "cap_score": draw(st.sampled_from([None, "88.88888"])),
    }
    rows = [
        *(node(code, 1, "指标考核", **_inner(draw, 1, not_applicable_rule)) for code in ROOTS),
        *(
            node(code, _level(code), "维度", above, **_inner(draw, 2, not_applicable_rule))
            for code, above in DIMENSIONS.items()
        ),
    ]
    for code, (direction, accumulation) in directions.items():
        parent = draw(st.sampled_from(PARENTS))
        told = {"direction": direction, "accumulation": accumulation, "unit_of_measure": "%"}
        told["progress_path"] = paths[code]
        rows.append(node(code, _level(parent) + 1, "指标", parent, **told))
    if not_applicable_rule != TO_COMPONENT:
        _receivers(draw, rows)
    return [
        *rows,
        node("APPRAISAL", 1, "公众评议", **appraisal),
        node("INSPECTION", 1, "察访核验", floor_score="0", cap_score=draw(caps)),
        node("BONUS", 1, "加分", floor_score="0", cap_score=draw(caps)),
    ]


def group_rule_rows(
    draw: st.DrawFn, groups: list[str], nodes: list[Fields], not_applicable_rule: str
) -> list[Fields]:
    """Draw the sheet of rules that some groups have of their own; a row may also say nothing, so that nothing holds there."""
    inner = [row for row in nodes if row["node_kind"] != "指标"]
    rows: list[Fields] = []
    for group in groups:
        for node_row in inner if draw(st.booleans()) else []:
            if draw(st.integers(0, 3)):
                continue
            rules: Fields = {}
            if node_row["node_kind"] in ("指标考核", "维度"):
                rules = _inner(draw, int(node_row["node_level"] or 0), not_applicable_rule)
            elif draw(st.booleans()):
                rules = {"cap_score": draw(st.sampled_from(["1.5", "80"]))}
            rows.append({"group_code": group, "node_code": node_row["node_code"], **rules})
    return rows


def _chosen(draw: st.DrawFn, below: dict[str, list[str]], parent: str) -> list[str]:
    """Draw some of the nodes below a node, and of theirs; a dimension nothing stands in is no choice."""
    options = [
        code for code in below.get(parent, []) if code not in DIMENSIONS or _has_indicators(below, code)
    ]
    taken = draw(st.lists(st.sampled_from(options), min_size=1, max_size=len(options), unique=True))
    return [
        one for code in taken for one in (code, *(_chosen(draw, below, code) if code in DIMENSIONS else ()))
    ]


def _has_indicators(below: dict[str, list[str]], code: str) -> bool:
    return any(child not in DIMENSIONS or _has_indicators(below, child) for child in below.get(code, []))


def weight_rows(draw: st.DrawFn, groups: list[str], nodes: list[Fields]) -> list[Fields]:
    """Draw the sheet of weights: each group takes some of the tree."""
    below: dict[str, list[str]] = {}
    for row in nodes:
        below.setdefault(str(row["parent_code"]), []).append(str(row["node_code"]))
    rows: list[Fields] = []
    for group in groups:
        chosen = ["APPRAISAL"] if draw(st.integers(0, 5)) else []
        roots = [code for code in ROOTS if _has_indicators(below, code)]
        for root in roots if draw(st.booleans()) else [draw(st.sampled_from(roots))]:
            chosen += [root, *_chosen(draw, below, root)]
        rows += [
            {"group_code": group, "node_code": code, "weight": draw(decimal(1, 99, 1))} for code in chosen
        ]
    return rows
