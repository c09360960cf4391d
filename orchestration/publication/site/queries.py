"""What the pages of an annual release ask of its tables, by their names: each query for all units at once, in the order of showing."""

LEAGUE = """
select
    r.unit_code, r.unit_id, u.unit_name_zh, u.unit_name_en, r.group_code, u.group_name_zh, u.group_name_en, r.rank_in_group,
    r.group_unit_count, r.composite_score, r.weighted_score, r.indicator_component_score, r.appraisal_score, r.deduction_points,
    r.bonus_points, r.aggregation_difference, r.rounding_difference, r.grade_threshold, r.grade_after_quota, r.grade_final,
    r.grade_final_name_zh, r.grade_previous, r.grade_reason_zh, r.grade_reason_en, r.next_grade, r.gap_to_next_grade,
    r.result_status, r.hold_reason_zh, r.hold_reason_en
from fct_unit_result as r
inner join dim_unit as u on r.unit_code = u.unit_code
order by u.group_sort_order, r.group_code, r.rank_in_group nulls last, r.unit_code
"""

RANGES = """
select u.group_code, s.{code} as node_code, min(s.score) as lowest_score, max(s.score) as best_score
from {table} as s
inner join dim_unit as u on s.unit_code = u.unit_code
group by u.group_code, s.{code}
order by u.group_code, s.{code}
"""

NODES = """
select
    s.unit_code, s.node_code, i.node_name_zh, i.node_name_en, s.node_level, s.node_kind, s.weight, s.effective_weight, s.score, s.points
from fct_dimension_score as s
inner join dim_indicator as i on s.node_code = i.node_code
order by s.unit_code, s.node_level, s.effective_weight desc nulls last, s.node_code
"""

INDICATORS = """
select
    s.unit_code, s.indicator_code, i.node_name_zh, i.node_name_en, i.unit_of_measure, i.direction, i.dimension_code,
    d.node_name_zh as dimension_name_zh, d.node_name_en as dimension_name_en, s.indicator_value, s.target_value, s.baseline_value,
    s.city_value, s.score, s.effective_weight, s.points, s.score_status, s.value_treatment
from fct_indicator_score as s
inner join dim_indicator as i on s.indicator_code = i.node_code
left join dim_indicator as d on i.dimension_code = d.node_code
order by s.unit_code, i.dimension_code, s.effective_weight desc nulls last, s.indicator_code
"""

PARTS = """
select unit_code, indicator_code, part_code, reference_kind, method_code, part_score, part_status
from fct_indicator_score_part
order by unit_code, indicator_code, part_code
"""

APPRAISAL = """
select
    unit_code, respondent_group, respondent_group_name_zh, respondent_group_name_en, topic_code, topic_name_zh, topic_name_en,
    valid_answer_count, mean_score, satisfaction_rate_pct, interval_low, interval_high, is_asked_as_before, previous_mean_score, is_change_significant, group_weight,
    is_counted, is_suppressed
from fct_public_appraisal
order by unit_code, respondent_group = 'ALL', group_weight desc nulls last, respondent_group, length(topic_code), topic_code
"""

WEAK_INDICATORS = """
select
    w.unit_code, u.unit_name_zh, u.unit_name_en, u.group_name_zh, u.group_name_en, i.node_name_zh, i.node_name_en, w.score,
    w.group_mean_score, w.lost_points
from rpt_weak_indicator as w
inner join dim_unit as u on w.unit_code = u.unit_code
inner join dim_indicator as i on w.indicator_code = i.node_code
order by u.group_sort_order, u.group_code, w.unit_code, w.rank_in_unit, w.indicator_code
"""

WEAK_SUMMARY = """
select
    w.indicator_code, i.node_name_zh, i.node_name_en, count(*) as units, min(w.score) as lowest_score,
    max(w.lost_points) as most_lost_points
from rpt_weak_indicator as w
inner join dim_indicator as i on w.indicator_code = i.node_code
group by w.indicator_code, i.node_name_zh, i.node_name_en
order by units desc, w.indicator_code
"""

ADJUSTMENTS = """
select
    a.unit_code, u.group_name_zh, u.unit_name_zh, u.unit_name_en, a.item_kind, a.item_name_zh, a.item_name_en, a.case_count,
    a.points_per_case, a.points, a.grade_cap, r.cells
from fct_adjustment as a
inner join dim_unit as u on a.unit_code = u.unit_code
inner join (
    select unit_code, item_code, string_agg(concat_ws(' ', sheet_name, cell_address), '、' order by record_no) as cells
    from fct_adjustment_record
    group by unit_code, item_code
) as r on a.unit_code = r.unit_code and a.item_code = r.item_code
order by u.group_sort_order, u.unit_code, a.item_kind, a.item_code
"""

ACTIONS = """
select
    a.unit_code, a.action_code, a.action_zh, a.action_en, a.trigger_grade, a.consecutive_years, a.deadline_days, a.recipients_zh,
    u.unit_name_zh, u.unit_name_en
from fct_accountability_action as a
inner join dim_unit as u on a.unit_code = u.unit_code
order by a.action_code, a.action_zh, a.action_en, u.group_sort_order, u.unit_code
"""

ITEMS = """
select
    u.group_name_zh, u.group_name_en, i.unit_code, u.unit_name_zh, u.unit_name_en, i.item_no, i.item_source, i.source_name_zh,
    i.comment_count, i.due_date, i.item_state, i.overdue_days, i.state_date, i.progress_text
from (
    -- A candidate that an earlier version built and that is signed now has no such column.
    select cast(null as date) as state_date where false
    union all by name
    select * from fct_rectification_item
) as i
inner join dim_unit as u on i.unit_code = u.unit_code
order by u.group_sort_order, u.group_code, i.unit_code, i.item_source, i.source_name_zh, i.item_no
"""

OBJECTIONS = """
select
    o.*, i.node_name_zh, i.node_name_en
from fct_objection as o
left join dim_indicator as i on o.indicator_code = i.node_code
order by o.objection_no
"""

ITEM_SUMMARY = """
select item_source, item_state, count(*) as item_count
from fct_rectification_item
group by item_source, item_state
order by item_source, item_state
"""

INTERVIEWS = """
select
    u.group_name_zh, u.group_name_en, l.unit_code, l.unit_name_zh, u.unit_name_en, l.interview_leaders_zh, l.is_score_low,
    l.is_lowest_in_group, l.has_weak_topics, l.has_weak_indicators, l.appraisal_score, l.lowest_topic_name_zh, l.lowest_topic_score
from rpt_interview_list as l
inner join dim_unit as u on l.unit_code = u.unit_code
order by u.group_sort_order, u.group_code, l.unit_code
"""

CERTAINTY_SOURCES = """
select unit_code, source_code, mean_rank_shift, variance_share, rank_variance_share
from fct_rank_uncertainty_source
order by unit_code, rank_variance_share desc nulls last, variance_share desc nulls last, source_code
"""

PAST = """
select
    r.evaluation_year, r.unit_id, r.composite_score, r.rank_in_group, r.group_unit_count, r.grade_final, r.grade_final_name_zh,
    r.result_status, u.group_name_zh, u.group_name_en
from fct_unit_result as r
inner join dim_unit as u on r.unit_code = u.unit_code
"""
