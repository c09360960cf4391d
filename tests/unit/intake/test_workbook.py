"""How workbooks are read: what a cell shows is kept, and nothing dangerous is opened."""

import datetime as dt
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.parsers.expat import ExpatError

import numpy as np
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from orchestration.intake import archive, markup, tagscan
from orchestration.intake.parts import Styles
from orchestration.intake.sheets import Unreadable, column_index, column_letter
from orchestration.intake.tagscan import bare_extent
from orchestration.intake.workbook import cell_text, number_texts, open_workbook, percent_text

MANY = 100


def one_cell(folder: Path, value: Any, number_format: str | None = None) -> str:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet["A1"] = "x"
    sheet["B2"] = value
    if number_format:
        sheet["B2"].number_format = number_format
    workbook.save(folder / "x.xlsx")
    text: str = open_workbook(folder / "x.xlsx").sheets[0].head[1][1]
    return text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (12, "12"),
        (350102, "350102"),
        (0.1 + 0.2, "0.3"),
        (0.0900000762939453, "0.0900000762939453"),
        (1e20, "100000000000000000000"),
        (1e-7, "0.0000001"),
        (-30.000000152587891, "-30.0000001525879"),
        ("１２", "１２"),
        (" 鼓楼区 ", " 鼓楼区 "),
        (dt.date(2020, 3, 5), "2020-03-05"),
        (dt.datetime(2020, 3, 5, 14, 30), "2020-03-05 14:30:00"),  # noqa: DTZ001
        (True, "TRUE"),
    ],
)
def test_a_cell_reads_as_what_it_shows(tmp_path: Path, value: Any, text: str) -> None:
    assert one_cell(tmp_path, value) == text


@pytest.mark.parametrize("number_format", ["0%", "0.00%", "0.0%;[Red]-0.0%", "#,##0.0%"])
def test_a_cell_formatted_as_a_percentage_reads_as_the_percentage(tmp_path: Path, number_format: str) -> None:
    assert one_cell(tmp_path, 0.355, number_format) == "35.5%"


@pytest.mark.parametrize("number_format", ["0.00", '0.0"%"', "0.0\\%", "General"])
def test_a_percent_sign_that_is_only_written_behind_the_number_changes_nothing(
    tmp_path: Path, number_format: str
) -> None:
    assert one_cell(tmp_path, 0.355, number_format) == "0.355"


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e15, max_value=1e15))
def test_a_float_always_reads_as_a_plain_decimal_close_to_it(value: float) -> None:
    text = cell_text(value)
    assert "e" not in text.lower()
    assert float(text) == pytest.approx(value, rel=1e-14)


@settings(deadline=None)
@given(st.lists(st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(10**16), 10**16).map(float)))
def test_a_column_of_numbers_is_always_written_as_its_cells_are_one_by_one(values: list[float]) -> None:
    texts = [cell_text(value) for value in values]
    assert number_texts(np.array(values, float)).to_pylist() == [
        "0" if text == "-0" else text for text in texts
    ]


@pytest.mark.parametrize(
    "body",
    [
        b'<row r="1"><c r="A1"><v>1</v></row>',
        b'<row r="1"><c r="A1"/><v>1</v></c></row>',
        b'<row r="1"><c r="A1"><v>1</v></c>',
        b'<row r="1"><c r="A1"><f>1</f><v>1</v></c></row>',
        b'<row r="1"><c r="A1" t="e"><v>#N/A</v></c></row>',
        b"<row r=\"1\"><c r='A1'><v>1</v></c></row>",
        b'<row r="1"><c r="A1" s = "1"><v>1</v></c></row>',
        b'<row r="1"><c r="A1" s="3"><v>1</v></c></row>',
        b'<row r="1"><c r="A1"\ns="3"><v>1</v></c></row>',
        b'<row r="1"><c r="A1" s="100"><v>1</v></c></row>',
        b'<row r="1" hidden="1"><c r="A1"><v>1</v></c></row>',
        b'<row><c r="A1"><v>1</v></c></row>',
        b'<row r="1"><c r="AAA1"><v>1</v></c></row>',
        b'<row r="1"><!-- x --><c r="A1"><v>1</v></c></row>',
        b'<row r="1"><x:c r="A1"><v>1</v></x:c></row>',
        b'<row r="1"><c><v>1</v></c></row>',
        b'<row r="1"><c r="A1"><v>1&#46;5</v></c></row>',
        b'<row r="1"><c r="A1"><is><t>1</t></is></c></row>',
        b'<row r="1"><c r="A1" t="inlineStr"><v>1</v></c></row>',
        b'<row r="1"><c r="A1" t="s"><v>-1</v></c></row>',
        b'<row r="1" t="s"><c r="A1"><v>1</v></c></row>',
        b'<row r="1"><c r="A1"><v>-</v></c></row>',
        b'<row r="1"><c r="A1" t="n"><v>nan</v></c></row>',
        b'<row r="1"><c r="A1" t="str"><v>1&amp;</v></c></row>',
        b'<row r="1"><c r="A1" t="inlaneStr"><is><t>1</t></is></c></row>',
        b'<row r="1"><c r="A1" t="inlineStp"><is><t>1</t></is></c></row>',
        b'<row r="1"><c r="A1" t="inlineStrr"><is><t>1</t></is></c></row>',
        b'<row r="1"><c r="A1" t=""><v>1</v></c></row>',
    ],
)
def test_what_the_quick_scan_cannot_vouch_for_is_left_to_the_parser(body: bytes) -> None:
    xml = b"<worksheet><sheetData>" + body + b"</sheetData></worksheet>"
    assert bare_extent(xml, Styles(frozenset({"3"}), MANY)) is None


