"""One wrong figure for each data test of scoring, grading and marts: what is done to the finished tables, and who must notice."""

GDP = "unit_code = '350104' and indicator_code = 'GDP_GROWTH'"
RESULT = "update marts.fct_unit_result set"
SCORE = "update marts.fct_indicator_score set"
PART = "update marts.fct_indicator_score_part set"
NODE = "update marts.fct_dimension_score set"
APPRAISAL = "update marts.fct_public_appraisal set"
RELEASE = "update marts.meta_release set"
ITEM = "update marts.fct_rectification_item set"
INFLUENCE = "update marts.fct_node_influence set"
CORRELATION = "update marts.fct_indicator_correlation set"
ALIGNMENT = "update marts.fct_indicator_alignment set"
COVERAGE = "update marts.rpt_alignment_coverage set"
INFLUENCE_SETTINGS = "update intermediate.int_influence__settings set"
ALTERNATIVES = "update intermediate.int_uncertainty__alternatives set"
SOURCE = "update marts.fct_rank_uncertainty_source set"
SETTINGS = "update intermediate.int_rectification__settings set"
QUOTAS = "intermediate.int_grading__quotas"
GOOD_ALONE = f"update {QUOTAS} set grade_code = 'B' where pool_code = 'CORE'"


def _quota_of_good(changes: str) -> str:
    return f"insert into {QUOTAS} select * replace ('B' as grade_code, {changes}) from {QUOTAS} where pool_code = 'CORE'"


def _second_component(score: str) -> str:
    return (
        f"insert into marts.fct_dimension_score select * replace ('SECOND' as node_code, {score}) from marts.fct_dimension_score "
        "where node_kind = 'indicators' and unit_code = '350104'"
    )


