"""What has arrived is told once, when it is whole, and again when its answer no longer rests on what it rested on."""

import datetime as dt
import os
from pathlib import Path

import pytest

from orchestration.foundation.periods import Period
from orchestration.intake import Arrival, Ledger, Seen, answered, arrival, look, receive_strays, unreceived
from tests.unit.intake.history import changed, drop_output, outputs, with_past
from tests.unit.intake.workshop import EXPLANATION, NOW, UNITS, Workshop, payment_rows


class Watch:
    """Looks again and again, and remembers in between only what a cursor holds."""

    def __init__(self, workshop: Workshop) -> None:
        self.workshop = workshop
        self.cursor: str | None = None
        self.again: list[Arrival] = []

    def look(self, *, is_busy: bool = False) -> list[Arrival]:
        seen, found = look(
            self.workshop.workspace, self.workshop.contracts, Seen.parse(self.cursor), is_busy=is_busy
        )
        self.cursor = seen.as_text()
        # Who looks on without receiving is told again; that is looked at by itself.
        self.again = [one for one in found if one.attempt > 1]
        return [one for one in found if one.attempt == 1]

    def settle(self) -> list[Arrival]:
        """Look until a look has nothing to tell."""
        found = self.look()
        while more := self.look():
            found += more
        return found


def places(found: list[Arrival]) -> list[tuple[str, str | None, str]]:
    return sorted((one.bureau, one.dataset, one.period.code) for one in found)


@pytest.fixture
def watch(workshop: Workshop) -> Watch:
    """A watch that knows the register, which was received before."""
    watch = Watch(workshop)
    assert watch.settle() == []
    return watch


PAYMENTS = [("finance", "payments", "2020")]


def test_a_file_is_told_when_it_looks_the_same_twice_and_then_never_again(watch: Watch) -> None:
    watch.workshop.payments()
    assert watch.look() == []
    assert places(watch.look()) == PAYMENTS
    assert watch.look() == []


def test_a_file_that_still_grows_waits(watch: Watch) -> None:
    path = watch.workshop.payments()
    assert watch.look() == []
    with path.open("ab") as stream:
        stream.write(b"\n")
    assert watch.look() == []
    assert places(watch.look()) == PAYMENTS


@pytest.mark.parametrize("name", ["~$2020年执行情况.csv", ".2020年执行情况.csv", "2020年执行情况.csv.part"])
def test_what_is_no_delivery_is_not_told(watch: Watch, name: str) -> None:
    path = watch.workshop.payments()
    path.rename(path.with_name(name))
    assert watch.settle() == []


def test_content_that_was_answered_costs_nothing(watch: Watch) -> None:
    path = watch.workshop.payments()
    watch.workshop.receive(path)
    assert watch.settle() == []
    os.utime(path, (1, 1))
    assert watch.settle() == []


def test_the_same_name_with_new_content_is_told_and_the_former_content_too(watch: Watch) -> None:
    path = watch.workshop.payments()
    first = path.read_bytes()
    watch.workshop.receive(path)
    rows = payment_rows()
    rows[0][3] = "130"
    watch.workshop.receive(watch.workshop.payments(rows))
    watch.settle()
    path.write_bytes(first)
    told = watch.settle()
    assert places(told) == PAYMENTS
    path.write_bytes(first)
    os.utime(path, (2, 2))
    again = watch.settle()
    assert {one.token for one in told}.isdisjoint(one.token for one in again)


def test_a_refused_file_is_not_told_until_it_is_uploaded_anew(watch: Watch) -> None:
    path = watch.workshop.payments(payment_rows()[:2])
    assert not watch.workshop.receive(path).accepted
    assert watch.settle() == []
    watch.workshop.payments()
    assert places(watch.settle()) == PAYMENTS


def test_what_waited_for_the_register_is_told_when_it_has_come(bare: Workshop) -> None:
    watch = Watch(bare)
    path = bare.payments()
    assert places(watch.settle()) == PAYMENTS
    assert [item.rule for item in bare.receive(path).findings] == ["F09_NOT_YET_ACCEPTED"]
    assert watch.settle() == []
    bare.register()
    assert places(watch.settle()) == PAYMENTS
    assert bare.receive(path, NOW + dt.timedelta(hours=1)).accepted
    assert watch.settle() == []


