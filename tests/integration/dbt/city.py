"""A tiny city that keeps every rule: three counties in two groups, one of which had another code a year ago."""

from orchestration.contracts import Contracts
from tests.integration.dbt.inputs import Inputs, Row

OFFICE = "efficiency_office"
SETTINGS = {
    "indicator_decimals": "4",
    "dimension_decimals": "4",
    "component_decimals": "4",
    "composite_decimals": "2",
    "rank_on": "rounded",
    "rank_ties": "competition",
    "quota_ties": "include",
    "not_applicable_rule": "reweight",
    "appraisal_fallback": "hold",
    "min_answers_per_group": "2",
    "composite_floor": "0",
    "composite_cap": "105",
    "weak_score_below": "70",
    "weak_topic_below": "75",
    "rectification_days": "30",
    "at_risk_share": "0.9",
}
NODES = (
    ("INDICATORS", None, 1, "指标考核", None, None),
    ("APPRAISAL", None, 1, "公众评议", None, None),
    ("INSPECTION", None, 1, "察访核验", None, None),
    ("BONUS", None, 1, "加分", None, None),
    ("ECONOMY", "INDICATORS", 2, "维度", None, None),
    ("GDP_GROWTH", "ECONOMY", 3, "指标", "正向", "比率"),
    ("PROJECT_INVESTMENT", "ECONOMY", 3, "指标", "正向", "累计"),
)
WEIGHTS = {
    "INDICATORS": 60,
    "APPRAISAL": 40,
    "ECONOMY": 100,
    "GDP_GROWTH": "62.5",
    "PROJECT_INVESTMENT": "37.5",
}
COUNTIES = {"350102": ("鼓楼区", "CORE"), "350103": ("台江区", "CORE"), "350112": ("长乐区", "COAST")}


def unit(code: str, name: str, level: str = "县区", identity: str | None = None) -> Row:
    """Return a row of the unit register."""
    return {
        "unit_id": identity or f"U{code}",
        "unit_code": code,
        "unit_name_zh": name,
        "unit_name_en": "Unit",
        "unit_level": level,
        "parent_code": None if level == "市" else "350100",
        "valid_from_date": "2000-01-01",
    }


def register(inputs: Inputs) -> None:
    """Land the registers of both years: 长乐 changes its name and code between them, and a zone goes."""
    name = f"{OFFICE}.unit_register"
    shared = [unit("350100", "福州市", "市"), unit("350102", "鼓楼区"), unit("350103", "台江区")]
    before = [unit("350182", "长乐市", identity="UCHANGLE"), unit("3501Z9", "旧区（演示）", "开发区")]
    inputs.land(name, "2019", *shared, *before, table="units")
    inputs.land(name, "2020", *shared, unit("350112", "长乐区", identity="UCHANGLE"), table="units")


def _method(indicator: str, group: str, part: str, share: str, **more: str) -> Row:
    defaults = {"reference_kind": "目标值", "basis": "数值", "method_code": "目标完成率", "fallback": "暂缓"}
    key = {"indicator_code": indicator, "group_code": group, "part_code": part, "share": share}
    return {**key, **defaults, "floor_score": "0", "cap_score": "110", **more}


