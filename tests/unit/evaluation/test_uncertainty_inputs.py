"""What is drawn of an appraisal's error, and what can't be."""

from decimal import Decimal
from math import isnan

import pytest

from orchestration.evaluation.uncertainty_inputs import drawable_error


@pytest.mark.parametrize(
    ("error", "freedom", "is_normal", "expected"),
    [
        (Decimal("2.43"), 3, False, 2.43),
        # Student's t has no distribution without a degree of freedom, the normal one needs none; who was asked whole doesn't vary.
        (Decimal("2.43"), 0, False, None),
        (Decimal("2.43"), None, False, None),
        (Decimal("2.43"), 0, True, 2.43),
        (Decimal(0), 0, False, 0.0),
        (None, 3, False, None),
        (None, 0, True, None),
    ],
)
def test_an_error_is_drawn_where_its_distribution_is_known(
    error: Decimal | None, freedom: int | None, is_normal: bool, expected: float | None
) -> None:
    found = drawable_error(error, freedom, is_normal=is_normal)
    assert isnan(found) if expected is None else found == expected
