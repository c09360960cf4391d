"""Expectations of the results: composites in their range, groups that are told apart, grades that look like grades."""

from expectations.rule import Frame, TableChecks, Words, between, row_count

UNITS = """
select unit_code, group_code, composite_score, indicator_component_score, appraisal_score, deduction_points, bonus_points
from fct_unit_result
where result_status = 'rated'
"""

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

YEARS = """
select
    evaluation_year,
    count(*) as units,
    100.0 * count(*) filter (result_status = 'held') / count(*) as held_share_pct,
    100.0 * count(*) filter (r.grade_previous is not null)
        / nullif(count(*) filter (m.previous_release_id is not null), 0) as matched_share_pct,
    100.0 * count(*) filter (abs(ascii(r.grade_final) - ascii(r.grade_previous)) >= 2)
        / nullif(count(*) filter (r.grade_final is not null and r.grade_previous is not null), 0) as leap_share_pct
from fct_unit_result as r
inner join meta_release as m on r.release_id = m.release_id
group by evaluation_year
"""

SEE_PARTS_ZH = "用 jixiao explain 查看该单位各项得分与来源单元格，由数据报送部门更正后重新运行。"
SEE_PARTS_EN = "Take the score apart with `jixiao explain`, have the delivering bureau correct its file, and run again."
SEE_SCHEME_ZH = "核对方案工作簿中该组的目标值、评分方法与等次界线；确属实情的，请效能办书面说明。"
SEE_SCHEME_EN = "Check the group's targets, methods and grade bounds in the scheme; if it is real, the efficiency office says so in writing."

