"""Anything in any cell: it is refused in exactly that cell, or lands as a second reading of the contract says.

The second reading (`tests/corpus/meaning.py`) was written from docs/contracts.md without a look at intake's parser.
"""

import csv
import datetime as dt
import io
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from orchestration.contracts import Column
from orchestration.contracts.units import UNITS
from orchestration.intake import Receipt
from orchestration.intake.cells import parse_cell
from orchestration.intake.units import Delivered
from tests.corpus.good_book import HEADER, MERGES
from tests.corpus.good_city import City
from tests.corpus.good_texts import HEADER as TEXT_HEADER
from tests.corpus.grid import digits, unescaped
from tests.corpus.meaning import Meaning, Refused, meaning
from tests.corpus.mutate import NUMBERS, WORDS

COUNTIES = [(f"3501{number:02d}", f"第{number}县", "县区") for number in range(10, 34)]
# A column in which anything may stand: it must not be told from the register.
LEDGER_COLUMNS = (
    "gdp",
    "growth",
    "population",
    "natural_rate",
    "towns",
    "founded",
    "tier",
    "document_no",
    "remark",
)
RETURNS_COLUMNS = ("kind", "amount", "rate", "projects", "paid_date", "document_no", "remark")
USUAL = {
    "gdp": "1", "growth": "1", "population": "1", "natural_rate": "1", "towns": "1", "founded": "2020-01-01", "tier": "甲级",
    "document_no": "AB001", "remark": "好", "kind": "收入", "amount": "1", "rate": "1", "projects": "1", "paid_date": "2020-01-01",
}  # fmt: skip
# Of what is delivered in these, into 亿元.
FACTORS = {"元": Decimal("0.00000001"), "万元": Decimal("0.0001")}
slow = settings(
    max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck), print_blob=True
)

NUMBER_LIKE = st.text("0123456789０１９.,，．+-−－()（） %％‰¥￥$万亿元人'eE_\u00a0\u3000\u200b", max_size=9)
GROUPED = st.decimals(-(10**12), 10**12, places=3).map(lambda value: f"{value:,}")
MEASURED = st.builds("{}{}".format, st.decimals(-(10**9), 10**9, places=2), st.sampled_from(sorted(UNITS)))
EXTREME = st.sampled_from(
    [
        "1e5",
        "-1E-5",
        "9" * 18,
        "9" * 17,
        "-" + "9" * 19,
        "0." + "0" * 30 + "1",
        "nan",
        "inf",
        "-Infinity",
        "1" * 400,
    ]
)
DATES = st.builds(
    lambda day, form: form.format(y=day.year, m=day.month, d=day.day),
    st.dates(),
    st.sampled_from(["{y}-{m:02}-{d:02}", "{y}/{m}/{d}", "{y}.{m}.{d}", "{y}年{m}月{d}日", "{y:04}{m:02}{d:02}", "{m}/{d}/{y}", "{y}年{m}月", "{y}-{m}/{d}", "{y}-{m}-{d} 0:00"]),
)  # fmt: skip
FREE = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
TEXTS = st.one_of(st.sampled_from(NUMBERS + WORDS), NUMBER_LIKE, GROUPED, MEASURED, EXTREME, DATES, FREE)
# What XML has no place for can't be typed into a workbook's cell.
XML_TEXTS = TEXTS.filter(
    lambda text: not any((char < " " and char not in "\t\n") or char in "\ufffe\uffff" for char in text)
)
TYPED = st.one_of(
    st.floats(allow_nan=False, allow_infinity=False), st.integers(-(10**20), 10**20), st.booleans(), st.dates(dt.date(1950, 1, 1), dt.date(2080, 1, 1)),
    st.integers(10_000, 80_000),
)  # fmt: skip


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> City:
    return City(tmp_path_factory.mktemp("city"), COUNTIES)


def rows_of(values: st.SearchStrategy[Any], width: int) -> st.SearchStrategy[list[list[Any]]]:
    return st.lists(st.lists(values, min_size=width, max_size=width), min_size=1, max_size=len(COUNTIES))


def columns(city: City, bureau: str, dataset: str) -> dict[str, Column]:
    return {column.name: column for column in city.contracts.get(bureau, dataset).tables[0].columns}


