"""Forms that LibreOffice filled in and saved are accepted, with the figures that were typed, and keep their checks.

The files and what was typed into them stand under tests/corpus/good/libreoffice; tests/corpus/make_libreoffice.py made them.
"""

import datetime as dt
import json
import shutil
from pathlib import Path

import openpyxl
import pyarrow.parquet as pq
import pytest

from orchestration.contracts import Contracts, load_contracts
from orchestration.foundation.workspace import REPOSITORY, Workspace
from orchestration.intake import Receipt, receive

FOLDER = REPOSITORY / "tests" / "corpus" / "good" / "libreoffice"
RAW = REPOSITORY / "raw"
NOW = dt.datetime(2021, 3, 1, tzinfo=dt.UTC)
ACCOUNTS, PROJECTS, HONOURS = (
    "2020年县（市）区国民经济核算",
    "2020年二季度重点项目投资进度",
    "2020年表彰奖励与一票否决",
)
WHERE = {ACCOUNTS: "statistics/2020", PROJECTS: "development_reform/2020Q2", HONOURS: "organisation/2020"}
TYPED = json.loads((FOLDER / "typed.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def contracts() -> Contracts:
    return load_contracts(RAW)


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory, contracts: Contracts) -> Workspace:
    """A warehouse in which the sample's unit register of 2020 is accepted."""
    folder = tmp_path_factory.mktemp("city")
    workspace = Workspace(folder / "raw", folder / "warehouse")
    register = RAW / "efficiency_office" / "2020" / "2020年考评单位名录.xlsx"
    assert _drop(workspace, contracts, register, "efficiency_office/2020").accepted
    return workspace


def _drop(workspace: Workspace, contracts: Contracts, file: Path, where: str) -> Receipt:
    path = workspace.raw / where / file.name
    path.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(file, path)
    return receive(workspace, contracts, path, now=NOW)


def _landed(workspace: Workspace, receipt: Receipt) -> list[dict[str, str | None]]:
    folder = next(workspace.landing.glob(f"*/*/*/{receipt.file['sha256'][:16]}"))
    rows: list[dict[str, str | None]] = pq.read_table(folder / "rows.parquet").to_pylist()
    return rows


@pytest.mark.parametrize("suffix", [".xlsx", ".ods"])
@pytest.mark.parametrize("name", WHERE)
def test_a_form_that_libreoffice_saved_is_accepted(
    city: Workspace, contracts: Contracts, name: str, suffix: str
) -> None:
    receipt = _drop(city, contracts, FOLDER / f"{name}{suffix}", WHERE[name])
    # Figures of real counties raise questions; nothing else is found.
    assert {(f.rule, f.severity) for f in receipt.findings} <= {("P10_OUTLIER", "QUERY")}
    assert receipt.accepted
    bureau, period = WHERE[name].split("/")
    assert (receipt.template["bureau"], receipt.template["period"]) == (bureau, period)
    assert receipt.template["version"] == receipt.contract_version


def test_figures_land_as_they_were_typed(city: Workspace, contracts: Contracts) -> None:
    rows = _landed(city, _drop(city, contracts, FOLDER / f"{ACCOUNTS}.xlsx", WHERE[ACCOUNTS]))
    typed = {cell: text for _, cell, text in TYPED["statistics.county_accounts"]}
    by_row = {row["_row"]: row for row in rows}
    assert len(rows) == 14
    assert (typed["E8"], by_row[8]["gdp_growth_pct"]) == ("5.1%", "5.1")
    assert (typed["C14"], by_row[14]["gdp_cny_10k"]) == ("10,034,200", "10034200")
    assert (typed["F8"], by_row[8]["primary_added_cny_10k"]) == ("-", None)
    for row, landed in by_row.items():
        assert landed["gdp_index"] == typed[f"D{row}"]
    assert {row["_vintage"] for row in rows} == {"preliminary"}


@pytest.mark.parametrize("name", WHERE)
def test_both_formats_land_the_same(city: Workspace, contracts: Contracts, name: str) -> None:
    rows = [
        [
            {field: value for field, value in row.items() if field != "_submission_id"}
            for row in _landed(city, _drop(city, contracts, FOLDER / f"{name}{suffix}", WHERE[name]))
        ]
        for suffix in (".xlsx", ".ods")
    ]
    assert rows[0] == rows[1]


def test_codes_dates_and_numbers_of_documents_stay_what_they_are(
    city: Workspace, contracts: Contracts
) -> None:
    receipt = _drop(city, contracts, FOLDER / f"{HONOURS}.xlsx", WHERE[HONOURS])
    first, second, _ = _landed(city, receipt)
    assert (first["record_no"], first["decision_date"], first["unit_code"]) == (
        "2020-001",
        "2020-03-05",
        "350102",
    )
    assert (second["decision_date"], second["document_no"]) == ("2020-12-31", "榕委〔2020〕13号")
    assert receipt.is_synthetic


@pytest.mark.parametrize("name", WHERE)
def test_checks_and_identity_survive_libreoffice(name: str) -> None:
    workbook = openpyxl.load_workbook(FOLDER / f"{name}.xlsx")
    checks = workbook.worksheets[1].data_validations.dataValidation
    assert {"list", "custom"} <= {check.type for check in checks}
    assert all(
        check.prompt for check in checks if not str(check.sqref).startswith("A3") and check.type != "list"
    )
    assert [sheet.title for sheet in workbook if sheet.sheet_state == "hidden"] == ["_lists", "_jixiao"]
    facts = dict(workbook["_jixiao"].iter_rows(max_col=2, values_only=True))
    assert facts["template_id"] == f"{facts['bureau']}.{facts['dataset']}"
    assert WHERE[name] == f"{facts['bureau']}/{facts['period']}"
