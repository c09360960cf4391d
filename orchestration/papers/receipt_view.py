"""What a receipt says to people, in words and in order: the verdict, what to do next, findings grouped by rule.

The page and the workbook both show this; neither decides anything of its own. Reads nothing but what it is given.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from orchestration.papers.background import Background
from orchestration.papers.safe_text import shown

Outcome = Literal["accepted", "queried", "refused", "fault"]
SEVERITIES = {"REJECT": ("退回", "rejected"), "ERROR": ("错误", "error"), "QUERY": ("疑问", "query")}
COUNTS_THE_REST = ("X01", "X02")
# Steps of an examination by the letter of their rules. What stands later is looked at once nothing earlier is wrong.
STEPS = {
    "F": ("文件", "the file"),
    "S": ("结构（工作表、表头、行）", "its structure"),
    "C": ("单元格", "its cells"),
    "K": ("重复的行", "its keys"),
    "R": ("与名录和其他数据的核对", "its references"),
}
WAITS_FOR_ANOTHER = "F09"
# Findings about where the file lies or what it is called: what to do is said by the finding, the folder may be another.
ABOUT_THE_PLACE = ("F01", "F02", "F06", "F07", "F10", "F18", "F19")
# What stands for words that differ from place to place; the table below says them.
DIFFERENT = {"message_zh": "…", "message_en": "…", "fix_zh": "见下表", "fix_en": "see the table"}


@dataclass(frozen=True)
class Said:
    """A sentence in both languages."""

    zh: str
    en: str


@dataclass(frozen=True)
class Place:
    """One finding's place, and what was seen there."""

    sheet: str
    cell: str
    row: int | None
    column: str
    header: str
    key: str
    value: str
    allowed: str
    message: Said
    fix: Said
    query_id: str


@dataclass(frozen=True)
class Group:
    """The findings of one rule: its words once, then the places."""

    rule: str
    severity: str
    heading: Said
    fix: Said
    places: tuple[Place, ...]
    unlisted: tuple[Said, ...]

    @property
    def shows_allowed(self) -> bool:
        """Whether what is allowed differs from place to place, so that each must say it."""
        return len({place.allowed for place in self.places}) > 1


@dataclass(frozen=True)
class View:
    """A receipt in words."""

    outcome: Outcome
    headline: Said
    steps: tuple[Said, ...]
    groups: tuple[Group, ...]
    total: int


def view_of(receipt: Mapping[str, Any], background: Background) -> View:
    """Return what a receipt says to people."""
    findings = receipt["findings"]
    outcome = _outcome(receipt)
    total = sum(_count(item) for item in findings)
    groups = _groups(findings)
    return View(
        outcome=outcome,
        headline=_headline(outcome, total),
        steps=tuple(_steps(outcome, receipt, background)),
        groups=groups,
        total=total,
    )


def is_query(finding: Mapping[str, Any]) -> bool:
    """Whether a finding asks the bureau for an explanation."""
    return bool(finding["severity"] == "QUERY")


def letter(rule: str) -> str:
    """Return the letter and number of a rule, such as C05."""
    return rule.split("_", 1)[0]


def _outcome(receipt: Mapping[str, Any]) -> Outcome:
    if receipt["status"] == "fault":
        return "fault"
    if receipt["status"] != "accepted":
        return "refused"
    return "queried" if any(map(is_query, receipt["findings"])) else "accepted"


def _count(finding: Mapping[str, Any]) -> int:
    if letter(finding["rule"]) in COUNTS_THE_REST:
        return int(finding["value"])
    return 1


def _headline(outcome: Outcome, total: int) -> Said:
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


def _steps(outcome: Outcome, receipt: Mapping[str, Any], background: Background) -> Iterable[Said]:
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
    yield _deadline(background)


def _deadline(background: Background) -> Said:
    due = background.due
    if background.is_late:
        return Said(f"报送截止日（{due}）已过，请尽快办理。", f"It was due by {due}: please act soon.")
    return Said(f"请在 {due} 前办理。", f"Please act by {due}.")


