"""What a receipt tells its bureau to do: the verdict in a sentence and the next steps. What was found is told by `receipt_view`."""

from collections.abc import Iterable, Mapping
from typing import Any

from orchestration.foundation.safe_text import shown
from orchestration.papers.background import Background
from orchestration.papers.receipt_terms import COUNTS_THE_REST, Outcome, Said, letter

# Steps of an examination and the letters of their rules. What stands later is looked at once nothing earlier is wrong.
STEPS = (
    ("F", "文件", "the file"),
    ("S", "结构（工作表、表头、行）", "its structure"),
    ("CD", "单元格", "its cells"),
    ("K", "重复的行", "its keys"),
    ("RAO", "与名录和其他数据的核对", "its references"),
)
# Findings that are for others to settle: the bureau's file is right as it is.
FOR_OTHERS = {"F09", "V01", "V02", "V03"}
# Findings about where the file lies or what it is called: what to do is said by the finding, the folder may be another.
ABOUT_THE_PLACE = {"F01", "F02", "F06", "F07", "F10", "F18", "F19", "F20", "F21"}


def headline(outcome: Outcome, total: int) -> Said:
    """Return the verdict; `total` is how many findings there are."""
    if outcome == "accepted":
        return Said(
            "已接收，没有发现问题，无需再做任何事。",
            "Accepted. Nothing was found wrong; there is nothing to do.",
        )
    if outcome == "queried":
        return Said(
            f"已接收，但有 {total:,} 处疑问待贵单位答复。",
            f"Accepted; your answer is awaited on {_counted(total, 'query', 'queries')}.",
        )
    if outcome == "fault":
        return Said(
            "系统故障，不是贵单位的问题。文件已保存，请勿重报。",
            "Our system failed; it is not your fault. The file is kept: don't drop it again.",
        )
    return Said(
        f"退回：有 {total:,} 处问题，本文件的数据均未采用。",
        f"Refused: {_counted(total, 'problem', 'problems')}. Nothing of this file is used.",
    )


def _counted(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"


def next_steps(outcome: Outcome, receipt: Mapping[str, Any], background: Background) -> Iterable[Said]:
    """Yield what the bureau does next, in order."""
    if outcome == "fault":
        yield Said(
            "工程人员已收到通知，修复后系统会自动重新接收本文件，届时出具新的回执。",
            "Our engineers have been told. Once it is mended the file is received anew and you get a new receipt.",
        )
    if outcome == "queried":
        yield from _steps_for_queries(receipt, background)
    if outcome == "refused":
        yield from _steps_for_refusal(receipt, background)
    if background.standing:
        yield _about_earlier(outcome, shown(background.standing))


def _about_earlier(outcome: Outcome, earlier: str) -> Said:
    if outcome in ("refused", "fault"):
        return Said(f"此前已接收的文件“{earlier}”仍然有效。", f"{earlier}, accepted before, still holds.")
    return Said(
        f"本文件已整体替换此前接收的“{earlier}”，原文件仍保存。",
        f"It replaces {earlier}, accepted before, as a whole; that file is kept.",
    )


def _steps_for_queries(receipt: Mapping[str, Any], background: Background) -> Iterable[Said]:
    yield Said(
        "数值确实有误的：改正原文件后重新报送，新文件整体替换本文件。",
        "Where a figure is wrong: correct your file and drop it again; the new file replaces this one as a whole.",
    )
    if any(item.get("query_id") for item in receipt["findings"]):
        form, folder = background.form_name, background.folder
        yield Said(
            f"数值无误的：打开“{form}”，填写“说明”“填写人”“填写日期”三列，原名保存后放入 {folder}。",
            f"Where it is right: open {form}, fill in its last three columns (explanation, who, date), keep its name "
            f"and drop it into {folder}.",
        )
    yield Said("全部疑问答复之前，结果不会发布。", "Results are not published before every query is settled.")
    if background.due:
        yield _deadline(background)


def _deadline(background: Background) -> Said:
    due = background.due
    if background.is_late:
        return Said(f"报送截止日（{due}）已过，请尽快办理。", f"It was due by {due}: please act soon.")
    return Said(f"请在 {due} 前办理。", f"Please act by {due}.")


def _steps_for_refusal(receipt: Mapping[str, Any], background: Background) -> Iterable[Said]:
    letters = {letter(item["rule"]) for item in receipt["findings"]} - set(COUNTS_THE_REST)
    if letters <= FOR_OTHERS:
        yield Said(
            "本文件无需改动，也无需重报；下列事项办妥后重新收文时，会再次核对本文件。",
            "This file needs no change and need not be dropped again; it is looked at anew once the matter below is settled.",
        )
        return
    yield Said("请按下面每一条的“怎样处理”办理。", "Do what each finding below says.")
    if not letters & ABOUT_THE_PLACE:
        yield Said(
            f"改好后仍用原文件名放回 {background.folder}，覆盖旧文件即可。",
            f"Put the corrected file back into {background.folder} under the same name, over the old one.",
        )
    if background.due:
        yield _deadline(background)
    yield from _steps_that_follow(letters)


def _steps_that_follow(letters: Iterable[str]) -> Iterable[Said]:
    """Say that checks stopped at a step, unless it is the last or the findings are of none."""
    reached = {index for each in letters for index, step in enumerate(STEPS) if each[0] in step[0]}
    if reached and max(reached) < len(STEPS) - 1:
        _, zh, en = STEPS[max(reached)]
        yield Said(
            f"检查分步进行，本次到“{zh}”为止，这一步的问题已全部列出或计数；改正后才检查后面各步。",
            f"Checks go step by step and stopped at {en}: all problems of that step are listed or counted, "
            "later steps follow once they are mended.",
        )
