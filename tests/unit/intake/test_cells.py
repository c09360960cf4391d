"""What a single cell comes to: numbers, dates, codes, and reasons for having no value. Nothing is guessed."""

from decimal import Decimal
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from orchestration.contracts import Column, fold
from orchestration.contracts.queries import ColumnQueries
from orchestration.intake.arrays import Texts, as_texts
from orchestration.intake.cells import parse_cell, parse_date, trim
from orchestration.intake.columns import canonical, read_column

BOTH = ("not_applicable", "not_published")


def column(kind: str = "number", **fields: Any) -> Column:
    return Column("x", ("列",), (), kind, "x", **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    [
        "2020-03-05",
        "2020-3-5",
        "2020/3/5",
        "2020.03.05",
        "2020年3月5日",
        "2020年03月05",
        "20200305",
        "２０２０－０３－０５",
        " 2020-03-05 00:00:00 ",
    ],
)
def test_a_date_is_read_from_the_ways_in_which_people_write_it(text: str) -> None:
    assert parse_date(text) == "2020-03-05"


@pytest.mark.parametrize(
    "text",
    [
        "2020-02-30",
        "2020-13-01",
        "2020年3月",
        "03/05/2020",
        "2020-3",
        "2020-03-05 14:30",
        "2020-03/05",
        "43895",
        "5.3.2020",
        "",
    ],
)
def test_what_is_not_plainly_a_date_is_none(text: str) -> None:
    assert parse_date(text) is None


def test_a_serial_number_is_a_date_in_a_workbook_only() -> None:
    assert parse_date("43895", serial=True) == "2020-03-05"
    assert parse_date("43895.5", serial=True) is None


@given(st.dates())
def test_a_date_that_was_read_is_always_read_as_itself_again(date: Any) -> None:
    assert parse_date(date.isoformat()) == date.isoformat()


@pytest.mark.parametrize(
    ("text", "reason"),
    [("", "not_published"), ("  ", "not_published"), ("…", "not_published"), ("……", "not_published"), ("...", "not_published"),
     ("未公布", "not_published"), ("-", "not_applicable"), ("—", "not_applicable"), ("——", "not_applicable"), ("－", "not_applicable"),
     (" 不 适用 ", "not_applicable"), ("n/a", "not_applicable"), ("Ｎ／Ａ", "not_applicable"), ("未产生数据", "not_produced"),
     ("***", "suppressed"), ("*", "suppressed"), ("x", "suppressed"), ("保密", "suppressed"), ("涉密", "suppressed")],
)  # fmt: skip
def test_an_empty_value_says_why(text: str, reason: str) -> None:
    allowing = column(missing_allowed=("not_applicable", "not_published", "not_produced", "suppressed"))
    assert parse_cell(text, allowing).missing_reason == reason
    assert parse_cell(text, allowing).text is None
    others = column(missing_allowed=tuple(r for r in allowing.missing_allowed if r != reason))
    assert parse_cell(text, others).rule == "C08_REASON_NOT_ALLOWED"


@pytest.mark.parametrize("text", ["-", "——", "无", " 零 "])
def test_nil_is_a_nought_that_keeps_its_reason(text: str) -> None:
    cell = parse_cell(text, column(missing_allowed=("nil",), dash_means="nil"))
    assert (cell.text, cell.missing_reason, cell.rule) == ("0", "nil", None)
    assert parse_cell(text, column(missing_allowed=BOTH, dash_means="nil")).rule == "C08_REASON_NOT_ALLOWED"


def test_nil_is_held_against_the_bounds_like_any_other_nought() -> None:
    index = column(missing_allowed=("nil",), minimum=Decimal(30))
    assert parse_cell("无", index).rule == "C05_OUT_OF_BOUNDS"
    doubtful = parse_cell(
        "无", column(missing_allowed=("nil",), queries=ColumnQueries(between=(Decimal(1), Decimal(9))))
    )
    assert (doubtful.text, doubtful.missing_reason, doubtful.query) == ("0", "nil", "1 ～ 9")


@pytest.mark.parametrize(("meaning", "told"), [("nil", "“-”或“无”"), ("not_applicable", "“-”或“不适用”")])
def test_a_reason_that_is_not_allowed_is_told_with_what_a_dash_means(meaning: str, told: str) -> None:
    allowed = column(missing_allowed=("nil", "not_applicable"), dash_means=meaning)
    cell = parse_cell("保密", allowed)
    assert cell.allowed is not None
    assert told in cell.allowed
    assert cell.allowed.count("“-”") == 1


def test_zero_is_a_value() -> None:
    assert parse_cell("0", column(missing_allowed=BOTH)).text == "0"


@pytest.mark.parametrize("kind", ["string", "number", "integer", "date"])
def test_a_blank_is_refused_where_a_value_is_required_and_else_it_is_nothing(kind: str) -> None:
    assert parse_cell(" \u3000", column(kind, required=True)).rule == "C01_REQUIRED"
    blank = parse_cell(" ", column(kind))
    assert (blank.text, blank.missing_reason, blank.rule) == (None, None, None)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("9.9999999999999999999", "C05_OUT_OF_BOUNDS"),
        ("10", None),
        ("20", None),
        ("20.0000000000000000001", "C05_OUT_OF_BOUNDS"),
    ],
)
def test_bounds_are_held_exactly_where_a_float_would_round(text: str, rule: str | None) -> None:
    bounded = column(minimum=Decimal(10), maximum=Decimal(20))
    assert parse_cell(text, bounded).rule == rule
    reading = read_column(Texts.of(pa.array([text])), bounded)
    assert [cell.rule for cell in reading.problems.values()] == ([rule] if rule else [])


