"""A workbook's bytes depend on its content only, and what is written can be read."""

from itertools import groupby
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from sample.workbook import Sheet, runs, write_workbook

WORDS = st.text(st.characters(codec="utf-8", categories=("L", "N")), min_size=1, max_size=8)
HEADERS = st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=5)
# Texts carry a letter first: a spreadsheet may read "1" as it likes.
CELLS = st.one_of(st.integers(-(10**9), 10**9), st.none(), WORDS.map(lambda word: f"值{word}"))
UNHURRIED = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@given(st.lists(st.sampled_from("甲乙丙"), min_size=1))
def test_runs_are_the_longest_stretches_of_equal_neighbours(texts: list[str]) -> None:
    lengths = [(text, len(list(group))) for text, group in groupby(texts)]
    found = runs(texts)
    assert [end - start + 1 for start, end in found] == [length for _, length in lengths if length > 1]
    assert all(len(set(texts[start : end + 1])) == 1 for start, end in found)


@UNHURRIED
@given(headers=HEADERS, data=st.data())
def test_the_same_content_gives_the_same_bytes_and_reads_back(
    tmp_path: Path, headers: list[tuple[str, str]], data: st.DataObject
) -> None:
    row = st.lists(CELLS, min_size=len(headers), max_size=len(headers)).filter(
        lambda cells: cells[0] is not None
    )
    rows = data.draw(st.lists(row, min_size=1, max_size=6))
    sheet = Sheet("表", "标题", headers, rows)
    one, other = tmp_path / "一.xlsx", tmp_path / "二.xlsx"
    write_workbook(one, [sheet])
    write_workbook(other, [sheet])
    assert one.read_bytes() == other.read_bytes()
    read = CalamineWorkbook.from_path(one).get_sheet_by_index(0).to_python(skip_empty_area=False)
    body = [line[: len(headers)] for line in read[4 : 4 + len(rows)]]
    assert body == [["" if cell is None else cell for cell in cells] for cells in rows]
