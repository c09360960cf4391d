"""From the text of one cell to a number in canonical form and the unit of measure written beside it.

What is not plainly one number is none: nothing is guessed here, and what unit a column takes is not known here.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from orchestration.contracts import INVISIBLE, Unit, find_unit

PLAIN = re.compile(r"([0-9]+(\.[0-9]*)?|\.[0-9]+)")
# One separator throughout; what starts with a nought may be a decimal comma and is no number.
GROUPED = re.compile(r"[1-9][0-9]{0,2}([, ])[0-9]{3}(\1[0-9]{3})*(\.[0-9]+)?")
QUANTITY = re.compile(r"(?P<sign>[+-] ?)?(?P<digits>[0-9.,][0-9., ]*)(?P<unit>[^0-9.,].*)?")
BRACKETED = re.compile(r"\((?P<inside>[^()]+)\)(?P<unit>.*)")
CURRENCY = re.compile(r"(?P<sign>[+-] ?)?[¥$] ?")
# Full width folded one by one and nothing else: compatibility folding would turn a footnote mark into a digit.
FOLDED = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
FOLDED |= dict.fromkeys((0x2212, 0xFE63), ord("-")) | {0xFFE5: ord("¥")}
BLANKS = dict.fromkeys((0x3000, 0xA0, 0x202F, *range(0x2000, 0x200B)), " ")


@dataclass(frozen=True)
class Quantity:
    """A number in canonical form, and the unit that stands beside it."""

    number: str
    unit: Unit | None = None


def fold_number(text: str) -> str:
    """Return a text with full width, blanks, minus signs and invisible characters as a number's grammar knows them."""
    return text.translate(INVISIBLE).translate(FOLDED).translate(BLANKS).strip()


def parse_quantity(text: str) -> Quantity | None:
    """Return the number that a text writes, with its unit if it has one; None when it is not plainly a number.

    Brackets around a number without a sign make it negative, as accountants write it.
    """
    folded = fold_number(text).removeprefix("'")
    if match := BRACKETED.fullmatch(folded):
        has_sign = any(sign in match["inside"] for sign in "+-")
        inside = None if has_sign else _signed(match["inside"].strip())
        return None if inside is None else _negative(inside, match["unit"])
    return _signed(folded)


def _negative(inside: Quantity, outside: str) -> Quantity | None:
    unit = find_unit(outside) if outside.strip() else inside.unit
    if outside.strip() and (unit is None or inside.unit is not None):
        return None
    return Quantity(_canonical(f"-{inside.number}"), unit)


def _signed(text: str) -> Quantity | None:
    currency = CURRENCY.match(text)
    plain = (currency["sign"] or "") + text[currency.end() :] if currency else text
    match = QUANTITY.fullmatch(plain)
    if match is None:
        return None
    digits, written = match["digits"].strip(), (match["unit"] or "").strip()
    if GROUPED.fullmatch(digits):
        digits = digits.replace(",", "").replace(" ", "")
    if not PLAIN.fullmatch(digits) or (currency and written):
        return None
    named = currency[0].strip("+- ") if currency else written
    unit = find_unit(named) if named else None
    if named and unit is None:
        return None
    return Quantity(_canonical(f"{(match['sign'] or '').strip()}{digits}"), unit)


def _canonical(text: str) -> str:
    value = Decimal(text)
    return format(abs(value) if value == 0 else value, "f")
