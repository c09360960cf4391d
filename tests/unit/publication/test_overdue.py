"""What is overdue of a published year on a day: by the release and the day alone, in words of both languages, with an exit code to act on."""

import datetime as dt
import io
import json
from pathlib import Path
from typing import Any

import duckdb
import pytest
from rich.console import Console
from typer.testing import CliRunner

from orchestration.cli.main import app
from orchestration.cli.results import print_release
from orchestration.foundation.errors import UserError
from orchestration.foundation.periods import Period
from orchestration.foundation.workspace import Workspace
from orchestration.gate import judge
from orchestration.publication import Release, overdue, publish
from tests.unit.publication.candidates import NOW, dbt_run, make_candidate

DUE = dt.date(2021, 3, 31)


def published(workspace: Workspace, folder: Path, edit: str = "") -> Release:
    """Publish a year whose items are due on the last of March; `edit` changes what it says."""
    build = make_candidate(
        folder / "annual-2020-000000000006.six", build_id="annual-2020-000000000006", edit=edit
    )
    verdict = judge(build, run_tests=lambda _: dbt_run(), now=NOW)
    assert verdict.passed, verdict.failed
    return publish(workspace, build, now=NOW)


@pytest.fixture
def release(workspace: Workspace, tmp_path: Path) -> Release:
    """A year in which nobody has reported on anything, of which no day was asked for either."""
    return published(
        workspace,
        tmp_path,
        "update marts.fct_rectification_item set item_state = 'open', overdue_days = null, state_date = null, report_date = null, "
        "progress_text = null, progress_pct = null; delete from marts.rpt_overdue_rectification",
    )


def run(workspace: Workspace, *arguments: str, code: int) -> str:
    """Run the command; a user's error comes as the exception that `main` prints."""
    options = ["--raw", str(workspace.raw), "--warehouse", str(workspace.warehouse)]
    result = CliRunner().invoke(app, ["overdue", *arguments, *options])
    if isinstance(result.exception, UserError):
        raise result.exception
    assert result.exit_code == code, result.output
    return result.output


def test_an_item_is_overdue_from_the_day_after_it_was_due(release: Release) -> None:
    assert overdue(release, DUE).rows == []
    found = overdue(release, DUE + dt.timedelta(days=1))
    assert found.rows
    assert {row["overdue_days"] for row in found.rows} == {1}
    assert (found.item_count, found.due_count, found.last_report_date) == (
        len(found.rows),
        len(found.rows),
        None,
    )


@pytest.mark.parametrize(
    ("state", "is_listed"),
    [("open", True), ("in_progress", True), ("overdue", True), ("submitted", False), ("closed", False)],
)
def test_what_is_done_or_said_to_be_is_not_overdue(
    workspace: Workspace, tmp_path: Path, state: str, is_listed: bool
) -> None:
    told = published(
        workspace,
        tmp_path,
        f"update marts.fct_rectification_item set item_state = '{state}' where unit_code = '350101'",
    )
    units = {row["unit_code"] for row in overdue(told, dt.date(2021, 6, 1)).rows}
    assert ("350101" in units) == is_listed
    assert units - {"350101"}


def test_the_release_that_nobody_reported_on_lists_what_its_mart_can_not(
    workspace: Workspace, release: Release
) -> None:
    assert not duckdb.sql(f"from '{release.folder}/parquet/rpt_overdue_rectification.parquet'").fetchall()
    shown = run(workspace, "2020", "--as-of", "2021-04-30", code=3)
    for words in (
        "逾期整改事项 overdue items",
        "350101",
        "2020-350101-weak_indicator-GDP",
        "< 70",
        "2021-03-31",
        "30",
        "未报送 none",
    ):
        assert words in shown
    assert "尚无单位报送整改进展 no unit has reported progress" in shown


def test_the_latest_year_and_today_hold_where_nothing_is_said(workspace: Workspace, release: Release) -> None:
    assert release.release_id in run(workspace, code=3)


def test_what_was_reported_last_stands_beside_the_item(workspace: Workspace, tmp_path: Path) -> None:
    published(workspace, tmp_path)
    shown = run(workspace, "--as-of", "2021-04-01", code=3)
    assert "已安排专人办理" in shown
    assert "40%" in shown
    assert "发布结果含此日之后的进展" in shown
    assert "最近一次进展报送 last report: 2021-04-02" in shown


def test_a_day_on_which_nothing_is_overdue_ends_well(workspace: Workspace, release: Release) -> None:
    shown = run(workspace, "--as-of", "2021-03-31", code=0)
    assert "没有逾期的整改事项。 No rectification item is overdue." in shown


def test_items_without_a_due_day_are_told(workspace: Workspace, tmp_path: Path) -> None:
    published(workspace, tmp_path, "update marts.fct_rectification_item set due_date = null")
    shown = run(workspace, "--as-of", "2021-06-01", code=0)
    assert "项没有期限（方案未写 feedback_date）" in shown
    assert "items have no due day" in shown


def test_machines_get_rows(workspace: Workspace, release: Release) -> None:
    told: dict[str, Any] = json.loads(run(workspace, "--as-of", "2021-04-02", "--json", code=3))
    assert (told["release"], told["as_of"], told["last_report"]) == (release.release_id, "2021-04-02", None)
    assert {item["overdue_days"] for item in told["items"]} == {2}


@pytest.mark.parametrize(
    ("arguments", "zh", "en"),
    [
        (("--as-of", "30.4.2021"), "--as-of 请写成 2021-04-30", "is no day"),
        (("2019",), "2019 年尚无发布结果", "2019 has no published release"),
        (("20x",), "不是有效期别", "is not a period"),
    ],
)
def test_misuse_says_what_to_write(
    workspace: Workspace, release: Release, arguments: tuple[str, ...], zh: str, en: str
) -> None:
    with pytest.raises(UserError) as told:
        run(workspace, *arguments, code=2)
    assert zh in told.value.message_zh
    assert en in told.value.message_en


def test_a_warehouse_without_releases_says_so(workspace: Workspace) -> None:
    with pytest.raises(UserError) as told:
        run(workspace, code=2)
    assert "No year has a published release" in told.value.message_en


def test_a_release_from_before_items_had_states_says_so(release: Release) -> None:
    path = release.folder / "parquet" / "fct_rectification_item.parquet"
    path.chmod(0o644)
    path.parent.chmod(0o755)
    later = "exclude (due_date, report_date, comment_count) replace ('assigned' as item_state)"
    duckdb.sql(f"copy (select * {later} from '{path}') to '{path}.older' (format parquet)")
    path.with_name(f"{path.name}.older").replace(path)
    with pytest.raises(UserError, match="before items had due days and states"):
        overdue(release, DUE)


def test_a_run_says_that_nothing_counts_as_overdue_where_no_day_is_known(
    workspace: Workspace, release: Release
) -> None:
    console = Console(width=400, record=True, file=io.StringIO())
    print_release(console, workspace, "annual", Period(2020))
    shown = console.export_text()
    assert (
        "没有指定日期（--as-of），也没有整改进展报送，因此均不计逾期，请用 jixiao overdue 2020 查看" in shown
    )
    assert "`jixiao overdue 2020` lists those that are today" in shown


def test_a_run_says_as_of_when_items_are_overdue(workspace: Workspace, tmp_path: Path) -> None:
    published(workspace, tmp_path)
    console = Console(width=400, record=True, file=io.StringIO())
    print_release(console, workspace, "annual", Period(2020))
    assert "截至 2021-04-03 逾期 1 overdue as of 2021-04-03" in console.export_text()