# Name of the test, and statements each of which it must find on its own.
MART_POISONS: dict[str, tuple[str, ...]] = {
    "a_setting_that_was_said_shows_its_cell": (
        "update marts.meta_setting set setting_cell = null where is_said",
        "update marts.meta_setting set is_said = true where not is_said",
    ),
    "assert_scheme_cells_say_what_scored": (
        "delete from marts.meta_scheme_cell where field_code = 'share'",
        "update marts.meta_scheme_cell set field_text = '7' where field_code = 'cap_score' and table_code = 'methods'",
    ),
    "assert_figures_behind_give_the_scored_value": (
        *(
            f"{SCORE} transform = '{transform}' where {GDP}"
            for transform in ("per", "share_of_city", "growth_pct", "change")
        ),
        f"{SCORE} transform = 'mean_of_years', transformed_value = transformed_value + 1 where {GDP}",
        (
            f"{SCORE} transform = 'growth_pct', transformed_value = null where {GDP}; insert into marts.fct_indicator_figure by name "
            "select release_id, 2020 as evaluation_year, '350104' as unit_code, 'GDP_GROWTH' as indicator_code, 2 as years_ago, "
            "'own' as figure_role, '350104' as source_unit_code, 'GDP_GROWTH' as source_indicator_code, 5 as figure_value, "
            "7 as transformed_value, 's' as submission_id, 'B1' as cell_address from marts.meta_release"
        ),
        f"{SCORE} transform = 'change', then_transform = 'reciprocal', transformed_value = 1 where {GDP}",
        f"{SCORE} value_treatment = 'carried_forward' where {GDP}",
        f"{PART} reference_kind = 'own_past_mean', reference_unit_count = 1 where {GDP} and part_code = 'vertical'",
    ),
    "every_required_figure_is_there_or_says_why_not": (
        "update marts.fct_figure_count set figures_present = figures_present + 1",
        "update marts.fct_figure_count set indicators_scored = indicators_required + 1",
    ),
    "evaluated_units_have_a_named_group": (
        "update marts.dim_unit set group_name_en = null where unit_code = '350102'",
        "update marts.dim_unit set is_evaluated = true where unit_code = '350100'",
    ),
    "the_levels_hang_together": (
        "update marts.dim_indicator set dimension_code = 'ECONOMY' where node_code = 'BONUS'",
        "update marts.dim_indicator set node_level = 5 where node_code = 'ECONOMY'",
    ),
    "a_change_is_listed_on_the_grounds_that_it_states": (
        "update marts.rpt_change_review set grounds_en = ''",
        "update marts.rpt_change_review set rank_status = null where is_rank_changed",
        "update marts.rpt_change_review set grade_status = 'significant' where is_grade_changed",
        "update marts.rpt_change_review set change_status = 'significant'",
    ),
    "the_published_rank_is_within_its_interval": (
        "update marts.fct_rank_uncertainty set best_rank = rank_in_group + 1",
        "update marts.fct_rank_uncertainty set worst_rank = rank_in_group - 1",
        "update marts.fct_rank_uncertainty set worst_rank = null",
    ),
    "probabilities_of_grades_sum_to_one": (
        "update marts.fct_rank_uncertainty set no_grade_probability = no_grade_probability + 0.01",
        "update marts.fct_rank_uncertainty set grade_a_probability = null",
    ),
    "uncertainty_settings_are_known": (
        "update intermediate.int_uncertainty__settings set draw_count = 99",
        "update intermediate.int_uncertainty__settings set seed_number = -1",
        *(
            f"update intermediate.int_uncertainty__settings set weight_variation_pct{level} = {pct}"
            for level in ("", "_2", "_3", "_4", "_5")
            for pct in (100, -1)
        ),
    ),
    "uncertainty_alternatives_have_their_parameters": (
        f"{ALTERNATIVES} probability_pct = 0",
        f"{ALTERNATIVES} probability_pct = 100.000001",
        f"{ALTERNATIVES} score_high = score_low",
        f"{ALTERNATIVES} score_low = null where alternative = 'rank'",
        f"{ALTERNATIVES} base_score = 80 where alternative = 'minmax'",
        f"{ALTERNATIVES} step_score = 0 where alternative = 'zscore'",
        f"{ALTERNATIVES} base_score = null where alternative = 'zscore'",
        f"{ALTERNATIVES} score_low = 0 where alternative = 'geometric'",
    ),
    "assert_alternatives_leave_room_for_the_scheme": (
        f"{ALTERNATIVES} probability_pct = 60 where source_code = 'normalisation'",
    ),
    "a_source_by_itself_says_how_far_it_goes": (
        f"{SOURCE} composite_error = null where source_code = 'survey'",
        f"{SOURCE} mean_rank_shift = 0 where source_code = 'interplay'",
    ),
    "shares_of_a_unit_s_rank_variance_sum_to_one": (
        f"{SOURCE} rank_variance_share = coalesce(rank_variance_share, 0) + 0.01 where source_code = 'survey'",
    ),
    "shares_of_a_unit_s_uncertainty_sum_to_one": (
        f"{SOURCE} variance_share = variance_share + 0.01 where source_code = 'survey'",
    ),
    "indicators_have_a_direction": (
        "update marts.dim_indicator set direction = null where node_code = 'GDP_GROWTH'",
    ),
    "a_score_stands_where_the_status_says_so": (
        f"{SCORE} score = null where {GDP}",
        f"{SCORE} score_status = 'missing' where {GDP}",
    ),
    "only_what_does_not_apply_has_no_weight": (
        f"{SCORE} applied_weight = null where {GDP}",
        f"{SCORE} effective_weight = 0.1 where score_status = 'not_applicable'",
    ),
    "what_counts_as_available_has_a_score": (
        f"{SCORE} availability_status = 'available' where score_status = 'not_applicable'",
        f"{SCORE} availability_status = 'not_available' where score_status = 'not_applicable'",
        f"{SCORE} availability_status = 'not_applicable' where {GDP}",
    ),
    "what_does_not_apply_says_so_in_a_cell": (
        f"{SCORE} value_cell = null where score_status = 'not_applicable'",
        f"{SCORE} indicator_value = 0 where score_status = 'not_applicable'",
    ),
    "an_indicator_has_a_value_or_says_why_there_is_none": (
        f"{SCORE} missing_reason = 'refused' where {GDP}",
        f"{SCORE} missing_reason = null where score_status = 'not_applicable'",
    ),
    "every_value_shows_its_text": (f"{SCORE} value_raw_text = null where {GDP}",),
    "kinds_belong_to_their_level": (f"{NODE} node_kind = 'appraisal' where node_level = 2",),
    "points_stand_only_where_a_score_stands": (f"{NODE} score = null where points is not null",),
    "part_scores_lie_between_floor_and_cap": (
        f"{PART} part_score = cap_score + 0.000000000001 where {GDP}",
        f"{PART} part_score = floor_score - 0.000000000001 where {GDP}",
    ),
    "a_part_is_used_when_its_formula_has_a_result": (
        f"{PART} raw_score = null where {GDP}",
        f"{PART} part_status = 'reweighted' where {GDP}",
    ),
    "undefined_parts_follow_their_fallback": (
        f"{PART} part_status = 'zeroed', part_score = 0 where {GDP}",
        f"{PART} part_status = 'held' where {GDP}",
        f"{PART} part_status = 'not_chosen', effective_share = 0 where {GDP}",
    ),
    "every_used_reference_shows_its_cell": (
        f"{PART} reference_cell = null where {GDP} and part_code = 'target'",
        f"{PART} reference_submission_id = null where {GDP} and part_code = 'vertical'",
        f"{PART} reference_raw_text = null where {GDP} and part_code = 'target'",
    ),
    "references_from_many_say_over_how_many": (f"{PART} reference_unit_count = 3 where {GDP}",),
    "only_filled_values_cost_points": (
        f"{SCORE} penalty_points = 1 where {GDP}",
        f"{SCORE} penalty_points = -1, value_treatment = 'group_mean' where {GDP}",
    ),
    "answers_that_count_are_answers": (f"{APPRAISAL} valid_answer_count = response_count + 1",),
    "a_group_that_is_left_out_has_no_weight": (
        f"{APPRAISAL} effective_group_weight = 0.1 where not is_counted",
    ),
    "vetoes_cap_the_grade_and_others_give_points": (
        "update marts.fct_adjustment set points = 1 where item_kind = 'veto'",
        "update marts.fct_adjustment set grade_cap = null where item_kind = 'veto'",
    ),
    "points_keep_below_the_ceiling_of_the_item": (
        "update marts.fct_adjustment set points = item_ceiling + 0.1 where item_code = 'LATE'",
    ),
    "only_rules_of_two_years_rest_on_another_release": (
        "update marts.fct_accountability_action set previous_release_id = null where consecutive_years = 2",
        "update marts.fct_accountability_action set previous_release_id = 'r' where consecutive_years = 1",
    ),
    "progress_stands_where_the_status_says_so": ("update marts.fct_monitoring set progress_pct = null",),
    "forecasts_stand_where_their_status_says_so": (
        "update marts.fct_monitoring set forecast_value = 7, forecast_status = 'no_path'",
        "update marts.fct_monitoring set forecast_value = 7, forecast_status = 'interval'",
        "update marts.fct_monitoring set forecast_value = null, forecast_status = 'point'",
    ),
    "alerts_have_their_reason": (
        "update marts.rpt_monitoring_alert set alert_kind = 'value_missing', cumulative_value = 1",
        "update marts.rpt_monitoring_alert set alert_kind = 'behind', monitoring_status = null",
    ),
    "rated_units_have_composite_rank_and_grade": (
        f"{RESULT} grade_final = null where unit_code = '350104'",
        f"{RESULT} rank_in_group = null where unit_code = '350104'",
        f"{RESULT} composite_score = 50 where result_status = 'held'",
        f"{RESULT} grade_reason_zh = null where unit_code = '350104'",
    ),
    "held_units_say_why": (f"{RESULT} hold_reason_en = null where result_status = 'held'",),
    "held_units_have_no_component": (f"{RESULT} appraisal_score = 90 where result_status = 'held'",),
    "missing_indicators_hold_the_unit_back": (f"{RESULT} indicators_missing = 1 where unit_code = '350104'",),
    "bounds_say_where_they_come_from": (
        "update marts.dim_grade_bound set lower_bound = lower_bound + 1",
        "update marts.dim_grade_bound set break_bound = 90",
        "update marts.dim_grade_bound set is_guarded = true",
    ),
    "assert_better_grades_have_higher_bounds": (
        "update marts.dim_grade_bound set lower_bound = 70 where grade_code = 'A' and pool_code = 'CORE'",
        "update marts.dim_grade_bound set lower_bound = scheme_bound + 100 where grade_code = 'C'",
    ),
    "assert_grades_are_those_of_the_group": (
        "delete from marts.dim_grade_bound where grade_code = 'B' and pool_code = 'CORE'",
        f"{RESULT} leadership_grade = 'E' where unit_code = '350104'",
    ),
    "a_grade_only_falls_until_it_is_decided_on": (
        f"{RESULT} grade_final = 'A' where unit_code = '350102'",
        f"{RESULT} grade_after_quota = 'A' where unit_code = '350121'",
    ),
    "indicator_counts_add_up": (f"{RESULT} indicators_present = 1 where unit_code = '350104'",),
    "the_composite_is_the_rounded_unrounded_one": (
        f"{RESULT} composite_unrounded = composite_unrounded + 0.51 where unit_code = '350104'",
    ),
    "the_gap_belongs_to_a_better_grade": (
        f"{RESULT} next_grade = 'C' where unit_code = '350102'",
        f"{RESULT} gap_to_next_grade = null where unit_code = '350102'",
    ),
    "held_units_have_no_scores_and_rated_ones_have_them": (
        "update intermediate.int_scoring__composites set composite_score = null where unit_code = '350104'",
        "update intermediate.int_scoring__composites set hold_reason_zh = null where result_status = 'held'",
    ),
    "assert_every_evaluated_unit_has_a_result": (
        "delete from marts.fct_unit_result where unit_code = '350103'",
        "update marts.dim_unit set is_evaluated = false where unit_code = '350102'",
    ),
    "assert_indicator_scores_follow_from_their_parts": (
        f"{SCORE} score = score + 0.0001 where {GDP}",
        f"{SCORE} parts_used = 1 where {GDP}",
        f"delete from marts.fct_indicator_score_part where {GDP}",
        f"{PART} share = 0.6 where {GDP} and part_code = 'target'",
        f"delete from marts.fct_indicator_score where {GDP}",
    ),
    "assert_dimension_scores_follow_from_their_indicators": (
        f"{NODE} score = score - 0.0001 where node_level = 2 and unit_code = '350104'",
        f"{SCORE} score = null where {GDP}",
        f"{SCORE} applied_weight = 50 where {GDP}",
        "delete from marts.fct_dimension_score where node_level = 2 and unit_code = '350104'",
        f"{NODE} score_unrounded = 90 where node_level = 2 and unit_code = '350104'",
        f"{NODE} linear_score = 90 where node_level = 2 and unit_code = '350104'",
        f"{NODE} node_status = 'missing' where node_level = 2 and unit_code = '350104'",
        f"{NODE} score = score + 0.0001 where node_kind = 'indicators' and unit_code = '350104'",
    ),
    "assert_component_scores_follow_from_their_dimensions": (
        f"{NODE} score = score + 0.0001 where node_kind = 'indicators' and unit_code = '350104'",
        f"{RESULT} indicator_component_score = 100 where unit_code = '350104'",
        _second_component("score + 1 as score"),
        _second_component("cast(null as decimal(24, 12)) as score"),
    ),
    "assert_appraisal_scores_follow_from_their_groups": (
        f"{RESULT} appraisal_score = 100 where unit_code = '350104'",
        f"{APPRAISAL} mean_score = 90 where unit_code = '350104' and topic_code = 'ALL'",
        f"{APPRAISAL} is_counted = false where unit_code = '350104'",
    ),
    "assert_satisfaction_rates_follow_from_their_groups": (
        *(
            f"{APPRAISAL} satisfaction_rate_pct = {rate} where unit_code = '350104' and is_counted and valid_answer_count > 0"
            for rate in (
                "case when respondent_group = 'ALL' then 50 end",
                "case when respondent_group <> 'ALL' then 50 end",
                "case when respondent_group = 'ALL' and topic_code = 'Q1' then 50.000000000001 else 50 end",
            )
        ),
    ),
    "assert_composites_follow_from_their_components": (
        f"{RESULT} composite_score = composite_score + 0.01 where unit_code = '350104'",
        f"{RESULT} weighted_score = weighted_score - 0.01 where unit_code = '350104'",
        f"{RESULT} deduction_points = 3 where unit_code = '350104'",
        f"{NODE} weight = 50 where node_kind = 'appraisal'",
    ),
    "assert_deductions_and_bonus_follow_from_their_items": (
        f"{RESULT} deduction_points = 1.2 where unit_code = '350102'",
        f"{RESULT} bonus_points = 0 where unit_code = '350102'",
        "delete from marts.fct_adjustment where item_code = 'HONOUR'",
    ),
    "assert_records_make_up_their_adjustment": (
        "delete from marts.fct_adjustment_record where item_code = 'HONOUR'",
        "delete from marts.fct_adjustment_record where item_code = 'LATE' and record_no = 2",
        "update marts.fct_adjustment_record set case_count = case_count + 1",
        "delete from marts.fct_adjustment where item_code = 'HONOUR'",
    ),
    "assert_effective_weights_of_components_sum_to_one": (
        f"{NODE} effective_weight = 0.599999 where node_kind = 'indicators' and unit_code = '350104'",
    ),
    "assert_effective_weights_are_shared_out_whole": (
        f"{SCORE} effective_weight = 0.375001 where {GDP}",
        f"{NODE} effective_weight = 0.599999 where node_level = 2 and unit_code = '350104'",
    ),
    "assert_points_add_up_to_the_composite": (
        f"{SCORE} points = points + 0.000000000001 where {GDP}",
        f"{RESULT} rounding_difference = 0 where unit_code = '350102'",
        f"{SCORE} points = points - 1 where {GDP}; {RESULT} rounding_difference = 1 where unit_code = '350104'",
        f"{NODE} aggregation_difference = 1 where node_level = 2 and unit_code = '350104'",
    ),
    "assert_ranks_are_competition_ranks": (
        f"{RESULT} rank_in_group = 4 where unit_code = '350111'",
        f"{RESULT} composite_score = 99.51 where unit_code = '350104'",
        f"{RESULT} group_unit_count = 6 where unit_code = '350104'",
    ),
    "assert_grades_reach_their_bound": (
        f"{RESULT} grade_threshold = 'A' where unit_code = '350102'",
        f"{RESULT} grade_threshold = 'D' where unit_code = '350112'",
    ),
    "assert_quotas_are_exceeded_by_shared_ranks_only": (
        f"{RESULT} grade_after_quota = 'A' where unit_code = '350111'",
        f"{RESULT} grade_after_quota = 'B' where unit_code = '350104'",
        # 良好 beyond the number for both together, and lowered to 一般 within it.
        GOOD_ALONE,
        f"{GOOD_ALONE}; {RESULT} grade_after_quota = 'C' where unit_code in ('350104', '350102')",
        # Lowered without a quota of its own, or by more than a quota lowers.
        f"{GOOD_ALONE}; {RESULT} grade_after_quota = 'C' where unit_code in ('350111', '350102')",
        f"{RESULT} grade_after_quota = 'D' where unit_code = '350111'",
        f"{RESULT} grade_after_quota = 'C' where unit_code = '350121'",
    ),
    "assert_quotas_of_good_hold_those_of_excellent": (
        _quota_of_good("39.999999 as max_share_pct"),
        # The same share, rounded to fewer.
        _quota_of_good("units_allowed - 1 as units_allowed"),
    ),
    "assert_quotas_are_the_share_of_the_rated_units": (
        "update intermediate.int_grading__quotas set units_allowed = 3",
        "update intermediate.int_grading__quotas set pool_unit_count = 6, units_allowed = 3",
    ),
    "assert_vetoed_units_stay_at_or_below_their_cap": (
        f"{RESULT} grade_computed = 'B' where unit_code = '350102'",
    ),
    "assert_only_vetoes_and_limits_lower_the_grade_after_the_quota": (
        f"{RESULT} grade_computed = 'D' where unit_code = '350112'",
        f"{RESULT} limit_no = 7 where unit_code = '350104'",
        f"{RESULT} veto_item_code = 'SAFETY' where unit_code = '350104'",
        "delete from marts.fct_adjustment where item_code = 'SAFETY'",
    ),
    "assert_every_grade_leads_to_its_actions": (
        "delete from marts.fct_accountability_action where action_code = 'ADMONITION'",
        f"{RESULT} grade_previous = 'B' where unit_code = '350102'",
        f"{RESULT} grade_final = 'B' where unit_code = '350104'",
    ),
    "assert_last_years_grades_come_from_last_years_release": (
        f"{RESULT} grade_previous = 'A' where unit_code = '350105'",
        f"{RELEASE} previous_release_id = 'annual-2019-other'",
    ),
    "assert_release_counts_are_right": (
        f"{RELEASE} rated_unit_count = null",
        f"{RELEASE} unit_count = 6",
        f"{RELEASE} input_count = input_count + 1",
    ),
    "assert_synthetic_figures_make_a_synthetic_release": (
        f"{RELEASE} is_synthetic = false",
        "update marts.meta_input set is_synthetic = false",
    ),
    "scores_stand_beside_what_is_weak": (
        f"{ITEM} threshold_score = null where item_source = 'weak_indicator'",
        f"{ITEM} comment_count = null where item_source = 'comment'",
    ),
    "closed_items_have_their_evidence": (f"{ITEM} evidence_reference = null where item_state = 'closed'",),
    "overdue_items_say_by_how_much": (
        f"{ITEM} overdue_days = 0 where item_state = 'overdue'",
        f"{ITEM} item_state = 'open' where item_state = 'overdue'",
    ),
    "comments_to_mend_have_their_item": (
        "update marts.fct_comment set item_no = null",
        "update marts.fct_comment set routing_kind = 'queued'",
    ),
    "rules_name_a_unit_where_they_say_so": (
        "update intermediate.int_comment__rules set unit_code = '350102'",
        "update intermediate.int_comment__rules set responsible_kind = 'named'",
    ),
    "correlation_settings_are_known": (
        f"{INFLUENCE_SETTINGS} redundant_correlation = 0",
        f"{INFLUENCE_SETTINGS} redundant_correlation = 1",
        f"{INFLUENCE_SETTINGS} correlation_least_units = 2",
    ),
    "influence_is_told_of_units_that_there_are": (
        f"{INFLUENCE} mean_points = null",
        f"{INFLUENCE} mean_effective_weight = null",
        f"{INFLUENCE} score_standard_deviation = null",
        f"{INFLUENCE} unit_count = 1",
        f"{INFLUENCE} composite_correlation = 1.000000000001",
    ),
    "correlations_lie_between_minus_one_and_one": (
        f"{CORRELATION} correlation = -1.000000000001, correlation_status = 'opposed'",
        f"{CORRELATION} correlation = null, correlation_status = 'ordinary'",
        f"{CORRELATION} correlation = 0.95, correlation_status = 'opposed'",
        f"{CORRELATION} correlation = -0.95, correlation_status = 'redundant'",
        f"{CORRELATION} other_indicator_code = indicator_code",
    ),
    "what_is_covered_is_carried_by_somebody": (
        f"{ALIGNMENT} is_covered = not is_covered",
        f"{ALIGNMENT} coverage_kind = 'none' where is_covered",
        f"{ALIGNMENT} indicator_codes_text = null where is_covered",
        f"{ALIGNMENT} own_weight_pct = 1 where not is_covered",
        f"{ALIGNMENT} own_weight_pct = null",
    ),
    "coverage_is_counted_right": (
        f"{COVERAGE} covered_count = superior_count + 1",
        f"{COVERAGE} covered_weight_pct = 100.000000000001",
        f"{COVERAGE} covered_count = 0",
        f"{COVERAGE} unmatched_count = 0",
        f"{COVERAGE} unmatched_count = indicator_count + 1",
        f"{COVERAGE} unmatched_weight_pct = null",
    ),
    "the_last_day_of_objections_is_a_date": (
        "update intermediate.int_objection__settings set until_text = '2021-02-30'",
    ),
    "rectification_settings_are_known": (
        f"{SETTINGS} comment_text_rule = 'perhaps'",
        f"{SETTINGS} comment_items = 'by_word'",
        f"{SETTINGS} feedback_date = null",
        f"{SETTINGS} interview_score_below = -1",
        f"{SETTINGS} interview_lowest_count = -1",
        f"{SETTINGS} interview_weak_topics = -1",
        f"{SETTINGS} interview_weak_indicators = -1",
    ),
    "assert_every_weak_indicator_becomes_an_item": (
        "delete from marts.fct_rectification_item where item_source = 'weak_indicator'",
        "delete from marts.rpt_weak_indicator where unit_code = '350112'",
        f"{SCORE} score = 69.9999 where {GDP}",
    ),
    "assert_suppressed_topics_can_not_be_worked_out": (
        f"{APPRAISAL} mean_score = null where unit_code = '350112' and topic_code = 'Q1'",
        f"{APPRAISAL} is_suppressed = true where unit_code = '350112' and respondent_group <> 'ALL' and topic_code <> 'ALL'",
        *(
            (
                f"{APPRAISAL} is_suppressed = true where unit_code = '350112' and topic_code <> 'ALL'; "
                f"{APPRAISAL} satisfaction_rate_pct = 50 where unit_code = '350112' and topic_code = 'ALL' and respondent_group {whose}"
            )
            for whose in ("= 'ALL'", "<> 'ALL'")
        ),
    ),
}

