"""The formula of a part with its numbers put in, as text. The figures are the stored ones; the text shows how they belong together."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

DIGITS = 12


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


def measure_text(part: Mapping[str, Any]) -> str:
    """Return how the measure follows from value and reference."""
    x, r, m = (
        operand(part["indicator_value"]),
        operand(part["reference_value"]),
        number(part["measure"], DIGITS),
    )
    if part["basis"] == "difference":
        return f"m = x − r = {x} − {r} = {m}"
    if part["basis"] == "growth_pct":
        return f"m = 100·x/r − 100 = 100·{x}/{r} − 100 = {m}"
    return f"m = x = {m}"


def _target_completion(part: Mapping[str, Any], direction: str | None) -> str:
    x, t, k = operand(part["indicator_value"]), operand(part["reference_value"]), part["step_score"]
    ratio = f"c = 100·t/x = 100·{t}/{x}" if direction == "lower" else f"c = 100·x/t = 100·{x}/{t}"
    if k is None:
        return f"目标完成率 target completion: {ratio} = {number(part['raw_score'], DIGITS)}"
    credit = f"c > 100: 100 + {operand(k)}·(c − 100), 否则 else c"
    return f"目标完成率 target completion: {ratio}；{credit} → {number(part['raw_score'], DIGITS)}"


def _efficacy(part: Mapping[str, Any]) -> str:
    m, v, u = (
        operand(part["measure"]),
        operand(part["satisfactory_value"]),
        operand(part["unacceptable_value"]),
    )
    raw = number(part["raw_score"], DIGITS)
    return f"功效系数 efficacy: 60 + 40·(m − u)/(v − u) = 60 + 40·({m} − {u})/({v} − {u}) = {raw}"


def _banded(part: Mapping[str, Any]) -> str:
    low, high = operand(part["band_lower"]), operand(part["band_upper"])
    left, right = operand(part["band_score_at_lower"]), operand(part["band_score_at_upper"])
    raw = number(part["raw_score"], DIGITS)
    head = f"分档 bands “{part['band_table']}” 第 {part['band_no']} 档 band {part['band_no']} ({low}, {high})"
    if part["band_score_at_lower"] == part["band_score_at_upper"]:
        return f"{head}: {raw}"
    return (
        f"{head}: {left} + ({right} − {left})·({operand(part['measure'])} − {low})/({high} − {low}) = {raw}"
    )


def _step(part: Mapping[str, Any]) -> str:
    base, k, m = operand(part["base_score"]), operand(part["step_score"]), operand(part["measure"])
    return f"增减分 step: {base} + {k}·{m} = {number(part['raw_score'], DIGITS)}"


def _achieved(part: Mapping[str, Any], direction: str | None) -> str:
    sign = "≤" if direction == "lower" else "≥"
    x, t = operand(part["indicator_value"]), operand(part["reference_value"])
    return f"达标 achieved: x {sign} t? x = {x}, t = {t} → {number(part['raw_score'], DIGITS)}"


def formula_text(part: Mapping[str, Any], direction: str | None) -> str:
    """Return the method's formula with this part's numbers."""
    method = part["method_code"]
    if method == "target_completion":
        return _target_completion(part, direction)
    if method == "achieved":
        return _achieved(part, direction)
    return {"efficacy": _efficacy, "banded": _banded, "step": _step}[method](part)


def undefined_text(part: Mapping[str, Any]) -> str:
    """Return why a part has no score of its own, going by what the run stored of it."""
    if part["indicator_value"] is None:
        return "缺数值 no value"
    if part["reference_kind"] != "none" and part["reference_value"] is None:
        return "缺比较基准 no reference"
    if part["measure"] is None:
        return "比较基准不大于零，增速无定义 growth over a reference that is not above zero is undefined"
    if part["method_code"] == "banded":
        return "不在任何分档内 no band holds the measure"
    return "除数为零或不大于零 the divisor is zero or not above zero"