def test_figures_are_told_again_when_the_register_was_replaced_and_nothing_when_they_were_confirmed(
    watch: Watch,
) -> None:
    path = watch.workshop.payments()
    watch.workshop.receive(path)
    assert watch.settle() == []
    watch.workshop.register(units=[*UNITS, ("350199", "新区", "市")])
    assert ("finance", "payments", "2020") in places(watch.settle())
    watch.workshop.receive(path)
    assert watch.settle() == []


def test_an_earlier_period_that_comes_later_has_the_later_one_told(watch: Watch) -> None:
    path = drop_output(watch.workshop, "2020Q2", changed(households=30))
    watch.workshop.receive(path)
    watch.settle()
    with_past(watch.workshop)
    assert ("statistics", "output", "2020Q2") in places(watch.settle())


def test_answers_wait_for_figures_and_for_intake_under_way(watch: Watch) -> None:
    workshop = watch.workshop
    with_past(workshop)
    path = drop_output(workshop, "2020Q2", changed(households=30))
    asked = workshop.receive(path).findings[0].query_id
    watch.settle()
    path.unlink()
    watch.settle()
    drop_output(workshop, "2020Q1", {**outputs("2020Q1"), "350102": changed(households=12)["350102"]})
    workshop.answers((str(asked), EXPLANATION), period="2020Q2")
    assert watch.look() == []
    assert places(watch.look()) == [("statistics", "output", "2020Q1")]
    assert watch.look(is_busy=True) == []
    assert places(watch.look())[0] == ("statistics", None, "2020Q2")


def test_while_intake_is_under_way_new_figures_are_told_all_the_same(watch: Watch) -> None:
    watch.workshop.payments()
    watch.look(is_busy=True)
    assert places(watch.look(is_busy=True)) == PAYMENTS


def test_what_belongs_nowhere_is_told_for_its_period(watch: Watch) -> None:
    path = watch.workshop.payments()
    path.rename(path.with_name("随手记.docx"))
    assert places(watch.settle()) == [("finance", None, "2020")]


def test_a_link_is_told_once_and_not_followed(watch: Watch, tmp_path: Path) -> None:
    target = tmp_path / "outside.csv"
    target.write_bytes(b"x")
    path = watch.workshop.path("finance", "2020", "2020年执行情况.csv")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.symlink_to(target)
    assert places(watch.settle()) == [("finance", None, "2020")]


@pytest.mark.parametrize("text", [None, "", "3", "{}", '{"waiting": 1}', "not json"])
def test_a_cursor_that_is_not_ours_costs_one_look_at_everything(workshop: Workshop, text: str | None) -> None:
    watch = Watch(workshop)
    watch.cursor = text
    workshop.payments()
    assert places(watch.settle()) == PAYMENTS


