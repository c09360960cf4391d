"""Releases: takes a candidate whose verdict stands, and makes it the immutable folder that readers follow `current` to.

The verdict is read again here, for exactly this candidate. Nothing here computes a score or judges one.
"""

from orchestration.publication.approving import approve
from orchestration.publication.grounds import Stale, stale_year, stale_years
from orchestration.publication.overdue import Overdue, overdue
from orchestration.publication.publishing import publish
from orchestration.publication.ranking import ranking
from orchestration.publication.release import Release, current_release, load_release, read_manifest, releases
from orchestration.publication.rollback import rollback
from orchestration.publication.signing import make_key
from orchestration.publication.verification import verify

__all__ = [
    "Overdue",
    "Release",
    "Stale",
    "approve",
    "current_release",
    "load_release",
    "make_key",
    "overdue",
    "publish",
    "ranking",
    "read_manifest",
    "releases",
    "rollback",
    "stale_year",
    "stale_years",
    "verify",
]
