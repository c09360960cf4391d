"""The Handbook's figures come out to their printed digits: from dropped workbooks through the door, the models and the gate."""

import pytest

from tests.reference.evaluation import NO_QUARTERS, NO_SURVEY, Evaluated, evaluate
from tests.reference.oecd_tai23.city import COUNTRIES, HERE, NORMALISATIONS, figures, make_raw
from tests.reference.oecd_tai23.compare import NOT_REPRODUCED, comparisons, composites

# Z-scores, differences from the mean and classes of -1 to 1.
BELOW_ZERO = {"expectation.fct_indicator_score_part.lowest_part_score_range"}


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Evaluated:
    """The case, evaluated and judged."""
    folder = tmp_path_factory.mktemp("oecd_tai23")
    return evaluate(folder, make_raw(folder / "raw"))


def test_every_printed_figure_comes_out(case: Evaluated) -> None:
    found = {one.name: one for one in comparisons(case.db)}
    assert {
        name: (len(one.beyond), one.beyond)
        for name, one in found.items()
        if len(one.beyond) != one.may_differ
    } == {}
    assert sum(len(one.pairs) for one in found.values()) == 23 * (len(NORMALISATIONS) + 4 + 2 + 2 * 4) + 2


def test_the_gate_asks_for_nothing_but_what_the_case_does_not_have(case: Evaluated) -> None:
    """No survey, no quarters, and z-scores below zero; every test of dbt on keys, parts and sums passes."""
    assert case.held_by("error") == NO_SURVEY | NO_QUARTERS | BELOW_ZERO
    asked = {check for check in case.held_by("query") if not check.startswith("expectation.")}
    # Printed weights sum to 104 and 101.
    assert [check.split(".")[2] for check in asked] == ["weights_of_siblings_sum_to_100"]
    assert case.passed("dbt") > 700


# Printed weights have two decimals (FA) and sum to 1.01 (AHP): countries closer than this may change places.
@pytest.mark.parametrize(("weighting", "close"), [("FA", 0.11), ("AHP", 0.06)])
def test_only_neighbours_change_places_under_rounded_weights(
    case: Evaluated, weighting: str, close: float
) -> None:
    found = composites(case.db, weighting)
    table = figures("expected/table_23_ranks_by_weighting_published")
    published = {row["country"]: float(row[weighting]) for row in table}
    for one in COUNTRIES:
        for other in COUNTRIES:
            if published[one] < published[other]:
                assert float(found[one]) > float(found[other]) - close, (one, other)


def test_without_clipping_at_the_goalposts_countries_would_move(case: Evaluated) -> None:
    clipped = case.db.sql(
        "select count(*) from marts.fct_indicator_score_part where raw_score <> part_score and method_code = 'minmax'"
    ).fetchall()
    assert clipped[0][0] > 0


def test_every_file_of_the_case_is_compared_or_said_not_to_be(case: Evaluated) -> None:
    said = {name.split(":")[0] for name in NOT_REPRODUCED}
    files = {f"expected/{path.stem}" for path in (HERE / "expected").glob("*.csv")}
    assert files == {one.source for one in comparisons(case.db)} | said
