"""The evaluation as plain steps: what Dagster's assets and the command line both call, in this order.

Receive, open a build, run the layers, export the candidate, judge it, publish it. Each step meets the next in files.
"""

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from orchestration.contracts import Contracts
from orchestration.evaluation.candidates import Build, export_candidate, open_build, sweep_builds
from orchestration.evaluation.selection import REGISTER, SCHEME, Kind, select
from orchestration.evaluation.submissions import latest_submissions
from orchestration.evaluation.uncertainty import write_uncertainty
from orchestration.foundation.calendar import SHANGHAI, local_date
from orchestration.foundation.errors import Refused, UserError
from orchestration.foundation.periods import PERIOD_PATTERN, Period
from orchestration.foundation.workspace import Workspace
from orchestration.gate import Verdict, judge
from orchestration.intake import Receipt, receive_dataset, receive_strays, status
from orchestration.papers.answers import write_answer
from orchestration.papers.comment_queue import KEY as COMMENT_ROUTING
from orchestration.papers.comment_queue import write_queue
from orchestration.papers.reminders import write_reminders
from orchestration.papers.status_page import write_status_page
from orchestration.reporting import Reporter
from orchestration.transform.runner import DATABASE_NAME, DbtRun, NodeResult, run_dbt

LAYERS = ("staging", "intermediate", "marts")
LAYER_SELECTION = {layer: ("--select", f"path:models/{layer}") for layer in LAYERS}
MONITORING_SELECTION = ("--select", "+tag:monitoring")
TEST_SELECTION: dict[str, tuple[str, ...]] = {
    "annual": ("--exclude-resource-type", "unit_test"),
    # Cautious: a test that also reads a model outside the selection can't be judged in this build.
    "monitoring": (
        *MONITORING_SELECTION,
        "--exclude-resource-type",
        "unit_test",
        "--indirect-selection",
        "cautious",
    ),
}


@dataclass(frozen=True)
class Received:
    """What came of files.

    Attributes:
        receipts: Their receipts.
        faults: Why answers to some could not be drawn as they should be, for our engineers; the receipts hold all the same.
    """

    receipts: list[Receipt]
    faults: list[str]


def receive(
    workspace: Workspace, contracts: Contracts, bureau: str, dataset: str, period: Period, *, now: dt.datetime
) -> Received:
    """Receive every file that lies there for a dataset and period, and lay down the answers for the bureau."""
    return _answered(
        workspace, contracts, receive_dataset(workspace, contracts, bureau, dataset, period, now=now)
    )


def receive_unassigned(
    workspace: Workspace, contracts: Contracts, period: Period, *, now: dt.datetime
) -> Received:
    """Answer the files of a period that belong to no dataset of their bureau."""
    return _answered(workspace, contracts, receive_strays(workspace, contracts, period, now=now))


def receive_period(
    workspace: Workspace, contracts: Contracts, period: Period, *, now: dt.datetime
) -> Received:
    """Receive everything that lies in a period's folders: figures first, then what is said about them."""
    receipts: list[Receipt] = []
    faults: list[str] = []
    for contract in sorted(contracts, key=lambda one: one.key != REGISTER):
        if contract.admits(period):
            one = receive(workspace, contracts, contract.bureau, contract.dataset, period, now=now)
            receipts, faults = [*receipts, *one.receipts], [*faults, *one.faults]
    rest = receive_unassigned(workspace, contracts, period, now=now)
    return Received([*receipts, *rest.receipts], [*faults, *rest.faults])


def _answered(workspace: Workspace, contracts: Contracts, receipts: list[Receipt]) -> Received:
    faults = []
    for receipt in receipts:
        kept = workspace.received(receipt.file["sha256"])
        answer = write_answer(workspace, contracts, receipt.as_dict(), kept)
        faults += [f"{receipt.file_name}: {answer.fault}"] if answer.fault else []
    return Received(receipts, faults)


