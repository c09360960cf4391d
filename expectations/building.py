"""Turns a frame's rules into a Great Expectations suite. The only module here that imports Great Expectations, when called."""

import os
from typing import Any

from expectations.rule import Frame, TableChecks

GX_SEVERITY = {"error": "critical", "query": "warning"}


def great_expectations() -> Any:
    """Import Great Expectations with its analytics off; it looks at the environment once, when first imported."""
    os.environ["GX_ANALYTICS_ENABLED"] = "false"
    import great_expectations

    return great_expectations


def build_suite(checks: TableChecks, frame: Frame) -> Any:
    """Return the ExpectationSuite of one frame; each expectation's meta carries its check id and its words."""
    gx = great_expectations()
    expectations = [
        getattr(gx.expectations, rule.expectation)(
            **rule.arguments,
            severity=GX_SEVERITY[rule.severity],
            meta={
                "check_id": checks.check_id(rule),
                "severity": rule.severity,
                "message_zh": rule.words.zh,
                "message_en": rule.words.en,
                "fix_zh": rule.words.fix_zh,
                "fix_en": rule.words.fix_en,
            },
        )
        for rule in frame.rules
    ]
    return gx.ExpectationSuite(name=f"{checks.table}.{frame.name}", expectations=expectations)
