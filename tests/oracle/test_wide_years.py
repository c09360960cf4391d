"""The models and the oracle agree on tens of thousands of figures: wide years, in which every label of the sheets that scoring reads, and every pair
of labels that a row may hold, is met (`wide_years`).
"""

import logging
import random
from collections.abc import Iterator
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.internal.conjecture import providers

from orchestration.evaluation.candidates import Build, export_candidate
from orchestration.transform.runner import run_dbt
from tests.oracle import compare, evaluate
from tests.oracle.made_up_scheme import Plan, plans
from tests.oracle.results import IndicatorRow, MartRow, PartRow, Results, UnitRow
from tests.oracle.wide_years import Cover, all_pairs, widen

GROUPS, SIZES, INDICATORS = 4, (13, 16), 140
SAID = (
    {"history_years": "3", "not_applicable_rule": "reweight", "quantile_definition": "linear"},
    {"history_years": "2", "not_applicable_rule": "to_component", "quantile_definition": "weibull"},
    {"history_years": "3", "not_applicable_rule": "reweight", "quantile_definition": "nearest_rank"},
)
# Few units are held back, so that there is something to rank; no scheme's own survey decides that here.
KEPT = {
    "unit_min_availability_pct": "20",
    "composite_rule": "weighted_mean",
    "appraisal_fallback": "reweight",
}
FEWEST_CASES = 20_000
# A figure may be missing wherever it is asked for, so some pairs stand in the scheme and are undefined for every unit.
FEWEST_RATED, MOST_SCORED = 0.5, 0.99
LABELS = ("reference_kind", "basis", "pool", "condition_kind", "fallback", "choice_set", "choice_rule")
R = TypeVar("R", bound=MartRow)
SHOWN = 40
SEED = 4


def _plans() -> list[Plan]:
    """Return the made-up schemes that wide years are made from, the same ones at every run."""
    found: list[Plan] = []

    @settings(
        max_examples=len(SAID) + 1, deadline=None, derandomize=True, database=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(plan=plans(GROUPS, SIZES))
    def draw(plan: Plan) -> None:
        found.append(plan)

    draw()
    # Hypothesis starts with the simplest one.
    return found[1:]


class WideYears:
    """The wide years, each written and worked out by the oracle once it is asked for."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.cover = Cover(all_pairs(max(int(said["history_years"]) for said in SAID)), random.Random(SEED))  # noqa: S311 - a made-up scheme
        drawn = zip(_plans(), SAID, strict=True)
        self.sites = [widen(self.cover, plan, INDICATORS, KEPT | said) for plan, said in drawn]
        self.results = cache(self._results)

    def _results(self, number: int) -> Results:
        self.sites[number].write(self.folder / str(number) / "inputs")
        return evaluate(self.folder / str(number) / "inputs")

    def all_of(self, kind: type[R]) -> list[R]:
        """Return the rows of a table over all years."""
        return [row for number in range(len(SAID)) for row in self.results(number).of(kind)]


@pytest.fixture(scope="module", autouse=True)
def _the_same_years_whatever_is_loaded() -> Iterator[None]:
    """Hypothesis draws constants of the modules that happen to be loaded: the years would hang on which tests stand beside them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(providers, "_get_local_constants", providers.Constants)
        providers.CONSTANTS_CACHE.cache.clear()
        yield
    providers.CONSTANTS_CACHE.cache.clear()


@pytest.fixture(scope="module")
def wide(tmp_path_factory: pytest.TempPathFactory) -> WideYears:
    """The wide years."""
    return WideYears(tmp_path_factory.mktemp("wide"))


@pytest.mark.parametrize("number", range(len(SAID)))
def test_the_mart_of_a_wide_year_is_what_the_oracle_works_out(wide: WideYears, number: int) -> None:
    expected, folder = wide.results(number), wide.folder / str(number)
    run = run_dbt(folder, ["run"])
    assert run.ok, [(node.name, node.message) for node in run.failed] or run.error
    export_candidate(Build(folder, {"build_id": f"annual-2020-wide-{number}"}))
    differences = compare(expected, folder / "parquet")
    assert not differences, "\n".join(map(str, differences[:SHOWN]))


def test_wide_years_show_every_pair_of_labels_that_may_stand_together(wide: WideYears) -> None:
    assert not wide.cover.wanted


def test_wide_years_have_tens_of_thousands_of_cases(wide: WideYears) -> None:
    cases, parts = wide.all_of(IndicatorRow), wide.all_of(PartRow)
    counts = len(cases), len(parts), len(wide.all_of(UnitRow))
    logging.getLogger(__name__).info("%d cases of a unit and an indicator, %d parts, %d units", *counts)
    assert len(cases) >= FEWEST_CASES
    rated = [row for row in wide.all_of(UnitRow) if row.result_status == "rated"]
    assert {row.grade_final for row in rated} == set("ABCD")
    assert len(rated) > FEWEST_RATED * len(wide.all_of(UnitRow))


def test_almost_every_pair_of_labels_comes_to_a_score(wide: WideYears) -> None:
    written: set[tuple[Any, ...]] = set()
    scored: set[tuple[Any, ...]] = set()
    for row in wide.all_of(PartRow):
        form = "form", (row.method_code, row.variant)
        labels = [form, *((name, getattr(row, name)) for name in LABELS)]
        shown = {*labels, *combinations(labels, 2)}
        written |= shown
        if row.raw_score is not None:
            scored |= shown
    assert not [label for label in written - scored if label[0] in ("form", *LABELS)]
    assert len(scored) > MOST_SCORED * len(written)
