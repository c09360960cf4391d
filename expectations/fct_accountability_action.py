"""Expectations of what the grades lead to. A year in which nothing follows is possible, one in which all are struck is not."""

from expectations.remedies import SEE_SCHEME
from expectations.rule import Frame, TableChecks, between

ACTIONS = """
select
    a.action_code,
    100.0 * count(*) filter (a.trigger_grade in ('C', 'D')) / max(n.units) as struck_share_pct,
    min(a.deadline_days) as shortest_deadline,
    max(a.deadline_days) as longest_deadline,
    min(a.staff_persons) as fewest_staff,
    max(a.staff_persons) as most_staff
from fct_accountability_action as a
cross join (select count(*) as units from dim_unit where is_evaluated) as n
group by a.action_code
"""
RULES = (
    between("struck_share", "struck_share_pct", 0, 50, may_be_empty=True).query(
        "超过一半的单位被同一问责措施涉及。",
        "One measure for 一般 or 差 strikes more than half of the units.",
        SEE_SCHEME,
    ),
    between("shortest_deadline_plausible", "shortest_deadline", 1, 366, may_be_empty=True).query(
        "办理时限不足一天。", "A deadline is shorter than a day.", SEE_SCHEME
    ),
    between("longest_deadline_plausible", "longest_deadline", 1, 366, may_be_empty=True).query(
        "办理时限超过一年。", "A deadline is longer than a year.", SEE_SCHEME
    ),
    between("fewest_staff_plausible", "fewest_staff", 1, None, may_be_empty=True).query(
        "单位在职人数小于 1。", "A unit has fewer than one member of staff.", SEE_SCHEME
    ),
    between("most_staff_plausible", "most_staff", None, 50000, may_be_empty=True).query(
        "单位在职人数超过 5 万。", "A unit has more than 50,000 members of staff.", SEE_SCHEME
    ),
)

CHECKS = TableChecks("fct_accountability_action", (Frame("actions", ACTIONS, ("action_code",), RULES),))
