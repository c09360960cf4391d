"""What a template says about a dataset and its columns, in words for the people who fill it in. Chinese; no layout."""

from decimal import Decimal
from fnmatch import fnmatchcase

from orchestration.contracts import Column, Contract, Contracts, Table, find_unit, fold
from orchestration.foundation.errors import UserError
from orchestration.foundation.periods import Period

REAL, SYNTHETIC = "实际", "合成演示"
VINTAGES = {"flash": "快报", "preliminary": "初步核算", "final": "年报", "revised": "修订"}
QUARTERS = "一二三四"
KINDS = {"string": "文字", "number": "数字", "integer": "整数", "date": "日期，如 2020-03-05"}
# How each reason for a missing figure is written: one mark, and what it says.
MARKS = {
    "nil": ("无", "未发生，数值为零"),
    "not_applicable": ("不适用", "该单位没有此项指标"),
    "not_published": ("…", "有数但未公布，留空亦同"),
    "not_produced": ("未产生数据", "本期尚未产生"),
    "suppressed": ("***", "因保密不提供"),
    "too_small": ("样本过少", "样本过少，不予公布"),
    "too_new": ("新设", "单位或指标新设，尚无数据"),
    "refused": ("拒报", "提供方拒绝提供"),
}
DASH = "-"
LINE_BREAK = "\n"


def period_words(period: Period) -> str:
    """Return a period as titles and file names say it: 2020年, 2020年二季度."""
    return f"{period.year}年" + (f"{QUARTERS[period.quarter - 1]}季度" if period.quarter else "")


def title(contract: Contract, period: Period, table: Table | None = None) -> str:
    """Return the title of a dataset's form, or of one of its sheets."""
    words = f"{period_words(period)}{contract.name_zh}"
    if contract.name_zh.startswith("年"):
        words = f"{period.year}{contract.name_zh}"
    return words if table is None or len(contract.tables) == 1 else f"{words}·{table.name_zh}"


def file_name(contract: Contract, period: Period) -> str:
    """Return the name under which a dataset of a period is dropped.

    Raises:
        UserError: No pattern of the contract admits a name that says the period.
    """
    named = f"{title(contract, period)}.{contract.format}"
    spelt = (
        f"{period_words(period)}{pattern.replace('*', '')}"
        for pattern in contract.file_patterns
        if not set("?[") & set(pattern)
    )
    for name in (named, *spelt):
        if any(fnmatchcase(name, pattern) for pattern in contract.file_patterns):
            return name
    raise UserError(
        f"No file name for {contract.bureau}.{contract.dataset}: its filePatterns admit none that starts with the period.",
        f"无法为 {contract.bureau}.{contract.dataset} 确定文件名：合同的 filePatterns 不允许以期别开头的名称。",
    )


def header_words(column: Column) -> tuple[str, ...]:
    """Return a column's header as the form has it: the contract's, with the unit of measure where that does not say it.

    Intake reads the unit off the header again, so only units that it knows are written there.
    """
    unit, path = column.unit_of_measure, column.header_path
    if unit is None or find_unit(unit) is None or fold(unit) in fold("".join(path)):
        return path
    return (*path[:-1], f"{path[-1]}（{unit}）")


def unit_words(column: Column) -> str:
    """Return a column's unit of measure, or an empty text."""
    return column.unit_of_measure or ""


def span_words(low: Decimal | None, high: Decimal | None) -> str:
    """Return a range of numbers in words, or an empty text when there is none."""
    if low is not None and high is not None:
        return f"{low:f} 至 {high:f}"
    if low is not None:
        return f"不小于 {low:f}"
    return f"不大于 {high:f}" if high is not None else ""


def allowed_words(column: Column, contracts: Contracts) -> str:
    """Return which values a column takes, beyond their type; an empty text when any will do."""
    parts = []
    if column.enum:
        parts.append("只能填：" + "、".join(column.enum))
    if column.reference is not None:
        target = contracts.get(column.reference.bureau, column.reference.dataset)
        table = next(table for table in target.tables if table.name == column.reference.table)
        header = table.column(column.reference.column).header
        instead = "".join(f"，或填 {value}" for value in column.also_allowed)
        parts.append(f"须与{target.name_zh}“{table.name_zh}”表中的“{header}”一致{instead}")
    if column.examples:
        parts.append(f"形如 {'、'.join(column.examples)}")
    if span := span_words(column.minimum, column.maximum):
        parts.append(span)
    if column.queries.between:
        parts.append(f"超出 {span_words(*column.queries.between)} 的会请贵单位说明")
    return "；".join(parts)


def marks(column: Column) -> dict[str, str]:
    """Return the marks that may stand instead of a figure, with what each says."""
    found = dict(MARKS[reason] for reason in column.missing_allowed)
    if column.dash_means in column.missing_allowed and column.logical_type != "string":
        found[DASH] = MARKS[column.dash_means][1]
    return found


def blank_words(column: Column) -> str:
    """Return what may stand in a column instead of a value."""
    if column.required:
        return "不得留空"
    if not column.missing_allowed:
        return "可留空"
    meanings: dict[str, list[str]] = {}
    for mark, meaning in marks(column).items():
        meanings.setdefault(meaning, []).append(f"“{mark}”")
    said = "；".join(f"{'或'.join(written)}：{meaning}" for meaning, written in meanings.items())
    return said if "not_published" in column.missing_allowed else f"不得留空，可写：{said}"


def alternatives(table: Table, column: Column) -> list[Column]:
    """Return the other columns that hold the same indicator: one of them is enough."""
    if column.indicator_code is None:
        return []
    same = (other for other in table.columns if other.indicator_code == column.indicator_code)
    return [other for other in same if other is not column]


def required_words(table: Table, column: Column) -> str:
    """Return whether a column must be filled in."""
    if column.required:
        return "必填"
    others = "、".join(f"“{other.header}”" for other in alternatives(table, column))
    return f"与{others}填其一即可" if others else "选填"


def prompt_words(table: Table, column: Column, contracts: Contracts) -> str:
    """Return what is shown when a cell of the column is chosen."""
    unit = f"计量单位：{unit_words(column)}。" if column.unit_of_measure else ""
    lines = (
        f"{column.description_zh}。" if column.description_zh else "",
        f"{required_words(table, column)}，{KINDS[column.logical_type]}。{unit}",
        f"{allowed_words(column, contracts)}。" if allowed_words(column, contracts) else "",
        f"{blank_words(column)}。" if column.missing_allowed else "",
    )
    return LINE_BREAK.join(line for line in lines if line)
