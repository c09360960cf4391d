"""Survey responses are enough, of one piece, and name nobody."""

import re
from collections import Counter
from functools import cache

import pytest

from sample.units import units_of
from tests.unit.sample.conftest import RAW, csv_rows, table

YEARS = [2019, 2020]
ANSWERS = ("非常满意", "满意", "基本满意", "不满意", "不了解")
SCORES = dict(zip(ANSWERS, (100, 85, 70, 40), strict=False))
TOPICS = ("服务态度", "办事效率", "民生改善", "改革创新", "权益保障")
MIN_ANSWERS = 5


@cache
def responses(year: int) -> list[dict[str, str]]:
    return csv_rows(RAW / f"survey/{year}/{year}年公众评议问卷.csv")


@pytest.mark.parametrize("year", YEARS)
def test_there_are_20000_responses_under_numbers_of_their_own(year: int) -> None:
    numbers = [row["问卷编号"] for row in responses(year)]
    assert len(numbers) == len(set(numbers)) == 20_000


@pytest.mark.parametrize("year", YEARS)
def test_all_seven_respondent_groups_judge_every_kind_of_unit(year: int) -> None:
    named = {
        str(row["评议主体"])
        for row in table(RAW / f"efficiency_office/{year}/{year}年度绩效考评方案.xlsx", "评议主体")
    }
    levels = {unit.code: unit.level for unit in units_of(year)}
    pairs = {(levels[row["被评单位代码"]], row["评议主体"]) for row in responses(year)}
    assert pairs == {(level, name) for level in set(levels.values()) for name in named}


@pytest.mark.parametrize("year", YEARS)
def test_most_cells_reach_the_fewest_answers_some_do_not_and_every_unit_has_two_that_do(year: int) -> None:
    cells = Counter(
        (row["被评单位代码"], row["评议主体"])
        for row in responses(year)
        if any(row[topic] != "不了解" for topic in TOPICS)
    )
    reaching = Counter(unit for (unit, _), count in cells.items() if count >= MIN_ANSWERS)
    assert min(reaching[unit.code] for unit in units_of(year)) >= 2
    assert 0.8 < sum(reaching.values()) / (7 * len(units_of(year))) < 1


@pytest.mark.parametrize("year", YEARS)
def test_answers_are_of_the_scale_and_some_know_nothing(year: int) -> None:
    answers = Counter(row[topic] for row in responses(year) for topic in TOPICS)
    assert set(answers) == set(ANSWERS)
    assert 0.02 < answers["不了解"] / answers.total() < 0.08


def test_the_answers_of_a_response_hang_together() -> None:
    pairs = [
        (SCORES[row["服务态度"]], SCORES[row["办事效率"]])
        for row in responses(2020)
        if "不了解" not in (row["服务态度"], row["办事效率"])
    ]
    alike = sum(one == other for one, other in pairs) / len(pairs)
    by_chance = sum(
        (Counter(one for one, _ in pairs)[score] / len(pairs))
        * (Counter(o for _, o in pairs)[score] / len(pairs))
        for score in SCORES.values()
    )
    assert alike > by_chance + 0.15


def test_units_differ_in_what_people_think_of_them() -> None:
    sums: dict[str, list[int]] = {}
    for row in responses(2020):
        sums.setdefault(row["被评单位代码"], []).extend(
            SCORES[row[topic]] for topic in TOPICS if row[topic] in SCORES
        )
    means = [sum(scores) / len(scores) for scores in sums.values()]
    assert max(means) - min(means) > 20


@pytest.mark.parametrize("year", YEARS)
def test_one_in_seven_comments_and_comments_vary(year: int) -> None:
    comments = [row["意见建议"] for row in responses(year) if row["意见建议"]]
    assert 0.12 < len(comments) / 20_000 < 0.18
    assert len(set(comments)) > 1000


def test_no_comment_holds_what_could_be_personal_data() -> None:
    for row in responses(2020):
        assert not re.search(r"[0-9A-Za-z@]", row["意见建议"]), row["意见建议"]


@pytest.mark.parametrize("year", YEARS)
def test_interviews_take_place_in_the_year_and_every_row_says_that_it_is_synthetic(year: int) -> None:
    for row in responses(year):
        assert f"{year}-11-01" <= row["访问日期"] <= f"{year}-12-31"
        assert row["数据性质"] == "合成演示"
