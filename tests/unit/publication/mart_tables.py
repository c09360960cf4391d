"""The mart tables' columns and keys, as agreed, for candidates that tests make without dbt."""

TYPES = {
    "s": "varchar",
    "i": "integer",
    "n": "bigint",
    "b": "boolean",
    "d": "date",
    "v": "decimal(24,6)",
    "q": "decimal(24,12)",
    "p": "decimal(10,4)",
}

# Table, key and columns without the leading release_id; a letter after the colon is the type.
TABLES = """
dim_unit [unit_code] unit_id:s unit_code:s unit_name_zh:s unit_name_en:s unit_level:s parent_code:s group_code:s
  group_name_zh:s group_name_en:s group_sort_order:i is_evaluated:b
dim_indicator [node_code] node_code:s parent_code:s node_level:i node_kind:s node_name_zh:s node_name_en:s
  unit_of_measure:s direction:s accumulation:s dimension_code:s component_code:s
dim_period [period_code] period_code:s period_kind:s period_year:i period_quarter:i start_date:d end_date:d
fct_unit_result [unit_code] evaluation_year:i unit_code:s unit_id:s group_code:s indicator_component_score:q appraisal_score:q
  weighted_score:q deduction_points:q bonus_points:q composite_score:q aggregation_difference:q rounding_difference:q rank_in_group:i group_unit_count:i grade_threshold:s
  grade_after_quota:s grade_final:s grade_final_name_zh:s grade_previous:s grade_reason_zh:s grade_reason_en:s next_grade:s gap_to_next_grade:q
  result_status:s hold_reason_zh:s hold_reason_en:s
fct_dimension_score [unit_code,node_code] evaluation_year:i unit_code:s node_code:s node_level:i node_kind:s weight:p points:q score:q effective_weight:q
dim_grade_bound [group_code,pool_code,grade_code] evaluation_year:i group_code:s pool_code:s peer_name_zh:s peer_name_en:s grade_code:s
  grade_name_zh:s bound_basis:s lower_bound:v is_guarded:b
fct_indicator_score [unit_code,indicator_code] evaluation_year:i unit_code:s indicator_code:s indicator_value:v target_value:v
  baseline_value:v value_treatment:s score:q effective_weight:q city_value:v weight:p points:q score_status:s value_submission_id:s value_sheet:s value_cell:s
fct_indicator_score_part [unit_code,indicator_code,part_code] evaluation_year:i unit_code:s indicator_code:s part_code:s
  method_code:s reference_kind:s basis:s share:p floor_score:q cap_score:q reference_unit_count:i raw_score:q part_score:q part_status:s
fct_indicator_figure [unit_code,indicator_code,years_ago,figure_role,source_indicator_code] evaluation_year:i unit_code:s indicator_code:s
  years_ago:i figure_role:s source_indicator_code:s figure_value:v missing_reason:s sheet_name:s cell_address:s
fct_public_appraisal [unit_code,respondent_group,topic_code] evaluation_year:i unit_code:s respondent_group:s topic_code:s
  respondent_group_name_zh:s respondent_group_name_en:s topic_name_zh:s topic_name_en:s satisfaction_rate_pct:q interval_low:q interval_high:q
  asked_zh:s is_asked_as_before:b previous_mean_score:q is_change_significant:b group_weight:p
  response_count:i valid_answer_count:i mean_score:q is_counted:b is_suppressed:b
fct_adjustment [unit_code,item_code] evaluation_year:i unit_code:s item_code:s item_kind:s item_name_zh:s item_name_en:s
  case_count:i points_per_case:q points:q grade_cap:s
fct_adjustment_record [unit_code,item_code,record_no] evaluation_year:i unit_code:s item_code:s record_no:i case_count:i sheet_name:s
  cell_address:s
fct_monitoring [unit_code,indicator_code,period_code] evaluation_year:i unit_code:s indicator_code:s period_code:s
  cumulative_value:v target_value:v progress_pct:q path_kind:s expected_pct:q previous_year_value:v monitoring_status:s
  forecast_value:v forecast_low:v forecast_high:v forecast_error_count:i forecast_status:s forecast_outlook:s
rpt_monitoring_alert [unit_code,indicator_code,alert_kind] evaluation_year:i unit_code:s indicator_code:s period_code:s
  alert_kind:s alert_zh:s alert_en:s cumulative_value:v target_value:v progress_pct:q expected_pct:q monitoring_status:s
  previous_status:s forecast_value:v forecast_low:v forecast_high:v forecast_outlook:s missing_reason:s
fct_accountability_action [unit_code,action_code] evaluation_year:i unit_code:s action_code:s action_zh:s action_en:s
  trigger_grade:s consecutive_years:i deadline_days:i recipients_zh:s staff_persons:i
fct_rectification_item [item_no] evaluation_year:i item_no:s unit_code:s item_source:s source_name_zh:s
  observed_score:q threshold_score:q comment_count:i due_days:i due_date:d item_state:s overdue_days:i state_date:d
  source_code:s report_date:d progress_text:s progress_pct:q
fct_rectification_report [item_no,report_date] evaluation_year:i item_no:s report_date:d unit_code:s has_item:b
fct_objection [objection_no] evaluation_year:i objection_no:s unit_code:s objection_date:d objected_release_id:s indicator_code:s
  objection_text:s is_late:b objection_state:s answered_by:s answer_text:s evidence_reference:s answer_date:d decision_reason:s decided_by:s decided_date:d corrected_sha256:s
  corrected_submission_id:s corrected_file_name:s objection_until:d
fct_comment [comment_id,route_number] evaluation_year:i comment_id:s route_number:i unit_code:s routing_kind:s
rpt_overdue_rectification [item_no] evaluation_year:i item_no:s unit_code:s unit_name_zh:s source_name_zh:s due_date:d overdue_days:i
rpt_interview_list [unit_code] evaluation_year:i unit_code:s unit_name_zh:s group_code:s interview_leaders_zh:s is_score_low:b
  is_lowest_in_group:b has_weak_topics:b has_weak_indicators:b appraisal_score:q lowest_topic_name_zh:s lowest_topic_score:q
fct_rank_uncertainty [unit_code] evaluation_year:i unit_code:s group_code:s rank_in_group:i grade_computed:s uncertainty_status:s
  draw_count:i composite_error:q best_rank:i worst_rank:i rank_probability:q grade_probability:q
fct_rank_uncertainty_source [unit_code,source_code] evaluation_year:i unit_code:s unit_id:s group_code:s source_code:s composite_error:q
  mean_rank_shift:q variance_share:q rank_variance_share:q
rpt_change_review [unit_code] evaluation_year:i unit_code:s rank_in_group:i previous_rank:i grade_final:s grade_previous:s change_status:s
  rank_status:s grade_status:s grounds_zh:s grounds_en:s
rpt_weak_indicator [unit_code,indicator_code] evaluation_year:i unit_code:s unit_name_zh:s group_code:s indicator_code:s
  indicator_name_zh:s score:q group_mean_score:q lost_points:q rank_in_unit:i
rpt_treated_value [unit_code,indicator_code] evaluation_year:i unit_code:s unit_name_zh:s group_code:s indicator_code:s
  indicator_name_zh:s value_treatment:s indicator_value:v missing_reason:s scored_value:q outlier_low:q outlier_high:q penalty_points:q score:q
fct_figure_count [unit_code,node_code] evaluation_year:i unit_code:s node_code:s indicators_required:i indicators_scored:i figures_present:i
  figures_not_applicable:i figures_not_delivered:i figures_not_published:i figures_not_produced:i figures_suppressed:i figures_too_small:i figures_too_new:i figures_refused:i
fct_node_influence [group_code,node_code] evaluation_year:i group_code:s node_code:s unit_count:i scored_unit_count:i
  mean_effective_weight:q mean_points:q score_standard_deviation:q composite_correlation:q variance_share:q
fct_indicator_correlation [group_code,indicator_code,other_indicator_code] evaluation_year:i group_code:s indicator_code:s
  other_indicator_code:s unit_count:i correlation:q correlation_status:s
fct_indicator_alignment [group_code,superior_code] evaluation_year:i group_code:s superior_code:s superior_level_code:s
  superior_name_zh:s superior_name_en:s weight:p source_code:s is_covered:b coverage_kind:s indicator_count:i
  indicator_codes_text:s indicator_names_zh:s indicator_names_en:s own_weight_pct:q
rpt_alignment_coverage [superior_level_code,group_code] evaluation_year:i superior_level_code:s group_code:s superior_count:i
  covered_count:i covered_count_pct:q covered_weight_pct:q indicator_count:i unmatched_count:i unmatched_weight_pct:q
  unmatched_codes_text:s unmatched_names_zh:s unmatched_names_en:s
meta_input [submission_id] submission_id:s bureau_code:s dataset_code:s period_code:s file_name:s file_sha256:s row_count:i
meta_approver [approver_name] approver_name:s public_key:s release_types_zh:s
meta_setting [setting_code] setting_code:s setting_value:s is_said:b setting_submission_id:s setting_sheet:s setting_cell:s
meta_scheme_cell [table_code,row_number,field_code] evaluation_year:i table_code:s group_code:s unit_code:s node_code:s part_code:s
  item_code:s band_no:i grade_code:s respondent_group:s field_code:s field_name_zh:s field_text:s submission_id:s sheet_name:s row_number:n
  cell_address:s
meta_release [] release_kind:s period_code:s evaluation_year:i previous_release_id:s is_synthetic:b notice_zh:s notice_en:s
  code_version:s input_count:i unit_count:i
"""
MONITORING_TABLES = (
    "dim_unit",
    "dim_indicator",
    "dim_period",
    "fct_monitoring",
    "rpt_monitoring_alert",
    "meta_input",
    "meta_release",
)


def _parse(line: str) -> tuple[str, tuple[list[str], dict[str, str]]]:
    name, key, *columns = line.split()
    pairs = [column.split(":") for column in ["release_id:s", *columns]]
    keys = ["release_id", *(part for part in key.strip("[]").split(",") if part)]
    return name, (keys, {column: TYPES[letter] for column, letter in pairs})


def mart_tables() -> dict[str, tuple[list[str], dict[str, str]]]:
    """Return, per table, its key and its columns with their types."""
    return dict(_parse(line) for line in TABLES.replace("\n  ", " ").strip().splitlines())
