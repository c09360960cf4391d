"""Turns the schema objects and properties of an ODCS document into tables and columns. One document at a time.

Whether contracts fit together (references, indicators, headers) is looked at in `consistency`.
"""

import re
from decimal import Decimal
from typing import Any

from open_data_contract_standard.model import SchemaObject, SchemaProperty

from orchestration.contracts.fields import Fault, custom, decimal, flag, one_of, required, whole
from orchestration.contracts.model import Column, Reference, Table
from orchestration.contracts.queries import read_column_queries, read_table_queries

TABLE_PROPERTIES = ("headerRows", "coverageLevels", "mayBeAbsent")
COLUMN_PROPERTIES = (
    "descriptionZh",
    "headerPath",
    "unitOfMeasure",
    "unitsAccepted",
    "storedUnit",
    "factor",
    "offset",
    "indicatorCode",
    "indicatorCodeByValue",
    "missingAllowed",
    "dashMeans",
    "alsoAllowed",
    "checkedOnceAccepted",
)
LOGICAL_TYPES = ("string", "number", "integer", "date")
MISSING_REASONS = (
    "not_applicable",
    "not_published",
    "not_produced",
    "nil",
    "suppressed",
    "too_small",
    "too_new",
    "refused",
)
DASH_MEANINGS = ("nil", "not_applicable")
REFERENCE_PARTS = 4


def read_table(item: SchemaObject, dash_means: str | None = None) -> Table:
    """Return a schema object as a table.

    Args:
        item: The schema object.
        dash_means: What a dash means in columns that don't say it themselves.

    Raises:
        Fault: A field is missing or can't be used.
    """
    where = f"schema.{required(item.name, 'schema.name')}"
    own = custom(item.customProperties, TABLE_PROPERTIES, where)
    counts = [rule.mustBeGreaterOrEqualTo for rule in item.quality or () if rule.metric == "rowCount"]
    return Table(
        name=str(item.name),
        name_zh=required(item.businessName, f"{where}.businessName"),
        sheet=required(item.physicalName, f"{where}.physicalName"),
        header_rows=whole(own.get("headerRows"), f"{where}.headerRows"),
        coverage_levels=tuple(own.get("coverageLevels", ())),
        min_rows=whole(counts[0], f"{where}.quality.rowCount") if counts else 0,
        description=required(item.description, f"{where}.description"),
        columns=tuple(_column(prop, where, dash_means) for prop in item.properties or ()),
        queries=read_table_queries(item.quality, f"{where}.quality"),
        may_be_absent=flag(own.get("mayBeAbsent", False), f"{where}.mayBeAbsent"),
    )


def _column(prop: SchemaProperty, table: str, dash_means: str | None) -> Column:
    where = f"{table}.{required(prop.name, f'{table}.properties.name')}"
    own = custom(prop.customProperties, COLUMN_PROPERTIES, where)
    header = required(prop.businessName, f"{where}.businessName")
    options: dict[str, Any] = prop.logicalTypeOptions or {}
    reasons = _reasons(own, f"{where}.missingAllowed")
    for name in options:
        one_of(name, ("minimum", "maximum", "pattern"), f"{where}.logicalTypeOptions")
    return Column(
        name=str(prop.name),
        header_path=tuple(own.get("headerPath") or (header,)),
        synonyms=tuple(required(item.synonym, f"{where}.synonyms") for item in prop.synonyms or ()),
        logical_type=one_of(prop.logicalType, LOGICAL_TYPES, f"{where}.logicalType"),
        description=required(prop.description, f"{where}.description"),
        description_zh=own.get("descriptionZh"),
        required=bool(prop.required),
        key_position=whole(prop.primaryKeyPosition, f"{where}.primaryKeyPosition")
        if prop.primaryKey
        else None,
        enum={str(item.value): item.label for item in prop.enum or ()},
        minimum=decimal(options.get("minimum"), f"{where}.minimum"),
        maximum=decimal(options.get("maximum"), f"{where}.maximum"),
        pattern=_pattern(options.get("pattern"), f"{where}.pattern"),
        examples=_examples(prop, options.get("pattern"), f"{where}.examples"),
        queries=read_column_queries(prop.quality, f"{where}.quality"),
        classification=prop.classification,
        reference=_reference(prop, f"{where}.relationships"),
        also_allowed=tuple(required(value, f"{where}.alsoAllowed") for value in own.get("alsoAllowed", ())),
        once_accepted=flag(own.get("checkedOnceAccepted", False), f"{where}.checkedOnceAccepted"),
        unit_of_measure=own.get("unitOfMeasure"),
        units_accepted=tuple(
            required(unit, f"{where}.unitsAccepted") for unit in own.get("unitsAccepted", ())
        ),
        stored_unit=own.get("storedUnit"),
        factor=_number(own, "factor", "1", where),
        offset=_number(own, "offset", "0", where),
        indicator_code=own.get("indicatorCode"),
        indicator_code_by_value=dict(own.get("indicatorCodeByValue", {})),
        missing_allowed=reasons,
        dash_means=_dash(own.get("dashMeans", dash_means), reasons, f"{where}.dashMeans"),
    )


def _number(own: dict[str, Any], name: str, default: str, where: str) -> Decimal:
    number = decimal(own.get(name, default), f"{where}.{name}")
    return Decimal(default) if number is None else number


def _reasons(own: dict[str, Any], where: str) -> tuple[str, ...]:
    return tuple(one_of(reason, MISSING_REASONS, where) for reason in own.get("missingAllowed", ()))


def _dash(meaning: Any, reasons: tuple[str, ...], where: str) -> str:
    """Return what a dash means; where nothing is said, that the phenomenon did not occur if the column admits it."""
    default = "nil" if "nil" in reasons else "not_applicable"
    return str(one_of(default if meaning is None else meaning, DASH_MEANINGS, where))


def _pattern(pattern: Any, where: str) -> str | None:
    if pattern is None:
        return None
    try:
        re.compile(pattern)
    except re.error as error:
        raise Fault(where, f"is no regular expression: {error}", f"不是正则表达式：{error}") from error
    return str(pattern)


def _examples(prop: SchemaProperty, pattern: Any, where: str) -> tuple[str, ...]:
    """Return what a column's values look like; one with a pattern has to show some, since nobody at a desk reads patterns."""
    examples = tuple(required(example, where) for example in prop.examples or ())
    if pattern is not None and not examples:
        raise Fault(where, "must show what the pattern admits", "有 pattern 的列须给出示例")
    for example in examples:
        if pattern is not None and not re.fullmatch(pattern, example):
            raise Fault(where, f"'{example}' does not have the pattern's form", f"“{example}”不符合 pattern")
    return examples


def _reference(prop: SchemaProperty, where: str) -> Reference | None:
    targets = [relation.to for relation in prop.relationships or ()]
    if not targets:
        return None
    parts = str(targets[0]).split(".")
    if len(targets) > 1 or len(parts) != REFERENCE_PARTS:
        raise Fault(where, "must be one bureau.dataset.table.column", "须为一个 bureau.dataset.table.column")
    return Reference(*parts)
