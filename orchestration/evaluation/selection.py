"""Decides which submissions a build reads and whether anything required is missing."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

import pyarrow.parquet as pq

from orchestration.contracts import Contract, Contracts
from orchestration.evaluation.remarks import (
    answers_that_count,
    applied_corrections,
    corrections_out_of_step,
    queries_of,
    told,
)
from orchestration.evaluation.submissions import Submission, latest_submissions, open_refusals
from orchestration.foundation.answers import answers
from orchestration.foundation.errors import Refused
from orchestration.foundation.periods import Period
from orchestration.foundation.workspace import Workspace

Kind = Literal["annual", "monitoring"]
SCHEME = ("efficiency_office", "scheme")
REGISTER = ("efficiency_office", "unit_register")
SURVEY = ("survey", "responses")
HISTORY_YEARS = {str(years): years for years in range(1, 21)}


@dataclass(frozen=True)
class Selection:
    """What one build reads.

    `state_date`: the day as of which rectification items are overdue, where one was asked for.
    """

    kind: Kind
    period: Period
    as_of: dt.datetime
    submissions: tuple[Submission, ...]
    open_findings: tuple[dict[str, Any], ...]
    answers: tuple[dict[str, Any], ...] = ()
    state_date: dt.date | None = None

    @property
    def scheme(self) -> Submission:
        """The scheme of the year."""
        return next(s for s in self.submissions if s.dataset_key == SCHEME)

    @property
    def is_synthetic(self) -> bool:
        """Whether any input carries synthetic rows, or an explanation is made up."""
        return any(s.receipt["is_synthetic"] for s in self.submissions) or any(
            answer["is_synthetic"] for answer in self.answers
        )

    @property
    def corrections(self) -> list[dict[str, Any]]:
        """The corrections that were applied to the figures."""
        return applied_corrections(self.submissions)


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


def history_years(latest: Iterable[Submission], period: Period) -> int:
    """Return how many years before its own a period's build takes: setting `history_years` of the year's scheme, 1 where it says nothing.

    A value that is none is refused by a test of the build (docs/method.md, Settings); until then it counts as 1.
    """
    for submission in latest:
        if submission.dataset_key == SCHEME and submission.period.year == period.year:
            settings = pq.read_table(
                submission.folder / "settings.parquet", columns=["setting_code", "setting_value"]
            )
            said = dict(zip(*(column.to_pylist() for column in settings.columns), strict=True))
            return HISTORY_YEARS.get(str(said.get("history_years")), 1)
    return 1


def _in_scope(submission: Submission, kind: Kind, period: Period, first_year: int) -> bool:
    if submission.dataset_key == SCHEME:
        return submission.period.year == period.year
    if kind == "monitoring" and submission.period.kind == "quarter" and submission.period > period:
        return False
    return first_year <= submission.period.year <= period.year


def select(
    workspace: Workspace,
    contracts: Contracts,
    kind: Kind,
    period: Period,
    as_of: dt.datetime,
    *,
    state_date: dt.date | None = None,
) -> Selection:
    """Choose a build's submissions.

    Args:
        workspace: Where the landing zone is.
        contracts: All contracts: what is required.
        kind: annual or monitoring.
        period: The year, or the quarter to monitor.
        as_of: Submissions accepted later are not seen.
        state_date: The day as of which rectification items are overdue; None: that of the last report on them.

    Raises:
        Refused: Something required has not been accepted, or was not received anew since its corrections changed; the message
            lists it.
    """
    latest, said = latest_submissions(workspace, as_of), {contract.key for contract in contracts.service}
    first_year = period.year - history_years(latest, period)
    chosen = tuple(s for s in latest if s.dataset_key not in said and _in_scope(s, kind, period, first_year))
    refusals = open_refusals(workspace, range(first_year, period.year + 1), as_of)
    missing = _missing(contracts, kind, period, {(*s.dataset_key, s.period.code) for s in chosen})
    if missing:
        raise Refused(*_missing_message(period, missing, refusals))
    stale = list(corrections_out_of_step(contracts, latest, chosen))
    if stale and not refusals:
        raise Refused(*_stale_message(period, stale))
    given = answers(workspace, as_of)
    findings = [told(receipt, item, given) for receipt in refusals for item in receipt["findings"]]
    findings += queries_of(chosen, given)
    said_of = tuple(answers_that_count(findings, given, period))
    return Selection(kind, period, as_of, chosen, tuple(findings), said_of, state_date)


def _stale_message(period: Period, stale: list[str]) -> tuple[str, str]:
    lines = "\n".join(f"  - {line}" for line in stale)
    return (
        f"{period} can't be built, corrections have come or gone since these files were accepted:\n{lines}\nRun intake again.",
        f"{period} 无法计算：以下文件接收之后，数据更正有增减：\n{lines}\n请先重新运行收文。",
    )


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
