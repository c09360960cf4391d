"""What follows from a score: deductions, bonuses, vetoes, grades, quotas and consequences. Illustrative, like the whole scheme."""

from sample.scheme.tree import COUNTY_GROUPS, ORGAN_GROUPS, TOWNSHIP_GROUPS, Row

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
GRADES: tuple[Row, ...] = (("优秀", 85), ("良好", 75), ("一般", 60), ("差", 0))
BEST_SHARES = {
    **dict.fromkeys((*COUNTY_GROUPS, "ZONE"), 40),
    **dict.fromkeys(ORGAN_GROUPS, 60),
    **dict.fromkeys(TOWNSHIP_GROUPS, 30),
}
ROUNDING = {"ZONE": "舍去", **dict.fromkeys(TOWNSHIP_GROUPS, "进一")}


def quotas() -> list[Row]:
    """Return the rows of sheet 等次比例."""
    best: list[Row] = [
        (group, "优秀", share, ROUNDING.get(group, "四舍五入")) for group, share in BEST_SHARES.items()
    ]
    return best + [(group, "良好", 90, "四舍五入") for group in (*ORGAN_GROUPS, *TOWNSHIP_GROUPS)]
