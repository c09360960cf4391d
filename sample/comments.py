"""Free-text comments of the public appraisal, put together from parts. They name no person and no real place."""

import random

SUBJECTS = (
    "窗口办事", "道路养护", "垃圾分类", "老旧小区改造", "学位供给", "看病报销", "夜间噪声", "公交接驳", "惠企政策兑现", "审批时限",
    "停车管理", "河道保洁", "农村污水处理", "养老服务", "政策咨询电话", "投诉回复", "信息公开", "食品安全检查", "文化活动", "就业培训",
)  # fmt: skip
PLACES = (
    "社区门口", "学校附近", "农贸市场周边", "村口", "公交站旁", "办事大厅", "老街一带", "园区内", "河边步道", "小区里",
)  # fmt: skip
PRAISE = (
    "比去年有明显改善", "态度好、效率高", "办得快，值得肯定", "群众反映不错", "流程清楚，一次办好", "干部常来走访",
    "问题反映后很快解决",
)  # fmt: skip
COMPLAINTS = (
    "等候时间太长", "多次反映仍未解决", "信息公开不够及时", "推来推去没人管", "标准不统一", "答复敷衍", "宣传多、落实少",
    "电话经常打不通",
)  # fmt: skip
SUGGESTIONS = (
    "建议增加周末服务", "建议公布办理进度", "建议简化材料", "希望加强巡查", "建议多听基层意见", "希望延长开放时间",
    "建议上门指导",
)  # fmt: skip
SUGGESTING = 0.3
PLACED = 0.4
TWO_PARTS = 0.25


def comment(draw: random.Random, mood: float) -> str:
    """Return a comment: praise or complaint by mood, or a suggestion whatever the mood."""
    place = draw.choice(PLACES) if draw.random() < PLACED else ""
    subject = draw.choice(SUBJECTS)
    if draw.random() < SUGGESTING:
        return f"{place}{subject}：{draw.choice(SUGGESTIONS)}"
    opinion = draw.choice(PRAISE if mood > 0 else COMPLAINTS)
    more = f"，{draw.choice(SUGGESTIONS)}" if draw.random() < TWO_PARTS else ""
    return f"{place}{subject}{opinion}{more}"
