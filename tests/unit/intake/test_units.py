"""Units of measure: read from header, words or cell, converted exactly, refused where they are not agreed or not stated."""

from decimal import Decimal
from fractions import Fraction
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orchestration.contracts import Column, Table, fold_header, load_contracts
from orchestration.contracts.units import UNITS, find_unit, unit_factor
from orchestration.foundation.workspace import REPOSITORY
from orchestration.intake.arrays import Texts, as_texts
from orchestration.intake.cells import parse_cell
from orchestration.intake.columns import read_column
from orchestration.intake.units import (
    Delivered,
    HeaderMatcher,
    UnitFault,
    delivered_unit,
    split_unit,
    stated_units,
)
from tests.unit.intake.workshop import Workshop, figure_rows, only, rules

ALL_UNITS = list(dict.fromkeys(UNITS.values()))


def column(*path: str, unit: str | None = None, accepted: tuple[str, ...] = (), **fields: Any) -> Column:
    return Column(path[-1], path, (), "number", "x", unit_of_measure=unit, units_accepted=accepted, **fields)


def test_between_units_of_one_base_there_is_always_an_exact_factor_and_back() -> None:
    for given_unit, wanted in product(ALL_UNITS, ALL_UNITS):
        factor = unit_factor(given_unit, wanted)
        if (given_unit.kind, given_unit.base) != (wanted.kind, wanted.base):
            assert factor is None
            continue
        assert factor is not None, (given_unit, wanted)
        assert Fraction(factor) * Fraction(wanted.factor) == Fraction(given_unit.factor)


@pytest.mark.parametrize(
    ("given_unit", "wanted", "factor"),
    [
        ("亿元", "万元", "10000"),
        ("元", "亿元", "0.00000001"),
        ("‰", "%", "0.1"),
        ("公顷", "平方公里", "0.01"),
    ],
)
def test_factors_are_the_known_ones(given_unit: str, wanted: str, factor: str) -> None:
    units = find_unit(given_unit), find_unit(wanted)
    assert units[0]
    assert units[1]
    assert unit_factor(units[0], units[1]) == Decimal(factor)


@pytest.mark.parametrize(
    ("text", "base", "symbol"),
    [
        ("总量（亿元）", "总量", "亿元"),
        ("总量(亿 元)", "总量", "亿元"),
        ("总量【亿元】", "总量", "亿元"),
        ("总量[单位：亿元]", "总量", "亿元"),
        ("增速，%", "增速", "%"),
        ("亿元", "", "亿元"),
        ("总量（现价）", "总量(现价)", None),
        ("其中：工业", "其中:工业", None),
        ("（新）总量", "(新)总量", None),
    ],
)
def test_the_unit_at_a_headers_end_is_split_off(text: str, base: str, symbol: str | None) -> None:
    found, unit = split_unit(text)
    assert (found, unit.symbol if unit else None) == (base, symbol)


@pytest.mark.parametrize(
    ("words", "symbols"),
    [
        ("单位：万元", ["万元"]),
        ("计量单位：亿元、%", ["亿元", "%"]),
        ("（单位：万元）", ["万元"]),
        ("单 位：万元", ["万元"]),
        ("填表：财政局  单位：万元", ["万元"]),
        ("单位：万元  2020年", ["万元"]),
        ("填报单位：财政局", []),
        ("单位：鼓楼区", []),
        ("计量单位：见表头", []),
        ("数据性质：实际", []),
        ("单位：万元；数据性质：实际", ["万元"]),
    ],
)
def test_words_state_units_and_organisations_are_none(words: str, symbols: list[str]) -> None:
    assert [unit.symbol for unit in stated_units([words])] == symbols


GDP = column("生产总值", "总量（亿元）", unit="亿元", accepted=("元",))
BARE = column("预算数", unit="万元", accepted=("亿元",))
RATE = column("增速（%）", unit="%", accepted=("‰",))


