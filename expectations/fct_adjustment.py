"""Expectations of deductions, bonus and vetoes: few, small and not for everybody. A year without any is possible."""

from expectations.remedies import SEE_PARTS
from expectations.rule import Frame, TableChecks, between

ITEMS = """
select
    a.item_code,
    max(a.case_count) as most_cases,
    min(a.points) as lowest_points,
    max(a.points) as highest_points,
    100.0 * count(*) filter (a.item_kind = 'veto') / max(n.units) as veto_share_pct
from fct_adjustment as a
cross join (select count(*) as units from dim_unit where is_evaluated) as n
group by a.item_code
"""
RULES = (
    between("cases_plausible", "most_cases", 0, 50, may_be_empty=True).query(
        "同一单位同一事项超过 50 次。", "A unit has more than 50 cases of one item.", SEE_PARTS
    ),
    between("lowest_points_range", "lowest_points", 0, 20, may_be_empty=True).error(
        "扣分或加分为负数。", "Points of a deduction or bonus are negative.", SEE_PARTS
    ),
    between("highest_points_plausible", "highest_points", 0, 20, may_be_empty=True).query(
        "单个事项超过 20 分。", "One item counts more than 20 points.", SEE_PARTS
    ),
    between("veto_share", "veto_share_pct", 0, 15, may_be_empty=True).query(
        "超过 15% 的单位被同一事项一票否决。", "One veto strikes more than 15 % of the units.", SEE_PARTS
    ),
)

CHECKS = TableChecks("fct_adjustment", (Frame("items", ITEMS, ("item_code",), RULES),))