CHECKS = TableChecks(
    "fct_unit_result",
    (
        Frame(
            "units",
            UNITS,
            ("unit_code",),
            (
                between(
                    "composite_range",
                    "composite_score",
                    0,
                    105,
                    "error",
                    Words(
                        "综合得分超出 0 至 105。", "A composite lies outside 0 to 105.", SEE_PARTS_ZH, SEE_PARTS_EN
                    ),
                ),
                between(
                    "indicator_component_range",
                    "indicator_component_score",
                    0,
                    120,
                    "error",
                    Words(
                        "指标考核得分超出 0 至 120。",
                        "An indicator component score lies outside 0 to 120.",
                        SEE_PARTS_ZH,
                        SEE_PARTS_EN,
                    ),
                ),
                between(
                    "appraisal_range",
                    "appraisal_score",
                    40,
                    100,
                    "query",
                    Words(
                        "公众评议得分低于 40 或高于 100，以往从未出现。",
                        "An appraisal score lies below 40 or above 100, which has not been seen.",
                        "请调查部门核对该单位的答卷与量表。",
                        "The survey bureau checks the unit's answers and the answer scale.",
                    ),
                    may_be_empty=True,
                ),
                between(
                    "deductions_plausible",
                    "deduction_points",
                    0,
                    20,
                    "query",
                    Words(
                        "扣分超过 20 分。",
                        "More than 20 points are deducted.",
                        "核对察访核验记录的次数与每次扣分。",
                        "Check the number of cases and the points per case in the inspection records.",
                    ),
                    may_be_empty=True,
                ),
                between(
                    "bonus_plausible",
                    "bonus_points",
                    0,
                    15,
                    "query",
                    Words(
                        "加分超过 15 分。",
                        "More than 15 bonus points are given.",
                        "核对表彰记录与加分标准。",
                        "Check the honours and the points that the scheme gives for them.",
                    ),
                    may_be_empty=True,
                ),
            ),
        ),
        Frame(
            "groups",
            GROUPS,
            ("group_code",),
            (
                row_count(
                    "groups_present",
                    1,
                    100,
                    "error",
                    Words(
                        "没有任何考评组别，或组别超过 100 个。",
                        "There is no group, or more than 100.",
                        "核对方案的参评单位表。",
                        "Check the participants in the scheme.",
                    ),
                ),
                between(
                    "group_size",
                    "units",
                    2,
                    2000,
                    "query",
                    Words(
                        "组内不足 2 个单位，排名没有意义。",
                        "A group has fewer than two units, so a rank says nothing.",
                        "核对方案的分组。",
                        "Check the groups of the scheme.",
                    ),
                ),
                between(
                    "held_share_of_group",
                    "held_share_pct",
                    0,
                    25,
                    "query",
                    Words(
                        "组内超过四分之一的单位暂缓评定，多半是数据未报齐。",
                        "More than a quarter of a group is held back: data is probably missing.",
                        "按 hold_reason_zh 补报缺失数据。",
                        "Deliver what hold_reason_en names.",
                    ),
                ),
                between(
                    "top_grade_share",
                    "top_grade_share_pct",
                    0,
                    70,
                    "query",
                    Words(
                        "组内优秀比例超过 70%，等次失去区分作用。",
                        "More than 70 % of a group is graded 优秀: the grade no longer tells units apart.",
                        SEE_SCHEME_ZH,
                        SEE_SCHEME_EN,
                    ),
                ),
                between(
                    "median_composite_plausible",
                    "median_composite",
                    55,
                    103,
                    "query",
                    Words(
                        "组内综合得分中位数低于 55 或高于 103，可能是目标值或计量单位有误。",
                        "A group's median composite is below 55 or above 103: a target or a unit of measure may be wrong.",
                        SEE_SCHEME_ZH,
                        SEE_SCHEME_EN,
                    ),
                ),
                between(
                    "composites_differ",
                    "distinct_composites",
                    2,
                    None,
                    "error",
                    Words(
                        "组内所有单位得分相同，评分没有起作用。",
                        "All units of a group have the same composite: the scoring did nothing.",
                        SEE_SCHEME_ZH,
                        SEE_SCHEME_EN,
                    ),
                    may_be_empty=True,
                ),
                between(
                    "composite_spread",
                    "composite_stdev",
                    0.05,
                    20,
                    "query",
                    Words(
                        "组内综合得分的标准差小于 0.05 或大于 20。",
                        "The standard deviation of a group's composites is below 0.05 or above 20.",
                        SEE_SCHEME_ZH,
                        SEE_SCHEME_EN,
                    ),
                    may_be_empty=True,
                ),
                between(
                    "grades_differ",
                    "distinct_grades",
                    2,
                    None,
                    "query",
                    Words(
                        "10 个以上单位的组只有一个等次。",
                        "A group of ten or more units has only one grade.",
                        SEE_SCHEME_ZH,
                        SEE_SCHEME_EN,
                    ),
                    may_be_empty=True,
                ),
            ),
        ),
        Frame(
            "years",
            YEARS,
            ("evaluation_year",),
            (
                row_count(
                    "one_year",
                    1,
                    1,
                    "error",
                    Words(
                        "结果表应恰好包含一个年度。",
                        "The results must hold exactly one year.",
                        "重新计算候选结果。",
                        "Build the candidate again.",
                    ),
                ),
                between(
                    "held_share",
                    "held_share_pct",
                    0,
                    10,
                    "query",
                    Words(
                        "全市超过 10% 的单位暂缓评定。",
                        "More than 10 % of all units are held back.",
                        "按 hold_reason_zh 补报缺失数据。",
                        "Deliver what hold_reason_en names.",
                    ),
                ),
                between(
                    "matched_to_previous_year",
                    "matched_share_pct",
                    80,
                    100,
                    "query",
                    Words(
                        "不足 80% 的单位能对应上年等次，单位内部编号可能有变。",
                        "Fewer than 80 % of the units are found in last year's release: unit ids may have changed.",
                        "核对单位名录的内部编号与曾用代码。",
                        "Check unit ids and former codes in the register.",
                    ),
                    may_be_empty=True,
                ),
                between(
                    "grade_leaps",
                    "leap_share_pct",
                    0,
                    25,
                    "query",
                    Words(
                        "超过四分之一的单位等次较上年跨两级以上。",
                        "More than a quarter of the units moved by two grades or more since last year.",
                        SEE_SCHEME_ZH,
                        SEE_SCHEME_EN,
                    ),
                    may_be_empty=True,
                ),
            ),
        ),
    ),
)
