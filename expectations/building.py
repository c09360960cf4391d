"""Turns a frame's rules into a Great Expectations suite. The only module here that imports Great Expectations, when called."""

import logging
import os
from typing import Any

from expectations.rule import Frame, Rule, TableChecks

GX_SEVERITY = {"error": "critical", "query": "warning"}


def great_expectations() -> Any:
    """Import Great Expectations with its analytics off; it reads the environment once, when first imported."""
    os.environ["GX_ANALYTICS_ENABLED"] = "false"
    # It tells of much into whatever log dbt has set up for the process; one of its modules sets a level of its own.
    logging.getLogger("great_expectations").setLevel(logging.WARNING)
    import great_expectations

    logging.getLogger("great_expectations.data_context.types.base").setLevel(logging.WARNING)
    return great_expectations


def _meta(check_id: str, rule: Rule) -> dict[str, str]:
    return {
        "check_id": check_id,
        "severity": rule.severity,
        "message_zh": rule.message_zh,
        "message_en": rule.message_en,
        "fix_zh": rule.remedy.zh,
        "fix_en": rule.remedy.en,
    }


def build_suite(checks: TableChecks, frame: Frame) -> Any:
    """Return the ExpectationSuite of one frame; each expectation's meta carries its check id and its words."""
    gx = great_expectations()
    return gx.ExpectationSuite(
        name=f"{checks.table}.{frame.name}",
        expectations=[
            getattr(gx.expectations, rule.expectation)(
                **rule.arguments,
                severity=GX_SEVERITY[rule.severity],
                meta=_meta(checks.check_id(rule), rule),
            )
            for rule in frame.rules
        ],
    )
