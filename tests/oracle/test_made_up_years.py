"""The models and the oracle agree on made-up years: any valid scheme, any figures, every way in which one may be missing.

One dbt run judges many groups at once; each is scored by a scheme of its own making.
"""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from orchestration.evaluation.candidates import Build, export_candidate
from orchestration.transform.runner import run_dbt
from tests.oracle import compare, evaluate
from tests.oracle.landing_site import LandingSite
from tests.oracle.strategies import years

# The same two years at every run: the simplest one and one drawn at random. More are drawn anew when asked for.
MORE = int(os.environ.get("JIXIAO_MADE_UP_YEARS", "0"))
GROUPS = 12
SHOWN = 40


def build_mart(folder: Path, site: LandingSite) -> Path:
    """Run the models over a made-up year and return the folder of the mart's Parquet files."""
    site.write(folder / "inputs")
    run = run_dbt(folder, ["run"])
    assert run.ok, [(node.name, node.message) for node in run.failed] or run.error
    export_candidate(Build(folder, {"build_id": f"annual-{site.year}-oracle"}))
    return folder / "parquet"


@settings(
    max_examples=MORE or 2,
    derandomize=not MORE,
    database=None,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)
@given(site=years(GROUPS))
def test_the_mart_of_a_made_up_year_is_what_the_oracle_works_out(
    site: LandingSite, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("made_up")
    parquet = build_mart(folder, site)
    expected = evaluate(folder / "inputs")
    assert all(expected.tables.values()), "a table that nothing falls into proves nothing"
    differences = compare(expected, parquet)
    assert not differences, "\n".join(map(str, differences[:SHOWN]))
