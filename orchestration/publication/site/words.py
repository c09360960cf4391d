"""The words of the pages for codes of the mart: Chinese and English, side by side. Names of units and indicators come from the mart."""

Pair = tuple[str, str]
Words = dict[str, Pair]

KINDS: Words = {
    "dbt": ("dbt 测试", "dbt tests"),
    "expectation": ("统计预期", "expectations"),
    "intake": ("收文", "intake"),
    "integrity": ("完整性", "integrity"),
}
RELEASE_TYPES: Words = {
    "monitoring": ("监测", "monitoring"),
    "provisional": ("暂定", "provisional"),
    "final": ("正式", "final"),
    "revision": ("修订", "revision"),
    "correction": ("更正", "correction"),
}
ITEMS: Words = {
    "weak_indicator": ("弱项指标", "weak indicator"),
    "weak_topic": ("弱项评议内容", "weak topic"),
    "comment": ("公众意见", "comments"),
    "open": ("未开始", "open"),
    "in_progress": ("整改中", "in progress"),
    "submitted": ("已报完成，待核实", "submitted"),
    "closed": ("已销号", "closed"),
    "overdue": ("已逾期", "overdue"),
}
OBJECTIONS: Words = {
    "open": ("待答复", "open"),
    "answered": ("已答复，待决定", "answered, not decided"),
    "upheld": ("采纳", "upheld"),
    "rejected": ("不采纳", "rejected"),
    "late": ("逾期提出", "late"),
}
ADJUSTMENTS: Words = {
    "deduction": ("扣分", "deduction"),
    "bonus": ("加分", "bonus"),
    "veto": ("一票否决", "veto"),
}
STATUSES: Words = {
    "on_track": ("正常", "on track"),
    "at_risk": ("预警", "at risk"),
    "behind": ("滞后", "behind"),
    "no_target": ("无目标", "no target"),
}
OUTLOOKS: Words = {
    "on_target": ("可完成", "on target"),
    "likely_missed": ("可能完不成", "likely missed"),
    "very_likely_missed": ("很可能完不成", "very likely missed"),
}
PATHS: Words = {
    "time": ("时间进度", "time passed"),
    "last_year": ("上年进度", "last year's path"),
    "whole": ("全年", "whole year"),
}
GRADES: Words = {"A": ("优秀", "A"), "B": ("良好", "B"), "C": ("一般", "C"), "D": ("差", "D")}
PARTS: Words = {
    "target": ("目标", "target"),
    "vertical": ("纵向", "own past"),
    "horizontal": ("横向", "city or group"),
}
METHODS: Words = {
    "target_completion": ("目标完成率", "target completion"),
    "efficacy": ("功效系数", "efficacy"),
    "banded": ("分档", "bands"),
    "step": ("增减分", "step"),
    "achieved": ("达标", "achieved"),
    "decreasing_margin": ("递减差额", "decreasing margin"),
    "minmax": ("极值", "min-max"),
    "zscore": ("标准分", "z-score"),
    "rank": ("位次", "rank"),
    "percentile": ("百分位", "percentile"),
    "distance": ("距标杆", "distance"),
    "interval": ("适度", "interval"),
}
REFERENCES: Words = {
    "none": ("无", "none"),
    "target": ("目标值", "target"),
    "challenge": ("挑战值", "challenge"),
    "own_past": ("上年值", "last year's value"),
    "own_past_2": ("前年值", "own value two years ago"),
    "own_past_3": ("大前年值", "own value three years ago"),
    "own_past_mean": ("往年平均", "mean of own past"),
    "city": ("全市值", "city"),
    "group_mean": ("组平均", "group mean"),
    "group_mean_others": ("组平均（不含本单位）", "mean of the others"),
    "group_median": ("组中位数", "group median"),
    "group_best": ("组最优", "best of the group"),
    "group_worst": ("组最差", "worst of the group"),
}
BASES: Words = {
    "value": ("数值", "value"),
    "difference": ("差额", "difference"),
    "growth_pct": ("增长 %", "growth, %"),
    "ratio": ("比值", "ratio"),
    "inverse_ratio": ("反比", "inverse ratio"),
}
SCORE_STATUSES: Words = {
    "scored": ("已计分", "scored"),
    "not_applicable": ("不适用", "not applicable"),
    "missing": ("缺失", "missing"),
}
PART_STATUSES: Words = {
    "used": ("计入", "used"),
    "reweighted": ("占比并入其他角度", "share given to the other parts"),
    "zeroed": ("计零分", "scored zero"),
    "held": ("暂缓", "held back"),
    "not_chosen": ("未择优计入", "not chosen"),
}
TREATMENTS: Words = {
    "as_delivered": ("按报送值", "as delivered"),
    "winsorised": ("缩尾", "winsorised"),
    "trimmed": ("不计入本组统计", "left out of the group's statistics"),
    "group_mean": ("以组平均填补", "filled with the group's mean"),
    "group_median": ("以组中位数填补", "filled with the group's median"),
    "carried_forward": ("沿用上年值", "carried forward"),
    "reweighted": ("缺失，权重并入其他指标", "missing, weight to the siblings"),
    "zero": ("缺失，计零分", "missing, scored zero"),
    "too_few_units": ("有数值的单位过少", "too few units"),
}
BOUND_BASES: Words = {
    "thresholds": ("等次标准", "sheet of thresholds"),
    "natural_breaks": ("自然断点", "natural breaks"),
}
SUPERIOR_LEVELS: Words = {
    "province": ("省对市的考评指标", "The province's for the city"),
    "city": ("市对县（市、区）的考评指标", "The city's for its counties"),
}
COVERAGE_KINDS: Words = {
    "direct": ("已对应", "carried"),
    "descended": ("经承接对应", "by descent"),
    "none": ("未对应", "not carried"),
}


def part_name(part_code: str) -> Pair:
    """Return the name of a part: the angle, and which of several it is."""
    angle, _, number = part_code.partition("_")
    zh, en = PARTS[angle]
    return f"{zh}{number}", f"{en} {number}".strip()
