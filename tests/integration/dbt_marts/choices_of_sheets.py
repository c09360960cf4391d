"""The choices that stand in the columns of the scheme's sheets, with their sides: what the column says, and the figure that comes of it.

Figures are worked out by hand from `mart_city`, as in `choices`; a column with more labels than are here shows those that say most.
"""

from tests.integration.dbt_marts.choices import (
    ACCOUNTS,
    APPRAISAL,
    DIMENSION,
    FAR_BELOW,
    GDP,
    INVESTED,
    ITEM,
    LOWEST,
    MONITORING,
    NO_GROWTH,
    NODE,
    RESIDENTS,
    RESULT,
    SCHEME,
    SCORE,
    SURVEY,
    TREE,
    Choice,
    add,
    d,
    method,
    treatment,
    unit,
    update,
)

# 仓山区's residents say 非常满意 and 满意, of every topic; a respondent group with rows of its own.
OWN_SCALE = "; ".join(
    add("answer_scale", answer_zh=answer, answer_score=score, respondent_group="{value}")
    for answer, score in (
        ("非常满意", "100"),
        ("满意", "60"),
        ("基本满意", "50"),
        ("不满意", "0"),
        ("不了解", None),
    )
)
OWN_TOPIC = add(
    "topics", topic_code="Q3", name_zh="内容3", name_en="Topic 3", weight="20", respondent_group="{value}"
)
BOTH = f"select string_agg(score::decimal(10, 4), ' ' order by unit_code) from {SCORE} where {GDP} and unit_code in "
STAGED = "columns_are_filled_stg_efficiency_office__scheme__"
BANDS = "; ".join(
    (
        f"delete from {SCHEME}bands",
        add(
            "bands",
            band_table="B",
            band_no="1",
            upper_bound="6.6",
            closed_side="{value}",
            score_at_lower="60",
            score_at_upper="60",
        ),
        add(
            "bands",
            band_table="B",
            band_no="2",
            lower_bound="6.6",
            closed_side="{value}",
            score_at_lower="80",
            score_at_upper="80",
        ),
    )
)
TREATED = unit(SCORE, "value_treatment, scored_value", "350104", GDP)
INVESTMENT = "indicator_code = 'PROJECT_INVESTMENT'"
CITIZENS, VILLAGERS = (
    f"select round(standard_error, 6) from {APPRAISAL}",
    f"unit_code = '350104' and {RESIDENTS}",
)
VILLAGE = "; ".join(
    (
        f"update {SURVEY} set stratum_code = '层一', cluster_code = '村1' where unit_code = '350104'",
        add("strata", stratum_code="层一", population_count="1"),
    )
)
VILLAGERS_COUNT = add("clusters", stratum_code="层一", cluster_code="村1", population_count="{value}")
VILLAGERS_OF_ONE = add("clusters", stratum_code="层一", cluster_code="{value}", population_count="4")
FIFTY_TO_THIRTY = "; ".join(
    update("weights", f"weight = {weight}", f"node_code = '{code}'")
    for code, weight in (("GDP_GROWTH", 50), ("PROJECT_INVESTMENT", 30))
)
RULE = f"{SCHEME}comment_rules"
CELL = "_submission_id, 'rows' as table_name, _row, 'gdp_growth_pct' as field_name, '{value}' as raw_text"
# What stands in the cell of 350104's growth, by its mark.
MARK = (
    f"{NO_GROWTH}; insert into landing.build__cells by name select {CELL}, case '{{value}}' when '' then 'not_published' "
    "when '…' then 'not_published' when '不适用' then 'not_applicable' when '未产生数据' then 'not_produced' when '***' then 'suppressed' "
    "when '样本过少' then 'too_small' when '新设' then 'too_new' when '拒报' then 'refused' end as missing_reason "
    f"from {ACCOUNTS} where _period = '2020' and unit_name_zh = '仓山区'"
)


def column(sheet: str, name: str, where: str = "true") -> str:
    """Return the statement that puts a side's value into a column."""
    return update(sheet, f"{name} = '{{value}}'", where)


