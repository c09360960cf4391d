"""Decides which submissions a build reads and whether anything required is missing."""

import datetime as dt
from dataclasses import dataclass
from typing import Any, Literal

from orchestration.contracts import Contract, Contracts
from orchestration.evaluation.submissions import Submission, latest_submissions, open_refusals
from orchestration.foundation.errors import Refused
from orchestration.foundation.periods import Period
from orchestration.foundation.workspace import Workspace

Kind = Literal["annual", "monitoring"]
SCHEME = ("efficiency_office", "scheme")
REGISTER = ("efficiency_office", "unit_register")


@dataclass(frozen=True)
class Selection:
    """What one build reads."""

    kind: Kind
    period: Period
    as_of: dt.datetime
    submissions: tuple[Submission, ...]
    open_findings: tuple[dict[str, Any], ...]

    @property
    def scheme(self) -> Submission:
        """The scheme of the year."""
        return next(s for s in self.submissions if s.dataset_key == SCHEME)

    @property
    def is_synthetic(self) -> bool:
        """Whether any input carries synthetic rows."""
        return any(s.receipt["is_synthetic"] for s in self.submissions)


def required_periods(contract: Contract, kind: Kind, period: Period) -> tuple[Period, ...]:
    """Return the periods of a dataset that a build can't do without."""
    year = Period(period.year)
    key = (contract.bureau, contract.dataset)
    if kind == "monitoring":
        if contract.frequency == "quarter":
            return period.quarters
        return (year,) if key in (SCHEME, REGISTER) else ()
    if not contract.required_for_annual:
        return ()
    return year.quarters if contract.frequency == "quarter" else (year,)


def _missing(contracts: Contracts, kind: Kind, period: Period, have: set[tuple[str, str, str]]) -> list[str]:
    return [
        f"raw/{contract.bureau}/{wanted.code}/: {contract.name_zh} ({contract.bureau}.{contract.dataset})"
        for contract in contracts
        for wanted in required_periods(contract, kind, period)
        if (contract.bureau, contract.dataset, wanted.code) not in have
    ]


def _in_scope(submission: Submission, kind: Kind, period: Period) -> bool:
    if submission.dataset_key == SCHEME:
        return submission.period.year == period.year
    if kind == "monitoring" and submission.period.kind == "quarter":
        return submission.period.year in (period.year, period.year - 1) and submission.period <= period
    return submission.period.year in (period.year, period.year - 1)


def _finding(receipt: dict[str, Any], finding: dict[str, Any]) -> dict[str, Any]:
    return {
        **finding,
        "bureau": receipt["bureau"],
        "dataset": receipt["dataset"],
        "period": receipt["period"],
    }


def select(
    workspace: Workspace, contracts: Contracts, kind: Kind, period: Period, as_of: dt.datetime
) -> Selection:
    """Choose a build's submissions.

    Args:
        workspace: Where the landing zone is.
        contracts: All contracts: what is required.
        kind: annual or monitoring.
        period: The year, or the quarter to monitor.
        as_of: Submissions accepted later are not seen.

    Raises:
        Refused: Something required has not been accepted; the message lists it.
    """
    chosen = tuple(s for s in latest_submissions(workspace, as_of) if _in_scope(s, kind, period))
    refusals = open_refusals(workspace, (period.year - 1, period.year), as_of)
    missing = _missing(contracts, kind, period, {(*s.dataset_key, s.period.code) for s in chosen})
    if missing:
        raise Refused(*_missing_message(period, missing, refusals))
    findings = [_finding(receipt, item) for receipt in refusals for item in receipt["findings"]]
    findings += [
        _finding(s.receipt, item)
        for s in chosen
        for item in s.receipt["findings"]
        if item["severity"] == "QUERY"
    ]
    return Selection(kind, period, as_of, chosen, tuple(findings))


SHOWN_FILES = 5


def _told(refusals: list[dict[str, Any]], language: str) -> str:
    """Return what was wrong with refused files: each message once, with the files and cells that it holds for."""
    places: dict[str, list[str]] = {}
    for receipt in refusals:
        for item in receipt["findings"]:
            words = f"{item[f'message_{language}']} {item[f'fix_{language}']}"
            where = " ".join(filter(None, (item["file"], item["sheet"], item["cell"])))
            places.setdefault(words, []).append(where)
    return "\n".join(
        f"  ! {words}\n      {', '.join(where[:SHOWN_FILES])}{f' … ({len(where)})' if len(where) > SHOWN_FILES else ''}"
        for words, where in places.items()
    )


def _missing_message(period: Period, missing: list[str], refusals: list[dict[str, Any]]) -> tuple[str, str]:
    lines = "\n".join(f"  - {line}" for line in missing)
    return (
        f"{period} can't be built: no accepted file for\n{lines}\n"
        f"Drop the files there and run again.\n{_told(refusals, 'en')}".rstrip(),
        f"{period} 无法计算，以下数据尚无被接收的文件：\n{lines}\n"
        f"请将文件放入上述文件夹后重新运行。\n{_told(refusals, 'zh')}".rstrip(),
    )
