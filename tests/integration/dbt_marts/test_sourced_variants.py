"""The methods found in print through the models' own SQL: each case's settings as a row of formula inputs, its score against the hand-made one."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from tests.integration.dbt_marts.conftest import Sandbox
from tests.integration.dbt_marts.poison import FORMULA_INPUTS
from tests.oracle.methods import Band, read_bands
from tests.oracle.sourced import CASES, COLUMNS, Case

TEXTS = ("reference_kind", "basis", "method_code", "variant", "pool", "band_table", "condition_kind")


def _decimal(number: Fraction | None) -> Decimal | None:
    return None if number is None else round(Decimal(number.numerator) / number.denominator, 12)


def _band(case: Case) -> dict[str, Any]:
    bands = read_bands([row | {"band_table": "B"} for row in case.bands], "B")
    held: list[Band] = [band for band in bands if band.holds(case.terms.measure)]
    if not held:
        return {}
    ends = {"band_lower": held[0].lower, "band_upper": held[0].upper, "band_score_at_lower": held[0].at_lower}
    return {name: _decimal(end) for name, end in (ends | {"band_score_at_upper": held[0].at_upper}).items()}


def inputs_of(case: Case) -> dict[str, Any]:
    """Return a case as a row of int_scoring__formula_inputs."""
    row, terms = case.row, case.terms
    said = {name: row[name] for name in COLUMNS}
    numbers = {
        name: None if said[name] is None else Decimal(said[name]) for name in COLUMNS if name not in TEXTS
    }
    numbers["step_score_below"] = numbers["step_score_below"] or numbers["step_score"]
    numbers["divisor_increment"] = numbers["divisor_increment"] or numbers["step_score"]
    numbers["score_low"], numbers["score_high"] = map(_decimal, terms.scale)
    worst, best = terms.ends()
    return {
        **{name: said[name] for name in TEXTS},
        **numbers,
        **_band(case),
        "direction": case.direction,
        "scored_value": _decimal(terms.value),
        "reference_value": _decimal(terms.reference),
        "measure": _decimal(terms.measure),
        "merit": _decimal(terms.merit),
        "band_measure": _decimal(terms.measure),
        "position_in_pool": _decimal(terms.position.value),
        "pool_low": _decimal(worst),
        "pool_high": _decimal(best),
        "is_condition_met": case.is_met,
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.method}-{case.value}-{case.expected}")
def test_the_models_score_what_was_worked_out_by_hand(sandbox: Sandbox, case: Case) -> None:
    row = inputs_of(case)
    names, marks = ", ".join(row), ", ".join("?" for _ in row)
    sandbox.connection.execute("begin")
    try:
        sandbox.connection.execute(f"delete from {FORMULA_INPUTS}")
        sandbox.connection.execute(
            f"insert into {FORMULA_INPUTS} ({names}) values ({marks})", list(row.values())
        )
        found = sandbox.connection.execute(
            "select least(greatest(raw_score, floor_score), cap_score) from intermediate.int_scoring__raw_scores"
        ).fetchall()
    finally:
        sandbox.connection.execute("rollback")
    assert found == [(Decimal(case.expected),)]
