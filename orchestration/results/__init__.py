"""Published or candidate results as tables to read, and two of them side by side: what terminal, site and simulation all stand on.

Reads Parquet files of a release or build and compares their figures; how a figure is shown, and what may be published, is decided elsewhere.
"""

from orchestration.results.difference import Contribution, Difference, UnitDifference, difference
from orchestration.results.release_tables import ReleaseTables, Row, open_release
from orchestration.results.uncertainty_sources import UNCERTAINTY_SOURCES

__all__ = [
    "UNCERTAINTY_SOURCES",
    "Contribution",
    "Difference",
    "ReleaseTables",
    "Row",
    "UnitDifference",
    "difference",
    "open_release",
]