# Views that are made tables in the copy, so that a scheme or a survey can be poisoned where the tests read it.
BANDS = "staging.stg_efficiency_office__scheme__bands"
SCALE = "staging.stg_efficiency_office__scheme__answer_scale"
RESPONSES = "staging.stg_survey__responses"
GIVEN_NODES = "staging.stg_efficiency_office__scheme__nodes"
GRADED = "staging.stg_efficiency_office__scheme__groups"
BAND_MATCHES = "intermediate.int_scoring__band_matches"
FORMULA_INPUTS = "intermediate.int_scoring__formula_inputs"
GROUP_RULES = "staging.stg_efficiency_office__scheme__group_rules"
ITEMS = "intermediate.int_adjustment__rules"
DECISIONS = "staging.stg_efficiency_office__scheme__grade_adjustments"
MARGINS = "staging.stg_efficiency_office__scheme__margins"
STRATA = "staging.stg_efficiency_office__scheme__strata"
TIES = "staging.stg_efficiency_office__scheme__tie_breakers"
LIMITS = "staging.stg_efficiency_office__scheme__grade_limits"
VIEWS = (
    BANDS,
    SCALE,
    RESPONSES,
    GIVEN_NODES,
    GRADED,
    GROUP_RULES,
    FORMULA_INPUTS,
    MARGINS,
    STRATA,
    DECISIONS,
    TIES,
    LIMITS,
)
METHODS, GROUP_METHODS, NODES, WEIGHTS, TREATMENTS, SCALES, TOPIC_WEIGHTS = (
    f"intermediate.int_scheme__{name}"
    for name in (
        "methods",
        "group_methods",
        "nodes",
        "weights",
        "treatments",
        "answer_scales",
        "topic_weights",
    )
)
RULES = "intermediate.int_scheme__node_rules"


