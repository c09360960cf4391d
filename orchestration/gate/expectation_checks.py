"""Runs the suites over frames that SQL has reduced from the candidate's Parquet files, and turns results into checks.

Great Expectations sees pandas frames with floats; what it sees is never published. A frame that can't be read, an expectation
that raises and a column without values count as failed.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from expectations import checks_of
from expectations.building import build_suite, great_expectations
from expectations.rule import Frame, Rule, TableChecks
from orchestration.gate.checks import Check
from orchestration.gate.data_docs import Examined, write_data_docs
from orchestration.gate.mart_files import mart_connection

SHOWN = 10


def _check(
    checks: TableChecks, rule: Rule, passed: bool, observed: str | None, failures: int | None
) -> Check:
    return Check(
        check_id=checks.check_id(rule),
        kind="expectation",
        table=checks.table,
        severity=rule.severity,
        passed=passed,
        observed=observed,
        failures=failures,
        message_zh=rule.message_zh,
        message_en=rule.message_en,
        fix_zh=rule.remedy.zh,
        fix_en=rule.remedy.en,
    )


def _is_vacuous(rule: Rule, result: Mapping[str, Any]) -> bool:
    """Whether a column expectation had no value to look at, where there had to be some."""
    if rule.may_be_empty or "column" not in rule.arguments:
        return False
    return bool(result.get("element_count", 0) == result.get("missing_count", 0))


def _observed(rule: Rule, frame: Frame, result: Mapping[str, Any]) -> str:
    if "observed_value" in result:
        return str(result["observed_value"])
    column = rule.arguments["column"]
    rows = result.get("partial_unexpected_index_list") or []
    seen = [f"{' '.join(str(row[k]) for k in frame.key)}: {row[column]}" for row in rows[:SHOWN]]
    more = result.get("unexpected_count", 0) - len(seen)
    return "; ".join(seen) + (f"; … {more}" if more > 0 else "") or f"0 / {result.get('element_count', 0)}"


def _of_result(checks: TableChecks, frame: Frame, rule: Rule, outcome: Any) -> Check:
    result = outcome.result
    if not result:
        return _check(checks, rule, False, f"未能执行 could not run: {outcome.exception_info}", None)
    if _is_vacuous(rule, result):
        return _check(checks, rule, False, "没有可检查的值 no value to check", None)
    failures = int(result.get("unexpected_count", 0 if outcome.success else 1))
    return _check(checks, rule, outcome.success is True, _observed(rule, frame, result), failures)


def _validated(source: Any, checks: TableChecks, frame: Frame, data: pd.DataFrame) -> Any:
    asset = source.add_dataframe_asset(name=f"{checks.table}.{frame.name}")
    batch = asset.add_batch_definition_whole_dataframe("all").get_batch({"dataframe": data})
    return batch.validate(
        build_suite(checks, frame),
        result_format={
            "result_format": "SUMMARY",
            "unexpected_index_column_names": list(frame.key),
            "partial_unexpected_count": SHOWN,
        },
    )


def _frame_checks(
    source: Any,
    connection: duckdb.DuckDBPyConnection,
    checks: TableChecks,
    frame: Frame,
    examined: list[Examined],
) -> Iterable[Check]:
    try:
        data = connection.execute(frame.sql).df()
    except duckdb.Error as error:
        reason = f"未能读取 could not read: {error}"
        return [_check(checks, rule, False, reason, None) for rule in frame.rules]
    result = _validated(source, checks, frame, data)
    examined.append(Examined(checks.table, frame.name, result))
    outcomes = {outcome.expectation_config.meta["check_id"]: outcome for outcome in result.results}
    return [
        _of_result(checks, frame, rule, outcomes[checks.check_id(rule)])
        if checks.check_id(rule) in outcomes
        else _check(checks, rule, False, "没有结果 no result", None)
        for rule in frame.rules
    ]


def _pandas_source() -> Any:
    context = great_expectations().get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False, "metric_calculations": False}
    return context.data_sources.add_pandas("candidate")


def run_suites(
    connection: duckdb.DuckDBPyConnection, suites: Iterable[TableChecks]
) -> tuple[list[Check], list[Examined]]:
    """Run suites over the tables that a connection sees; returns one check per expectation, and what was found frame by frame."""
    source = _pandas_source()
    examined: list[Examined] = []
    found = [
        check
        for checks in suites
        for frame in checks.frames
        for check in _frame_checks(source, connection, checks, frame, examined)
    ]
    return found, examined


def expectation_checks(build: Path, tables: set[str]) -> list[Check]:
    """Run every suite of the tables that a candidate must hold, and leave Data Docs in its build folder.

    Args:
        build: The build folder with the candidate's Parquet files.
        tables: Names of the mart tables of the candidate's kind.

    Returns:
        One check per expectation.
    """
    with mart_connection(build / "parquet") as connection:
        checks, examined = run_suites(connection, checks_of(tables))
    write_data_docs(build, examined)
    return checks
