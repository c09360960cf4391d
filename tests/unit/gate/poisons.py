"""For each expectation one change of the sample mart that breaks it, as SQL; a test holds that none is left out."""

GDP = "indicator_code = 'GDP_GROWTH'"
COUNTIES = "group_code = 'county'"
ALL_COUNTIES = "unit_code in (select unit_code from dim_unit where group_code = 'county')"

POISONS = {
    "dim_indicator.names_are_chinese": "update dim_indicator set node_name_zh = 'GDP' where node_code = 'I'",
    "dim_indicator.names_are_english": "update dim_indicator set node_name_en = '总值' where node_code = 'I'",
    "dim_indicator.components_plausible": "delete from dim_indicator where node_level = 1",
    "dim_indicator.dimensions_plausible": "delete from dim_indicator where node_level = 2",
    "dim_indicator.indicators_plausible": "delete from dim_indicator where node_level = 3",
    "dim_unit.names_are_chinese": "update dim_unit set unit_name_zh = '甲山 县' where unit_code = '350101'",
    "dim_unit.group_names_are_chinese": "update dim_unit set group_name_zh = 'G1'",
    "dim_unit.one_release": "update dim_unit set release_id = 'other' where unit_code = '350101'",
    "dim_unit.one_city": "delete from dim_unit where unit_level = 'city'",
    "dim_unit.counties_plausible": "delete from dim_unit where unit_code between '350103' and '350199'",
    "dim_unit.evaluated_share": f"update dim_unit set is_evaluated = false where {COUNTIES}",
    "fct_accountability_action.struck_share": """insert into fct_accountability_action by name
        select release_id, unit_code, 'CRITICISM' as action_code, 'C' as trigger_grade from dim_unit""",
    "fct_accountability_action.shortest_deadline_plausible": "update fct_accountability_action set deadline_days = 0",
    "fct_accountability_action.longest_deadline_plausible": "update fct_accountability_action set deadline_days = 9999",
    "fct_accountability_action.fewest_staff_plausible": "update fct_accountability_action set staff_persons = 0",
    "fct_accountability_action.most_staff_plausible": "update fct_accountability_action set staff_persons = 90000",
    "fct_adjustment.cases_plausible": "update fct_adjustment set case_count = 51",
    "fct_adjustment.lowest_points_range": "update fct_adjustment set points = -1 where unit_code = '350102'",
    "fct_adjustment.highest_points_plausible": "update fct_adjustment set points = 21 where unit_code = '350102'",
    "fct_adjustment.veto_share": """insert into fct_adjustment by name
        select release_id, unit_code, 'VETO' as item_code, 'veto' as item_kind from dim_unit""",
    "fct_dimension_score.nodes_present": "delete from fct_dimension_score where node_code <> 'I'",
    "fct_dimension_score.lowest_score_range": "update fct_dimension_score set score = -0.01 where unit_code = '350101'",
    "fct_dimension_score.highest_score_range": "update fct_dimension_score set score = 120.01 where unit_code = '350101'",
    "fct_dimension_score.median_score_plausible": "update fct_dimension_score set score = score / 3",
    "fct_dimension_score.scores_differ": "update fct_dimension_score set score = 80",
    "fct_dimension_score.effective_weight_range": "update fct_dimension_score set effective_weight = 1.01",
    "fct_indicator_score.indicators_present": "delete from fct_indicator_score",
    "fct_indicator_score.lowest_score_range": "update fct_indicator_score set score = -1 where unit_code = '350101'",
    "fct_indicator_score.highest_score_range": "update fct_indicator_score set score = 151 where unit_code = '350101'",
    "fct_indicator_score.missing_share_of_group": f"""update fct_indicator_score set score_status = 'missing'
        where {GDP} and unit_code in ('350101', '350102', '350103')""",
    "fct_indicator_score.not_applicable_share_of_group": f"""update fct_indicator_score
        set score_status = 'not_applicable' where {GDP} and {ALL_COUNTIES}""",
    "fct_indicator_score.zero_share_of_group": f"update fct_indicator_score set score = 0 where {GDP} and {ALL_COUNTIES}",
    # A figure that does not apply has a cell too, and must not stand in for one that is missing.
    "fct_indicator_score.every_score_traced": """update fct_indicator_score set value_cell = null
        where unit_code = '350101';
        update fct_indicator_score set score_status = 'not_applicable' where unit_code = '350102'""",
    "fct_indicator_score.filled_share_of_group": f"""update fct_indicator_score set value_treatment = 'group_mean'
        where {GDP} and unit_code in ('350101', '350102', '350103')""",
    "fct_indicator_score.growth_plausible": """update fct_indicator_score set indicator_value = indicator_value / 10000
        where indicator_code = 'NEW_JOBS'""",
    "fct_indicator_score.target_plausible": f"update fct_indicator_score set target_value = 400 where {GDP}",
    "fct_indicator_score.missing_share": """update fct_indicator_score set score_status = 'missing'
        where unit_code in ('350101', '350102')""",
    "fct_indicator_score.score_spread": "update fct_indicator_score set score = 80",
    "fct_indicator_score_part.parts_present": "delete from fct_indicator_score_part",
    "fct_indicator_score_part.unused_share": f"update fct_indicator_score_part set part_status = 'held' where {ALL_COUNTIES}",
    "fct_indicator_score_part.clipped_share": "update fct_indicator_score_part set raw_score = 180, part_score = 120",
    "fct_indicator_score_part.lowest_raw_score_plausible": """update fct_indicator_score_part set raw_score = -501
        where unit_code = '350101'""",
    "fct_indicator_score_part.highest_raw_score_plausible": """update fct_indicator_score_part set raw_score = 88000
        where unit_code = '350101'""",
    "fct_indicator_score_part.lowest_part_score_range": """update fct_indicator_score_part set part_score = -1
        where unit_code = '350101'""",
    "fct_indicator_score_part.highest_part_score_range": """update fct_indicator_score_part set part_score = 151
        where unit_code = '350101'""",
    "fct_indicator_score_part.reference_units": """update fct_indicator_score_part
        set reference_kind = 'group_mean', reference_unit_count = 1 where unit_code = '350101'""",
    "fct_monitoring.monitoring_present": "delete from fct_monitoring",
    "fct_monitoring.coverage": f"update fct_monitoring set cumulative_value = null where {ALL_COUNTIES}",
    "fct_monitoring.no_target_share": f"update fct_monitoring set monitoring_status = 'no_target' where {ALL_COUNTIES}",
    "fct_monitoring.pace_plausible": "update fct_monitoring set progress_pct = progress_pct * 10",
    "fct_monitoring.growth_plausible": "update fct_monitoring set previous_year_value = previous_year_value / 10",
    "fct_monitoring.cumulative_does_not_shrink": """update fct_monitoring set cumulative_value = 1
        where unit_code = '350101' and period_code = '2020Q3'""",
    "fct_public_appraisal.respondents_present": "delete from fct_public_appraisal",
    "fct_public_appraisal.responses_present": "update fct_public_appraisal set response_count = 0",
    "fct_public_appraisal.valid_share": "update fct_public_appraisal set valid_answer_count = 2",
    "fct_public_appraisal.suppressed_share": "update fct_public_appraisal set is_suppressed = true",
    "fct_public_appraisal.lowest_mean_plausible": "update fct_public_appraisal set mean_score = 39 where unit_code = '350101'",
    "fct_public_appraisal.highest_mean_range": "update fct_public_appraisal set mean_score = 101 where unit_code = '350101'",
    "fct_public_appraisal.means_differ": "update fct_public_appraisal set mean_score = 80",
    "fct_public_appraisal.rate_range": """update fct_public_appraisal set satisfaction_rate_pct = 100.1
        where unit_code = '350101'""",
    "fct_public_appraisal.nothing_small_published": """update fct_public_appraisal set is_suppressed = true
        where unit_code = '350101'""",
    "fct_rectification_item.items_per_unit": """insert into fct_rectification_item by name
        select release_id, 'x' || i as item_no, '350101' as unit_code from meta_release cross join range(31) as t (i)""",
    "fct_rectification_item.items_below_threshold": "update fct_rectification_item set observed_score = 71",
    "fct_rectification_item.shortest_due_plausible": "update fct_rectification_item set due_days = 0",
    "fct_rectification_item.longest_due_plausible": "update fct_rectification_item set due_days = 3650",
    "fct_unit_result.composite_range": "update fct_unit_result set composite_score = 105.01 where unit_code = '350101'",
    "fct_unit_result.indicator_component_range": """update fct_unit_result set indicator_component_score = -1
        where unit_code = '350101'""",
    "fct_unit_result.appraisal_range": "update fct_unit_result set appraisal_score = 39 where unit_code = '350101'",
    "fct_unit_result.deductions_plausible": "update fct_unit_result set deduction_points = 21 where unit_code = '350101'",
    "fct_unit_result.bonus_plausible": "update fct_unit_result set bonus_points = 16 where unit_code = '350101'",
    "fct_unit_result.groups_present": "delete from fct_unit_result",
    "fct_unit_result.group_size": "delete from fct_unit_result where group_code = 'zone' and unit_code <> '350219'",
    "fct_unit_result.held_share_of_group": f"update fct_unit_result set result_status = 'held' where {COUNTIES}",
    "fct_unit_result.top_grade_share": "update fct_unit_result set grade_final = 'A' where group_code = 'zone'",
    "fct_unit_result.median_composite_plausible": f"update fct_unit_result set composite_score = 50 where {COUNTIES}",
    "fct_unit_result.composites_differ": f"update fct_unit_result set composite_score = 80 where {COUNTIES}",
    "fct_unit_result.composite_spread": f"""update fct_unit_result set composite_score = 80 + rank_in_group * 0.001
        where {COUNTIES}""",
    "fct_unit_result.grades_differ": f"update fct_unit_result set grade_final = 'B' where {COUNTIES}",
    "fct_unit_result.one_year": "update fct_unit_result set evaluation_year = 2019 where unit_code = '350101'",
    "fct_unit_result.held_share": f"update fct_unit_result set result_status = 'held' where {COUNTIES}",
    "fct_unit_result.matched_to_previous_year": """update meta_release set previous_release_id = 'annual-2019';
        update fct_unit_result set grade_previous = null where group_code = 'zone'""",
    "fct_unit_result.grade_leaps": f"update fct_unit_result set grade_previous = 'D' where {COUNTIES}",
    "meta_input.inputs_present": "delete from meta_input where submission_id like '%ab'",
    "meta_input.inputs_have_rows": "update meta_input set row_count = 0",
    "meta_input.hashes_are_hashes": "update meta_input set file_sha256 = 'unknown'",
    "meta_release.one_row": "insert into meta_release from meta_release",
    "meta_release.notice_is_right": "update meta_release set notice_zh = null",
    "rpt_monitoring_alert.missing_share": f"""insert into rpt_monitoring_alert by name
        select release_id, unit_code, 'NEW_JOBS' as indicator_code, 'value_missing' as alert_kind
        from dim_unit where {COUNTIES}""",
    "rpt_monitoring_alert.outcome_plausible": """update rpt_monitoring_alert
        set alert_kind = 'forecast_misses_target', forecast_value = target_value / 11""",
    "rpt_weak_indicator.least_lost_points_range": "update rpt_weak_indicator set lost_points = -1",
    "rpt_weak_indicator.most_lost_points_range": "update rpt_weak_indicator set lost_points = 101",
    "rpt_weak_indicator.weak_share_of_group": f"""insert into rpt_weak_indicator by name
        select release_id, unit_code, group_code, 'GDP_GROWTH' as indicator_code, 1 as lost_points
        from dim_unit where {COUNTIES}""",
}
