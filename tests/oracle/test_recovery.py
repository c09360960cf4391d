"""Nobody can work a suppressed mean out: by linear algebra over everything that is published of the appraisal, for made-up years."""

from hypothesis import given, settings

from tests.oracle.appraisal import Appraisal
from tests.oracle.recovery import appraisals, equations, hidden_of, recoverable, shown_of, unknowns_of


@settings(max_examples=400, deadline=None)
@given(appraisal=appraisals())
def test_no_suppressed_mean_can_be_worked_out(appraisal: Appraisal) -> None:
    unknowns = unknowns_of(appraisal)
    rows = equations(appraisal, shown_of(appraisal))
    for hidden in hidden_of(appraisal):
        assert not recoverable(rows, unknowns.index(hidden)), hidden


def test_a_single_small_cell_could_be_worked_out() -> None:
    """The check itself sees it: what is half of a published mean follows from the other half."""
    assert recoverable([[0.5, 0.5], [1, 0]], 1)
    assert not recoverable([[0.5, 0.5]], 1)
