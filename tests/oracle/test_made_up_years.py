"""The models and the oracle agree on made-up years, and the gate lets them through: any valid scheme, any figures, every way in which one
may be missing.

One dbt run judges many groups at once; each is scored by a scheme of its own making. `JIXIAO_MADE_UP_YEARS=20` draws
twenty new years instead of the fixed one.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis.internal.conjecture import providers

from orchestration.evaluation.candidates import Build, export_candidate
from orchestration.evaluation.uncertainty import write_uncertainty
from orchestration.pipeline import MONITORING_SELECTION, TEST_SELECTION
from orchestration.transform.runner import DATABASE_NAME, run_dbt
from tests.oracle import compare, evaluate, review
from tests.oracle.explained import untold
from tests.oracle.landing_site import LandingSite
from tests.oracle.strategies import years

# The same year at every run; more are drawn anew when asked for.
MORE = int(os.environ.get("JIXIAO_MADE_UP_YEARS", "0"))
GROUPS = 12
SHOWN = 40
FEWEST_UNITS = 35
METHODS = 12


def is_rich(site: LandingSite) -> bool:
    """Whether a year is worth a dbt run: Hypothesis starts with the simplest one, which shows a single method."""
    methods = site.tables["efficiency_office__scheme__methods", str(site.year)]
    units = site.tables["efficiency_office__scheme__participants", str(site.year)]
    return len({row["method_code"] for row in methods}) == METHODS and len(units) >= FEWEST_UNITS


SELECTIONS: dict[str, tuple[str, ...]] = {"annual": (), "monitoring": MONITORING_SELECTION}
TABLES = {"annual": 24, "monitoring": 3}
# What rests on the draws; it follows them.
DRAWN = ("fct_rank_uncertainty", "fct_rank_uncertainty_source", "rpt_change_review")
ONE_RICH_YEAR = settings(
    max_examples=MORE or 1,
    derandomize=not MORE,
    database=None,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(autouse=True)
def _the_same_year_whatever_is_loaded(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Hypothesis draws constants of the modules that happen to be loaded: the fixed year would hang on which tests stand beside it."""
    monkeypatch.setattr(providers, "_get_local_constants", providers.Constants)
    providers.CONSTANTS_CACHE.cache.clear()
    yield
    providers.CONSTANTS_CACHE.cache.clear()


def build_mart(folder: Path, site: LandingSite) -> Path:
    """Run the models over a made-up year's inputs and return the folder of the mart's Parquet files."""
    run = run_dbt(folder, ["run", *SELECTIONS[site.kind]])
    assert run.ok, [(node.name, node.message) for node in run.failed] or run.error
    if site.kind == "annual":
        # Stops unless a draw with nothing varied gives every composite, rank and grade of the models.
        write_uncertainty(folder / DATABASE_NAME, folder / "inputs")
        drawn = run_dbt(folder, ["run", "--select", *DRAWN])
        assert drawn.ok, drawn.error
    refused = [
        (node.name, node.status, node.failures)
        for node in run_dbt(folder, ["test", *TEST_SELECTION[site.kind]]).failed
        # What is asked back is no refusal: a made-up scheme's weights need not sum to 100.
        if node.meta.get("severity") != "query"
    ]
    assert not refused, f"A sound year would not be published: {refused}"
    export_candidate(Build(folder, {"build_id": f"{site.kind}-{site.year}-oracle"}))
    return folder / "parquet"


@pytest.mark.parametrize("kind", ["annual", "monitoring"])
@ONE_RICH_YEAR
@given(site=years(GROUPS))
def test_the_mart_of_a_made_up_year_is_what_the_oracle_works_out(
    site: LandingSite, kind: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    assume(is_rich(site))
    site.kind = kind
    folder = tmp_path_factory.mktemp("made_up")
    site.write(folder / "inputs")
    expected = evaluate(folder / "inputs")
    assert len(expected.tables) == TABLES[kind]
    # A table that nothing falls into proves nothing: another year is drawn.
    assume(all(expected.tables.values()))
    parquet = build_mart(folder, site)
    if kind == "annual":
        review(folder / "inputs", expected)
        assert expected.tables["rpt_change_review"]
    differences = compare(expected, parquet)
    assert not differences, "\n".join(map(str, differences[:SHOWN]))
    if kind == "annual":
        missing = untold(site, folder)
        assert not missing, "\n".join(missing[:SHOWN])