def _own_rule(node: str, **rules: str) -> str:
    return (
        f"insert into {GROUP_RULES} (group_code, node_code{''.join(f', {name}' for name in rules)}) "
        f"values ('CORE', '{node}'{''.join(f', {value!r}' for value in rules.values())})"
    )


WEIGHTED = "intermediate.int_appraisal__weighted"
IN_ONE_VILLAGE = (
    f"update {WEIGHTED} set stratum_code = '层一', cluster_code = '村1'; "
    "insert into intermediate.int_appraisal__clusters (stratum_code, cluster_code) values ('层一', '村1')"
)
SEVEN_DECIMALS = "update intermediate.int_scheme__settings set composite_decimals = 7"
COAST_WITHOUT_GROWTH = f"delete from {WEIGHTS} where node_code = 'GDP_GROWTH' and group_code = 'COAST'"
HUNDRED = "update intermediate.int_scheme__optional_settings set weights_sum = '100'"
TO_COMPONENT = "update intermediate.int_scheme__settings set not_applicable_rule = 'to_component'"


UNDIRECTED = f"update {METHODS} set direction = null where indicator_code = 'GDP_GROWTH'"
SECOND_ITEM = f"insert into {ITEMS} select * replace ('EARLY' as item_code, 5 as points_per_case) from {ITEMS} where item_code = 'LATE'"


