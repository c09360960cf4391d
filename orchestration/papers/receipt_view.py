"""What a receipt says to people, in words and in order: the verdict, what to do next, findings grouped by rule.

The page and the workbook both show this; neither decides anything of its own. Reads nothing but what it is given.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from orchestration.foundation.safe_text import shown
from orchestration.papers.background import Background
from orchestration.papers.receipt_steps import headline, next_steps
from orchestration.papers.receipt_terms import COUNTS_THE_REST, SEVERITIES, Outcome, Said, letter, outcome_of

# What stands for words that differ from place to place; the table below says them.
DIFFERENT = {"message_zh": "…", "message_en": "…", "fix_zh": "见下表", "fix_en": "see the table"}


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
    outcome = outcome_of(receipt)
    total = sum(_count(item) for item in findings)
    groups = _groups(findings)
    return View(
        outcome=outcome,
        headline=headline(outcome, total),
        steps=tuple(next_steps(outcome, receipt, background)),
        groups=groups,
        total=total,
    )


def _count(finding: Mapping[str, Any]) -> int:
    if letter(finding["rule"]) in COUNTS_THE_REST:
        return int(finding["value"])
    return 1


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
