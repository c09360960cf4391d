"""Responses of the public appraisal: answers that hang together, and comments put together from parts. No person in them."""

import datetime as dt
import random
from collections.abc import Iterator

from sample.figures import quality, rng
from sample.files import Cell
from sample.scheme import ANSWERS, RESPONDENT_GROUPS
from sample.units import EVALUATED, Unit

RESPONSES = {2019: 20_000, 2020: 20_000}
SHARES = {
    "RESIDENT": 24,
    "BUSINESS": 17,
    "DELEGATE_PARTY": 11,
    "DELEGATE_PEOPLE": 11,
    "CPPCC": 11,
    "ORGAN": 13,
    "GRASSROOTS": 13,
}
LEVEL_WEIGHT = {"县区": 3.0, "开发区": 2.0, "市直机关": 1.2, "乡镇街道": 0.75}
HEADER = (
    "问卷编号", "访问日期", "被评单位代码", "评议主体", "服务态度", "办事效率", "民生改善", "改革创新", "权益保障", "意见建议", "数据性质",
)  # fmt: skip
BEST_TO_WORST = tuple(str(row[0]) for row in ANSWERS[:4])
UNKNOWN = str(ANSWERS[4][0])
SUBJECTS = ("窗口办事", "道路养护", "垃圾分类", "老旧小区改造", "学位供给", "看病报销", "夜间噪声", "公交接驳", "惠企政策兑现",
            "审批时限", "停车管理", "河道保洁", "农村污水", "养老服务", "政策咨询电话", "投诉回复")  # fmt: skip
PRAISE = ("比去年有明显改善", "态度好、效率高", "办得快，值得肯定", "群众反映不错")
COMPLAINT = ("等候时间太长", "多次反映仍未解决", "信息公开不够及时", "推来推去没人管", "标准不统一")
SUGGESTION = ("建议增加周末服务", "建议公布办理进度", "建议简化材料", "希望加强巡查", "建议多听基层意见")
COMMENTED = 0.15


def _comment(generator: random.Random, level: float) -> str:
    subject = generator.choice(SUBJECTS)
    roll = generator.random()
    if roll < 0.3:  # noqa: PLR2004 - a third suggest whatever they think of the unit
        return f"{subject}：{generator.choice(SUGGESTION)}"
    return f"{subject}{generator.choice(PRAISE if level > 0 else COMPLAINT)}"


def _units_of(year: int) -> list[Unit]:
    """Return which unit each response judges: bigger units more often, and each exactly as often as its weight says."""
    weights = [LEVEL_WEIGHT[unit.level] for unit in EVALUATED]
    total, count = sum(weights), RESPONSES[year]
    shares = [count * weight / total for weight in weights]
    counts = [int(share) for share in shares]
    by_rest = sorted(range(len(shares)), key=lambda i: (counts[i] - shares[i], i))
    for index in by_rest[: count - sum(counts)]:
        counts[index] += 1
    return [unit for unit, number in zip(EVALUATED, counts, strict=True) for _ in range(number)]


def responses(year: int) -> Iterator[tuple[Cell, ...]]:
    """Yield the year's responses in the order of the interviews."""
    draw = rng("survey", year)
    units = _units_of(year)
    draw.shuffle(units)
    groups = [(zh, SHARES[code]) for code, zh, *_ in RESPONDENT_GROUPS]
    names, weights = [name for name, _ in groups], [weight for _, weight in groups]
    first = dt.date(year, 11, 16)
    for number, unit in enumerate(units, 1):
        mood = draw.gauss(0.35 + 0.5 * quality(unit), 0.8)
        answers = []
        for _ in range(5):
            if draw.random() < 0.04:  # noqa: PLR2004 - one in twenty-five knows nothing of a topic
                answers.append(UNKNOWN)
                continue
            felt = mood + draw.gauss(0, 0.5)
            answers.append(
                BEST_TO_WORST[0 if felt > 0.75 else 1 if felt > -0.25 else 2 if felt > -1.3 else 3]
            )
        comment = _comment(draw, mood) if draw.random() < COMMENTED else ""
        day = first + dt.timedelta(days=number * 30 // len(units))
        group = draw.choices(names, weights)[0]
        yield f"W{year}{number:06d}", day.isoformat(), unit.code, group, *answers, comment, "合成演示"
