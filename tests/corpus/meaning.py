"""What a cell's text means by its contract, read from docs/contracts.md and written without a look at intake's own parser.

Character by character where intake has regular expressions: two readings that agree were not made by the same mistake. Only the
table of units of measure is shared, which is data.
"""

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal, localcontext

from orchestration.contracts import Column, find_unit, unit_factor

UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
DIGITS = "0123456789"
DECIMALS, LARGEST = 6, 10**18
MARKS = {
    "not_published": ("…", "...", "……", "......", "未公布"),
    "not_applicable": ("不适用", "N/A", "NA"),
    "nil": ("无", "零"),
    "suppressed": ("*", "**", "***", "X", "保密", "涉密"),
    "not_produced": ("未产生数据",),
    "too_small": ("样本过少", "样本不足"),
    "too_new": ("新设", "新设立", "新设指标"),
    "refused": ("拒报", "拒答", "拒绝提供"),
}
DASHES = ("-", "--", "---", "–", "—", "——", "―", "―――", "─", "──")
DATE_MARKS = (("-", "-"), ("/", "/"), (".", "."), ("年", "月"))
MIDNIGHT = (" 0:00", " 00:00", " 0:00:00", " 00:00:00")
# Serial numbers of days that a spreadsheet counts: from 1954 to 2091.
SERIALS = range(20_000, 70_000)
BEGINNING = dt.date(1899, 12, 30)


@dataclass(frozen=True)
class Meaning:
    """What a cell lands as: its text, or why it has none (a nil has both)."""

    text: str | None = None
    reason: str | None = None


class Refused(Exception):
    """A cell that must not land, and why."""


def squeezed(text: str) -> str:
    """Return a text as it is compared: compatibility forms folded, blanks and unseen characters gone."""
    plain = unicodedata.normalize("NFKC", text)
    plain = "".join(char for char in plain if char not in UNSEEN and not char.isspace())
    return unicodedata.normalize("NFKC", plain)


def meaning(
    text: str, column: Column, *, unit: str | None = None, workbook: bool = False, serials: bool = True
) -> Meaning:
    """Return what a cell lands as.

    Args:
        text: What the cell shows.
        column: The contract.
        unit: In which unit of measure the column stands in the file; None for the contract's.
        workbook: Whether it comes from a workbook, where a date may stand as a serial number.
        serials: Whether that workbook counts its days as Excel does.

    Raises:
        Refused: It must not land.
    """
    plain = squeezed(text)
    if not plain:
        return _blank(column)
    if column.logical_type == "string":
        return Meaning(_words(text, plain, column))
    reason = _reason(plain, column)
    if reason is not None:
        return _without(reason, column)
    if column.logical_type == "date":
        return Meaning(_date(text, workbook=workbook and serials))
    return Meaning(_figure(text, column, unit))


def _blank(column: Column) -> Meaning:
    if column.required:
        raise Refused("blank")
    return _without("not_published", column) if column.missing_allowed else Meaning()


def _reason(plain: str, column: Column) -> str | None:
    if plain in DASHES:
        return column.dash_means
    for reason, marks in MARKS.items():
        if plain.upper() in (squeezed(mark) for mark in marks):
            return reason
    return None


def _without(reason: str, column: Column) -> Meaning:
    if reason not in column.missing_allowed:
        raise Refused(reason)
    if reason == "nil":
        _within(Decimal(0), column)
        return Meaning("0", reason)
    return Meaning(None, reason)


def _words(text: str, plain: str, column: Column) -> str:
    if column.enum:
        for value in column.enum:
            if squeezed(value) == plain:
                return value
        raise Refused("not in the list")
    if column.pattern:
        if not re.fullmatch(column.pattern, plain):
            raise Refused("pattern")
        return plain
    seen = "".join(char for char in text if char not in UNSEEN).strip()
    return "".join(_narrow(char) if _narrow(char).isalnum() else char for char in seen)


def _narrow(char: str) -> str:
    """Return a full-width letter, digit or sign as its usual form."""
    return chr(ord(char) - 0xFEE0) if "\uff01" <= char <= "\uff5e" else char


def _spelt(text: str) -> str:
    """Return a number's text with one spelling of each sign and blank."""
    signs = {"\u2212": "-", "\ufe63": "-", "\uffe5": "¥"}
    made = ""
    for char in text:
        if char not in UNSEEN:
            is_blank = unicodedata.category(char) == "Zs" and char != "\u1680"
            made += " " if is_blank and char != "\u205f" else signs.get(char, _narrow(char))
    return made.strip()


