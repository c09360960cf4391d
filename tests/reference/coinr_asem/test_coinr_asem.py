"""COINr's figures come out of dropped workbooks: denominators, filled gaps, normalisations, means over four levels, ranks, panel."""

import pytest

from tests.reference.coinr_asem.asem import NORMALISATIONS, case, make_raw
from tests.reference.coinr_asem.compare import NOT_REPRODUCED, comparisons
from tests.reference.evaluation import NO_QUARTERS, NO_SURVEY, Evaluated, evaluate

# Z-scores around 0.
BELOW_ZERO = {"expectation.fct_indicator_score_part.lowest_part_score_range"}


@pytest.fixture(scope="module")
def evaluated(tmp_path_factory: pytest.TempPathFactory) -> Evaluated:
    """The case, evaluated and judged."""
    folder = tmp_path_factory.mktemp("coinr_asem")
    return evaluate(folder, make_raw(folder / "raw"))


def test_every_figure_that_the_scheme_can_ask_for_is_what_coinr_computes(evaluated: Evaluated) -> None:
    found = list(comparisons(evaluated.db))
    assert {one.name: one.beyond[:5] for one in found if len(one.beyond) != one.may_differ} == {}
    assert set(NORMALISATIONS) <= {one.name for one in found}
    assert sum(len(one.pairs) for one in found) > 60_000


def test_the_gate_asks_for_nothing_but_what_the_case_does_not_have(evaluated: Evaluated) -> None:
    """No survey, no quarters, z-scores below zero; and the case's weights of 1 do not sum to 100. Every other test of dbt passes."""
    assert evaluated.held_by("error") == NO_SURVEY | NO_QUARTERS | BELOW_ZERO
    asked = {check for check in evaluated.held_by("query") if not check.startswith("expectation.")}
    assert [check.split(".")[2] for check in asked] == ["weights_of_siblings_sum_to_100"]
    assert evaluated.passed("dbt") > 700


def test_every_file_of_the_case_is_compared_or_said_not_to_be(evaluated: Evaluated) -> None:
    files = {
        f"{path.parent.name}/{path.stem}"
        for folder in ("expected", "published")
        for path in (case() / folder).glob("*.csv")
    }
    assert files == {one.source for one in comparisons(evaluated.db)} | set(NOT_REPRODUCED)
