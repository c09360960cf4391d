"""What follows from the year's comments: the efficiency office's answers to the queue, and a return of the units' progress.

Ids are made as docs/method.md says (section 8). Nobody stands behind the words; the files say that they are synthetic.
"""

import datetime as dt
from collections.abc import Iterator
from hashlib import md5
from pathlib import Path

from sample.bureaus.layout import single, write_book
from sample.responses import HEADER, responses
from sample.scheme.comments import OTHERS, PRAISE_WORDS, ROUTED_YEAR, SERVICE, SERVICE_WORDS
from sample.textfile import Cell
from sample.units import Unit, units_of

ROUTING_HEADERS = single(
    "意见编号", "被评单位", "意见内容", "处理方式", "问题类别代码", "问题类别", "责任单位代码", "期限（天）", "填写人", "填写日期",
)  # fmt: skip
PROGRESS_HEADERS = single(
    "整改编号", "报告日期", "责任单位代码", "单位名称", "进展情况", "完成比例", "自报状态", "佐证材料", "核实结果", "核实日期",
)  # fmt: skip
ANSWERED, *LEFT_OPEN = OTHERS
NUMBER, UNIT, TEXT = (HEADER.index(name) for name in ("问卷编号", "被评单位代码", "意见建议"))
ID_DIGITS = 16
DECIDED = dt.date(ROUTED_YEAR + 1, 2, 20)
BY = "演示人员"
# State claimed, per cent, evidence, what the check said; day after the feedback.
REPORTS = (
    (("整改中", 40, "", "", 10),),
    (("整改中", 60, "演示材料一", "", 8), ("已完成", 100, "演示材料二", "", 20)),
    (("已完成", 100, "演示材料三", "通过", 14),),
    (("已完成", 100, "演示材料四", "退回", 12),),
    (("已完成", 100, "演示材料五", "退回", 9), ("已完成", 100, "演示材料六", "通过", 24)),
    (("已完成", 100, "", "通过", 15),),
)
FEEDBACK = dt.date(ROUTED_YEAR + 1, 3, 5)
CHECKED_AFTER = 4


def _comments() -> Iterator[tuple[str, Unit, str]]:
    """Yield id, unit and text of each comment of the year."""
    units = {unit.code: unit for unit in units_of(ROUTED_YEAR)}
    for row in responses(ROUTED_YEAR):
        if row[TEXT]:
            said = f"{ROUTED_YEAR}|{row[NUMBER]}|{row[TEXT]}"
            name = md5(said.encode(), usedforsecurity=False).hexdigest()[:ID_DIGITS]
            yield f"C{name}", units[str(row[UNIT])], str(row[TEXT])


def _names(text: str, words: tuple[str, ...]) -> bool:
    return any(word in text for word in words)


def queue_answers() -> list[tuple[Cell, ...]]:
    """Return an answer to each comment on the first subject without a rule; those on the others are left open."""
    return [
        (name, unit.name, text, "整改", "FOOD", "食品安全", "", 30, BY, DECIDED.isoformat())
        for name, unit, text in _comments()
        if ANSWERED in text and not _names(text, PRAISE_WORDS)
    ]


def progress() -> list[tuple[Cell, ...]]:
    """Return reports of a few units on their item about service: one for each way in which it may go."""
    complained = {
        unit.code: unit
        for _, unit, text in _comments()
        if _names(text, SERVICE_WORDS) and not _names(text, PRAISE_WORDS)
    }
    rows: list[tuple[Cell, ...]] = []
    for (code, unit), reports in zip(sorted(complained.items()), REPORTS, strict=False):
        for claimed, share, evidence, found, day in reports:
            said = FEEDBACK + dt.timedelta(days=day)
            checked = (said + dt.timedelta(days=CHECKED_AFTER)).isoformat() if found else ""
            item = f"{ROUTED_YEAR}-{code}-comment-{SERVICE}"
            words = f"已梳理群众意见并落实专人办理，完成{share}%"
            rows.append(
                (item, said.isoformat(), code, unit.name, words, share, claimed, evidence, found, checked)
            )
    return rows


def write_rectification(raw: Path) -> None:
    """Write both files of the year below a folder."""
    folder = raw / "efficiency_office" / str(ROUTED_YEAR)
    write_book(folder, "意见人工分派", f"{ROUTED_YEAR}年意见人工分派", ROUTING_HEADERS, queue_answers())
    write_book(folder, "整改进展", f"{ROUTED_YEAR}年整改进展", PROGRESS_HEADERS, progress())
