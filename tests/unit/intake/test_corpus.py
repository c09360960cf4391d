"""The kept files: each bad one breaks its rule and no other, and for every rule there is one; all are what would be written today."""

import shutil
from pathlib import Path

import pytest

from orchestration.intake import Receipt
from orchestration.intake.rules import RULES
from tests.corpus.bad import NOT_KEPT
from tests.corpus.exact import content
from tests.corpus.write import BAD, GOOD, LIBREOFFICE, write
from tests.unit.intake.breaches import BREACHES
from tests.unit.intake.test_rules import COMPANIONS
from tests.unit.intake.workshop import Workshop, rules

MOST_BYTES = 1024 * 1024
KEPT = sorted(folder.name for folder in BAD.iterdir())


def files(folder: Path) -> dict[Path, dict[str, bytes]]:
    return {path.relative_to(folder): content(path) for path in folder.rglob("*") if path.is_file()}


def delivered(workshop: Workshop, folder: Path) -> list[Receipt]:
    """Drop what lies in a folder, all at once, and receive it."""
    shutil.copytree(folder, workshop.workspace.raw, dirs_exist_ok=True)
    names = sorted(path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return [workshop.receive(workshop.workspace.raw / name) for name in names]


def test_every_rule_has_its_file_or_a_reason_why_not() -> None:
    assert set(KEPT) | NOT_KEPT.keys() == RULES.keys()
    assert not set(KEPT) & NOT_KEPT.keys()
    assert set(KEPT) <= BREACHES.keys()


def test_what_is_not_kept_is_broken_elsewhere() -> None:
    for rule, (_, elsewhere) in NOT_KEPT.items():
        text = (Path(__file__).parent / elsewhere).read_text(encoding="utf-8")
        assert rule in text or (elsewhere == "test_rules.py" and rule in BREACHES)


@pytest.mark.parametrize("rule", KEPT)
def test_a_bad_file_breaks_its_rule_and_no_other(workshop: Workshop, rule: str) -> None:
    before = BAD / rule / "before"
    for number in range(1, len(list(before.glob("*"))) + 1):
        assert all(receipt.accepted for receipt in delivered(workshop, before / str(number)))
    _, place, value = BREACHES[rule]
    receipts = delivered(workshop, BAD / rule / "raw")
    assert receipts
    for receipt in receipts:
        assert set(rules(receipt)) == {rule, COMPANIONS.get(rule, rule)}
        assert receipt.accepted == (RULES[rule].severity == "QUERY")
    found = [item for item in receipts[0].findings if item.rule == rule]
    assert (found[0].cell or found[0].row) == place
    assert value is None or found[0].value == value or len(receipts) > 1


def test_the_kept_files_are_what_would_be_written_today(tmp_path: Path) -> None:
    write(tmp_path)
    assert files(tmp_path / "bad") == files(BAD)
    kept = {path: held for path, held in files(GOOD).items() if path.parts[0] != LIBREOFFICE}
    assert files(tmp_path / "good") == kept


def test_the_corpus_is_small() -> None:
    kept = [path for folder in (BAD, GOOD) for path in folder.rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in kept) < MOST_BYTES
