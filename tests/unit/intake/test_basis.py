"""An accepted file is looked at again when what it was judged against has been replaced."""

from orchestration.intake import receipts
from tests.unit.intake.workshop import UNITS, Workshop, rules


def folders(workshop: Workshop) -> list[str]:
    return sorted(
        path.parent.name for path in workshop.workspace.landing.glob("finance/payments/2020/*/receipt.json")
    )


def test_a_file_that_comes_out_the_same_is_noted_and_not_landed_again(workshop: Workshop) -> None:
    path = workshop.payments()
    first = workshop.receive(path)
    workshop.register(units=[*UNITS, ("350199", "新区", "市")])
    before = folders(workshop)
    assert workshop.receive(path) == first
    assert folders(workshop) == before
    [note] = workshop.workspace.landing.glob("finance/payments/2020/*/confirmed/*.json")
    noted = note.stat().st_mtime_ns
    assert workshop.receive(path) == first
    assert note.stat().st_mtime_ns == noted


def test_a_file_that_lands_otherwise_lands_anew(workshop: Workshop) -> None:
    path = workshop.figures()
    assert workshop.receive(path).accepted
    renamed = [(code, "鼓 楼 区" if name == "鼓楼区" else name, level) for code, name, level in UNITS]
    workshop.register(units=renamed)
    again = workshop.receive(path)
    assert again.accepted
    assert {row["unit_name_zh"] for row in workshop.landed(again)} >= {"鼓 楼 区"}


def test_a_file_that_no_longer_passes_is_refused_though_it_was_accepted(workshop: Workshop) -> None:
    path = workshop.payments()
    assert workshop.receive(path).accepted
    workshop.register(units=[unit for unit in UNITS if unit[1] != "台江区"])
    again = workshop.receive(path)
    assert not again.accepted
    assert "R01_UNKNOWN_UNIT" in rules(again)
    assert receipts(workshop.workspace)[-1].status == "refused"
