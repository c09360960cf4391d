"""How CSV files are read: strict decoding, strict quoting, and every record with the line in which it begins."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from orchestration.intake.decoding import likely_encoding
from orchestration.intake.sheets import Block, Unreadable
from orchestration.intake.textfile import open_text


def write(folder: Path, content: str, encoding: str = "utf-8") -> Path:
    path = folder / "x.csv"
    path.write_bytes(content.encode(encoding))
    return path


def read(folder: Path, content: str, start: int = 1) -> Block:
    [piece] = open_text(write(folder, content)).sheets[0].pieces(start)
    return piece.block()


def rows(body: Block) -> list[tuple[int, ...]]:
    columns = [column.to_pylist() for column in body.columns]
    return [(int(number), *cells) for number, *cells in zip(body.numbers, *columns, strict=True)]


@pytest.mark.parametrize(
    ("encoding", "told"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("gb18030", "gb18030"),
        ("gbk", "gb18030"),
        ("utf-16", "utf-16"),
    ],
)
def test_an_encoding_is_told_apart_strictly(tmp_path: Path, encoding: str, told: str) -> None:
    opened = open_text(write(tmp_path, "单位,金额\n鼓楼区,1\n", encoding))
    assert opened.encoding == told
    assert opened.sheets[0].head == [["单位", "金额"], ["鼓楼区", "1"]]


def test_a_character_outside_the_basic_plane_survives_gb18030(tmp_path: Path) -> None:
    assert open_text(write(tmp_path, "𠮷", "gb18030")).sheets[0].head == [["𠮷"]]


@pytest.mark.parametrize(
    "data", ["单位".encode() + b"\xff", "单".encode("gb18030") + b"\xff\xff", b"\xef\xbb\xbf\xff"]
)
def test_bytes_in_no_encoding_are_refused_and_never_replaced(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(data)
    with pytest.raises(Unreadable) as caught:
        likely_encoding(path)
    assert caught.value.rule == "F05_ENCODING"


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_every_line_ending_is_read(tmp_path: Path, ending: str) -> None:
    assert rows(read(tmp_path, ending.join(["a,b", "1,2", "3,4"]))) == [(2, "1", "2"), (3, "3", "4")]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("is_ended", [True, False])
@pytest.mark.parametrize("count", [1, 2, 58, 59, 60, 61])
def test_the_last_of_few_rows_is_read_however_lines_end(
    tmp_path: Path, ending: str, is_ended: bool, count: int
) -> None:
    lines = ["a,b", *(f"{number},x" for number in range(count))]
    found = rows(read(tmp_path, ending.join(lines) + (ending if is_ended else "")))
    assert found == [(number + 2, str(number), "x") for number in range(count)]


def test_a_record_is_numbered_by_its_first_line(tmp_path: Path) -> None:
    body = read(tmp_path, 'a,b\n"1\n1","2\n\n2"\n\n3,4\n注：一\n5,6\n')
    assert rows(body) == [(2, "1\n1", "2\n\n2"), (6, "", ""), (7, "3", "4"), (9, "5", "6")]
    assert [(stray.number, stray.cells) for stray in body.strays] == [(8, ("注：一",))]


def test_a_body_may_start_below_words_of_several_lines(tmp_path: Path) -> None:
    sheet = open_text(write(tmp_path, '"一\n二"\n\na,b\n1,2\n')).sheets[0]
    assert [sheet.number_of(index) for index in range(4)] == [1, 3, 4, 5]
    [piece] = sheet.pieces(3)
    assert rows(piece.block()) == [(5, "1", "2")]


def test_a_file_that_ends_with_its_header_has_no_rows(tmp_path: Path) -> None:
    assert rows(read(tmp_path, "a,b")) == []


def test_words_that_look_like_nothing_stay_words(tmp_path: Path) -> None:
    assert rows(read(tmp_path, 'a,b\nNULL,"NA"\n,""\n')) == [(2, "NULL", "NA"), (3, "", "")]


@pytest.mark.parametrize("content", ['a,b\n1,"2\n', 'a,b\n1,"2"x\n', 'a,b\n1,x"2"\n', 'a,b\n1,""2""\n'])
def test_quotes_that_do_not_pair_are_refused_with_their_line(tmp_path: Path, content: str) -> None:
    with pytest.raises(Unreadable) as caught:
        open_text(write(tmp_path, content))
    assert (caught.value.rule, caught.value.value) == ("F16_QUOTES", "2")


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (b"PK\x03\x04", "F11_OTHER_FORMAT"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "F11_OTHER_FORMAT"),
        (b"a,b\n1,\x00\n", "F03_UNREADABLE"),
    ],
)
def test_what_is_no_text_is_refused(tmp_path: Path, data: bytes, rule: str) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(data)
    with pytest.raises(Unreadable) as caught:
        open_text(path)
    assert caught.value.rule == rule


CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\x00"), max_size=8)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(table=st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=8))
def test_what_pythons_writer_wrote_is_always_read_back(tmp_path: Path, table: list[list[str]]) -> None:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n", quoting=csv.QUOTE_ALL)
    writer.writerows([["a", "b", "c"], *table])
    body = read(tmp_path, buffer.getvalue())
    assert [row[1:] for row in rows(body)] == [tuple(cells) for cells in table]
    lines = [1]
    for cells in table[:-1]:
        lines.append(lines[-1] + 1 + sum(cell.count("\n") for cell in cells))
    assert [row[0] for row in rows(body)] == [line + 1 for line in lines]
