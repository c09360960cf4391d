"""Names that could act and things that are no files: refused in words that can be shown, never opened, never waited for."""

import json
import os
import socket
from pathlib import Path

import pytest

from orchestration.foundation.hashing import sha256_text
from orchestration.foundation.periods import Period
from orchestration.intake import check, receive_dataset, receive_strays, scan
from orchestration.intake.names import LONGEST_NAME, shown_name, unsafe_part
from orchestration.intake.reception import receive
from tests.unit.intake.workshop import NOW, Workshop, only, rules

YEAR = Period(2020)
UNSAFE = {
    "turned": "2020年执行情况\u202evsc.csv",
    "newline": "2020年执行\n情况.csv",
    "escape": "\x1b[31m2020年执行情况.csv",
    "invisible": "2020年\u200b执行情况.csv",
    "bytes that are no UTF-8": os.fsdecode("2020年执行情况.csv".encode("gb18030")),
    "formula": "=cmd()2020年执行情况.csv",
    "option": "-rf 2020年执行情况.csv",
    "folder of Windows": "..\\..\\2020年执行情况.csv",
    "markup": "<b>2020年执行情况.csv",
    "reserved": "con.csv",
    "full stop": "2020年执行情况.csv.",
    "blank": "2020年执行情况.csv ",
    "too long": "2020年" + "长" * 70 + "执行情况.csv",
}
SAFE = (
    "【终稿】2020年执行情况（二）_v1.2-final.csv",
    "2020年 执行情况.csv",
    "２０２０年执行情况.csv",
    "𠮷2020年.csv",
)


@pytest.mark.parametrize("name", UNSAFE.values(), ids=list(UNSAFE))
def test_an_unsafe_name_is_refused_and_shown_without_what_makes_it_so(workshop: Workshop, name: str) -> None:
    path = workshop.payments()
    bad = path.rename(path.with_name(name))
    receipt = workshop.receive(bad)
    assert only(receipt).rule == "F18_UNSAFE_NAME"
    told = json.dumps(receipt.as_dict(), ensure_ascii=False)
    told.encode()
    assert not any(char in told for char in "\u202e\u200b\x1b\n")
    assert workshop.workspace.received(receipt.file["sha256"]).read_bytes() == bad.read_bytes()
    assert not list(workshop.workspace.landing.glob("finance/*/*/*"))
    checked = check(workshop.workspace, workshop.contracts, bad, now=NOW)
    assert rules(checked) == rules(receipt)


@pytest.mark.parametrize("name", SAFE)
def test_names_as_people_give_them_are_safe(name: str) -> None:
    assert unsafe_part(name) is None
    assert shown_name(name) == name


@pytest.mark.parametrize("name", ["长" * 85, "\udc81" * 255, "x" * 255])
def test_what_is_shown_of_a_long_name_is_short(name: str) -> None:
    assert len(shown_name(name).encode()) <= LONGEST_NAME


def _link(path: Path, workshop: Workshop) -> None:
    outside = workshop.root / "outside.csv"
    workshop.payments().rename(outside)
    path.symlink_to(outside)


def _link_to_another_bureau(path: Path, workshop: Workshop) -> None:
    path.symlink_to(workshop.figures())


def _socket(path: Path, _: Workshop) -> None:
    with socket.socket(socket.AF_UNIX) as listening:
        old = Path.cwd()
        os.chdir(path.parent)
        try:
            listening.bind(path.name)
        finally:
            os.chdir(old)


THINGS = {
    "a link out of raw": _link,
    "a link within raw": _link_to_another_bureau,
    "a link to itself": lambda path, _: path.symlink_to(path),
    "a broken link": lambda path, _: path.symlink_to("nowhere"),
    "a folder": lambda path, _: path.mkdir(),
    "a pipe": lambda path, _: os.mkfifo(path),
    "a socket": _socket,
    "a device": lambda path, _: path.symlink_to("/dev/zero"),
}


@pytest.mark.parametrize("make", THINGS.values(), ids=list(THINGS))
def test_what_is_no_file_is_refused_and_never_opened(workshop: Workshop, make: object) -> None:
    path = workshop.path("finance", "2020", "2020年执行情况.csv")
    path.parent.mkdir(parents=True, exist_ok=True)
    make(path, workshop)  # type: ignore[operator]
    scanned = [drop.path for drop in scan(workshop.workspace, workshop.contracts)]
    assert path not in scanned
    [receipt] = receive_strays(workshop.workspace, workshop.contracts, YEAR, now=NOW)
    assert only(receipt).rule == "F19_NOT_A_FILE"
    assert (receipt.file["bytes"], receipt.file["sha256"]) == (0, sha256_text(""))
    assert rules(check(workshop.workspace, workshop.contracts, path, now=NOW)) == rules(receipt)
    # Looked at again, it costs nothing new.
    assert receive_strays(workshop.workspace, workshop.contracts, YEAR, now=NOW) == [receipt]
    assert len(list(workshop.workspace.refused.glob("*/*/*"))) == 1


def test_two_things_that_are_no_files_do_not_take_turns_in_the_ledger(workshop: Workshop) -> None:
    for name in ("一.csv", "二.csv"):
        (workshop.workspace.raw / "finance" / "2020" / name).mkdir(parents=True)
    for _ in range(3):
        assert len(receive_strays(workshop.workspace, workshop.contracts, YEAR, now=NOW)) == 2
    assert len(list(workshop.workspace.refused.glob("*/*/*"))) == 2


@pytest.mark.parametrize("place", ["finance", "finance/2020"])
def test_a_linked_folder_is_not_followed(workshop: Workshop, place: str) -> None:
    dropped = workshop.payments()
    folder = workshop.workspace.raw / place
    outside = workshop.root / "elsewhere"
    folder.rename(outside)
    folder.symlink_to(outside, target_is_directory=True)
    assert not receive_dataset(workshop.workspace, workshop.contracts, "finance", "payments", YEAR, now=NOW)
    assert only(workshop.receive(dropped)).rule == "F19_NOT_A_FILE"


def test_a_link_that_takes_the_place_of_a_file_meanwhile_is_not_followed(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = workshop.payments()
    path.rename(workshop.root / "outside.csv")
    path.symlink_to(workshop.root / "outside.csv")
    monkeypatch.setattr("orchestration.intake.reception.name_findings", lambda _workspace, _path: [])
    with pytest.raises(OSError, match="symbolic"):
        receive(workshop.workspace, workshop.contracts, path, now=NOW)


def test_a_file_that_may_not_be_read_is_refused(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    path = workshop.payments()
    monkeypatch.setattr(os, "access", lambda _path, _mode: False)
    assert "权限" in str(only(workshop.receive(path)).value)


def test_a_folder_of_a_bureau_with_an_unsafe_name_is_answered(workshop: Workshop) -> None:
    folder = workshop.workspace.raw / os.fsdecode(b"\xb2\xc6\xd5\xfe") / "2020"
    folder.mkdir(parents=True)
    path = workshop.payments()
    receipt = workshop.receive(path.rename(folder / path.name))
    assert rules(receipt) == ["F02_WRONG_BUREAU"]
    json.dumps(receipt.as_dict(), ensure_ascii=False).encode()
