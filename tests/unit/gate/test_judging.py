"""The verdict passes only when every check that had to run ran and passed, and it is bound to exactly this candidate."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pytest
import yaml

from expectations.index import INTEGRITY_CHECKS, expected_checks, fingerprint
from orchestration.foundation.errors import Refused
from orchestration.foundation.hashing import sha256_file, sha256_json, sha256_text
from orchestration.foundation.workspace import REPOSITORY
from orchestration.gate import Verdict, judge, judging
from orchestration.gate.checks import Check
from orchestration.gate.expectation_checks import expectation_checks
from orchestration.gate.mart_files import file_hashes
from orchestration.transform.runner import DbtRun, NodeResult
from tests.unit.publication.candidates import NOW, dbt_manifest, dbt_run, make_candidate
from tests.unit.publication.mart_tables import MONITORING_TABLES, mart_tables

FIRST_TEST = "test.jixiao.not_null_dim_unit_release_id.1"
FINDING = {
    "rule": "column_range",
    "severity": "ERROR",
    "bureau": "finance",
    "dataset": "organ_budget",
    "period": "2020",
    "file": "部门预算.csv",
    "sheet": None,
    "cell": "C17",
    "header": "预算执行率",
    "value": "250",
    "allowed": "0 至 200",
    "message_zh": "预算执行率超出范围。",
    "message_en": "The execution rate is out of range.",
    "fix_zh": "请核对后重新报送。",
    "fix_en": "Check and deliver again.",
}


EXPECTED_ONCE: dict[str, list[Check]] = {}


@pytest.fixture(autouse=True)
def _same_files_are_expected_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Run the suites once per content: what they say of the same files is not what these tests are about."""

    def remembered(build: Path, tables: set[str]) -> list[Check]:
        key = sha256_json([file_hashes(build / "parquet"), sorted(tables)])
        if key not in EXPECTED_ONCE:
            EXPECTED_ONCE[key] = expectation_checks(build, tables)
        return EXPECTED_ONCE[key]

    monkeypatch.setattr(judging, "expectation_checks", remembered)


def _judge(build: Path, run: DbtRun | None = None) -> Verdict:
    return judge(build, run_tests=lambda _: run or dbt_run(), now=NOW)


def _failed(verdict: Verdict) -> set[str]:
    return {check["check_id"] for check in verdict.failed}


def test_a_sound_candidate_passes(build: Path) -> None:
    verdict = _judge(build)
    assert verdict.failed == []
    assert verdict.passed


def test_the_verdict_is_written_down_bound_and_sealed(build: Path) -> None:
    verdict = _judge(build)
    document = json.loads((build / "verdicts.json").read_text(encoding="utf-8"))
    candidate = json.loads((build / "candidate.json").read_text(encoding="utf-8"))
    assert document == verdict.document
    assert document["build_id"] == candidate["build_id"]
    assert document["content_hash"] == candidate["content_hash"]
    assert document["candidate_sha256"] == sha256_file(build / "candidate.json")
    assert document["decided_at"] == NOW.isoformat()
    rest = {key: value for key, value in document.items() if key != "digest"}
    assert document["digest"] == sha256_json(rest)
    expected = expected_checks(candidate, dbt_manifest())
    assert document["expected_checks"] == fingerprint(expected)
    assert sorted(check["check_id"] for check in document["checks"]) == expected


def test_the_same_candidate_gets_the_same_verdict(build: Path) -> None:
    assert _judge(build) == _judge(build)


def test_every_kind_of_check_is_there(build: Path) -> None:
    ids = {check["check_id"] for check in _judge(build).checks}
    assert set(INTEGRITY_CHECKS) <= ids
    assert {check["kind"] for check in _judge(build).checks} == {"dbt", "expectation", "intake", "integrity"}


@pytest.mark.parametrize(
    ("changes", "observed"),
    [
        ({"status": "fail", "failures": 3, "message": "Got 3 results"}, "3 行 rows; fail: Got 3 results"),
        ({"status": "error", "failures": None, "message": "Binder\n  Error"}, "error: Binder Error"),
        ({"status": "warn", "failures": 1}, "1 行 rows; warn:"),
        ({"status": "skipped", "failures": None}, "skipped:"),
        ({"status": "pass", "failures": 2}, "0"),
        ({"status": "success"}, "0 行 rows; success:"),
        ({"status": "a word that dbt may yet invent"}, "0 行 rows; a word that dbt may yet invent:"),
    ],
)
def test_only_a_dbt_test_that_passed_passes(build: Path, changes: dict[str, Any], observed: str) -> None:
    verdict = _judge(build, dbt_run(**changes))
    assert not verdict.passed
    assert _failed(verdict) == {FIRST_TEST}
    assert verdict.failed[0]["observed"] == observed


