"""How comments of the public appraisal are routed in 2020: rules by words, and the settings of comments, items and interviews.

Illustrative, like the whole scheme. Three subjects have no rule, so that a person has to decide on them.
"""

from sample.scheme.tree import Row
from sample.units import ORGAN, units_of

ROUTED_YEAR = 2020
SETTINGS: tuple[Row, ...] = (
    ("comment_text_rule", "hide", "结果库不列意见原文"), ("comment_items", "by_topic", "同一单位同类意见合为一项整改"),
    ("feedback_date", "2021-03-05", "结果反馈日期，整改期限由此起算"), ("interview_lowest_count", "1", "各组公众评议末位数，约谈"),
    ("objection_until", "2021-01-25", "对暂定结果提出异议的截止日期"), ("interview_weak_topics", "4", "弱项评议内容达到该数，约谈"), ("interview_leaders", "主要领导、分管领导", "约谈对象"),
)  # fmt: skip
SERVICE, OTHERS = "SERVICE", ("食品安全检查", "文化活动", "就业培训")
SERVICE_WORDS = ("窗口办事", "审批时限", "政策咨询电话", "投诉回复", "信息公开")
PRAISE_WORDS = ("明显改善", "效率高", "值得肯定", "反映不错", "一次办好", "常来走访", "很快解决")
ENVIRONMENT_WORDS = ("垃圾分类", "河道保洁", "农村污水处理", "夜间噪声")
ROAD_WORDS = ("道路养护", "停车管理", "公交接驳")
LIVELIHOOD_WORDS = ("老旧小区改造", "学位供给", "看病报销", "养老服务")


def _words(*words: str) -> str:
    return "、".join(words)


def comment_rules() -> list[Row]:
    """Return the rows of sheet 意见分派."""
    office = next(unit.code for unit in units_of(ROUTED_YEAR) if unit.level == ORGAN)
    return [
        (1, 1, "", _words(*PRAISE_WORDS), _words("没人管"), "PRAISE", "表扬", "留存", "被评单位", "", ""),
        (2, 2, "", _words(*SERVICE_WORDS), "", SERVICE, "窗口服务与办事效率", "整改", "被评单位", "", 20),
        (3, 2, "", _words(*ENVIRONMENT_WORDS), "", "ENVIRONMENT", "人居环境", "整改", "被评单位", "", ""),
        (4, 2, "", _words(*ROAD_WORDS), "", "ROADS", "道路与交通", "整改", "上级单位", "", 45),
        (5, 2, "", _words(*LIVELIHOOD_WORDS), "", "LIVELIHOOD", "民生保障", "整改", "上级单位", "", 60),
        (6, 2, "惠企政策兑现", _words("没人管", "敷衍", "落实", "公开", "及时"), "", "BUSINESS", "惠企政策", "整改", "指定单位", office, 30),
        (7, 3, "惠企政策兑现", "", "", "BUSINESS", "惠企政策", "整改", "被评单位", "", 30),
    ]  # fmt: skip
