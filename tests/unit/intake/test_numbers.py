"""What is read as a number: every accepted spelling of a figure comes to the same digits, and nothing else is one."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orchestration.contracts.units import UNITS, find_unit
from orchestration.intake.numbers import parse_quantity

DECIMALS = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**17), max_value=10**17, places=6)


def parse_number(text: str) -> str | None:
    """Return a number without a unit as it lands, or None when the text is none."""
    quantity = parse_quantity(text)
    return quantity.number if quantity and quantity.unit is None else None


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", "0"),
        ("12.50", "12.50"),
        (" 12 ", "12"),
        ("１２３４．５", "1234.5"),
        ("1,234,567.8", "1234567.8"),
        ("１，２３４．５", "1234.5"),
        ("1 234", "1234"),
        ("1\u00a0234", "1234"),
        ("+5", "5"),
        ("-5", "-5"),
        ("－5", "-5"),
        ("−5", "-5"),
        ("- 5", "-5"),
        ("007", "7"),
        (".5", "0.5"),
        ("5.", "5"),
        ("-0", "0"),
        ("-0.00", "0.00"),
        ("0.0900000762939453", "0.0900000762939453"),
        ("12\u200b3", "123"),
        ("(1,234.5)", "-1234.5"),
        ("（1234）", "-1234"),
        ("( 12 )", "-12"),
        ("(0)", "0"),
        ("'123", "123"),
    ],
)
def test_a_plain_number_is_read_digit_for_digit(text: str, number: str) -> None:
    assert parse_number(text) == number


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1.2.3",
        "12万",
        "约12",
        "12左右",
        "1,23",
        "12,3456",
        "0,123",
        "1,234 567",
        "1 2",
        "12-15",
        "1e5",
        "1.2E+05",
        "NaN",
        "inf",
        "0x10",
        "五",
        "--5",
        "5-",
        "12）",
        "(-12)",
        "(+12)",
        "(¥-12)",
        "(¥+12)",
        "((12))",
        "()",
        "(12",
        "-(12)",
        "1/2",
        "½",
        "１2二",
        "12①",
        "12²",
        "12*",
        "12[1]",
        "12 p",
        "''12",
        "𝟏𝟐",
        "١٢",
        "1'234",
        "5%",
        "12元",
    ],
)
def test_what_is_not_plainly_a_number_is_none(text: str) -> None:
    assert parse_number(text) is None


@pytest.mark.parametrize(
    ("text", "number", "symbol"),
    [
        ("1,234.5万元", "1234.5", "万元"),
        ("12 亿元", "12", "亿元"),
        ("35.2%", "35.2", "%"),
        ("３５．５％", "35.5", "%"),
        ("35.5 %", "35.5", "%"),
        ("12‰", "12", "‰"),
        ("-3个百分点", "-3", "百分点"),
        ("（1,234.5）万元", "-1234.5", "万元"),
        ("(35.2%)", "-35.2", "%"),
        ("￥1,234", "1234", "元"),
        ("-¥5", "-5", "元"),
        ("3000人", "3000", "人"),
        ("1.5 万 人", "1.5", "万人"),
    ],
)
def test_a_unit_beside_a_number_is_told_apart(text: str, number: str, symbol: str) -> None:
    quantity = parse_quantity(text)
    assert quantity is not None
    assert quantity.unit is not None
    assert (quantity.number, quantity.unit.symbol) == (number, symbol)


@pytest.mark.parametrize(
    "text", ["12万", "¥12万元", "(12%)%", "12元/人", "12元人", "%", "万元12", "12 元 3 角"]
)
def test_a_unit_that_is_not_plain_makes_no_quantity(text: str) -> None:
    assert parse_quantity(text) is None


WIDE = str.maketrans({chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)})


@given(DECIMALS, st.sampled_from(["", *(unit.symbol for unit in UNITS.values())]))
def test_every_accepted_spelling_of_a_number_comes_to_the_same_digits(value: Decimal, unit: str) -> None:
    size = abs(value)
    plain = [format(value, "f"), format(value, ",f"), format(value, ",f").replace(",", " ")]
    spelt = [f"{text}{unit}" for text in plain] + [f"'{plain[0]}{unit}", f" {plain[0]} {unit} "]
    if value < 0:
        spelt += [f"({size:,f}){unit}", f"（{size:f}{unit}）", f"−{size:f}{unit}"]
    spelt += [text.translate(WIDE) for text in spelt if "'" not in text]
    for text in spelt:
        quantity = parse_quantity(text)
        assert quantity is not None, text
        assert quantity.number == format(abs(value) if value == 0 else value, "f")
        assert quantity.unit == (find_unit(unit) if unit else None)


@given(st.one_of(st.text(max_size=12), st.text("0123456789.,-+()%'万元人 ①²", max_size=10)))
def test_what_is_read_as_a_number_always_holds_exactly_its_digits(text: str) -> None:
    quantity = parse_quantity(text)
    if quantity is not None:
        assert Decimal(quantity.number).is_finite()
        assert parse_number(quantity.number) == quantity.number
        digits = [
            chr(ord(c) - 0xFEE0) if "０" <= c <= "９" else c
            for c in text
            if c in "0123456789０１２３４５６７８９"
        ]
        assert Decimal("".join(digits)) == Decimal(quantity.number.replace(".", "").replace("-", ""))
