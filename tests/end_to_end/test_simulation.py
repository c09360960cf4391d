"""Another scheme beside the published result: who moves is shown, and nothing that was landed or published changes."""

from pathlib import Path

import openpyxl
import pytest
from typer.testing import CliRunner

from orchestration.cli.main import app
from orchestration.foundation.errors import UserError
from orchestration.foundation.periods import Period
from orchestration.foundation.workspace import REPOSITORY, Workspace

SCHEME = "efficiency_office/2020/2020年度绩效考评方案.xlsx"
WEIGHTS, HEADER_ROW = "权重", 3


def files(folders: Workspace) -> set[str]:
    return {
        str(path.relative_to(folders.warehouse)) for path in folders.warehouse.rglob("*") if path.is_file()
    }


def simulate(folders: Workspace, scheme: Path, *more: str) -> str:
    options = ["--raw", str(folders.raw), "--warehouse", str(folders.warehouse)]
    result = CliRunner().invoke(
        app, ["simulate", "2020", str(scheme), *options, *more], catch_exceptions=False
    )
    assert result.exit_code == 0, result.output
    return str(result.output)


def test_another_weight_moves_units_and_nothing_else(published_sample: Workspace, tmp_path: Path) -> None:
    workbook = openpyxl.load_workbook(REPOSITORY / "raw" / SCHEME)
    for row in workbook[WEIGHTS].iter_rows(min_row=HEADER_ROW + 1):
        if row[1].value == "GDP_GROWTH":
            row[2].value = 2 * float(str(row[2].value))
    path = tmp_path / "2020年度绩效考评方案（试算）.xlsx"
    workbook.save(path)
    before = files(published_sample)
    current = published_sample.current("annual", Period(2020)).resolve()
    text = simulate(published_sample, path)
    assert "地区生产总值增速" in text
    assert " 0 个单位有变化" not in text
    assert files(published_sample) == before
    assert published_sample.current("annual", Period(2020)).resolve() == current


def test_the_same_scheme_moves_nobody(published_sample: Workspace) -> None:
    assert "0 个单位有变化" in simulate(published_sample, REPOSITORY / "raw" / SCHEME)


def test_what_is_no_scheme_is_refused(published_sample: Workspace, tmp_path: Path) -> None:
    other = tmp_path / "2020年度绩效考评方案.xlsx"
    other.write_bytes(b"PK\x03\x04damaged")
    before = files(published_sample)
    with pytest.raises(UserError, match="不能作为考评方案"):
        simulate(published_sample, other)
    with pytest.raises(UserError, match="没有文件"):
        simulate(published_sample, tmp_path / "nothing.xlsx")
    assert files(published_sample) == before


def test_two_years_are_compared(published_sample: Workspace) -> None:
    options = ["--warehouse", str(published_sample.warehouse)]
    result = CliRunner().invoke(
        app, ["diff", "2019", "2020", *options, "--unit", "鼓楼区"], catch_exceptions=False
    )
    assert result.exit_code == 0
    assert "综合得分 composite" in result.output
    with pytest.raises(UserError, match="只发布过一次"):
        CliRunner().invoke(app, ["diff", "2020", *options], catch_exceptions=False)
