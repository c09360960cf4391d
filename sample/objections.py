"""What units objected to in the year's provisional results: one objection was rejected, one came too late.

An objection that is upheld needs a corrected file, and an open one holds the final release back; the sample has neither, so
that it can be signed. Nobody stands behind the words; the file says that it is synthetic.
"""

from pathlib import Path

from sample.bureaus.layout import single
from sample.scheme.comments import ROUTED_YEAR
from sample.units import COUNTY, units_of
from sample.workbook import Sheet, write_workbook

OBJECTION_HEADERS = single(
    "异议编号", "提出日期", "单位代码", "单位名称", "发布编号", "指标代码", "异议内容",
)  # fmt: skip
DECISION_HEADERS = single(
    "异议编号", "答复部门", "答复内容", "佐证材料", "答复日期", "处理决定", "决定理由", "决定人", "决定日期", "更正文件哈希",
)  # fmt: skip
# The id of a release is made of what it holds, so a file that is part of it can't name it.
RELEASE = f"{ROUTED_YEAR}年暂定结果（演示）"


def write_objections(raw: Path) -> None:
    """Write the year's file below a folder."""
    first, second, *_ = (unit for unit in units_of(ROUTED_YEAR) if unit.level == COUNTY)
    objections = [
        (
            "YY-001",
            "2021-01-20",
            first.code,
            first.name,
            RELEASE,
            "GDP_GROWTH",
            "认为增速未按可比价格计算，请核实",
        ),
        ("YY-002", "2021-01-28", second.code, second.name, RELEASE, "", "认为公众评议样本偏少，请复核"),
    ]
    decisions = [
        (
            "YY-001", "统计局（演示）", "增速按可比价格计算，与年报一致", "演示材料：年报核算表", "2021-01-22", "不采纳",
            "经核对，数据与统计年报一致", "市效能办主任办公会（演示）", "2021-01-23", "",
        ),
    ]  # fmt: skip
    title = f"{ROUTED_YEAR}年异议处理"
    write_workbook(
        raw / "efficiency_office" / str(ROUTED_YEAR) / f"{title}.xlsx",
        [
            Sheet("异议", title, OBJECTION_HEADERS, objections),
            Sheet("处理", f"{title}决定", DECISION_HEADERS, decisions),
        ],
    )
