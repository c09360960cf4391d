"""From the text of one cell to the text that lands: canonical numbers, dates and codes, or why there is none.

Nothing is guessed: what is not plainly a number is refused, and a reason for an empty value is kept apart from a blank.
"""

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from orchestration.contracts import Column

NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
GROUPED = re.compile(r"[+-]?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?")
DATE = re.compile(r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?")
REASONS = {
    "-": "not_applicable",
    "–": "not_applicable",
    "—": "not_applicable",
    "——": "not_applicable",
    "不适用": "not_applicable",
    "...": "not_published",
    "......": "not_published",
    "未公布": "not_published",
    "未产生数据": "not_produced",
}
REASONS_ZH = {
    "not_applicable": "-（不适用）",
    "not_published": "空白或…（未公布）",
    "not_produced": "未产生数据",
}
VALUE_DECIMALS = Decimal("0.000001")


@dataclass(frozen=True)
class Parsed:
    """What a cell comes to: landed text, or the reason for its absence, or the rule that it breaks."""

    text: str | None = None
    missing_reason: str | None = None
    rule: str | None = None
    allowed: str | None = None


def fold(text: str) -> str:
    """Return a text as it is compared: full width folded, all blanks gone."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def parse_number(text: str, *, percent: bool) -> str | None:
    """Return a number in canonical form with at most six decimals (half-up), or None when the text is not a number."""
    folded = fold(text)
    if percent:
        folded = folded.removesuffix("%")
    if GROUPED.fullmatch(folded):
        folded = folded.replace(",", "")
    if not NUMBER.fullmatch(folded):
        return None
    value = Decimal(folded)
    if value != (rounded := value.quantize(VALUE_DECIMALS, ROUND_HALF_UP)):
        value = rounded
    plain = format(value, "f")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def parse_date(text: str) -> str | None:
    """Return a date in ISO form, or None when the text is not a date that exists."""
    match = DATE.fullmatch(fold(text))
    if match is None:
        return None
    try:
        return dt.date(*(int(part) for part in match.groups())).isoformat()
    except ValueError:
        return None


def parse_cell(text: str, column: Column) -> Parsed:
    """Read one cell by its column's contract."""
    stripped = text.strip()
    if not stripped:
        return _blank(column)
    reason = REASONS.get(fold(stripped))
    if reason is not None and column.logical_type != "string":
        if reason in column.missing_allowed:
            return Parsed(missing_reason=reason)
        return Parsed(rule="C08_REASON_NOT_ALLOWED", allowed=_allowed_reasons(column))
    if column.logical_type in ("number", "integer"):
        return _number(stripped, column)
    if column.logical_type == "date":
        iso = parse_date(stripped)
        return Parsed(text=iso) if iso else Parsed(rule="C04_NOT_A_DATE")
    return _string(stripped, column)


def _blank(column: Column) -> Parsed:
    if column.required:
        return Parsed(rule="C01_REQUIRED", allowed=column.unit_of_measure or column.description)
    if column.missing_allowed and "not_published" not in column.missing_allowed:
        return Parsed(rule="C08_REASON_NOT_ALLOWED", allowed=_allowed_reasons(column))
    return Parsed(missing_reason="not_published" if column.missing_allowed else None)


def _allowed_reasons(column: Column) -> str:
    return "、".join(REASONS_ZH[reason] for reason in column.missing_allowed) or "数值"


def _number(text: str, column: Column) -> Parsed:
    number = parse_number(text, percent=column.unit_of_measure == "%")
    if number is None:
        return Parsed(rule="C02_NOT_A_NUMBER", allowed=column.unit_of_measure or "数字")
    if column.logical_type == "integer" and "." in number:
        return Parsed(rule="C03_NOT_AN_INTEGER")
    value = Decimal(number)
    low, high = column.minimum, column.maximum
    if (low is not None and value < low) or (high is not None and value > high):
        return Parsed(rule="C05_OUT_OF_BOUNDS", allowed=span(low, high, column.unit_of_measure))
    return Parsed(text=number)


def span(low: Decimal | None, high: Decimal | None, unit: str | None) -> str:
    """Return a range as people write it."""
    left = "-∞" if low is None else format(low, "f")
    right = "+∞" if high is None else format(high, "f")
    return f"[{left}, {right}]{f' {unit}' if unit else ''}"


def _string(text: str, column: Column) -> Parsed:
    if column.enum:
        known = {fold(value): value for value in column.enum}
        found = known.get(fold(text))
        if found is None:
            return Parsed(rule="C06_NOT_IN_LIST", allowed="、".join(column.enum))
        return Parsed(text=found)
    if column.pattern:
        folded = fold(text)
        if not re.fullmatch(column.pattern, folded):
            return Parsed(rule="C07_PATTERN", allowed=column.pattern)
        return Parsed(text=folded)
    return Parsed(text=fold(text) if column.reference else text)
