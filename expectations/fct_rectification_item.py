"""Expectations of rectification items: what is weak lies below its threshold, and nobody gets an endless list."""

from expectations.remedies import REBUILD, SEE_SCHEME
from expectations.rule import Frame, TableChecks, between

UNITS = """
select
    unit_code,
    count(*) as items,
    max(observed_score - threshold_score) as closest_to_threshold,
    min(due_days) as shortest_due_days,
    max(due_days) as longest_due_days
from fct_rectification_item
group by unit_code
"""
RULES = (
    between("items_per_unit", "items", 1, 30, may_be_empty=True).query(
        "单位整改事项超过 30 项。", "A unit has more than 30 rectification items.", SEE_SCHEME
    ),
    # The items were chosen by exact decimals; a float can't tell "just below" from "at", so at the bound is let pass.
    between("items_below_threshold", "closest_to_threshold", None, 0, may_be_empty=True).error(
        "整改事项的得分不低于薄弱界线。", "An item's score is not below what counts as weak.", REBUILD
    ),
    between("shortest_due_plausible", "shortest_due_days", 1, 366, may_be_empty=True).query(
        "整改时限不足一天。", "An item is due in less than a day.", SEE_SCHEME
    ),
    between("longest_due_plausible", "longest_due_days", 1, 366, may_be_empty=True).query(
        "整改时限超过一年。", "An item is due in more than a year.", SEE_SCHEME
    ),
)

CHECKS = TableChecks("fct_rectification_item", (Frame("units", UNITS, ("unit_code",), RULES),))
