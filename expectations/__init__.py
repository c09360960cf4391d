"""What a person who knows the statistics would say of each mart table: one module per table, as data.

Distributions, coverage and plausible bounds stand here. Keys, relationships, accepted values and accounting identities are
dbt's. Nothing here decides on publication; the gate runs the suites, and Great Expectations is imported only to build one.
"""

from expectations.registry import ALL_CHECKS, checks_of, suite_tables

__all__ = ["ALL_CHECKS", "checks_of", "suite_tables"]
