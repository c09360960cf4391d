"""What the oracle takes from the contracts: codes behind Chinese words, and which column measures which indicator.

Reads the YAML itself, so that a fault of the product's contract reader can't hide in both computations.
"""

from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import yaml

RAW = Path(__file__).resolve().parents[2] / "raw"


@dataclass(frozen=True)
class AgreedColumn:
    """A column of a contract, as far as the arithmetic needs it."""

    name: str
    labels: dict[str, str]
    indicator_code: str | None
    indicator_by_value: dict[str, str]
    factor: Fraction
    offset: Fraction


@dataclass(frozen=True)
class AgreedTable:
    """A table of a contract: its source in a build, and its columns."""

    source: str
    bureau: str
    dataset: str
    name: str
    frequency: str
    columns: tuple[AgreedColumn, ...]

    @property
    def column_names(self) -> tuple[str, ...]:
        """Names of the contract's columns in their order."""
        return tuple(column.name for column in self.columns)


def _custom(node: dict[str, Any]) -> dict[str, Any]:
    return {item["property"]: item["value"] for item in node.get("customProperties", ())}


def _column(node: dict[str, Any]) -> AgreedColumn:
    custom = _custom(node)
    return AgreedColumn(
        name=node["name"],
        labels={item["value"]: item.get("label", item["value"]) for item in node.get("enum", ())},
        indicator_code=custom.get("indicatorCode"),
        indicator_by_value=custom.get("indicatorCodeByValue", {}),
        factor=Fraction(str(custom.get("factor", "1"))),
        offset=Fraction(str(custom.get("offset", "0"))),
    )


@cache
def agreed_tables(raw: Path = RAW) -> dict[str, AgreedTable]:
    """Return every table of every contract by the name of its source, such as `finance__budget_execution__rows`."""
    tables = {}
    # What lands has the columns of the newest version, which is the one without a number in its name.
    for path in sorted(path for path in raw.glob("*/*.odcs.yaml") if path.name.count(".") == 2):
        contract = yaml.safe_load(path.read_text(encoding="utf-8"))
        custom, bureau = _custom(contract), contract["domain"]
        if "serves" in custom:
            # What is said about figures, and no figures.
            continue
        for node in contract["schema"]:
            source = f"{bureau}__{custom['dataset']}__{node['name']}"
            tables[source] = AgreedTable(
                source=source,
                bureau=bureau,
                dataset=custom["dataset"],
                name=node["name"],
                frequency=custom["frequency"],
                columns=tuple(_column(column) for column in node["properties"]),
            )
    return tables
