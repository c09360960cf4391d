"""R's package survey and the appraisal's models agree: means, domains, standard errors, intervals, design effects, calibrated estimates.

Needs the case's files, which are not kept here: beside the repository in `../shared/reference-cases`, or where JIXIAO_REFERENCE points.
"""

import os
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from orchestration.foundation.workspace import REPOSITORY
from orchestration.transform.runner import DATABASE_NAME, run_dbt
from tests.reference.survey_api.schools import DESIGNS, Case, read, survey_case

ROOT = Path(os.environ.get("JIXIAO_REFERENCE", REPOSITORY.parent / "shared" / "reference-cases"))
FOLDER = ROOT / "survey_api"
MODELS = ("+int_appraisal__errors", "+int_appraisal__scores")
CLOSE = 1e-8
TOPIC = {("mean", "api00"): ("Q1", 10), ("proportion", "awardsYes"): ("Q2", Decimal("0.01"))}


@pytest.fixture(scope="module")
def case() -> Case:
    """The reference case as a year's survey."""
    if not (FOLDER / "input").is_dir():
        pytest.fail(
            f"{FOLDER} is missing. Put the reference cases beside the repository or set JIXIAO_REFERENCE to their folder "
            "(github.com/cran/survey @4834b8bc, data/api.rda written as CSV)."
        )
    return survey_case(FOLDER / "input")


@pytest.fixture(scope="module")
def estimates(case: Case, tmp_path_factory: pytest.TempPathFactory) -> duckdb.DuckDBPyConnection:
    """The models' estimates of all designs and domains, with intervals from the normal distribution."""
    folder = tmp_path_factory.mktemp("survey_api")
    case.land("normal")
    case.site.write(folder / "inputs")
    run = run_dbt(folder, ["run", "--select", *MODELS])
    assert run.ok, [(node.name, node.message) for node in run.failed] or run.error
    return duckdb.connect(str(folder / DATABASE_NAME), read_only=True)


def found(db: duckdb.DuckDBPyConnection, unit: str, group: str, topic: str) -> tuple[Decimal, ...]:
    row = db.execute(
        "select mean_score, standard_error, interval_half_width, design_effect, degrees_of_freedom "
        "from intermediate.int_appraisal__cells inner join intermediate.int_appraisal__errors "
        "using (unit_code, respondent_group, topic_code) where unit_code = ? and respondent_group = ? and topic_code = ?",
        [unit, group, topic],
    ).fetchone()
    assert row is not None
    return row


EXPECTED = [
    row
    for row in (read(FOLDER / "expected", "results") if FOLDER.is_dir() else [])
    if row["design"] in {design.name for design in DESIGNS} and (row["estimator"], row["variable"]) in TOPIC
]


def test_there_is_something_to_agree_with(case: Case) -> None:
    assert len(EXPECTED) >= 32
    assert len(case.units) == 17


@pytest.mark.parametrize(
    "expected", EXPECTED, ids=lambda row: f"{row['design']}-{row['variable']}-{row['domain']}"
)
def test_an_estimate_and_its_standard_error_are_what_r_gives(
    expected: dict[str, str], case: Case, estimates: duckdb.DuckDBPyConnection
) -> None:
    topic, scale = TOPIC[expected["estimator"], expected["variable"]]
    kind = expected["domain"].split("=")[0].split(".")[0]
    unit = case.units[f"{expected['design']}/{kind}"]
    mean, error, *_ = found(estimates, unit, expected["domain"], topic)
    assert float(mean * scale) == pytest.approx(float(expected["estimate"]), rel=CLOSE)
    assert float(error * scale) == pytest.approx(float(expected["se"]), rel=CLOSE)


def test_intervals_degrees_of_freedom_and_design_effects_are_what_r_gives(
    case: Case, estimates: duckdb.DuckDBPyConnection
) -> None:
    rows = {row["what"]: row for row in read(FOLDER / "expected", "extra_R_4.1.1")}
    mean, _, half, effect, degrees = found(estimates, case.units["apistrat_fpc/all"], "all", "Q1")
    normal = rows["normal 95% CI for apistrat_fpc mean api00 (lower;upper)"]
    assert float(10 * (mean - half)) == pytest.approx(float(normal["value1"]), rel=CLOSE)
    assert float(10 * (mean + half)) == pytest.approx(float(normal["value2"]), rel=CLOSE)
    assert degrees == int(rows["t 95% CI (lower;upper;df = n - strata)"]["value3"])
    # R multiplies the variance of the simple sample with 1 - n/N, N the sum of the weights; we take a sample with replacement.
    correction = (6194 - 200) / 6194
    assert float(effect) / correction == pytest.approx(
        float(rows["design effect mean api00 apistrat_fpc"]["value1"]), rel=1e-6
    )