def _figure(text: str, column: Column, unit: str | None) -> str:
    digits, own = quantity(text)
    if own is not None and column.unit_of_measure is None:
        raise Refused("a unit where there is none")
    value, factor = Decimal(digits), _factor(own or unit, column)
    if factor != 1:
        with localcontext() as exact:
            exact.prec = 100 + len(digits)
            value = (value * factor).normalize()
        if -value.as_tuple().exponent > DECIMALS:  # type: ignore[operator]
            raise Refused("too fine")
    return _within(value, column)


def _factor(unit: str | None, column: Column) -> Decimal:
    if unit is None or column.unit_of_measure is None:
        return Decimal(1)
    given, wanted = find_unit(unit), find_unit(column.unit_of_measure)
    taken = [find_unit(name) for name in (column.unit_of_measure, *column.units_accepted)]
    factor = unit_factor(given, wanted) if given and wanted and given in taken else None
    if factor is None:
        raise Refused(f"unit {unit}")
    return factor


def _within(value: Decimal, column: Column) -> str:
    bounds = (column.minimum, column.maximum)
    if abs(value) >= LARGEST:
        raise Refused("bounds")
    if column.logical_type == "integer":
        if value != int(value):
            raise Refused("not whole")
        value = Decimal(int(value))
    if bounds[0] is not None and value < bounds[0]:
        raise Refused("bounds")
    if bounds[1] is not None and value > bounds[1]:
        raise Refused("bounds")
    return format(abs(value) if value == 0 else value, "f")


def quantity(text: str) -> tuple[str, str | None]:
    """Return a number's digits with their sign, and the unit that is written beside it.

    Raises:
        Refused: It is not plainly a number.
    """
    plain = _spelt(text)
    plain = plain.removeprefix("'")
    if plain.startswith("("):
        inside, closed, behind = plain[1:].partition(")")
        inner = inside.strip()
        if not closed or "(" in inside or "+" in inside or "-" in inside:
            raise Refused("brackets")
        digits, unit = _signed(inner)
        if behind.strip():
            if unit is not None:
                raise Refused("two units")
            unit = _named(behind)
        return f"-{digits}", unit
    return _signed(plain)


def _signed(plain: str) -> tuple[str, str | None]:
    sign, rest = _taken(plain, "+-")
    money, rest = _taken(rest, "¥$")
    if money and not sign:
        sign, rest = _taken(rest, "+-")
    end = 0
    while end < len(rest) and rest[end] in DIGITS + "., ":
        end += 1
    digits, written = rest[:end].strip(" "), rest[end:].strip()
    if rest[:1] in ("", " ") or (money and written):
        raise Refused("not a number")
    named = money or written
    return sign.replace("+", "") + _joined(digits), _named(named) if named else None


def _taken(text: str, signs: str) -> tuple[str, str]:
    """Return the sign with which a text begins, and the text without it and the blank behind it."""
    if text[:1] and text[0] in signs:
        return text[0], text[1:].removeprefix(" ")
    return "", text


def _named(text: str) -> str:
    if find_unit(text) is None:
        raise Refused("not a unit")
    return text


def _joined(digits: str) -> str:
    """Return digits without their separators, which must stand in their places."""
    separators = {char for char in digits if char in ", "}
    whole, point, fraction = digits.partition(".")
    if separators:
        groups = re.split("[, ]", whole)
        right = len(separators) == 1 and 1 <= len(groups[0]) <= 3 and groups[0][0] != "0"
        if (
            not right
            or any(len(group) != 3 for group in groups[1:])
            or any(c in fraction for c in separators)
        ):
            raise Refused("separators")
        if point and not fraction:
            raise Refused("separators")
        whole = "".join(groups)
    if not (whole or fraction) or not all(char in DIGITS for char in whole + fraction):
        raise Refused("not a number")
    return f"{whole}{point}{fraction}"


def _date(text: str, *, workbook: bool) -> str:
    plain = _spelt(text)
    if workbook and plain.isascii() and plain.isdigit() and len(plain) == 5 and int(plain) in SERIALS:
        return (BEGINNING + dt.timedelta(int(plain))).isoformat()
    if len(plain) == 8 and plain.isascii() and plain.isdigit() and plain[:2] in ("19", "20"):
        return _day(plain[:4], plain[4:6], plain[6:])
    for ending in MIDNIGHT:
        if plain.endswith(ending):
            plain = plain.removesuffix(ending)
            break
    for first, second in DATE_MARKS:
        year, _, rest = plain.partition(first)
        month, found, day = rest.partition(second)
        if found:
            return _day(year, month, day.removesuffix("日"))
    raise Refused("not a date")


def _day(year: str, month: str, day: str) -> str:
    parts = (year, month, day)
    if (
        not all(part.isascii() and part.isdigit() for part in parts)
        or len(year) != 4
        or max(len(month), len(day)) > 2
    ):
        raise Refused("not a date")
    try:
        return dt.date(*map(int, parts)).isoformat()
    except ValueError:
        raise Refused("no such day") from None
