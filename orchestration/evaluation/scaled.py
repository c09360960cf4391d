"""Exact decimals as scaled whole numbers in arrays: quotient and rounding as docs/method.md says, half away from zero.

Only what drawing scores needs; the models' own arithmetic is the SQL macros'.
"""

from decimal import Decimal

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
DECIMALS = 12
UNIT = 10**DECIMALS
LARGEST = 2**62
# Digits of a long division that are taken at once: a remainder times this stays a 64-bit number.
STEP = 3


def scaled(value: Decimal, decimals: int = DECIMALS) -> int:
    """Return a decimal as a whole number of its last digit.

    Raises:
        ValueError: It has more decimals than that.
    """
    whole = value.scaleb(decimals)
    if whole != whole.to_integral_value():
        raise ValueError(f"{value} has more than {decimals} decimals")
    return int(whole)


def half_up(values: Ints, dropped: int) -> Ints:
    """Return numbers without their last `dropped` digits, rounded half away from zero."""
    if dropped == 0:
        return values
    size = 10**dropped
    return np.asarray(np.sign(values) * ((np.abs(values) + size // 2) // size), dtype=np.int64)


def rounded(values: Ints, decimals: int) -> Ints:
    """Return numbers of 12 decimals rounded to so many, still at 12."""
    dropped = DECIMALS - decimals
    return np.asarray(half_up(values, dropped) * 10**dropped, dtype=np.int64)


def quotient(numerator: Ints, divisor: Ints, shift: int) -> Ints:
    """Return numerator · 10^shift / divisor, rounded half away from zero.

    Args:
        numerator: Whole numbers, of 64 bits or of any length.
        divisor: Whole numbers above zero.
        shift: Digits to carry, zero or more.
    """
    whole, rest = _divided(np.abs(numerator), divisor)
    while shift:
        digits = min(STEP, shift)
        more, rest = _divided(rest * 10**digits, divisor)
        whole, shift = whole * 10**digits + more, shift - digits
    return np.asarray(np.sign(numerator) * (whole + (2 * rest >= divisor)), dtype=np.int64)


def _divided(numerator: Ints, divisor: Ints) -> tuple[Ints, Ints]:
    """Return whole quotient and rest; numpy's own divmod knows no numbers of any length."""
    whole = numerator // divisor
    return whole, numerator - whole * divisor
