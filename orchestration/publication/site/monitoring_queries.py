"""What a page about monitoring asks of a monitoring release's tables."""

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
