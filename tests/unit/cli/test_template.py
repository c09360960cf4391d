"""`jixiao template`: which dataset is meant, where the form goes, and what is refused, in words a person can use."""

import datetime as dt
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from orchestration.cli.main import app
from orchestration.cli.papers import find_contract, in_force, target
from orchestration.contracts import Contracts, load_contracts
from orchestration.foundation.errors import UserError
from orchestration.foundation.periods import Period
from orchestration.foundation.workspace import REPOSITORY, Workspace
from orchestration.intake import receive

RAW = REPOSITORY / "raw"
CONTRACTS: Contracts = load_contracts(RAW)
NOW = dt.datetime(2021, 3, 1, tzinfo=dt.UTC)


@pytest.fixture
def folders(tmp_path: Path) -> Workspace:
    workspace = Workspace(tmp_path / "raw", tmp_path / "warehouse")
    workspace.raw.mkdir()
    return workspace


def run(folders: Workspace, *arguments: str) -> str:
    """Run the command; a user's error comes as the exception that `main` prints."""
    options = ["--raw", str(folders.raw), "--warehouse", str(folders.warehouse)]
    result = CliRunner().invoke(app, ["template", *arguments, *options])
    if isinstance(result.exception, UserError):
        raise result.exception
    assert result.exit_code == 0, result.output
    return result.output


@pytest.mark.parametrize(
    "name",
    ["finance.budget_execution", "budget_execution", "一般公共预算执行情况", "Finance.Budget_Execution"],
)
def test_a_dataset_is_found_by_code_or_chinese_name(name: str) -> None:
    assert find_contract(CONTRACTS, name).key == ("finance", "budget_execution")


def test_a_dataset_that_is_misspelt_gets_the_nearest_names() -> None:
    with pytest.raises(UserError) as told:
        find_contract(CONTRACTS, "county_acounts")
    assert "相近的有：statistics.county_accounts（县（市）区国民经济核算）" in told.value.message_zh
    assert "Nearest: statistics.county_accounts" in told.value.message_en


def test_a_name_like_none_gets_all_names() -> None:
    with pytest.raises(UserError) as told:
        find_contract(CONTRACTS, "zzz")
    assert all(contract.name_zh in told.value.message_zh for contract in CONTRACTS)


def test_a_name_of_two_bureaus_must_be_written_in_full() -> None:
    one, other = CONTRACTS.all[:2]
    twins = Contracts((one, type(other)(**{**vars(other), "dataset": one.dataset})))
    with pytest.raises(UserError, match="对应多个数据集"):
        find_contract(twins, one.dataset)


@pytest.mark.parametrize(
    ("dataset", "period", "words"),
    [("county_accounts", "2020Q1", "请写 2020"), ("project_progress", "2020", "请写 2020Q1")],
)
def test_a_period_of_the_wrong_kind_is_told(dataset: str, period: str, words: str) -> None:
    with pytest.raises(UserError, match=words):
        in_force(CONTRACTS, find_contract(CONTRACTS, dataset), Period.parse(period))


def test_a_form_is_that_of_the_layout_in_force() -> None:
    newest = find_contract(CONTRACTS, "county_accounts")
    assert in_force(CONTRACTS, newest, Period(2020)) is newest
    assert in_force(CONTRACTS, newest, Period(2018)) is CONTRACTS.earlier[0]


def test_a_period_for_which_no_layout_is_agreed_is_told() -> None:
    contract = find_contract(CONTRACTS, "livelihood")
    later = type(contract)(**{**vars(contract), "valid_from": Period(2030)})
    with pytest.raises(UserError, match="没有约定 2020 期的表式"):
        in_force(Contracts((later,)), later, Period(2020))


def test_the_form_goes_into_a_folder_under_the_agreed_name_or_to_a_file(tmp_path: Path) -> None:
    assert target(tmp_path, "甲.xlsx") == tmp_path / "甲.xlsx"
    assert target(tmp_path / "new", "甲.xlsx") == tmp_path / "new" / "甲.xlsx"
    assert target(tmp_path / "mine.xlsx", "甲.xlsx") == tmp_path / "mine.xlsx"
    with pytest.raises(UserError, match="请给出文件夹或"):
        target(tmp_path / "mine.xlsx", "甲.csv")


def test_a_form_is_written_with_the_register_s_units_and_the_next_steps(
    folders: Workspace, tmp_path: Path
) -> None:
    register = folders.raw / "efficiency_office" / "2020" / "2020年考评单位名录.xlsx"
    register.parent.mkdir(parents=True)
    shutil.copy(RAW / "efficiency_office" / "2020" / register.name, register)
    assert receive(folders, CONTRACTS, register, now=NOW).accepted
    said = run(folders, "organ_budget", "2021", "-o", str(tmp_path / "out"))
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "2021年市直部门预算执行情况-填报说明.xlsx",
        "2021年市直部门预算执行情况.csv",
    ]
    assert "2021年考评单位名录尚未接收，单位取自2020年名录" in said
    assert "raw/finance/2021/2021年市直部门预算执行情况.csv" in said
    assert len((tmp_path / "out" / "2021年市直部门预算执行情况.csv").read_bytes().splitlines()) > 60


def test_a_form_that_stands_there_is_replaced_only_by_force(folders: Workspace, tmp_path: Path) -> None:
    run(folders, "organ_budget", "2020", "-o", str(tmp_path))
    form = tmp_path / "2020年市直部门预算执行情况.csv"
    form.write_text("filled in", encoding="utf-8")
    with pytest.raises(UserError, match="--force"):
        run(folders, "organ_budget", "2020", "-o", str(tmp_path))
    assert form.read_text(encoding="utf-8") == "filled in"
    run(folders, "organ_budget", "2020", "-o", str(tmp_path), "--force")
    assert form.read_bytes().startswith(b"\xef\xbb\xbf")


def test_no_form_is_written_where_bureaus_drop_files(folders: Workspace) -> None:
    with pytest.raises(UserError, match="会被当作报送文件接收"):
        run(folders, "organ_budget", "2020", "-o", str(folders.raw / "finance" / "2020"))
    assert list(folders.raw.iterdir()) == []
