"""The oracle's rows: one class per mart table, fields named like the mart's columns.

Only what docs/method.md decides stands here: no labels, no sentences, nothing that says how the run went.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from typing import ClassVar, TypeVar

Number = Fraction | None
R = TypeVar("R", bound="MartRow")


class MartRow:
    """A row that the mart ought to hold."""

    TABLE: ClassVar[str]
    KEY: ClassVar[tuple[str, ...]]

    @property
    def key(self) -> tuple[str, ...]:
        """The row's key."""
        return tuple(getattr(self, name) for name in self.KEY)


@dataclass(frozen=True, kw_only=True)
class PartRow(MartRow):
    """One way in which an indicator is judged."""

    TABLE = "fct_indicator_score_part"
    KEY = ("unit_code", "indicator_code", "part_code")

    unit_code: str
    indicator_code: str
    part_code: str
    share: Fraction
    effective_share: Fraction
    choice_set: str | None
    choice_rule: str | None
    reference_kind: str
    basis: str
    method_code: str
    variant: str | None
    condition_kind: str | None
    condition_target: Number
    is_condition_met: bool | None
    band_table: str | None
    band_no: int | None
    band_lower: Number
    band_upper: Number
    band_score_at_lower: Number
    band_score_at_upper: Number
    pool: str | None
    pool_count: int | None
    pool_low: Number
    pool_high: Number
    pool_mean: Number
    pool_deviation: Number
    position_in_pool: Number
    floor_score: Fraction
    cap_score: Fraction
    fallback: str
    indicator_value: Number
    scored_value: Number
    reference_value: Number
    reference_unit_count: int | None
    measure: Number
    raw_score: Number
    part_score: Number
    part_status: str
    value_submission_id: str | None
    value_sheet: str | None
    value_cell: str | None
    reference_submission_id: str | None
    reference_sheet: str | None
    reference_cell: str | None
    reference_raw_text: str | None


@dataclass(frozen=True, kw_only=True)
class IndicatorRow(MartRow):
    """An indicator that applies to a unit's group."""

    TABLE = "fct_indicator_score"
    KEY = ("unit_code", "indicator_code")

    unit_code: str
    indicator_code: str
    dimension_code: str
    indicator_value: Number
    scored_value: Number
    transform: str
    then_transform: str
    value_treatment: str
    penalty_points: Fraction
    transformed_value: Number
    outlier_test: str | None
    outlier_parameter: Number
    outlier_low: Number
    outlier_high: Number
    value_vintage: str | None
    target_value: Number
    baseline_value: Number
    city_value: Number
    score_unrounded: Number
    score: Number
    weight: Fraction
    applied_weight: Number
    effective_weight: Number
    points: Number
    score_status: str
    availability_status: str
    parts_used: int
    missing_reason: str | None
    value_submission_id: str | None
    value_sheet: str | None
    value_cell: str | None
    value_raw_text: str | None


@dataclass(frozen=True, kw_only=True)
class NodeRow(MartRow):
    """A weighted component or a dimension of a unit."""

    TABLE = "fct_dimension_score"
    KEY = ("unit_code", "node_code")

    unit_code: str
    node_code: str
    parent_code: str | None
    node_level: int
    node_kind: str
    weight: Fraction
    applied_weight: Number
    effective_weight: Number
    node_status: str
    aggregation_rule: str | None
    availability_pct: Number
    min_availability_pct: Number
    available_count: int | None
    min_available_count: int | None
    is_below_minimum: bool
    score_unrounded: Number
    floor_score: Number
    cap_score: Number
    bound_status: str | None
    linear_score: Number
    score: Number
    points: Number
    aggregation_difference: Number


@dataclass(frozen=True, kw_only=True)
class AppraisalRow(MartRow):
    """What a respondent group said of a unit on a topic, or on all topics together."""

    TABLE = "fct_public_appraisal"
    KEY = ("unit_code", "respondent_group", "topic_code")

    unit_code: str
    respondent_group: str
    topic_code: str
    asked_zh: str | None
    response_count: int
    valid_answer_count: int
    duplicate_count: int
    straight_line_count: int
    identical_count: int
    left_out_count: int
    mean_score: Number
    satisfaction_rate_pct: Number
    standard_error: Number
    degrees_of_freedom: int | None
    interval_low: Number
    interval_high: Number
    design_effect: Number
    calibration_status: str
    is_asked_as_before: bool | None
    previous_mean_score: Number
    mean_change: Number
    change_standard_error: Number
    is_change_significant: bool | None
    group_weight: Fraction
    effective_group_weight: Fraction
    is_counted: bool
    is_suppressed: bool