def _steps_for_refusal(receipt: Mapping[str, Any], background: Background) -> Iterable[Said]:
    letters = {letter(item["rule"]) for item in receipt["findings"]}
    if letters == {WAITS_FOR_ANOTHER}:
        yield Said(
            "本文件无需改动，也无需重报；所缺文件接收后，系统重新收文时一并核对。",
            "This file needs no change and need not be dropped again; it is checked once the missing file has come.",
        )
        return
    yield Said("请按下面每一条的“怎样处理”办理。", "Do what each finding below says.")
    if not letters & set(ABOUT_THE_PLACE):
        yield Said(
            f"改好后仍用原文件名放回 {background.folder}，覆盖旧文件即可。",
            f"Put the corrected file back into {background.folder} under the same name, over the old one.",
        )
    if background.due:
        yield _deadline(background)
    checked = STEPS.get(min(letters, key=_order)[0])
    if checked and not any(_order(item) >= len(STEPS) for item in letters):
        yield Said(
            f"检查分步进行，本次到“{checked[0]}”为止，所列即这一步的全部问题；改正后才检查后面各步。",
            f"Checks go step by step and stopped at {checked[1]}: all problems of that step are listed, "
            "later steps follow once they are mended.",
        )


def _order(rule: str) -> int:
    letters = list(STEPS)
    return letters.index(rule[0]) if rule[0] in letters else len(letters)


def _groups(findings: Sequence[Mapping[str, Any]]) -> tuple[Group, ...]:
    ordered = sorted(findings, key=lambda item: list(SEVERITIES).index(item["severity"]))
    rules = {item["rule"] for item in findings}
    by_rule: dict[str, list[Mapping[str, Any]]] = {}
    rest = []
    for item in ordered:
        if letter(item["rule"]) in COUNTS_THE_REST and item["allowed"] in rules:
            rest.append(item)
        else:
            by_rule.setdefault(item["rule"], []).append(item)
    return tuple(_group(rule, members, rest) for rule, members in by_rule.items())


def _group(rule: str, members: Sequence[Mapping[str, Any]], rest: Sequence[Mapping[str, Any]]) -> Group:
    return Group(
        rule=rule,
        severity=members[0]["severity"],
        heading=Said(_common(members, "message_zh"), _common(members, "message_en")),
        fix=Said(_common(members, "fix_zh"), _common(members, "fix_en")),
        places=tuple(map(_place, members)),
        unlisted=tuple(
            Said(shown(item["message_zh"]), shown(item["message_en"]))
            for item in rest
            if item["allowed"] == rule
        ),
    )


def _place(finding: Mapping[str, Any]) -> Place:
    return Place(
        sheet=shown(finding["sheet"]),
        cell=shown(finding["cell"]),
        row=finding["row"],
        column=shown(finding["column"]),
        header=shown(finding["header"]),
        key=shown(finding.get("key")),
        value=shown(finding["value"]),
        allowed=shown(finding["allowed"]),
        message=Said(shown(finding["message_zh"]), shown(finding["message_en"])),
        fix=Said(shown(finding["fix_zh"]), shown(finding["fix_en"])),
        query_id=shown(finding.get("query_id")),
    )


def _common(members: Sequence[Mapping[str, Any]], field: str) -> str:
    """Return the words that a rule's findings share: what differs from one to the next gives way."""
    if len({item[field] for item in members}) == 1:
        return shown(members[0][field])
    differing = [name for name in ("value", "allowed", "header") if len({item[name] for item in members}) > 1]
    texts = Counter(_without(item, field, differing) for item in members)
    return shown(texts.most_common(1)[0][0])


def _without(finding: Mapping[str, Any], field: str, names: Iterable[str]) -> str:
    text = str(finding[field])
    for name in names:
        if finding[name]:
            text = text.replace(str(finding[name]), DIFFERENT[field])
    return text
