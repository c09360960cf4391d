"""View, object, decide, end to end: an objection holds the signature back; upheld, it leads to a corrected file and a re-run."""

import os
import shutil
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from typer.testing import CliRunner

from orchestration.cli.main import app
from orchestration.explain import render_difference
from orchestration.foundation.errors import Refused
from orchestration.foundation.hashing import sha256_file
from orchestration.foundation.periods import Period
from orchestration.foundation.workspace import REPOSITORY, Workspace
from orchestration.publication import Release, current_release
from orchestration.publication.signing import public_text
from orchestration.results import difference
from tests.end_to_end.conftest import Runner
from tests.unit.explain.test_difference import shown
from tests.unit.intake.workshop import DECISION, OBJECTION, write_workbook
from tests.unit.publication.signers import key_file

YEAR = Period(2020)
KEY = Ed25519PrivateKey.from_private_bytes(bytes(32))
UNIT, INDICATOR = "350102", "GDP_GROWTH"
CELL, DELIVERED = "D6", 103.2
FIRST, SECOND = "2021-03-02T09:00:00+08:00", "2021-03-03T09:00:00+08:00"


@pytest.fixture
def city(published_sample: Workspace, tmp_path: Path) -> Workspace:
    """Both years published, with a raw folder of its own in which the scheme admits 张三."""
    warehouse = tmp_path / "warehouse"
    # What has landed or was published never changes, so links are as good as copies.
    shutil.copytree(published_sample.warehouse, warehouse, copy_function=os.link, symlinks=True)
    shutil.copytree(REPOSITORY / "raw", tmp_path / "raw")
    city = Workspace(tmp_path / "raw", warehouse)
    path = next(city.raw.glob("efficiency_office/2020/*考评方案*.xlsx"))
    scheme = openpyxl.load_workbook(path)
    sheet = scheme.create_sheet("审批人")
    for row in (["2020年审批人"], ["姓名", "公钥", "可签发类型"], ["张三", public_text(KEY), None]):
        sheet.append(row)
    scheme.save(path)
    return city


def _object(city: Workspace, release: str, decision: dict[str, Any] | None) -> None:
    about = {"单位代码": UNIT, "指标代码": INDICATOR, "发布编号": release, "提出日期": "2021-01-20"}
    usual = {"异议": (OBJECTION, about), "处理": (DECISION, decision)}
    sheets = {
        sheet: [[f"2020年{sheet}"], list(told), list({**told, **other}.values())]
        for sheet, (told, other) in usual.items()
        if other is not None
    }
    path = next(city.raw.glob("efficiency_office/2020/*异议处理*.xlsx"))
    path.unlink()
    write_workbook(path, sheets)


def _run(city: Workspace, now: str) -> Release:
    runner = Runner(city, now)
    received = runner.launch("annual_intake", "2020")
    assert received.success, (received.messages, received.faults)
    outcome = runner.launch("annual_evaluation", "2020")
    assert outcome.success, (outcome.messages, outcome.faults)
    release = current_release(city, "annual", YEAR)
    assert release is not None
    return release


def _sign(city: Workspace, release: str) -> Release | None:
    """Sign by command, as the approver whom the dropped scheme admits; raise what it refuses with."""
    key = str(key_file(city.warehouse / "keys", KEY))
    command = ["approve", "2020", release, "--as", "张三", "--key", key, "--warehouse", str(city.warehouse)]
    answer = CliRunner().invoke(app, command)
    if answer.exception is not None:
        raise answer.exception
    return current_release(city, "annual", YEAR)


def test_an_objection_is_held_decided_corrected_and_told(city: Workspace) -> None:
    seen = current_release(city, "annual", YEAR)
    assert seen is not None
    _object(city, seen.release_id, None)
    held = _run(city, FIRST)
    with pytest.raises(Refused, match="has not been answered"):
        _sign(city, held.release_id)

    accounts = next(city.raw.glob("statistics/2020/*国民经济核算*"))
    workbook = openpyxl.load_workbook(accounts)
    assert workbook.worksheets[0][CELL].value == DELIVERED
    workbook.worksheets[0][CELL] = DELIVERED + 0.1
    workbook.save(accounts)
    upheld = {"更正文件哈希": sha256_file(accounts)[:16], "答复日期": "2021-02-01", "决定日期": "2021-02-02"}
    _object(city, seen.release_id, upheld)
    provisional = _run(city, SECOND)
    final = _sign(city, provisional.release_id)
    assert final is not None
    assert final.manifest["approval"]["by"] == "张三"
    assert (final.release_type, current_release(city, "annual", YEAR)) == ("final", final)

    found = difference(held.folder, final.folder)
    [decision] = found.decisions
    assert (decision.row["objection_state"], decision.row["unit_code"]) == ("upheld", UNIT)
    assert decision.row["corrected_file_name"] == accounts.name
    assert decision.node is not None
    assert decision.node.change > 0
    assert decision.unit.change is not None
    assert sum(item.change for item in decision.unit.contributions) == decision.unit.change
    assert "底册证实少计" in shown(found)
    assert render_difference(found, UNIT)
