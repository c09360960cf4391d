"""The words in which deliveries are spoken of, in Chinese and English: for the terminal, the page and the reminder list alike.

A line is what `orchestration.intake.status` says of one dataset and period, as plain values; nothing is decided here.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from orchestration.foundation.safe_text import safe_name, shown
from orchestration.papers.receipt_terms import Said

Line = Mapping[str, Any]


# Symbol, words, and the tone of the page.
STATUS = {
    "accepted": ("✓", Said("已接收", "accepted"), "good"),
    "late": ("✓", Said("逾期接收", "accepted late"), "late"),
    "refused": ("✕", Said("未接收", "refused"), "bad"),
    "fault": ("!", Said("系统故障", "our fault"), "fault"),
    "missing": ("✕", Said("逾期未报", "missing"), "bad"),
    "awaited": ("…", Said("待报送", "awaited"), "open"),
}


def receipt_path(line: Line) -> str:
    """Return where the answer to a line's file lies, below the folder of all answers."""
    return f"{safe_name(line['bureau'])}/{safe_name(line['period'])}/{safe_name(str(line['file_name']))}.回执.html"


def next_step(line: Line) -> Said:
    """Return what the bureau does next; blank when nothing."""
    status, asked, due = line["status"], line["open_queries"], line["due"]
    if status == "refused":
        where = receipt_path(line)
        return Said(
            f"按回执更正后重报：{where}", f"correct it as the receipt says and drop it again: {where}"
        )
    if status == "fault":
        return Said("无需操作，工程人员处理中", "nothing: our engineers are at it")
    if status == "missing":
        days = line["days_late"]
        return Said(f"已逾期 {days} 天，请尽快报送", f"{days} days overdue: drop it as soon as you can")
    if status == "awaited":
        return Said(f"请于 {due} 前报送", f"drop it by {due}")
    if asked:
        return Said(f"请答复 {asked} 条疑问（疑问答复*.xlsx）", f"answer {asked} queries (疑问答复*.xlsx)")
    return Said("", "")


def summary(lines: Iterable[Line]) -> Said:
    """Return how many datasets stand how, in one sentence."""
    told = list(lines)
    counts = Counter(line["status"] for line in told)
    queries = sum(line["open_queries"] for line in told)
    zh = [f"{words.zh} {counts[code]}" for code, (_, words, _) in STATUS.items() if counts[code]]
    en = [f"{counts[code]} {words.en}" for code, (_, words, _) in STATUS.items() if counts[code]]
    if queries:
        zh.append(f"待答复疑问 {queries}")
        en.append(f"{queries} open queries")
    return Said("，".join([f"共 {len(told)} 项", *zh]), ", ".join([f"{len(told)} in all", *en]))


def needs_reminder(line: Line, today: dt.date, within_days: int) -> bool:
    """Whether a bureau is to be reminded: overdue, refused, asked something, or due within so many days."""
    if line["status"] in ("refused", "missing") or line["open_queries"]:
        return True
    due = line["due"] and dt.date.fromisoformat(line["due"])
    return bool(line["status"] == "awaited" and due and (due - today).days <= within_days)


def reminder_text(line: Line) -> str:
    """Return the words to send to the bureau."""
    name = f"{shown(line['bureau_name_zh'])}：{shown(line['period'])} “{shown(line['dataset_name_zh'])}”"
    if line["status"] == "refused":
        return f"{name}（文件 {shown(line['file_name'])}）未被接收，{next_step(line).zh}。"
    if line["status"] == "missing":
        return f"{name}应于 {line['due']} 前报送，{next_step(line).zh}。"
    if line["status"] == "awaited":
        return f"{name}尚未报送，{next_step(line).zh}。"
    return f"{name}已接收，另{next_step(line).zh}。"
