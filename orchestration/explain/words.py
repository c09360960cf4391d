"""The words of an explanation, Chinese and English side by side, and how a place in a file is written."""

from collections.abc import Mapping

from rich.table import Table

from orchestration.results.release_tables import Row

NOTICE = "演示数据 sample data, not an official result"
PARTS = {"target": "目标 target", "vertical": "纵向 own past", "horizontal": "横向 city or group"}
REFERENCES = {
    "target": "目标值 target t",
    "challenge": "挑战值 challenge t",
    "own_past": "上年值 own past r",
    "city": "全市值 city r",
    "own_past_2": "前年值 own value two years ago r",
    "own_past_3": "大前年值 own value three years ago r",
    "own_past_mean": "往年平均 mean of own past r",
    "group_mean": "组平均 group mean r",
    "group_mean_others": "组平均（不含本单位） mean of the others r",
    "group_median": "组中位数 group median r",
    "group_best": "组最优 best of the group r",
    "group_worst": "组最差 worst of the group r",
}
TRANSFORMS = {
    "log10": "常用对数 log10",
    "ln": "自然对数 ln",
    "reciprocal": "倒数 1/x",
    "per": "人均：除以 per:",
    "share_of_city": "占全市比重 100·x / 全市值 the city's value",
    "mean_of_years": "多年平均 mean of this year and those before",
    "growth_pct": "增长率 growth 100·x / 上年值 the year before's − 100",
    "change": "增减 change x − 上年值 the year before's",
}
TREATMENTS = {
    "winsorised": "异常值缩尾 outlier brought back to the limit",
    "trimmed": "异常值不计入本组统计 outlier left out of the group's statistics",
    "group_mean": "缺失，以组平均填补 missing, filled in with the group's mean",
    "group_median": "缺失，以组中位数填补 missing, filled in with the group's median",
    "carried_forward": "缺失，沿用上年值 missing, last year's value carried forward",
    "reweighted": "缺失，权重并入其他指标 missing, the weight goes to the siblings",
    "zero": "缺失，计零分 missing, scored zero",
    "too_few_units": "本组有数值的单位过少 too few units of the group have a value",
}
CHOICE_RULES = {
    "best": "取得分最高 the best-scoring counts",
    "first_defined": "取首个可算 the first that is defined counts",
}
OUTLIERS = {
    "points": "按个数 by points",
    "quartile_fences": "按四分位距 by quartile fences",
    "sd_fences": "按标准差 by standard deviations",
    "population_sd_fences": "按总体标准差 by population standard deviations",
    "skew_kurtosis": "按偏度峰度 by skewness and kurtosis, at most",
}
PART_STATUSES = {
    "used": "计入 used",
    "reweighted": "占比并入其他角度 share given to the other parts",
    "zeroed": "计零分 scored zero",
    "held": "暂缓 held back",
    "not_chosen": "择优组取另一角度 not chosen: another part of the set counts",
}
FALLBACKS = {
    "hold": "缺失处理：暂缓 fallback: hold",
    "reweight": "缺失处理：并入其他角度 fallback: reweight",
    "zero": "缺失处理：零分 fallback: zero",
}
RULES = {
    "arithmetic": "加权算术平均 mean",
    "geometric": "加权几何平均 geometric mean",
    "harmonic": "加权调和平均 harmonic mean",
    "points": "得分相加 sum of points",
}
BOUNDS = {"floor": "按下限 held at its floor", "cap": "按上限 held at its cap"}
SCORE_STATUSES = {"scored": "", "not_applicable": "不适用 n/a", "missing": "缺失 missing"}
SUPERIOR_LEVELS = {"province": "省对市 the province's", "city": "市对县 the city's"}
KINDS = {"deduction": "扣分 deduction", "bonus": "加分 bonus", "veto": "一票否决 veto"}
REASONS = {
    "not_applicable": "不适用 not applicable",
    "not_delivered": "未报送 not delivered",
    "not_published": "未公布 not published",
    "not_produced": "尚未产生 not produced",
    "suppressed": "保密 withheld",
    "too_small": "样本过少，不予公布 too small to publish",
    "too_new": "新设，尚无数据 too new",
    "refused": "拒绝提供 refused",
    "nil": "未发生 nil",
}
LEFT = ("合成", "内容", "指标", "单位", "项目", "主体", "状态", "来源", "文件")


def table(title: str, *columns: str) -> Table:
    """Return an empty table; columns of words stand on the left, columns of numbers on the right and unbroken."""
    made = Table(title=title, title_justify="left", box=None, pad_edge=False, header_style="bold")
    for name in columns:
        left = name.startswith(LEFT)
        made.add_column(name, justify="left" if left else "right", overflow="fold", no_wrap=not left)
    return made


def part_name(part_code: str) -> str:
    """Return the name of a part: the angle, and which of several it is."""
    angle, _, number = part_code.partition("_")
    return f"{PARTS[angle]} {number}".rstrip()


def place(inputs: Mapping[str, Row], submission: str | None, sheet: str | None, cell: str | None) -> str:
    """Return bureau, file, sheet and cell of a figure."""
    if submission is None or submission not in inputs:
        return "–"
    source = inputs[submission]
    where = "!".join(filter(None, (sheet, cell)))
    mark = "（演示 synthetic）" if source["is_synthetic"] else ""
    return f"{source['bureau_code']}/{source['period_code']}/{source['file_name']} {where}{mark}"
