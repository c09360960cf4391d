"""The queue comes as a form that is accepted as it is, empty answers included, and keeps what was answered before."""

import datetime as dt
import shutil
from pathlib import Path

import duckdb
import openpyxl
import pyarrow.parquet as pq
import pytest

from orchestration.contracts import load_contracts
from orchestration.foundation.workspace import REPOSITORY, Workspace
from orchestration.intake import receive
from orchestration.papers.comment_queue import KEY, write_queue

CONTRACTS = load_contracts(REPOSITORY / "raw")
NOW = dt.datetime(2021, 3, 1, tzinfo=dt.UTC)
FORM = "2020年意见人工分派.xlsx"
TABLES = """
create schema intermediate;
create table intermediate.int_comment__comments as
    from (values ('C1', '350102', '=路灯不亮'), ('C2', '350103', '井盖松动'), ('C3', '350103', '道路不平')) as t (comment_id, unit_code, comment_text);
create table intermediate.int_unit__participants as
    from (values ('350102', '鼓楼区'), ('350103', '台江区')) as t (unit_code, unit_name_zh);
create table intermediate.int_comment__routes as
    from (values ('C1', 'queued'), ('C2', 'manual'), ('C3', 'rule')) as t (comment_id, routing_kind);
create table intermediate.int_comment__answers as
    select 'C2' as comment_id, 'rectify' as handling_kind, 'COVERS' as topic_code, '井盖' as topic_name_zh, '350102' as unit_code,
        20 as due_days, '演示人员' as decided_by, date '2021-02-20' as decided_date;
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    made = Workspace(tmp_path / "raw", tmp_path / "warehouse")
    folder = made.raw / "efficiency_office" / "2020"
    folder.mkdir(parents=True)
    register = "2020年考评单位名录.xlsx"
    shutil.copy(REPOSITORY / "raw" / "efficiency_office" / "2020" / register, folder / register)
    assert receive(made, CONTRACTS, folder / register, now=NOW).accepted
    return made


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "candidate.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute(TABLES)
    return path


def _written(workspace: Workspace, database: Path) -> Path | None:
    return write_queue(workspace, CONTRACTS.get(*KEY), database, "2020", moment=NOW)


def test_the_form_goes_back_through_the_door_with_what_was_answered_and_what_is_new(
    workspace: Workspace, database: Path
) -> None:
    form = _written(workspace, database)
    assert form is not None
    assert form.relative_to(workspace.warehouse) == Path("answers/efficiency_office/2020", FORM)
    book = openpyxl.load_workbook(form)
    # The open one first; the one that a rule routes is not there.
    assert [book.active.cell(row, 1).value for row in (4, 5, 6)] == ["C1", "C2", None]
    assert book.active["C4"].data_type == "s", "a comment is never computed"
    book.active["D4"] = "留存"
    dropped = workspace.raw / "efficiency_office" / "2020" / FORM
    book.save(dropped)
    receipt = receive(workspace, CONTRACTS, dropped, now=NOW)
    assert [(f.rule, f.cell, f.message_en) for f in receipt.findings] == []
    (landed,) = (workspace.landing / "efficiency_office" / "comment_routing" / "2020").glob("*/rows.parquet")
    told = [
        (row["comment_id"], row["handling_kind"], row["topic_code"], row["unit_code"], row["due_days"])
        for row in pq.read_table(landed).to_pylist()
    ]
    assert told == [("C1", "留存", None, None, None), ("C2", "整改", "COVERS", "350102", "20")]


def test_the_form_goes_when_nothing_is_left_over(workspace: Workspace, database: Path) -> None:
    form = _written(workspace, database)
    assert form is not None
    first = form.read_bytes()
    assert _written(workspace, database) == form
    assert form.read_bytes() == first
    with duckdb.connect(str(database)) as connection:
        connection.execute("delete from intermediate.int_comment__routes where routing_kind <> 'rule'")
    assert _written(workspace, database) is None
    assert not form.exists()