@dataclass(frozen=True, kw_only=True)
class AdjustmentRow(MartRow):
    """A deduction, bonus or veto of a unit."""

    TABLE = "fct_adjustment"
    KEY = ("unit_code", "item_code")

    unit_code: str
    item_code: str
    item_kind: str
    case_count: int
    points_per_case: Number
    item_ceiling: Number
    points: Number
    ceiling_set: str | None
    set_ceiling: Number
    grade_cap: str | None
    record_count: int


@dataclass(frozen=True, kw_only=True)
class UnitRow(MartRow):
    """The result of a unit."""

    TABLE = "fct_unit_result"
    KEY = ("unit_code",)

    unit_code: str
    unit_id: str
    group_code: str
    indicator_component_score: Number = None
    appraisal_score: Number = None
    weighted_score: Number = None
    deduction_points: Number = None
    bonus_points: Number = None
    composite_unrounded: Number = None
    aggregation_difference: Number = None
    rounding_difference: Number = None
    composite_score: Number = None
    pool_code: str | None = None
    rank_in_group: int | None = None
    group_unit_count: int | None
    grade_threshold: str | None = None
    grade_after_quota: str | None = None
    grade_computed: str | None = None
    grade_final: str | None = None
    grade_previous: str | None
    veto_item_code: str | None = None
    limit_no: int | None = None
    document_no: str | None = None
    leadership_grade: str | None = None
    next_grade: str | None = None
    gap_to_next_grade: Number = None
    indicators_required: int
    indicators_present: int
    indicators_not_applicable: int
    indicators_missing: int
    dimensions_below_minimum: int
    availability_pct: Number
    result_status: str


@dataclass(frozen=True, kw_only=True)
class ReviewRow(MartRow):
    """A change of rank or grade that may mean nothing."""

    TABLE = "rpt_change_review"
    KEY = ("unit_code",)

    unit_code: str
    group_code: str
    rank_in_group: int
    previous_rank: int
    grade_final: str | None
    grade_previous: str | None
    is_rank_changed: bool
    is_grade_changed: bool
    composite_change: Fraction
    change_status: str
    rank_status: str | None
    grade_doubt: Number
    grade_status: str | None
    grounds_zh: str
    grounds_en: str


@dataclass(frozen=True, kw_only=True)
class BoundRow(MartRow):
    """From which composite on the units of a pool hold a grade."""

    TABLE = "dim_grade_bound"
    KEY = ("pool_code", "grade_code")

    pool_code: str
    grade_code: str
    group_code: str
    pool_unit_count: int
    bound_basis: str
    scheme_bound: Fraction
    break_bound: Number
    previous_bound: Number
    lower_bound: Fraction


@dataclass(frozen=True, kw_only=True)
class ActionRow(MartRow):
    """What a unit's final grade leads to."""

    TABLE = "fct_accountability_action"
    KEY = ("unit_code", "action_code")

    unit_code: str
    action_code: str
    trigger_grade: str
    consecutive_years: int
    deadline_days: int | None
    staff_persons: int | None
    reward_amount_cny: Number


@dataclass(frozen=True, kw_only=True)
class MonitoringRow(MartRow):
    """A cumulative value against the year's target, and where the year may end."""

    TABLE = "fct_monitoring"
    KEY = ("unit_code", "indicator_code", "period_code")

    unit_code: str
    indicator_code: str
    period_code: str
    weight: Fraction
    cumulative_value: Number
    target_value: Number
    progress_pct: Number
    path_kind: str
    expected_pct: Fraction
    previous_year_value: Number
    previous_end_value: Number
    previous_path_pct: Number
    monitoring_status: str
    at_risk_share: Fraction
    forecast_value: Number
    forecast_low: Number
    forecast_high: Number
    forecast_error_count: int
    forecast_error_spread: Number
    forecast_quantile: Number
    forecast_status: str
    forecast_outlook: str | None
    value_submission_id: str | None
    value_sheet: str | None
    value_cell: str | None
    target_submission_id: str | None
    target_sheet: str | None
    target_cell: str | None
    previous_submission_id: str | None
    previous_sheet: str | None
    previous_cell: str | None
    previous_end_submission_id: str | None
    previous_end_sheet: str | None
    previous_end_cell: str | None


