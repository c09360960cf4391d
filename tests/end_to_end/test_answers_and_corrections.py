"""A figure that is asked about, and a known error, end to end: nothing is published until they are settled, and then it is told."""

import logging
import os
import shutil
from pathlib import Path

import duckdb
import openpyxl
import pytest

from orchestration.contracts import load_contracts
from orchestration.foundation.hashing import sha256_file
from orchestration.foundation.periods import Period
from orchestration.foundation.workspace import REPOSITORY, Workspace
from orchestration.intake.queries import open_queries
from orchestration.publication.release import read_manifest
from tests.end_to_end.conftest import Runner
from tests.unit.intake.workshop import ANSWER_HEADER, CORRECTION_HEADER, usual_correction, write_workbook

YEAR = Period(2020)
CELL, STATED = "D6", "103.2"
LATER, LAST = "2021-04-01T09:00:00+08:00", "2021-04-02T09:00:00+08:00"


@pytest.fixture
def city(published_sample: Workspace, tmp_path: Path) -> Workspace:
    """Both years published, with a raw folder of its own."""
    warehouse = tmp_path / "warehouse"
    # What has landed or was published never changes, so links are as good as copies.
    shutil.copytree(published_sample.warehouse, warehouse, copy_function=os.link, symlinks=True)
    shutil.copytree(REPOSITORY / "raw", tmp_path / "raw")
    return Workspace(tmp_path / "raw", warehouse)


def _accounts(city: Workspace) -> Path:
    return next(city.raw.glob("statistics/2020/*国民经济核算*"))


def _write_cell(city: Workspace, value: float) -> None:
    path = _accounts(city)
    workbook = openpyxl.load_workbook(path)
    workbook.worksheets[0][CELL] = value
    workbook.save(path)


def _run(city: Workspace, now: str = LATER) -> bool:
    """Receive the accounts of 2020 and evaluate the year; returns whether it was published."""
    runner = Runner(city, now)
    received = runner.launch("annual_intake", "2020")
    assert received.success, (received.messages, received.faults)
    outcome = runner.launch("annual_evaluation", "2020")
    # Shown where a run fails that ought not to.
    logging.getLogger(__name__).info("%s %s", outcome.messages, outcome.faults)
    return outcome.success


def _release(city: Workspace) -> str:
    return city.current("annual", YEAR).readlink().name


def _answer_all(city: Workspace) -> None:
    asked = open_queries(city, load_contracts(city.raw), YEAR)
    assert asked
    by_bureau: dict[str, list[list[str]]] = {}
    blank = [""] * (len(ANSWER_HEADER) - 4)
    for query in asked:
        text = "当年重大项目集中投产，增速属实，见统计台账第12页。"
        by_bureau.setdefault(query.bureau, []).append([query.query_id, *blank, text, "张三", "2021-03-30"])
    for bureau, rows in by_bureau.items():
        path = city.raw / bureau / "2020" / "疑问答复.xlsx"
        write_workbook(path, {"疑问答复": [["2020年疑问答复"], ANSWER_HEADER, *rows]})


def test_a_query_holds_the_year_back_until_it_is_explained_and_again_once_the_value_changes(
    city: Workspace,
) -> None:
    before = _release(city)
    _write_cell(city, 165.5)
    assert not _run(city)
    assert _release(city) == before
    _answer_all(city)
    assert _run(city)
    explained = _release(city)
    assert explained != before
    manifest = read_manifest(city.current("annual", YEAR))
    told = [query for query in manifest["queries"] if query["cell"] == CELL]
    assert told
    assert {query["answer"]["by"] for query in told} == {"张三"}
    assert all(query["value"] == "165.5" for query in told)
    page = (city.current("annual", YEAR) / "report" / "quality.html").read_text(encoding="utf-8")
    assert "见统计台账第12页" in page
    _write_cell(city, 165.6)
    assert not _run(city, LAST)
    assert _release(city) == explained


def _correct(city: Workspace, *corrections: dict[str, str]) -> None:
    rows = [[{**usual_correction(), **one}[name] for name in CORRECTION_HEADER] for one in corrections]
    path = city.raw / "efficiency_office" / "2020" / "2020年数据更正.xlsx"
    write_workbook(path, {"数据更正": [["2020年数据更正"], CORRECTION_HEADER, *rows]})


def _correct_the_index(city: Workspace) -> None:
    sha256 = sha256_file(_accounts(city))
    place = {"数据集": "county_accounts", "文件哈希": sha256, "单元格": CELL}
    _correct(city, {**place, "原值": STATED, "更正值": "103.4"})


def test_a_correction_reaches_the_release_and_fails_loudly_once_the_source_is_mended(city: Workspace) -> None:
    before = _release(city)
    _correct_the_index(city)
    assert _run(city)
    corrected = _release(city)
    assert corrected != before
    manifest = read_manifest(city.current("annual", YEAR))
    [told] = manifest["corrections"]
    assert (told["correction_no"], told["cell"], told["original"], told["corrected"]) == (
        "K-001",
        CELL,
        STATED,
        "103.4",
    )
    _write_cell(city, 103.4)
    assert not _run(city, LAST)
    assert _release(city) == corrected


def _scores(city: Workspace) -> list[tuple[object, ...]]:
    path = city.current("annual", YEAR) / "parquet" / "fct_indicator_score.parquet"
    with duckdb.connect() as connection:
        query = f"select * exclude (release_id) from read_parquet('{path}') order by all"
        return connection.execute(query).fetchall()


def test_a_correction_that_is_withdrawn_brings_the_original_release_back(city: Workspace) -> None:
    original = _scores(city)
    _correct_the_index(city)
    assert _run(city)
    assert _scores(city) != original
    _correct(city)
    assert _run(city, LAST)
    assert _scores(city) == original
    assert read_manifest(city.current("annual", YEAR))["corrections"] == []
