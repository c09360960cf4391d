"""How figures are written on the pages: digits, thousands, dashes, times. Knows nothing of what a figure means.

A figure that the scheme has rounded keeps exactly its digits: as many as any figure of its kind in the release has. Quotients that the mart
carries to twelve decimals are shown with fewer, rounded half-up once, from the stored figure.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from orchestration.foundation.calendar import SHANGHAI

NOTHING = "–"
Row = Mapping[str, Any]


def number(value: Decimal | int | None, digits: int = 2) -> str:
    """Return a number with fixed digits, rounded half-up, or a dash when there is none."""
    if value is None:
        return NOTHING
    rounded = Decimal(value).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
    return f"{abs(rounded) if rounded == 0 else rounded:,}".replace("-", "−")


def signed(value: Decimal | None, digits: int = 2) -> str:
    """Return a change with its sign, or a dash when there is none."""
    text = number(value, digits)
    has_digit_above_zero = any(digit in text for digit in "123456789")
    return f"+{text}" if value is not None and value > 0 and has_digit_above_zero else text


def digits_of(values: Iterable[Decimal | int | None]) -> int:
    """Return how many decimals the figures have, needless zeros aside: the most that any of them has."""
    exponents = (Decimal(value).normalize().as_tuple().exponent for value in values if value is not None)
    return max((-exponent for exponent in exponents if isinstance(exponent, int) and exponent < 0), default=0)


def column_digits(rows: Iterable[Row], *columns: str) -> int:
    """Return how many decimals the figures of some columns have in all rows."""
    return digits_of(row[column] for row in rows for column in columns)


def moment(text: str) -> str:
    """Return an ISO time as Shanghai time to the minute."""
    parsed = dt.datetime.fromisoformat(text)
    return (parsed.astimezone(SHANGHAI) if parsed.tzinfo else parsed).strftime("%Y-%m-%d %H:%M")


def plotted(value: Decimal | int | None) -> float | None:
    """Return a figure as a chart's data; only its place on the picture comes from it."""
    return None if value is None else float(value)
