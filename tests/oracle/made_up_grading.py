"""Draws what a scheme says of grades beyond bounds and quotas: peers, natural breaks, guardrail, limits, decisions and rewards."""

from hypothesis import strategies as st

from tests.oracle.made_up_methods import decimal

Fields = dict[str, str | None]
Groups = dict[str, list[str]]
GRADES = ("优秀", "良好", "一般", "差")
CLASSES = ("甲类", "乙类")


def grading_settings(draw: st.DrawFn) -> dict[str, str]:
    """Draw the settings of grading that a scheme may leave out."""
    options = {"bound_guardrail": ["0", "1.5", "5"], "leadership_grade": ["none", "own"]}
    return {code: draw(st.sampled_from(values)) for code, values in options.items() if draw(st.booleans())}


def grade_basis(draw: st.DrawFn) -> str | None:
    """Draw where the bounds of a group come from."""
    return draw(st.sampled_from([None, "分数线", "自然断点", "自然断点"]))


def group_bounds(draw: st.DrawFn, groups: Groups) -> list[Fields]:
    """Draw bounds that some groups have to themselves, falling from the best grade to the worst."""
    return [
        {"group_code": group, "grade_name_zh": grade, "lower_bound": bound}
        for group in groups
        if draw(st.integers(0, 3)) == 0
        for grade, bound in zip(
            GRADES,
            (draw(decimal(90, 98, 1)), draw(decimal(75, 89, 1)), draw(decimal(40, 74, 1)), "0"),
            strict=True,
        )
    ]


def peer_class(draw: st.DrawFn) -> str | None:
    """Draw the class of a unit."""
    return draw(st.sampled_from([None, *CLASSES]))


def peer_rows(draw: st.DrawFn, groups: Groups) -> list[Fields]:
    """Draw rows that part some groups: by class, by what can be reported, by both; the first that is met counts."""
    return [
        {
            "group_code": group,
            "order_no": str(number),
            "peer_name_zh": f"同类{group}{number}",
            "peer_name_en": f"peers {group} {number}",
            "peer_class": draw(st.sampled_from([None, *CLASSES])),
            "min_dimensions": draw(st.sampled_from([None, "1", "2", "3"])),
            "max_dimensions": draw(st.sampled_from([None, "2", "4"])),
        }
        for group in groups
        if draw(st.booleans())
        for number in range(1, draw(st.integers(1, 2)) + 1)
    ]


def limit_rows(draw: st.DrawFn, weights: list[Fields]) -> list[Fields]:
    """Draw scores below which a grade is closed: on any node with a weight, for a group that gives it one or for all."""
    rows: list[Fields] = []
    for number in range(1, draw(st.integers(0, 4)) + 1):
        weighted = draw(st.sampled_from(weights))
        rows.append(
            {
                "limit_no": str(number),
                "node_code": weighted["node_code"],
                "group_code": draw(st.sampled_from([None, weighted["group_code"]])),
                "score_below": draw(decimal(20, 90, 1)),
                "grade_cap": draw(st.sampled_from(GRADES[1:])),
            }
        )
    return rows


def decision_rows(draw: st.DrawFn, groups: Groups) -> list[Fields]:
    """Draw approved decisions: on the unit, on its leadership team, on both or on neither."""
    units = [unit for members in groups.values() for unit in members]
    chosen = draw(st.lists(st.sampled_from(units), max_size=4, unique=True))
    return [
        {
            "unit_code": unit,
            "grade_adjusted": draw(st.sampled_from([None, *GRADES])),
            "leadership_grade": draw(st.sampled_from([None, *GRADES])),
            "document_no": f"榕效能〔2021〕{number}号",
            "approved_date": "2021-03-01",
            "adjustment_reason": "复核",
        }
        for number, unit in enumerate(chosen, 1)
    ]


def reward(draw: st.DrawFn) -> Fields:
    """Draw what an action is worth: nothing, an amount per unit, or one per person on the staff."""
    return draw(
        st.sampled_from(
            [
                {},
                {"reward_base_cny": "30000"},
                {"reward_base_cny": "1234.567", "reward_coefficient": "1.15", "reward_per": "人"},
                {"reward_base_cny": "800", "reward_coefficient": "0.333", "reward_per": "单位"},
            ]
        )
    )
