"""Expectations of quarterly monitoring: coverage, progress of a plausible size, cumulative figures that do not shrink."""

from expectations.remedies import DELIVER, SEE_SCHEME, SEE_UNITS_OF_MEASURE
from expectations.rule import Frame, TableChecks, between, row_count

PROFILE = """
select
    m.indicator_code,
    m.period_code,
    count(*) as units,
    100.0 * count(m.cumulative_value) / count(*) as coverage_pct,
    100.0 * count(*) filter (m.monitoring_status = 'no_target') / count(*) as no_target_share_pct,
    -- A flow grows through the year, so a pace far from 1 speaks of a unit of measure; a growth rate may well be negative.
    case when count(*) filter (i.accumulation = 'flow' and m.progress_pct is not null) >= 5
        then median(m.progress_pct / nullif(m.expected_pct, 0)) filter (i.accumulation = 'flow') end as median_pace,
    case when count(*) filter (m.previous_year_value > 0 and i.unit_of_measure <> '%') >= 5
        then median(m.cumulative_value / m.previous_year_value)
            filter (m.previous_year_value > 0 and i.unit_of_measure <> '%') end as median_growth_ratio
from fct_monitoring as m
inner join dim_indicator as i on m.indicator_code = i.node_code
group by m.indicator_code, m.period_code
"""
PROFILE_RULES = (
    row_count("monitoring_present", 1).error("没有任何监测数据。", "There is no monitoring at all.", DELIVER),
    between("coverage", "coverage_pct", 70, 100).query(
        "该季度该指标有超过 30% 的单位没有数据。",
        "More than 30 % of the units have no figure for an indicator in a quarter.",
        DELIVER,
    ),
    between("no_target_share", "no_target_share_pct", 0, 30).query(
        "超过 30% 的单位没有年度目标值。",
        "More than 30 % of the units have no target for the year.",
        SEE_SCHEME,
    ),
    between("pace_plausible", "median_pace", 0.2, 5, may_be_empty=True).query(
        "累计类指标进度与时序进度之比的中位数不在 0.2 至 5 之间。",
        "The median of progress over expected progress of a flow lies outside 0.2 to 5.",
        SEE_UNITS_OF_MEASURE,
    ),
    between("growth_plausible", "median_growth_ratio", 0.4, 2.5, may_be_empty=True).query(
        "与上年同期之比的中位数不在 0.4 至 2.5 之间，可能是计量单位有误。",
        "The median ratio to the same quarter of last year lies outside 0.4 to 2.5: a unit of measure may be wrong.",
        SEE_UNITS_OF_MEASURE,
    ),
)

# A cumulative figure of a flow may fall by a correction, but not below what was reported by more than a tenth.
STEPS = """
with steps as (
    select
        m.unit_code, m.indicator_code, m.period_code, m.cumulative_value,
        lag(m.cumulative_value) over (partition by m.unit_code, m.indicator_code order by m.period_code) as before
    from fct_monitoring as m
    inner join dim_indicator as i on m.indicator_code = i.node_code
    where i.accumulation = 'flow' and m.cumulative_value is not null
)
select unit_code, indicator_code, period_code, cumulative_value / before as step_ratio
from steps
where before > 0
"""
STEP_RULES = (
    between("cumulative_does_not_shrink", "step_ratio", 0.9, None, may_be_empty=True).query(
        "累计值比上一季度减少一成以上。",
        "A cumulative figure fell by more than a tenth since the quarter before.",
        DELIVER,
    ),
)

CHECKS = TableChecks(
    "fct_monitoring",
    (
        Frame("profile", PROFILE, ("indicator_code", "period_code"), PROFILE_RULES),
        Frame("steps", STEPS, ("unit_code", "indicator_code", "period_code"), STEP_RULES),
    ),
)
