"""Expectations of the results: composites in their range, groups that are told apart, grades that look like grades."""

from expectations.remedies import DELIVER, REBUILD, SEE_PARTS, SEE_REGISTER, SEE_SCHEME, SEE_SURVEY
from expectations.rule import Frame, TableChecks, between, row_count

UNITS = """
select unit_code, composite_score, indicator_component_score, appraisal_score, deduction_points, bonus_points
from fct_unit_result
where result_status = 'rated'
"""
UNIT_RULES = (
    between("composite_range", "composite_score", 0, 105).error(
        "综合得分超出 0 至 105。", "A composite lies outside 0 to 105.", SEE_PARTS
    ),
    between("indicator_component_range", "indicator_component_score", 0, 120).error(
        "指标考核得分超出 0 至 120。", "An indicator component score lies outside 0 to 120.", SEE_PARTS
    ),
    between("appraisal_range", "appraisal_score", 40, 100, may_be_empty=True).query(
        "公众评议得分不在 40 至 100 之间。", "An appraisal score lies outside 40 to 100.", SEE_SURVEY
    ),
    between("deductions_plausible", "deduction_points", 0, 20, may_be_empty=True).query(
        "扣分超过 20 分。", "More than 20 points are deducted from a unit.", SEE_PARTS
    ),
    between("bonus_plausible", "bonus_points", 0, 15, may_be_empty=True).query(
        "加分超过 15 分。", "A unit is given more than 15 bonus points.", SEE_PARTS
    ),
)

# A group of a few units may well agree; a statement on spread needs at least three, on grades ten.
GROUPS = """
select
    group_code,
    count(*) as units,
    100.0 * count(*) filter (result_status = 'held') / count(*) as held_share_pct,
    100.0 * count(*) filter (grade_final = 'A') / nullif(count(composite_score), 0) as top_grade_share_pct,
    median(composite_score) as median_composite,
    case when count(composite_score) >= 3 then stddev_samp(composite_score) end as composite_stdev,
    case when count(composite_score) >= 3 then count(distinct composite_score) end as distinct_composites,
    case when count(composite_score) >= 10 then count(distinct grade_final) end as distinct_grades
from fct_unit_result
group by group_code
"""
GROUP_RULES = (
    row_count("groups_present", 1, 100).error(
        "没有任何考评组别，或组别超过 100 个。", "There is no group, or more than 100.", SEE_REGISTER
    ),
    between("group_size", "units", 2, None).query(
        "组内不足 2 个单位，排名没有意义。",
        "A group has fewer than two units: a rank says nothing.",
        SEE_REGISTER,
    ),
    between("held_share_of_group", "held_share_pct", 0, 25).query(
        "组内超过四分之一的单位暂缓评定。", "More than a quarter of a group is held back.", DELIVER
    ),
    # The highest share documented in the province is 62 % (see docs/gate.md); shared last ranks come on top.
    between("top_grade_share", "top_grade_share_pct", 0, 70).query(
        "组内优秀比例超过 70%，等次失去区分作用。",
        "More than 70 % of a group is graded 优秀: the grade no longer tells units apart.",
        SEE_SCHEME,
    ),
    between("median_composite_plausible", "median_composite", 55, 103).query(
        "组内综合得分中位数低于 55 或高于 103，可能是目标值或计量单位有误。",
        "A group's median composite is below 55 or above 103: a target or a unit of measure may be wrong.",
        SEE_SCHEME,
    ),
    between("composites_differ", "distinct_composites", 2, None, may_be_empty=True).error(
        "组内所有单位得分相同，评分没有起作用。",
        "All units of a group have the same composite: the scoring did nothing.",
        SEE_SCHEME,
    ),
    between("composite_spread", "composite_stdev", 0.05, 20, may_be_empty=True).query(
        "组内综合得分的标准差小于 0.05 或大于 20。",
        "The standard deviation of a group's composites is below 0.05 or above 20.",
        SEE_SCHEME,
    ),
    between("grades_differ", "distinct_grades", 2, None, may_be_empty=True).query(
        "10 个以上单位的组只有一个等次。", "A group of ten or more units has only one grade.", SEE_SCHEME
    ),
)

CITY = """
select
    r.evaluation_year,
    100.0 * count(*) filter (r.result_status = 'held') / count(*) as held_share_pct,
    100.0 * count(*) filter (r.grade_previous is not null)
        / nullif(count(*) filter (m.previous_release_id is not null), 0) as matched_share_pct,
    100.0 * count(*) filter (abs(ascii(r.grade_final) - ascii(r.grade_previous)) >= 2)
        / nullif(count(*) filter (r.grade_final is not null and r.grade_previous is not null), 0) as leap_share_pct
from fct_unit_result as r
inner join meta_release as m on r.release_id = m.release_id
group by r.evaluation_year
"""
CITY_RULES = (
    row_count("one_year", 1, 1).error(
        "结果表应恰好包含一个年度。", "The results must hold exactly one year.", REBUILD
    ),
    between("held_share", "held_share_pct", 0, 10).query(
        "全市超过 10% 的单位暂缓评定。", "More than 10 % of all units are held back.", DELIVER
    ),
    between("matched_to_previous_year", "matched_share_pct", 80, 100, may_be_empty=True).query(
        "不足 80% 的单位能对应上年等次，单位内部编号可能有变。",
        "Fewer than 80 % of the units are found in last year's release: unit ids may have changed.",
        SEE_REGISTER,
    ),
    between("grade_leaps", "leap_share_pct", 0, 25, may_be_empty=True).query(
        "超过四分之一的单位等次较上年跨两级以上。",
        "More than a quarter of the units moved by two grades or more since last year.",
        SEE_SCHEME,
    ),
)

CHECKS = TableChecks(
    "fct_unit_result",
    (
        Frame("units", UNITS, ("unit_code",), UNIT_RULES),
        Frame("groups", GROUPS, ("group_code",), GROUP_RULES),
        Frame("city", CITY, ("evaluation_year",), CITY_RULES),
    ),
)