def test_more_than_can_be_hashed_at_one_look_is_told_at_the_next(
    watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(arrival, "MOST_FILES", 1)
    watch.workshop.payments()
    watch.workshop.figures()
    watch.look()
    assert len(watch.look()) == 1
    assert len(watch.look()) == 1


def test_what_has_no_receipt_as_it_is_now_is_not_received(workshop: Workshop) -> None:
    path = workshop.payments()
    periods = [Period(2020)]
    assert unreceived(workshop.workspace, periods) == [path]
    assert unreceived(workshop.workspace, [Period(2019)]) == []
    workshop.receive(path)
    assert unreceived(workshop.workspace, periods) == []
    os.utime(path, (3, 3))
    assert unreceived(workshop.workspace, periods) == []
    workshop.payments(payment_rows()[:5])
    assert unreceived(workshop.workspace, periods) == [path]


def test_what_is_remembered_of_ten_thousand_files_stays_small(watch: Watch) -> None:
    folder = watch.workshop.path("finance", "2020", "")
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(10_000):
        (folder / f"{number}.txt").touch()
    watch.look()
    assert watch.cursor is not None
    assert len(watch.cursor) < 400_000


def test_what_was_told_and_has_no_answer_is_told_again_until_it_is_given_up(watch: Watch) -> None:
    path = watch.workshop.payments()
    watch.look()
    [first] = watch.look()
    assert watch.look(is_busy=True) == watch.again == []
    tokens = {first.token}
    for attempt in (2, 3):
        assert watch.look() == []
        [again] = watch.again
        assert (again.attempt, places([again])) == (attempt, PAYMENTS)
        tokens.add(again.token)
    assert len(tokens) == 3
    assert watch.look() == watch.again == []
    path.write_bytes(path.read_bytes() + b"\n")
    assert places(watch.settle()) == PAYMENTS


def test_what_was_told_and_has_its_answer_is_not_told_again(watch: Watch) -> None:
    path = watch.workshop.payments()
    watch.settle()
    watch.workshop.receive(path)
    assert watch.look() == watch.again == []


@pytest.mark.parametrize("name", ["a\u200bb.csv", b"\xff\xfe.csv".decode(errors="surrogateescape")])
def test_a_name_that_can_not_be_shown_is_told_and_counts_as_received(watch: Watch, name: str) -> None:
    path = watch.workshop.payments()
    path = path.rename(path.with_name(name))
    [told] = watch.settle()
    assert told.token.encode()
    assert [item.rule for item in watch.workshop.receive(path).findings] == ["F18_UNSAFE_NAME"]
    assert unreceived(watch.workshop.workspace, [Period(2020)]) == []
    watch.cursor = None
    assert watch.settle() == watch.again == []


def test_a_renamed_file_of_accepted_content_needs_no_new_receipt(watch: Watch) -> None:
    path = watch.workshop.payments()
    watch.workshop.receive(path)
    path.rename(path.with_stem(f"{path.stem}（终稿）"))
    assert watch.settle() == watch.again == []
    assert unreceived(watch.workshop.workspace, [Period(2020)]) == []


def test_a_years_figures_in_a_quarters_folder_are_told_as_what_belongs_nowhere_and_answered(
    watch: Watch,
) -> None:
    workshop = watch.workshop
    path = workshop.payments()
    there = workshop.path("finance", "2020Q1", path.name)
    there.parent.mkdir(parents=True)
    path.rename(there)
    assert places(watch.settle()) == [("finance", None, "2020Q1")]
    receipts = receive_strays(workshop.workspace, workshop.contracts, Period(2020, 1), now=NOW)
    assert [item.rule for one in receipts for item in one.findings] == ["F06_PERIOD_FOLDER"]
    assert watch.settle() == watch.again == []


def test_a_file_that_was_refused_for_another_beside_it_is_told_when_that_is_gone(watch: Watch) -> None:
    workshop = watch.workshop
    path = workshop.payments()
    other = path.with_stem(f"{path.stem}（改）")
    other.write_bytes(path.read_bytes() + b"\n")
    for one in (path, other):
        assert [item.rule for item in workshop.receive(one).findings] == ["F10_SEVERAL_FILES"]
    assert watch.settle() == []
    other.unlink()
    assert places(watch.settle()) == PAYMENTS
    assert workshop.receive(path, NOW + dt.timedelta(hours=1)).accepted
    assert watch.settle() == []


def test_a_file_that_can_not_be_read_now_waits_and_holds_up_nothing_else(
    watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = watch.workshop.payments()
    other = path.with_name("2020年执行情况（补）.txt")
    other.write_bytes(b"x")
    sha256_file = answered.sha256_file

    def held(one: Path) -> str:
        if one == other:
            raise PermissionError(one)
        return sha256_file(one)

    monkeypatch.setattr(answered, "sha256_file", held)
    assert places(watch.settle()) == PAYMENTS
    assert unreceived(watch.workshop.workspace, [Period(2020)]) == [path, other]
    monkeypatch.undo()
    assert ("finance", None, "2020") in places(watch.settle())


def test_accepted_figures_are_outdated_until_they_are_looked_at_against_a_new_register(
    watch: Watch,
) -> None:
    workshop = watch.workshop
    path = workshop.payments()
    workshop.receive(path)

    def outdated() -> list[Path]:
        return Ledger(workshop.workspace, workshop.contracts).outdated([Period(2020)])

    assert outdated() == []
    workshop.register(units=[*UNITS, ("350199", "新区", "市")])
    assert outdated() == [path]
    workshop.receive(path)
    assert outdated() == []


def test_a_former_file_is_told_when_the_one_that_replaced_it_is_taken_away(watch: Watch) -> None:
    workshop = watch.workshop
    path = workshop.payments()
    assert workshop.receive(path).accepted
    former = path.read_bytes()
    rows = payment_rows()
    rows[0][3] = "130"
    other = workshop.payments(rows).rename(path.with_stem(f"{path.stem}（改）"))
    path.write_bytes(former)
    assert workshop.receive(other, NOW + dt.timedelta(hours=1)).accepted
    watch.settle()
    assert unreceived(workshop.workspace, [Period(2020)]) == []
    other.unlink()
    assert places(watch.settle()) == PAYMENTS
    assert workshop.receive(path, NOW + dt.timedelta(hours=2)).decided_at > NOW.isoformat()
    assert watch.settle() == []
