"""Looks at contracts together: names that clash, references to nothing, codes that two columns claim. Reads no file."""

from collections import Counter
from collections.abc import Iterable

from orchestration.contracts.fields import Fault, one_of
from orchestration.contracts.model import Column, Contract, Contracts, Table, fold_header
from orchestration.contracts.queries import UNASKED
from orchestration.contracts.units import find_unit, unit_factor

NUMBERS = ("number", "integer")


def check_contracts(contracts: Contracts) -> None:
    """Refuse contracts that don't fit together.

    Raises:
        Fault: The first thing that is wrong.
    """
    _once((f"{c.bureau}.{c.dataset}" for c in (*contracts, *contracts.service)), "customProperties.dataset")
    for contract in (*contracts, *contracts.earlier, *contracts.service):
        where = f"{contract.bureau}.{contract.dataset}"
        if not contract.tables or not contract.file_patterns:
            raise Fault(where, "needs a table and a file pattern", "至少须有一张表和一个文件名模式")
        if contract.format == "csv" and len(contract.tables) > 1:
            raise Fault(where, "a CSV file holds one table", "CSV 文件只能有一张表")
        _once((table.name for table in contract.tables), f"{where}.schema")
        for table in contract.tables:
            _check_table(contracts, contract, table, f"{where}.{table.name}")


def _once(names: Iterable[object], where: str) -> None:
    repeated = [str(name) for name, count in Counter(names).items() if count > 1]
    if repeated:
        raise Fault(where, f"{repeated[0]} stands there twice", f"{repeated[0]} 重复")


def _check_table(contracts: Contracts, contract: Contract, table: Table, where: str) -> None:
    if table.header_rows < 1 or not table.columns:
        raise Fault(where, "needs a header row and columns", "须有表头行和列")
    _once((column.name for column in table.columns), where)
    headers = ((fold_header(header), column.name) for column in table.columns for header in column.headers)
    _once((header for header, _ in set(headers)), f"{where} header")
    for column in table.columns:
        _check_column(contracts, contract, table, column, f"{where}.{column.name}")
    _check_queries(contract, table, where)
    if table.coverage_levels and all(column.name != "unit_code" for column in table.columns):
        raise Fault(f"{where}.coverageLevels", "needs a column unit_code", "需要 unit_code 列")


def _check_column(contracts: Contracts, contract: Contract, table: Table, column: Column, where: str) -> None:
    if len(column.header_path) > table.header_rows:
        raise Fault(f"{where}.headerPath", "has more levels than headerRows", "层数多于 headerRows")
    if column.key_position == 1 and not column.required:
        raise Fault(where, "comes first in the key and must be required", "是主键的第一列，必须为必填")
    if column.factor == 0:
        raise Fault(f"{where}.factor", "must not be 0", "不能为 0")
    if "nil" in column.missing_allowed and column.logical_type not in ("number", "integer"):
        raise Fault(f"{where}.missingAllowed", "nil is for numbers only", "nil 只用于数字")
    if column.is_personal and (column.logical_type != "string" or column.enum or column.reference):
        raise Fault(
            f"{where}.classification", "personal is for plain text columns", "personal 只用于普通文本列"
        )
    _check_units(column, f"{where}.unitsAccepted")
    for value in column.indicator_code_by_value:
        one_of(value, list(column.enum), f"{where}.indicatorCodeByValue")
    _check_reference(contracts, contract, column, where)


def _check_reference(contracts: Contracts, contract: Contract, column: Column, where: str) -> None:
    if column.reference is None:
        if column.also_allowed:
            raise Fault(f"{where}.alsoAllowed", "is for columns that refer to others", "只用于有引用的列")
        if column.once_accepted:
            raise Fault(
                f"{where}.checkedOnceAccepted", "is for columns that refer to others", "只用于有引用的列"
            )
        return
    target = column.reference
    known = [
        (other.bureau, other.dataset, item.name, field.name)
        for other in (contract, *contracts)
        for item in other.tables
        for field in item.columns
    ]
    if (target.bureau, target.dataset, target.table, target.column) not in known:
        raise Fault(
            f"{where}.relationships",
            "refers to nothing that a contract describes",
            "所引用的列不在任何合同中",
        )


def _check_queries(contract: Contract, table: Table, where: str) -> None:
    """Refuse what is asked about figures that the table has not."""
    numbers = [column.name for column in table.columns if column.logical_type in NUMBERS]
    asked = {
        f"{where}.quality.parts": [name for one in table.queries.parts for name in (one.total, *one.parts)],
        f"{where}.quality.totalRow": [name for one in table.queries.total_rows for name in one.fields],
    }
    for column in table.columns:
        here = f"{where}.{column.name}.quality"
        if column.queries.last_year_of:
            asked[f"{here}.lastYearOf"] = [column.queries.last_year_of.field]
        if column.queries != UNASKED:
            one_of(column.logical_type, NUMBERS, f"{where}.{column.name}.logicalType")
        by_quarter = column.queries.is_cumulative or any(
            change.against == "last_quarter" for change in column.queries.changes
        )
        if by_quarter and contract.frequency != "quarter":
            raise Fault(
                here, "speaks of quarters, and the dataset has none", "涉及季度，但该数据集不按季度报送"
            )
    for here, names in asked.items():
        for name in names:
            one_of(name, numbers, here)


def _check_units(column: Column, where: str) -> None:
    own = find_unit(column.unit_of_measure or "")
    for name in column.units_accepted:
        other = find_unit(name)
        if own is None or other is None or unit_factor(other, own) is None:
            raise Fault(
                where,
                f"'{name}' can't be converted exactly into {column.unit_of_measure}",
                f"“{name}”不能精确换算为“{column.unit_of_measure}”",
            )
