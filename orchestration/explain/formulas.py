"""Figures as text: numbers, operands, how a measure follows from value and reference, and why a part has no score. The figures are
the stored ones; the text shows how they belong together. The methods themselves stand in `method_texts`.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

DIGITS = 12
UNDEFINED = {
    "banded": "不在任何分档内 no band holds the measure",
    "minmax": "最优值不优于最差值，或没有数值 the best is not better than the worst, or there are no values",
    "zscore": "比较范围的标准差为零或无法计算 the pool's standard deviation is zero or unknown",
    "percentile": "比较范围内没有其他数值 there is no other value in the pool",
    "distance": "标杆不优于最差值 the best, or the target, is not better than the worst",
    "interval": "外限不在适度区间之外 the outer limit is not outside the interval",
}


def number(value: Any, digits: int = 6) -> str:
    """Return a figure without needless zeros, or a dash."""
    if value is None:
        return "–"
    if not isinstance(value, Decimal):
        return str(value)
    text = format(round(value, digits), ",f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def operand(value: Any) -> str:
    """Return a figure in full as it stands inside a formula: a negative one in brackets."""
    text = number(value, DIGITS)
    return f"({text})" if text.startswith("-") else text


def _plain_measure(part: Mapping[str, Any]) -> str:
    """Return how the measure follows from value and reference, before the distance of an interval-type indicator is taken."""
    x, r = operand(part["scored_value"]), operand(part["reference_value"])
    return {
        "value": f"x = {x}",
        "difference": f"x − r = {x} − {r}",
        "growth_pct": f"100·x/r − 100 = 100·{x}/{r} − 100",
        "ratio": f"x/r = {x}/{r}",
        "inverse_ratio": f"r/x = {r}/{x}",
    }[part["basis"]]


def measure_text(part: Mapping[str, Any], direction: str | None = None) -> str:
    """Return how the measure follows from value and reference."""
    plain, m = _plain_measure(part), number(part["measure"], DIGITS)
    if direction == "interval" and part["method_code"] != "interval":
        ends = f"[{number(part['range_lower'])}, {number(part['range_upper'])}]"
        return f"m = 与适度区间 {ends} 的距离 distance from it，{plain} → {m}"
    return f"m = x = {m}" if part["basis"] == "value" else f"m = {plain} = {m}"


def undefined_text(part: Mapping[str, Any]) -> str:
    """Return why a part has no score of its own, going by what the run stored of it."""
    if part["scored_value"] is None:
        return "缺数值 no value"
    if part["reference_kind"] != "none" and part["reference_value"] is None:
        return "缺比较基准 no reference"
    if part.get("condition_kind") is not None and part["is_condition_met"] is None:
        return "缺计分条件的目标值 no target for its condition"
    if part["measure"] is None:
        return "比较基准不大于零，增速或比值无定义 growth over or ratio to a reference that is not above zero is undefined"
    return UNDEFINED.get(part["method_code"], "除数为零或不大于零 the divisor is zero or not above zero")
