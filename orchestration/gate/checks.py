"""The form of one check's result, the same for every kind of check: what ran, whether it passed, what was seen, what to do."""

from dataclasses import asdict, dataclass
from typing import Any, Literal

CheckKind = Literal["dbt", "expectation", "intake", "integrity"]
Severity = Literal["error", "query"]


@dataclass(frozen=True)
class Check:
    """One check of one candidate.

    Attributes:
        check_id: Stable name; the index of expected checks holds it.
        kind: Who checked.
        table: The mart table or model concerned, None when it is none or several.
        severity: error or query. Both hold publication.
        passed: True only when the check ran and found nothing, or what it asks has been answered.
        observed: What was seen, in short; None when there is nothing to say.
        failures: Number of failing rows or items; None when the check could not count.
        message_zh: What a failure means.
        message_en: The same in English.
        fix_zh: What to do about it.
        fix_en: The same in English.
        query_id: The name by which a query is answered; None for a check that asks nothing.
        answer: The explanation that lets a query pass, with who gave it and when; None while there is none.
    """

    check_id: str
    kind: CheckKind
    table: str | None
    severity: Severity
    passed: bool
    observed: str | None
    failures: int | None
    message_zh: str
    message_en: str
    fix_zh: str
    fix_en: str
    query_id: str | None = None
    answer: dict[str, Any] | None = None

    def as_dict(self) -> dict[str, Any]:
        """Return the check as `verdicts.json` holds it."""
        return asdict(self)