def delivery_lines(
    workspace: Workspace, contracts: Contracts, period: Period, *, now: dt.datetime
) -> list[dict[str, Any]]:
    """Return what stands of each dataset of a period, as plain values (see `intake.DeliveryStatus`)."""
    return [line.as_dict() for line in status(workspace, contracts, period, now=now)]


def write_delivery_papers(
    workspace: Workspace, period: Period, lines: Sequence[Mapping[str, Any]], *, now: dt.datetime
) -> list[Path]:
    """Write the page of a period's deliveries and the day's reminder list; returns what was written."""
    page = write_status_page(workspace, period.code, lines, now=now)
    reminders = write_reminders(workspace, period.code, lines, local_date(now))
    return [page, *([reminders] if reminders else [])]


def open_candidate(
    workspace: Workspace,
    contracts: Contracts,
    kind: Kind,
    period: Period,
    *,
    token: str,
    as_of: dt.datetime,
    now: dt.datetime,
    state_date: dt.date | None = None,
) -> Build:
    """Select the submissions and lay out a new build folder; raises Refused when something required is missing.

    Files that belong to no dataset get their refusal first, so that a misnamed correction holds the build back.
    """
    for stray in stray_periods(workspace, period):
        receive_unassigned(workspace, contracts, stray, now=now)
    selection = select(workspace, contracts, kind, period, as_of, state_date=state_date)
    build = open_build(workspace, contracts, selection, token=token, now=now)
    sweep_builds(workspace, kind, period)
    return build


def run_models(build: Build, selection: Sequence[str], title: str, reporter: Reporter) -> DbtRun:
    """Run a selection of models over a build.

    Raises:
        Refused: A model failed: a constraint of its contract did not hold, or the SQL is at fault. Nothing is published.
    """
    reporter.step(build.facts["period"], title)
    run = run_dbt(build.folder, ["run", *selection], lambda name, _status: reporter.advance(name))
    if not run.ok:
        raise Refused(*_models_failed(build, run))
    reporter.done(f"{sum(node.resource_type == 'model' for node in run.results)} models")
    return run


def _models_failed(build: Build, run: DbtRun) -> tuple[str, str]:
    failed: tuple[NodeResult, ...] = tuple(node for node in run.failed if node.status != "skipped")
    lines = "\n".join(f"  {node.name}: {node.message.strip()}" for node in failed) or f"  {run.error}"
    where = build.folder / "dbt" / "logs" / "dbt.log"
    return (
        f"The models of {build.build_id} did not build; nothing was published.\n{lines}\nLog: {where}",
        f"{build.build_id} 的模型计算失败，未发布任何结果。\n{lines}\n日志：{where}",
    )


def run_layer(build: Build, layer: str, reporter: Reporter) -> DbtRun:
    """Run one layer of the annual evaluation: staging, intermediate or marts, which begin with how sure ranks and grades are."""
    if layer == "marts":
        draw_ranks(build, reporter)
    return run_models(build, LAYER_SELECTION[layer], f"dbt {layer}", reporter)


def draw_ranks(build: Build, reporter: Reporter) -> None:
    """Draw what is uncertain over a build's intermediate tables, for the marts to publish."""
    reporter.step(build.facts["period"], "rank uncertainty")
    reporter.done(f"{write_uncertainty(build.folder / DATABASE_NAME, build.folder / 'inputs')} units")


def run_monitoring_models(build: Build, reporter: Reporter) -> DbtRun:
    """Run what a quarterly monitoring release needs."""
    return run_models(build, MONITORING_SELECTION, "dbt monitoring", reporter)


def finish_candidate(build: Build, reporter: Reporter) -> dict[str, Any]:
    """Export the mart and name its content; returns what `candidate.json` holds."""
    reporter.step(build.facts["period"], "candidate", len(LAYERS))
    candidate = export_candidate(build)
    rows = sum(table["rows"] for table in candidate["tables"].values())
    reporter.done(
        f"{len(candidate['tables'])} tables, {rows:,} rows, content {candidate['content_hash'][:12]}"
    )
    return candidate