@dataclass(frozen=True, kw_only=True)
class AlertRow(MartRow):
    """Something that needs attention in the monitored quarter."""

    TABLE = "rpt_monitoring_alert"
    KEY = ("unit_code", "indicator_code", "alert_kind")

    unit_code: str
    indicator_code: str
    period_code: str
    alert_kind: str
    cumulative_value: Number
    monitoring_status: str | None
    previous_status: str | None
    forecast_outlook: str | None


@dataclass(frozen=True, kw_only=True)
class WeakRow(MartRow):
    """A weak indicator of a unit."""

    TABLE = "rpt_weak_indicator"
    KEY = ("unit_code", "indicator_code")

    unit_code: str
    indicator_code: str
    group_code: str
    score: Fraction
    group_mean_score: Number
    lost_points: Number
    rank_in_unit: int


@dataclass(frozen=True, kw_only=True)
class TreatedRow(MartRow):
    """A figure that was not scored as it was delivered, or left the statistics."""

    TABLE = "rpt_treated_value"
    KEY = ("unit_code", "indicator_code")

    unit_code: str
    indicator_code: str
    group_code: str
    value_treatment: str
    indicator_value: Number
    missing_reason: str | None
    transform: str
    transformed_value: Number
    scored_value: Number
    outlier_test: str | None
    outlier_parameter: Number
    outlier_low: Number
    outlier_high: Number
    penalty_points: Number
    score: Number
    value_submission_id: str | None
    value_sheet: str | None
    value_cell: str | None


@dataclass(frozen=True, kw_only=True)
class FigureCountRow(MartRow):
    """How many figures a component or dimension requires, has and lacks, by reason."""

    TABLE = "fct_figure_count"
    KEY = ("unit_code", "node_code")

    unit_code: str
    node_code: str
    indicators_required: int
    indicators_scored: int
    figures_present: int
    figures_not_applicable: int
    figures_not_delivered: int
    figures_not_published: int
    figures_not_produced: int
    figures_suppressed: int
    figures_too_small: int
    figures_too_new: int
    figures_refused: int


@dataclass(frozen=True, kw_only=True)
class RectificationRow(MartRow):
    """Something that a unit must mend, and how far it is."""

    TABLE = "fct_rectification_item"
    KEY = ("unit_code", "item_source", "source_code")

    item_no: str
    unit_code: str
    item_source: str
    source_code: str
    observed_score: Number
    threshold_score: Number
    comment_count: int | None
    due_days: int
    due_date: dt.date | None
    item_state: str
    overdue_days: int | None
    state_date: dt.date | None
    report_date: dt.date | None
    progress_pct: Number
    evidence_reference: str | None
    closed_date: dt.date | None
    report_submission_id: str | None
    report_cell: str | None


@dataclass(frozen=True, kw_only=True)
class ReportRow(MartRow):
    """What a unit reported on an item."""

    TABLE = "fct_rectification_report"
    KEY = ("item_no", "report_date")

    item_no: str
    report_date: dt.date | None
    unit_code: str
    has_item: bool
    progress_pct: Number
    claimed_state: str
    confirmation: str | None
    confirmed_date: dt.date | None
    report_cell: str


@dataclass(frozen=True, kw_only=True)
class ObjectionRow(MartRow):
    """A unit's objection and what came of it."""

    TABLE = "fct_objection"
    KEY = ("objection_no",)

    objection_no: str
    unit_code: str
    objection_date: dt.date
    indicator_code: str | None
    is_late: bool
    objection_state: str
    decided_date: dt.date | None
    corrected_sha256: str | None
    corrected_submission_id: str | None
    objection_until: dt.date | None
    objection_cell: str


@dataclass(frozen=True, kw_only=True)
class OverdueRow(MartRow):
    """An item whose time has run out."""

    TABLE = "rpt_overdue_rectification"
    KEY = ("item_no",)

    item_no: str
    unit_code: str
    due_date: dt.date | None
    overdue_days: int


