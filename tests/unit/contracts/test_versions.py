"""Versions of a contract side by side: which one holds when, and that all land in the columns of the newest."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from orchestration.contracts import Contracts, landing_schema, load_contracts
from orchestration.foundation.errors import UserError
from orchestration.foundation.periods import Period
from orchestration.foundation.workspace import REPOSITORY

STATISTICS = REPOSITORY / "raw" / "statistics"
KEY = ("statistics", "county_accounts")
Change = Callable[[dict[str, Any]], None]


def _load(raw: Path, change: Change, *, newest: Change = lambda _: None) -> Contracts:
    """Read the repository's contract with an earlier version that a test has changed."""
    register = REPOSITORY / "raw/efficiency_office/unit_register.odcs.yaml"
    for source, edit in (
        (register, lambda _: None),
        (STATISTICS / "county_accounts.odcs.yaml", newest),
        (STATISTICS / "county_accounts.v1.odcs.yaml", change),
    ):
        document = yaml.safe_load(source.read_text(encoding="utf-8"))
        edit(document)
        path = raw / source.parent.name / source.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(yaml.safe_dump(document), encoding="utf-8")
    return load_contracts(raw)


def _custom(name: str, value: object, column: str | None = None) -> Change:
    def change(document: dict[str, Any]) -> None:
        owner = _column(document, column) if column else document
        kept = [item for item in owner["customProperties"] if item["property"] != name]
        owner["customProperties"] = kept if value is None else [*kept, {"property": name, "value": value}]

    return change


def _column(document: dict[str, Any], name: str) -> dict[str, Any]:
    found: dict[str, Any] = next(item for item in document["schema"][0]["properties"] if item["name"] == name)
    return found


def _column_field(name: str, field: str, value: object) -> Change:
    return lambda document: _column(document, name).__setitem__(field, value)


CONTRACTS = load_contracts(REPOSITORY / "raw")


@pytest.mark.parametrize(
    ("year", "version"), [(2010, "1.0.0"), (2018, "1.0.0"), (2019, "2.0.0"), (2030, "2.0.0")]
)
def test_a_period_finds_the_layout_that_was_agreed_for_it(year: int, version: str) -> None:
    found = CONTRACTS.for_period(KEY, Period(year))
    assert found is not None
    assert found.version == version


def test_the_contracts_themselves_are_the_newest_versions() -> None:
    assert CONTRACTS.get(*KEY).version == "2.0.0"
    assert [contract.key for contract in CONTRACTS].count(KEY) == 1
    assert [version.version for version in CONTRACTS.versions(KEY)] == ["1.0.0", "2.0.0"]


def test_a_contract_of_one_version_holds_always() -> None:
    assert CONTRACTS.for_period(("finance", "budget_execution"), Period(2001)) is not None


def test_an_earlier_version_lands_in_the_columns_of_the_newest() -> None:
    earlier, newest = CONTRACTS.versions(KEY)
    assert len(earlier.tables[0].columns) < len(newest.tables[0].columns)
    assert landing_schema(earlier.tables[0]) == landing_schema(newest.tables[0])


def test_before_the_first_version_nothing_is_agreed(tmp_path: Path) -> None:
    contracts = _load(tmp_path, _custom("validFrom", "2015"))
    assert contracts.for_period(KEY, Period(2014)) is None
    assert contracts.for_period(KEY, Period(2015)) is not None


FAULTS: list[tuple[Change, str]] = [
    (_custom("validTo", "2019"), "validFrom"),
    (_custom("validTo", "2017"), "validFrom"),
    (_custom("validTo", None), "validFrom"),
    (_custom("validTo", "2018Q4"), "validTo"),
    (_custom("validTo", "soon"), "validTo"),
    (_custom("validFrom", "2018Q1"), "validFrom"),
    (_custom("validFrom", "2020"), "validTo"),
    (_custom("dataset", "other"), "other"),
    (_custom("filePatterns", ["*.xlsx"]), "filePatterns"),
    (_custom("frequency", "quarter"), "validTo"),
    (_custom("unitOfMeasure", "%", "gdp_index"), "gdp_index.unitOfMeasure"),
    (_column_field("gdp_index", "logicalType", "integer"), "gdp_index.logicalType"),
    (_column_field("gdp_index", "name", "gdp_index_of_old"), "gdp_index_of_old"),
    (_column_field("gdp_index", "classification", "restricted"), "gdp_index.classification"),
    (_column_field("unit_name_zh", "primaryKey", False), "rows"),
    (lambda document: document["schema"][0].__setitem__("name", "lines"), "schema"),
]


@pytest.mark.parametrize(("change", "field"), FAULTS, ids=[str(n) for n in range(len(FAULTS))])
def test_versions_that_do_not_fit_together_are_refused(tmp_path: Path, change: Change, field: str) -> None:
    with pytest.raises(UserError) as caught:
        _load(tmp_path, change)
    assert field in caught.value.message_en
    assert field in caught.value.message_zh


def test_the_newest_version_must_be_the_last(tmp_path: Path) -> None:
    def newest(document: dict[str, Any]) -> None:
        _custom("validFrom", None)(document)
        _custom("validTo", "2010")(document)

    def earlier(document: dict[str, Any]) -> None:
        _custom("validFrom", "2011")(document)
        _custom("validTo", None)(document)

    with pytest.raises(UserError, match=r"latest"):
        _load(tmp_path, earlier, newest=newest)


def test_quarters_follow_each_other_across_the_year(tmp_path: Path) -> None:
    def quarterly(document: dict[str, Any]) -> None:
        _custom("frequency", "quarter")(document)

    def newest(document: dict[str, Any]) -> None:
        quarterly(document)
        _custom("validFrom", "2019Q1")(document)

    def earlier(document: dict[str, Any]) -> None:
        quarterly(document)
        _custom("validTo", "2018Q4")(document)

    contracts = _load(tmp_path, earlier, newest=newest)
    found = [contracts.for_period(KEY, period) for period in (Period(2018, 4), Period(2019, 1))]
    assert [version.version for version in found if version] == ["1.0.0", "2.0.0"]