def write_comment_queue(workspace: Workspace, contracts: Contracts, build: Build) -> Path | None:
    """Lay down the form of the comments that a person has to route, for the efficiency office; None when there are none."""
    opened = dt.datetime.fromisoformat(build.facts["created_at"])
    database = build.folder / DATABASE_NAME
    return write_queue(
        workspace, contracts.get(*COMMENT_ROUTING), database, build.facts["period"], moment=opened
    )


def run_tests(build: Build, reporter: Reporter) -> DbtRun:
    """Run every dbt test that holds for the build's kind (unit tests test the code, not the data)."""
    reporter.step(build.facts["period"], "dbt tests")
    selection = TEST_SELECTION[build.facts["kind"]]
    run = run_dbt(build.folder, ["test", *selection], lambda name, _status: reporter.advance(name))
    reporter.done(f"{sum(node.ok for node in run.results)} of {len(run.results)} passed")
    return run


def judge_candidate(build: Build, reporter: Reporter, *, now: dt.datetime) -> Verdict:
    """Run the gate over a finished candidate: every dbt test and expectation of its kind, and what intake left open."""

    def tests(_: Path) -> DbtRun:
        run = run_tests(build, reporter)
        reporter.step(build.facts["period"], "expectations")
        return run

    verdict = judge(build.folder, run_tests=tests, now=now)
    reporter.done(f"{len(verdict.checks)} checks in all, {len(verdict.failed)} failed")
    return verdict


def scheme_years(workspace: Workspace, now: dt.datetime) -> list[int]:
    """Return the years whose scheme has been accepted, in order."""
    return sorted(s.period.year for s in latest_submissions(workspace, now) if s.dataset_key == SCHEME)


def years_to_evaluate(workspace: Workspace, year: int, now: dt.datetime) -> list[int]:
    """Return the years to evaluate so that `year` can be: earlier ones with a scheme and no release, then itself.

    The grade of the year before decides on consequences, so a gap must be filled first and in order.
    """
    earlier = [
        candidate
        for candidate in scheme_years(workspace, now)
        if candidate < year and not workspace.current("annual", Period(candidate)).exists()
    ]
    return [*earlier, year]


def stray_periods(workspace: Workspace, period: Period) -> list[Period]:
    """Return the periods that a build reads and for which some bureau has a folder."""
    folders = {
        folder.name
        for year in (period.year - 1, period.year)
        for folder in workspace.raw.glob(f"*/{year}*")
        if folder.is_dir() and PERIOD_PATTERN.fullmatch(folder.name)
    }
    return sorted(Period.parse(name) for name in folders)


def dropped_years(workspace: Workspace, year: int) -> list[int]:
    """Return the years up to `year` for which any bureau has a folder in `raw/`."""
    periods = {
        Period.parse(folder.name)
        for folder in workspace.raw.glob("*/20[0-9][0-9]*")
        if folder.is_dir() and folder.name[4:] in ("", "Q1", "Q2", "Q3", "Q4")
    }
    return sorted({period.year for period in periods if period.year <= year})


def read_verdicts(build: Build) -> dict[str, Any] | None:
    """Return what the gate said of a build, or None when it has not been judged."""
    path = build.folder / "verdicts.json"
    if not path.exists():
        return None
    verdicts: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return verdicts


def moment(text: str, default: dt.datetime) -> dt.datetime:
    """Read an `as_of` in ISO 8601; a time without a zone is Shanghai's, a bare date means its end.

    Raises:
        UserError: The text is not a time.
    """
    if not text:
        return default
    try:
        parsed = dt.datetime.fromisoformat(text)
    except ValueError as error:
        raise UserError(
            f"'{text}' is not a time: write 2021-03-01 or 2021-03-01T18:00+08:00.",
            f"“{text}”不是有效时间：请写成 2021-03-01 或 2021-03-01T18:00+08:00。",
        ) from error
    if "T" not in text and " " not in text:
        parsed = dt.datetime.combine(parsed.date(), dt.time.max)
    return parsed if parsed.tzinfo else parsed.replace(tzinfo=SHANGHAI)
