"""The words of an explanation, Chinese and English side by side, and how a place in a file is written."""

from collections.abc import Mapping

from rich.table import Table

from orchestration.explain.release_tables import Row

NOTICE = "演示数据 sample data, not an official result"
PARTS = {"target": "目标 target", "vertical": "纵向 own past", "horizontal": "横向 city or group"}
REFERENCES = {
    "target": "目标值 target t",
    "own_past": "上年值 own past r",
    "city": "全市值 city r",
    "group_mean": "组平均 group mean r",
}
PART_STATUSES = {
    "used": "计入 used",
    "reweighted": "占比并入其他角度 share given to the other parts",
    "zeroed": "计零分 scored zero",
    "held": "暂缓 held back",
}
SCORE_STATUSES = {"scored": "", "not_applicable": "不适用 n/a", "missing": "缺失 missing"}
KINDS = {"deduction": "扣分 deduction", "bonus": "加分 bonus", "veto": "一票否决 veto"}
LEFT = ("指标", "单位", "项目", "主体", "状态", "来源", "文件")


def table(title: str, *columns: str) -> Table:
    """Return an empty table; columns of words stand on the left, columns of numbers on the right and unbroken."""
    made = Table(title=title, title_justify="left", box=None, pad_edge=False, header_style="bold")
    for name in columns:
        left = name.startswith(LEFT)
        made.add_column(name, justify="left" if left else "right", overflow="fold", no_wrap=not left)
    return made


def place(inputs: Mapping[str, Row], submission: str | None, sheet: str | None, cell: str | None) -> str:
    """Return bureau, file, sheet and cell of a figure."""
    if submission is None or submission not in inputs:
        return "–"
    source = inputs[submission]
    where = "!".join(filter(None, (sheet, cell)))
    mark = "（演示 synthetic）" if source["is_synthetic"] else ""
    return f"{source['bureau_code']}/{source['period_code']}/{source['file_name']} {where}{mark}"
