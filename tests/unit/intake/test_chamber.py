"""Files are opened in a process of their own: it keeps its limits, its faults are told as ours, and its end harms nobody."""

import json
import os
import signal
from dataclasses import replace
from pathlib import Path

import pytest

from orchestration.foundation.periods import Period
from orchestration.intake import chamber, reception
from orchestration.intake.chamber import Fault, Limits, examine_apart
from orchestration.intake.examine import Case, Examined
from orchestration.intake.identify import Drop
from tests.unit.intake.workshop import Workshop


def case(workshop: Workshop) -> Case:
    path = workshop.payments()
    contract = workshop.contracts.get("finance", "payments")
    drop = Drop(path, "finance", Period(2020))
    return Case(workshop.workspace, workshop.contracts, contract, drop, path, "finance.payments.2020.x")


@pytest.mark.parametrize("limits", [Limits(memory_mib=64), Limits(seconds=0)], ids=["memory", "time"])
def test_a_file_that_takes_more_than_its_share_is_refused(
    workshop: Workshop, tmp_path: Path, limits: Limits
) -> None:
    found = examine_apart(case(workshop), tmp_path, limits)
    assert [item.rule for item in found.findings] == ["F17_BEYOND_LIMITS"]
    assert str(limits.memory_mib) in str(found.findings[0].allowed)


def test_a_fault_of_ours_comes_back_with_its_trace(workshop: Workshop, tmp_path: Path) -> None:
    broken = case(workshop)
    with pytest.raises(Fault, match="examine"):
        examine_apart(replace(broken, contract=replace(broken.contract, tables=None)), tmp_path)  # type: ignore[arg-type]


def test_the_process_is_started_anew_after_it_was_killed(workshop: Workshop, tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    assert not examine_apart(case(workshop), tmp_path / "one").findings
    process = chamber._chamber._process
    assert process is not None
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    assert not examine_apart(case(workshop), tmp_path / "two").findings


def test_a_fault_of_ours_keeps_the_file_and_is_tried_again(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_case: Case, _folder: Path) -> Examined:
        raise Fault("our trace")

    path = workshop.payments()
    with monkeypatch.context() as patch:
        patch.setattr(reception, "examine_apart", fail)
        receipt = workshop.receive(path)
    assert (receipt.status, [item.rule for item in receipt.findings]) == ("fault", ["X03_FAULT"])
    assert workshop.workspace.received(receipt.file["sha256"]).read_bytes() == path.read_bytes()
    [kept] = workshop.workspace.refused.glob("*/*/*/receipt.json")
    assert json.loads(kept.read_text(encoding="utf-8"))["fault"] == "our trace"
    assert workshop.receive(path).accepted