@pytest.mark.parametrize(
    ("contract", "path", "words", "found"),
    [
        (GDP, ("生产总值", "总量（亿元）"), "", ("亿元", "1", "header")),
        (GDP, ("生产总值", "总量（亿元）"), "单位：元", ("亿元", "1", "header")),
        (GDP, ("生产总值", "总量（元）"), "", ("元", "0.00000001", "header")),
        (GDP, ("生产总值（元）", "总量"), "", ("元", "0.00000001", "header")),
        (GDP, ("生产总值", "总量（万元）"), "", ("S14_UNIT_NOT_ACCEPTED", "万元")),
        (GDP, ("生产总值", "总量（万美元）"), "", ("S14_UNIT_NOT_ACCEPTED", "万美元")),
        (GDP, ("生产总值", "总量"), "", ("S15_UNIT_NOT_STATED", "生产总值 / 总量")),
        (GDP, ("生产总值", "总量"), "单位：人", ("S15_UNIT_NOT_STATED", "生产总值 / 总量")),
        (GDP, ("生产总值", "总量"), "单位：元", ("元", "0.00000001", "words")),
        (GDP, ("生产总值", "总量"), "单位：万元", ("S14_UNIT_NOT_ACCEPTED", "万元")),
        (GDP, ("生产总值", "总量"), "单位：元、亿元", ("S15_UNIT_NOT_STATED", "元、亿元")),
        (BARE, ("预算数",), "", ("万元", "1", "contract")),
        (BARE, ("预算数",), "单位：亿元", ("亿元", "10000", "words")),
        (BARE, ("预算数",), "单位：美元", ("S14_UNIT_NOT_ACCEPTED", "美元")),
        (BARE, ("预算数（亿元）",), "", ("亿元", "10000", "header")),
        (RATE, ("增速（‰）",), "", ("‰", "0.1", "header")),
    ],
)
def test_a_columns_unit_is_said_by_header_then_words_then_contract(
    contract: Column, path: tuple[str, ...], words: str, found: tuple[str, ...]
) -> None:
    table = Table("t", "t", "t", 2, (), 0, "t", (contract,))
    assert HeaderMatcher(table).places([path]) == {contract.name: (0,)}
    unit = delivered_unit(contract, path, stated_units([words]))
    expected = (
        UnitFault(*found) if found[0].startswith("S") else Delivered(found[0], Decimal(found[1]), found[2])
    )
    assert unit == expected


def test_a_column_without_a_unit_takes_its_own_header_only() -> None:
    table = Table("t", "t", "t", 1, (), 0, "t", (column("完成值"),))
    assert HeaderMatcher(table).places([("完成值（%）",), ("完成值",)]) == {"完成值": (1,)}


def test_of_two_columns_that_differ_in_unit_each_header_finds_its_own() -> None:
    hundred, ten = column("总量（亿元）", unit="亿元"), column("总量（万元）", unit="万元")
    matcher = HeaderMatcher(Table("t", "t", "t", 1, (), 0, "t", (hundred, ten)))
    assert matcher.places([("总量(万元)",), ("总量 [亿元]",)]) == {"总量（亿元）": (1,), "总量（万元）": (0,)}
    assert matcher.places([("总量",)]) == {"总量（亿元）": (), "总量（万元）": ()}


CONTRACTS = load_contracts(REPOSITORY / "raw")


def test_every_agreed_header_says_the_contracts_own_unit() -> None:
    for table in (table for contract in CONTRACTS for table in contract.tables):
        for one in table.columns:
            for path in one.headers:
                unit = delivered_unit(one, path, ())
                assert unit is None or (isinstance(unit, Delivered) and unit.factor == 1), (table.name, path)


def test_every_agreed_header_is_found_at_its_column() -> None:
    for table in (table for contract in CONTRACTS for table in contract.tables):
        paths = [path for one in table.columns for path in one.headers]
        found = HeaderMatcher(table).places(paths)
        for name, places in found.items():
            agreed = {fold_header(path) for path in table.column(name).headers}
            assert {fold_header(paths[place]) for place in places} == agreed


