"""Who is evaluated by what: settings, groups, components, dimensions and indicators, and their weights in each group."""

from sample.textfile import Cell
from sample.units import COUNTY, LAST_YEAR, ORGAN, TOWNSHIP, ZONE

Row = tuple[Cell, ...]
SPECIAL_YEAR = LAST_YEAR
COUNTY_GROUPS = ("COUNTY_CORE", "COUNTY_COAST", "COUNTY_HILL")
ORGAN_GROUPS = ("ORGAN_PARTY", "ORGAN_ECON", "ORGAN_SERVICE")
TOWNSHIP_GROUPS = ("TOWNSHIP_TOWN", "TOWNSHIP_STREET")
GROUPS: tuple[Row, ...] = (
    ("COUNTY_CORE", "中心城区", "Core districts", COUNTY, 1),
    ("COUNTY_COAST", "沿海县（市）区", "Coastal counties", COUNTY, 2),
    ("COUNTY_HILL", "山区县", "Hill counties", COUNTY, 3),
    ("ZONE", "开发区", "Development zones", ZONE, 4),
    ("ORGAN_PARTY", "市直党群部门", "Party and mass organs", ORGAN, 5),
    ("ORGAN_ECON", "市直经济与管理部门", "Economic and managing organs", ORGAN, 6),
    ("ORGAN_SERVICE", "市直综合与服务部门", "General and service organs", ORGAN, 7),
    ("TOWNSHIP_TOWN", "乡镇", "Towns and townships", TOWNSHIP, 8),
    ("TOWNSHIP_STREET", "街道", "Streets", TOWNSHIP, 9),
)
SETTINGS: tuple[Row, ...] = (
    ("indicator_decimals", "4", "指标得分保留小数位"), ("dimension_decimals", "4", "维度得分保留小数位"),
    ("component_decimals", "4", "构成得分保留小数位"), ("composite_decimals", "2", "综合得分保留小数位"),
    ("rank_on", "rounded", "按舍入后的得分排位"), ("rank_ties", "competition", "并列时取最好位次"),
    ("quota_ties", "include", "末位并列者一并保留等次"), ("not_applicable_rule", "reweight", "不适用指标的权重按比例分摊"),
    ("appraisal_fallback", "hold", "无有效评议主体时暂缓"), ("min_answers_per_group", "5", "评议主体最少有效问卷数"),
    ("composite_floor", "0", "综合得分下限"), ("composite_cap", "105", "综合得分上限"),
    ("weak_score_below", "70", "弱项指标界限"), ("weak_topic_below", "75", "弱项评议内容界限"),
    ("rectification_days", "30", "整改期限（天）"), ("at_risk_share", "0.9", "进度预警比例"),
)  # fmt: skip
COMPONENTS: tuple[Row, ...] = (
    ("INDICATORS", "", 1, "指标考核", "指标考核", "Indicators", "", "", "", "", ""),
    ("APPRAISAL", "", 1, "公众评议", "公众评议", "Public appraisal", "", "", "", "", ""),
    ("INSPECTION", "", 1, "察访核验", "察访核验", "Inspection", "", "", "", 0, 5),
    ("BONUS", "", 1, "加分", "加分", "Bonus", "", "", "", 0, 3),
)
SPECIAL = "SPECIAL"
DIMENSIONS = {
    "ECON": ("经济发展", "Economy"), "FINANCE": ("财政质量", "Public finance"), "PROJECT": ("项目攻坚", "Key projects"),
    "LIVELIHOOD": ("民生福祉", "Livelihood"), "PARTY": ("党的建设", "Party building"), "DUTY": ("履职效能", "Duties"),
    "COST": ("行政成本", "Cost of administration"), "GOVERN": ("基层治理", "Local governance"), SPECIAL: ("专项工作", "Special work"),
}  # fmt: skip
# indicator: dimension, Chinese, English, unit of measure, direction, accumulation
INDICATORS: dict[str, tuple[str, str, str, str, str, str]] = {
    "GDP_GROWTH": ("ECON", "地区生产总值增速", "GDP growth", "%", "正向", "比率"),
    "INDUSTRY_GROWTH": ("ECON", "工业增加值增速", "Industrial value added growth", "%", "正向", "比率"),
    "SERVICE_GROWTH": ("ECON", "第三产业增加值增速", "Tertiary value added growth", "%", "正向", "比率"),
    "FIXED_INVESTMENT_GROWTH": ("ECON", "固定资产投资增速", "Fixed-asset investment growth", "%", "正向", "比率"),
    "RETAIL_GROWTH": ("ECON", "社会消费品零售总额增速", "Retail sales growth", "%", "正向", "比率"),
    "LOCAL_REVENUE": ("FINANCE", "地方一般公共预算收入", "Local general budget revenue", "万元", "正向", ""),
    "PROJECT_INVESTMENT": ("PROJECT", "重点项目完成投资", "Investment in key projects", "万元", "正向", "累计"),
    "NEW_JOBS": ("LIVELIHOOD", "城镇新增就业", "New urban jobs", "人", "正向", ""),
    "UNEMPLOYMENT_RATE": ("LIVELIHOOD", "城镇登记失业率", "Registered unemployment rate", "%", "逆向", ""),
    "PARTY_BUILDING": ("PARTY", "基层党建考核", "Party building assessment", "分", "正向", ""),
    "KEY_TASKS": ("DUTY", "重点任务完成率", "Key tasks completed", "%", "正向", ""),
    "SERVICE_ON_TIME": ("DUTY", "事项按时办结率", "Matters settled on time", "%", "正向", ""),
    "BUDGET_EXECUTION_RATE": ("COST", "预算执行率", "Budget execution rate", "%", "正向", ""),
    "OFFICIAL_EXPENSE": ("COST", "三公经费支出", "Official expenses", "万元", "逆向", ""),
    "ENVIRONMENT": ("GOVERN", "人居环境整治评分", "Living environment score", "分", "正向", ""),
    "SAFETY_RATE": ("GOVERN", "群众安全感率", "Sense of safety", "%", "正向", ""),
    "INNOVATION_RESULTS": ("SPECIAL", "机制创新成果", "Institutional innovations", "项", "正向", ""),
    "INCENTIVE_MEASURES": ("SPECIAL", "激励机制措施落实", "Incentive measures carried out", "%", "正向", ""),
    "GRASSROOTS_SERVICE": ("SPECIAL", "市直机关服务基层年活动", "Organs serving the grass roots", "分", "正向", ""),
}  # fmt: skip


def nodes(year: int) -> list[Row]:
    """Return the rows of sheet 指标体系: the special dimension stands in its year only."""
    shown = {code: names for code, names in DIMENSIONS.items() if code != SPECIAL or year == SPECIAL_YEAR}
    dimensions = [
        (code, "INDICATORS", 2, "维度", *names, "", "", "", "", "") for code, names in shown.items()
    ]
    indicators: list[Row] = [
        (code, dimension, 3, "指标", *described, "", "")
        for code, (dimension, *described) in INDICATORS.items()
        if dimension in shown
    ]
    return [*COMPONENTS, *dimensions, *indicators]
