"""What a year's release rests on: the release of the year before, whose grades decide on consequences of two years in a row.

Says which current releases rest on one that has been replaced since. It reads only; to run such a year anew is for a person to decide.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from orchestration.foundation.periods import Period
from orchestration.foundation.workspace import Workspace
from orchestration.publication.release import Release, current_release

# Units are matched by their internal id, since names and codes change; a unit on one side only has changed too.
CHANGED = """
select coalesce(used.unit_id, standing.unit_id) as unit_id
from read_parquet($used) as used
full outer join read_parquet($standing) as standing on used.unit_id = standing.unit_id
where used.grade_final is distinct from standing.grade_final
order by unit_id
"""


@dataclass(frozen=True)
class Stale:
    """A year whose current release rests on a release of the year before that is no longer current.

    Attributes:
        period: The year.
        release_id: Its current release.
        used: The release of the year before that it rests on; None where there was none.
        standing: The release of the year before that is current; None where nothing is.
        changed_units: Internal ids of the units whose final grade differs between the two; None where one of the two is not there.
    """

    period: Period
    release_id: str
    used: str | None
    standing: str | None
    changed_units: tuple[str, ...] | None

    @property
    def message_zh(self) -> str:
        """What is wrong and what to do, in Chinese."""
        before = self.period.year - 1
        return (
            f"{self.period} 年现行发布 {self.release_id} 的结果运用依据 {before} 年发布 {self.used or '（无）'}，"
            f"而 {before} 年现行发布为 {self.standing or '（无）'}{self._changed_zh()}。"
            f"重新计算前，该年结果运用不再有效：请运行 jixiao run {self.period.year}。"
        )

    @property
    def message_en(self) -> str:
        """The same in English."""
        before = self.period.year - 1
        return (
            f"STALE: release {self.release_id} of {self.period} rests its consequences on {self.used or 'no release'} of {before}, "
            f"while {self.standing or 'no release'} is current{self._changed_en()}. "
            f"Until it is computed anew its consequences do not hold: run `jixiao run {self.period.year}`."
        )

    def as_json(self) -> dict[str, Any]:
        """Return the same for machines."""
        return {
            "period": self.period.code,
            "release_id": self.release_id,
            "rests_on": self.used,
            "current": self.standing,
            "changed_units": None if self.changed_units is None else list(self.changed_units),
        }

    def _changed_zh(self) -> str:
        return (
            "" if self.changed_units is None else f"，其中 {len(self.changed_units)} 个单位的最终等次有变化"
        )

    def _changed_en(self) -> str:
        return (
            ""
            if self.changed_units is None
            else f"; {len(self.changed_units)} units have another final grade"
        )


def stale_year(workspace: Workspace, period: Period) -> Stale | None:
    """Return what is stale about a year's current release, or None when it rests on what is current or isn't there.

    Args:
        workspace: Where releases lie.
        period: A year.
    """
    release, before = (
        current_release(workspace, "annual", period),
        current_release(workspace, "annual", Period(period.year - 1)),
    )
    if release is None:
        return None
    used = release.manifest["previous_year"]
    if (used["content_hash"] if used else None) == (before.content_hash if before else None):
        return None
    return Stale(
        period,
        release.release_id,
        used["release_id"] if used else None,
        before.release_id if before else None,
        _changed_units(workspace, Period(period.year - 1), used["release_id"] if used else None, before),
    )


def stale_years(workspace: Workspace) -> Iterator[Stale]:
    """Give every year whose current release rests on a replaced one, in the order of years."""
    years = (workspace.warehouse / "published" / "annual").glob("*/current")
    for year in sorted(path.parent.name for path in years):
        found = stale_year(workspace, Period.parse(year))
        if found is not None:
            yield found


def _changed_units(
    workspace: Workspace, period: Period, used: str | None, standing: Release | None
) -> tuple[str, ...] | None:
    if used is None or standing is None:
        return None
    old = _results(workspace.published("annual", period) / used)
    if not old.is_file():
        return None
    with duckdb.connect() as connection:
        found = connection.execute(CHANGED, {"used": str(old), "standing": str(_results(standing.folder))})
        return tuple(unit for (unit,) in found.fetchall())


def _results(release: Path) -> Path:
    return release / "parquet" / "fct_unit_result.parquet"
