"""Another scheme beside the published result: who moves is shown, and nothing that was landed or published changes."""

import datetime as dt
import re
import shutil
from pathlib import Path

import openpyxl
import pytest
from typer.testing import CliRunner

from orchestration.cli.main import app
from orchestration.contracts import load_contracts
from orchestration.foundation.errors import Refused, UserError
from orchestration.foundation.hashing import sha256_file
from orchestration.foundation.workspace import REPOSITORY, Workspace
from orchestration.intake import receive

SCHEME = "efficiency_office/2020/2020年度绩效考评方案.xlsx"
WEIGHTS, METHODS, HEADER_ROW = "权重", "评分方法", 3


def held(folders: Workspace) -> dict[str, tuple[object, ...]]:
    """Return what the warehouse holds: links with where they lead, files with content, identity and how many names they have."""
    found: dict[str, tuple[object, ...]] = {}
    for path in folders.warehouse.rglob("*"):
        name = str(path.relative_to(folders.warehouse))
        if path.is_symlink():
            found[name] = (path.readlink(),)
        elif path.is_file():
            stat = path.stat()
            found[name] = (sha256_file(path), stat.st_ino, stat.st_nlink, stat.st_mode, stat.st_mtime_ns)
    return found


def simulate(folders: Workspace, scheme: Path, *more: str) -> str:
    options = ["--raw", str(folders.raw), "--warehouse", str(folders.warehouse)]
    result = CliRunner().invoke(
        app, ["simulate", "2020", str(scheme), *options, *more], catch_exceptions=False
    )
    assert result.exit_code == 0, result.output
    return str(result.output)


def changed(target: Path, sheet: str, column: str, factor: float, **where: str) -> Path:
    """Write the scheme with numbers of a column multiplied in the rows whose other cells are those asked for."""
    workbook = openpyxl.load_workbook(REPOSITORY / "raw" / SCHEME)
    headers = [cell.value for cell in workbook[sheet][HEADER_ROW]]
    for row in workbook[sheet].iter_rows(min_row=HEADER_ROW + 1):
        if all(row[headers.index(name)].value == value for name, value in where.items()):
            cell = row[headers.index(column)]
            cell.value = factor * float(str(cell.value))
    path = target / "2020年度绩效考评方案（试算）.xlsx"
    workbook.save(path)
    return path


def test_another_weight_moves_units_and_nothing_else(published_sample: Workspace, tmp_path: Path) -> None:
    path = changed(tmp_path, WEIGHTS, "权重", 2, 代码="GDP_GROWTH")
    before = held(published_sample)
    text = simulate(published_sample, path)
    assert "地区生产总值增速" in text
    assert " 0 个单位有变化" not in text
    assert "all but the scheme is what the release read" in text.lower()
    assert "注意" not in text
    assert held(published_sample) == before


def test_one_unit_apart_still_names_the_files_that_differ(
    published_sample: Workspace, tmp_path: Path
) -> None:
    path = changed(tmp_path, WEIGHTS, "权重", 2, 代码="GDP_GROWTH")
    text = simulate(published_sample, path, "--unit", "鼓楼区")
    assert "换了的输入" in text


def test_the_same_scheme_moves_nobody(published_sample: Workspace) -> None:
    assert "0 个单位有变化" in simulate(published_sample, REPOSITORY / "raw" / SCHEME)


def test_a_scheme_that_a_run_refuses_is_not_scored(published_sample: Workspace, tmp_path: Path) -> None:
    """The words are the gate's, and name the rows of the sheet: a simulation keeps no log to find them in."""
    before = held(published_sample)
    path = changed(tmp_path, METHODS, "占比", 2, 指标代码="GDP_GROWTH", 评价角度="目标")
    with pytest.raises(Refused) as refused:
        simulate(published_sample, path)
    assert refused.value.exit_code == 3
    for language in (refused.value.message_zh, refused.value.message_en):
        assert "assert_shares_of_an_indicator_sum_to_one" in language
        assert "indicator_code = GDP_GROWTH" in language
        assert re.search("“评分方法”第 [0-9、]+ 行", language)
    assert "请效能办更正年度方案的“评分方法”表" in refused.value.message_zh
    assert held(published_sample) == before


def test_what_arrives_after_the_release_is_not_seen(published_sample: Workspace, tmp_path: Path) -> None:
    """Another file of figures, accepted since: the simulation stays with those that the release read."""
    folders = Workspace(tmp_path / "raw", tmp_path / "warehouse", published_sample.personal_key)
    for name in ("landing", "published"):
        shutil.copytree(published_sample.warehouse / name, folders.warehouse / name, symlinks=True)
    figures = REPOSITORY / "raw/statistics/2020/2020年县（市）区国民经济核算.xlsx"
    dropped = folders.raw / "statistics" / "2020" / figures.name
    dropped.parent.mkdir(parents=True)
    workbook = openpyxl.load_workbook(figures)
    growth = workbook["核算"]["D6"]
    growth.value = float(str(growth.value)) + 0.1
    workbook.save(dropped)
    receipt = receive(folders, load_contracts(REPOSITORY / "raw"), dropped, now=dt.datetime.now(dt.UTC))
    assert receipt.accepted
    text = simulate(folders, REPOSITORY / "raw" / SCHEME)
    assert "0 个单位有变化" in text
    assert "换了的输入" not in text
    assert "注意" not in text


def test_without_what_the_release_read_nothing_is_simulated(
    published_sample: Workspace, tmp_path: Path
) -> None:
    folders = Workspace(tmp_path / "raw", tmp_path / "warehouse", published_sample.personal_key)
    for name in ("landing", "published"):
        shutil.copytree(published_sample.warehouse / name, folders.warehouse / name, symlinks=True)
    shutil.rmtree(folders.landing / "statistics" / "livelihood" / "2020")
    with pytest.raises(Refused, match="请先从备份恢复 landing"):
        simulate(folders, REPOSITORY / "raw" / SCHEME)


def test_what_is_no_scheme_is_refused(published_sample: Workspace, tmp_path: Path) -> None:
    other = tmp_path / "2020年度绩效考评方案.xlsx"
    other.write_bytes(b"PK\x03\x04damaged")
    before = held(published_sample)
    with pytest.raises(UserError, match="不能作为考评方案"):
        simulate(published_sample, other)
    with pytest.raises(UserError, match="没有文件"):
        simulate(published_sample, tmp_path / "nothing.xlsx")
    assert held(published_sample) == before


def test_two_years_are_compared(published_sample: Workspace) -> None:
    options = ["--warehouse", str(published_sample.warehouse)]
    result = CliRunner().invoke(
        app, ["diff", "2019", "2020", *options, "--unit", "鼓楼区"], catch_exceptions=False
    )
    assert result.exit_code == 0
    assert "综合得分 composite" in result.output
    with pytest.raises(UserError, match="只发布过一次"):
        CliRunner().invoke(app, ["diff", "2020", *options], catch_exceptions=False)
