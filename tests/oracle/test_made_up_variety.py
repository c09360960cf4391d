"""Made-up years are worth the run: between them they show every method, reference, fallback, rounding and kind of absence."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from tests.oracle import evaluate
from tests.oracle.landing_site import LandingSite
from tests.oracle.made_up_scheme import TOPICS
from tests.oracle.strategies import years

MOST_YEARS = 150
SEEN = [
    (
        "fct_indicator_score_part",
        "method_code",
        {
            "target_completion", "efficacy", "banded", "step", "achieved", "decreasing_margin", "minmax", "zscore", "rank", "percentile",
            "distance", "interval",
        },
    ),
    (
        "fct_indicator_score_part",
        "variant",
        {
            None, "twice_less", "exponential", "by_rank", "by_percentile", "whole_steps", "population", "average", "dense", "below_plus_one",
            "below", "mid",
        },
    ),
    ("fct_indicator_score_part", "pool", {None, "group", "group_years", "all", "all_years"}),
    (
        "fct_indicator_score_part",
        "reference_kind",
        {
            "none", "target", "challenge", "own_past", "own_past_2", "own_past_3", "own_past_mean", "city", "group_mean", "group_mean_others",
            "group_median", "group_best", "group_worst",
        },
    ),
    ("fct_indicator_score_part", "basis", {"value", "difference", "growth_pct", "ratio", "inverse_ratio"}),
    ("fct_indicator_score_part", "condition_kind", {None, "reached", "exceeded"}),
    ("fct_indicator_score_part", "is_condition_met", {None, True, False}),
    ("fct_adjustment", "ceiling_set", {None, "甲", "乙"}),
    ("fct_indicator_score_part", "part_status", {"used", "reweighted", "zeroed", "held", "not_chosen"}),
    (
        "fct_indicator_score",
        "transform",
        {"none", "log10", "ln", "reciprocal", "per", "share_of_city", "mean_of_years", "growth_pct", "change"},
    ),
    ("fct_indicator_score", "then_transform", {"none", "log10", "ln", "reciprocal"}),
    ("fct_indicator_score", "outlier_test", {None, "points", "quartile_fences", "sd_fences", "population_sd_fences", "skew_kurtosis"}),
    (
        "fct_indicator_score",
        "value_treatment",
        {
            "as_delivered", "winsorised", "trimmed", "group_mean", "group_median", "carried_forward", "reweighted", "zero", "too_few_units",
        },
    ),
    ("fct_indicator_score", "score_status", {"scored", "missing", "not_applicable"}),
    ("fct_indicator_score", "availability_status", {"available", "not_available", "not_applicable"}),
    (
        "fct_indicator_score",
        "missing_reason",
        {
            None, "not_applicable", "not_published", "not_produced", "suppressed", "too_small", "too_new", "refused", "not_delivered",
        },
    ),
    ("fct_indicator_score", "value_vintage", {"flash", "preliminary", "final", "revised", None}),
    ("fct_dimension_score", "node_level", {1, 2, 3, 4}),
    ("fct_dimension_score", "node_status", {"scored", "missing", "dropped"}),
    ("fct_dimension_score", "aggregation_rule", {"arithmetic", "geometric", "harmonic", "points", None}),
    ("fct_dimension_score", "bound_status", {"floor", "cap", "none", None}),
    ("fct_dimension_score", "is_below_minimum", {True, False}),
    ("fct_dimension_score", "min_available_count", {None, 1, 2, 3}),
    ("fct_unit_result", "result_status", {"rated", "held"}),
    ("fct_unit_result", "grade_final", {"A", "B", "C", "D", None}),
    ("fct_unit_result", "rank_in_group", {1, 2, 3, None}),
    ("fct_public_appraisal", "topic_code", {*TOPICS, "ALL"}),
    ("fct_public_appraisal", "is_counted", {True, False}),
    ("fct_public_appraisal", "satisfaction_rate_pct", {None, 0, 100}),
    ("fct_public_appraisal", "calibration_status", {"none", "calibrated", "category_unknown", "category_empty", "not_converged"}),
    ("fct_public_appraisal", "is_asked_as_before", {True, False, None}),
    ("fct_public_appraisal", "is_change_significant", {True, False, None}),
    ("fct_public_appraisal", "left_out_count", {0, 1}),
    ("fct_public_appraisal", "identical_count", {0, 2}),
    ("fct_monitoring", "monitoring_status", {"on_track", "at_risk", "behind", "no_target"}),
    ("fct_monitoring", "path_kind", {"time", "last_year", "whole"}),
    ("fct_monitoring", "forecast_status", {"point", "interval", "no_path", "year_over"}),
    ("fct_monitoring", "forecast_outlook", {"on_target", "likely_missed", "very_likely_missed", None}),
    ("rpt_monitoring_alert", "alert_kind", {"behind", "fell_back", "value_missing"}),
    ("fct_accountability_action", "consecutive_years", {1, 2}),
    ("fct_comment", "routing_kind", {"rule", "manual", "queued"}),
    ("fct_comment", "route_number", {1, 2}),
    ("fct_comment", "handling_kind", {"rectify", "record", None}),
    ("fct_rectification_item", "item_source", {"weak_indicator", "weak_topic", "comment"}),
    ("fct_rectification_item", "item_state", {"open", "in_progress", "submitted", "closed", "overdue"}),
    ("fct_rectification_report", "has_item", {True, False}),
    ("fct_objection", "objection_state", {"open", "answered", "upheld", "rejected", "late"}),
    ("fct_indicator_alignment", "coverage_kind", {"direct", "descended", "none"}),
    ("fct_indicator_alignment", "indicator_count", {0, 1, 2, 3}),
    ("rpt_alignment_coverage", "superior_level_code", {"province", "city"}),
    ("rpt_alignment_coverage", "covered_weight_pct", {None, 0, 100}),
    ("rpt_interview_list", "is_score_low", {True, False}),
    ("rpt_interview_list", "is_lowest_in_group", {True, False}),
    ("rpt_interview_list", "has_weak_topics", {True, False}),
    ("rpt_interview_list", "has_weak_indicators", {True, False}),
]  # fmt: skip


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Counter[tuple[str, str, object]]:
    """What came up in as many made-up years as it takes, the same ones at every run."""
    found: Counter[tuple[str, str, object]] = Counter()
    awaited = [(table, column, value) for table, column, values in SEEN for value in values]

    @settings(
        max_examples=MOST_YEARS, deadline=None, derandomize=True, database=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(site=years(10))
    def look(site: LandingSite) -> None:
        if all(map(found.__contains__, awaited)):
            return
        inputs: Path = tmp_path_factory.mktemp("variety") / "inputs"
        site.write(inputs)
        for table, rows in evaluate(inputs).tables.items():
            found.update((table, name, value) for row in rows.values() for name, value in vars(row).items())

    look()
    return found


@pytest.mark.parametrize(("table", "column", "values"), SEEN)
def test_everything_that_a_column_may_hold_comes_up(
    seen: Counter[tuple[str, str, object]], table: str, column: str, values: set[object]
) -> None:
    missing = {value for value in values if not seen[table, column, value]}
    assert not missing


def test_ties_come_up(seen: Counter[tuple[str, str, object]]) -> None:
    groups_with_a_first = seen["fct_unit_result", "rank_in_group", 1]
    assert groups_with_a_first > len([key for key in seen if key[:2] == ("fct_unit_result", "group_code")])