@pytest.mark.parametrize(
    "cell",
    [
        "<v>12&#46;5</v>",
        "<v>&lt;</v>",
        "<v>7<!-- x -->8</v>",
        "<v><![CDATA[7]]></v>",
        "<v>7<x/></v>",
        "<v>7</v><v>8</v>",
        "<is><t>5</t></is>",
        "<v>5</v><row/>",
        "<v>5</v><f/>",
        "<v>5</v><si><t>6</t></si>",
        "<v>-</v>",
        "<v>inf</v>",
    ],
)
def test_a_cell_of_which_readers_take_different_parts_is_refused_with_its_place(cell: str) -> None:
    xml = f'<worksheet><sheetData><row r="4"><c r="B4">{cell}</c></row></sheetData></worksheet>'.encode()
    assert bare_extent(xml, Styles(count=MANY)) is None
    with pytest.raises(Unreadable, match="F03_UNREADABLE: B4"):
        markup._parsed(xml, set())


@pytest.mark.parametrize(
    "kind_and_cell",
    [
        't="inlineStr"><v>5</v>',
        't="s"><v>-1</v>',
        't="s"><v>1&#48;</v>',
        't="b"><v>&#49;</v>',
        't="str"><is><t>5</t></is>',
    ],
)
def test_a_cell_that_holds_something_else_than_it_says_is_refused(kind_and_cell: str) -> None:
    xml = f'<worksheet><sheetData><row r="1"><c r="A1" {kind_and_cell}</c></row></sheetData></worksheet>'
    assert bare_extent(xml.encode(), Styles(count=MANY)) is None
    with pytest.raises(Unreadable, match="F03_UNREADABLE: A1"):
        markup._parsed(xml.encode(), set())


@pytest.mark.parametrize(
    "cell",
    [
        't="str"><f>x</f><v>a&amp;b</v>',
        't="inlineStr"><is><t>a&amp;b</t></is>',
        't="inlineStr"><is><r><rPr><b/></rPr><t>a</t></r><r><t>b</t></r></is>',
        't="inlineStr">',
        't="s"><v>0</v>',
        't="b"><v>1</v>',
        't="n"><v></v>',
        "><v>1E-3</v>",
    ],
)
def test_cells_as_programs_write_them_are_taken(cell: str) -> None:
    xml = f'<worksheet><sheetData><row r="1"><c r="A1" {cell}</c></row></sheetData></worksheet>'
    assert not markup._parsed(xml.encode(), set()).faults


