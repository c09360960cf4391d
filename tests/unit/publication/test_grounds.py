"""A year whose consequences rest on a replaced release of the year before is told as stale, until it is computed anew."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from orchestration.cli.main import app
from orchestration.defs.publication import stale_check
from orchestration.defs.resources import WorkspaceResource
from orchestration.foundation.periods import Period
from orchestration.foundation.workspace import Workspace
from orchestration.gate import judge
from orchestration.publication import Release, publish, stale_year, stale_years
from tests.unit.publication.candidates import NOW, dbt_run, make_candidate

pytestmark = pytest.mark.usefixtures("quick_database")
LAST, YEAR = Period(2019), Period(2020)


def _publish(
    workspace: Workspace, folder: Path, period: Period, number: int, edit: str = "", **facts: object
) -> Release:
    build = make_candidate(
        folder / f"{period}-{number}",
        period=period.code,
        build_id=f"annual-{period}-{number:012d}",
        edit=edit,
        **facts,
    )
    assert judge(build, run_tests=lambda _: dbt_run(), now=NOW).passed
    return publish(workspace, build, now=NOW)


def _rests_on(release: Release) -> dict[str, str]:
    return {"release_id": release.release_id, "content_hash": release.content_hash}


def _regrade(grade: str) -> str:
    return f"update marts.fct_unit_result set grade_final = '{grade}' where unit_id in ('U5', 'U7')"


@pytest.fixture
def two_years(workspace: Workspace, tmp_path: Path) -> Release:
    """2019, and 2020 resting on it; returns 2019's release."""
    before = _publish(workspace, tmp_path, LAST, 1, _regrade("C"))
    _publish(workspace, tmp_path, YEAR, 1, previous_release=_rests_on(before))
    return before


def _check(workspace: Workspace) -> tuple[bool, object]:
    resource = WorkspaceResource(raw=str(workspace.raw), warehouse=str(workspace.warehouse))
    result = stale_check(resource)
    return result.passed, result.metadata["stale_years"].value


@pytest.mark.usefixtures("two_years")
def test_a_year_that_rests_on_the_current_release_is_not_stale(workspace: Workspace) -> None:
    assert stale_year(workspace, YEAR) is None
    assert list(stale_years(workspace)) == []
    assert _check(workspace) == (True, [])


def test_a_corrected_year_makes_the_later_one_stale_and_says_whose_grade_changed(
    workspace: Workspace, tmp_path: Path, two_years: Release
) -> None:
    corrected = _publish(workspace, tmp_path, LAST, 2, _regrade("B"))
    (stale,) = stale_years(workspace)
    assert (stale.period, stale.used, stale.standing) == (YEAR, two_years.release_id, corrected.release_id)
    assert stale.changed_units == ("U5", "U7")
    assert two_years.release_id in stale.message_zh
    assert corrected.release_id in stale.message_en
    assert "jixiao run 2020" in stale.message_zh
    assert _check(workspace) == (False, ["2020"])
    assert stale_year(workspace, LAST) is None
    folders = ["--raw", str(workspace.raw), "--warehouse", str(workspace.warehouse)]
    answer = CliRunner().invoke(app, ["status", "2020", "--json", *folders], catch_exceptions=False)
    assert answer.exit_code == 3
    assert json.loads(answer.output)["stale"] == {
        "period": "2020",
        "release_id": "annual-2020-000000000001",
        "rests_on": two_years.release_id,
        "current": corrected.release_id,
        "changed_units": ["U5", "U7"],
    }
    assert "结果运用依据 2019 年发布" in CliRunner().invoke(app, ["status", "2020", *folders]).output


def test_it_is_stale_no_longer_once_computed_anew_or_once_the_old_release_is_current_again(
    workspace: Workspace, tmp_path: Path, two_years: Release
) -> None:
    corrected = _publish(workspace, tmp_path, LAST, 2, _regrade("B"))
    publish(workspace, tmp_path / "2019-1", now=NOW)
    assert stale_year(workspace, YEAR) is None
    publish(workspace, tmp_path / "2019-2", now=NOW)
    assert stale_year(workspace, YEAR) is not None
    _publish(workspace, tmp_path, YEAR, 2, previous_release=_rests_on(corrected))
    assert stale_year(workspace, YEAR) is None
    assert two_years.release_id != corrected.release_id


def test_a_year_published_before_the_year_before_it_is_stale_without_a_count(
    workspace: Workspace, tmp_path: Path
) -> None:
    _publish(workspace, tmp_path, YEAR, 1)
    assert stale_year(workspace, YEAR) is None
    before = _publish(workspace, tmp_path, LAST, 1)
    stale = stale_year(workspace, YEAR)
    assert stale is not None
    assert (stale.used, stale.standing, stale.changed_units) == (None, before.release_id, None)
    assert "（无）" in stale.message_zh


def test_a_year_without_a_release_is_not_stale(workspace: Workspace) -> None:
    assert stale_year(workspace, YEAR) is None
