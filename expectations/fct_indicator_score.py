"""Expectations of indicator scores: range, coverage, traceability, and figures of a plausible size beside past and target."""

from expectations.remedies import DELIVER, REBUILD, SEE_PARTS, SEE_SCHEME, SEE_UNITS_OF_MEASURE
from expectations.rule import Frame, TableChecks, between, row_count

# Ratios are taken where a ratio means something: not of percentages, and on medians, since one unit may really leap.
PROFILE = """
select
    s.indicator_code,
    u.group_code,
    count(*) as units,
    min(s.score) as lowest_score,
    max(s.score) as highest_score,
    100.0 * count(*) filter (s.score_status = 'missing') / count(*) as missing_share_pct,
    100.0 * count(*) filter (s.score_status = 'not_applicable') / count(*) as not_applicable_share_pct,
    100.0 * count(*) filter (s.score = 0) / nullif(count(s.score), 0) as zero_share_pct,
    100.0 * count(*) filter (
        s.value_treatment in ('as_delivered', 'winsorised', 'trimmed') and s.score_status = 'scored'
            and s.value_submission_id is not null and s.value_cell is not null
    ) / nullif(count(*) filter (s.score_status = 'scored' and s.value_treatment in ('as_delivered', 'winsorised', 'trimmed')), 0)
        as traced_share_pct,
    100.0 * count(*) filter (s.value_treatment not in ('as_delivered', 'winsorised', 'trimmed')) / count(*) as filled_share_pct,
    case when count(*) filter (s.baseline_value > 0 and i.unit_of_measure <> '%') >= 5
        then median(s.indicator_value / s.baseline_value)
            filter (s.baseline_value > 0 and i.unit_of_measure <> '%') end as median_growth_ratio,
    case when count(*) filter (s.target_value > 0) >= 5
        then median(s.indicator_value / s.target_value) filter (s.target_value > 0) end as median_target_ratio
from fct_indicator_score as s
inner join dim_unit as u on s.unit_code = u.unit_code
inner join dim_indicator as i on s.indicator_code = i.node_code
group by s.indicator_code, u.group_code
"""
PROFILE_RULES = (
    row_count("indicators_present", 1).error(
        "没有任何指标得分。", "There is no indicator score at all.", REBUILD
    ),
    between("lowest_score_range", "lowest_score", 0, 150).error(
        "指标得分低于 0。", "An indicator score is below 0.", SEE_PARTS
    ),
    between("highest_score_range", "highest_score", 0, 150).error(
        "指标得分高于 150。", "An indicator score is above 150.", SEE_PARTS
    ),
    between("missing_share_of_group", "missing_share_pct", 0, 20).query(
        "该组超过 20% 的单位缺该指标数据。",
        "More than 20 % of a group's units have no figure for an indicator.",
        DELIVER,
    ),
    between("not_applicable_share_of_group", "not_applicable_share_pct", 0, 60).query(
        "该组超过 60% 的单位不适用该指标，权重设置可能有误。",
        "An indicator does not apply to more than 60 % of the units of a group that gives it a weight.",
        SEE_SCHEME,
    ),
    between("zero_share_of_group", "zero_share_pct", 0, 50, may_be_empty=True).query(
        "该组超过一半的单位该指标得 0 分。",
        "More than half of a group's units score 0 on an indicator.",
        SEE_UNITS_OF_MEASURE,
    ),
    between("every_score_traced", "traced_share_pct", 100, 100, may_be_empty=True).error(
        "有得分无法追溯到来源文件与单元格。", "A score can't be traced to a file and cell.", REBUILD
    ),
    between("filled_share_of_group", "filled_share_pct", 0, 20).query(
        "该组超过 20% 的单位该指标没有数据，按方案作了填补或未计分。",
        "More than 20 % of a group's units have no figure for an indicator, and the scheme's rule filled it in or left it out.",
        DELIVER,
    ),
    between("growth_plausible", "median_growth_ratio", 0.5, 2, may_be_empty=True).query(
        "该指标本年值与上年值之比的中位数不在 0.5 至 2 之间，可能是计量单位有误。",
        "The median of this year's figure over last year's lies outside 0.5 to 2: a unit of measure may be wrong.",
        SEE_UNITS_OF_MEASURE,
    ),
    between("target_plausible", "median_target_ratio", 0.25, 4, may_be_empty=True).query(
        "该指标实绩与目标值之比的中位数不在 0.25 至 4 之间，目标值可能有误。",
        "The median of the figure over the target lies outside 0.25 to 4: the targets may be wrong.",
        SEE_UNITS_OF_MEASURE,
    ),
)

CITY = """
select
    evaluation_year,
    100.0 * count(*) filter (score_status = 'missing') / count(*) as missing_share_pct,
    stddev_samp(score) as score_stdev
from fct_indicator_score
group by evaluation_year
"""
CITY_RULES = (
    between("missing_share", "missing_share_pct", 0, 5).query(
        "全市超过 5% 的指标数据缺失。", "More than 5 % of all indicator figures are missing.", DELIVER
    ),
    between("score_spread", "score_stdev", 0.5, 40).query(
        "全部指标得分的标准差小于 0.5 或大于 40。",
        "The standard deviation of all indicator scores is below 0.5 or above 40.",
        SEE_SCHEME,
    ),
)

CHECKS = TableChecks(
    "fct_indicator_score",
    (
        Frame("profile", PROFILE, ("indicator_code", "group_code"), PROFILE_RULES),
        Frame("city", CITY, ("evaluation_year",), CITY_RULES),
    ),
)