AGAINST_THE_DIRECTION = (
    "method_code = 'efficacy', satisfactory_value = 2, unacceptable_value = 8",
    "method_code = 'efficacy', satisfactory_value = 8, unacceptable_value = 2, direction = 'lower'",
    "method_code = 'efficacy', satisfactory_value = 8, unacceptable_value = 2, basis = 'inverse_ratio'",
    "step_score = -2 where method_code = 'step'",
    "step_score_below = -2 where method_code = 'step'",
    "direction = 'lower' where method_code = 'step'",
    "basis = 'inverse_ratio' where method_code = 'step'",
    "method_code = 'step', direction = 'interval', range_lower = 1, range_upper = 2, step_score = 2, step_score_below = 0",
    "step_score = -0.5 where method_code = 'target_completion'",
    "method_code = 'zscore', step_score = -5",
    "method_code = 'rank', step_score = -5",
    "method_code = 'interval', direction = 'interval', range_lower = 1, range_upper = 2, step_score = -5, step_score_below = 5",
    "method_code = 'interval', direction = 'interval', range_lower = 1, range_upper = 2, step_score = 5, step_score_below = -5",
    "method_code = 'minmax', score_low = 60, score_high = 40",
    "method_code = 'percentile', score_low = 101",
    "method_code = 'distance', reference_kind = 'none', basis = 'value', score_low = 101",
    "method_code = 'rank', basis = 'inverse_ratio', step_score = 5",
    "method_code = 'decreasing_margin', basis = 'inverse_ratio', direction = 'lower', step_score = 5",
    "method_code = 'banded', variant = 'by_rank', basis = 'inverse_ratio', band_table = 'B1'",
)
# What goes the indicator's way, or has none to go against.
WITH_THE_DIRECTION = (
    f"update {METHODS} set direction = null, step_score = -2, step_score_below = -2 where method_code = 'step'",
    f"update {METHODS} set step_score = 0, step_score_below = 2 where method_code = 'step'",
    f"update {METHODS} set direction = 'lower', step_score = -2, step_score_below = -1 where method_code = 'step'",
    f"update {METHODS} set direction = 'lower', basis = 'inverse_ratio' where method_code = 'step'",
    f"update {METHODS} set basis = 'inverse_ratio', step_score = -2, step_score_below = -2 where method_code = 'step'",
    f"update {METHODS} set method_code = 'efficacy', satisfactory_value = 2, unacceptable_value = 8, direction = 'lower'",
    f"update {METHODS} set method_code = 'minmax', score_low = 100, score_high = 100",
)


