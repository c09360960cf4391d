"""The table of deliveries in the terminal: what stands of each dataset, and what its bureau does next."""

from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from orchestration.papers.status_words import STATUS, next_step, summary

UNSETTLED = ("missing", "refused", "fault")
STYLES = {"good": "green", "late": "yellow", "bad": "bold red", "fault": "blue", "open": "dim"}


def print_deliveries(console: Console, period: str, lines: Sequence[Mapping[str, Any]]) -> None:
    """Print a line per dataset and period, and in one sentence how many stand how."""
    table = Table(title=f"{period} 报送情况 deliveries", title_justify="left")
    table.add_column("部门 bureau", overflow="fold")
    table.add_column("期别", no_wrap=True)
    table.add_column("数据集 dataset", overflow="fold")
    table.add_column("状态 status", no_wrap=True)
    table.add_column("截止 due", no_wrap=True)
    table.add_column("疑问", justify="right", no_wrap=True)
    table.add_column("替换", justify="right", no_wrap=True)
    table.add_column("下一步 next step", overflow="fold")
    bureau = None
    for line in lines:
        symbol, words, tone = STATUS[line["status"]]
        table.add_row(
            "" if line["bureau"] == bureau else Text(line["bureau_name_zh"]),
            line["period"],
            Text(line["dataset_name_zh"]),
            Text(f"{symbol} {words.zh} {line['status']}", style=STYLES[tone]),
            line["due"] or "",
            str(line["open_queries"] or ""),
            str(line["replaced"] or ""),
            Text(next_step(line).zh),
        )
        bureau = line["bureau"]
    console.print(table)
    told = summary(lines)
    console.print(f"{told.zh}\n{told.en}")
