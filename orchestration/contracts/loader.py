"""Reads ODCS files with the standard's own package and turns them into our dataclasses, or says which field is at fault."""

from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any

from open_data_contract_standard.model import OpenDataContractStandard, SchemaObject, SchemaProperty
from pydantic import ValidationError

from orchestration.contracts.model import Column, Contract, Contracts, Reference, Table
from orchestration.foundation.errors import UserError

REFERENCE_PARTS = 4


def load_contracts(raw: Path) -> Contracts:
    """Read every `<bureau>/*.odcs.yaml` below a folder.

    Raises:
        UserError: A contract cannot be read, or there is none.
    """
    contracts = tuple(_read(path) for path in sorted(raw.glob("*/*.odcs.yaml")))
    if not contracts:
        raise UserError(f"No contract (*.odcs.yaml) in {raw}.", f"{raw} 中没有数据合同（*.odcs.yaml）。")
    return Contracts(contracts)


def _read(path: Path) -> Contract:
    try:
        return _contract(path.parent.name, OpenDataContractStandard.from_file(str(path)))
    except (KeyError, TypeError, ValueError, ValidationError, ArithmeticError) as error:
        reason = f"{type(error).__name__}: {error}"
        raise UserError(
            f"The contract {path} can't be used: {reason}. docs/contracts.md says what each field means.",
            f"数据合同 {path} 无法使用：{reason}。各字段含义见 docs/contracts.md。",
        ) from error


def _custom(owner: Any) -> dict[str, Any]:
    return {item.property: item.value for item in owner.customProperties or ()}


def _contract(bureau: str, document: OpenDataContractStandard) -> Contract:
    custom = _custom(document)
    deadlines = [sla.value for sla in document.slaProperties or () if sla.property == "deadline"]
    if document.domain != bureau:
        raise ValueError(f"domain is {document.domain}, but the file lies in {bureau}/")
    return Contract(
        bureau=bureau,
        dataset=custom["dataset"],
        name_zh=document.name or "",
        bureau_name_zh=document.team.name or "",
        bureau_name_en=document.team.description or "",
        purpose=document.description.purpose or "",
        version=document.version or "",
        frequency=_one_of(custom["frequency"], ("year", "quarter")),
        format=_one_of(custom["format"], ("xlsx", "csv")),
        file_patterns=tuple(custom["filePatterns"]),
        required_for_annual=bool(custom["requiredForAnnual"]),
        default_vintage=_one_of(custom["defaultVintage"], ("flash", "preliminary", "final", "revised")),
        title_names_period=bool(custom["titleNamesPeriod"]),
        deadline_days=int(str(deadlines[0])),
        tables=tuple(_table(item) for item in document.schema_ or ()),
    )


def _one_of(value: Any, allowed: Iterable[str]) -> Any:
    if value not in allowed:
        raise ValueError(f"'{value}' is not one of {', '.join(allowed)}")
    return value


def _table(item: SchemaObject) -> Table:
    custom = _custom(item)
    counts = [rule.mustBeGreaterOrEqualTo for rule in item.quality or () if rule.metric == "rowCount"]
    return Table(
        name=item.name or "",
        name_zh=item.businessName or "",
        sheet=item.physicalName or "",
        header_rows=int(custom["headerRows"]),
        coverage_levels=tuple(custom.get("coverageLevels", ())),
        min_rows=int(counts[0] or 0) if counts else 0,
        description=item.description or "",
        columns=tuple(_column(prop) for prop in item.properties or ()),
    )


def _decimal(value: Any) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def _reference(prop: SchemaProperty) -> Reference | None:
    targets = [relation.to for relation in prop.relationships or ()]
    if not targets:
        return None
    parts = str(targets[0]).split(".")
    if len(parts) != REFERENCE_PARTS:
        raise ValueError(f"{prop.name}: relationships.to must be bureau.dataset.table.column")
    return Reference(*parts)


def _query_range(prop: SchemaProperty) -> tuple[Decimal, Decimal] | None:
    for rule in prop.quality or ():
        if rule.severity == "query" and isinstance(rule.implementation, dict):
            low, high = rule.implementation["between"]
            return Decimal(str(low)), Decimal(str(high))
    return None


def _column(prop: SchemaProperty) -> Column:
    custom, options = _custom(prop), prop.logicalTypeOptions or {}
    return Column(
        name=prop.name or "",
        header_path=tuple(custom.get("headerPath") or (prop.businessName or "",)),
        synonyms=tuple(item.synonym or "" for item in prop.synonyms or ()),
        logical_type=_one_of(prop.logicalType, ("string", "number", "integer", "date")),
        description=prop.description or "",
        required=bool(prop.required),
        key_position=prop.primaryKeyPosition if prop.primaryKey else None,
        enum={str(item.value): item.label for item in prop.enum or ()},
        minimum=_decimal(options.get("minimum")),
        maximum=_decimal(options.get("maximum")),
        pattern=options.get("pattern"),
        query_range=_query_range(prop),
        classification=prop.classification,
        reference=_reference(prop),
        unit_of_measure=custom.get("unitOfMeasure"),
        stored_unit=custom.get("storedUnit"),
        factor=Decimal(str(custom.get("factor", "1"))),
        offset=Decimal(str(custom.get("offset", "0"))),
        indicator_code=custom.get("indicatorCode"),
        indicator_code_by_value=dict(custom.get("indicatorCodeByValue", {})),
        missing_allowed=tuple(custom.get("missingAllowed", ())),
    )