COLUMNS = (
    # 80 − 10·2.77/s, s² = 13.298/4 or 13.298/5.
    Choice(
        "methods.variant", unit(SCORE, "score", "350121", GDP), {None: d("64.8079"), "总体标准差": d("63.0148")},
        change=method("标准分", base_score="80", step_score="10", variant="{value}"), refused=("指数", "a_variant_belongs_to_its_method"),
    ),
    # Two share the first place: it is 1, 1.5 or 1, and the next 3, 3 or 2.
    Choice(
        "methods.variant", f"{BOTH} ('350104', '350111')",
        {None: "100.0000 80.0000", "并列取均": "95.0000 80.0000", "并列不占位": "100.0000 90.0000"},
        change=method("位次", base_score="100", step_score="10", variant="{value}"), refused=("中间", "a_variant_belongs_to_its_method"),
    ),
    Choice(
        "methods.variant", f"{BOTH} ('350104', '350111')",
        {None: "100.0000 60.0000", "含同加一": "80.0000 60.0000", "低于比例": "75.0000 50.0000", "中间": "80.0000 50.0000"},
        change=method("百分位", score_low="0", score_high="100", variant="{value}"), refused=("整数步", "a_variant_belongs_to_its_method"),
    ),
    # One village drawn of one, two of its residents with contributions ±3.75 asked: (1 − 2/M)·2·(2·3.75²).
    Choice(
        "clusters.population_count", f"{CITIZENS} where {VILLAGERS}",
        {"2": d("0"), "4": d("5.303301"), "8": d("6.495191")}, given=VILLAGE, change=VILLAGERS_COUNT,
        refused=("1", "no_more_of_a_cluster_are_sampled_than_there_are"),
    ),
    # Without the sheet nobody knows what the one village says; with it, each village that was drawn has its row.
    Choice(
        "clusters.cluster_code", f"{CITIZENS} where {VILLAGERS}", {"村1": d("5.303301"), None: None}, given=VILLAGE,
        change=f"{VILLAGERS_OF_ONE}; delete from {SCHEME}clusters where cluster_code is null",
        refused=("村2", "every_cluster_of_a_stratum_has_its_population_or_none"),
    ),
    # 6.6 stands on the edge.
    Choice(
        "bands.closed_side", unit(SCORE, "score", "350105", GDP), {"下闭": d("80"), "上闭": d("60")}, given=method("分档", band_table="B"),
        change=BANDS, refused=("两闭", f"{STAGED}bands"),
    ),
    # 6.6 lies beyond the goalpost 6.
    Choice(
        "methods.cap_score", unit(SCORE, "score", "350105", GDP), {None: d("110"), "100": d("100"), "105": d("105")},
        change=method("极值", goalpost_low="0", goalpost_high="6", cap_score="{value}"),
    ),
    # Between the worst and the best of 2020, of both years (up to 8), of both groups, of both in both years (up to 8.25).
    Choice(
        "methods.pool", f"{BOTH} ('350111', '350112')",
        {
            None: "85.7143", "本组本年": "85.7143", "本组多年": "64.2857 0.0000", "全体本年": "85.7143 38.0952",
            "全体多年": "61.5385 27.3504",
        },
        change=method("极值", pool="{value}"), refused=("本省", "casts_keep_values_stg_efficiency_office__scheme__methods"),
    ),
    # Without a target the other part alone is 79.2.
    Choice(
        "methods.fallback", unit(SCORE, "score", "350104", GDP), {"暂缓": None, "并入其他角度": d("79.2"), "零分": d("39.6")},
        given=f"delete from {SCHEME}targets where unit_code = '350104' and {GDP}", change=column("methods", "fallback", "part_code = '目标'"),
        refused=("随意", f"{STAGED}methods"),
    ),
    # The better of 40 and 68.8, or half of each.
    Choice(
        "methods.choice_set", unit(SCORE, "score", "350121", GDP), {None: d("54.4"), "甲": d("68.8")},
        change=update("methods", "choice_set = '{value}', share = case '{value}' when '甲' then '1' else share end", f"{GDP} and group_code = '*'"),
    ),
    # 40 of the part 目标, which stands first and can be worked out, or 68.8, which is better.
    Choice(
        "methods.choice_rule", unit(SCORE, "score", "350121", GDP), {None: d("68.8"), "得分最高": d("68.8"), "首个可算": d("40")},
        given=f"update {SCHEME}methods set choice_set = '甲', share = '1' where {GDP} and group_code = '*'",
        change=column("methods", "choice_rule", f"{GDP} and group_code = '*'"),
        refused=("随意", "casts_keep_values_stg_efficiency_office__scheme__methods"),
    ),
    # Growth of 6.0 against a target of 6: reached, not exceeded.
    Choice(
        "methods.condition_kind", unit(SCORE, "score", "350111", GDP), {None: d("86"), "达标": d("86"), "超过": d("0")},
        change=method("增减分", base_score="80", step_score="1", condition_kind="{value}"), refused=("接近", "casts_keep_values_stg_efficiency_office__scheme__methods"),
    ),
    # 80 + 2.4 − 5.17, − 5.8625, − 6, − 6.6, − 5.1.
    Choice(
        "methods.reference_kind", unit(SCORE, "score", "350121", GDP),
        {"组平均": d("77.23"), "组平均不含本单位": d("76.5375"), "组中位数": d("76.4"), "组最优": d("75.8"), "全市": d("77.3")},
        change=method("增减分", base_score="80", step_score="1", basis="差值", reference_kind="{value}"), refused=("全省", f"{STAGED}methods"),
    ),
    # 2.4 − 6, 100·2.4/6 − 100, 2.4/6, 6/2.4.
    Choice(
        "methods.basis", unit(SCORE, "score", "350121", GDP), {"差值": d("76.4"), "增速": d("20"), "比值": d("80.4"), "反比值": d("82.5")},
        change=method("增减分", base_score="80", step_score="1", reference_kind="目标值", basis="{value}"), refused=("商", f"{STAGED}methods"),
    ),
    # The group's mean for 350111: 5.17, or 5.8625 without 350121.
    Choice(
        "participants.in_statistics", unit(SCORE, "score", "350111", GDP), {None: d("80.83"), "是": d("80.83"), "否": d("80.1375")},
        given=method("增减分", base_score="80", step_score="1", basis="差值", reference_kind="组平均"),
        change=column("participants", "in_statistics", "unit_code = '350121'"),
    ),
    # 100·2.4/6, or 100·6/2.4 up to the cap.
    Choice(
        "nodes.direction", unit(SCORE, "score", "350121", GDP), {"正向": d("40"), "逆向": d("110")},
        given=method("目标完成率", reference_kind="目标值"), change=column("nodes", "direction", "node_code = 'GDP_GROWTH'"),
    ),
    Choice(
        "treatments.transform", unit(SCORE, "scored_value", "350111", GDP),
        {None: d("6"), "倒数": d("0.166666666667"), "占全市比重": d("117.647058823529"), "多年平均": d("6.75"), "增长率": d("-20"), "增减": d("-1.5")},
        change=treatment(transform="{value}"),
    ),
    # Six against seven and a half: 20 % less; the reciprocal of the change of −1.5.
    Choice(
        "treatments.then_transform", unit(SCORE, "scored_value", "350111", GDP),
        {None: d("-1.5"), "不变换": d("-1.5"), "倒数": d("-0.666666666667"), "自然对数": None}, change=treatment(transform="增减", then_transform="{value}"),
    ),
    Choice(
        "treatments.then_transform", unit(SCORE, "scored_value", "350111", GDP), {"常用对数": d("2.07058107"), "自然对数": d("4.76768912")},
        change=treatment(transform="占全市比重", then_transform="{value}"),
    ),
    # The others are 2.4, 4.25, 6, 6.6; a year ago it was 7.
    Choice(
        "treatments.missing_rule", TREATED,
        {
            None: ("as_delivered", None), "组平均": ("group_mean", d("4.8125")), "组中位数": ("group_median", d("5.125")),
            "沿用上年": ("carried_forward", d("7")), "并入其他指标": ("reweighted", None), "零分": ("zero", None),
        },
        given=NO_GROWTH, change=treatment(missing_rule="{value}"),
    ),
    # The second smallest is 4.25.
    Choice(
        "treatments.outlier_rule", LOWEST,
        {"不处理": ("as_delivered", d("2.4")), "缩尾": ("winsorised", d("4.25")), "剔除": ("trimmed", d("2.4"))},
        change=treatment(outlier_rule="{value}", outlier_test="个数", outlier_parameter="1"),
    ),
    # Limits: the second smallest; 4.25 − 2.35; 5.17 − 1.823.
    Choice(
        "treatments.outlier_test", LOWEST,
        {"个数": ("winsorised", d("4.25")), "四分位距": ("as_delivered", d("2.4")), "标准差": ("winsorised", d("4.25"))},
        change=treatment(outlier_rule="缩尾", outlier_test="{value}", outlier_parameter="1"),
    ),
    # Limits: 5.17 − 1.6·s, s² = 13.298/4 or 13.298/5.
    Choice(
        "treatments.outlier_test", LOWEST, {"标准差": ("as_delivered", d("2.4")), "总体标准差": ("winsorised", d("4.25"))},
        change=treatment(outlier_rule="缩尾", outlier_test="{value}", outlier_parameter="1.6"),
    ),
    # −60 lies far below with skewness −2.23 and kurtosis 4.98, 2.4 with −1.07 and −0.26.
    Choice(
        "treatments.outlier_test", LOWEST, {"个数": ("winsorised", d("4.25")), "偏度峰度": ("as_delivered", d("2.4"))},
        change=treatment(outlier_rule="缩尾", outlier_test="{value}", outlier_parameter="1"),
    ),
    Choice(
        "treatments.outlier_parameter", LOWEST, {"0": ("as_delivered", d("-60")), "1": ("winsorised", d("4.25")), "20": ("winsorised", d("4.25"))},
        given=FAR_BELOW, change=treatment(outlier_rule="缩尾", outlier_test="偏度峰度", outlier_parameter="{value}"),
        refused=("21", "assert_treatments_have_their_parameters"),
    ),
    # Four of five have a value.
    Choice(
        "treatments.min_available_pct", unit(SCORE, "value_treatment", "350111", GDP), {None: "as_delivered", "80": "as_delivered", "81": "too_few_units"},
        given=NO_GROWTH, change=treatment(too_few_rule="暂缓", min_available_pct="{value}"),
    ),
    Choice(
        "treatments.too_few_rule", unit(SCORE, "score_status", "350111", GDP), {"并入其他指标": "not_applicable", "暂缓": "missing"}, given=NO_GROWTH,
        change=treatment(min_available_pct="90", too_few_rule="{value}"),
    ),
    Choice(
        "nodes.aggregation_rule", DIMENSION,
        # (50·88.5 + 30·100)/80, 88.5^0.625·100^0.375, 80/(50/88.5 + 30/100), (50·88.5 + 30·100)/100
        {
            None: d("92.8125"), "加权算术平均": d("92.8125"), "加权几何平均": d("92.6487"), "加权调和平均": d("92.4886"),
            "得分相加": d("74.25"),
        },
        given=FIFTY_TO_THIRTY,
        change=column("nodes", "aggregation_rule", "node_code = 'ECONOMY'"),
    ),
    # Half of the dimension is available, 60 % are asked for: no score, the other dimension alone, or (60·100 + 40·105)/100.
    Choice(
        "nodes.availability_rule", unit(RESULT, "indicator_component_score", "350104"),
        {None: None, "暂缓": None, "退出": d("105"), "计分不计数": d("102")},
        given=f"{TREE}; {NO_GROWTH}", change=update("nodes", "min_availability_pct = 60, availability_rule = '{value}'", "node_code = 'ECONOMY'"),
    ),
    Choice(
        "nodes.min_availability_pct", unit(RESULT, "indicator_component_score", "350104"), {None: None, "50": d("102"), "51": None},
        given=f"{TREE}; {NO_GROWTH}", change=update("nodes", "min_availability_pct = '{value}', availability_rule = '暂缓'", "node_code = 'ECONOMY'"),
    ),
    # One component: (60·97.3 + 40·105)/100 = 100.38, 0.6 of it and 0.4·92.5. Two: (60·97.3 + 20·105 + 40·92.5)/120, and the mean (60·97.3 + 20·105)/80.
    Choice(
        "nodes.parent_code", unit(RESULT, "composite_score, indicator_component_score", "350104"),
        {"INDICATORS": (d("97.23"), d("100.38")), "INTERNAL": (d("96.98"), d("99.225"))},
        given=f"{TREE}; {add('nodes', node_code='INTERNAL', node_level='1', node_kind='指标考核', name_zh='i', name_en='i')}",
        change="; ".join(
            (
                update("nodes", "parent_code = '{value}'", "node_code = 'BUILD'"),
                *(
                    f"{add('weights', group_code=group, node_code='INTERNAL', weight='20')} where '{{value}}' = 'INTERNAL'"
                    for group in ("CORE", "COAST")
                ),
            )
        ),
    ),
    # One of the two below ECONOMY is available.
    Choice(
        "nodes.min_available_count", unit(RESULT, "indicator_component_score", "350104"), {None: None, "1": d("102"), "2": None},
        given=f"{TREE}; {NO_GROWTH}", change=update("nodes", "min_available_count = '{value}'", "node_code = 'ECONOMY'"),
    ),
    Choice(
        "nodes.min_available_count", unit(NODE, "available_count, min_available_count, is_below_minimum", "350104", "node_code = 'ECONOMY'"),
        {"1": (1, 1, False), "2": (1, 2, True)},
        given=f"{TREE}; {NO_GROWTH}", change=update("nodes", "min_available_count = '{value}'", "node_code = 'ECONOMY'"),
    ),
    # The group's row wins whole: what it leaves blank is not taken from the other sheet.
    Choice(
        "group_rules.aggregation_rule", DIMENSION,
        {
            None: d("92.8125"), "加权算术平均": d("92.8125"), "加权几何平均": d("92.6487"), "加权调和平均": d("92.4886"),
            "得分相加": d("74.25"),
        },
        given="; ".join(
            (
                FIFTY_TO_THIRTY,
                update("nodes", "aggregation_rule = '得分相加', cap_score = 50", "node_code = 'ECONOMY'"),
            )
        ),
        change=add("group_rules", group_code="CORE", node_code="ECONOMY", aggregation_rule="{value}"),
    ),
    Choice(
        "group_rules.availability_rule", unit(RESULT, "indicator_component_score", "350104"),
        {None: None, "暂缓": None, "退出": d("105"), "计分不计数": d("102")}, given=f"{TREE}; {NO_GROWTH}",
        change=add("group_rules", group_code="CORE", node_code="ECONOMY", min_availability_pct="60", availability_rule="{value}"),
    ),
    Choice(
        "group_rules.group_code", unit(RESULT, "deduction_points", "350102"), {"CORE": d("0.5"), "COAST": d("1")},
        change=add("group_rules", group_code="{value}", node_code="INSPECTION", cap_score="0.5"),
    ),
    Choice(
        "group_adjustments.group_code", unit(RESULT, "bonus_points", "350102"), {"CORE": d("0.25"), "COAST": d("1")},
        change=add("group_adjustments", group_code="{value}", item_code="HONOUR", points_per_case="0.25"),
    ),
    Choice(
        "nodes.progress_path", unit(MONITORING, "expected_pct", "350112", f"{INVESTMENT} and period_code = '2020Q2'"),
        {None: d("50"), "时间进度": d("50"), "上年进度": d("80")},
        given=f"insert into {INVESTED} select * replace ('2019Q4' as _period, '100' as completed_investment_cny_100m) from {INVESTED} "
        "where _period = '2019Q2'",
        change=column("nodes", "progress_path", "node_code = 'PROJECT_INVESTMENT'"),
    ),
    Choice(
        "nodes.accumulation", unit(MONITORING, "expected_pct", "350112", f"{INVESTMENT} and period_code = '2020Q2'"),
        {"累计": d("50"), "比率": d("100")}, change=column("nodes", "accumulation", "node_code = 'PROJECT_INVESTMENT'"),
    ),
    # 2.5 of five units.
    Choice(
        "quotas.rounding", "select units_allowed from intermediate.int_grading__quotas where pool_code = 'CORE' and grade_code = 'A'",
        {"四舍五入": 3, "舍去": 2, "进一": 3}, given=update("quotas", "max_share_pct = 50", "true"), change=column("quotas", "rounding"),
        refused=("随意", f"{STAGED}quotas"),
    ),
    # 2.05 of five units.
    Choice(
        "quotas.rounding", "select units_allowed from intermediate.int_grading__quotas where pool_code = 'CORE' and grade_code = 'A'",
        {"四舍五入": 2, "舍去": 2, "进一": 3}, given=update("quotas", "max_share_pct = 41", "true"), change=column("quotas", "rounding"),
        refused=("随意", f"{STAGED}quotas"),
    ),
    # 59.28 | 84.31 87.69 | 96.1 | 99.51: no other pair of neighbours is as close.
    Choice(
        "groups.grade_basis", "select lower_bound from marts.dim_grade_bound where pool_code = 'CORE' and grade_code = 'A'",
        {None: d("85"), "分数线": d("85"), "自然断点": d("99.51")}, change=column("groups", "grade_basis", "group_code = 'CORE'"),
    ),
    # 59.28 is 差 in the sample; 良好 or 一般 in a group that has other bounds and no 差. Another group's bounds are nobody else's.
    Choice(
        "group_grades.lower_bound", unit(RESULT, "grade_threshold", "350121"), {"59.28": "B", "59.29": "C"},
        given="; ".join(
            add("group_grades", group_code=group, grade_name_zh=grade, lower_bound=bound)
            for group, grade, bound in (("COAST", "优秀", "99"), ("COAST", "差", "0"))
        ),
        change="; ".join(
            add("group_grades", group_code="CORE", grade_name_zh=grade, lower_bound=bound)
            for grade, bound in (("优秀", "90"), ("良好", "{value}"), ("一般", "0"))
        ),
    ),
    # (100 + 85)/2 on the scale of all, (100 + 60)/2 on their own.
    Choice(
        "answer_scale.respondent_group", unit(APPRAISAL, "mean_score", "350104", RESIDENTS), {"BUSINESS": d("92.5"), "RESIDENT": d("80")},
        change=OWN_SCALE, refused=("NOBODY", "relationships_in_year_stg_efficiency_office__scheme__answer_scale"),
    ),
    # One of the two who answered said 非常满意.
    Choice(
        "answer_scale.counts_as_satisfied", unit(APPRAISAL, "satisfaction_rate_pct", "350104", RESIDENTS),
        {None: None, "是": d("100"), "否": d("50")},
        change=update(
            "answer_scale",
            "counts_as_satisfied = case when '{value}' is null then null when answer_zh = '非常满意' then '是' when answer_zh = '满意' "
            "then '{value}' when answer_score is not null then '否' end",
            "true",
        ),
        refused=("算", "casts_keep_values_stg_efficiency_office__scheme__answer_scale"),
    ),
    # Five topics and all of them together, or one of their own.
    Choice(
        "topics.respondent_group", f"select count(*) from {APPRAISAL} where unit_code = '350104' and respondent_group = 'RESIDENT'",
        {"BUSINESS": 6, "RESIDENT": 2}, change=OWN_TOPIC, refused=("NOBODY", "relationships_in_year_stg_efficiency_office__scheme__topics"),
    ),
    Choice(
        "consequences.reward_per", unit("marts.fct_accountability_action", "reward_amount_cny", "350105"), {"人": d("48000"), "单位": d("1000")},
        change=update("consequences", "reward_base_cny = '1000', reward_coefficient = '1', reward_per = '{value}'", "action_code = 'REWARD'"),
    ),
    Choice(
        "comment_rules.handling_kind", f"select count(*) from {ITEM} where item_source = 'comment'", {"整改": 1, "留存": 0},
        change=column("comment_rules", "handling_kind"),
    ),
    # 350104 was judged and stands below nobody who takes part.
    Choice(
        "comment_rules.responsible_kind", f"select unit_code from {ITEM} where item_source = 'comment'",
        {"被评单位": "350104", "指定单位": "350105"},
        change=f"update {RULE} set responsible_kind = '{{value}}', unit_code = case '{{value}}' when '指定单位' then '350105' end",
    ),
    # What does not apply, and the kinds of absence that count as missing, each by itself.
    Choice(
        "cells.missing_reason", unit(SCORE, "missing_reason, score_status", "350104", GDP),
        {
            "": ("not_delivered", "missing"), "…": ("not_published", "missing"), "不适用": ("not_applicable", "not_applicable"),
            "未产生数据": ("not_produced", "missing"), "***": ("suppressed", "missing"), "样本过少": ("too_small", "missing"),
            "新设": ("too_new", "missing"), "拒报": ("refused", "missing"),
        },
        change=MARK,
    ),
)  # fmt: skip
