"""A finding: one breach of a rule, with its place in the bureau's own file and words to mend it by."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from difflib import get_close_matches
from typing import Any

from orchestration.intake.rules import RULES, Severity

SHOWN = 5
LONGEST_VALUE = 60
MOST_LISTED = 200
CODED = re.compile(r"^(.+)\(([^()]+)\)$")


@dataclass(frozen=True)
class Finding:
    """One breach of a rule. `value` never holds what stands in a restricted column; `key` says which row it is about.

    `query_id` is the name by which a query can be answered, `compared` the earlier figure that it was asked because of; None for
    other findings.
    """

    rule: str
    severity: Severity
    file: str
    sheet: str | None
    cell: str | None
    row: int | None
    column: str | None
    header: str | None
    value: str | None
    allowed: str | None
    message_zh: str
    message_en: str
    fix_zh: str
    fix_en: str
    key: str | None = None
    query_id: str | None = None
    compared: str | None = None

    def as_dict(self) -> dict[str, Any]:
        """Return the finding for a receipt."""
        return asdict(self)


def finding(
    rule: str,
    file: str,
    *,
    sheet: str | None = None,
    row: int | None = None,
    column: str | None = None,
    header: str | None = None,
    key: str | None = None,
    value: object = None,
    allowed: object = None,
    compared: str | None = None,
) -> Finding:
    """Make a finding from a rule and the fields that its words need.

    Args:
        rule: Which rule is broken.
        file: Name of the file.
        sheet: Name of the sheet.
        row: Row of the sheet, or line of the CSV file.
        column: Letter of the column.
        header: Header of the column.
        key: Primary key of the row, as people read it.
        value: What was seen there; never from a restricted column.
        allowed: What is allowed.
        compared: The earlier figure because of which it is asked.
    """
    definition = RULES[rule]
    shown = None if value is None else str(value)
    words = {"header": header or "", "value": shown or "", "allowed": "" if allowed is None else str(allowed)}
    return Finding(
        rule=rule,
        severity=definition.severity,
        file=file,
        sheet=sheet,
        cell=f"{column}{row}" if column and row else None,
        row=row,
        column=column,
        header=header,
        value=shown,
        allowed=words["allowed"] or None,
        message_zh=definition.message_zh.format(**words),
        message_en=definition.message_en.format(**words),
        fix_zh=definition.fix_zh.format(**words),
        fix_en=definition.fix_en.format(**words),
        key=key,
        compared=compared,
    )


def shortened(value: str) -> str:
    """Return a cell's text as a message may quote it."""
    return value if len(value) <= LONGEST_VALUE else value[:LONGEST_VALUE] + "…"


class Listing:
    """Findings from one piece of a file after another: of each rule and column so many, and how many more there are."""

    def __init__(self) -> None:
        self._findings: list[Finding] = []
        self._listed: Counter[tuple[str, str | None, str | None]] = Counter()
        self._totals: Counter[tuple[str, str | None, str | None]] = Counter()

    def add(self, findings: Sequence[Finding], total: int | None = None) -> None:
        """Take up findings of one rule and column; `total` says how many there are when not all of them are given."""
        if not findings:
            return
        key = (findings[0].rule, findings[0].sheet, findings[0].header)
        taken = findings[: MOST_LISTED - self._listed[key]]
        self._findings += taken
        self._listed[key] += len(taken)
        self._totals[key] += len(findings) if total is None else total

    def told(self) -> list[Finding]:
        """Return what is listed, and for each rule and column with more one finding that counts the rest."""
        more = [
            finding(
                "X02_MORE_QUERIES" if RULES[rule].severity == "QUERY" else "X01_MORE_ERRORS",
                self._findings[0].file,
                sheet=sheet,
                header=header or "",
                value=total - self._listed[rule, sheet, header],
                allowed=rule,
            )
            for (rule, sheet, header), total in self._totals.items()
            if total > self._listed[rule, sheet, header]
        ]
        return [*self._findings, *more]


def is_blocking(findings: Iterable[Finding]) -> bool:
    """Whether any finding refuses the file."""
    return any(item.severity != "QUERY" for item in findings)


def nearest(value: str, known: Iterable[str]) -> str:
    """Return the known names closest to a value, for a message; some of them when none is close.

    A name that is told with its code, such as 鼓楼区(350102), is as close as the closer of the two.
    """
    names = sorted(set(known))
    spelt = {part: name for name in names for part in (name, *CODED.sub(r"\1\n\2", name).split("\n"))}
    close = dict.fromkeys(
        spelt[part] for part in get_close_matches(value, sorted(spelt), n=2 * SHOWN, cutoff=0.3)
    )
    return "、".join(list(close)[:SHOWN] or names[:SHOWN])
