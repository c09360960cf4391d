"""Which tables have a suite. A new module is listed here or it does not run; a test holds that none is forgotten."""

from expectations import (
    dim_indicator,
    dim_unit,
    fct_accountability_action,
    fct_adjustment,
    fct_dimension_score,
    fct_indicator_score,
    fct_indicator_score_part,
    fct_monitoring,
    fct_public_appraisal,
    fct_rectification_item,
    fct_unit_result,
    meta_input,
    meta_release,
    rpt_monitoring_alert,
    rpt_weak_indicator,
)
from expectations.rule import TableChecks

ALL_CHECKS: tuple[TableChecks, ...] = (
    dim_indicator.CHECKS,
    dim_unit.CHECKS,
    fct_accountability_action.CHECKS,
    fct_adjustment.CHECKS,
    fct_dimension_score.CHECKS,
    fct_indicator_score.CHECKS,
    fct_indicator_score_part.CHECKS,
    fct_monitoring.CHECKS,
    fct_public_appraisal.CHECKS,
    fct_rectification_item.CHECKS,
    fct_unit_result.CHECKS,
    meta_input.CHECKS,
    meta_release.CHECKS,
    rpt_monitoring_alert.CHECKS,
    rpt_weak_indicator.CHECKS,
)


def suite_tables() -> tuple[str, ...]:
    """Return the names of the tables that have a suite."""
    return tuple(checks.table for checks in ALL_CHECKS)


def checks_of(tables: set[str]) -> tuple[TableChecks, ...]:
    """Return the suites of the tables that a candidate must hold."""
    return tuple(checks for checks in ALL_CHECKS if checks.table in tables)
