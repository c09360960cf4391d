"""From the text of one cell to the text that lands: canonical numbers, dates and codes, or why there is none.

Nothing is guessed: what is not plainly a number is refused, and a reason for an empty value is kept apart from a blank.
"""

import datetime as dt
import re
from dataclasses import dataclass
from decimal import Decimal, localcontext

from orchestration.contracts import INVISIBLE, Column, fold
from orchestration.intake.numbers import fold_number, parse_quantity
from orchestration.intake.reasons import KINDS_SHOWN, allowed_shown, missing_reason
from orchestration.intake.units import Delivered, accepted_units, conversion

DATE = re.compile(r"([0-9]{4})([-/.年])([0-9]{1,2})([-/.月])([0-9]{1,2})日?( 0?0:00(:00)?)?")
COMPACT_DATE = re.compile(r"((?:19|20)[0-9]{2})([0-9]{2})([0-9]{2})")
SERIAL_DATE = re.compile(r"[2-6][0-9]{4}")
SERIAL_EPOCH = dt.date(1899, 12, 30)
# A value is a decimal(24,6) from landing to mart: 18 digits before the point, 6 behind it.
LARGEST = Decimal(10) ** 18
DECIMALS = 6
# Digits of the longest factor: with room for them, a conversion is exact.
FACTOR_DIGITS = 30

WIDE_ALPHANUMERICS = {
    code: code - 0xFEE0
    for first, last in (("０", "９"), ("Ａ", "Ｚ"), ("ａ", "ｚ"))
    for code in range(ord(first), ord(last) + 1)
}


@dataclass(frozen=True)
class Parsed:
    """What a cell comes to: landed text, or the reason for its absence, or the rule that it breaks.

    A value that is only implausible has both a text and the rule's limits in `query`; a nil has a text, 0, and its reason.
    """

    text: str | None = None
    missing_reason: str | None = None
    rule: str | None = None
    allowed: str | None = None
    query: str | None = None


def trim(text: str) -> str:
    """Return a text as it lands: invisible characters and outer blanks gone, full-width letters and digits folded."""
    return text.translate(INVISIBLE).strip().translate(WIDE_ALPHANUMERICS)


def parse_date(text: str, *, serial: bool = False) -> str | None:
    """Return a date in ISO form, or None when the text is not a date that exists.

    Args:
        text: What stands in the cell.
        serial: Whether the file is a workbook, where a date may stand as its serial number.
    """
    folded = fold_number(text)
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


def parse_cell(
    text: str, column: Column, *, serial: bool = False, delivered: Delivered | None = None
) -> Parsed:
    """Read one cell by its column's contract.

    Args:
        text: What stands in the cell.
        column: The contract of the column.
        serial: Whether it comes from a workbook in which a date may be a serial number.
        delivered: The unit in which the column stands in the file; None for the contract's own.
    """
    folded = fold(text)
    if not folded:
        return _blank(column)
    if column.logical_type == "string":
        return _string(text, folded, column)
    reason = missing_reason(folded, column)
    if reason is not None:
        return _absent(reason, column)
    if column.logical_type == "date":
        iso = parse_date(text, serial=serial)
        return Parsed(text=iso) if iso else Parsed(rule="C04_NOT_A_DATE")
    return _number(text, column, delivered)


def _blank(column: Column) -> Parsed:
    if column.required:
        kind = KINDS_SHOWN[column.logical_type]
        return Parsed(rule="C01_REQUIRED", allowed=column.unit_of_measure or kind)
    return _absent("not_published", column) if column.missing_allowed else Parsed()


def _absent(reason: str, column: Column) -> Parsed:
    if reason not in column.missing_allowed:
        return Parsed(rule="C08_REASON_NOT_ALLOWED", allowed=allowed_shown(column))
    if reason == "nil":
        # The phenomenon did not occur: a value like any other, except that the reason is kept beside it.
        nought = _checked("0", column)
        return nought if nought.rule else Parsed(text="0", missing_reason="nil", query=nought.query)
    return Parsed(missing_reason=reason)


def _number(text: str, column: Column, delivered: Delivered | None) -> Parsed:
    quantity = parse_quantity(text)
    if quantity is None or (quantity.unit and column.unit_of_measure is None):
        return Parsed(rule="C02_NOT_A_NUMBER", allowed=column.unit_of_measure or KINDS_SHOWN["number"])
    factor = delivered.factor if delivered else Decimal(1)
    if quantity.unit is not None:
        own = conversion(quantity.unit, column)
        if own is None:
            return Parsed(rule="C09_UNIT_NOT_ACCEPTED", allowed=accepted_units(column))
        factor = own
    number = quantity.number if factor == 1 else _converted(quantity.number, factor)
    if number is None:
        return Parsed(rule="C10_TOO_FINE", allowed=column.unit_of_measure)
    return _checked(number, column)


def _converted(number: str, factor: Decimal) -> str | None:
    """Return a number times a factor, digit for digit; None when it has more decimals than a value can hold."""
    with localcontext() as context:
        context.prec = len(number) + FACTOR_DIGITS
        value = (Decimal(number) * factor).normalize()
    exponent = value.as_tuple().exponent
    return format(value, "f") if isinstance(exponent, int) and exponent >= -DECIMALS else None


def _checked(number: str, column: Column) -> Parsed:
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
    if column.queries.between and not column.queries.between[0] <= value <= column.queries.between[1]:
        return Parsed(text=number, query=span(*column.queries.between, column.unit_of_measure))
    return Parsed(text=number)


def span(low: Decimal | None, high: Decimal | None, unit: str | None) -> str:
    """Return a range as people write it."""
    if low is not None and high is not None:
        words = f"{low:f} ～ {high:f}"
    elif low is None and high is None:
        words = f"|x| < {LARGEST:f}"
    else:
        words = f"≤ {high:f}" if low is None else f"≥ {low:f}"
    return f"{words} {unit}" if unit else words


def _string(text: str, folded: str, column: Column) -> Parsed:
    if column.enum:
        known = {fold(value): value for value in column.enum}
        found = known.get(folded)
        return Parsed(text=found) if found else Parsed(rule="C06_NOT_IN_LIST", allowed="、".join(column.enum))
    if column.pattern:
        matches = re.fullmatch(column.pattern, folded)
        return (
            Parsed(text=folded) if matches else Parsed(rule="C07_PATTERN", allowed="、".join(column.examples))
        )
    return Parsed(text=trim(text))