def scheme(inputs: Inputs) -> None:
    """Land the scheme of 2020; COAST has a method row and respondent weights of its own."""
    name = f"{OFFICE}.scheme"

    def land(table: str, *rows: Row) -> None:
        inputs.land(name, "2020", *rows, table=table)

    land("settings", *({"setting_code": code, "setting_value": value} for code, value in SETTINGS.items()))
    groups = (("CORE", "1"), ("COAST", "2"))
    land(
        "groups",
        *(
            {
                "group_code": code,
                "group_name_zh": code,
                "group_name_en": code,
                "unit_level": "县区",
                "sort_order": order,
            }
            for code, order in groups
        ),
    )
    land(
        "participants",
        *({"unit_code": c, "unit_name_zh": zh, "group_code": group} for c, (zh, group) in COUNTIES.items()),
    )
    fields = ("node_code", "parent_code", "node_level", "node_kind", "direction", "accumulation")
    caps = {"INSPECTION": "1", "BONUS": "3"}
    land(
        "nodes",
        *(
            {
                **dict(zip(fields, node, strict=True)),
                "name_zh": node[0],
                "name_en": node[0],
                "cap_score": caps.get(node[0]),
            }
            for node in NODES
        ),
    )
    land(
        "weights",
        *(
            {"group_code": group, "node_code": node, "weight": weight}
            for group, _ in groups
            for node, weight in WEIGHTS.items()
        ),
    )
    superiors = (("P_GDP", "省", "8", None), ("P_ENERGY", "省", "4", None), ("C_GDP", "市", "10", "P_GDP"))
    land(
        "superior_indicators",
        *(
            {
                "superior_code": code,
                "superior_level": level,
                "name_zh": code,
                "name_en": code,
                "weight": weight,
                "source_code": source,
            }
            for code, level, weight, source in superiors
        ),
    )
    land("alignments", {"indicator_code": "GDP_GROWTH", "superior_code": "C_GDP"})
    land(
        "methods",
        _method("GDP_GROWTH", "*", "目标", "0.5"),
        _method(
            "GDP_GROWTH",
            "*",
            "纵向",
            "0.5",
            reference_kind="上年同期",
            basis="差值",
            method_code="增减分",
            base_score="80",
            step_score="2",
        ),
        _method("GDP_GROWTH", "COAST", "目标", "1"),
        _method("PROJECT_INVESTMENT", "*", "目标", "1"),
    )
    band = {
        "band_table": "B1",
        "band_no": "1",
        "closed_side": "下闭",
        "score_at_lower": "60",
        "score_at_upper": "60",
    }
    land("bands", band)
    targets = {"GDP_GROWTH": "6", "PROJECT_INVESTMENT": "2000000"}
    land(
        "targets",
        *(
            {"unit_code": c, "unit_name_zh": zh, "indicator_code": indicator, "target_value": target}
            for c, (zh, _) in COUNTIES.items()
            for indicator, target in targets.items()
        ),
    )
    people = (
        ("*", "RESIDENT", "城乡居民", 60),
        ("*", "BUSINESS", "企业经营者", 40),
        ("COAST", "RESIDENT", "城乡居民", 100),
    )
    land(
        "respondent_groups",
        *(
            {"group_code": group, "respondent_group": code, "name_zh": zh, "name_en": code, "weight": weight}
            for group, code, zh, weight in people
        ),
    )
    scale = {"非常满意": "100", "满意": "85", "基本满意": "70", "不满意": "40", "不了解": None}
    land("answer_scale", *({"answer_zh": answer, "answer_score": score} for answer, score in scale.items()))
    land(
        "topics",
        *(
            {"topic_code": f"Q{n}", "name_zh": f"内容{n}", "name_en": f"Topic {n}", "weight": "20"}
            for n in range(1, 6)
        ),
    )
    items = (
        ("LATE", "扣分", "0.4", "2", None),
        ("HONOUR", "加分", "1", None, None),
        ("SAFETY", "一票否决", None, None, "一般"),
    )
    fields = ("item_code", "kind", "points_per_case", "item_ceiling", "grade_cap")
    land(
        "adjustments",
        *({**dict(zip(fields, i, strict=True)), "name_zh": i[0], "name_en": i[0]} for i in items),
    )
    land(
        "grades",
        *(
            {"grade_name_zh": zh, "lower_bound": low}
            for zh, low in (("优秀", 85), ("良好", 75), ("一般", 60), ("差", 0))
        ),
    )
    land(
        "quotas",
        {"group_code": "CORE", "grade_name_zh": "优秀", "max_share_pct": "40", "rounding": "四舍五入"},
    )
    land(
        "consequences",
        {
            "trigger_grade": "优秀",
            "consecutive_years": "1",
            "action_code": "REWARD",
            "action_zh": "奖励",
            "action_en": "Reward",
        },
    )


