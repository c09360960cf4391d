"""How contract tables and columns are called and typed once they are staged; docs/naming.md gives the rules to people."""

from dataclasses import dataclass

from orchestration.contracts import Column, Contract, Table
from orchestration.foundation.errors import UserError

UNIT_SUFFIXES = {"万元": "cny_10k", "元": "cny", "%": "pct", "人": "persons", "分": "points"}
CODE_ENDING = "_name_zh"
# Long tables: the unit of measure is that of the row's indicator.
VALUES_OF_ANY_INDICATOR = ("result_value", "target_value", "challenge_value")


@dataclass(frozen=True)
class Control:
    """A field that says where a row came from: its name in staging and in landing, its type and its meaning."""

    name: str
    landed: str
    data_type: str
    label_zh: str
    description: str
    may_be_null: bool = False


CONTROLS = (
    Control("submission_id", "_submission_id", "varchar", "报送批次", "Submission that the row came with."),
    Control("sheet_name", "_sheet", "varchar", "工作表", "Sheet of the workbook; null for a CSV file.", True),
    Control("row_number", "_row", "bigint", "行号", "Row in the sheet, or line in the file, from 1."),
    Control("period_code", "_period", "varchar", "期别", "Period of the figures, such as 2020 or 2020Q2."),
    Control("vintage", "_vintage", "varchar", "数据阶段", "Vintage: flash, preliminary, final or revised."),
    Control("data_nature", "_data_nature", "varchar", "数据性质", "Whether the row is real or synthetic."),
)
# A bureau may state these row by row; landing has them as codes in the control fields.
STATED_BY_CONTROLS = ("vintage", "data_nature")


def source_name(contract: Contract, table: Table) -> str:
    """Return the dbt source table of a contract's table."""
    return f"{contract.bureau}__{contract.dataset}__{table.name}"


def model_name(contract: Contract, table: Table) -> str:
    """Return the name of the staging model of a contract's table."""
    stem = f"stg_{contract.bureau}__{contract.dataset}"
    return stem if len(contract.tables) == 1 else f"{stem}__{table.name}"


def staged_columns(table: Table) -> list[Column]:
    """Return the columns that staging carries besides the control fields."""
    return [column for column in table.columns if column.name not in STATED_BY_CONTROLS]


def is_converted(column: Column) -> bool:
    """Whether the stored value differs from the delivered one."""
    return column.factor != 1 or column.offset != 0


def is_measure(column: Column) -> bool:
    """Whether a column holds values of an indicator, stored with six decimals whatever it was delivered as."""
    return column.stored_unit is not None or column.name in VALUES_OF_ANY_INDICATOR


def is_coded_name(column: Column) -> bool:
    """Whether a column gives names that have codes, so that staging keeps the name and adds the code."""
    return column.name.endswith(CODE_ENDING) and any(column.enum.values())


def staged_name(column: Column) -> str:
    """Return the name of a column's value after staging.

    Raises:
        UserError: A converted measure has a stored unit without a suffix.
    """
    if is_coded_name(column):
        return column.name.removesuffix(CODE_ENDING) + "_code"
    if not is_converted(column):
        return column.name
    suffix = UNIT_SUFFIXES.get(column.stored_unit or "")
    if suffix is None:
        known = "、".join(UNIT_SUFFIXES)
        raise UserError(
            f"Column {column.name} is stored in '{column.stored_unit}', for which no column suffix is agreed ({known}): "
            "add one to UNIT_SUFFIXES in orchestration/transform/codegen/names.py and to docs/naming.md.",
            f"列 {column.name} 的存储单位“{column.stored_unit}”没有约定的列名后缀（已有：{known}），请先在 names.py 与 docs/naming.md 中补充。",
        )
    return f"{column.name}_as_{suffix}"


def text_name(column: Column) -> str:
    """Return the name under which staging keeps a measure's landed text."""
    return f"{column.name}_text"


def data_type(column: Column) -> str:
    """Return the type of a column's value after staging."""
    if column.logical_type == "integer" and not is_measure(column):
        return "bigint"
    types = {"number": "decimal(24,6)", "integer": "decimal(24,6)", "date": "date"}
    return types.get(column.logical_type, "varchar")
