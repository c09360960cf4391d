"""Every scoring method that was found in print is written in the workbook, says docs/variants.md, and scores what it ought to."""

import re
from fractions import Fraction

import pytest

from orchestration.foundation.workspace import REPOSITORY
from tests.oracle.sourced import CASES, Case

PAGE = REPOSITORY / "docs" / "variants.md"
FOUND = {f"M{number}" for number in range(1, 26)}
TESTS = [
    *(REPOSITORY / "tests").rglob("test_*.py"),
    *(REPOSITORY / "dbt_project" / "models").rglob("unit_tests*.yml"),
]


def rows() -> dict[str, list[str]]:
    """Return the cells of the page's row about each method."""
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    cells = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in lines if re.match(r"\| M\d+ ", line)
    ]
    assert len({row[0] for row in cells}) == len(cells), "a method stands twice"
    return {row[0].split()[0]: row for row in cells}


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.method}-{case.value}-{case.expected}")
def test_the_oracle_scores_what_was_worked_out_by_hand(case: Case) -> None:
    assert case.score() == Fraction(case.expected)


def test_every_method_has_its_row() -> None:
    assert set(rows()) == FOUND


def test_every_row_has_a_case_or_names_tests_that_there_are() -> None:
    written = "\n".join(path.read_text(encoding="utf-8") for path in TESTS)
    with_case = {case.method for case in CASES}
    for method, cells in rows().items():
        named = re.findall(r"`([a-z0-9_]+)`", cells[-1])
        assert named or method in with_case, method
        missing = [name for name in named if not re.search(rf"(def |name: ){name}\b", written)]
        assert missing == [], (method, missing)
