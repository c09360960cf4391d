"""The efficiency office's scheme workbooks for 2019 and 2020. The parameters are illustrative: Fuzhou's own are not public."""

from collections.abc import Iterable, Mapping, Sequence

from sample.files import SAMPLE_NOTE, Cell, Sheet
from sample.units import EVALUATED, Unit

Row = Sequence[Cell]
SPECIAL_YEAR = 2020
COUNTY_GROUPS = ("COUNTY_CORE", "COUNTY_COAST", "COUNTY_HILL")
ORGAN_GROUPS = ("ORGAN_PARTY", "ORGAN_ECON", "ORGAN_SERVICE")
TOWNSHIP_GROUPS = ("TOWNSHIP_TOWN", "TOWNSHIP_STREET")
GROUPS: tuple[Row, ...] = (
    ("COUNTY_CORE", "中心城区", "Core districts", "县区", 1),
    ("COUNTY_COAST", "沿海县（市）区", "Coastal counties", "县区", 2),
    ("COUNTY_HILL", "山区县", "Hill counties", "县区", 3),
    ("ZONE", "开发区", "Development zones", "开发区", 4),
    ("ORGAN_PARTY", "市直党群部门", "Party and mass organs", "市直机关", 5),
    ("ORGAN_ECON", "市直经济与管理部门", "Economic and managing organs", "市直机关", 6),
    ("ORGAN_SERVICE", "市直综合与服务部门", "General and service organs", "市直机关", 7),
    ("TOWNSHIP_TOWN", "乡镇", "Towns and townships", "乡镇街道", 8),
    ("TOWNSHIP_STREET", "街道", "Streets", "乡镇街道", 9),
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
DIMENSIONS = {
    "ECON": ("经济发展", "Economy"), "FINANCE": ("财政质量", "Public finance"), "PROJECT": ("项目攻坚", "Key projects"),
    "LIVELIHOOD": ("民生福祉", "Livelihood"), "PARTY": ("党的建设", "Party building"), "DUTY": ("履职效能", "Duties"),
    "COST": ("行政成本", "Cost of administration"), "GOVERN": ("基层治理", "Local governance"), "SPECIAL": ("专项工作", "Special work"),
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
Weights = dict[str, dict[str, float]]


def _county(gdp: float, industry: float, service: float, invest: float, retail: float) -> Weights:
    return {
        "ECON": {
            "GDP_GROWTH": gdp, "INDUSTRY_GROWTH": industry, "SERVICE_GROWTH": service,
            "FIXED_INVESTMENT_GROWTH": invest, "RETAIL_GROWTH": retail,
        },
        "FINANCE": {"LOCAL_REVENUE": 100},
        "PROJECT": {"PROJECT_INVESTMENT": 100},
        "LIVELIHOOD": {"NEW_JOBS": 60, "UNEMPLOYMENT_RATE": 40},
        "PARTY": {"PARTY_BUILDING": 100},
        "SPECIAL": {"INNOVATION_RESULTS": 50, "INCENTIVE_MEASURES": 50},
    }  # fmt: skip


def _organ(tasks: float) -> Weights:
    duty = {"KEY_TASKS": tasks, "SERVICE_ON_TIME": 100 - tasks} if tasks < 100 else {"KEY_TASKS": tasks}  # noqa: PLR2004
    return {
        "DUTY": duty,
        "COST": {"BUDGET_EXECUTION_RATE": 60, "OFFICIAL_EXPENSE": 40},
        "PARTY": {"PARTY_BUILDING": 100},
        "SPECIAL": {"INNOVATION_RESULTS": 35, "INCENTIVE_MEASURES": 30, "GRASSROOTS_SERVICE": 35},
    }


def _township(environment: float) -> Weights:
    return {
        "GOVERN": {"ENVIRONMENT": environment, "SAFETY_RATE": 100 - environment},
        "DUTY": {"KEY_TASKS": 100},
        "LIVELIHOOD": {"NEW_JOBS": 100},
        "PARTY": {"PARTY_BUILDING": 100},
        "SPECIAL": {"INNOVATION_RESULTS": 50, "INCENTIVE_MEASURES": 50},
    }


INDICATOR_WEIGHTS: dict[str, Weights] = {
    "COUNTY_CORE": _county(30, 10, 30, 15, 15),
    "COUNTY_COAST": _county(30, 25, 15, 20, 10),
    "COUNTY_HILL": _county(30, 20, 20, 17.5, 12.5),
    "ZONE": {
        **_county(25, 40, 0, 35, 0),
        "ECON": {"GDP_GROWTH": 25, "INDUSTRY_GROWTH": 40, "FIXED_INVESTMENT_GROWTH": 35},
        "LIVELIHOOD": {"NEW_JOBS": 100},
    },
    "ORGAN_PARTY": _organ(100),
    "ORGAN_ECON": _organ(60),
    "ORGAN_SERVICE": _organ(50),
    "TOWNSHIP_TOWN": _township(55),
    "TOWNSHIP_STREET": _township(45),
}
DIMENSION_WEIGHTS = {
    2019: {
        **dict.fromkeys(COUNTY_GROUPS, {"ECON": 40, "FINANCE": 15, "PROJECT": 15, "LIVELIHOOD": 15, "PARTY": 15}),
        "ZONE": {"ECON": 45, "FINANCE": 15, "PROJECT": 20, "LIVELIHOOD": 10, "PARTY": 10},
        **dict.fromkeys(ORGAN_GROUPS, {"DUTY": 50, "COST": 20, "PARTY": 30}),
        **dict.fromkeys(TOWNSHIP_GROUPS, {"GOVERN": 45, "DUTY": 25, "LIVELIHOOD": 15, "PARTY": 15}),
    },
    2020: {
        **dict.fromkeys(COUNTY_GROUPS, {"ECON": 35, "FINANCE": 12, "PROJECT": 15, "LIVELIHOOD": 13, "PARTY": 15, "SPECIAL": 10}),
        "ZONE": {"ECON": 40, "FINANCE": 12, "PROJECT": 20, "LIVELIHOOD": 8, "PARTY": 10, "SPECIAL": 10},
        **dict.fromkeys(ORGAN_GROUPS, {"DUTY": 42, "COST": 18, "PARTY": 25, "SPECIAL": 15}),
        **dict.fromkeys(TOWNSHIP_GROUPS, {"GOVERN": 40, "DUTY": 22, "LIVELIHOOD": 13, "PARTY": 15, "SPECIAL": 10}),
    },
}  # fmt: skip
COMPONENT_WEIGHTS = {2019: {"INDICATORS": 70, "APPRAISAL": 30}, 2020: {"INDICATORS": 60, "APPRAISAL": 40}}


def _part(
    indicator: str, part: str, share: float, reference: str, basis: str, method: str, *, group: str = "*",
    base: float | str = "", step: float | str = "", good: float | str = "", bad: float | str = "", bands: str = "",
    floor: float = 40, cap: float = 100, fallback: str = "暂缓",
) -> Row:  # fmt: skip
    return (
        indicator, group, part, share, reference, basis, method, base, step, good, bad, bands, floor, cap, fallback
    )  # fmt: skip


def methods(year: int) -> list[Row]:
    """Return the rows of sheet 评分方法."""
    crisis = year == SPECIAL_YEAR
    rows = [
        _part("GDP_GROWTH", "目标", 0.4, "目标值", "数值", "目标完成率", cap=110),
        _part("GDP_GROWTH", "纵向", 0.3, "上年同期", "差值", "增减分", base=95 if crisis else 88, step=5, cap=105),
        _part("GDP_GROWTH", "横向", 0.3, "全市", "差值", "增减分", base=85, step=5, cap=105),
        _part("GDP_GROWTH", "目标", 0.5, "目标值", "数值", "目标完成率", group="COUNTY_HILL", cap=110),
        _part("GDP_GROWTH", "横向", 0.5, "全市", "差值", "增减分", group="COUNTY_HILL", base=85, step=5, cap=105),
        _part("INDUSTRY_GROWTH", "目标", 0.6, "无", "数值", "功效系数", good=7 if crisis else 9.5, bad=-2 if crisis else 4),
        _part("INDUSTRY_GROWTH", "横向", 0.4, "全市", "差值", "分档", bands="与全市差距", fallback="并入其他角度"),
        _part("SERVICE_GROWTH", "目标", 0.5, "目标值", "数值", "目标完成率", cap=110),
        _part("SERVICE_GROWTH", "横向", 0.5, "组平均", "差值", "增减分", base=85, step=4),
        _part("FIXED_INVESTMENT_GROWTH", "目标", 1, "无", "数值", "分档", bands="投资增速"),
        _part("RETAIL_GROWTH", "目标", 0.5, "目标值", "数值", "达标", floor=60),
        _part("RETAIL_GROWTH", "纵向", 0.5, "上年同期", "差值", "增减分", base=100 if crisis else 85, step=2.5, fallback="并入其他角度"),
        _part("LOCAL_REVENUE", "目标", 0.5, "目标值", "数值", "目标完成率", step=0.5, floor=0, cap=110),
        _part("LOCAL_REVENUE", "纵向", 0.5, "上年同期", "增速", "增减分", base=80, step=1.5, cap=110, fallback="并入其他角度"),
        _part("PROJECT_INVESTMENT", "目标", 1, "目标值", "数值", "目标完成率", step=0.5, floor=0, cap=110),
        _part("NEW_JOBS", "目标", 0.7, "目标值", "数值", "目标完成率", step=0.5, floor=0, cap=110),
        _part("NEW_JOBS", "纵向", 0.3, "上年同期", "增速", "增减分", base=85, step=1, fallback="并入其他角度"),
        _part("UNEMPLOYMENT_RATE", "目标", 0.6, "目标值", "数值", "目标完成率", floor=0, cap=110),
        _part("UNEMPLOYMENT_RATE", "纵向", 0.4, "上年同期", "差值", "增减分", base=85, step=-20, fallback="并入其他角度"),
        _part("PARTY_BUILDING", "目标", 1, "无", "数值", "增减分", base=0, step=1, floor=0),
        _part("KEY_TASKS", "目标", 1, "目标值", "数值", "目标完成率", floor=0),
        *(_part("KEY_TASKS", "目标", 1, "无", "数值", "功效系数", group=g, good=100, bad=88, floor=20) for g in TOWNSHIP_GROUPS),
        _part("SERVICE_ON_TIME", "目标", 1, "无", "数值", "功效系数", good=100, bad=90),
        _part("BUDGET_EXECUTION_RATE", "目标", 1, "无", "数值", "分档", bands="预算执行"),
        _part("OFFICIAL_EXPENSE", "目标", 0.5, "目标值", "数值", "达标", floor=50),
        _part("OFFICIAL_EXPENSE", "纵向", 0.5, "上年同期", "增速", "增减分", base=85, step=-1.5, fallback="并入其他角度"),
        _part("ENVIRONMENT", "目标", 1, "无", "数值", "分档", bands="环境评分", floor=0),
        _part("SAFETY_RATE", "目标", 0.5, "无", "数值", "功效系数", good=99.5, bad=94),
        _part("SAFETY_RATE", "横向", 0.5, "组平均", "差值", "增减分", base=85, step=4),
    ]  # fmt: skip
    if crisis:
        rows += [
            _part("INNOVATION_RESULTS", "目标", 1, "无", "数值", "增减分", base=65, step=9, floor=60),
            _part("INCENTIVE_MEASURES", "目标", 1, "目标值", "数值", "目标完成率", floor=0),
            _part(
                "GRASSROOTS_SERVICE",
                "目标",
                1,
                "无",
                "数值",
                "分档",
                bands="服务基层",
                floor=0,
                fallback="零分",
            ),
        ]
    return rows


BANDS: tuple[Row, ...] = (
    ("与全市差距", 1, "", -5, "下闭", 50, 50), ("与全市差距", 2, -5, -2, "下闭", 50, 70), ("与全市差距", 3, -2, 0, "下闭", 70, 85),
    ("与全市差距", 4, 0, 3, "下闭", 85, 100), ("与全市差距", 5, 3, "", "下闭", 100, 100),
    ("投资增速", 1, "", 0, "上闭", 55, 55), ("投资增速", 2, 0, 3, "上闭", 70, 70), ("投资增速", 3, 3, 6, "上闭", 80, 80),
    ("投资增速", 4, 6, 9, "上闭", 90, 90), ("投资增速", 5, 9, "", "上闭", 100, 100),
    ("预算执行", 1, "", 80, "下闭", 60, 60), ("预算执行", 2, 80, 90, "下闭", 60, 80), ("预算执行", 3, 90, 95, "下闭", 80, 95),
    ("预算执行", 4, 95, 100, "下闭", 95, 100), ("预算执行", 5, 100, "", "下闭", 100, 100),
    ("环境评分", 1, "", 60, "下闭", 45, 45), ("环境评分", 2, 60, 70, "下闭", 65, 65), ("环境评分", 3, 70, 80, "下闭", 80, 80),
    ("环境评分", 4, 80, 90, "下闭", 90, 90), ("环境评分", 5, 90, "", "下闭", 100, 100),
    ("服务基层", 1, "", 60, "下闭", 40, 40), ("服务基层", 2, 60, 100, "下闭", 60, 100), ("服务基层", 3, 100, "", "下闭", 100, 100),
)  # fmt: skip
RESPONDENT_GROUPS = (
    ("RESIDENT", "城乡居民", "Residents", 30, 25), ("BUSINESS", "企业经营者", "Business operators", 20, 20),
    ("DELEGATE_PARTY", "党代表", "Party delegates", 10, 10), ("DELEGATE_PEOPLE", "人大代表", "People's congress deputies", 10, 10),
    ("CPPCC", "政协委员", "CPPCC members", 10, 10), ("ORGAN", "市直机关", "Municipal organs", 10, 10),
    ("GRASSROOTS", "基层所站", "Grass-roots stations", 10, 15),
)  # fmt: skip
ANSWERS: tuple[Row, ...] = (("非常满意", 100), ("满意", 85), ("基本满意", 70), ("不满意", 40), ("不了解", ""))
TOPICS: tuple[Row, ...] = (
    ("Q1", "服务态度", "Attitude", 20), ("Q2", "办事效率", "Efficiency", 25), ("Q3", "民生改善", "Livelihood", 20),
    ("Q4", "改革创新", "Innovation", 15), ("Q5", "权益保障", "Protection of rights", 20),
)  # fmt: skip
ADJUSTMENTS: tuple[Row, ...] = (
    ("D_DISCIPLINE", "扣分", "工作纪律问题", "Breach of work discipline", 0.5, 2, ""),
    ("D_SERVICE", "扣分", "服务窗口问题", "Fault at a service counter", 0.3, 1.5, ""),
    ("D_DELAY", "扣分", "推诿拖延", "Delay and evasion", 0.8, "", ""),
    ("B_NATIONAL", "加分", "国家级表彰", "National commendation", 2, 2, ""),
    ("B_PROVINCE", "加分", "省级表彰", "Provincial commendation", 1, 2, ""),
    ("V_SAFETY", "一票否决", "重大安全生产事故", "Major accident at work", "", "", "一般"),
    ("V_INTEGRITY", "一票否决", "党风廉政重大问题", "Serious breach of integrity", "", "", "差"),
)  # fmt: skip
RECIPIENTS = "市纪委监委、市委组织部、市委文明办、市发改委、市财政局、市审计局"
CONSEQUENCES: tuple[Row, ...] = (
    ("优秀", 1, "REWARD", "单位和个人绩效奖励", "Performance reward for the unit and its staff", "", RECIPIENTS),
    ("良好", 1, "REWARD", "单位和个人绩效奖励", "Performance reward for the unit and its staff", "", RECIPIENTS),
    ("一般", 1, "CRITICISM", "全市通报批评", "Circular criticism", "", RECIPIENTS),
    ("一般", 2, "RECTIFICATION", "向领导小组书面报告整改情况", "Written rectification report to the leading group", 30, RECIPIENTS),
    ("一般", 2, "ADMONITION", "对主要领导和分管领导诫勉教育", "Admonition of the main and the responsible leaders", 60, RECIPIENTS),
    ("差", 1, "CRITICISM", "全市通报批评", "Circular criticism", "", RECIPIENTS),
    ("差", 1, "RECTIFICATION", "向领导小组书面报告整改情况", "Written rectification report to the leading group", 30, RECIPIENTS),
    ("差", 1, "ADMONITION", "对主要领导和分管领导诫勉教育", "Admonition of the main and the responsible leaders", 60, RECIPIENTS),
)  # fmt: skip


def _quotas() -> list[Row]:
    best = {
        **dict.fromkeys((*COUNTY_GROUPS, "ZONE"), 40),
        **dict.fromkeys(ORGAN_GROUPS, 60),
        **dict.fromkeys(TOWNSHIP_GROUPS, 30),
    }
    rounding = {"ZONE": "舍去", **dict.fromkeys(TOWNSHIP_GROUPS, "进一")}
    rows: list[Row] = [
        (group, "优秀", share, rounding.get(group, "四舍五入")) for group, share in best.items()
    ]
    return rows + [(group, "良好", 90, "四舍五入") for group in (*ORGAN_GROUPS, *TOWNSHIP_GROUPS)]


def _nodes(year: int) -> list[Row]:
    shown = DIMENSIONS if year == SPECIAL_YEAR else {k: v for k, v in DIMENSIONS.items() if k != "SPECIAL"}
    rows = list(COMPONENTS)
    rows += [(code, "INDICATORS", 2, "维度", zh, en, "", "", "", "", "") for code, (zh, en) in shown.items()]
    rows += [
        (code, dimension, 3, "指标", zh, en, unit, direction, accumulation, "", "")
        for code, (dimension, zh, en, unit, direction, accumulation) in INDICATORS.items()
        if dimension in shown
    ]
    return rows


def _weights(year: int) -> list[Row]:
    rows: list[Row] = []
    for group, weights in INDICATOR_WEIGHTS.items():
        rows += [(group, code, weight) for code, weight in COMPONENT_WEIGHTS[year].items()]
        dimensions = DIMENSION_WEIGHTS[year][group]
        rows += [(group, code, weight) for code, weight in dimensions.items()]
        rows += [(group, code, weight) for d in dimensions for code, weight in weights[d].items()]
    return rows


def applies(year: int, group: str) -> set[str]:
    """Return the indicators with a weight in a group."""
    return {
        code for dimension in DIMENSION_WEIGHTS[year][group] for code in INDICATOR_WEIGHTS[group][dimension]
    }


def _respondent_rows() -> list[Row]:
    rows: list[Row] = [("*", code, zh, en, weight) for code, zh, en, weight, _ in RESPONDENT_GROUPS]
    rows += [(g, code, zh, en, weight) for g in ORGAN_GROUPS for code, zh, en, _, weight in RESPONDENT_GROUPS]
    return rows


HEADERS: dict[str, tuple[str, ...]] = {
    "基本设置": ("设置项", "取值", "说明"),
    "考评分组": ("组别代码", "组别名称", "英文名称", "层级", "排序"),
    "考评对象": ("单位代码", "单位名称", "组别代码"),
    "指标体系": ("代码", "上级代码", "级别", "类型", "名称", "英文名称", "计量单位", "指标方向", "累计方式", "下限", "上限"),
    "权重": ("组别代码", "代码", "权重"),
    "评分方法": ("指标代码", "组别代码", "评价角度", "占比", "比较基准", "比较方式", "计分方法", "基准分", "单位分值", "满意值",
                "不允许值", "分档表", "下限", "上限", "缺失处理"),
    "分档表": ("分档表", "档次", "下界", "上界", "闭端", "下界得分", "上界得分"),
    "目标值": ("单位代码", "单位名称", "指标代码", "目标值"),
    "评议主体": ("组别代码", "评议主体代码", "评议主体", "英文名称", "权重"),
    "评议量表": ("回答", "得分"),
    "评议内容": ("内容代码", "评议内容", "英文名称", "权重"),
    "加减分规则": ("事项代码", "类型", "事项", "英文名称", "每次分值", "单项上限", "最高等次"),
    "等次标准": ("等次", "下界"),
    "等次比例": ("组别代码", "等次", "最高比例", "取整方式"),
    "结果运用": ("等次", "连续年数", "措施代码", "措施", "英文说明", "期限（天）", "抄送"),
}  # fmt: skip


def scheme_sheets(
    year: int, targets: Mapping[tuple[str, str], float], units: Iterable[Unit] = EVALUATED
) -> list[Sheet]:
    """Return the sheets of a year's scheme workbook; `targets` maps unit code and indicator to the target."""
    by_code = {unit.code: unit for unit in units}
    content: dict[str, list[Row]] = {
        "基本设置": list(SETTINGS), "考评分组": list(GROUPS),
        "考评对象": [(unit.code, unit.name, unit.group) for unit in by_code.values()],
        "指标体系": _nodes(year), "权重": _weights(year), "评分方法": methods(year), "分档表": list(BANDS),
        "目标值": [(code, by_code[code].name, indicator, value) for (code, indicator), value in targets.items()],
        "评议主体": _respondent_rows(), "评议量表": list(ANSWERS), "评议内容": list(TOPICS), "加减分规则": list(ADJUSTMENTS),
        "等次标准": [("优秀", 85), ("良好", 75), ("一般", 60), ("差", 0)], "等次比例": _quotas(), "结果运用": list(CONSEQUENCES),
    }  # fmt: skip
    return [
        Sheet(
            name,
            f"{year}年度福州市绩效考评方案·{name}",
            [(h,) for h in HEADERS[name]],
            rows,
            ("数据性质：合成演示",),
            (SAMPLE_NOTE,),
        )
        for name, rows in content.items()
    ]
