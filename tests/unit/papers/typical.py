"""Five mistakes that bureaus make most, made in the small city, and the table of what a bureau is told in docs/bureaus.md.

Run as a module it prints the table, to be put into the guide when a rule's words have changed.
"""

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.unit.intake.workshop import Workshop, figure_rows


def _figures(row: int, place: int, value: Any) -> Callable[[Workshop], Path]:
    def drop(workshop: Workshop) -> Path:
        rows = figure_rows()
        rows[row][place] = value
        return workshop.figures(rows)

    return drop


# What a clerk did, and the file in which they did it.
MISTAKES: tuple[tuple[str, Callable[[Workshop], Path]], ...] = (
    ("数字旁写了文字", _figures(4, 1, "约2012.5")),
    ("计量单位与约定不同", _figures(3, 1, "总量（万元）")),
    ("单位名称写错一个字", _figures(4, 0, "鼓搂区")),
    ("公式没有算出结果就保存", _figures(4, 1, "=1+1")),
    ("用了上年的标题", _figures(0, 0, "2019年核算")),
)


def typical_table(workshop: Workshop) -> str:
    """Return the table as it stands in the guide, from the findings themselves."""
    lines = ["| 情形 | 位置 | 回执说 | 怎样处理 |", "| --- | --- | --- | --- |"]
    for title, drop in MISTAKES:
        (item,) = workshop.receive(drop(workshop)).findings
        where = f"{item.sheet} {item.cell}" if item.cell else "整个文件"
        lines.append(f"| {title} | {where} | {item.message_zh} | {item.fix_zh} |")
    return "\n".join(lines)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        city = Workshop(Path(folder))
        city.register()
        sys.stdout.write(typical_table(city) + "\n")