@pytest.mark.parametrize(
    ("style", "is_taken"), [("0", True), ("1", True), ("2", False), ("65536", False), ("99999999", False)]
)
def test_a_cell_in_a_style_that_is_not_there_is_refused(tmp_path: Path, style: str, is_taken: bool) -> None:
    workbook = openpyxl.Workbook()
    workbook.active["A1"], workbook.active["A1"].number_format = 0.07, "0%"
    workbook.save(tmp_path / "x.xlsx")
    with zipfile.ZipFile(tmp_path / "x.xlsx") as made:
        parts = {name: made.read(name) for name in made.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = parts[sheet].replace(b' s="1"', f' s="{style}"'.encode())
    with zipfile.ZipFile(tmp_path / "x.xlsx", "w") as made:
        for name, part in parts.items():
            made.writestr(name, part)
    if is_taken:
        assert open_workbook(tmp_path / "x.xlsx").sheets[0].head[0][0] == ("7%" if style == "1" else "0.07")
        return
    with pytest.raises(Unreadable, match=r"F03_UNREADABLE.*style"):
        open_workbook(tmp_path / "x.xlsx")


@pytest.mark.parametrize(("cell", "is_taken"), [("XFD9", True), ("XFE9", False), ("ZZZZ9", False)])
def test_a_sheet_wider_than_any_program_has_is_refused(tmp_path: Path, cell: str, is_taken: bool) -> None:
    xml = f'<worksheet><sheetData><row r="9"><c r="{cell}"><v>5</v></c></row></sheetData></worksheet>'
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as made:
        made.writestr("a.xml", xml)
    with zipfile.ZipFile(tmp_path / "x.zip") as made:
        if is_taken:
            assert markup.read_markup(made.read, "a.xml", Styles()).last_column == 16_384
            return
        with pytest.raises(Unreadable, match="F14_TOO_LARGE"):
            markup.read_markup(made.read, "a.xml", Styles())


@pytest.mark.parametrize(
    ("encoding", "is_taken"),
    [("UTF-8", True), ("utf-8", True), ("B4", False), ("gb2312", False), ("ISO-8859-1", False)],
)
@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml"])
def test_xml_that_says_to_be_no_utf8_is_unsafe(
    tmp_path: Path, part: str, encoding: str, is_taken: bool
) -> None:
    workbook = openpyxl.Workbook()
    workbook.active["A1"] = 7
    workbook.save(tmp_path / "x.xlsx")
    with zipfile.ZipFile(tmp_path / "x.xlsx") as made:
        parts = {name: made.read(name) for name in made.namelist()}
    bare = parts[part].partition(b"?>")[2] if parts[part].startswith(b"<?xml") else parts[part]
    parts[part] = f"<?xml version='1.0' encoding='{encoding}'?>".encode() + bare
    with zipfile.ZipFile(tmp_path / "x.xlsx", "w") as made:
        for name, held in parts.items():
            made.writestr(name, held)
    if is_taken:
        assert open_workbook(tmp_path / "x.xlsx").sheets[0].head[0][0] == "7"
        return
    with pytest.raises(Unreadable, match="F15_UNSAFE_XML"):
        open_workbook(tmp_path / "x.xlsx")


def test_a_row_outside_the_sheets_data_is_refused() -> None:
    row = '<row r="1"><c r="A1"><v>5</v></c></row>'
    xml = f"<worksheet><sheetData>{row}</sheetData><mergeCells>{row}</mergeCells></worksheet>".encode()
    assert bare_extent(xml, Styles(count=MANY)) is None
    with pytest.raises(Unreadable, match="F03_UNREADABLE"):
        markup._parsed(xml, set())


def test_a_prefix_that_is_not_declared_is_damage() -> None:
    xml = b'<worksheet><sheetData><row r="1"><x:c r="A1"><v>5</v></x:c></row></sheetData></worksheet>'
    with pytest.raises(ExpatError):
        markup._parsed(xml, set())


@pytest.mark.parametrize(
    "cells",
    [
        '<row r="1"><c r="A1"><v>1</v></c><c r="A1"/></row>',
        '<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>2</v></c></row>',
        '<row r="2"><c r="A2"><v>1</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>',
        '<row r="2"><c r="A2"><v>1</v></c></row><row r="3"><c r="A2"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>',
        '<row r="1"><c r="b1"><v>1</v></c></row>',
    ],
)
def test_cells_out_of_their_order_are_refused(cells: str) -> None:
    xml = f"<worksheet><sheetData>{cells}</sheetData></worksheet>".encode()
    assert bare_extent(xml, Styles(count=MANY)) is None
    with pytest.raises(Unreadable, match="F03_UNREADABLE"):
        markup._parsed(xml, set())


@pytest.mark.parametrize("row", ["7", "12", "1234567"])
def test_a_cell_that_is_called_after_another_row_is_left_to_the_parser(row: str) -> None:
    xml = '<worksheet><sheetData><row r="{}"><c r="B{}"><v>1</v></c></row></sheetData></worksheet>'
    assert bare_extent(xml.format(row, row).encode(), Styles(count=MANY)) == (int(row), 2)
    for other in (row + "0", row[:-1] + "9", "1" + row):
        assert bare_extent(xml.format(row, other).encode(), Styles(count=MANY)) is None


@pytest.mark.parametrize("text", ["1<!-- x -->2", "<![CDATA[12]]>", "1<b/>2", "1</t><t>2"])
def test_a_shared_text_with_something_inside_is_refused(tmp_path: Path, text: str) -> None:
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as made:
        made.writestr("a.xml", f"<sst><si><t>{text}</t></si></sst>")
        made.writestr(
            "b.xml", '<sst><si><t xml:space="preserve"> 12&amp; </t></si><si><r><rPr/><t/></r></si></sst>'
        )
        made.writestr("c.xml", "<sst><si><t>1</t></sst>")
    with zipfile.ZipFile(tmp_path / "x.zip") as made:
        markup.guard_texts(made, "b.xml")
        with pytest.raises(ExpatError):
            markup.guard_texts(made, "c.xml")
        with pytest.raises(Unreadable, match=r"F03_UNREADABLE: a\.xml"):
            markup.guard_texts(made, "a.xml")


@given(st.integers(-(10**9), 10**9))
def test_a_percentage_is_always_a_hundred_times_the_fraction(thousandths: int) -> None:
    shown = percent_text(cell_text(thousandths / 1000))
    assert float(shown.removesuffix("%")) == pytest.approx(thousandths / 10)


@given(st.integers(0, 16383))
def test_letters_of_columns_are_always_those_of_excel(index: int) -> None:
    assert column_letter(index) == get_column_letter(index + 1)
    assert column_index(column_letter(index)) == column_index_from_string(column_letter(index)) - 1


@pytest.mark.parametrize(
    "values", [[], [[1]], [[None, None, "x"], [2.5]], [[None] * 30 + [1], [None], [True, "甲"]]]
)
def test_the_quick_scan_of_bare_values_sees_what_the_parser_sees(
    tmp_path: Path, values: list[list[Any]]
) -> None:
    workbook = openpyxl.Workbook()
    for row in values:
        workbook.active.append(row)
    workbook.save(tmp_path / "x.xlsx")
    with zipfile.ZipFile(tmp_path / "x.xlsx") as made:
        xml = made.read("xl/worksheets/sheet1.xml")
    seen = markup._parsed(xml, set())
    assert bare_extent(xml, Styles(count=MANY)) == (seen.last_row, seen.last_column)


@pytest.mark.parametrize("size", [1, 60, 150, 10_000])
def test_a_sheet_is_told_alike_whatever_is_looked_at_at_a_time(
    monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    monkeypatch.setattr(tagscan, "PIECE", size)
    rows = [
        f'<row r="{row}"><c r="A{row}" t="s"><v>{row}</v></c><c r="C{row}"><v>1</v></c></row>'
        for row in range(5, 25)
    ]
    rows[7] = '<row r="12"/>'

    def extent(*rows: str) -> tuple[int, int] | None:
        body = "".join(rows)
        return bare_extent(
            f"<worksheet><sheetData>{body}</sheetData></worksheet>".encode(), Styles(count=MANY)
        )

    assert extent(*rows) == (24, 3)
    assert extent(*rows[:10], rows[9]) is None
    assert extent(*rows[:10], rows[3], *rows[10:]) is None
    assert extent(*rows[:19], rows[19].replace("<v>1</v>", "<v>x</v>")) is None


def test_rows_keep_their_numbers_below_blank_ones(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    workbook.active["C5"] = "x"
    workbook.save(tmp_path / "x.xlsx")
    sheet = open_workbook(tmp_path / "x.xlsx").sheets[0]
    assert sheet.head[4][2] == "x"
    assert sheet.number_of(4) == 5
    [piece] = sheet.pieces(3)
    assert list(piece.block().numbers) == [4, 5]


def test_hidden_sheets_are_not_read(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    workbook.active.title = "见"
    workbook.create_sheet("隐").sheet_state = "hidden"
    workbook.save(tmp_path / "x.xlsx")
    assert [sheet.name for sheet in open_workbook(tmp_path / "x.xlsx").sheets] == ["见"]


def test_a_formula_that_gave_an_empty_text_is_a_blank(tmp_path: Path) -> None:
    path = rewritten(
        tmp_path, lambda xml: xml.replace(b"<v>1</v>", b"<v></v>").replace(b't="n"', b't="str"'), formula=True
    )
    sheet = open_workbook(path).sheets[0]
    assert sheet.faults == ()


def rewritten(folder: Path, change: Callable[[bytes], bytes], *, formula: bool = False) -> Path:
    workbook = openpyxl.Workbook()
    workbook.active["A1"] = 1
    source, path = folder / "source.xlsx", folder / "x.xlsx"
    workbook.save(source)
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                content = content.replace(b"<v>1</v>", b"<f>1</f><v>1</v>") if formula else content
                assert change(content) != content
                content = change(content)
            new.writestr(name, content)
    return path


def test_a_cell_without_an_address_stands_after_the_one_before(tmp_path: Path) -> None:
    path = rewritten(tmp_path, lambda xml: xml.replace(b'<c r="A1"', b'<c t="e"><v>#N/A</v></c><c'))
    assert [(fault.row, fault.column, fault.value) for fault in open_workbook(path).sheets[0].faults] == [
        (1, "A", "#N/A")
    ]


def refusal(path: Path) -> str:
    with pytest.raises(Unreadable) as caught:
        open_workbook(path)
    return caught.value.rule


@pytest.mark.parametrize("content", [b"", b"a,b\n1,2\n", b"<html></html>"])
def test_a_file_that_is_no_archive_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(content)
    assert refusal(path) == "F11_OTHER_FORMAT"


def archive_with(folder: Path, parts: dict[str, bytes]) -> Path:
    path = folder / "x.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return path


def test_an_archive_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    assert refusal(archive_with(tmp_path, {"content.xml": b"<a/>"})) == "F11_OTHER_FORMAT"


@pytest.mark.parametrize(
    "part",
    [
        "xl/vbaProject.bin",
        "xl/externalLinks/externalLink1.xml",
        "xl/embeddings/oleObject1.bin",
        "xl/activeX/activeX1.xml",
    ],
)
def test_active_content_is_refused(tmp_path: Path, part: str) -> None:
    assert refusal(archive_with(tmp_path, {"xl/workbook.xml": b"<a/>", part: b"x"})) == "F13_ACTIVE_CONTENT"


def test_a_declaration_is_found_across_the_edge_of_two_pieces(tmp_path: Path) -> None:
    padding = b" " * (archive.MEBIBYTE - 5)
    parts = {"xl/workbook.xml": b"<a/>", "xl/sharedStrings.xml": padding + b"<!DOCTYPE a>"}
    assert refusal(archive_with(tmp_path, parts)) == "F15_UNSAFE_XML"


def test_what_inflates_beyond_the_limit_is_refused_whatever_the_archive_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "MOST_INFLATED", 3 * archive.MEBIBYTE)
    assert (
        refusal(archive_with(tmp_path, {"xl/workbook.xml": b" " * 4 * archive.MEBIBYTE})) == "F14_TOO_LARGE"
    )


def test_too_many_parts_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_ENTRIES", 2)
    parts = dict.fromkeys(("xl/workbook.xml", "a", "b"), b"")
    assert refusal(archive_with(tmp_path, parts)) == "F14_TOO_LARGE"


def test_a_sheet_that_reaches_too_far_is_refused_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(markup, "MOST_CELLS", 3)
    workbook = openpyxl.Workbook()
    workbook.active["B2"] = 1
    workbook.save(tmp_path / "x.xlsx")
    assert refusal(tmp_path / "x.xlsx") == "F14_TOO_LARGE"


@pytest.mark.parametrize("kept", [0.2, 0.5, 0.9])
def test_a_workbook_cut_short_is_refused(tmp_path: Path, kept: float) -> None:
    one_cell(tmp_path, 1)
    path = tmp_path / "x.xlsx"
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * kept)])
    assert refusal(path) == "F03_UNREADABLE"


def test_where_days_count_from_1904_a_date_is_read_and_a_bare_number_is_none(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    workbook.epoch = CALENDAR_MAC_1904
    workbook.active.append([dt.date(2020, 3, 5), 42433])
    workbook.save(tmp_path / "mac.xlsx")
    (sheet,) = open_workbook(tmp_path / "mac.xlsx").sheets
    assert list(sheet.head[0]) == ["2020-03-05", "42433"]
    assert not sheet.has_serial_dates
    one_cell(tmp_path, 1)
    assert open_workbook(tmp_path / "x.xlsx").sheets[0].has_serial_dates
