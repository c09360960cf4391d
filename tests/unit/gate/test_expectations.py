"""Each expectation holds over the sample mart and is broken by its poison; what can't be checked counts as broken."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from expectations import ALL_CHECKS, suite_tables
from expectations.rule import Frame, Remedy, Rule, TableChecks, between
from orchestration.foundation.workspace import REPOSITORY
from orchestration.gate.checks import Check
from orchestration.gate.expectation_checks import expectation_checks, run_suites
from tests.unit.gate.poisons import POISONS

RULES = {checks.check_id(r): (checks, f, r) for checks in ALL_CHECKS for f in checks.frames for r in f.rules}
NOTHING = Remedy("无", "none")


@pytest.fixture(scope="session")
def sample(pristine: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The sample mart as tables in memory; each test takes back what it changes."""
    with duckdb.connect() as connection:
        for path in sorted((pristine / "parquet").glob("*.parquet")):
            connection.execute(f"create table {path.stem} as from '{path}'")
        yield connection


@pytest.fixture
def mart(sample: duckdb.DuckDBPyConnection) -> Iterator[duckdb.DuckDBPyConnection]:
    sample.execute("begin")
    yield sample
    sample.execute("rollback")


def _results(mart: duckdb.DuckDBPyConnection, table: str) -> dict[str, Check]:
    suites = [checks for checks in ALL_CHECKS if checks.table == table]
    return {check.check_id: check for check in run_suites(mart, suites)[0]}


def test_the_sample_mart_keeps_every_expectation(pristine: Path, tmp_path: Path) -> None:
    build = shutil.copytree(pristine, tmp_path / pristine.name)
    results = expectation_checks(build, set(suite_tables()))
    assert [check.check_id for check in results if not check.passed] == []
    assert {check.check_id for check in results} == set(RULES)


@pytest.mark.parametrize("name", POISONS)
def test_an_expectation_is_broken_by_its_poison(mart: duckdb.DuckDBPyConnection, name: str) -> None:
    mart.execute(POISONS[name])
    check = _results(mart, name.split(".", maxsplit=1)[0])[f"expectation.{name}"]
    assert not check.passed
    assert check.observed


def test_no_expectation_is_left_without_a_poison() -> None:
    assert {f"expectation.{name}" for name in POISONS} == set(RULES)


def test_a_failure_names_the_rows_and_what_was_seen(mart: duckdb.DuckDBPyConnection) -> None:
    mart.execute(POISONS["fct_unit_result.composite_range"])
    check = _results(mart, "fct_unit_result")["expectation.fct_unit_result.composite_range"]
    assert check.observed == "350101: 105.01"
    assert check.failures == 1


def test_many_failures_are_counted_and_some_are_named(mart: duckdb.DuckDBPyConnection) -> None:
    mart.execute("update fct_unit_result set composite_score = 200")
    check = _results(mart, "fct_unit_result")["expectation.fct_unit_result.composite_range"]
    assert check.failures == 19 - 1
    assert check.observed is not None
    assert check.observed.endswith("; … 8")


def test_a_column_without_values_breaks_a_rule_that_needs_some(mart: duckdb.DuckDBPyConnection) -> None:
    mart.execute("update fct_unit_result set composite_score = null")
    check = _results(mart, "fct_unit_result")["expectation.fct_unit_result.composite_range"]
    assert not check.passed
    assert "没有可检查的值" in str(check.observed)


def test_a_table_that_is_missing_breaks_all_its_rules(mart: duckdb.DuckDBPyConnection) -> None:
    mart.execute("drop table fct_unit_result")
    results = _results(mart, "fct_unit_result")
    assert results
    assert not any(check.passed for check in results.values())


def test_an_expectation_that_raises_counts_as_broken(mart: duckdb.DuckDBPyConnection) -> None:
    rule = between("absent", "no_such_column", 0, 1).error("无此列", "no such column", NOTHING)
    frame = Frame("units", "select unit_code from fct_unit_result", ("unit_code",), (rule,))
    [check], _ = run_suites(mart, [TableChecks("fct_unit_result", (frame,))])
    assert not check.passed
    assert "未能执行" in str(check.observed)


def test_every_module_of_a_table_is_registered() -> None:
    prefixes = ("dim_", "fct_", "rpt_", "meta_")
    modules = {p.stem for p in (REPOSITORY / "expectations").glob("*.py") if p.stem.startswith(prefixes)}
    assert modules == set(suite_tables())


@pytest.mark.parametrize("check_id", RULES)
def test_a_rule_speaks_chinese_and_english(check_id: str) -> None:
    rule: Rule = RULES[check_id][2]
    for zh, en in ((rule.message_zh, rule.message_en), (rule.remedy.zh, rule.remedy.en)):
        assert re.search(r"[\u4e00-\u9fff]", zh)
        assert zh.endswith("。")
        assert re.match(r"[A-Z]", en)
        assert en.endswith(".")


def test_check_ids_are_unique() -> None:
    ids = [check_id for checks in ALL_CHECKS for check_id in checks.check_ids]
    assert len(ids) == len(set(ids)) == len(RULES)


def _python(code: str, **environment: str) -> str:
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=REPOSITORY,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()


def test_analytics_are_off_whatever_the_environment_says_and_nobody_is_called() -> None:
    code = """
import os, socket
calls = []
def refuse(*arguments):
    calls.append(arguments)
    raise OSError("no network")
socket.socket.connect = socket.getaddrinfo = refuse
import duckdb
from expectations import checks_of
from orchestration.gate.expectation_checks import run_suites
connection = duckdb.connect()
connection.execute("create table meta_input as select 's' as submission_id, 'x' as file_sha256, 1 as row_count")
checks, _ = run_suites(connection, checks_of({"meta_input"}))
print(os.environ["GX_ANALYTICS_ENABLED"], len(checks), calls)
"""
    assert _python(code, GX_ANALYTICS_ENABLED="true") == "false 3 []"


def test_reading_the_rules_and_the_gate_does_not_import_great_expectations() -> None:
    code = (
        "import sys, expectations, orchestration.gate, orchestration.publication\n"
        "print('great_expectations' in sys.modules)"
    )
    assert _python(code) == "False"
