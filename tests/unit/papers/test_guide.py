"""The guide for bureaus says what bureaus are told: its table of typical mistakes is the rules' own words."""

import re
from pathlib import Path

from orchestration.foundation.workspace import REPOSITORY
from orchestration.papers.receipt_steps import headline
from tests.unit.intake.workshop import Workshop
from tests.unit.papers.typical import MISTAKES, typical_table

GUIDE = REPOSITORY / "docs" / "bureaus.md"


def test_the_guide_tells_typical_mistakes_in_the_words_of_the_rules(tmp_path: Path) -> None:
    city = Workshop(tmp_path)
    assert city.register().accepted
    table = typical_table(city)
    assert len(table.splitlines()) == len(MISTAKES) + 2
    assert table in GUIDE.read_text(encoding="utf-8"), "python -m tests.unit.papers.typical prints it anew"


def test_the_guide_shows_only_pictures_that_exist() -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", GUIDE.read_text(encoding="utf-8"))
    assert links
    assert [link for link in links if not (GUIDE.parent / link).exists()] == []


def test_the_guide_explains_every_outcome_of_a_receipt() -> None:
    text = GUIDE.read_text(encoding="utf-8")
    for outcome in ("accepted", "queried", "refused", "fault"):
        verdict = re.split("[，：。]", headline(outcome, 1).zh)[0]  # type: ignore[arg-type]
        assert f"| {verdict}" in text
