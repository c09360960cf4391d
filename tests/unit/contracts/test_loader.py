"""How contracts are read: the repository's own, and what a faulty one is told."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from orchestration.contracts import Contracts, Reference, load_contracts
from orchestration.foundation.errors import UserError
from orchestration.foundation.workspace import REPOSITORY

SOURCE = REPOSITORY / "raw" / "statistics" / "county_accounts.odcs.yaml"
REGISTER = REPOSITORY / "raw" / "efficiency_office" / "unit_register.odcs.yaml"


@pytest.fixture(scope="module")
def contracts() -> Contracts:
    return load_contracts(REPOSITORY / "raw")


def _write(raw: Path, change: Callable[[dict[str, Any]], None]) -> None:
    document = yaml.safe_load(SOURCE.read_text(encoding="utf-8"))
    change(document)
    for source, content in (
        (REGISTER, REGISTER.read_text(encoding="utf-8")),
        (SOURCE, yaml.safe_dump(document)),
    ):
        path = raw / source.parent.name / source.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")


def _column(document: dict[str, Any], name: str) -> dict[str, Any]:
    return next(item for item in document["schema"][0]["properties"] if item["name"] == name)


def _custom(owner: dict[str, Any], name: str, value: object) -> None:
    others = [item for item in owner["customProperties"] if item["property"] != name]
    owner["customProperties"] = others if value is None else [*others, {"property": name, "value": value}]


def test_every_bureau_has_a_contract(contracts: Contracts) -> None:
    assert {contract.bureau for contract in contracts} == {
        folder.name
        for folder in (REPOSITORY / "raw").iterdir()
        if folder.is_dir() and folder.name != "_shared"
    }


def test_a_measure_keeps_its_conversion_to_the_digit(contracts: Contracts) -> None:
    table = contracts.get("statistics", "county_accounts").tables[0]
    gdp, index = table.column("gdp_cny_100m"), table.column("gdp_index")
    assert (gdp.factor, gdp.offset, gdp.unit_of_measure, gdp.stored_unit) == (10000, 0, "亿元", "万元")
    assert (index.factor, index.offset, index.queries.between) == (1, -100, (Decimal(60), Decimal(160)))
    assert gdp.header_path == ("地区生产总值", "总量（亿元）")
    assert gdp.missing_allowed == ("not_applicable", "not_published")


def test_a_dash_means_what_column_or_contract_say_and_else_what_the_column_admits(tmp_path: Path) -> None:
    def change(document: dict[str, Any]) -> None:
        _custom(_column(document, "gdp_cny_10k"), "dashMeans", "nil")
        _custom(_column(document, "gdp_cny_100m"), "missingAllowed", ["nil"])

    _write(tmp_path, change)
    table = load_contracts(tmp_path).get("statistics", "county_accounts").tables[0]
    assert [table.column(name).dash_means for name in ("gdp_cny_10k", "gdp_index")] == [
        "nil",
        "not_applicable",
    ]
    _write(tmp_path, lambda document: (change(document), _custom(document, "dashMeans", None))[0])
    table = load_contracts(tmp_path).get("statistics", "county_accounts").tables[0]
    assert [table.column(name).dash_means for name in ("gdp_cny_100m", "gdp_index")] == [
        "nil",
        "not_applicable",
    ]


def test_a_reference_names_its_column(contracts: Contracts) -> None:
    column = contracts.get("survey", "responses").tables[0].column("unit_code")
    assert column.reference == Reference("efficiency_office", "unit_register", "units", "unit_code")


def test_key_columns_come_in_their_order(contracts: Contracts) -> None:
    table = contracts.get("finance", "budget_execution").tables[0]
    assert [column.name for column in table.key] == ["unit_code", "item_name_zh"]


def test_an_unknown_dataset_is_a_key_error(contracts: Contracts) -> None:
    with pytest.raises(KeyError, match=r"finance\.nothing"):
        contracts.get("finance", "nothing")


def test_a_folder_without_contracts_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"No contract"):
        load_contracts(tmp_path)


def _set(path: str, value: object) -> Callable[[dict[str, Any]], None]:
    """Return a change: set `a.b` of the document, of a column (`gdp_index:a`), or a custom property (`@name`)."""

    def change(document: dict[str, Any]) -> None:
        column, _, field = path.rpartition(":")
        owner = _column(document, column) if column else document
        if field.startswith("@"):
            _custom(owner, field[1:], value)
            return
        *parents, last = field.split(".")
        for parent in parents:
            owner = owner[parent]
        if value is None:
            del owner[last]
        else:
            owner[last] = value

    return change


def _asks(
    column: str | None, implementation: dict[str, Any], engine: str = "jixiao"
) -> Callable[[dict[str, Any]], None]:
    """Return a change: what is asked of a column, or of the table."""

    def change(document: dict[str, Any]) -> None:
        owner = _column(document, column) if column else document["schema"][0]
        owner["quality"] = [
            {"type": "custom", "engine": engine, "severity": "query", "implementation": implementation}
        ]

    return change


FAULTS = [
    (_set("@frequency", "monthly"), "customProperties.frequency"),
    (_set("@dataset", None), "customProperties.dataset"),
    (_set("@requiredForAnnual", "yes"), "customProperties.requiredForAnnual"),
    (_set("@filePattern", ["*.xlsx"]), "contract.customProperties"),
    (_set("domain", "finance"), "domain"),
    (_set("team", None), "team.name"),
    (_set("slaProperties", None), "slaProperties.deadline"),
    (_set("schemas", []), "schemas"),
    (_set("gdp_index:logicalType", "float"), "schema.rows.gdp_index.logicalType"),
    (_set("gdp_index:logicalTypeOption", {"minimum": 1}), "logicalTypeOption"),
    (_set("gdp_index:logicalTypeOptions", {"lowest": 1}), "schema.rows.gdp_index.logicalTypeOptions"),
    (_set("gdp_index:logicalTypeOptions", {"minimum": "low"}), "schema.rows.gdp_index.minimum"),
    (_set("gdp_index:description", None), "schema.rows.gdp_index.description"),
    (_set("gdp_index:@factor", "0"), "statistics.county_accounts.rows.gdp_index.factor"),
    (_set("gdp_index:@factor", "ten"), "schema.rows.gdp_index.factor"),
    (_set("gdp_index:@missingAlowed", []), "schema.rows.gdp_index.customProperties"),
    (_set("gdp_index:@missingAllowed", ["unknown"]), "schema.rows.gdp_index.missingAllowed"),
    (_set("gdp_index:classification", "personal"), "gdp_index.classification"),
    (_set("gdp_index:@unitsAccepted", ["%"]), "gdp_index.unitsAccepted"),
    (_set("gdp_cny_10k:@unitsAccepted", ["万美元"]), "gdp_cny_10k.unitsAccepted"),
    (_set("gdp_cny_10k:@unitsAccepted", ["石"]), "gdp_cny_10k.unitsAccepted"),
    (_set("gdp_cny_10k:@dashMeans", "suppressed"), "gdp_cny_10k.dashMeans"),
    (_set("gdp_index:@alsoAllowed", ["*"]), "gdp_index.alsoAllowed"),
    (_set("gdp_index:@checkedOnceAccepted", True), "gdp_index.checkedOnceAccepted"),
    (_set("unit_name_zh:@alsoAllowed", [""]), "unit_name_zh.alsoAllowed"),
    (_set("unit_name_zh:@missingAllowed", ["nil"]), "unit_name_zh.missingAllowed"),
    (_set("@dashMeans", "nothing"), "dashMeans"),
    (_set("gdp_index:@headerPath", ["a", "b", "c"]), "gdp_index.headerPath"),
    (_set("gdp_index:@headerPath", ["地区生产总值", "增速（%）"]), "header"),
    (_set("gdp_index:name", "gdp_growth_pct"), "gdp_growth_pct"),
    (_set("gdp_index:@indicatorCodeByValue", {"甲": "A"}), "gdp_index.indicatorCodeByValue"),
    (_set("unit_name_zh:logicalTypeOptions", {"pattern": "("}), "schema.rows.unit_name_zh.pattern"),
    (_set("unit_name_zh:logicalTypeOptions", {"pattern": "[a-z]+"}), "schema.rows.unit_name_zh.examples"),
    (_set("unit_name_zh:required", None), "unit_name_zh"),
    (_asks("gdp_index", {"range": [1, 2]}), "schema.rows.gdp_index.quality.implementation"),
    (_asks("gdp_index", {"between": [2, 1]}), "schema.rows.gdp_index.quality.between"),
    (_asks("gdp_index", {"change": {"against": "last_year", "by": "ratio"}}), "gdp_index.quality.change"),
    (
        _asks("gdp_index", {"change": {"against": "last_year", "by": "ratio", "between": [-1, 2]}}),
        "gdp_index.quality.change.between",
    ),
    (
        _asks("gdp_index", {"change": {"against": "last_quarter", "by": "points", "between": [-1, 2]}}),
        "gdp_index.quality",
    ),
    (_asks("gdp_index", {"cumulative": "yes"}), "gdp_index.quality.cumulative"),
    (_asks("gdp_index", {"outlier": {"limit": 3.5, "scale": "cubic"}}), "gdp_index.quality.outlier.scale"),
    (_asks("gdp_index", {"lastYearOf": {"field": "gdp", "tolerance": 1}}), "gdp_index.quality.lastYearOf"),
    (_asks("unit_name_zh", {"mayRepeat": True}), "unit_name_zh.logicalType"),
    (_asks("gdp_index", {"between": [1, 2]}, engine="soda"), "schema.rows.gdp_index.quality.engine"),
    (_asks(None, {"fewerRows": {"tolerancePct": -1}}), "schema.rows.quality.fewerRows.tolerancePct"),
    (
        _asks(None, {"parts": {"total": "gdp_index", "of": [], "tolerance": 1}}),
        "schema.rows.quality.parts.of",
    ),
    (
        _asks(None, {"parts": {"total": "gdp_index", "of": ["unit_name_zh"], "tolerance": 1}}),
        "rows.quality.parts",
    ),
    (_set("unit_name_zh:relationships", [{"to": "a.b.c"}]), "schema.rows.unit_name_zh.relationships"),
    (_set("unit_name_zh:relationships", [{"to": "a.b.c.d"}]), "unit_name_zh.relationships"),
]


@pytest.mark.parametrize(("change", "field"), FAULTS, ids=[field for _, field in FAULTS])
def test_a_faulty_contract_is_refused_with_its_field(
    tmp_path: Path, change: Callable[[dict[str, Any]], None], field: str
) -> None:
    _write(tmp_path, change)
    with pytest.raises(UserError) as caught:
        load_contracts(tmp_path)
    for message in (caught.value.message_en, caught.value.message_zh):
        assert field in message
        assert str(tmp_path) in message


def test_an_unchanged_contract_is_accepted(tmp_path: Path) -> None:
    _write(tmp_path, lambda document: None)
    assert len(load_contracts(tmp_path)) == 2


@pytest.mark.parametrize("content", [b"schema: [", b"- a list", b"\xff\xfe\xff", b""])
def test_a_file_that_is_no_contract_is_refused_by_name(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "finance" / "broken.odcs.yaml"
    path.parent.mkdir()
    path.write_bytes(content)
    with pytest.raises(UserError, match=r"broken\.odcs\.yaml"):
        load_contracts(tmp_path)
