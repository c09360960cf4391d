"""The neutral form of an expectation: what is expected of which column, how severe, and what a person is told.

Great Expectations runs these, but is not needed to read, list or test them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

Severity = Literal["error", "query"]


@dataclass(frozen=True)
class Remedy:
    """What to do about a broken rule, in Chinese and English."""

    zh: str
    en: str


@dataclass(frozen=True)
class Rule:
    """One expectation with its words.

    Attributes:
        name: Unique within the table, such as `composite_range`.
        expectation: Class name in Great Expectations, such as `ExpectColumnValuesToBeBetween`.
        arguments: Its arguments.
        may_be_empty: Whether a column without any value keeps the rule; elsewhere it breaks it, since Great
            Expectations calls an empty column a success.
        severity: error (a rule is broken) or query (suspicious); both hold publication.
        message_zh: What is wrong when the rule is broken.
        message_en: The same in English.
        remedy: What to do.
    """

    name: str
    expectation: str
    arguments: Mapping[str, Any]
    may_be_empty: bool
    severity: Severity
    message_zh: str
    message_en: str
    remedy: Remedy


@dataclass(frozen=True)
class Expected:
    """An expectation without words yet; `error` and `query` make a rule of it."""

    name: str
    expectation: str
    arguments: Mapping[str, Any]
    may_be_empty: bool = False

    def error(self, message_zh: str, message_en: str, remedy: Remedy) -> Rule:
        """Return the rule whose breach is wrong."""
        return self._rule("error", message_zh, message_en, remedy)

    def query(self, message_zh: str, message_en: str, remedy: Remedy) -> Rule:
        """Return the rule whose breach is suspicious."""
        return self._rule("query", message_zh, message_en, remedy)

    def _rule(self, severity: Severity, message_zh: str, message_en: str, remedy: Remedy) -> Rule:
        return Rule(
            self.name,
            self.expectation,
            self.arguments,
            self.may_be_empty,
            severity,
            message_zh,
            message_en,
            remedy,
        )


def _bounds(low: float | None, high: float | None) -> dict[str, float]:
    return {key: value for key, value in (("min_value", low), ("max_value", high)) if value is not None}


def between(
    name: str, column: str, low: float | None, high: float | None, *, may_be_empty: bool = False
) -> Expected:
    """Expect every value of a column within bounds, both included; None leaves a side open."""
    arguments = {"column": column, **_bounds(low, high)}
    return Expected(name, "ExpectColumnValuesToBeBetween", arguments, may_be_empty)


def row_count(name: str, low: int, high: int | None = None) -> Expected:
    """Expect a frame to have between `low` and `high` rows."""
    return Expected(name, "ExpectTableRowCountToBeBetween", _bounds(low, high))


def matches(name: str, column: str, regex: str, *, may_be_empty: bool = False) -> Expected:
    """Expect every text of a column to match a regular expression."""
    arguments = {"column": column, "regex": regex}
    return Expected(name, "ExpectColumnValuesToMatchRegex", arguments, may_be_empty)


@dataclass(frozen=True)
class Frame:
    """A table as SQL has reduced it, and what is expected of the result.

    Attributes:
        name: Unique within the table: `units`, `groups`, `profile`.
        sql: A query over the mart's tables, by their names. Its decimals become floats; nothing of it is published.
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
    frames: tuple[Frame, ...]

    def check_id(self, rule: Rule) -> str:
        """Return the name under which the rule's result is kept."""
        return f"expectation.{self.table}.{rule.name}"

    @property
    def check_ids(self) -> tuple[str, ...]:
        """The names of all results that this table must bring."""
        return tuple(self.check_id(rule) for frame in self.frames for rule in frame.rules)
