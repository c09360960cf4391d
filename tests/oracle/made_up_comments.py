"""Adds comments and objections to a made-up year: rules with words that overlap, answers, reports on items, decisions.

From a seed of its own, so that figures stay as they are drawn.
"""

import random
from collections.abc import Iterator
from hashlib import md5, sha256

from tests.oracle.landing_site import LandingSite, Row
from tests.oracle.made_up_scheme import TASKS, Plan

FRAGMENTS = (
    "不动产登记", "登记", "动产", "道路养护", "道路", "养护不力", "小学", "大学生", "没人管", "表扬", "Wifi", "WIFI信号", "，", "。", "很好", "建议公开",
)  # fmt: skip
WORDS = ("不动产登记", "登记", "道路", "学生", "wifi", "没人管", "表扬", "公开", "动产")
TOPICS = {"T1": "类别一", "T2": "类别二", "T3": "类别三"}
SETTINGS = {
    "comment_text_rule": ("hide", "show"),
    "comment_items": ("by_topic", "by_comment"),
    "feedback_date": ("2021-03-01", "2021-02-28"),
    "interview_score_below": ("70", "85.5"),
    "interview_lowest_count": ("1", "2"),
    "interview_weak_topics": ("1", "2"),
    "interview_weak_indicators": ("2", "3"),
    "interview_leaders": ("主要领导",),
}
COMMENTED, TOLD, ANSWERED, REPORTED, OBJECTED = 0.15, 0.85, 0.15, 0.3, 0.7
OBJECTIONS = "efficiency_office__objections__rows"