@given(
    text=TEXTS,
    name=st.sampled_from(LEDGER_COLUMNS),
    serial=st.booleans(),
    unit=st.sampled_from([None, "元", "万元"]),
)
@settings(max_examples=1500, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_a_text_always_means_what_a_second_reading_says(
    city: City, text: str, name: str, serial: bool, unit: str | None
) -> None:
    column = columns(city, "statistics", "ledger")[name]
    given_in = unit if name == "gdp" else None
    delivered = Delivered(given_in, FACTORS[given_in], "header") if given_in else None
    parsed = parse_cell(text, column, serial=serial, delivered=delivered)
    try:
        told = meaning(text, column, unit=given_in, workbook=serial)
    except Refused:
        assert parsed.rule is not None
    else:
        assert parsed.rule is None
        assert (parsed.text, parsed.missing_reason) == (told.text, told.reason)


@slow
@given(rows=rows_of(TEXTS, len(RETURNS_COLUMNS)))
def test_anything_in_a_text_file_is_refused_in_its_cell_or_lands_as_meant(
    city: City, rows: list[list[str]]
) -> None:
    def write(path: Path, told: Sequence[Sequence[Any]]) -> None:
        out = io.StringIO()
        writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
        writer.writerow(TEXT_HEADER.split(","))
        writer.writerows((*unit[:2], *row) for unit, row in zip(COUNTIES, told, strict=False))
        path.write_bytes(out.getvalue().encode())

    rows = [[text.replace("\x00", "") for text in row] for row in rows]
    path = city.workspace.raw / "finance" / "2020" / "2020年收支.csv"
    shown = [[text.replace("\r\n", "\n").replace("\r", "\n") for text in row] for row in rows]
    answered(city, path, write, rows, shown, columns(city, "finance", "returns"), RETURNS_COLUMNS, 2)


@slow
@given(rows=rows_of(XML_TEXTS | TYPED, len(LEDGER_COLUMNS)))
def test_anything_in_a_workbook_is_refused_in_its_cell_or_lands_as_meant(
    city: City, rows: list[list[Any]]
) -> None:
    below = [None if name in ("街镇数", "设立日期", "等级", "文号", "备注") else name for name in HEADER[1]]

    def write(path: Path, told: Sequence[Sequence[Any]]) -> None:
        workbook = openpyxl.Workbook()
        sheet = workbook.active
        sheet.append(HEADER[0])
        sheet.append(below)
        for merge in MERGES:
            sheet.merge_cells(merge.format(1, 2))
        for number, ((_, unit, _), row) in enumerate(zip(COUNTIES, told, strict=False), 3):
            values = dict(zip(LEDGER_COLUMNS, row, strict=True))
            sheet.cell(number, 1, unit)
            sheet.cell(number, 4, 1)
            for place, name in enumerate(columns(city, "statistics", "ledger")):
                if name in values:
                    cell = sheet.cell(number, place + 1, values[name])
                    if isinstance(values[name], str):
                        # Text, whatever it looks like.
                        cell.data_type = "s"
        workbook.save(path)

    path = city.workspace.raw / "statistics" / "2020" / "2020年台账.xlsx"
    shown = [[seen(value) for value in row] for row in rows]
    answered(city, path, write, rows, shown, columns(city, "statistics", "ledger"), LEDGER_COLUMNS, 3)


def seen(value: Any) -> str:
    """Return what a typed value shows."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        # What is written: openpyxl keeps sixteen digits.
        return digits(float(f"{value:.16g}"))
    return unescaped(value) if isinstance(value, str) else value.isoformat()


def answered(  # noqa: PLR0917
    city: City, path: Path, write: Callable[[Path, Sequence[Sequence[Any]]], None], rows: list[list[Any]], shown: list[list[str]],
    known: dict[str, Column], names: Sequence[str], first: int,
) -> None:  # fmt: skip
    """Drop the cells: exactly those are refused that must be; then drop the others: they land as they mean."""
    letters = {name: chr(ord("A") + list(known).index(name)) for name in names}
    expected: dict[tuple[int, str], Meaning | None] = {}
    for number, row in enumerate(shown):
        for name, text in zip(names, row, strict=True):
            try:
                expected[number, name] = meaning(text, known[name], workbook=path.suffix == ".xlsx")
            except Refused:
                expected[number, name] = None
    path.parent.mkdir(parents=True, exist_ok=True)
    write(path, rows)
    receipt = city.receive(path)
    personal = {item.cell for item in receipt.findings if item.rule == "D01_PERSONAL_DATA"}
    refused = {
        f"{letters[name]}{line(number, shown, first, path)}"
        for (number, name), told in expected.items()
        if told is None
    }
    assert {item.cell for item in receipt.findings} - personal == refused - personal, [
        (item.rule, item.cell, item.value) for item in receipt.findings
    ]
    for number, row in enumerate(rows):
        for place, name in enumerate(names):
            if (
                expected[number, name] is None
                or f"{letters[name]}{line(number, shown, first, path)}" in personal
            ):
                row[place] = USUAL[name]
                expected[number, name] = Meaning(USUAL[name])
    write(path, rows)
    lands(city, city.receive(path), expected)


def line(number: int, shown: list[list[str]], first: int, path: Path) -> int:
    """Return in which line of the file a row begins: a line break in a cell is one of the file."""
    return (
        first
        + number
        + (sum(text.count("\n") for row in shown[:number] for text in row) if path.suffix == ".csv" else 0)
    )


def lands(city: City, receipt: Receipt, expected: dict[tuple[int, str], Meaning | None]) -> None:
    assert receipt.accepted, [(item.rule, item.cell, item.value) for item in receipt.findings]
    landed = city.landed(receipt)
    for (number, name), told in expected.items():
        row = landed.rows[number]
        assert Meaning(row[name], landed.missing.get(f"{row['_row']} {name}")) == told, (name, number)
