"""Every choice that a scheme makes, with both sides: what is said in the workbook, and the figure of the small city that comes of it.

The figures are worked out by hand from `mart_city`: growth g of 350102, 350104, 350105, 350111, 350121 is 4.25, 6.6, 6.6, 6, 2.4 (group
CORE; 350103 has none) and 4 in 350112 (group COAST); completed investment 180, 210, 212, 200, 150 and 180 against a target of 200.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from tests.integration.dbt_marts.replay import say

SCHEME = "landing.efficiency_office__scheme__"
CONTROL = {
    "_period": "2020",
    "_submission_id": "efficiency_office.scheme.2020.tiny",
    "_sheet": "x",
    "_row": "99",
    "_vintage": "final",
    "_data_nature": "real",
}
Value = str | None


def d(text: str) -> Decimal:
    """Return a figure as the mart holds it."""
    return Decimal(text)


@dataclass(frozen=True)
class Choice:
    """One choice of the scheme.

    Attributes:
        name: The setting, or `sheet.column`.
        ask: What shows the difference; `model` is read off it.
        sides: What is said, and what then comes out; None: nothing is said.
        change: Statements that say it, with `{value}`; without, it is a setting of sheet 基本设置.
        given: What the scheme says besides, on every side.
        refused: A value that the engine does not support, and the test that refuses it.
    """

    name: str
    ask: str
    sides: dict[Value, Any]
    change: str = ""
    given: str = ""
    refused: tuple[str, str] | None = None

    @property
    def model(self) -> str:
        """The model that is asked."""
        return re.findall(r"from \w+\.(\w+)", self.ask)[-1]

    def said(self, value: Value) -> str:
        """Return the statements that make one side."""
        own = self.change.replace("'{value}'", "null" if value is None else f"'{value}'")
        return "; ".join(filter(None, (self.given, own or say(self.name, value))))


def add(sheet: str, **columns: Value) -> str:
    """Return the statement that adds a row to a sheet of the scheme, or to another landed table by its whole name."""
    table = sheet if sheet.startswith("landing.") else f"{SCHEME}{sheet}"
    given = {**CONTROL, **columns}
    told = ", ".join(f"{'null' if v is None else repr(v)} as {name}" for name, v in given.items())
    return f"insert into {table} by name select {told}"


def update(sheet: str, what: str, where: str) -> str:
    """Return the statement that changes rows of a sheet of the scheme."""
    return f"update {SCHEME}{sheet} set {what} where {where}"


def method(code: str, **columns: Value) -> str:
    """Return the statements that score growth by one method alone, in all groups."""
    row = {
        "indicator_code": "GDP_GROWTH", "group_code": "*", "part_code": "目标", "share": "1", "reference_kind": "无",
        "basis": "数值", "method_code": code, "fallback": "暂缓", "floor_score": "0", "cap_score": "110",
    }  # fmt: skip
    return f"delete from {SCHEME}methods where indicator_code = 'GDP_GROWTH'; {add('methods', **{**row, **columns})}"


def treatment(**columns: Value) -> str:
    """Return the statement that says what becomes of figures of growth before they are scored."""
    return add("treatments", **{"indicator_code": "GDP_GROWTH", "group_code": "*", **columns})


def unit(table: str, columns: str, code: str, more: str = "true") -> str:
    """Return the question for some columns of a unit's row."""
    return f"select {columns} from {table} where unit_code = '{code}' and {more}"


