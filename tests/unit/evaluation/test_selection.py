"""Which submissions a build reads: the latest per period, as of a moment; what is missing or refused holds it back."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from orchestration.contracts import Contracts, load_contracts
from orchestration.evaluation.selection import required_periods, select
from orchestration.evaluation.submissions import latest_submissions, open_refusals
from orchestration.foundation.errors import Refused
from orchestration.foundation.hashing import sha256_file
from orchestration.foundation.periods import Period
from orchestration.foundation.workspace import REPOSITORY, Workspace

NOW = dt.datetime(2021, 3, 1, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def contracts() -> Contracts:
    return load_contracts(REPOSITORY / "raw")


@pytest.fixture
def folders(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path / "raw", tmp_path / "warehouse")


def _receipt(
    bureau: str, dataset: str, period: str, sha256: str, decided: str, **more: Any
) -> dict[str, Any]:
    return {
        "submission_id": f"{bureau}.{dataset}.{period}.{sha256[:12]}",
        "status": "accepted",
        "bureau": bureau,
        "dataset": dataset,
        "period": period,
        "contract_version": "1.0.0",
        "file": {"name": "f.xlsx", "path": f"{bureau}/{period}/f.xlsx", "sha256": sha256, "bytes": 1},
        "received_at": decided,
        "decided_at": decided,
        "is_synthetic": False,
        "rows": {"rows": 1},
        "columns": {},
        "findings": [],
        **more,
    }


def _land(folders: Workspace, receipt: dict[str, Any], said: dict[str, str] | None = None) -> None:
    folder = folders.landed(
        receipt["bureau"], receipt["dataset"], Period.parse(receipt["period"]), receipt["file"]["sha256"]
    )
    folder.mkdir(parents=True)
    (folder / "receipt.json").write_text(json.dumps(receipt), encoding="utf-8")
    if receipt["dataset"] == "scheme":
        settings = said or {"rank_on": "rounded"}
        table = pa.table({"setting_code": list(settings), "setting_value": list(settings.values())})
        pq.write_table(table, folder / "settings.parquet")


def _everything(folders: Workspace, contracts: Contracts, year: int) -> None:
    for contract in contracts:
        for period in required_periods(contract, "annual", Period(year)):
            _land(
                folders,
                _receipt(
                    contract.bureau, contract.dataset, period.code, "a" * 64, "2021-01-01T00:00:00+00:00"
                ),
            )


def test_the_submission_accepted_last_is_read(folders: Workspace) -> None:
    _land(folders, _receipt("finance", "organ_budget", "2020", "a" * 64, "2021-01-02T00:00:00+00:00"))
    _land(folders, _receipt("finance", "organ_budget", "2020", "b" * 64, "2021-01-01T00:00:00+00:00"))
    assert [s.receipt["file"]["sha256"][0] for s in latest_submissions(folders, NOW)] == ["a"]


def test_as_of_hides_what_was_accepted_later(folders: Workspace) -> None:
    _land(folders, _receipt("finance", "organ_budget", "2020", "a" * 64, "2021-01-01T00:00:00+00:00"))
    _land(folders, _receipt("finance", "organ_budget", "2020", "b" * 64, "2021-02-01T00:00:00+00:00"))
    seen = latest_submissions(folders, dt.datetime(2021, 1, 15, tzinfo=dt.UTC))
    assert [s.receipt["file"]["sha256"][0] for s in seen] == ["a"]


def test_a_complete_year_is_selected_with_its_scheme(folders: Workspace, contracts: Contracts) -> None:
    _everything(folders, contracts, 2020)
    selection = select(folders, contracts, "annual", Period(2020), NOW)
    assert selection.scheme.receipt["dataset"] == "scheme"
    assert len(selection.submissions) == 21
    assert selection.open_findings == ()


def test_a_missing_dataset_is_named_with_the_folder_it_belongs_into(
    folders: Workspace, contracts: Contracts
) -> None:
    _everything(folders, contracts, 2020)
    path = next((folders.landing / "survey").glob("*/*/*/receipt.json"))
    path.unlink()
    with pytest.raises(Refused) as refusal:
        select(folders, contracts, "annual", Period(2020), NOW)
    assert "raw/survey/2020/" in refusal.value.message_en
    assert "公众评议问卷" in refusal.value.message_zh
    assert refusal.value.exit_code == 3


@pytest.mark.parametrize(
    ("said", "years"),
    [
        ({}, {2019, 2020}),
        ({"history_years": "1"}, {2019, 2020}),
        ({"history_years": "3"}, {2017, 2018, 2019, 2020}),
        ({"history_years": "20"}, {2016, 2017, 2018, 2019, 2020}),
        ({"history_years": "21"}, {2019, 2020}),
        ({"history_years": "many"}, {2019, 2020}),
    ],
)
def test_the_scheme_says_how_many_years_a_build_takes(
    folders: Workspace, contracts: Contracts, said: dict[str, str], years: set[int]
) -> None:
    _everything(folders, contracts, 2020)
    scheme = _receipt("efficiency_office", "scheme", "2020", "b" * 64, "2021-01-02T00:00:00+00:00")
    _land(folders, scheme, said)
    for year in range(2016, 2020):
        earlier = _receipt("finance", "budget_execution", str(year), "c" * 64, "2021-01-01T00:00:00+00:00")
        _land(folders, earlier)
    chosen = select(folders, contracts, "annual", Period(2020), NOW).submissions
    assert {submission.period.year for submission in chosen} == years


def test_last_years_scheme_is_not_read(folders: Workspace, contracts: Contracts) -> None:
    _everything(folders, contracts, 2020)
    _everything(folders, contracts, 2019)
    selection = select(folders, contracts, "annual", Period(2020), NOW)
    schemes = [s.period for s in selection.submissions if s.receipt["dataset"] == "scheme"]
    assert schemes == [Period(2020)]
    assert {s.period.year for s in selection.submissions} == {2019, 2020}


def _refuse(folders: Workspace, name: str) -> Path:
    path = folders.raw / "finance" / "2020" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("x", encoding="utf-8")
    receipt = _receipt(
        "finance", "organ_budget", "2020", sha256_file(path), "2021-01-03T00:00:00+00:00", status="refused"
    )
    receipt["file"] |= {"name": name, "path": f"finance/2020/{name}"}
    receipt["findings"] = [{"rule": "C02", "severity": "ERROR", "file": name, "cell": "C2"}]
    folder = folders.refused / "finance" / "2020" / "x-01"
    folder.mkdir(parents=True)
    (folder / "receipt.json").write_text(json.dumps(receipt), encoding="utf-8")
    return path


def test_a_refused_file_that_still_lies_there_is_an_open_finding(
    folders: Workspace, contracts: Contracts
) -> None:
    _everything(folders, contracts, 2020)
    _refuse(folders, "f.csv")
    selection = select(folders, contracts, "annual", Period(2020), NOW)
    assert [(f["rule"], f["dataset"], f["period"]) for f in selection.open_findings] == [
        ("C02", "organ_budget", "2020")
    ]


@pytest.mark.parametrize("settle", ["taken away", "corrected"])
def test_a_refusal_is_settled_by_taking_the_file_away_or_correcting_it(
    folders: Workspace, settle: str
) -> None:
    path = _refuse(folders, "f.csv")
    assert len(open_refusals(folders, (2020,), NOW)) == 1
    path.unlink() if settle == "taken away" else path.write_text("corrected", encoding="utf-8")
    assert open_refusals(folders, (2020,), NOW) == []


def test_a_refusal_is_settled_when_the_same_file_is_accepted_after_all(folders: Workspace) -> None:
    path = _refuse(folders, "f.csv")
    receipt = _receipt("finance", "organ_budget", "2020", sha256_file(path), "2021-01-04T00:00:00+00:00")
    receipt["file"] |= {"name": "f.csv", "path": "finance/2020/f.csv"}
    _land(folders, receipt)
    assert open_refusals(folders, (2020,), NOW) == []


def test_a_query_of_an_accepted_file_is_an_open_finding(folders: Workspace, contracts: Contracts) -> None:
    _everything(folders, contracts, 2020)
    query = [{"rule": "P01", "severity": "QUERY", "file": "f", "cell": "B2"}]
    _land(
        folders,
        _receipt("finance", "organ_budget", "2020", "c" * 64, "2021-02-01T00:00:00+00:00", findings=query),
    )
    selection = select(folders, contracts, "annual", Period(2020), NOW)
    assert [f["rule"] for f in selection.open_findings] == ["P01"]


def test_monitoring_needs_scheme_register_and_the_quarters_so_far(contracts: Contracts) -> None:
    needed = {
        (c.dataset, p.code) for c in contracts for p in required_periods(c, "monitoring", Period(2020, 2))
    }
    assert needed == {
        ("scheme", "2020"),
        ("unit_register", "2020"),
        ("quarterly_economy", "2020Q1"),
        ("quarterly_economy", "2020Q2"),
        ("project_progress", "2020Q1"),
        ("project_progress", "2020Q2"),
    }
