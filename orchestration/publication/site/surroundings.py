"""What else has been published that a release's pages show: earlier years, the year's quarters, the release before. Reads only.

Earlier years are those on which the candidate itself rests, link by link, so they follow from the candidate.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from orchestration.foundation.periods import Period
from orchestration.foundation.workspace import Workspace
from orchestration.publication.release import MANIFEST, Release, current_release, load_release

ANNUAL, MONITORING = "annual", "monitoring"


@dataclass(frozen=True)
class Surroundings:
    """Releases that the pages refer to.

    Attributes:
        earlier: Releases of the years before, the nearest first.
        quarters: Current monitoring releases of the year's quarters, in order.
        before: The release before of the same kind and period; None for the first.
    """

    earlier: tuple[Release, ...] = ()
    quarters: tuple[Release, ...] = ()
    before: Release | None = None


def _earlier(workspace: Workspace, period: Period, stated: Any) -> Iterator[Release]:
    year = period.year
    while stated:
        year -= 1
        folder = workspace.published(ANNUAL, Period(year)) / stated["release_id"]
        if not (folder / MANIFEST).is_file():
            return
        release = load_release(folder)
        yield release
        stated = release.manifest.get("previous_year")


def surroundings(workspace: Workspace, candidate: dict[str, Any], before: Release | None) -> Surroundings:
    """Return what a candidate's pages refer to.

    Args:
        workspace: Where releases lie.
        candidate: What `candidate.json` says.
        before: The release before of its kind and period.
    """
    period = Period.parse(candidate["period"])
    if candidate["kind"] != ANNUAL:
        return Surroundings(before=before)
    quarters = (current_release(workspace, MONITORING, quarter) for quarter in period.quarters)
    return Surroundings(
        earlier=tuple(_earlier(workspace, period, candidate["previous_release"])),
        quarters=tuple(quarter for quarter in quarters if quarter is not None),
        before=before,
    )
