"""The queries of the report beside the ranking, over the release's own tables by their names."""

ADJUSTMENTS = """
select
    u.group_name_zh, u.unit_name_zh, u.unit_name_en, a.item_kind, a.item_name_zh, a.item_name_en, a.case_count,
    a.points_per_case, a.points, a.grade_cap, a.first_sheet, a.first_cell
from fct_adjustment as a
inner join dim_unit as u on a.unit_code = u.unit_code
order by u.group_sort_order, u.unit_code, a.item_kind, a.item_code
"""

WEAK_INDICATORS = """
select
    u.group_name_zh, u.group_name_en, w.unit_code, w.unit_name_zh, w.indicator_name_zh, w.score, w.group_mean_score,
    w.lost_points
from rpt_weak_indicator as w
inner join dim_unit as u on w.unit_code = u.unit_code
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

ACTIONS = """
select
    a.action_code, a.action_zh, a.action_en, a.trigger_grade, a.consecutive_years, a.deadline_days, a.recipients_zh,
    u.unit_name_zh
from fct_accountability_action as a
inner join dim_unit as u on a.unit_code = u.unit_code
order by a.action_code, a.action_zh, a.action_en, u.group_sort_order, u.unit_code
"""

ITEMS = """
select
    u.group_name_zh, u.group_name_en, i.unit_code, u.unit_name_zh, i.item_no, i.item_source, i.source_name_zh, i.comment_count,
    i.due_date, i.item_state, i.overdue_days
from fct_rectification_item as i
inner join dim_unit as u on i.unit_code = u.unit_code
order by u.group_sort_order, u.group_code, i.unit_code, i.item_source, i.source_name_zh, i.item_no
"""

ITEM_SUMMARY = """
select item_source, item_state, count(*) as items
from fct_rectification_item
group by item_source, item_state
order by item_source, item_state
"""

INTERVIEWS = """
select
    u.group_name_zh, l.unit_name_zh, l.interview_leaders_zh, l.is_score_low, l.is_lowest_in_group, l.has_weak_topics,
    l.has_weak_indicators, l.appraisal_score, l.lowest_topic_name_zh, l.lowest_topic_score
from rpt_interview_list as l
inner join dim_unit as u on l.unit_code = u.unit_code
order by u.group_sort_order, u.group_code, l.unit_code
"""

PROGRESS = """
select
    m.indicator_code, i.node_name_zh, i.node_name_en, i.unit_of_measure, m.unit_code, u.unit_name_zh, u.unit_name_en,
    m.cumulative_value, m.target_value, m.progress_pct, m.path_kind, m.expected_pct, m.previous_year_value, m.monitoring_status,
    m.forecast_value, m.forecast_low, m.forecast_high, m.forecast_status, m.forecast_outlook
from fct_monitoring as m
inner join dim_indicator as i on m.indicator_code = i.node_code
inner join dim_unit as u on m.unit_code = u.unit_code
inner join meta_release as r on m.period_code = r.period_code
order by m.indicator_code, u.group_sort_order nulls last, u.unit_code
"""

QUARTERS = """
select
    m.indicator_code, m.unit_code, m.period_code, m.cumulative_value, m.target_value, m.forecast_value, m.forecast_low,
    m.forecast_high
from fct_monitoring as m
inner join meta_release as r on m.period_code <= r.period_code
order by m.indicator_code, m.unit_code, m.period_code
"""

ALERTS = """
select
    a.alert_kind, a.alert_zh, a.alert_en, u.unit_name_zh, u.unit_name_en, i.node_name_zh, i.node_name_en, i.unit_of_measure,
    a.cumulative_value, a.target_value, a.progress_pct, a.expected_pct, a.monitoring_status, a.previous_status,
    a.forecast_value, a.forecast_low, a.forecast_high, a.forecast_outlook
from rpt_monitoring_alert as a
inner join dim_indicator as i on a.indicator_code = i.node_code
inner join dim_unit as u on a.unit_code = u.unit_code
order by a.alert_kind, a.indicator_code, u.group_sort_order nulls last, u.unit_code
"""
