"""The formula of a part with its numbers put in, one function per scoring method. The figures are the stored ones; nothing is worked
out here. How figures are written stands in `formulas`.
"""

from collections.abc import Callable, Mapping
from typing import Any

from orchestration.explain.formulas import DIGITS, number, operand

Part = Mapping[str, Any]


def _raw(part: Part) -> str:
    return number(part["raw_score"], DIGITS)


def _scale(part: Part) -> tuple[str, str]:
    return operand(part["score_low"]), operand(part["score_high"])


def _merit(part: Part, direction: str | None, name: str = "m", value: str | None = None) -> str:
    """Return a measure as it enters a comparison: turned where less is better."""
    shown = operand(part["measure"]) if value is None else value
    return f"{name} = {shown}" if direction == "higher" else f"−{name} = −{shown}"


def _pool(part: Part) -> str:
    return "" if part["pool"] is None else f"（{POOLS[part['pool']]}，n = {part['pool_count']}）"


def _target_completion(part: Part, direction: str | None) -> str:
    x, t, k = operand(part["scored_value"]), operand(part["reference_value"]), part["step_score"]
    if direction == "interval":
        a, b = operand(part["range_lower"]), operand(part["range_upper"])
        ends = f"区间内 inside [{a}, {b}] 100；低于 below: 100·x/{a}；高于 above: 100·{b}/x"
        return f"目标完成率 target completion: {ends}；x = {x} → {_raw(part)}"
    if direction != "lower":
        ratio = f"c = 100·x/t = 100·{x}/{t}"
    elif part["variant"] == "twice_less":
        ratio = f"c = 100·(2 − x/t) = 100·(2 − {x}/{t})"
    else:
        ratio = f"c = 100·t/x = 100·{t}/{x}"
    if k is None:
        return f"目标完成率 target completion: {ratio} = {_raw(part)}"
    over = "(c − 100)"
    if part["step_width"] is not None:
        over = f"整数步 whole steps of {operand(part['step_width'])}{over}"
    credit = f"c > 100: 100 + {operand(k)}·{over}, 否则 else c"
    return f"目标完成率 target completion: {ratio}；{credit} → {_raw(part)}"


def _efficacy(part: Part, _direction: str | None) -> str:
    m, v, u = (operand(part[name]) for name in ("measure", "satisfactory_value", "unacceptable_value"))
    if part["variant"] == "exponential":
        head = "功效系数（指数） exponential efficacy: 60·(100/60)^((m − u)/(v − u))"
        return f"{head} = 60·(5/3)^(({m} − {u})/({v} − {u})) = {_raw(part)}"
    return f"功效系数 efficacy: 60 + 40·(m − u)/(v − u) = 60 + 40·({m} − {u})/({v} − {u}) = {_raw(part)}"


def _banded(part: Part, _direction: str | None) -> str:
    low, high = operand(part["band_lower"]), operand(part["band_upper"])
    left, right = operand(part["band_score_at_lower"]), operand(part["band_score_at_upper"])
    looked_up = {
        "by_rank": f"位次 rank {operand(part['position_in_pool'])}",
        "by_percentile": f"100·p = 100·{operand(part['position_in_pool'])}",
    }.get(str(part["variant"]), operand(part["measure"]))
    head = f"分档 bands “{part['band_table']}” 第 {part['band_no']} 档 band {part['band_no']} ({low}, {high})"
    if part["variant"] is not None:
        head = f"{head} {looked_up}{_pool(part)}"
    if part["band_score_at_lower"] == part["band_score_at_upper"]:
        return f"{head}: {_raw(part)}"
    return f"{head}: {left} + ({right} − {left})·({looked_up} − {low})/({high} − {low}) = {_raw(part)}"


def _step(part: Part, _direction: str | None) -> str:
    below = part["measure"] is not None and part["measure"] < 0
    k = operand(part["step_score_below" if below else "step_score"])
    base, m = operand(part["base_score"]), operand(part["measure"])
    if part["variant"] == "whole_steps":
        return f"增减分（整数步） whole steps of {operand(part['step_width'])}: {base} + {k}·整数步 whole steps({m}) = {_raw(part)}"
    return f"增减分 step: {base} + {k}·{m} = {_raw(part)}"


def _achieved(part: Part, direction: str | None) -> str:
    if direction == "interval":
        return f"达标 achieved: 在适度区间内 inside the interval (m = 0)? m = {operand(part['measure'])} → {_raw(part)}"
    sign = "≤" if direction == "lower" else "≥"
    x, t = operand(part["scored_value"]), operand(part["reference_value"])
    return f"达标 achieved: x {sign} t? x = {x}, t = {t} → {_raw(part)}"


def _decreasing_margin(part: Part, direction: str | None) -> str:
    base, divisor, width = (operand(part[name]) for name in ("base_score", "step_score", "step_width"))
    growing = f"({divisor} + {operand(part.get('divisor_increment', part['step_score']))}·(j − 1))"
    terms = f"每 {width} 为一段，第 j 段除以 {growing} intervals of {width}, the j-th divided by {growing}"
    return f"递减差额 decreasing margin: {base} ± Σ {base}·len_j/{growing}，{_merit(part, direction)}，{terms} → {_raw(part)}"


