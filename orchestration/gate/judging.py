"""The order of judging one candidate: test, compare, expect, count what was done, write the verdict down."""

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from expectations.index import expected_checks, fingerprint, mart_tables
from orchestration.foundation.errors import Refused
from orchestration.foundation.hashing import content_hash, sha256_file
from orchestration.gate import integrity
from orchestration.gate.dbt_checks import dbt_checks
from orchestration.gate.expectation_checks import expectation_checks
from orchestration.gate.intake_checks import intake_checks
from orchestration.gate.mart_files import file_hashes
from orchestration.gate.named_rows import named
from orchestration.gate.queries import settled
from orchestration.gate.verdicts import VERDICTS, Verdict, write_verdict
from orchestration.transform.runner import DbtRun

RunTests = Callable[[Path], DbtRun]


def _read(path: Path, what_en: str, what_zh: str) -> dict[str, Any]:
    if not path.is_file():
        raise Refused(
            f"Nothing to judge: {path.parent} has no {path.name} ({what_en}). Run the evaluation again.",
            f"没有可审核的内容：{path.parent} 中缺少 {path.name}（{what_zh}）。请重新运行。",
        )
    document: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return document


def judge(build: Path, *, run_tests: RunTests, now: dt.datetime) -> Verdict:
    """Judge the candidate of a build folder and write `verdicts.json` there.

    Args:
        build: A build folder with a finished candidate.
        run_tests: Runs the dbt tests that hold for the candidate's kind over the folder.
        now: Time of the decision.

    Returns:
        The verdict. It passes only when every check that had to run ran and passed, every query at least by its answer.

    Raises:
        Refused: There is no candidate, or dbt left no manifest to know its tests by.
    """
    (build / VERDICTS).unlink(missing_ok=True)
    candidate = _read(build / "candidate.json", "the finished candidate", "已完成的候选结果")
    run = run_tests(build)
    manifest = _read(build / "dbt" / "manifest.json", "dbt's list of tests", "dbt 的测试清单")
    hashes = file_hashes(build / "parquet")
    checks = [
        integrity.dbt_ran(run),
        integrity.files(candidate, hashes),
        integrity.tables(candidate, manifest),
        integrity.tested_is_exported(build, candidate),
        integrity.release_row(build, candidate),
        *intake_checks(candidate["open_findings"]),
        # Named last: what a query is known by, and answered under, does not hang on how much of it is told.
        *named(settled(dbt_checks(run, manifest, candidate["kind"]), candidate), run, manifest, build),
        *settled(expectation_checks(build, set(mart_tables(manifest, candidate["kind"]))), candidate),
    ]
    expected = expected_checks(candidate, manifest)
    ran = [*(check.check_id for check in checks), "integrity.complete"]
    checks.append(integrity.complete(expected, ran))
    return write_verdict(
        build,
        build_id=candidate["build_id"],
        content_hash=content_hash(hashes),
        candidate_sha256=sha256_file(build / "candidate.json"),
        checks=checks,
        expected_checks=fingerprint(expected),
        now=now,
    )
