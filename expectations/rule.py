"""The neutral form of an expectation: what is expected of which column, how severe, and what a person is told.

Great Expectations runs these, but is not needed to read, list or test them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Severity = Literal["error", "query"]


@dataclass(frozen=True)
class Words:
    """What a person is told: what was found wrong and what to do about it, in Chinese and English."""

    zh: str
    en: str
    fix_zh: str
    fix_en: str


@dataclass(frozen=True)
class Rule:
    """One expectation.

    Attributes:
        name: Unique within the table, such as `composite_range`.
        expectation: Class name in Great Expectations, such as `ExpectColumnValuesToBeBetween`.
        arguments: Its arguments.
        severity: error (a rule is broken) or query (suspicious); both hold publication.
        words: Message and remedy.
        may_be_empty: Whether a column without any value keeps the rule; elsewhere it breaks it, since Great
            Expectations calls an empty column a success.
    """

    name: str
    expectation: str
    arguments: Mapping[str, Any]
    severity: Severity
    words: Words
    may_be_empty: bool = False


@dataclass(frozen=True)
class Frame:
    """A table as SQL has reduced it, and what is expected of the result.

    Attributes:
        name: Unique within the table: `units`, `groups`, `profile`.
        sql: A query over the mart's tables, by their names. Its decimals become floats; nothing here is published.
        key: Columns that name a failing row to a person.
        rules: The expectations.
    """

    name: str
    sql: str
    key: tuple[str, ...]
    rules: tuple[Rule, ...]


@dataclass(frozen=True)
class TableChecks:
    """Everything that is expected of one mart table."""

    table: str
    frames: tuple[Frame, ...] = field(default=())

    def check_id(self, rule: Rule) -> str:
        """Return the name under which the rule's result is kept."""
        return f"expectation.{self.table}.{rule.name}"

    @property
    def check_ids(self) -> tuple[str, ...]:
        """The names of all results that this table must bring."""
        return tuple(self.check_id(rule) for frame in self.frames for rule in frame.rules)


def between(
    name: str,
    column: str,
    low: float | None,
    high: float | None,
    severity: Severity,
    words: Words,
    *,
    may_be_empty: bool = False,
) -> Rule:
    """Return the rule that every value of a column lies within bounds; None leaves a side open."""
    bounds = {key: value for key, value in (("min_value", low), ("max_value", high)) if value is not None}
    arguments = {"column": column, **bounds}
    return Rule(name, "ExpectColumnValuesToBeBetween", arguments, severity, words, may_be_empty)


def row_count(name: str, low: int, high: int | None, severity: Severity, words: Words) -> Rule:
    """Return the rule that a frame has between `low` and `high` rows."""
    bounds = {"min_value": low} if high is None else {"min_value": low, "max_value": high}
    return Rule(name, "ExpectTableRowCountToBeBetween", bounds, severity, words)


def matches(name: str, column: str, regex: str, severity: Severity, words: Words) -> Rule:
    """Return the rule that every text of a column matches a regular expression from its start."""
    arguments = {"column": column, "regex": regex}
    return Rule(name, "ExpectColumnValuesToMatchRegex", arguments, severity, words)