@pytest.mark.parametrize(
    ("status", "message"),
    [
        ("fail", "has empty values"),
        ("error", "did not run to its end"),
        ("skipped", "did not run to its end"),
    ],
)
def test_a_dbt_test_without_an_answer_is_not_taken_for_one_that_found_something(
    build: Path, status: str, message: str
) -> None:
    verdict = _judge(build, dbt_run(status=status, failures=1))
    assert message in verdict.failed[0]["message_en"]


def _naming(build: Path, *columns: str) -> None:
    """Have the first test say by which columns its rows may be named."""
    path = build / "dbt" / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    manifest["nodes"][FIRST_TEST]["config"]["meta"] = {"names": columns}
    path.write_text(json.dumps(manifest), encoding="utf-8")


@pytest.mark.parametrize(
    ("rows", "told"),
    [(2, "350101 A; 350102 –"), (5, "350101 A; 350102 –; 350103 A; 350104 –; 350105 A"), (6, "350101 A; 350102 –; 350103 A; 350104 –; 350105 A; …")],
)  # fmt: skip
def test_the_rows_of_a_failed_test_are_named_by_the_columns_that_it_lists(
    build: Path, rows: int, told: str
) -> None:
    _naming(build, "unit_code", "action_code")
    code = (
        "select 350100 + row_no as unit_code, case when row_no % 2 = 1 then 'A' end as action_code, 'secret' as other "
        f"from range(1, {rows + 1}) as numbers (row_no) -- the end"
    )
    failed = {"status": "fail", "failures": rows, "message": f"Got {rows} results", "compiled_code": code}
    assert (
        _judge(build, dbt_run(**failed)).failed[0]["observed"]
        == f"{rows} 行 rows; fail: Got {rows} results: {told}"
    )


def test_a_test_that_broke_off_names_no_rows(build: Path) -> None:
    _naming(build, "unit_code")
    broken = {
        "status": "error",
        "failures": None,
        "message": "Binder Error",
        "compiled_code": "select nothing",
    }
    assert _judge(build, dbt_run(**broken)).failed[0]["observed"] == "error: Binder Error"


def test_every_query_of_a_single_test_names_its_rows_by_columns_that_it_selects() -> None:
    folder = REPOSITORY / "dbt_project" / "tests"
    tests = yaml.safe_load((folder / "singular_tests.yml").read_text(encoding="utf-8"))["data_tests"]
    asking = [one for one in tests if one["config"]["meta"].get("severity") == "query"]
    assert asking
    for one in asking:
        selected = (folder / f"{one['name']}.sql").read_text(encoding="utf-8").rpartition("select")[2]
        columns = {column.strip().split(".")[-1] for column in selected.partition("from")[0].split(",")}
        assert set(one["config"]["meta"]["names"]) <= columns, one["name"]


def test_a_dbt_test_that_did_not_run_counts_as_failed(build: Path) -> None:
    run = dbt_run()
    verdict = _judge(build, replace(run, results=run.results[1:]))
    assert _failed(verdict) == {FIRST_TEST}
    assert "未运行" in verdict.failed[0]["observed"]


def test_a_run_without_any_result_fails_every_dbt_test(build: Path) -> None:
    verdict = _judge(build, DbtRun(("test",), (), None))
    assert len(_failed(verdict)) == len(mart_tables())


def test_dbt_that_could_not_run_is_told(build: Path) -> None:
    verdict = _judge(build, replace(dbt_run(), error="Could not set lock on file"))
    assert _failed(verdict) == {"integrity.dbt_ran"}
    assert "lock" in verdict.failed[0]["observed"]


def test_a_test_that_ran_outside_the_index_is_told(tmp_path: Path) -> None:
    build = make_candidate(
        tmp_path / "b", kind="monitoring", period="2020Q2", build_id="monitoring-2020Q2-000000000001"
    )
    verdict = _judge(build, dbt_run("annual"))
    assert _failed(verdict) == {"integrity.complete"}
    assert "unexpected test.jixiao.not_null_fct_unit_result_release_id.1" in verdict.failed[0]["observed"]


