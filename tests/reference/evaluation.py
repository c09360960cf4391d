"""Takes a case's raw folder the whole way: through the door, the models and the gate. Knows no case."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import duckdb

from orchestration import pipeline
from orchestration.contracts import Contracts
from orchestration.foundation.periods import Period
from orchestration.foundation.workspace import Workspace
from orchestration.gate import Verdict
from orchestration.reporting import Quiet
from orchestration.transform.runner import DATABASE_NAME
from tests.reference.raw_folder import YEAR

# Checks of what a city has and most cases have not: a survey, quarters.
NO_SURVEY = {
    f"expectation.fct_public_appraisal.{rule}"
    for rule in ("respondents_present", "responses_present", "nothing_small_published")
}
NO_QUARTERS = {"expectation.fct_monitoring.monitoring_present"}
NOW = dt.datetime(2021, 3, 1, tzinfo=dt.UTC)


@dataclass(frozen=True)
class Evaluated:
    """What came of a case.

    Attributes:
        db: The candidate's database.
        verdict: What the gate says of it.
    """

    db: duckdb.DuckDBPyConnection
    verdict: Verdict

    def held_by(self, severity: str) -> set[str]:
        """Return the checks of a severity (error or query) that hold the candidate back."""
        return {check["check_id"] for check in self.verdict.failed if check["severity"] == severity}

    def passed(self, kind: str) -> int:
        """Return how many checks of a kind (dbt, expectation, intake, integrity) passed."""
        return Counter(check["kind"] for check in self.verdict.checks if check["passed"])[kind]


def evaluate(folder: Path, contracts: Contracts) -> Evaluated:
    """Receive `folder/raw`, build the year's candidate and judge it.

    Raises:
        AssertionError: The door did not accept a file; the message has its findings.
    """
    workspace, period = Workspace(folder / "raw", folder / "warehouse"), Period.parse(YEAR)
    received = pipeline.receive_period(workspace, contracts, period, now=NOW)
    refused = [
        (receipt.file_name, [(f.rule, f.sheet, f.cell, f.value) for f in receipt.findings[:5]])
        for receipt in received.receipts
        if receipt.status != "accepted"
    ]
    assert not refused, refused
    build = pipeline.open_candidate(workspace, contracts, "annual", period, token=YEAR, as_of=NOW, now=NOW)
    for layer in pipeline.LAYERS:
        pipeline.run_layer(build, layer, Quiet())
    pipeline.finish_candidate(build, Quiet())
    verdict = pipeline.judge_candidate(build, Quiet(), now=NOW)
    return Evaluated(duckdb.connect(str(build.folder / DATABASE_NAME), read_only=True), verdict)
