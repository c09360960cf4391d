"""Expectations of dimension and component scores, over a profile of each node."""

from expectations.remedies import REBUILD, SEE_PARTS, SEE_SCHEME
from expectations.rule import Frame, TableChecks, between, row_count

NODES = """
select
    node_code,
    count(*) as units,
    min(score) as lowest_score,
    max(score) as highest_score,
    median(score) as median_score,
    case when count(score) >= 10 then count(distinct score) end as distinct_scores,
    max(effective_weight) as highest_effective_weight
from fct_dimension_score
group by node_code
"""
RULES = (
    row_count("nodes_present", 2).error(
        "一级、二级指标不足两个。", "There are fewer than two components and dimensions.", SEE_SCHEME
    ),
    between("lowest_score_range", "lowest_score", 0, 120).error(
        "维度或一级指标得分低于 0。", "A dimension or component score is below 0.", SEE_PARTS
    ),
    between("highest_score_range", "highest_score", 0, 120).error(
        "维度或一级指标得分高于 120。", "A dimension or component score is above 120.", SEE_PARTS
    ),
    between("median_score_plausible", "median_score", 40, 110).query(
        "维度得分的中位数低于 40 或高于 110，可能是目标值或计量单位有误。",
        "A dimension's median score is below 40 or above 110: a target or a unit of measure may be wrong.",
        SEE_SCHEME,
    ),
    between("scores_differ", "distinct_scores", 2, None, may_be_empty=True).query(
        "所有单位在该维度得分相同，该维度没有区分作用。",
        "All units have the same score on a dimension: it tells nobody apart.",
        SEE_SCHEME,
    ),
    between("effective_weight_range", "highest_effective_weight", 0, 1).error(
        "有效权重大于 1。", "An effective weight is above 1.", REBUILD
    ),
)

CHECKS = TableChecks("fct_dimension_score", (Frame("nodes", NODES, ("node_code",), RULES),))