def test_a_monitoring_candidate_is_judged_by_its_own_tables_only(tmp_path: Path) -> None:
    build = make_candidate(
        tmp_path / "b", kind="monitoring", period="2020Q2", build_id="monitoring-2020Q2-000000000001"
    )
    verdict = _judge(build, dbt_run("monitoring"))
    assert verdict.failed == []
    assert {c["table"] for c in verdict.checks if c["table"]} == set(MONITORING_TABLES)


@pytest.mark.parametrize(("severity", "level"), [("ERROR", "error"), ("REJECT", "error"), ("QUERY", "query")])
def test_an_open_finding_of_intake_holds_publication(tmp_path: Path, severity: str, level: str) -> None:
    build = make_candidate(tmp_path / "b", open_findings=[{**FINDING, "severity": severity}])
    verdict = _judge(build)
    named = "intake.finance.organ_budget.2020.1.column_range"
    assert _failed(verdict) == {"intake.open_findings", named}
    check = next(c for c in verdict.failed if c["check_id"] == named)
    assert check["severity"] == level
    assert check["message_zh"] == FINDING["message_zh"]
    assert check["observed"] == "部门预算.csv C17 预算执行率 = 250（允许 allowed: 0 至 200）"


def test_a_changed_byte_is_seen(build: Path) -> None:
    path = build / "parquet" / "fct_unit_result.parquet"
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(bytes(data))
    verdict = _judge(build)
    assert "integrity.files" in _failed(verdict)
    assert verdict.content_hash != json.loads((build / "candidate.json").read_text())["content_hash"]


def test_a_file_that_is_no_parquet_fails_what_reads_it_and_not_the_gate(build: Path) -> None:
    (build / "parquet" / "fct_unit_result.parquet").write_bytes(b"not parquet")
    failed = _failed(_judge(build))
    assert {"integrity.files", "integrity.tested_is_exported", "integrity.release_row"} <= failed
    assert "expectation.fct_unit_result.composite_range" in failed


def test_an_export_that_is_not_what_dbt_tested_is_seen_though_its_hashes_are_right(build: Path) -> None:
    path = build / "parquet" / "fct_unit_result.parquet"
    rows = f"(select * replace (composite_score + 0.01 as composite_score) from '{path}')"
    with duckdb.connect() as connection:
        connection.execute(f"create table t as from {rows}")
        connection.execute(f"copy t to '{path}' (format parquet)")
    candidate = json.loads((build / "candidate.json").read_text(encoding="utf-8"))
    candidate["tables"]["fct_unit_result"]["sha256"] = sha256_file(path)
    lines = "".join(f"{n} {t['sha256']}\n" for n, t in sorted(candidate["tables"].items()))
    candidate["content_hash"] = sha256_text(lines)
    (build / "candidate.json").write_text(json.dumps(candidate), encoding="utf-8")
    assert _failed(_judge(build)) == {"integrity.tested_is_exported"}


@pytest.mark.parametrize(
    ("edit", "check"),
    [
        ("update marts.fct_unit_result set release_id = 'other'", "integrity.release_row"),
        ("update marts.meta_release set is_synthetic = false", "integrity.release_row"),
        ("update marts.meta_release set period_code = '2019'", "integrity.release_row"),
        ("delete from marts.meta_release", "integrity.release_row"),
        ("drop table marts.fct_rectification_item", "integrity.tables"),
        ("create table marts.scratch as select 'x' as release_id", "integrity.tables"),
    ],
)
def test_tables_that_are_not_the_candidates_are_seen(tmp_path: Path, edit: str, check: str) -> None:
    assert check in _failed(_judge(make_candidate(tmp_path / "b", edit=edit)))


@pytest.mark.parametrize("missing", ["candidate.json", "dbt/manifest.json"])
def test_nothing_is_judged_without_a_candidate_or_a_list_of_tests(build: Path, missing: str) -> None:
    (build / missing).unlink()
    with pytest.raises(Refused, match="Nothing to judge"):
        _judge(build)
    assert not (build / "verdicts.json").exists()


def test_an_older_verdict_does_not_survive_a_judging_that_broke_off(build: Path) -> None:
    _judge(build)

    def broken(_: Path) -> DbtRun:
        raise RuntimeError("dbt could not parse")

    with pytest.raises(RuntimeError):
        judge(build, run_tests=broken, now=NOW)
    assert not (build / "verdicts.json").exists()


def test_results_of_models_are_no_tests(build: Path) -> None:
    model = NodeResult("model.jixiao.dim_unit", "dim_unit", "model", "success", None, "", 0.1)
    run = dbt_run()
    assert _judge(build, replace(run, results=(model, *run.results))).passed