def _interval(changes: str) -> str:
    """Make an indicator interval-type, with an interval and nothing else that would be refused."""
    own = "reference_kind = 'none', basis = 'value', range_lower = 1, range_upper = 2, step_score = null"
    rows = ", ".join(part for part in own.split(", ") if part.split(" = ")[0] not in changes)
    return (
        f"update {METHODS} set direction = 'interval' where indicator_code = 'GDP_GROWTH';"
        f"update {METHODS} set {rows}, {changes} where indicator_code = 'GDP_GROWTH'"
    )


def _second_band(changes: str) -> str:
    return f"insert into {BANDS} select * replace (2 as band_no, {changes}) from {BANDS}"


SOURCE_POISONS: dict[str, tuple[str, ...]] = {
    "assert_bands_cover_the_line_once": (
        f"update {BANDS} set lower_bound = 0, upper_bound = 0",
        f"update {BANDS} set score_at_upper = 70",
        _second_band("'lower' as closed_side"),
        f"update {BANDS} set upper_bound = 1; " + _second_band("0.5 as lower_bound, null as upper_bound"),
        f"update {BANDS} set upper_bound = 1, closed_side = 'upper'; "
        + _second_band("1 as lower_bound, null as upper_bound, 'lower' as closed_side"),
    ),
    "assert_natural_breaks_have_few_decimals": (
        f"{SEVEN_DECIMALS}; update {GRADED} set grade_basis = 'natural_breaks'",
    ),
    "assert_every_measure_falls_into_a_band": (
        f"insert into {BAND_MATCHES} (unit_code, indicator_code, part_code, band_measure) values ('350104', 'GDP_GROWTH', 'target', 1)",
    ),
    "assert_methods_fit_their_indicator": (
        f"update {METHODS} set basis = 'difference' where method_code = 'target_completion'",
        f"update {METHODS} set method_code = 'efficacy', satisfactory_value = 5, unacceptable_value = 5",
        f"update {METHODS} set method_code = 'banded', band_table = 'unknown'",
        f"update {METHODS} set direction = 'interval' where indicator_code = 'GDP_GROWTH'",
        UNDIRECTED,
        f"update {METHODS} set method_code = 'achieved', basis = 'value', reference_kind = 'none'",
        f"update {METHODS} set method_code = 'interval', range_lower = 1, range_upper = 2",
        f"update {METHODS} set method_code = 'distance', basis = 'difference'",
        f"update {METHODS} set method_code = 'step', reference_kind = 'own_past_3'",
        f"update {METHODS} set goalpost_low = 5, goalpost_high = 5",
        f"update {METHODS} set variant = 'twice_less'",
        f"update {METHODS} set method_code = 'interval', step_score = null, step_score_below = 1",
        f"update {METHODS} set method_code = 'step', reference_kind = 'own_past_2'",
        f"update {METHODS} set reference_kind = 'none' where method_code = 'target_completion'",
        _interval("method_code = 'target_completion', range_lower = 0"),
        _interval("method_code = 'target_completion', step_score = 0.5"),
        _interval("method_code = 'achieved', condition_kind = 'exceeded'"),
        f"{UNDIRECTED}; update {METHODS} set method_code = 'step', condition_kind = 'reached'",
        *(f"update {METHODS} set {against}" for against in AGAINST_THE_DIRECTION),
    ),
    "assert_items_of_a_set_share_its_ceiling": (
        f"update {ITEMS} set ceiling_set = '甲' where item_code = 'LATE'",
        f"update {ITEMS} set set_ceiling = 2 where item_code = 'LATE'",
        f"update {ITEMS} set ceiling_set = '甲', set_ceiling = 2 where item_code in ('LATE', 'HONOUR')",
        f"update {ITEMS} set ceiling_set = '甲', set_ceiling = 2 where item_code = 'SAFETY'",
        f"{SECOND_ITEM}; update {ITEMS} set ceiling_set = '甲', set_ceiling = points_per_case where kind = 'deduction'",
        f"{SECOND_ITEM}; update {ITEMS} set ceiling_set = '甲', set_ceiling = case item_code when 'LATE' then 2 end where kind = 'deduction'",
    ),
    "assert_pools_of_all_groups_measure_alike": (
        f"update {METHODS} set pool = 'all', range_lower = case group_code when 'COAST' then 1 end",
        f"update {METHODS} set pool = 'all', basis = case group_code when 'COAST' then 'value' else 'ratio' end",
        f"update {METHODS} set pool = 'all'; update {TREATMENTS} set then_transform = 'ln' where group_code = 'COAST'",
    ),
    "assert_shares_of_an_indicator_sum_to_one": (
        f"update {METHODS} set share = 0.9 where indicator_code = 'PROJECT_INVESTMENT'",
        f"update {METHODS} set choice_set = 'A' where indicator_code = 'GDP_GROWTH'",
        f"update {METHODS} set choice_rule = 'best' where indicator_code = 'PROJECT_INVESTMENT'",
        f"update {METHODS} set choice_set = 'A', share = 1, choice_rule = case part_code when 'target' then 'first_defined' end where indicator_code = 'GDP_GROWTH'",
    ),
    "assert_treatments_have_their_parameters": (
        f"update {TREATMENTS} set transform = 'per'",
        f"update {TREATMENTS} set denominator_code = 'STAFF'",
        f"update {TREATMENTS} set transform = 'per', denominator_code = 'STAF'",
        f"update {TREATMENTS} set outlier_rule = 'trim'",
        f"update {TREATMENTS} set outlier_rule = 'trim', outlier_test = 'points'",
        f"update {TREATMENTS} set outlier_rule = 'trim', outlier_test = 'points', outlier_parameter = 1.5",
        f"update {TREATMENTS} set outlier_rule = 'trim', outlier_test = 'skew_kurtosis', outlier_parameter = 1.5",
        f"update {TREATMENTS} set outlier_rule = 'trim', outlier_test = 'skew_kurtosis', outlier_parameter = 21",
    ),
    "assert_weighted_indicators_have_a_method": (
        f"delete from {GROUP_METHODS} where group_code = 'COAST' and indicator_code = 'GDP_GROWTH'",
    ),
    "assert_weighted_nodes_hang_together": (
        f"delete from {WEIGHTS} where node_code = 'ECONOMY'",
        f"delete from {WEIGHTS} where node_kind = 'indicator' and group_code = 'COAST'",
        f"update {WEIGHTS} set node_kind = 'bonus' where node_code = 'APPRAISAL'",
        f"update {WEIGHTS} set parent_code = 'APPRAISAL' where node_code = 'ECONOMY'",
    ),
    "assert_components_fit_the_composite": (
        f"update {RULES} set node_kind = 'bonus' where node_code = 'INSPECTION'",
        f"update {RULES} set floor_score = 1 where node_code = 'BONUS' and group_code = 'COAST'",
        f"update {RULES} set floor_score = 100, cap_score = 90 where node_code = 'INDICATORS' and group_code = 'COAST'",
    ),
    "assert_aggregation_rules_fit_the_tree": (
        f"update {GIVEN_NODES} set aggregation_rule = 'points' where node_code = 'APPRAISAL'",
        f"update {GIVEN_NODES} set availability_rule = 'hold' where node_code = 'ECONOMY'",
        f"update {GIVEN_NODES} set min_available_count = 1 where node_code = 'GDP_GROWTH'",
        f"update {GIVEN_NODES} set availability_rule = 'drop', min_availability_pct = 50 where node_code = 'INDICATORS'",
        f"update {GIVEN_NODES} set cap_score = 100 where node_code = 'GDP_GROWTH'",
        _own_rule("GDP_GROWTH"),
        _own_rule("ECONOMY", availability_rule="hold"),
        _own_rule("APPRAISAL", aggregation_rule="geometric"),
        f"update {NODES} set receiver_code = 'ECONOMY' where node_code = 'GDP_GROWTH'",
        f"update {NODES} set receiver_code = 'GDP_GROWTH' where node_code = 'GDP_GROWTH'",
        (
            "update intermediate.int_scheme__settings set appraisal_fallback = 'reweight'; "
            "update intermediate.int_scheme__optional_settings set composite_rule = 'points'"
        ),
        f"{TO_COMPONENT}; update {GIVEN_NODES} set aggregation_rule = 'points' where node_code = 'ECONOMY'",
        f"{TO_COMPONENT}; {_own_rule('ECONOMY', aggregation_rule='points')}",
    ),
    "assert_weights_sum_to_a_hundred_where_asked": (
        f"{HUNDRED}; update {WEIGHTS} set weight = 99.9 where node_code = 'ECONOMY'",
    ),
    "assert_every_answer_is_on_the_scale": (
        "update intermediate.int_appraisal__answers set q3_answer = '一般般' where first_response_no = '350104-0'",
        f"delete from {SCALES} where answer_zh = '满意' and respondent_group = 'RESIDENT'",
    ),
    "assert_scales_mark_satisfaction_throughout": (
        f"update {SCALE} set counts_as_satisfied = 'yes' where answer_zh = '满意'",
        f"update {SCALE} set counts_as_satisfied = 'yes'",
    ),
    "assert_every_topic_is_answered": (
        "update intermediate.int_appraisal__answers set q3_answer = null",
        "update intermediate.int_appraisal__answers set q3_answer = null, response_count = 2 where respondent_group = 'BUSINESS'",
    ),
    "assert_every_respondent_group_is_asked_and_scored": (
        f"delete from {SCALES} where respondent_group = 'BUSINESS'",
        f"update {SCALES} set answer_score = null where respondent_group = 'RESIDENT'",
        f"delete from {TOPIC_WEIGHTS} where respondent_group = 'BUSINESS'",
        f"update {TOPIC_WEIGHTS} set weight = 0 where respondent_group = 'RESIDENT'",
    ),
    "assert_decisions_are_of_rated_units": (
        f"insert into {DECISIONS} (unit_code, grade_adjusted) values ('350103', 'B')",
        f"insert into {DECISIONS} (unit_code, grade_adjusted) values ('350100', 'B')",
    ),
    "assert_rewards_per_person_have_an_amount": (
        "update marts.fct_accountability_action set reward_base_cny = 1000, reward_amount_cny = null",
    ),
    "assert_named_nodes_have_a_score": (
        *(f"insert into {TIES} (node_code) values ('{node}')" for node in ("INSPECTION", "BONUS")),
        *(f"insert into {LIMITS} (node_code) values ('{node}')" for node in ("INSPECTION", "BONUS")),
        f"{COAST_WITHOUT_GROWTH}; insert into {LIMITS} (node_code, group_code) values ('GDP_GROWTH', 'COAST')",
        f"delete from {WEIGHTS} where node_code = 'GDP_GROWTH'; insert into {TIES} (node_code) values ('GDP_GROWTH')",
    ),
    "assert_margins_name_units_or_groups": (
        f"insert into {MARGINS} (scope_code, respondent_group) values ('CROE', 'RESIDENT')",
    ),
    "assert_strata_are_those_of_the_survey": (
        f"insert into {STRATA} (stratum_code) values ('350104_RESIDENT')",
        f"insert into {STRATA} (stratum_code) values ('350104-RESIDENT'); update {RESPONSES} set stratum_code = '层一'",
        f"insert into {STRATA} (stratum_code) values ('ALL')",
    ),
    "assert_respondents_of_a_cluster_can_be_told_apart": (
        f"{IN_ONE_VILLAGE}; update {WEIGHTED} set element_code = 'k' where unit_code = '350104'",
    ),
    "assert_every_response_is_understood": (
        "delete from intermediate.int_appraisal__answers where first_response_no = '350104-0'",
    ),
}
POISONS = MART_POISONS | SOURCE_POISONS