def test_a_number_beyond_what_a_value_can_hold_is_out_of_bounds() -> None:
    assert parse_cell("1" + "0" * 18, column()).rule == "C05_OUT_OF_BOUNDS"
    assert parse_cell("9" * 18, column()).text == "9" * 18


@pytest.mark.parametrize(("text", "landed"), [("12", "12"), ("12.0", "12"), ("1,200", "1200"), ("-0", "0")])
def test_a_whole_number_lands_without_a_point(text: str, landed: str) -> None:
    assert parse_cell(text, column("integer")).text == landed


def test_an_implausible_value_lands_with_a_query() -> None:
    cell = parse_cell(
        "31", column(queries=ColumnQueries(between=(Decimal(-10), Decimal(30))), unit_of_measure="%")
    )
    assert (cell.text, cell.rule, cell.query) == ("31", None, "-10 ～ 30 %")


@pytest.mark.parametrize(
    ("text", "landed"),
    [("收入", "收入"), (" 收 入 ", "收入"), ("金额（万元）", "金额（万元）"), ("金额(万元)", "金额（万元）")],
)
def test_a_listed_value_lands_as_the_contract_spells_it(text: str, landed: str) -> None:
    listed = column("string", enum={"收入": None, "金额（万元）": None})
    assert parse_cell(text, listed).text == landed


def test_a_code_lands_folded_and_must_match_as_a_whole() -> None:
    coded = column("string", pattern="[A-Z]{2}[0-9]{3}")
    assert parse_cell("ＡＢ 001", coded).text == "AB001"
    assert parse_cell("AB0012", coded).rule == "C07_PATTERN"


@pytest.mark.parametrize(
    ("text", "landed"),
    [
        ("\u3000鼓楼区\u200b ", "鼓楼区"),
        ("（试点）", "（试点）"),
        ("Ａ１ 组", "A1 组"),
        ("\ufeff甲", "甲"),
        ("a\u00a0b", "a\u00a0b"),
        ("-", "-"),
    ],
)
def test_a_text_lands_trimmed_with_its_punctuation_untouched(text: str, landed: str) -> None:
    assert parse_cell(text, column("string")).text == landed


@given(st.text(max_size=20))
def test_trimming_and_folding_twice_is_always_the_same_as_once(text: str) -> None:
    assert trim(trim(text)) == trim(text)
    assert fold(fold(text)) == fold(text)


COLUMNS = [
    column(
        missing_allowed=("nil", "suppressed"),
        dash_means="nil",
        unit_of_measure="万元",
        units_accepted=("亿元",),
    ),
    column(missing_allowed=BOTH, minimum=Decimal(-5), maximum=Decimal(5)),
    column(queries=ColumnQueries(between=(Decimal("-0.5"), Decimal("0.5"))), unit_of_measure="%"),
    column("integer", required=True, maximum=Decimal(100)),
    column("date"),
    column("string"),
    column("string", required=True),
    column("string", enum={"甲": "A", "乙": None}),
    column("string", pattern="[A-Z0-9]+"),
]
TEXTS = st.one_of(
    st.text(max_size=6),
    st.integers(-200, 200).map(str),
    st.decimals(-10, 10, places=3).map(str),
    st.sampled_from(
        [
            "",
            " ",
            "-",
            "…",
            "5",
            "-5",
            "5.0",
            "0.5",
            "-0",
            "００５",
            "甲 ",
            "乙",
            "2020-1-1",
            "１%",
            "1亿元",
            "(5)",
            "无",
            "***",
            " x",
            "x\u3000",
        ]
    ),
)


@pytest.mark.parametrize("contract", COLUMNS, ids=range(len(COLUMNS)))
@given(texts=st.lists(TEXTS, max_size=12))
def test_a_column_is_always_read_as_its_cells_are_one_by_one(contract: Column, texts: list[str]) -> None:
    column_of_texts = Texts.of(as_texts(texts))
    reading = read_column(column_of_texts, contract)
    cells = [parse_cell(text, contract) for text in texts]
    assert reading.values.to_pylist() == [cell.text for cell in cells]
    reasons = reading.reasons.to_pylist() if reading.reasons else [None] * len(texts)
    assert reasons == [cell.missing_reason for cell in cells]
    for told, kind in ((reading.problems, "rule"), (reading.queries, "query")):
        rows = [(int(row), told[column_of_texts.code(int(row))]) for row in column_of_texts.rows(told)]
        assert rows == [(row, cell) for row, cell in enumerate(cells) if getattr(cell, kind)]


def test_canonical_numbers_take_the_fast_path() -> None:
    texts = pa.array(["1", "0", "-2.5", "1.25", "-0", "+1", "1,000", "01", "5"])
    fast = canonical(texts, column(maximum=Decimal(5)))
    assert fast.tolist() == [True, True, True, True, False, False, False, False, False]