def _between(part: Part, direction: str | None, best: str) -> str:
    (low, high), worst = _scale(part), operand(part["pool_low"])
    merit = operand(part["measure"]) if direction == "higher" else f"(−{operand(part['measure'])})"
    return f"{low} + ({high} − {low})·({merit} − {worst})/({best} − {worst}) = {_raw(part)}{_pool(part)}"


def _minmax(part: Part, direction: str | None) -> str:
    if part["variant"] == "exponential":
        (low, high), worst, best = _scale(part), operand(part["pool_low"]), operand(part["pool_high"])
        merit = operand(part["measure"]) if direction == "higher" else f"(−{operand(part['measure'])})"
        lengths = f"({merit} − {worst})/({best} − {worst})"
        return (
            f"极值（指数） exponential min-max: {low}·({high}/{low})^({lengths}) = {_raw(part)}{_pool(part)}"
        )
    return f"极值 min-max: {_between(part, direction, operand(part['pool_high']))}"


def _distance(part: Part, direction: str | None) -> str:
    if part["reference_kind"] == "none":
        return f"距最优 distance to the best: {_between(part, direction, operand(part['pool_high']))}"
    target = (
        operand(part["reference_value"])
        if direction == "higher"
        else f"(−{operand(part['reference_value'])})"
    )
    return f"距标杆 distance to the target: {_between(part, direction, target)}"


def _zscore(part: Part, direction: str | None) -> str:
    base, k = operand(part["base_score"]), operand(part["step_score"])
    m, mean, deviation = (operand(part[name]) for name in ("measure", "pool_mean", "pool_deviation"))
    sign = "+" if direction == "higher" else "−"
    return f"标准分 z-score: {base} {sign} {k}·({m} − {mean})/{deviation} = {_raw(part)}{_pool(part)}"


def _rank(part: Part, _direction: str | None) -> str:
    base, k, place = (
        operand(part["base_score"]),
        operand(part["step_score"]),
        operand(part["position_in_pool"]),
    )
    return f"位次 rank: {base} − {k}·({place} − 1) = {_raw(part)}{_pool(part)}"


def _percentile(part: Part, _direction: str | None) -> str:
    low, high = _scale(part)
    return f"百分位 percentile: {low} + ({high} − {low})·{operand(part['position_in_pool'])} = {_raw(part)}{_pool(part)}"


def _interval(part: Part, _direction: str | None) -> str:
    ends = f"[{number(part['range_lower'])}, {number(part['range_upper'])}]"
    m = operand(part["measure"])
    if part["step_score"] is not None:
        above, below = operand(part["step_score"]), operand(part["step_score_below"])
        fall = f"高出每单位减 {above}、低于每单位减 {below} less {above} per unit above, {below} below"
    else:
        fall = f"至外限为零 zero at {number(part['outer_lower'])}, {number(part['outer_upper'])}"
    return f"适度 interval {ends}: 区间内 100，{fall}；m = {m} → {_raw(part)}"


POOLS = {
    "group": "本组本年 the group",
    "group_years": "本组多年 the group over years",
    "all": "全体本年 all groups",
    "all_years": "全体多年 all groups over years",
}
METHODS: dict[str, Callable[[Part, str | None], str]] = {
    "target_completion": _target_completion,
    "efficacy": _efficacy,
    "banded": _banded,
    "step": _step,
    "achieved": _achieved,
    "decreasing_margin": _decreasing_margin,
    "minmax": _minmax,
    "zscore": _zscore,
    "rank": _rank,
    "percentile": _percentile,
    "distance": _distance,
    "interval": _interval,
}


def condition_text(part: Part, direction: str | None) -> str | None:
    """Return what a part asks of its value before it is scored by its method, and whether that is met; None where it asks nothing."""
    if part.get("condition_kind") is None:
        return None
    if direction == "interval":
        asked = f"x 在区间内 inside [{number(part['range_lower'])}, {number(part['range_upper'])}]"
    else:
        strict, lower = part["condition_kind"] == "exceeded", direction == "lower"
        sign = ("<" if strict else "≤") if lower else (">" if strict else "≥")
        asked = f"x {sign} t = {number(part['condition_target'])}"
    met = {True: "满足 met", False: f"不满足，得下限 not met, the floor {number(part['floor_score'])}"}
    answer = met.get(part["is_condition_met"], "目标值不明 no target")
    return f"计分条件 condition: {asked}？x = {operand(part['scored_value'])}：{answer}"


def formula_text(part: Part, direction: str | None) -> str:
    """Return the method's formula with this part's numbers.

    Args:
        part: A row of fct_indicator_score_part.
        direction: higher, lower or interval.
    """
    return METHODS[part["method_code"]](part, direction)
