"""The formula of a part with its numbers put in, as text. The figures are the stored ones; the text shows how they belong together."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

BASES = {"value": "x", "difference": "x − r", "growth_pct": "100·x/r − 100"}
PARTS = {"target": "目标 target", "vertical": "纵向 own past", "horizontal": "横向 city or group"}
REFERENCES = {
    "none": "无 none",
    "target": "目标值 target t",
    "own_past": "上年值 own past r",
    "city": "全市值 city r",
    "group_mean": "组平均 group mean r",
}
STATUSES = {
    "used": "计入 used",
    "reweighted": "缺基准，占比并入其他角度 undefined: share given to the other parts",
    "zeroed": "未产生，计零分 undefined: scored zero",
    "held": "暂缓 undefined: held back",
}


def number(value: Any, digits: int = 6) -> str:
    """Return a figure without needless zeros, or a dash."""
    if value is None:
        return "–"
    if not isinstance(value, Decimal):
        return str(value)
    text = format(round(value, digits), ",f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def measure_text(part: Mapping[str, Any]) -> str:
    """Return how the measure follows from value and reference."""
    x, r, m = number(part["indicator_value"]), number(part["reference_value"]), number(part["measure"])
    if part["basis"] == "difference":
        return f"m = x − r = {x} − {r} = {m}"
    if part["basis"] == "growth_pct":
        return f"m = 100·x/r − 100 = 100·{x}/{r} − 100 = {m}"
    return f"m = x = {m}"


def _target_completion(part: Mapping[str, Any], direction: str | None) -> str:
    x, t, k = number(part["indicator_value"]), number(part["reference_value"]), part["step_score"]
    ratio = f"100·t/x = 100·{t}/{x}" if direction == "lower" else f"100·x/t = 100·{x}/{t}"
    credit = f"；超过 100 每点计 beyond 100 each point counts {number(k)}" if k is not None else ""
    return f"目标完成率 target completion: {ratio}{credit} = {number(part['raw_score'])}"


def _banded(part: Mapping[str, Any]) -> str:
    low, high = number(part["band_lower"]), number(part["band_upper"])
    left, right = number(part["band_score_at_lower"]), number(part["band_score_at_upper"])
    head = f"分档 bands “{part['band_table']}” 第 {part['band_no']} 档 band {part['band_no']} ({low}, {high})"
    if part["band_score_at_lower"] == part["band_score_at_upper"]:
        return f"{head}: {number(part['raw_score'])}"
    m = number(part["measure"])
    return f"{head}: {left} + ({right} − {left})·({m} − {low})/({high} − {low}) = {number(part['raw_score'])}"


def formula_text(part: Mapping[str, Any], direction: str | None) -> str:
    """Return the method's formula with this part's numbers."""
    method, raw, m = part["method_code"], number(part["raw_score"]), number(part["measure"])
    if method == "target_completion":
        return _target_completion(part, direction)
    if method == "efficacy":
        v, u = number(part["satisfactory_value"]), number(part["unacceptable_value"])
        return f"功效系数 efficacy: 60 + 40·(m − u)/(v − u) = 60 + 40·({m} − {u})/({v} − {u}) = {raw}"
    if method == "banded":
        return _banded(part)
    if method == "step":
        return f"增减分 step: {number(part['base_score'])} + {number(part['step_score'])}·{m} = {raw}"
    sign = "≤" if direction == "lower" else "≥"
    x, t = number(part["indicator_value"]), number(part["reference_value"])
    return f"达标 achieved: x {sign} t? x = {x}, t = {t} → {raw}"
