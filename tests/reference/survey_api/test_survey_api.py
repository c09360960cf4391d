"""R's package survey and the mart agree: means, totals, ratios, proportions, domains, standard errors, calibrated estimates.

Needs the case's files, which are not kept here: beside the repository in `../shared/reference-cases`, or where JIXIAO_REFERENCE points.
"""

import pytest

from tests.reference.agreement import undocumented
from tests.reference.evaluation import NO_QUARTERS, Evaluated, evaluate
from tests.reference.raw_folder import shared_case
from tests.reference.survey_api.compare import NOT_REPRODUCED, OTHER_ERRORS, comparisons
from tests.reference.survey_api.schools import make_raw


@pytest.fixture(scope="module")
def evaluated(tmp_path_factory: pytest.TempPathFactory) -> Evaluated:
    """The case, evaluated and judged."""
    folder = tmp_path_factory.mktemp("survey_api")
    return evaluate(folder, make_raw(folder / "raw"))


def test_estimates_and_their_errors_are_what_r_gives(evaluated: Evaluated) -> None:
    found = {one.name: one for one in comparisons(evaluated.db)}
    assert {name: one.beyond for name, one in found.items() if len(one.beyond) != one.may_differ} == {}
    # All but the regression estimate: 58 of 59, and 55 errors.
    assert len(found["estimates"].pairs) == 58
    assert len(found["standard errors"].pairs) == 55
    assert {pair.key[0] for pair in found["standard errors of another kind"].pairs} == {
        design for design, _ in OTHER_ERRORS
    }


def test_the_gate_asks_for_nothing_but_what_the_case_does_not_have(evaluated: Evaluated) -> None:
    """No quarters; every test of dbt passes, the questionnaire's agreed answers and the scale among them."""
    assert evaluated.held_by("error") == NO_QUARTERS
    assert all(check.startswith("expectation.") for check in evaluated.held_by("query"))
    assert evaluated.passed("dbt") > 700


def test_every_file_of_the_case_is_compared_or_said_not_to_be(evaluated: Evaluated) -> None:
    said = {name.split(":")[0] for name in NOT_REPRODUCED}
    files = {f"expected/{path.stem}" for path in (shared_case("survey_api") / "expected").glob("*.csv")}
    assert files == {one.source for one in comparisons(evaluated.db)} | said


def test_the_page_of_reference_cases_says_so(evaluated: Evaluated) -> None:
    assert undocumented(comparisons(evaluated.db), NOT_REPRODUCED) == []