class Talk:
    """What the public says of a plan's units, and what comes of it."""

    def __init__(self, site: LandingSite, plan: Plan, seed: int) -> None:
        self.site, self.plan, self.random = site, plan, random.Random(seed)  # noqa: S311 - made-up words
        self.year = str(site.year)

    def land(self) -> None:
        """Land rules, settings, comments, answers and reports."""
        told = [
            {"setting_code": code, "setting_value": self.random.choice(values), "note": None}
            for code, values in SETTINGS.items()
            if self.random.random() < TOLD
        ]
        self.site.land("efficiency_office__scheme__settings", self.year, told)
        rules = [self._rule(number) for number in range(1, 8)]
        self.site.land("efficiency_office__scheme__comment_rules", self.year, rules)
        self._raise_some_units()
        commented = [row for row in self._survey() if self.random.random() < COMMENTED]
        for row in commented:
            row["comment_text"] = "".join(self.random.choices(FRAGMENTS, k=self.random.randint(1, 5)))
        answers = [self._answer(row) for row in commented if self.random.random() < ANSWERED]
        self.site.land("efficiency_office__comment_routing__rows", self.year, answers)
        self.site.land("efficiency_office__rectification_progress__rows", self.year, self._reports())
        self.site.state_date = self.random.choice([None, "2021-04-01", "2021-03-20"])
        self._object()

    def _survey(self) -> list[Row]:
        return self.site.tables["survey__responses__rows", self.year]

    def _raise_some_units(self) -> None:
        """Give the second unit of each group the first as its superior."""
        above = {group[1]: group[0] for group in self.plan.groups.values()}
        for row in self.site.tables["efficiency_office__unit_register__units", self.year]:
            row["parent_code"] = above.get(row["unit_code"], row["parent_code"])

    def _cell(self, most: int) -> str | None:
        return "、".join(self.random.sample(WORDS, self.random.randint(0, most))) or None

    def _rule(self, number: int) -> dict[str, str | None]:
        topic = self.random.choice(list(TOPICS))
        kind = self.random.choice(["被评单位", "被评单位", "上级单位", "指定单位"])
        return {
            "rule_no": str(number),
            "priority": str(self.random.randint(1, 3)),
            "all_words": self._cell(1),
            "any_words": self._cell(3),
            "no_words": self._cell(1),
            "topic_code": topic,
            "topic_name_zh": TOPICS[topic],
            "handling_kind": self.random.choice(["整改", "整改", "留存"]),
            "responsible_kind": kind,
            "unit_code": self.random.choice(self.plan.units()) if kind == "指定单位" else None,
            "due_days": self.random.choice([None, "10", "60"]),
        }

    def _answer(self, row: Row) -> dict[str, str | None]:
        said = f"{self.year}|{row['response_no']}|{row['comment_text']}"
        return {
            "comment_id": "C" + md5(said.encode(), usedforsecurity=False).hexdigest()[:16],
            "handling_kind": self.random.choice([None, "整改", "留存"]),
            "topic_code": self.random.choice([None, "T1", "T9"]),
            "topic_name_zh": self.random.choice([None, "另一类别"]),
            "unit_code": self.random.choice([None, *self.plan.units()]),
            "due_days": self.random.choice([None, "5"]),
        }

    def _reports(self) -> Iterator[dict[str, str | None]]:
        sources = (
            *(f"comment-{topic}" for topic in (*TOPICS, "T9")), "weak_topic-Q1", "weak_topic-Q2", f"weak_indicator-{TASKS[0]}",
        )  # fmt: skip
        for unit in self.plan.units():
            for source in sources:
                for day in range(1, 4):
                    if self.random.random() < REPORTED:
                        yield {
                            "item_no": f"{self.year}-{unit}-{source}",
                            "report_date": f"2021-03-{day * 9:02d}",
                            "unit_code": unit if self.random.random() < TOLD else self.plan.units()[0],
                            "progress_text": "已办",
                            "progress_pct": self.random.choice([None, "40", "99.5"]),
                            "claimed_state": self.random.choice(["整改中", "已完成"]),
                            "evidence_reference": self.random.choice([None, "材料"]),
                            "confirmation": self.random.choice([None, "通过", "退回"]),
                            "confirmed_date": "2021-03-30",
                        }

    def _object(self) -> None:
        """Land objections of this year and one of the last, and what was decided on some."""
        if self.random.random() < TOLD:
            until = {"setting_code": "objection_until", "setting_value": "2021-02-15", "note": None}
            self.site.land("efficiency_office__scheme__settings", self.year, [until])
        objections = [
            {
                "objection_no": f"Y{number}",
                "objection_date": f"2021-02-{self.random.choice([10, 15, 16])}",
                "unit_code": self.random.choice(self.plan.units()),
                "objected_release_id": f"annual-{self.year}-shown",
                "indicator_code": self.random.choice([None, TASKS[0]]),
                "objection_text": "有误",
            }
            for number in range(self.random.randint(0, 6))
        ]
        self.site.land(OBJECTIONS, self.year, objections)
        self.site.land(
            OBJECTIONS, str(self.site.year - 1), [{**row, "objection_no": "Z"} for row in objections[:1]]
        )
        answered = [self._decision(row) for row in objections if self.random.random() < OBJECTED]
        self.site.land(OBJECTIONS.replace("rows", "decisions"), self.year, answered)

    def _decision(self, objection: dict[str, str | None]) -> dict[str, str | None]:
        decision = self.random.choice([None, "采纳", "不采纳"])
        said = (
            {"decision_reason": "查实", "decided_by": "效能办", "decided_date": "2021-02-20"}
            if decision
            else {}
        )
        read = sha256(self._survey()[0]["_submission_id"].encode()).hexdigest()
        corrected = self.random.choice([None, "0" * 12, read[:12], read]) if decision == "采纳" else None
        about = {
            "objection_no": objection["objection_no"],
            "answer_date": "2021-02-18",
            "answered_by": "统计局",
        }
        told = {"answer_text": "已复核", "evidence_reference": "底册", "decision": decision}
        return {**about, **told, **said, "corrected_sha256": corrected}


def land_comments(site: LandingSite, plan: Plan, seed: int) -> None:
    """Land comments of a plan's survey and everything that follows from them."""
    Talk(site, plan, seed).land()
