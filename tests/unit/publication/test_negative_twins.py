"""For every way in which a candidate can be wrong: it is poisoned, publication refuses, and nothing at all has changed."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from orchestration.foundation.errors import Refused
from orchestration.foundation.hashing import sha256_json
from orchestration.foundation.workspace import Workspace
from orchestration.publication import publish
from orchestration.publication.audit import audit
from tests.unit.publication.candidates import NOW
from tests.unit.publication.snapshots import snapshot

pytestmark = pytest.mark.usefixtures("quick_database")
Poison = Callable[[Path], None]
TABLE = "fct_unit_result"


def _edit(path: Path, change: Callable[[dict[str, Any]], None], *, sealed: bool = False) -> None:
    document = json.loads(path.read_text(encoding="utf-8"))
    change(document)
    if sealed:
        document["digest"] = sha256_json({k: v for k, v in document.items() if k != "digest"})
    path.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")


def _verdicts(change: Callable[[dict[str, Any]], None], *, sealed: bool = False) -> Poison:
    return lambda build: _edit(build / "verdicts.json", change, sealed=sealed)


def _candidate(change: Callable[[dict[str, Any]], None]) -> Poison:
    return lambda build: _edit(build / "candidate.json", change)


def _fail_one(document: dict[str, Any]) -> None:
    document["checks"][7]["passed"] = False


def _pass_by_word(document: dict[str, Any]) -> None:
    document["checks"][7]["passed"] = "yes"


def _forget_result(document: dict[str, Any]) -> None:
    document["checks"][7]["passed"] = None


def _drop_one(document: dict[str, Any]) -> None:
    document["checks"].pop(7)


def _double_one(document: dict[str, Any]) -> None:
    document["checks"].append(document["checks"][7])


def _drop_all(document: dict[str, Any]) -> None:
    document["checks"].clear()


def _flip_byte(build: Path) -> None:
    path = build / "parquet" / f"{TABLE}.parquet"
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(bytes(data))


def _swap_tables(build: Path) -> None:
    parquet = build / "parquet"
    shutil.copyfile(parquet / "meta_input.parquet", parquet / f"{TABLE}.parquet")


def _untested_test(build: Path) -> None:
    def add(manifest: dict[str, Any]) -> None:
        node = manifest["nodes"]["test.jixiao.not_null_dim_unit_release_id.1"]
        manifest["nodes"]["test.jixiao.added_later"] = node

    _edit(build / "dbt" / "manifest.json", add)


POISONS: dict[str, tuple[Poison, str]] = {
    "a byte of a table": (_flip_byte, "not the file that candidate.json names"),
    "a table in another's place": (_swap_tables, "not the file that candidate.json names"),
    "a table removed": (lambda b: (b / "parquet" / f"{TABLE}.parquet").unlink(), "not the file"),
    "a table added": (lambda b: (b / "parquet" / "extra.parquet").write_bytes(b"x"), "extra.parquet"),
    "verdicts missing": (lambda b: (b / "verdicts.json").unlink(), "has not been judged"),
    "verdicts cut off": (lambda b: (b / "verdicts.json").write_text("{", encoding="utf-8"), "is damaged"),
    "verdicts without checks": (_verdicts(lambda d: d.pop("checks")), "checks missing"),
    "verdicts that are a list": (lambda b: (b / "verdicts.json").write_text("[]"), "is incomplete"),
    "candidate missing": (lambda b: (b / "candidate.json").unlink(), "candidate.json is missing"),
    "dbt manifest missing": (lambda b: (b / "dbt/manifest.json").unlink(), "manifest.json is missing"),
    "a check that failed": (_verdicts(_fail_one), "not published"),
    "a failed check, sealed": (_verdicts(_fail_one, sealed=True), "not published"),
    "a check without a result, sealed": (_verdicts(_forget_result, sealed=True), "not published"),
    "a check passed by a word, sealed": (_verdicts(_pass_by_word, sealed=True), "not published"),
    "a check removed": (_verdicts(_drop_one), "was changed after the decision"),
    "a check removed, sealed": (_verdicts(_drop_one, sealed=True), "did not run"),
    "all checks removed, sealed": (_verdicts(_drop_all, sealed=True), "checks missing|did not run"),
    "a check twice, sealed": (_verdicts(_double_one, sealed=True), "more than once"),
    "the decision turned, sealed": (_verdicts(lambda d: d.update(passed=False), sealed=True), "did not pass"),
    "the decision left out, sealed": (_verdicts(lambda d: d.pop("passed"), sealed=True), "did not pass"),
    "the digest": (_verdicts(lambda d: d.update(digest="0" * 64)), "was changed after the decision"),
    "the decision's time": (_verdicts(lambda d: d.update(decided_at="2020")), "was changed after"),
    "another candidate's verdict": (_verdicts(lambda d: d.update(build_id="other"), sealed=True), "another"),
    "the verdict's content hash": (
        _verdicts(lambda d: d.update(content_hash="0" * 64), sealed=True),
        "content hash in verdicts.json",
    ),
    "the index of checks": (
        _verdicts(lambda d: d.update(expected_checks="0" * 64), sealed=True),
        "another index of checks",
    ),
    "the candidate's content hash": (
        _candidate(lambda d: d.update(content_hash="0" * 64)),
        "content hash in candidate.json",
    ),
    "an input left out": (_candidate(lambda d: d["inputs"][0].update(rows=1)), "candidate.json was changed"),
    "the sample mark taken off": (_candidate(lambda d: d.update(is_synthetic=False)), "candidate.json was"),
    "a query after the decision": (
        _candidate(
            lambda d: d["open_findings"].append(
                {"bureau": "finance", "dataset": "organ_budget", "period": "2020", "rule": "range"}
            )
        ),
        "did not run",
    ),
    "a test that nobody ran": (_untested_test, "added_later did not run"),
}


@pytest.mark.parametrize("name", POISONS)
def test_a_poisoned_candidate_is_refused_and_nothing_changes(
    workspace: Workspace, build: Path, later_build: Path, name: str
) -> None:
    publish(workspace, build, now=NOW)
    before = snapshot(workspace.warehouse)
    poison, reason = POISONS[name]
    poison(later_build)
    with pytest.raises(Refused, match=reason) as refusal:
        publish(workspace, later_build, now=NOW)
    assert refusal.value.exit_code == 3
    assert "未发布" in refusal.value.message_zh
    assert snapshot(workspace.warehouse) == before


@pytest.mark.parametrize("name", ["a byte of a table", "verdicts missing", "a failed check, sealed"])
def test_the_first_candidate_of_a_year_leaves_nothing_behind_when_refused(
    workspace: Workspace, build: Path, name: str
) -> None:
    POISONS[name][0](build)
    with pytest.raises(Refused):
        publish(workspace, build, now=NOW)
    assert not workspace.warehouse.exists()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.floats(0, 1, exclude_max=True), table=st.integers(0, 100), bit=st.integers(0, 7))
def test_any_flipped_bit_of_any_table_is_always_seen(build: Path, place: float, table: int, bit: int) -> None:
    files = sorted((build / "parquet").iterdir())
    path = files[table % len(files)]
    good = path.read_bytes()
    bad = bytearray(good)
    bad[int(place * len(bad))] ^= 1 << bit
    path.write_bytes(bytes(bad))
    try:
        with pytest.raises(Refused, match=path.name):
            audit(build)
    finally:
        path.write_bytes(good)
    assert audit(build).build == build


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(number=st.integers(0, 10_000), sealed=st.booleans(), turn=st.booleans())
def test_any_check_removed_or_failed_is_always_seen(
    build: Path, number: int, sealed: bool, turn: bool
) -> None:
    path = build / "verdicts.json"
    good = path.read_text(encoding="utf-8")

    def change(document: dict[str, Any]) -> None:
        place = number % len(document["checks"])
        if turn:
            document["checks"][place]["passed"] = False
        else:
            document["checks"].pop(place)

    _edit(path, change, sealed=sealed)
    try:
        with pytest.raises(Refused):
            audit(build)
    finally:
        path.write_text(good, encoding="utf-8")
    assert audit(build).verdicts["passed"] is True
