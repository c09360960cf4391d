"""Expectations of the monitoring alerts: values are seldom overdue, and forecasts of a plausible size lead to alerts."""

from expectations.remedies import DELIVER, SEE_UNITS_OF_MEASURE
from expectations.rule import Frame, TableChecks, between

PROFILE = """
select
    a.indicator_code,
    100.0 * count(distinct a.unit_code) filter (a.alert_kind = 'value_missing') / max(n.units) as missing_share_pct,
    min(a.forecast_value / nullif(a.target_value, 0)) filter (
        a.alert_kind = 'forecast_misses_target' and i.accumulation = 'flow' and a.target_value > 0
    ) as least_outcome
from rpt_monitoring_alert as a
inner join dim_indicator as i on a.indicator_code = i.node_code
cross join (select count(*) as units from dim_unit where is_evaluated) as n
group by a.indicator_code
"""
RULES = (
    between("missing_share", "missing_share_pct", 0, 30, may_be_empty=True).query(
        "该指标逾期未报数值的单位超过 30%。",
        "More than 30 % of the units are overdue with an indicator's value.",
        DELIVER,
    ),
    between("outcome_plausible", "least_outcome", 0.1, None, may_be_empty=True).query(
        "累计类指标的年末预测不到目标值的十分之一，可能是计量单位有误。",
        "The forecast of a flow is below a tenth of its target: a unit of measure may be wrong.",
        SEE_UNITS_OF_MEASURE,
    ),
)

CHECKS = TableChecks("rpt_monitoring_alert", (Frame("profile", PROFILE, ("indicator_code",), RULES),))
