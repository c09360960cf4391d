"""Releases: takes a candidate whose verdict stands, and makes it the immutable folder that readers follow `current` to.

The verdict is read again here, for exactly this candidate. Nothing here computes a score or judges one.
"""

from orchestration.publication.grounds import Stale, stale_year, stale_years
from orchestration.publication.publishing import publish
from orchestration.publication.ranking import ranking
from orchestration.publication.release import Release, current_release, read_manifest, releases

__all__ = [
    "Release",
    "Stale",
    "current_release",
    "publish",
    "ranking",
    "read_manifest",
    "releases",
    "stale_year",
    "stale_years",
]
