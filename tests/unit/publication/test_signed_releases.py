"""A signed release: who may sign what after which release, what the signature is bound to, and that nothing else gets through."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from orchestration.foundation.atomic import write_json
from orchestration.foundation.errors import Refused, UserError
from orchestration.foundation.periods import Period
from orchestration.foundation.workspace import Workspace
from orchestration.gate import judge
from orchestration.publication import approve, current_release, make_key, publish, releases, rollback
from orchestration.publication.journal import entries
from tests.unit.gate.test_queries import FINDING
from tests.unit.publication.candidates import NOW, dbt_run, make_candidate
from tests.unit.publication.conftest import OTHER_KEY, signable_candidate
from tests.unit.publication.signers import key_file, signed
from tests.unit.publication.snapshots import snapshot

pytestmark = pytest.mark.usefixtures("quick_database")
YEAR = Period(2020)
WHY = "统计局更正了一季度数据"


def test_a_final_release_holds_the_bytes_that_the_units_were_shown_and_says_who_signed(
    workspace: Workspace, signable: Path
) -> None:
    shown = publish(workspace, signable, now=NOW)
    final = signed(workspace, signable)
    assert (shown.release_type, final.release_type) == ("provisional", "final")
    assert final.content_hash == shown.content_hash
    assert final.release_id == f"{shown.release_id}-final"
    assert final.manifest["approval"]["by"] == "张三"
    assert current_release(workspace, "annual", YEAR) == final
    assert "张三" in (final.folder / "report" / "index.html").read_text(encoding="utf-8")
    assert [(e["release_id"], e["by"]) for e in entries(final.folder.parent)] == [
        (shown.release_id, None),
        (final.release_id, "张三"),
    ]


def test_after_a_final_release_an_unsigned_one_stands_beside_and_is_not_current(
    workspace: Workspace, signable: Path, later_build: Path
) -> None:
    final = signed(workspace, signable)
    beside = publish(workspace, later_build, now=NOW)
    assert beside.release_type == "provisional"
    assert current_release(workspace, "annual", YEAR) == final
    assert releases(workspace, "annual", YEAR) == [final, beside]
    before = snapshot(workspace.warehouse)
    publish(workspace, later_build, now=NOW)
    publish(workspace, signable, now=NOW, release_type="final")
    assert snapshot(workspace.warehouse) == before


def test_a_correction_follows_a_final_release_with_its_reason(
    workspace: Workspace, signable: Path, signable_later: Path
) -> None:
    with pytest.raises(Refused, match="no final release yet"):
        signed(workspace, signable_later, "correction", reason=WHY)
    signed(workspace, signable)
    with pytest.raises(Refused, match="needs its reason"):
        signed(workspace, signable_later, "correction")
    with pytest.raises(Refused, match="There is a final release already"):
        signed(workspace, signable_later, "final")
    with pytest.raises(Refused, match="release in force already"):
        signed(workspace, signable, "revision", reason=WHY)
    correction = signed(workspace, signable_later, "correction", by="李四", key=OTHER_KEY, reason=WHY)
    assert current_release(workspace, "annual", YEAR) == correction
    assert correction.manifest["approval"]["reason"] == WHY


def _resigned(field: str, value: str) -> Callable[[Path], None]:
    def poison(build: Path) -> None:
        path = build / "approval.json"
        approval = json.loads(path.read_text(encoding="utf-8"))
        approval["statement"][field] = value
        write_json(path, approval)

    return poison


def _swap_approval(build: Path) -> None:
    write_json(build / "approval.json", {"statement": {"by": "张三"}, "signature": "00"})


def _byte(build: Path) -> None:
    path = build / "parquet" / "fct_unit_result.parquet"
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(bytes(data))


def _judged_again(build: Path) -> None:
    judge(build, run_tests=lambda _: dbt_run(), now=NOW.replace(year=2022))


def _failed(build: Path) -> None:
    judge(build, run_tests=lambda _: dbt_run(status="fail", failures=1), now=NOW)


POISONS = {
    "no approval": (lambda b: (b / "approval.json").unlink(), "Nobody has approved"),
    "a damaged approval": (lambda b: (b / "approval.json").write_text("{"), "incomplete or damaged"),
    "a made-up approval": (_swap_approval, "incomplete or damaged"),
    "another name under it": (_resigned("by", "王五"), "does not admit"),
    "another admitted name under it": (_resigned("by", "李四"), "does not admit"),
    "another content": (_resigned("content_hash", "0" * 64), "signature is not"),
    "another reason": (_resigned("reason", "x"), "signature is not"),
    "a changed candidate": (_byte, "not the file"),
    "a verdict that is missing": (lambda b: (b / "verdicts.json").unlink(), "has not been judged"),
    "another verdict": (_judged_again, "another verdicts_sha256"),
    "a failing check": (_failed, "not published"),
}


@pytest.mark.parametrize("name", POISONS)
def test_what_was_not_signed_like_this_is_refused_and_nothing_changes(
    workspace: Workspace, signable: Path, name: str
) -> None:
    publish(workspace, signable, now=NOW)
    approve(
        workspace,
        signable,
        release_type="final",
        by="张三",
        key=key_file(signable.parent),
        reason=None,
        now=NOW,
    )
    before = snapshot(workspace.warehouse)
    poison, words = POISONS[name]
    poison(signable)
    with pytest.raises(Refused, match=words):
        publish(workspace, signable, now=NOW, release_type="final")
    assert snapshot(workspace.warehouse) == before


def test_an_approval_is_for_one_type_only(workspace: Workspace, signable: Path, signable_later: Path) -> None:
    signed(workspace, signable)
    key = key_file(signable.parent)
    approve(workspace, signable_later, release_type="revision", by="张三", key=key, reason=WHY, now=NOW)
    with pytest.raises(Refused, match="another release_type"):
        publish(workspace, signable_later, now=NOW, release_type="correction")


@pytest.mark.parametrize(
    ("by", "key", "words"),
    [
        ("王五", OTHER_KEY, "does not admit '王五'"),
        ("张三", OTHER_KEY, "signature is not that of '张三'"),
        ("李四", OTHER_KEY, "does not admit '李四' to sign a final"),
    ],
)
def test_only_those_whom_the_scheme_admits_can_sign(
    workspace: Workspace, signable: Path, by: str, key: Ed25519PrivateKey, words: str
) -> None:
    with pytest.raises(Refused, match=words):
        signed(workspace, signable, by=by, key=key)
    assert not (signable / "approval.json").exists()
    assert not workspace.warehouse.exists()


def test_where_the_scheme_names_nobody_nothing_becomes_final(workspace: Workspace, build: Path) -> None:
    with pytest.raises(Refused, match="does not admit"):
        signed(workspace, build)


def test_an_unanswered_query_holds_the_final_release_back(workspace: Workspace, tmp_path: Path) -> None:
    candidate = make_candidate(tmp_path / "b.1", open_findings=[{**FINDING, "answer": None}])
    judge(candidate, run_tests=lambda _: dbt_run(), now=NOW)
    with pytest.raises(Refused, match="open"):
        signed(workspace, candidate)


@pytest.mark.parametrize(
    ("edit", "words"),
    [
        ("alter table marts.fct_accountability_action drop column recipients_zh", "is missing"),
        ("alter table marts.fct_accountability_action alter staff_persons type bigint", "and is BIGINT"),
    ],
)
def test_a_dropped_or_retyped_column_is_refused_signed_or_not(
    workspace: Workspace, tmp_path: Path, signable: Path, edit: str, words: str
) -> None:
    publish(workspace, signable, now=NOW)
    before = snapshot(workspace.warehouse)
    made = signable_candidate(tmp_path / "poisoned", "annual-2020-00000000000c", edit)
    with pytest.raises(Refused, match=words):
        publish(workspace, made, now=NOW)
    with pytest.raises(Refused, match=words):
        signed(workspace, made)
    assert snapshot(workspace.warehouse) == before


def test_a_type_that_is_none_is_misuse(workspace: Workspace, build: Path) -> None:
    with pytest.raises(UserError, match="no type of annual release"):
        publish(workspace, build, now=NOW, release_type="official")


def test_a_key_is_never_overwritten_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "a.key"
    assert len(make_key(path)) == 64
    assert path.stat().st_mode & 0o777 == 0o600
    with pytest.raises(UserError, match="never overwritten"):
        make_key(path)


def test_going_back_is_on_record_and_stays_among_signed_releases(
    workspace: Workspace, signable: Path, signable_later: Path
) -> None:
    shown = publish(workspace, signable, now=NOW)
    final = signed(workspace, signable)
    correction = signed(workspace, signable_later, "correction", reason=WHY)

    def back(release_id: str, why: str = "更正有误") -> None:
        rollback(workspace, "annual", YEAR, release_id, by="张三", reason=why, now=NOW)

    with pytest.raises(Refused, match="never signed"):
        back(shown.release_id)
    with pytest.raises(UserError, match="no earlier release"):
        back(correction.release_id)
    with pytest.raises(UserError, match="who goes back and why"):
        back(final.release_id, " ")
    back(final.release_id)
    assert current_release(workspace, "annual", YEAR) == final
    last = entries(final.folder.parent)[-1]
    assert (last["action"], last["by"], last["reason"]) == ("rollback", "张三", "更正有误")
    # The signature of the correction does not take the decision back.
    publish(workspace, signable_later, now=NOW, release_type="correction")
    assert current_release(workspace, "annual", YEAR) == final
    assert len(releases(workspace, "annual", YEAR)) == 3
