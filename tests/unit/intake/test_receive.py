"""What receiving does to the warehouse: bytes kept, submissions landed, refusals answered, nothing lost or done twice."""

import datetime as dt
import json
from pathlib import Path

import pytest

from orchestration.foundation.errors import UserError
from orchestration.foundation.hashing import sha256_file
from orchestration.foundation.periods import Period
from orchestration.intake import check, receipts, receive_dataset, receive_strays, scan
from tests.unit.intake.workshop import NOW, Workshop, only, payment_rows, rules

EARLIER = NOW - dt.timedelta(hours=1)
LATER = NOW + dt.timedelta(hours=1)


def files_below(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_an_accepted_workbook_lands_as_text_with_its_places(workshop: Workshop) -> None:
    receipt = workshop.receive(workshop.figures())
    assert receipt.accepted
    assert receipt.findings == ()
    rows = workshop.landed(receipt)
    assert [(row["unit_name_zh"], row["gdp"], row["growth"], row["_row"]) for row in rows] == [
        ("鼓楼区", "2012.5", "5.1", 5),
        ("台江区", "1234.5", None, 6),
        ("仓山区（新）", None, "4.5", 7),
    ]
    assert {(row["_sheet"], row["_period"], row["_vintage"], row["_data_nature"]) for row in rows} == {
        ("核算", "2020", "final", "real")
    }
    assert receipt.columns["rows"]["growth"] == {
        "header": "生产总值 / 增速（%）",
        "column": "C",
        "sheet": "核算",
    }
    assert receipt.notes == ("2020年核算", "数据性质：实际", "注：空白为未公布。")


def test_cells_that_were_read_as_something_else_are_kept_as_they_stood(workshop: Workshop) -> None:
    receipt = workshop.receive(workshop.figures())
    cells = workshop.landed(receipt, "cells")
    assert [(c["_row"], c["field_name"], c["raw_text"], c["missing_reason"]) for c in cells] == [
        (6, "unit_name_zh", "台江 区", None),
        (7, "unit_name_zh", "仓山区(新)", None),
        (6, "gdp", "1,234.5", None),
        (7, "gdp", "", "not_published"),
        (6, "growth", "-", "not_applicable"),
    ]
    assert {cell["_submission_id"] for cell in cells} == {receipt.submission_id}


def test_an_accepted_csv_lands_with_its_encoding_in_the_receipt(workshop: Workshop) -> None:
    receipt = workshop.receive(workshop.payments(encoding="gb18030"))
    assert receipt.accepted
    assert receipt.file["encoding"] == "gb18030"
    rows = workshop.landed(receipt)
    assert [row["_row"] for row in rows] == list(range(2, 8))
    assert {row["_sheet"] for row in rows} == {None}


def test_the_receipt_on_disk_is_the_receipt(workshop: Workshop) -> None:
    receipt = workshop.receive(workshop.payments())
    assert receipts(workshop.workspace, Period(2020))[-1] == receipt
    path = workshop.workspace.landed("finance", "payments", Period(2020), receipt.file["sha256"])
    data = json.loads((path / "receipt.json").read_text(encoding="utf-8"))
    assert data["submission_id"] == f"finance.payments.2020.{receipt.file['sha256'][:12]}"
    assert data["rows"] == {"rows": 6}


def test_the_bytes_are_kept_and_never_changed(workshop: Workshop) -> None:
    path = workshop.payments()
    receipt = workshop.receive(path)
    kept = workshop.workspace.received(receipt.file["sha256"])
    assert kept.read_bytes() == path.read_bytes()
    assert not kept.stat().st_mode & 0o222


def test_the_same_bytes_again_give_the_receipt_that_they_had(workshop: Workshop) -> None:
    path = workshop.payments()
    first = workshop.receive(path)
    before = files_below(workshop.workspace.warehouse)
    assert workshop.receive(path, LATER) == first
    assert files_below(workshop.workspace.warehouse) == before


def test_the_same_bytes_for_another_year_are_another_submission(workshop: Workshop) -> None:
    workshop.register(2021)
    workshop.receive(workshop.payments(name="执行情况2020年.csv"))
    other = workshop.path("finance", "2021", "2021年执行情况.csv")
    other.parent.mkdir()
    other.write_bytes(workshop.payments().read_bytes())
    receipt = workshop.receive(other)
    assert (receipt.status, receipt.period) == ("accepted", "2021")


def test_a_refused_file_lands_nothing_and_its_bytes_are_kept(workshop: Workshop) -> None:
    rows = payment_rows()
    rows[0][3] = "很多"
    receipt = workshop.receive(workshop.payments(rows))
    assert not receipt.accepted
    assert not (workshop.workspace.landing / "finance").exists()
    assert workshop.workspace.received(receipt.file["sha256"]).exists()
    assert files_below(workshop.workspace.refused) == [
        f"finance/2020/{receipt.file['sha256'][:16]}-01/receipt.json"
    ]


def test_a_refused_file_received_again_is_not_written_twice_while_its_findings_stay(
    workshop: Workshop,
) -> None:
    path = workshop.payments(payment_rows()[:2])
    first = workshop.receive(path)
    assert workshop.receive(path, LATER) == first
    assert len(files_below(workshop.workspace.refused)) == 1


def test_a_file_refused_for_want_of_the_register_is_accepted_once_that_has_come(bare: Workshop) -> None:
    path = bare.payments()
    assert rules(bare.receive(path, EARLIER)) == ["F09_NOT_YET_ACCEPTED"]
    bare.register()
    assert bare.receive(path, LATER).accepted
    assert [receipt.status for receipt in receipts(bare.workspace)] == ["refused", "accepted", "accepted"]


def test_a_refused_file_does_not_stop_another_dataset(workshop: Workshop) -> None:
    assert not workshop.receive(workshop.payments([])).accepted
    assert workshop.receive(workshop.figures()).accepted


def test_a_later_submission_is_the_latest_even_when_the_clock_went_back(workshop: Workshop) -> None:
    first = workshop.receive(workshop.payments(), LATER)
    corrected = payment_rows()
    corrected[0][3] = "121"
    second = workshop.receive(workshop.payments(corrected), NOW)
    assert second.accepted
    assert second.decided_at > first.decided_at


def test_a_crash_between_keeping_and_landing_is_mended_by_receiving_again(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = workshop.payments()
    with monkeypatch.context() as patch:
        patch.setattr("orchestration.intake.reception.land", _power_cut)
        with pytest.raises(RuntimeError):
            workshop.receive(path)
    assert workshop.workspace.received(sha256_file(path)).exists()
    assert workshop.receive(path, LATER).accepted


def test_a_crash_while_landing_leaves_no_half_submission(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = workshop.payments()
    with monkeypatch.context() as patch:
        patch.setattr("orchestration.intake.landing.write_json", _power_cut)
        with pytest.raises(RuntimeError):
            workshop.receive(path)
    assert not [name for name in files_below(workshop.workspace.landing) if name.startswith("finance")]
    assert workshop.receive(path, LATER).accepted


def test_a_crash_while_keeping_leaves_no_half_file(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, before = workshop.payments(), files_below(workshop.workspace.warehouse)
    with monkeypatch.context() as patch:
        patch.setattr("orchestration.intake.landing.fsync_folder", _power_cut)
        patch.setattr("orchestration.intake.landing.os.fsync", _power_cut)
        with pytest.raises(RuntimeError):
            workshop.receive(path)
    assert files_below(workshop.workspace.warehouse) == before
    assert workshop.receive(path).accepted


def _power_cut(*_: object) -> None:
    raise RuntimeError("power cut")


def test_a_dry_run_finds_the_same_and_writes_nothing(workshop: Workshop) -> None:
    path = workshop.payments(payment_rows()[:2])
    before = files_below(workshop.workspace.warehouse)
    dry = check(workshop.workspace, workshop.contracts, path, now=NOW)
    assert files_below(workshop.workspace.warehouse) == before
    assert dry == workshop.receive(path)


def test_a_dry_run_elsewhere_takes_the_period_from_the_name(workshop: Workshop, tmp_path: Path) -> None:
    path = tmp_path / "desk" / "2020年执行情况.csv"
    path.parent.mkdir()
    path.write_bytes(workshop.payments().read_bytes())
    receipt = check(workshop.workspace, workshop.contracts, path, now=NOW)
    assert (receipt.accepted, receipt.bureau, receipt.period) == (True, "finance", "2020")


@pytest.mark.parametrize(
    ("name", "told"),
    [("执行情况.csv", "period"), ("2020年与2021年执行情况.csv", "period"), ("其他.csv", "no dataset")],
)
def test_a_dry_run_that_cannot_place_a_file_says_so(
    workshop: Workshop, tmp_path: Path, name: str, told: str
) -> None:
    path = tmp_path / "desk" / name
    path.parent.mkdir()
    path.write_text("x")
    with pytest.raises(UserError, match=told):
        check(workshop.workspace, workshop.contracts, path, now=NOW)


def test_a_file_outside_a_bureaus_folder_is_not_received(workshop: Workshop, tmp_path: Path) -> None:
    path = tmp_path / "2020年执行情况.csv"
    path.write_text("x")
    with pytest.raises(UserError, match="does not lie in"):
        workshop.receive(path)


def test_two_new_files_for_one_place_are_both_refused(workshop: Workshop) -> None:
    workshop.payments()
    corrected = payment_rows()
    corrected[0][3] = "121"
    workshop.payments(corrected, name="2020年执行情况（更正）.csv")
    answers = receive_dataset(
        workshop.workspace, workshop.contracts, "finance", "payments", Period(2020), now=NOW
    )
    assert [only(receipt).rule for receipt in answers] == ["F10_SEVERAL_FILES"] * 2
    assert not (workshop.workspace.landing / "finance").exists()


def test_a_correction_beside_an_accepted_file_replaces_it(workshop: Workshop) -> None:
    first = workshop.receive(workshop.payments())
    corrected = payment_rows()
    corrected[0][3] = "121"
    workshop.payments(corrected, name="2020年执行情况（更正）.csv")
    answers = receive_dataset(
        workshop.workspace, workshop.contracts, "finance", "payments", Period(2020), now=LATER
    )
    assert [receipt.status for receipt in answers] == ["accepted", "accepted"]
    assert max(answers, key=lambda receipt: receipt.decided_at).file_name == "2020年执行情况（更正）.csv"
    assert first in answers


def test_a_file_put_back_after_a_correction_was_taken_away_is_the_latest_again(workshop: Workshop) -> None:
    path = workshop.payments()
    first = workshop.receive(path)
    corrected = payment_rows()
    corrected[0][3] = "121"
    second = workshop.receive(workshop.payments(corrected), LATER)
    again = workshop.receive(workshop.payments(), LATER)
    assert again.file["sha256"] == first.file["sha256"]
    assert again.decided_at > second.decided_at
    assert workshop.receive(path, LATER) == again
    folders = workshop.workspace.landed("finance", "payments", Period(2020), first.file["sha256"]).parent
    assert len(list(folders.iterdir())) == 3


@pytest.mark.parametrize(
    "name", [".2020年执行情况.csv", "~$2020年核算.xlsx", "2020年执行情况.csv.tmp", "a.part", "b.CRDOWNLOAD"]
)
def test_unfinished_uploads_and_lock_files_are_left_alone(bare: Workshop, name: str) -> None:
    path = bare.path("finance", "2020", name)
    path.parent.mkdir(parents=True)
    path.write_text("x")
    assert scan(bare.workspace, bare.contracts) == []


def test_a_scan_takes_only_what_is_asked_for(workshop: Workshop) -> None:
    workshop.payments()
    workshop.figures()
    workshop.path("finance", "2020", "别的.csv").write_text("x")
    names = [drop.path.name for drop in scan(workshop.workspace, workshop.contracts, Period(2020), "finance")]
    assert names == ["2020年执行情况.csv", "别的.csv"]
    only_dataset = scan(workshop.workspace, workshop.contracts, Period(2020), "finance", "payments")
    assert [drop.path.name for drop in only_dataset] == ["2020年执行情况.csv"]
    assert scan(workshop.workspace, workshop.contracts, Period(2019)) == []


def test_strays_get_their_refusal_and_nothing_else_is_touched(workshop: Workshop) -> None:
    workshop.payments()
    workshop.path("finance", "2020", "别的.csv").write_text("x")
    answers = receive_strays(workshop.workspace, workshop.contracts, Period(2020), now=NOW)
    assert [(receipt.file_name, only(receipt).rule) for receipt in answers] == [
        ("别的.csv", "F01_UNKNOWN_DATASET")
    ]


@pytest.mark.parametrize("nature", ["实际", "合成演示"])
def test_synthetic_rows_are_counted_in_the_receipt(workshop: Workshop, nature: str) -> None:
    rows = payment_rows()
    rows[1][7] = rows[2][7] = nature
    receipt = workshop.receive(workshop.payments(rows))
    synthetic = 2 if nature == "合成演示" else 0
    assert (receipt.is_synthetic, receipt.synthetic_rows) == (bool(synthetic), {"rows": synthetic})


def test_what_the_words_state_holds_for_rows_that_say_nothing(workshop: Workshop) -> None:
    rows = payment_rows()
    rows[0][6], rows[0][7] = "", ""
    receipt = workshop.receive(
        workshop.payments(rows, above="2020年执行情况\r\n数据阶段：快报；数据性质：合成演示\r\n")
    )
    assert receipt.accepted, receipt.findings
    landed = workshop.landed(receipt)
    assert (landed[0]["_vintage"], landed[0]["_data_nature"]) == ("flash", "synthetic")
    assert (landed[1]["_vintage"], landed[1]["_data_nature"]) == ("final", "real")


def test_lines_that_name_people_are_not_repeated_in_the_receipt(workshop: Workshop) -> None:
    path = workshop.payments(above="2020年执行情况\r\n填表人：张三 联系电话：123\r\n")
    assert workshop.receive(path).notes == ("2020年执行情况",)