@dataclass(frozen=True, kw_only=True)
class InterviewRow(MartRow):
    """A unit whose leaders are interviewed."""

    TABLE = "rpt_interview_list"
    KEY = ("unit_code",)

    unit_code: str
    group_code: str
    interview_leaders_zh: str
    is_score_low: bool
    is_lowest_in_group: bool
    has_weak_topics: bool
    has_weak_indicators: bool
    appraisal_score: Number
    lowest_rank: int | None
    weak_topic_count: int
    weak_indicator_count: int
    lowest_topic_code: str | None
    lowest_topic_score: Number


@dataclass(frozen=True, kw_only=True)
class CommentRow(MartRow):
    """Where a comment of the survey goes."""

    TABLE = "fct_comment"
    KEY = ("comment_id", "route_number")

    comment_id: str
    route_number: int
    unit_code: str
    comment_text: str | None
    routing_kind: str
    rule_number: int | None
    met_words: str | None
    topic_code: str | None
    topic_name_zh: str | None
    handling_kind: str | None
    responsible_unit_code: str | None
    item_no: str | None
    comment_submission_id: str
    comment_cell: str
    routing_submission_id: str | None
    routing_cell: str | None


@dataclass(frozen=True, kw_only=True)
class ReleaseRow(MartRow):
    """The counts of a release."""

    TABLE = "meta_release"
    KEY = ("release_id",)

    release_id: str
    evaluation_year: int
    input_count: int
    unit_count: int
    rated_unit_count: int | None


@dataclass(frozen=True, kw_only=True)
class InfluenceRow(MartRow):
    """What an indicator or the public appraisal weighs in deed in a group."""

    TABLE = "fct_node_influence"
    KEY = ("group_code", "node_code")

    group_code: str
    node_code: str
    unit_count: int
    scored_unit_count: int
    mean_effective_weight: Number
    mean_points: Number
    score_standard_deviation: Number
    composite_correlation: Number
    variance_share: Number


@dataclass(frozen=True, kw_only=True)
class CorrelationRow(MartRow):
    """What two indicators have in common in a group."""

    TABLE = "fct_indicator_correlation"
    KEY = ("group_code", "indicator_code", "other_indicator_code")

    group_code: str
    indicator_code: str
    other_indicator_code: str
    unit_count: int
    correlation: Number
    correlation_status: str


@dataclass(frozen=True, kw_only=True)
class AlignmentRow(MartRow):
    """Which of our indicators carry one of the superior's in a group."""

    TABLE = "fct_indicator_alignment"
    KEY = ("group_code", "superior_code")

    group_code: str
    superior_code: str
    superior_level_code: str
    weight: Fraction
    is_covered: bool
    coverage_kind: str
    indicator_count: int
    indicator_codes_text: str | None
    indicator_names_zh: str | None
    own_weight_pct: Number


@dataclass(frozen=True, kw_only=True)
class CoverageRow(MartRow):
    """How far a group carries the indicators of a superior level."""

    TABLE = "rpt_alignment_coverage"
    KEY = ("superior_level_code", "group_code")

    superior_level_code: str
    group_code: str
    superior_count: int
    covered_count: int
    covered_count_pct: Number
    covered_weight_pct: Number
    indicator_count: int
    unmatched_count: int
    unmatched_weight_pct: Number
    unmatched_codes_text: str | None
    unmatched_names_zh: str | None


@dataclass
class Results:
    """All rows, by mart table."""

    tables: dict[str, dict[tuple[str, ...], MartRow]] = field(default_factory=dict)

    def cover(self, *kinds: type[MartRow]) -> None:
        """Say that a table is computed even when it turns out to have no rows."""
        for kind in kinds:
            self.tables.setdefault(kind.TABLE, {})

    def of(self, kind: type[R]) -> list[R]:
        """Return the rows of one table."""
        return [row for row in self.tables.get(kind.TABLE, {}).values() if isinstance(row, kind)]

    def add(self, rows: Iterable[MartRow]) -> None:
        """Take rows in; a key that comes twice is a fault of the oracle."""
        for row in rows:
            table = self.tables.setdefault(row.TABLE, {})
            if row.key in table:
                raise ValueError(f"{row.TABLE} {row.key} comes twice")
            table[row.key] = row
