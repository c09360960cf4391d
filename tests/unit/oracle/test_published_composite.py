"""The Technology Achievement Index of 23 countries, as far as bands, completion, weighted means and ranks reach it.

Normalisations by standard deviation or percentile, geometric means and pairwise rankings are not methods of the scheme yet.
"""

import csv
from fractions import Fraction
from pathlib import Path

import pytest

from tests.oracle.exact import weighted_mean
from tests.oracle.grading import competition_ranks
from tests.oracle.methods import Band, target_completion

CASE = Path(__file__).resolve().parents[2] / "reference" / "oecd_tai23"
HUNDRED = Fraction(100)


def table(name: str) -> dict[str, dict[str, str]]:
    """Return a table of the case by its first column."""
    with (CASE / name).open(encoding="utf-8") as stream:
        reader = csv.DictReader(stream)
        first = (reader.fieldnames or [""])[0]
        return {row[first]: row for row in reader}


def between(low: Fraction, high: Fraction, value: Fraction) -> Fraction:
    """Score a value linearly between two goalposts, flat beyond them: three bands."""
    bands = [
        Band(1, None, low, "lower", Fraction(0), Fraction(0)),
        Band(2, low, high, "lower", Fraction(0), HUNDRED),
        Band(3, high, None, "lower", HUNDRED, HUNDRED),
    ]
    (score,) = (band.score(value) for band in bands if band.holds(value))
    assert score is not None
    return score


RAW = table("input/table_A2_raw_23.csv")
GOALPOSTS = table("input/goalposts_SST2005_table1.csv")
WEIGHTS = table("input/table_22_weights_printed.csv")
TABLE_15 = table("expected/table_15_published.csv")
SCHOOLING = {country: Fraction(row["SCHOOLING"]) for country, row in RAW.items()}


def composite(country: str, weights: dict[str, str]) -> Fraction:
    """Return the weighted mean of a country's eight indicators between their goalposts."""
    pairs = [
        (
            Fraction(weights[name]),
            between(
                Fraction(post["min_as_used"]), Fraction(post["max_as_used"]), Fraction(RAW[country][name])
            ),
        )
        for name, post in GOALPOSTS.items()
    ]
    mean = weighted_mean(pairs)
    assert mean is not None
    return mean


@pytest.mark.parametrize("scheme", ["EW", "BAP"])
def test_ranks_by_linear_goalposts_and_weighted_mean_are_the_published_ones(scheme: str) -> None:
    published = table("expected/table_23_ranks_by_weighting_published.csv")
    ranks = competition_ranks({country: composite(country, WEIGHTS[scheme]) for country in RAW})
    assert len(ranks) == 23
    assert ranks == {country: int(float(published[country][scheme])) for country in RAW}


@pytest.mark.parametrize(("country", "published"), [("Finland", "74.4"), ("United States", "73.3")])
def test_the_two_printed_index_values_are_met(country: str, published: str) -> None:
    assert abs(composite(country, WEIGHTS["EW"]) - Fraction(published)) < Fraction("0.1")


def test_without_flat_bands_beyond_the_goalposts_the_published_ranks_are_missed() -> None:
    published = table("expected/table_23_ranks_by_weighting_published.csv")
    unclipped = {
        country: sum(
            (Fraction(row[name]) - Fraction(post["min_as_used"]))
            / (Fraction(post["max_as_used"]) - Fraction(post["min_as_used"]))
            for name, post in GOALPOSTS.items()
        )
        for country, row in RAW.items()
    }
    ranks = competition_ranks({country: Fraction(score) for country, score in unclipped.items()})
    assert ranks != {country: int(published[country]["EW"]) for country in RAW}


def test_ranks_of_schooling_share_the_best_place_among_ties() -> None:
    from_below = competition_ranks({country: -years for country, years in SCHOOLING.items()})
    assert from_below == {country: int(float(row["rank"])) for country, row in TABLE_15.items()}


@pytest.mark.parametrize("country", sorted(TABLE_15))
def test_schooling_between_its_extremes_is_the_printed_minmax(country: str) -> None:
    score = between(min(SCHOOLING.values()), max(SCHOOLING.values()), SCHOOLING[country])
    assert abs(score / 100 - Fraction(TABLE_15[country]["minmax"])) <= Fraction("0.005")


@pytest.mark.parametrize("country", sorted(TABLE_15))
def test_schooling_against_the_best_country_is_a_target_completion(country: str) -> None:
    best = max(SCHOOLING.values())
    score = target_completion(SCHOOLING[country], best, lower_is_better=False, step_score=None)
    assert score is not None
    assert abs(score / 100 - Fraction(TABLE_15[country]["ref_best"])) <= Fraction("0.005")


@pytest.mark.parametrize("country", sorted(TABLE_15))
def test_the_categorical_scale_is_a_table_of_flat_bands(country: str) -> None:
    edges = [
        (None, 5, 0),
        (5, 15, 20),
        (15, 35, 40),
        (35, 65, 50),
        (65, 85, 60),
        (85, 95, 80),
        (95, None, 100),
    ]
    bands = [
        Band(
            number,
            None if low is None else Fraction(low),
            None if high is None else Fraction(high),
            "lower",
            Fraction(score),
            Fraction(score),
        )
        for number, (low, high, score) in enumerate(edges)
    ]
    percentile = Fraction(TABLE_15[country]["percentile"])
    assert [band.at_lower for band in bands if band.holds(percentile)] == [
        Fraction(TABLE_15[country]["categorical"])
    ]
