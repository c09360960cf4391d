"""From the text of one cell to the text that lands: canonical numbers, dates and codes, or why there is none.

Nothing is guessed: what is not plainly a number is refused, and a reason for an empty value is kept apart from a blank.
"""

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from orchestration.contracts import INVISIBLE, Column, fold

NUMBER = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)")
GROUPED = re.compile(r"[+-]?[0-9]{1,3}([, ][0-9]{3})+(\.[0-9]+)?")
DATE = re.compile(r"([0-9]{4})([-/.年])([0-9]{1,2})([-/.月])([0-9]{1,2})日?( 0?0:00(:00)?)?")
COMPACT_DATE = re.compile(r"((?:19|20)[0-9]{2})([0-9]{2})([0-9]{2})")
SERIAL_DATE = re.compile(r"[2-6][0-9]{4}")
SERIAL_EPOCH = dt.date(1899, 12, 30)
# A value is a decimal(24,6) from landing to mart: 18 digits before the point.
LARGEST = Decimal(10) ** 18

MINUS_SIGNS = str.maketrans("−﹣", "--")
WIDE_ALPHANUMERICS = {
    code: code - 0xFEE0
    for first, last in (("０", "９"), ("Ａ", "Ｚ"), ("ａ", "ｚ"))
    for code in range(ord(first), ord(last) + 1)
}
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
REASONS_SHOWN = {
    "not_applicable": "“-”(不适用 not applicable)",
    "not_published": "空白或“…”(未公布 not published)",
    "not_produced": "“未产生数据”(not produced)",
}
KINDS_SHOWN = {
    "string": "文字 text",
    "number": "数字 a number",
    "integer": "整数 a whole number",
    "date": "日期 a date",
}


@dataclass(frozen=True)
class Parsed:
    """What a cell comes to: landed text, or the reason for its absence, or the rule that it breaks.

    A value that is only implausible has both a text and the rule's limits in `query`.
    """

    text: str | None = None
    missing_reason: str | None = None
    rule: str | None = None
    allowed: str | None = None
    query: str | None = None


def trim(text: str) -> str:
    """Return a text as it lands: invisible characters and outer blanks gone, full-width letters and digits folded."""
    return text.translate(INVISIBLE).strip().translate(WIDE_ALPHANUMERICS)


def parse_number(text: str, *, percent: bool = False) -> str | None:
    """Return a number in canonical form, digit for digit as written, or None when the text is not a number.

    Args:
        text: What stands in the cell.
        percent: Whether the unit of measure is a percentage, so that a percent sign may follow.
    """
    folded = unicodedata.normalize("NFKC", text).translate(INVISIBLE).translate(MINUS_SIGNS).strip()
    if percent:
        folded = folded.removesuffix("%").rstrip()
    if GROUPED.fullmatch(folded):
        folded = folded.replace(",", "").replace(" ", "")
    if not NUMBER.fullmatch(folded):
        return None
    value = Decimal(folded)
    return format(abs(value) if value == 0 else value, "f")


def parse_date(text: str, *, serial: bool = False) -> str | None:
    """Return a date in ISO form, or None when the text is not a date that exists.

    Args:
        text: What stands in the cell.
        serial: Whether the file is a workbook, where a date may stand as its serial number.
    """
    folded = unicodedata.normalize("NFKC", text).translate(INVISIBLE).strip()
    if serial and SERIAL_DATE.fullmatch(folded):
        return (SERIAL_EPOCH + dt.timedelta(days=int(folded))).isoformat()
    if match := DATE.fullmatch(folded):
        parts, marks = (match[1], match[3], match[5]), (match[2], match[4])
        if marks not in {("-", "-"), ("/", "/"), (".", "."), ("年", "月")}:
            return None
    elif match := COMPACT_DATE.fullmatch(folded):
        parts = (match[1], match[2], match[3])
    else:
        return None
    try:
        return dt.date(*(int(part) for part in parts)).isoformat()
    except ValueError:
        return None


def parse_cell(text: str, column: Column, *, is_workbook: bool = False) -> Parsed:
    """Read one cell by its column's contract."""
    folded = fold(text)
    if not folded:
        return _blank(column)
    if column.logical_type == "string":
        return _string(text, folded, column)
    reason = REASONS.get(folded)
    if reason is not None:
        return _absent(reason, column)
    if column.logical_type == "date":
        iso = parse_date(text, serial=is_workbook)
        return Parsed(text=iso) if iso else Parsed(rule="C04_NOT_A_DATE")
    return _number(text, column)


def _blank(column: Column) -> Parsed:
    if column.required:
        kind = KINDS_SHOWN[column.logical_type]
        return Parsed(rule="C01_REQUIRED", allowed=column.unit_of_measure or kind)
    return _absent("not_published", column) if column.missing_allowed else Parsed()


def _absent(reason: str, column: Column) -> Parsed:
    if reason in column.missing_allowed:
        return Parsed(missing_reason=reason)
    reasons = [REASONS_SHOWN[name] for name in column.missing_allowed]
    return Parsed(
        rule="C08_REASON_NOT_ALLOWED", allowed="、".join([KINDS_SHOWN[column.logical_type], *reasons])
    )


def _number(text: str, column: Column) -> Parsed:
    number = parse_number(text, percent=column.unit_of_measure == "%")
    if number is None:
        return Parsed(rule="C02_NOT_A_NUMBER", allowed=column.unit_of_measure or KINDS_SHOWN["number"])
    value = Decimal(number)
    if column.logical_type == "integer":
        if value != value.to_integral_value():
            return Parsed(rule="C03_NOT_AN_INTEGER")
        number = format(value.to_integral_value(), "f")
    low = column.minimum if column.minimum is not None else -LARGEST
    high = column.maximum if column.maximum is not None else LARGEST
    if not low <= value <= high or abs(value) >= LARGEST:
        return Parsed(
            rule="C05_OUT_OF_BOUNDS", allowed=span(column.minimum, column.maximum, column.unit_of_measure)
        )
    if column.query_range and not column.query_range[0] <= value <= column.query_range[1]:
        return Parsed(text=number, query=span(*column.query_range, column.unit_of_measure))
    return Parsed(text=number)


def span(low: Decimal | None, high: Decimal | None, unit: str | None) -> str:
    """Return a range as people write it."""
    left = "-∞" if low is None else format(low, "f")
    right = "+∞" if high is None else format(high, "f")
    return f"[{left}, {right}]{f' {unit}' if unit else ''}"


def _string(text: str, folded: str, column: Column) -> Parsed:
    if column.enum:
        known = {fold(value): value for value in column.enum}
        found = known.get(folded)
        return Parsed(text=found) if found else Parsed(rule="C06_NOT_IN_LIST", allowed="、".join(column.enum))
    if column.pattern:
        matches = re.fullmatch(column.pattern, folded)
        return Parsed(text=folded) if matches else Parsed(rule="C07_PATTERN", allowed=column.pattern)
    return Parsed(text=trim(text))
