"""Says which builds could start by themselves: everything required is accepted, nothing is waiting, and nobody has judged them yet.

Only candidates of a year and the monitoring of its quarters; that a year's results are published is never decided here.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from orchestration import pipeline
from orchestration.contracts import Contracts
from orchestration.evaluation.candidates import inputs_id, judged_inputs
from orchestration.evaluation.selection import Kind, select
from orchestration.foundation.errors import Refused
from orchestration.foundation.periods import Period
from orchestration.foundation.places import shown_name
from orchestration.foundation.workspace import Workspace
from orchestration.intake import Ledger, unreceived


@dataclass(frozen=True)
class Ready:
    """A build whose inputs are complete and that nobody has judged: `inputs` names them."""

    kind: Kind
    period: Period
    inputs: str


@dataclass(frozen=True)
class Waiting:
    """A build that can't start yet, and why."""

    kind: Kind
    period: Period
    reason_en: str
    reason_zh: str


def readiness(workspace: Workspace, contracts: Contracts, *, now: dt.datetime) -> list[Ready | Waiting]:
    """Look at every year with an accepted scheme: its candidate, and its quarters as long as it has no release.

    Args:
        workspace: The folders.
        contracts: All contracts.
        now: Submissions accepted later are not seen.

    Returns:
        What is ready and what waits; builds of inputs that were judged before are not among them.
    """
    found: list[Ready | Waiting] = []
    for year in pipeline.scheme_years(workspace, now):
        period = Period(year)
        is_released = workspace.current("annual", period).exists()
        if not is_released:
            found += [
                item
                for quarter in period.quarters
                for item in _looked_at(workspace, contracts, "monitoring", quarter, now)
            ]
        earlier = pipeline.years_to_evaluate(workspace, year, now)[:-1]
        if earlier:
            found.append(_waits_for(period, earlier))
        else:
            found += _looked_at(workspace, contracts, "annual", period, now)
    return found


def _waits_for(period: Period, earlier: list[int]) -> Waiting:
    years = ", ".join(map(str, earlier))
    return Waiting(
        "annual",
        period,
        f"{years} must be published first: its grades decide on consequences of {period}.",
        f"须先发布 {years} 年结果：{period} 年的结果运用需要其等次。",
    )


def _looked_at(
    workspace: Workspace, contracts: Contracts, kind: Kind, period: Period, now: dt.datetime
) -> Iterator[Ready | Waiting]:
    try:
        selection = select(workspace, contracts, kind, period, now)
    except Refused as refusal:
        yield Waiting(kind, period, _first(refusal.message_en), _first(refusal.message_zh))
        return
    named = inputs_id(workspace, selection)
    if named in judged_inputs(workspace, kind, period):
        return
    periods = pipeline.stray_periods(workspace, period)
    left = unreceived(workspace, periods) or Ledger(workspace, contracts).outdated(periods)
    if left:
        told = ", ".join(shown_name(path.name) for path in left[:3])
        yield Waiting(
            kind,
            period,
            f"{len(left)} files are to be received first: {told}",
            f"尚有 {len(left)} 个文件待收文：{told}",
        )
        return
    yield Ready(kind, period, named)


def _first(message: str) -> str:
    """Return the start of a message: what is missing, without the advice."""
    return " ".join(line.strip() for line in message.splitlines()[:4])