ACCOUNTS = "landing.statistics__county_accounts__rows"
INVESTED = "landing.development_reform__project_progress__rows"
SURVEY = "landing.survey__responses__rows"
GDP = "indicator_code = 'GDP_GROWTH'"
RESULT, SCORE, NODE = "marts.fct_unit_result", "marts.fct_indicator_score", "marts.fct_dimension_score"
APPRAISAL, ITEM = "marts.fct_public_appraisal", "marts.fct_rectification_item"
MONITORING = "marts.fct_monitoring"
RESIDENTS = "respondent_group = 'RESIDENT' and topic_code = 'ALL'"
LOWEST = unit(SCORE, "value_treatment, scored_value", "350121", GDP)
FAR_BELOW = f"update {ACCOUNTS} set gdp_growth_pct = '-60' where _period = '2020' and unit_name_zh = '闽侯县'"
NO_GROWTH = f"update {ACCOUNTS} set gdp_growth_pct = null where _period = '2020' and unit_name_zh = '仓山区'"
# Growth and planned investment (200 of 200: 100 points) half each of 60, completed investment 40, in two dimensions.
TREE = "; ".join(
    (
        add("nodes", node_code="BUILD", parent_code="INDICATORS", node_level="2", node_kind="维度", name_zh="b", name_en="b"),
        add("nodes", node_code="PROJECT_PLAN", parent_code="ECONOMY", node_level="3", node_kind="指标", name_zh="p", name_en="p", direction="正向"),
        update("nodes", "parent_code = 'BUILD'", "node_code = 'PROJECT_INVESTMENT'"),
        f"delete from {SCHEME}weights where node_code in ('ECONOMY', 'GDP_GROWTH', 'PROJECT_INVESTMENT')",
        *(
            add("weights", group_code=group, node_code=node, weight=weight)
            for group in ("CORE", "COAST")
            for node, weight in (
                ("ECONOMY", "60"), ("BUILD", "40"), ("GDP_GROWTH", "50"), ("PROJECT_PLAN", "50"), ("PROJECT_INVESTMENT", "100"),
            )
        ),
        (f"insert into {SCHEME}methods select * replace ('PROJECT_PLAN' as indicator_code) from {SCHEME}methods "
        "where indicator_code = 'PROJECT_INVESTMENT'"),
        (f"insert into {SCHEME}targets select * replace ('PROJECT_PLAN' as indicator_code) from {SCHEME}targets "
        "where indicator_code = 'PROJECT_INVESTMENT'"),
    )
)  # fmt: skip
# 350104 and 350105 at 99.1 and 99.4: answers all 非常满意 for the one, 211 invested in both.
NEAR = "; ".join(
    (
        f"update {INVESTED} set completed_investment_cny_100m = '211' where unit_code in ('350104', '350105')",
        (
            f"update {SURVEY} set q1_answer = '非常满意', q2_answer = '非常满意', q3_answer = '非常满意', "
            "q4_answer = '非常满意', q5_answer = '非常满意' where unit_code = '350104'"
        ),
        say("composite_decimals", "0"),
    )
)
GEOMETRIC = "; ".join(
    (
        update("nodes", "aggregation_rule = '加权几何平均'", "node_code = 'ECONOMY'"),
        f"update {INVESTED} set completed_investment_cny_100m = '0' where unit_code = '350111'",
    )
)
DIMENSION = unit(NODE, "score", "350111", "node_code = 'ECONOMY'")
DECIMALS = "decimals_are_between_0_and_12"
BOUNDS = "bounds_are_in_order"
SCORING = "scoring_settings_are_known"
SURVEYED = "appraisal_settings_are_known"
MENDING = "rectification_settings_are_known"
LAST_YEARS_QUARTERS = (
    "insert into landing.statistics__quarterly_economy__rows select * replace (replace(_period, '2020', '2019') as _period, "
    "case unit_code when '350112' then '350182' else unit_code end as unit_code) from landing.statistics__quarterly_economy__rows"
)
OBJECTED = add(
    "landing.efficiency_office__objections__rows", objection_no="Y-1", objection_date="2021-02-10", unit_code="350104",
    unit_name_zh="仓山区", objected_release_id="r", objection_text="少计",
)  # fmt: skip

