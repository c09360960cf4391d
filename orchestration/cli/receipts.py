"""What a bureau reads in the terminal about a file that it has checked: the verdict, each rule once with its places, what to do."""

from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape

from orchestration.foundation.workspace import Workspace

if TYPE_CHECKING:
    from orchestration.contracts import Contracts
    from orchestration.intake import Finding, Receipt

SEVERITY_STYLE = {"REJECT": "red", "ERROR": "red", "QUERY": "yellow"}
PLACES_SHOWN = 10


def print_receipt(console: Console, path: Path, receipt: "Receipt") -> None:
    """Print the verdict on a file, what was found in it and what to do next."""
    console.print(f"{escape(str(path))}: {_verdict(receipt)}", highlight=False, soft_wrap=True)
    by_rule = sorted(receipt.findings, key=lambda found: found.rule)
    for rule, group in groupby(by_rule, key=lambda found: found.rule):
        _print_rule(console, rule, list(group))
    console.print(f"  → {_next_step(receipt)}", highlight=False, soft_wrap=True)


def _verdict(receipt: "Receipt") -> str:
    if receipt.status == "fault":
        return "[red]系统内部故障 a fault of ours[/]"
    if not receipt.accepted:
        return "[red]不能接收 would be refused[/]"
    rows = sum(receipt.rows.values())
    return f"[green]可以接收 would be accepted[/]  {rows} 行 rows"


def _next_step(receipt: "Receipt") -> str:
    if receipt.status == "fault":
        return (
            "请将此文件和上面的故障编号交给工程人员。 Give this file and the fault's number to the engineers."
        )
    if not receipt.accepted:
        return "请按提示更正后再次自查。 Correct what is listed and check again."
    if receipt.findings:
        return (
            "可以报送；疑问须更正，或在报送后按回执书面说明。 "
            "It can be dropped; correct what is queried, or explain it on the form that comes with the receipt."
        )
    folder = f"raw/{receipt.bureau}/{receipt.period}/"
    return f"请放入 {escape(folder)} 。 Drop it into {escape(folder)}."


def _print_rule(console: Console, rule: str, findings: "list[Finding]") -> None:
    first, count = findings[0], len(findings)
    times = f" × {count}" if count > 1 else ""
    console.print(
        f"  [{SEVERITY_STYLE[first.severity]}]{first.severity}[/] {rule}{times}\n"
        f"    {escape(first.message_zh)} {escape(first.fix_zh)}\n"
        f"    {escape(first.message_en)} {escape(first.fix_en)}",
        highlight=False,
        soft_wrap=True,
    )
    places = [_place(found) for found in findings[:PLACES_SHOWN]]
    more = f" … 共 {count} 处 ({count} places)" if count > PLACES_SHOWN else ""
    if any(places):
        console.print(
            f"    {escape('； '.join(filter(None, places)))}{more}", highlight=False, soft_wrap=True
        )


def _place(found: "Finding") -> str:
    where = found.cell or (f"第 {found.row} 行 row {found.row}" if found.row else "")
    parts = (found.sheet, where, found.header, found.key)
    seen = "" if found.value is None else f" = {found.value}"
    place = " ".join(part for part in parts if part)
    return f"{place}{seen}" if place else ""


def print_saved(
    console: Console, contracts: "Contracts", receipt: "Receipt", path: Path, target: Workspace
) -> None:
    """Write the answer that the bureau would get into a folder of its own, and say where it is."""
    from orchestration.papers.answers import write_answer

    answer = write_answer(target, contracts, receipt.as_dict(), path)
    for paper in answer.paths:
        console.print(f"  {escape(str(paper))}", highlight=False, soft_wrap=True)