# What a sound year may hold, and the test that lets it through.
SOUND: dict[str, tuple[str, ...]] = {
    "assert_respondents_of_a_cluster_can_be_told_apart": (
        f"{IN_ONE_VILLAGE}; update {WEIGHTED} set element_code = 'k'",
        f"{IN_ONE_VILLAGE}; delete from {WEIGHTED} where unit_code <> '350104'",
    ),
    "assert_component_scores_follow_from_their_dimensions": (_second_component("score as score"),),
    "assert_components_fit_the_composite": (
        f"update {RULES} set node_kind = 'indicators' where node_code = 'INSPECTION'",
    ),
    "assert_scales_mark_satisfaction_throughout": (
        f"update {SCALE} set counts_as_satisfied = 'no'",
        (
            f"update {SCALE} set counts_as_satisfied = 'yes' where answer_score is not null; "
            f"insert into {SCALE} select * replace ('RESIDENT' as respondent_group, null as counts_as_satisfied) from {SCALE}"
        ),
    ),
    "assert_every_topic_is_answered": (
        "update intermediate.int_appraisal__answers set q3_answer = null where respondent_group = 'BUSINESS'",
    ),
    "assert_every_respondent_group_is_asked_and_scored": (
        (
            f"delete from {SCALES} where respondent_group = 'BUSINESS'; "
            "update intermediate.int_scheme__respondent_groups set weight = 0 where respondent_group = 'BUSINESS'"
        ),
        f"delete from {SCALES}; update {WEIGHTS} set weight = 0 where node_kind = 'appraisal'",
        f"delete from {TOPIC_WEIGHTS}; delete from {WEIGHTS} where node_kind = 'appraisal'",
    ),
    "assert_satisfaction_rates_follow_from_their_groups": (
        f"{APPRAISAL} satisfaction_rate_pct = 50 where unit_code = '350104' and is_counted and valid_answer_count > 0",
    ),
    "assert_methods_fit_their_indicator": WITH_THE_DIRECTION,
    "assert_dimension_scores_follow_from_their_indicators": (
        # All below a dimension was dropped.
        (
            f"{SCORE} applied_weight = null where unit_code = '350103'; "
            f"{NODE} node_status = 'missing', score = null, score_unrounded = null, linear_score = null where unit_code = '350103'"
        ),
    ),
    "assert_quotas_are_exceeded_by_shared_ranks_only": (
        (
            f"{GOOD_ALONE}; {RESULT} grade_after_quota = 'A' where unit_code = '350111'; "
            f"{RESULT} grade_after_quota = 'C' where unit_code = '350102'"
        ),
    ),
    "assert_named_nodes_have_a_score": (
        *(
            f"insert into {TIES} (node_code) values ('{node}')"
            for node in ("INDICATORS", "APPRAISAL", "ECONOMY", "GDP_GROWTH")
        ),
        (
            f"{COAST_WITHOUT_GROWTH}; insert into {TIES} (node_code) values ('GDP_GROWTH'); "
            f"insert into {LIMITS} (node_code, group_code) values ('GDP_GROWTH', 'CORE'), ('GDP_GROWTH', null), ('APPRAISAL', 'COAST')"
        ),
    ),
    "assert_quotas_of_good_hold_those_of_excellent": (
        GOOD_ALONE,
        _quota_of_good("max_share_pct as max_share_pct"),
        _quota_of_good("60 as max_share_pct, 3 as units_allowed"),
    ),
}