@pytest.mark.parametrize(
    ("text", "contract", "landed"),
    [
        ("1,234.5万元", column("x", unit="亿元", accepted=("万元",)), "0.12345"),
        ("12‰", RATE, "1.2"),
        ("35.2%", RATE, "35.2"),
        ("1.2万人", column("x", unit="人", accepted=("万人",)), "12000"),
        ("3百分点", column("x", unit="百分点"), "3"),
    ],
)
def test_a_unit_in_the_cell_is_converted_to_the_digit(text: str, contract: Column, landed: str) -> None:
    assert parse_cell(text, contract).text == landed


@pytest.mark.parametrize(
    ("text", "contract", "rule"),
    [
        ("3百分点", RATE, "C09_UNIT_NOT_ACCEPTED"),
        ("12万元", GDP, "C09_UNIT_NOT_ACCEPTED"),
        ("12人", GDP, "C09_UNIT_NOT_ACCEPTED"),
        ("5%", column("x"), "C02_NOT_A_NUMBER"),
        ("12万", GDP, "C02_NOT_A_NUMBER"),
        ("1元", GDP, "C10_TOO_FINE"),
    ],
)
def test_a_unit_that_is_not_agreed_or_leaves_no_room_is_refused(
    text: str, contract: Column, rule: str
) -> None:
    assert parse_cell(text, contract).rule == rule


def test_the_cells_own_unit_goes_before_the_headers() -> None:
    delivered = Delivered("元", Decimal("0.00000001"), "header")
    assert parse_cell("5亿元", GDP, delivered=delivered).text == "5"
    assert parse_cell("500000000", GDP, delivered=delivered).text == "5"


@given(st.decimals(-(10**9), 10**9, places=2), st.sampled_from(["百元", "千元", "万元", "亿元"]))
def test_a_converted_column_always_keeps_its_exact_value(value: Decimal, symbol: str) -> None:
    contract = column("x", unit="元", accepted=(symbol,))
    unit = delivered_unit(contract, (f"x（{symbol}）",), ())
    assert isinstance(unit, Delivered)
    reading = read_column(Texts.of(as_texts([format(value, "f")])), contract, delivered=unit)
    landed = reading.values.to_pylist()[0]
    assert landed is not None
    assert Fraction(landed) == Fraction(value) * Fraction(unit.factor)


def test_a_converted_column_says_so_on_the_receipt_and_lands_in_the_agreed_unit(workshop: Workshop) -> None:
    workshop.register()
    rows = figure_rows()
    rows[3][1] = "总量（元）"
    rows[4][1], rows[5][1] = 201250000000, "123,450,000,000"
    receipt = workshop.receive(workshop.figures(rows))
    assert receipt.accepted, rules(receipt)
    assert receipt.units["rows"]["gdp"] == {"unit": "元", "factor": "0.00000001", "stated": "header"}
    assert receipt.units["rows"]["growth"] == {"unit": "%", "factor": "1", "stated": "header"}
    assert [row["gdp"] for row in workshop.landed(receipt)] == ["2012.5", "1234.5", None]
    raw = {(c["_row"], c["field_name"]): c["raw_text"] for c in workshop.landed(receipt, "cells")}
    assert raw[5, "gdp"] == "201250000000"


def test_the_unit_above_a_table_holds_for_headers_that_name_none(workshop: Workshop) -> None:
    workshop.register()
    rows = figure_rows()
    rows[1].append("单位：元")
    rows[3][1] = "总量"
    rows[4][1], rows[5][1] = 201250000000, 123450000000
    receipt = workshop.receive(workshop.figures(rows))
    assert receipt.accepted, rules(receipt)
    assert receipt.units["rows"]["gdp"]["stated"] == "words"
    assert workshop.landed(receipt)[0]["gdp"] == "2012.5"


def test_a_unit_that_is_not_agreed_is_told_with_those_that_are(workshop: Workshop) -> None:
    rows = figure_rows()
    rows[3][1] = "总量（万元）"
    told = only(workshop.receive(workshop.figures(rows)))
    assert (told.rule, told.value, told.cell) == ("S14_UNIT_NOT_ACCEPTED", "万元", "B4")
    assert "亿元、元" in told.fix_zh