SETTINGS = (
    # (0.5·70.8333… + 0.5·73.5) = 72.16666…
    Choice("indicator_decimals", unit(SCORE, "score", "350102", GDP), {"4": d("72.1667"), "1": d("72.2")}, refused=("13", DECIMALS)),
    # 0.5·70.8333… + 0.5·73.5, the first as 71 where parts have no decimals; 73.5 is 74 then.
    Choice(
        "part_decimals", unit(SCORE, "score", "350102", GDP), {None: d("72.1667"), "12": d("72.1667"), "1": d("72.15"), "0": d("72.5")},
        refused=("13", SCORING),
    ),
    # 0.625·88.5 + 0.375·100 = 92.8125: half up at three digits, down at two.
    Choice("dimension_decimals", DIMENSION, {"4": d("92.8125"), "3": d("92.813"), "2": d("92.81")}, refused=("-1", DECIMALS)),
    Choice(
        "component_decimals", unit(RESULT, "indicator_component_score", "350111"), {"4": d("92.8125"), "0": d("93")},
        refused=("13", DECIMALS),
    ),
    Choice("composite_decimals", unit(RESULT, "composite_score", "350121"), {"2": d("59.28"), "1": d("59.3")}, refused=("13", DECIMALS)),
    # 99.1 and 99.4 are both 99.
    Choice(
        "rank_on", unit(RESULT, "rank_in_group", "350104"), {"rounded": 1, "unrounded": 2}, given=NEAR,
        refused=("weighted", "accepted_values_int_scheme__settings_rank_on"),
    ),
    Choice(
        "rank_ties", unit(RESULT, "rank_in_group", "350104"), {"competition": 1, "by_order": 2},
        change=f"{say('rank_ties', '{value}')}; delete from {SCHEME}tie_breakers where '{{value}}' = 'competition'",
        given=f"{NEAR}; {add('tie_breakers', order_no='1', node_code='GDP_GROWTH')}",
        refused=("dense", "accepted_values_int_scheme__settings_rank_ties"),
    ),
    # One of five may be excellent, and two share the first place.
    Choice(
        "quota_ties", unit(RESULT, "grade_after_quota", "350104"), {"include": "A", "exclude": "B"},
        given=f"{NEAR}; {update('quotas', 'max_share_pct = 20', 'true')}",
        refused=("draw", "accepted_values_int_scheme__settings_quota_ties"),
    ),
    # 85 in the sheet, 90 last year.
    Choice(
        "bound_guardrail", "select lower_bound from marts.dim_grade_bound where pool_code = 'CORE' and grade_code = 'A'",
        {None: d("85"), "2": d("88")}, refused=("-1", SCORING),
        given="insert into landing.build__previous_bounds by name select 'CORE' as pool_code, 'A' as grade_code, 90 as lower_bound",
    ),
    Choice("leadership_grade", unit(RESULT, "leadership_grade", "350105"), {None: None, "none": None, "own": "A"}, refused=("best", SCORING)),
    # Growth does not apply to 350103: planned investment takes 0.6·0.6, or 30 of the 70 that are left.
    Choice(
        "not_applicable_rule", unit(SCORE, "effective_weight", "350103", "indicator_code = 'PROJECT_PLAN'"),
        {"reweight": d("0.36"), "to_component": d("0.257142857143")}, given=TREE,
        refused=("drop", "accepted_values_int_scheme__settings_not_applicable_rule"),
    ),
    # 60·99.1875 + 30·100 over 90, or over 100.
    Choice(
        "composite_rule", unit(RESULT, "composite_score", "350105"), {None: d("99.46"), "weighted_mean": d("99.46"), "points": d("89.51")},
        given=update("weights", "weight = 30", "node_code = 'APPRAISAL'"), refused=("best", SCORING),
    ),
    Choice(
        "weights_sum", "assert_weights_sum_to_a_hundred_where_asked", {None: 0, "any": 0, "100": 2},
        given=update("weights", "weight = 30", "node_code = 'APPRAISAL'"), refused=("1", SCORING),
    ),
    # 88.5^0.625·0^0.375, or ·1^0.375.
    Choice("geometric_zero", DIMENSION, {None: d("0"), "zero": d("0"), "floor": d("16.4755")}, given=GEOMETRIC, refused=("hold", SCORING)),
    # 80/(50/88.5 + 30/1).
    Choice("geometric_zero", DIMENSION, {None: d("0"), "floor": d("2.6174")}, given=GEOMETRIC.replace("几何", "调和")),
    # 16^0.375 = 2^1.5.
    Choice(
        "geometric_floor", DIMENSION, {None: d("16.4755"), "16": d("46.5999")}, given=f"{GEOMETRIC}; {say('geometric_zero', 'floor')}",
        refused=("0", SCORING),
    ),
    # Growth is 30 of 100, and one of three.
    Choice(
        "availability_of", unit(RESULT, "availability_pct", "350104"), {None: d("70"), "weight": d("70"), "count": d("66.666666666667")},
        given=f"{TREE}; {NO_GROWTH}", refused=("value", SCORING),
    ),
    # Growth, 30 of 100, is the mean of the group's others.
    Choice(
        "availability_counts", unit(RESULT, "availability_pct, composite_score is null", "350104"),
        {None: (d("70"), False), "delivered": (d("70"), False), "filled": (d("100"), False)},
        given=f"{TREE}; {NO_GROWTH}; {treatment(missing_rule='组平均')}", refused=("all", SCORING),
    ),
    Choice(
        "unit_min_availability_pct", unit(RESULT, "result_status", "350104"), {None: "rated", "70": "rated", "71": "held"},
        given="; ".join((TREE, NO_GROWTH, update("nodes", "min_availability_pct = 40", "node_code = 'ECONOMY'"))), refused=("101", SCORING),
    ),
    # A dimension below its minimum counts in the mean, but not here.
    Choice(
        "min_eligible_dimensions", unit(RESULT, "result_status", "350104"), {None: "rated", "1": "rated", "2": "held"},
        given="; ".join(
            (TREE, NO_GROWTH, update("nodes", "min_availability_pct = 60, availability_rule = '计分不计数'", "node_code = 'ECONOMY'"))
        ),
        refused=("-1", SCORING),
    ),
    # Nobody was asked about 350103; its indicators alone are 90.
    Choice(
        "appraisal_fallback", unit(RESULT, "result_status, composite_score", "350103"), {"hold": ("held", None), "reweight": ("rated", d("90"))},
        refused=("zero", "accepted_values_int_scheme__settings_appraisal_fallback"),
    ),
    Choice("min_answers_per_group", unit(RESULT, "appraisal_score", "350112"), {"2": d("77.5"), "3": None}, refused=("0", BOUNDS)),
    # Growth over the years: 6 and 7.5; in 2018, 9; nobody took part in 2017; in 2016, 10.
    Choice(
        "history_years", unit(SCORE, "scored_value", "350111", GDP), {None: d("6.75"), "1": d("6.75"), "2": d("7.5"), "3": d("7.5"), "4": d("8.125")},
        given="; ".join(
            (
                treatment(transform="多年平均"),
                *(
                    f"insert into {ACCOUNTS} select * replace ('{year}' as _period, '{growth}' as gdp_growth_pct) from {ACCOUNTS} "
                    "where _period = '2019' and unit_name_zh = '晋安区'"
                    for year, growth in (("2018", "9.0"), ("2016", "10.0"))
                ),
                *(
                    f"insert into landing.efficiency_office__unit_register__units select * replace ('{year}' as _period) "
                    "from landing.efficiency_office__unit_register__units where _period = '2019'"
                    for year in ("2018", "2016")
                ),
            )
        ),
        refused=("21", SCORING),
    ),
    # 2.4, 4.25, 6, 6.6 with fences at a tenth of the distance: quartiles at places 1.75 and 3.25, 1.25 and 3.75, 1 and 3.
    Choice(
        "quantile_definition", f"select lower_limit, upper_limit from intermediate.int_scoring__limits where {GDP} and group_code = 'CORE'",
        {
            None: (d("4.25"), d("6")), "linear": (d("4.25"), d("6")), "weibull": (d("4.25"), d("6.6")), "nearest_rank": (d("2.4"), d("6")),
        },
        given=f"{NO_GROWTH}; {treatment(outlier_rule='缩尾', outlier_test='四分位距', outlier_parameter='0.1')}", refused=("median", SCORING),
    ),
    # With −60 for 2.4 the skewness is −2.23 and the kurtosis 4.98; 4.25 is next.
    Choice(
        "outlier_skewness", LOWEST,
        {None: ("winsorised", d("4.25")), "2.23": ("winsorised", d("4.25")), "2.24": ("as_delivered", d("-60"))},
        given=f"{FAR_BELOW}; {treatment(outlier_rule='缩尾', outlier_test='偏度峰度', outlier_parameter='1')}", refused=("0", SCORING),
    ),
    Choice(
        "outlier_kurtosis", LOWEST,
        {None: ("winsorised", d("4.25")), "4.97": ("winsorised", d("4.25")), "4.98": ("as_delivered", d("-60"))},
        given=f"{FAR_BELOW}; {treatment(outlier_rule='缩尾', outlier_test='偏度峰度', outlier_parameter='1')}", refused=("-1", SCORING),
    ),
    # Contributions ±3.75: 2/1·(2·3.75²), or 16/15·(2·3.75²) with all 16 respondents as one stratum.
    Choice(
        "appraisal_strata", unit(APPRAISAL, "round(standard_error, 6)", "350104", RESIDENTS),
        {None: d("7.5"), "by_group": d("7.5"), "whole": d("5.477226")}, refused=("none", SURVEYED),
    ),
    # 92.5 − 12.706205·7.5, or − 1.959964·7.5.
    Choice(
        "appraisal_interval", unit(APPRAISAL, "round(interval_low, 4)", "350104", RESIDENTS),
        {None: d("-2.7965"), "t": d("-2.7965"), "normal": d("77.8003")}, refused=("exact", SURVEYED),
    ),
    Choice(
        "duplicate_rule", unit(APPRAISAL, "duplicate_count, left_out_count, valid_answer_count", "350105", RESIDENTS),
        {None: (1, 0, 2), "keep": (1, 0, 2), "leave_out": (1, 1, 1)}, refused=("merge", SURVEYED),
        given=f"update {SURVEY} set respondent_key = 'same' where unit_code = '350105'",
    ),
    # Both answered all five topics alike.
    Choice(
        "straight_line_rule", unit(APPRAISAL, "straight_line_count, left_out_count, valid_answer_count", "350105", RESIDENTS),
        {None: (2, 0, 2), "keep": (2, 0, 2), "leave_out": (2, 2, 0)}, refused=("merge", SURVEYED),
    ),
    Choice("straight_line_topics", unit(APPRAISAL, "straight_line_count", "350105", RESIDENTS), {None: 2, "5": 2, "6": 0}, refused=("1", SURVEYED)),
    # 4 of 15 residents said 非常满意 throughout, both of 350105: (2·15 − 2·4)/√(2·4·11) = 2.35.
    Choice(
        "identical_limit", unit(APPRAISAL, "identical_count", "350105", RESIDENTS), {None: 0, "2": 2, "3": 0},
        given=say("identical_least", "2"), refused=("0", SURVEYED),
    ),
    Choice(
        "identical_least", unit(APPRAISAL, "identical_count", "350105", RESIDENTS), {None: 0, "2": 2, "3": 0},
        given=say("identical_limit", "2"), refused=("many", "columns_are_filled_int_appraisal__settings"),
    ),
    Choice("composite_floor", unit(RESULT, "composite_score", "350121"), {"0": d("59.28"), "60": d("60")}, refused=("106", BOUNDS)),
    Choice("composite_cap", unit(RESULT, "composite_score", "350105"), {"105": d("99.51"), "98": d("98")}, refused=("-1", BOUNDS)),
    # 66.6667 in 350112, 54.4 in 350121.
    Choice(
        "weak_score_below", f"select count(*) from {ITEM} where item_source = 'weak_indicator'", {"70": 2, "60": 1, "50": 0},
        refused=("low", "columns_are_filled_int_scheme__settings"),
    ),
    Choice(
        "weak_topic_below", f"select count(*) from {ITEM} where item_source = 'weak_topic'", {"75": 5, "55": 0},
        refused=("low", "columns_are_filled_int_scheme__settings"),
    ),
    Choice(
        "rectification_days", unit(ITEM, "due_date::varchar", "350112"), {"30": "2021-03-31", "10": "2021-03-11"}, refused=("-1", BOUNDS)
    ),
    # 90 of 100.
    Choice(
        "at_risk_share", unit(MONITORING, "monitoring_status", "350112", "period_code = '2020Q4' and indicator_code = 'PROJECT_INVESTMENT'"),
        {"0.9": "at_risk", "0.95": "behind"}, refused=("1.1", BOUNDS),
    ),
    Choice(
        "comment_text_rule", "select comment_text from marts.fct_comment", {None: None, "hide": None, "show": "道路不平"},
        refused=("blur", MENDING),
    ),
    # C and the MD5 of "2020|350104-0|道路不平".
    Choice(
        "comment_items", f"select source_code from {ITEM} where item_source = 'comment'",
        {None: "ROADS", "by_topic": "ROADS", "by_comment": "Cd645110a7046120a-ROADS"}, refused=("by_word", MENDING),
    ),
    Choice(
        "feedback_date", unit(ITEM, "due_date::varchar", "350112"), {None: None, "2021-02-01": "2021-03-03"}, refused=("soon", MENDING)
    ),
    Choice(
        "objection_until", "select objection_state from marts.fct_objection", {None: "open", "2021-02-10": "open", "2021-02-09": "late"},
        given=OBJECTED, refused=("soon", "the_last_day_of_objections_is_a_date"),
    ),
    Choice(
        "interview_score_below", "select string_agg(unit_code, ' ' order by unit_code) from marts.rpt_interview_list",
        {None: None, "60": "350121", "78": "350112 350121"}, refused=("-1", MENDING),
    ),
    # The lowest of each group.
    Choice(
        "interview_lowest_count", "select string_agg(unit_code, ' ' order by unit_code) from marts.rpt_interview_list",
        {None: None, "1": "350112 350121", "2": "350111 350112 350121"}, refused=("-1", MENDING),
    ),
    Choice(
        "interview_weak_topics", "select string_agg(unit_code, ' ' order by unit_code) from marts.rpt_interview_list",
        {None: None, "5": "350121", "6": None}, refused=("-1", MENDING),
    ),
    Choice(
        "interview_weak_indicators", "select string_agg(unit_code, ' ' order by unit_code) from marts.rpt_interview_list",
        {None: None, "1": "350112 350121", "2": None}, refused=("-1", MENDING),
    ),
    Choice(
        "interview_leaders", unit("marts.rpt_interview_list", "interview_leaders_zh", "350121"), {None: "主要负责人", "分管领导": "分管领导"},
        given=say("interview_weak_topics", "5"),
    ),
    # 0.9979 over five units.
    Choice(
        "redundant_correlation", "select correlation_status from marts.fct_indicator_correlation where group_code = 'CORE'",
        {None: "redundant", "0.997": "redundant", "0.998": "ordinary"}, refused=("1", "correlation_settings_are_known"),
    ),
    Choice(
        "correlation_least_units", "select correlation_status from marts.fct_indicator_correlation where group_code = 'CORE'",
        {None: "redundant", "5": "redundant", "6": "unknown"}, refused=("2", "correlation_settings_are_known"),
    ),
    # Last year is known of two units.
    Choice(
        "forecast_least_errors", unit(MONITORING, "forecast_status", "350102", f"{GDP} and period_code = '2020Q2'"),
        {None: "point", "2": "interval", "3": "point"}, given=LAST_YEARS_QUARTERS, refused=("1", "monitoring_settings_are_known"),
    ),
)  # fmt: skip
