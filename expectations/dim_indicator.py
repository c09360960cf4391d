"""Expectations of the indicator system: three levels, a readable number of indicators, names in both languages."""

from expectations.remedies import SEE_SCHEME
from expectations.rule import Frame, TableChecks, between, matches

NODES = "select node_code, node_name_zh, node_name_en from dim_indicator"
NODE_RULES = (
    matches("names_are_chinese", "node_name_zh", r"[\u4e00-\u9fff]").error(
        "指标名称不含汉字。", "An indicator's name has no Chinese characters.", SEE_SCHEME
    ),
    matches("names_are_english", "node_name_en", r"^[^\u4e00-\u9fff]*[A-Za-z][^\u4e00-\u9fff]*$").query(
        "指标英文名称缺失或含汉字。", "An indicator's English name is not English.", SEE_SCHEME
    ),
)

LEVELS = """
select
    release_id,
    count(*) filter (node_level = 1) as components,
    count(*) filter (node_level = 2) as dimensions,
    count(*) filter (node_level = 3) as indicators
from dim_indicator
group by release_id
"""
LEVEL_RULES = (
    between("components_plausible", "components", 1, 8).error(
        "一级指标数量不在 1 至 8 之间。", "The number of components lies outside 1 to 8.", SEE_SCHEME
    ),
    between("dimensions_plausible", "dimensions", 1, 40).error(
        "二级指标数量不在 1 至 40 之间。", "The number of dimensions lies outside 1 to 40.", SEE_SCHEME
    ),
    between("indicators_plausible", "indicators", 1, 200).error(
        "三级指标数量不在 1 至 200 之间。", "The number of indicators lies outside 1 to 200.", SEE_SCHEME
    ),
)

CHECKS = TableChecks(
    "dim_indicator",
    (
        Frame("nodes", NODES, ("node_code",), NODE_RULES),
        Frame("levels", LEVELS, ("release_id",), LEVEL_RULES),
    ),
)
