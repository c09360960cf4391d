"""Versions of one contract side by side: layouts of different years that land in the same columns.

The newest version gives the columns that land; an earlier one may lack some of them and say the rest in its own words. Which
version is in force when must be told without gap or overlap.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from orchestration.contracts.fields import Fault
from orchestration.contracts.model import Column, Contract, Contracts, Table
from orchestration.foundation.periods import Period

# <dataset>.v1.odcs.yaml: an earlier version, beside <dataset>.odcs.yaml.
EARLIER = re.compile(r"\.v[0-9]+\.odcs\.yaml$")
QUARTERS = 4


def with_earlier(newest: Sequence[Contract], earlier: Sequence[Contract]) -> Contracts:
    """Return contracts with their earlier versions, each made to land in the columns of the newest.

    Raises:
        Fault: Versions don't fit together.
    """
    by_key = {contract.key: contract for contract in newest}
    fitted = []
    for version in earlier:
        where = f"{version.bureau}.{version.dataset} {version.version}"
        if version.key not in by_key:
            raise Fault(where, "is an earlier version of nothing", "没有对应的现行版本")
        fitted.append(_fitted(version, by_key[version.key], where))
    contracts = Contracts(tuple(newest), tuple(fitted))
    for contract in newest:
        _check_validity(contracts.versions(contract.key), contract)
    return contracts


def _check_validity(versions: Sequence[Contract], newest: Contract) -> None:
    where = f"{newest.bureau}.{newest.dataset}"
    for version in versions:
        first, last = version.valid_from, version.valid_to
        if first and last and last < first:
            raise Fault(f"{where}.validTo", "is before validFrom", "早于 validFrom")
    for before, after in pairwise(versions):
        first, last = after.valid_from, before.valid_to
        if first is None or last is None or _next(last) != first:
            raise Fault(
                f"{where}.validFrom",
                f"of version {after.version} must follow validTo of version {before.version} at once",
                f"（{after.version} 版）须紧接 {before.version} 版的 validTo",
            )
    if versions[-1] is not newest:
        raise Fault(f"{where}.validFrom", "of an earlier version is the latest", "最新的一段属于旧版本")


def _next(period: Period) -> Period:
    if period.quarter in (0, QUARTERS):
        return Period(period.year + 1, min(period.quarter, 1))
    return Period(period.year, period.quarter + 1)


def _fitted(version: Contract, newest: Contract, where: str) -> Contract:
    for name, own, other in (
        ("frequency", version.frequency, newest.frequency),
        ("format", version.format, newest.format),
        ("filePatterns", version.file_patterns, newest.file_patterns),
    ):
        # By these a file finds its dataset, before its period says which version holds.
        if own != other:
            raise Fault(f"{where}.{name}", "differs from the newest version's", "与现行版本不同")
    known = {table.name: table for table in newest.tables}
    if {table.name for table in version.tables} != set(known):
        raise Fault(f"{where}.schema", "must have the tables of the newest version", "须与现行版本的表相同")
    tables = tuple(_fitted_table(table, known[table.name], where) for table in version.tables)
    return replace(version, tables=tables)


def _fitted_table(table: Table, newest: Table, where: str) -> Table:
    known = {column.name: column for column in newest.columns}
    for column in table.columns:
        here = f"{where}.{table.name}.{column.name}"
        if column.name not in known:
            raise Fault(here, "is not a column of the newest version", "不是现行版本的列")
        _check_column(column, known[column.name], here)
    if [column.name for column in table.key] != [column.name for column in newest.key]:
        raise Fault(
            f"{where}.{table.name}", "has another primary key than the newest version", "主键与现行版本不同"
        )
    return replace(table, later_columns=tuple(known))


def _check_column(column: Column, newest: Column, where: str) -> None:
    """Refuse a column that would land otherwise than the newest version's staging reads it."""
    for name, own, other in (
        ("logicalType", column.logical_type, newest.logical_type),
        ("unitOfMeasure", column.unit_of_measure, newest.unit_of_measure),
        ("classification", column.classification, newest.classification),
    ):
        if own != other:
            raise Fault(
                f"{where}.{name}", f"must be {other} as in the newest version", f"须与现行版本相同（{other}）"
            )
    if newest.enum and not column.enum.items() <= newest.enum.items():
        raise Fault(f"{where}.enum", "has values that the newest version lacks", "含有现行版本没有的取值")
