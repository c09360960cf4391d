"""Negative twins of the gate, end to end: one thing is poisoned, and what was published stands untouched."""

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from typer.testing import CliRunner

from orchestration.cli.main import app
from orchestration.evaluation.candidates import Build, latest_candidate
from orchestration.foundation.atomic import write_json
from orchestration.foundation.errors import Refused
from orchestration.foundation.periods import Period
from orchestration.foundation.workspace import REPOSITORY, Workspace
from tests.end_to_end.conftest import Runner

YEAR = Period(2020)
REFUSED = 3
LATER = "2021-04-01T09:00:00+08:00"


@pytest.fixture
def own_copy(published_sample: Workspace, tmp_path: Path) -> Workspace:
    """A warehouse with both years published and a raw folder of its own, to be poisoned."""
    warehouse = tmp_path / "warehouse"
    # Published and landed files never change, so links are as good as copies; what a test poisons it replaces by rename.
    shutil.copytree(published_sample.warehouse, warehouse, copy_function=os.link, symlinks=True)
    shutil.copytree(REPOSITORY / "raw", tmp_path / "raw")
    return Workspace(tmp_path / "raw", warehouse)


def _state(folders: Workspace) -> tuple[str, list[str]]:
    current = folders.current("annual", YEAR)
    return str(current.readlink()), sorted(path.name for path in current.parent.iterdir())


def _edit(
    folders: Workspace,
    pattern: str,
    sheet: str,
    change: Callable[[openpyxl.worksheet.worksheet.Worksheet], None],
) -> Path:
    path = next(folders.raw.glob(pattern))
    workbook = openpyxl.load_workbook(path)
    change(workbook[sheet])
    workbook.save(path)
    return path


def _candidate(folders: Workspace) -> Build:
    build = latest_candidate(folders, "annual", YEAR)
    assert build is not None
    return build


def test_a_poisoned_cell_is_refused_at_the_door_and_holds_the_year_back(
    own_copy: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def poison(sheet: openpyxl.worksheet.worksheet.Worksheet) -> None:
        cell = next(c for row in sheet.iter_rows() for c in row if c.value == 100.2)
        cell.value = "约100"

    before = _state(own_copy)
    _edit(own_copy, "statistics/2020/*国民经济核算*", "核算", poison)
    monkeypatch.setenv("DAGSTER_HOME", str(tmp_path / "home"))
    folders = ["--raw", str(own_copy.raw), "--warehouse", str(own_copy.warehouse)]
    answer = CliRunner().invoke(app, ["run", "2020", *folders])
    assert answer.exit_code == 3, answer.output
    assert "未发布" in answer.output
    assert "约100" in answer.output
    assert _state(own_copy) == before


def test_weights_that_do_not_sum_to_100_publish_nothing(own_copy: Workspace) -> None:
    def poison(sheet: openpyxl.worksheet.worksheet.Worksheet) -> None:
        row = next(r for r in sheet.iter_rows() if r[1].value == "GDP_GROWTH")
        row[2].value = row[2].value + 1

    before = _state(own_copy)
    _edit(own_copy, "efficiency_office/2020/*绩效考评方案*", "权重", poison)
    outcome = Runner(own_copy, LATER).launch("annual_evaluation", "2020")
    assert not outcome.success
    assert outcome.exit_code == 3
    verdicts = json.loads((_candidate(own_copy).folder / "verdicts.json").read_text(encoding="utf-8"))
    failed = [check for check in verdicts["checks"] if not check["passed"]]
    assert failed
    assert not verdicts["passed"]
    assert _state(own_copy) == before


@pytest.mark.parametrize("poison", ["flip", "drop_check", "remove"])
def test_a_release_asset_on_its_own_refuses_a_tampered_verdict(own_copy: Workspace, poison: str) -> None:
    path = _candidate(own_copy).folder / "verdicts.json"
    verdicts = json.loads(path.read_text(encoding="utf-8"))
    shutil.rmtree(own_copy.published("annual", YEAR))
    if poison == "flip":
        verdicts["checks"][0]["passed"] = False
        write_json(path, verdicts)
    elif poison == "drop_check":
        verdicts["checks"] = verdicts["checks"][1:]
        write_json(path, verdicts)
    else:
        path.unlink()
    outcome = _release_alone(own_copy)
    assert not outcome
    assert not own_copy.current("annual", YEAR).exists()


def test_a_release_asset_on_its_own_refuses_a_changed_table(own_copy: Workspace) -> None:
    path = _candidate(own_copy).folder / "parquet" / "fct_unit_result.parquet"
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.unlink()
    path.write_bytes(bytes(data))
    shutil.rmtree(own_copy.published("annual", YEAR))
    assert not _release_alone(own_copy)
    assert not own_copy.current("annual", YEAR).exists()


def test_a_release_asset_on_its_own_publishes_an_audited_candidate(own_copy: Workspace) -> None:
    before = _state(own_copy)
    shutil.rmtree(own_copy.published("annual", YEAR))
    assert _release_alone(own_copy)
    assert _state(own_copy)[0] == before[0]


def test_final_without_an_approval_is_refused_from_the_ui_and_in_a_backfill(own_copy: Workspace) -> None:
    before = _state(own_copy)
    for tags in ({}, {"dagster/backfill": "b"}):
        assert not _release_alone(own_copy, "final", tags)
    assert _state(own_copy) == before


def test_final_without_an_approval_is_refused_by_the_whole_job(own_copy: Workspace) -> None:
    before = _state(own_copy)
    asked = {"annual_release": {"release_type": "final"}}
    outcome = Runner(own_copy, LATER).launch("annual_evaluation", "2020", config=asked)
    assert not outcome.success
    assert outcome.exit_code == REFUSED
    assert "审批" in "\n".join(outcome.messages)
    assert _state(own_copy) == before


def test_final_by_command_needs_a_name_that_the_scheme_admits(own_copy: Workspace, tmp_path: Path) -> None:
    before, key = _state(own_copy), str(tmp_path / "own.key")
    assert CliRunner().invoke(app, ["keygen", key]).exit_code == 0
    command = ["approve", "2020", before[0], "--as", "张三", "--key", key]
    answer = CliRunner().invoke(app, [*command, "--warehouse", str(own_copy.warehouse)])
    assert isinstance(answer.exception, Refused)
    assert "未授权" in answer.exception.message_zh
    assert _state(own_copy) == before
    answer = CliRunner().invoke(app, ["verify", "--warehouse", str(own_copy.warehouse)])
    assert answer.exit_code == 0, answer.output


def _release_alone(
    folders: Workspace, release_type: str = "provisional", tags: dict[str, str] | None = None
) -> bool:
    import dagster as dg

    runner = Runner(folders)
    job = runner.definitions.resolve_implicit_global_asset_job_def()
    result = job.execute_in_process(
        asset_selection=[dg.AssetKey("annual_release")],
        partition_key="2020",
        instance=runner.instance,
        raise_on_error=False,
        run_config={"ops": {"annual_release": {"config": {"release_type": release_type}}}},
        tags=tags or {},
    )
    return result.success
