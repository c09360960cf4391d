"""Expectations of the report of weak indicators: losses of a plausible size, and weakness as the exception."""

from expectations.remedies import SEE_PARTS, SEE_SCHEME
from expectations.rule import Frame, TableChecks, between

INDICATORS = """
select
    w.indicator_code,
    w.group_code,
    min(w.lost_points) as least_lost_points,
    max(w.lost_points) as most_lost_points,
    100.0 * count(*) / max(n.units) as weak_share_pct
from rpt_weak_indicator as w
inner join (
    select s.indicator_code, u.group_code, count(*) as units
    from fct_indicator_score as s
    inner join dim_unit as u on s.unit_code = u.unit_code
    group by s.indicator_code, u.group_code
) as n on w.indicator_code = n.indicator_code and w.group_code = n.group_code
group by w.indicator_code, w.group_code
"""
RULES = (
    between("least_lost_points_range", "least_lost_points", 0, 100, may_be_empty=True).error(
        "薄弱指标的失分为负数。", "A weak indicator has lost less than nothing.", SEE_PARTS
    ),
    between("most_lost_points_range", "most_lost_points", 0, 100, may_be_empty=True).error(
        "薄弱指标的失分超过 100。", "A weak indicator has lost more than 100 points.", SEE_PARTS
    ),
    between("weak_share_of_group", "weak_share_pct", 0, 80, may_be_empty=True).query(
        "该组超过 80% 的单位该指标薄弱，可能是目标值或评分参数有误。",
        "An indicator is weak for more than 80 % of a group: a target or a parameter may be wrong.",
        SEE_SCHEME,
    ),
)

CHECKS = TableChecks(
    "rpt_weak_indicator", (Frame("indicators", INDICATORS, ("indicator_code", "group_code"), RULES),)
)
