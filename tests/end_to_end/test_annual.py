"""The sample, received and evaluated through Dagster: what was published, what it says of itself, and that it can be had again."""

import io
import json
from pathlib import Path

import duckdb
import pytest
from rich.console import Console
from typer.testing import CliRunner

from orchestration.cli.main import app
from orchestration.evaluation.candidates import latest_candidate
from orchestration.explain import explain, render
from orchestration.foundation.hashing import content_hash, sha256_file
from orchestration.foundation.periods import Period
from orchestration.foundation.workspace import Workspace
from tests.end_to_end.conftest import Runner

NOTICE_ZH, NOTICE_EN = "演示数据", "sample data, not an official result"


def _rows(release: Path, query: str) -> list[tuple[object, ...]]:
    names = {path.stem: f"read_parquet('{path}')" for path in (release / "parquet").glob("*.parquet")}
    with duckdb.connect() as connection:
        return connection.execute(query.format(**names)).fetchall()


def test_every_evaluated_unit_is_rated_and_ranked(release_2020: Path) -> None:
    counts = _rows(
        release_2020,
        "select count(*), count(composite_score), count(rank_in_group), count(grade_final), count(distinct group_code) "
        "from {fct_unit_result}",
    )
    assert counts == [(256, 256, 256, 256, 9)]


def test_a_release_that_rests_on_sample_data_says_so_everywhere(release_2020: Path) -> None:
    manifest = json.loads((release_2020 / "manifest.json").read_text(encoding="utf-8"))
    pages = [page.read_text(encoding="utf-8") for page in (release_2020 / "report").rglob("*.html")]
    assert len(pages) > 256
    assert manifest["is_synthetic"] is True
    assert _rows(release_2020, "select is_synthetic, notice_en from {meta_release}") == [(True, NOTICE_EN)]
    assert all(NOTICE_ZH in page and NOTICE_EN in page for page in pages)


def test_real_figures_keep_their_nature_beside_synthetic_ones(release_2020: Path) -> None:
    natures = _rows(
        release_2020, "select dataset_code, is_synthetic from {meta_input} where period_code = '2020'"
    )
    assert ("county_accounts", False) in natures
    assert ("responses", True) in natures


def test_two_years_of_the_same_poor_grade_rest_on_last_years_release(
    published_sample: Workspace, release_2020: Path
) -> None:
    previous = published_sample.current("annual", Period(2019)).resolve()
    twice = _rows(
        release_2020,
        "select a.unit_code, a.previous_release_id from {fct_accountability_action} as a "
        "where a.consecutive_years = 2 and a.action_code = 'ADMONITION'",
    )
    poor_last_year = {
        code for (code,) in _rows(previous, "select unit_code from {fct_unit_result} where grade_final = 'C'")
    }
    poor_both = {
        code
        for (code,) in _rows(release_2020, "select unit_code from {fct_unit_result} where grade_final = 'C'")
        if code in poor_last_year
    }
    assert poor_both, "the sample must hold units that were 一般 twice"
    assert {code for code, _ in twice} == poor_both
    assert {release for _, release in twice} == {previous.name}


def test_every_published_score_stands_on_a_cell_that_was_received(
    published_sample: Workspace, release_2020: Path
) -> None:
    untraced = _rows(
        release_2020,
        "select count(*) from {fct_indicator_score} where score is not null "
        "and (value_submission_id is null or value_cell is null)",
    )
    hashes = _rows(release_2020, "select file_sha256 from {meta_input}")
    assert untraced == [(0,)]
    assert len(hashes) > 30
    for (sha256,) in hashes:
        kept = published_sample.received(str(sha256))
        assert sha256_file(kept) == sha256


def test_the_same_inputs_give_the_same_release_again(published_sample: Workspace) -> None:
    before = published_sample.current("annual", Period(2020)).resolve()
    releases = sorted(path.name for path in before.parent.iterdir())
    outcome = Runner(published_sample, "2021-03-02T09:00:00+08:00").launch("annual_evaluation", "2020")
    assert outcome.success, (outcome.messages, outcome.faults)
    assert published_sample.current("annual", Period(2020)).resolve() == before
    assert sorted(path.name for path in before.parent.iterdir()) == releases
    build = latest_candidate(published_sample, "annual", Period(2020))
    assert build is not None
    candidate = json.loads((build.folder / "candidate.json").read_text(encoding="utf-8"))
    manifest = json.loads((before / "manifest.json").read_text(encoding="utf-8"))
    assert (
        candidate["content_hash"]
        == manifest["content_hash"]
        == content_hash({name: table["sha256"] for name, table in candidate["tables"].items()})
    )


@pytest.mark.parametrize("unit", ["350102", "福清市", "3501Z1"])
def test_what_is_explained_adds_up_to_the_published_composite(release_2020: Path, unit: str) -> None:
    explanation = explain(release_2020, unit)
    result = explanation.result
    points = sum(row["points"] for row in explanation.indicators if row["points"] is not None)
    points += sum(row["points"] for row in explanation.scores if row["node_kind"] == "appraisal")
    assert (
        points - result["deduction_points"] + result["bonus_points"] + result["rounding_difference"]
        == result["composite_score"]
    )
    shown = io.StringIO()
    Console(width=120, file=shown).print(render(explanation))
    assert str(round(result["composite_score"], 2)).rstrip("0") in shown.getvalue()


def test_an_indicator_is_explained_with_the_cells_of_its_numbers(published_sample: Workspace) -> None:
    command = ["explain", "2020", "连江县", "GDP_GROWTH", "--warehouse", str(published_sample.warehouse)]
    answer = CliRunner().invoke(app, command)
    assert answer.exit_code == 0
    # 连江县's real index of 2020 is 100.2, in row 13 of the yearbook's table.
    assert "“100.2”" in answer.output
    assert "国民经济核算.xlsx" in answer.output
    assert "核算!" in answer.output


def test_a_quarter_is_monitored_and_published(published_sample: Workspace) -> None:
    outcome = Runner(published_sample).launch("quarterly_monitoring", "2020Q2")
    assert outcome.success, (outcome.messages, outcome.faults)
    release = published_sample.current("monitoring", Period(2020, 2)).resolve()
    periods = _rows(release, "select distinct period_code from {fct_monitoring} order by 1")
    assert periods == [("2020Q1",), ("2020Q2",)]
