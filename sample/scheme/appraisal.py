"""How the public appraisal is scored: respondent groups and their weights, answers, topics. Who answers what is in `responses`."""

from sample.scheme.tree import ORGAN_GROUPS, Row

# code, Chinese, English, weight, weight where an organ is judged
RESPONDENT_GROUPS: tuple[tuple[str, str, str, float, float], ...] = (
    ("RESIDENT", "城乡居民", "Residents", 30, 25), ("BUSINESS", "企业经营者", "Business operators", 20, 20),
    ("DELEGATE_PARTY", "党代表", "Party delegates", 10, 10), ("DELEGATE_PEOPLE", "人大代表", "People's congress deputies", 10, 10),
    ("CPPCC", "政协委员", "CPPCC members", 10, 10), ("ORGAN", "市直机关", "Municipal organs", 10, 10),
    ("GRASSROOTS", "基层所站", "Grass-roots stations", 10, 15),
)  # fmt: skip
ANSWERS: tuple[tuple[str, float | str], ...] = (
    ("非常满意", 100),
    ("满意", 85),
    ("基本满意", 70),
    ("不满意", 40),
    ("不了解", ""),
)
TOPICS: tuple[tuple[str, str, str, float], ...] = (
    ("Q1", "服务态度", "Attitude", 20), ("Q2", "办事效率", "Efficiency", 25), ("Q3", "民生改善", "Livelihood", 20),
    ("Q4", "改革创新", "Innovation", 15), ("Q5", "权益保障", "Protection of rights", 20),
)  # fmt: skip


def respondent_groups() -> list[Row]:
    """Return the rows of sheet 评议主体: organs have weights of their own."""
    rows: list[Row] = [("*", code, zh, en, weight) for code, zh, en, weight, _ in RESPONDENT_GROUPS]
    rows += [(g, code, zh, en, weight) for g in ORGAN_GROUPS for code, zh, en, _, weight in RESPONDENT_GROUPS]
    return rows
