"""Extracts: each recipient gets its own rows and no others', in files that no program computes, named by release, the same each time."""

import csv
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from orchestration.foundation.errors import UserError
from orchestration.foundation.workspace import Workspace
from orchestration.gate import judge
from orchestration.publication import Release, publish
from orchestration.publication.serving import write_extracts
from tests.unit.publication.candidates import NOW, dbt_run, make_candidate

TOUCHY = '=HYPERLINK("http://x")'
# Written out, so that whoever hands a unit another table is asked whether he meant to.
WHAT_A_UNIT_SEES = (
    "fct_unit_result",
    "fct_dimension_score",
    "fct_indicator_score",
    "fct_public_appraisal",
    "fct_adjustment",
    "fct_adjustment_record",
    "fct_monitoring",
    "rpt_weak_indicator",
    "rpt_treated_value",
    "fct_figure_count",
    "fct_rectification_item",
    "fct_accountability_action",
    "fct_objection",
)


@pytest.fixture
def release(workspace: Workspace, tmp_path: Path) -> Release:
    """A release whose measures inform several departments, with a text that looks like a formula."""
    build = make_candidate(
        tmp_path / "annual-2020-000000000005.five",
        build_id="annual-2020-000000000005",
        edit="update marts.fct_accountability_action set recipients_zh = case when unit_code = '350101' then '市财政局、 市委组织部'"
        f" else '市委组织部' end, action_zh = case when unit_code = '350101' then '{TOUCHY}' else action_zh end;"
        " update marts.fct_public_appraisal set mean_score = null, satisfaction_rate_pct = null, is_suppressed = true where unit_code = '350102' and topic_code = 'Q1'",
    )
    verdict = judge(build, run_tests=lambda _: dbt_run(), now=NOW)
    assert verdict.passed, verdict.failed
    return publish(workspace, build, now=NOW)


def _csv(path: Path) -> list[list[str]]:
    content = path.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf"), "Excel takes UTF-8 without the mark for something else"
    return list(csv.reader(content.decode("utf-8-sig").splitlines()))


def _sheets(path: Path) -> dict[str, list[list[Any]]]:
    book = openpyxl.load_workbook(path)
    return {page.title: [list(row) for row in page.iter_rows(values_only=True)] for page in book}


def test_a_department_sees_the_measures_that_concern_it_and_no_score(
    release: Release, tmp_path: Path
) -> None:
    (folder,) = write_extracts(release, tmp_path / "out", recipient="市财政局")
    stem = f"{release.release_id}_演示数据_市财政局"
    table = "表 fct_accountability_action"
    assert sorted(path.name for path in folder.iterdir()) == sorted([f"{stem}.xlsx", f"{stem}_{table}.csv"])
    header, *rows = _csv(folder / f"{stem}_{table}.csv")
    assert not [name for name in header if "score" in name]
    assert [row[0] for row in rows] == ["350101"]
    assert rows[0][3] == f"'{TOUCHY}"
    sheet = _sheets(folder / f"{stem}.xlsx")[table]
    assert "演示数据" in sheet[0][0]
    assert sheet[2][3] == TOUCHY


def test_a_text_that_looks_like_a_formula_is_none(release: Release, tmp_path: Path) -> None:
    (folder,) = write_extracts(release, tmp_path / "out", recipient="市财政局")
    (path,) = folder.glob("*.xlsx")
    cells = [cell for page in openpyxl.load_workbook(path) for row in page.iter_rows() for cell in row]
    assert [cell.data_type for cell in cells if cell.value == TOUCHY] == ["s"]
    assert not [cell for cell in cells if cell.data_type == "f"]


def test_another_department_sees_its_own(release: Release, tmp_path: Path) -> None:
    (folder,) = write_extracts(release, tmp_path / "out", recipient="市委组织部")
    (path,) = folder.glob("*.csv")
    assert len({row[0] for row in _csv(path)[1:]}) > 1


def test_a_unit_sees_its_own_rows_only_and_suppressed_means_stay_so(release: Release, tmp_path: Path) -> None:
    (folder,) = write_extracts(release, tmp_path / "out", unit="350102")
    (book,) = folder.glob("*.xlsx")
    sheets = _sheets(book)
    assert set(sheets) == {f"表 {name}" for name in WHAT_A_UNIT_SEES}
    for path in folder.glob("*.csv"):
        header, *rows = _csv(path)
        place = header.index("列 unit_code")
        assert {row[place] for row in rows} <= {"350102"}, path.name
    header, *appraisal = sheets["表 fct_public_appraisal"][1:]
    mean, topic, hidden = (
        header.index(f"列 {name}") for name in ("mean_score", "topic_code", "is_suppressed")
    )
    assert appraisal
    assert all(
        (row[mean] is None, row[hidden]) == (row[topic] == "Q1", "是" if row[topic] == "Q1" else "否")
        for row in appraisal
    )


def test_without_a_name_everybody_gets_theirs_and_the_same_bytes_again(
    release: Release, tmp_path: Path
) -> None:
    folders = write_extracts(release, tmp_path / "out")
    assert {folder.name for folder in folders} >= {"全部", "市财政局", "市委组织部", "350101_甲山县"}
    assert len(folders) == 1 + 2 + 19
    again = write_extracts(release, tmp_path / "again")
    for one, other in zip(folders, again, strict=True):
        files = {path.name: path.read_bytes() for path in one.iterdir()}
        assert files == {path.name: path.read_bytes() for path in other.iterdir()}


@pytest.mark.parametrize(
    ("kind", "name", "known"), [("recipient", "市统计局", "市财政局"), ("unit", "999999", "and 7 more")]
)
def test_a_recipient_that_is_not_known_is_told_which_are(
    release: Release, tmp_path: Path, kind: str, name: str, known: str
) -> None:
    with pytest.raises(UserError, match=known):
        write_extracts(release, tmp_path / "out", **{kind: name})
    assert not (tmp_path / "out").exists()
