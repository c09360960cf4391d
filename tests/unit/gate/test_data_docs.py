"""Great Expectations' pages stand in the build folder, load nothing from anywhere, and show what broke."""

import re
import shutil
from pathlib import Path

import duckdb
import pytest

from expectations import suite_tables
from expectations.rule import Frame, Remedy, TableChecks, between
from orchestration.gate.data_docs import DATA_DOCS, write_data_docs
from orchestration.gate.expectation_checks import expectation_checks, run_suites

ELSEWHERE = re.compile(r"https?://|<script|<link|<img|<iframe|url\(|@import|\bon\w+=")


@pytest.fixture(scope="module")
def pages(pristine: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    build = shutil.copytree(pristine, tmp_path_factory.mktemp("docs") / pristine.name)
    expectation_checks(build, set(suite_tables()))
    return {path.name: path.read_text(encoding="utf-8") for path in (build / DATA_DOCS).iterdir()}


def test_there_is_a_page_for_each_frame_and_the_index_leads_to_all(pages: dict[str, str]) -> None:
    assert set(re.findall(r'href="([\w.]+\.html)"', pages["index.html"])) == set(pages) - {"index.html"}
    assert all("index.html" in page for name, page in pages.items() if name != "index.html")
    assert len(pages) > 10


def test_a_page_loads_nothing(pages: dict[str, str]) -> None:
    for name, page in pages.items():
        assert not ELSEWHERE.findall(page), name
        assert "default-src 'none'" in page


def test_what_broke_is_shown_and_an_earlier_run_is_replaced(tmp_path: Path) -> None:
    (tmp_path / DATA_DOCS).mkdir()
    (tmp_path / DATA_DOCS / "left.html").write_text("of an earlier run", encoding="utf-8")
    rules = tuple(
        between(name, column, 0, 100).error("得分过高。", "Too high.", Remedy("请核对。", "Check."))
        for name, column in (("score", "score"), ("absent", "no_such_column"))
    )
    frame = Frame("units", "select '<b>X1</b>' as unit_code, 250 as score", ("unit_code",), rules)
    with duckdb.connect() as connection:
        _, examined = run_suites(connection, [TableChecks("fct_unit_result", (frame,))])
    write_data_docs(tmp_path, examined)
    assert {path.name for path in (tmp_path / DATA_DOCS).iterdir()} == {
        "index.html",
        "fct_unit_result.units.html",
    }
    page = (tmp_path / DATA_DOCS / "fct_unit_result.units.html").read_text(encoding="utf-8")
    assert "250" in page
    assert "<b>X1</b>" not in page
    assert "0 / 2" in (tmp_path / DATA_DOCS / "index.html").read_text(encoding="utf-8")
