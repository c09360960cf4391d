"""Quarters and years as Dagster time windows, and the way between a partition key and a period."""

import dagster as dg

from orchestration.foundation.calendar import SHANGHAI
from orchestration.foundation.periods import Period

TIMEZONE = SHANGHAI.key
FIRST_YEAR = "2018"

# One window beyond the finished ones: a scheme is dropped when its year begins, not when it ends.
years = dg.TimeWindowPartitionsDefinition(
    start=FIRST_YEAR, fmt="%Y", cron_schedule="0 0 1 1 *", timezone=TIMEZONE, end_offset=1
)
quarters = dg.TimeWindowPartitionsDefinition(
    start=f"{FIRST_YEAR}-01", fmt="%Y-%m", cron_schedule="0 0 1 */3 *", timezone=TIMEZONE, end_offset=1
)


def period_of(key: str) -> Period:
    """Return the period of a partition key: `2020` is a year, `2020-04` the quarter that begins in April."""
    year, _, month = key.partition("-")
    return Period(int(year), (int(month) + 2) // 3 if month else 0)


def key_of(period: Period) -> str:
    """Return the partition key of a period."""
    return f"{period.year}-{3 * period.quarter - 2:02d}" if period.quarter else str(period.year)


def partitions_for(frequency: str) -> dg.TimeWindowPartitionsDefinition:
    """Return the partitions of a dataset by its contract's frequency."""
    return quarters if frequency == "quarter" else years