def figures(inputs: Inputs) -> None:
    """Land what the bureaus measured: names in one dataset, codes in another, flash before final."""
    accounts = "statistics.county_accounts"
    inputs.land(
        accounts,
        "2019",
        {"unit_name_zh": "福州市", "gdp_index": "107.9"},
        {"unit_name_zh": "鼓楼区", "gdp_index": "107.5", "gdp_growth_pct": "7.5", "gdp_cny_100m": "2100.5"},
        {"unit_name_zh": "长乐市", "gdp_index": "!not_published", "gdp_growth_pct": "8.25"},
        {"unit_name_zh": "旧区(演示)", "gdp_growth_pct": "1"},
        vintage="preliminary",
    )
    inputs.land(
        accounts,
        "2020",
        {"unit_name_zh": "福州市", "gdp_index": "105.1"},
        {"unit_name_zh": "鼓楼区", "gdp_index": "104.25"},
        {"unit_name_zh": "台江区", "gdp_index": "!not_published", "gdp_growth_pct": "!not_applicable"},
        {"unit_name_zh": "长乐区", "gdp_index": "!not_published", "gdp_growth_pct": "!not_published"},
    )
    for code, (name, _) in COUNTIES.items():
        for quarter in range(1, 5):
            inputs.land(
                "statistics.quarterly_economy",
                f"2020Q{quarter}",
                {
                    "unit_code": code,
                    "unit_name_zh": name,
                    "gdp_growth_pct": "!not_published" if code == "350103" else quarter,
                },
                vintage="flash",
            )
            inputs.land(
                "development_reform.project_progress",
                f"2020Q{quarter}",
                {
                    "unit_code": code,
                    "unit_name_zh": name,
                    "planned_investment_cny_100m": "200",
                    "completed_investment_cny_100m": quarter * 45,
                },
                nature="synthetic",
            )
    inputs.land(
        "development_reform.project_progress",
        "2019Q2",
        {
            "unit_code": "350182",
            "unit_name_zh": "长乐市",
            "planned_investment_cny_100m": "1",
            "completed_investment_cny_100m": "80",
        },
    )
    inputs.land(
        "finance.budget_execution",
        "2020",
        {
            "unit_code": "350102",
            "unit_name_zh": "鼓楼区",
            "item_name_zh": "地方一般公共预算收入",
            "amount_cny_10k": "399445.77",
            "vintage": "年报",
            "data_nature": "实际",
        },
        {
            "unit_code": "350102",
            "unit_name_zh": "鼓楼区",
            "item_name_zh": "一般公共预算支出",
            "amount_cny_10k": "0",
            "vintage": "年报",
            "data_nature": "实际",
        },
    )


def answers(inputs: Inputs) -> None:
    """Land the survey and what inspectors and the organisation department recorded."""
    respondents = (
        [("350102", "城乡居民", answer) for answer in ("非常满意", "满意", "不了解")]
        + [("350102", "企业经营者", "不满意")]
        + [("350112", "城乡居民", "满意"), ("350112", "城乡居民", "基本满意")]
    )
    inputs.land(
        "survey.responses",
        "2020",
        *(
            {
                "response_no": f"R{n}",
                "interview_date": "2020-11-02",
                "unit_code": code,
                "respondent_group_zh": group,
                **{f"q{topic}_answer": answer for topic in range(1, 6)},
                "comment_text": None,
                "data_nature": "合成演示",
            }
            for n, (code, group, answer) in enumerate(respondents)
        ),
        nature="synthetic",
    )
    record = {"unit_code": "350102", "unit_name_zh": "鼓楼区"}
    inputs.land(
        f"{OFFICE}.inspections",
        "2020",
        {
            **record,
            "case_no": "1",
            "inspection_date": "2020-05-06",
            "item_code": "LATE",
            "case_count": "2",
            "finding_text": "x",
        },
        {
            **record,
            "case_no": "2",
            "inspection_date": "2020-05-07",
            "item_code": "LATE",
            "case_count": "1",
            "finding_text": "y",
        },
    )
    honours = (("A", "HONOUR", "1"), ("B", "SAFETY", "1"))
    inputs.land(
        "organisation.honours_vetoes",
        "2020",
        *(
            {
                **record,
                "record_no": no,
                "decision_date": "2020-12-01",
                "item_code": item,
                "case_count": count,
                "document_no": no,
            }
            for no, item, count in honours
        ),
    )


def tiny_city(contracts: Contracts) -> Inputs:
    """Return the inputs of an annual build of 2020."""
    inputs = Inputs(contracts, "2020")
    for part in (register, scheme, figures, answers):
        part(inputs)
    return inputs
