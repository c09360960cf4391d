"""The steps above the indicators, as they are told: the formula of each rule, with the numbers that it was worked out from."""

from decimal import Decimal
from types import SimpleNamespace
from typing import Any, cast

import pytest

from orchestration.explain.record import Explanation
from orchestration.explain.steps_view import appraisal_sources, appraisal_steps, node_steps, weighted_step


def told(rule: str, scores: tuple[str, str], result: str, **settings: str) -> Explanation:
    """Return a dimension over two indicators of weights 60 and 40, which have 75 and 25 after others have left."""
    node = {
        "node_code": "D", "node_name_zh": "维度", "parent_code": None, "node_level": 1, "node_kind": "indicators", "weight": Decimal(60),
        "aggregation_rule": rule, "score_unrounded": Decimal(result), "score": Decimal(result), "applied_weight": Decimal(60),
    }  # fmt: skip
    indicators = [
        {
            "dimension_code": "D",
            "weight": Decimal(weight),
            "applied_weight": Decimal(applied),
            "score": Decimal(score),
        }
        for weight, applied, score in zip((60, 20), (75, 25), scores, strict=True)
    ]
    rows = [{"setting_code": code, "setting_value": value} for code, value in settings.items()]
    result_row = {"composite_score": Decimal(80), "deduction_points": Decimal(1), "bonus_points": Decimal(2)}
    return cast(
        "Explanation",
        SimpleNamespace(scores=[node], indicators=indicators, settings=rows, result=result_row),
    )


@pytest.mark.parametrize(
    ("rule", "scores", "settings", "formula"),
    [
        ("arithmetic", ("80", "40"), {}, "(75·80 + 25·40) / 100 = 70"),
        ("geometric", ("80", "40"), {}, "exp((75·ln 80 + 25·ln 40) / 100) = 70"),
        ("geometric", ("80", "0"), {"geometric_zero": "zero", "geometric_floor": "1"}, "0（几何平均中有得分不大于零"),
        ("geometric", ("80", "-3"), {"geometric_zero": "floor", "geometric_floor": "5"}, "exp((75·ln 80 + 25·ln 5) / 100) = 70"),
        ("harmonic", ("80", "40"), {}, "100 / (75 / 80 + 25 / 40) = 70"),
        ("harmonic", ("80", "0"), {"geometric_zero": "zero", "geometric_floor": "1"}, "0（调和平均中有得分不大于零"),
        ("harmonic", ("80", "-3"), {"geometric_zero": "floor", "geometric_floor": "5"}, "100 / (75 / 80 + 25 / 5) = 70"),
        ("points", ("80", "40"), {}, "(80 / 100)·(75·80 + 25·40) / 100 = 70"),
    ],
)  # fmt: skip
def test_a_step_is_the_formula_of_its_rule(
    rule: str, scores: tuple[str, str], settings: dict[str, Any], formula: str
) -> None:
    (line,) = node_steps(told(rule, scores, "70", **settings))
    assert line.startswith(f"维度 D = {formula}")


@pytest.mark.parametrize(
    ("settings", "formula"), [({}, "(60·70) / 60"), ({"composite_rule": "points"}, "(60·70) / 100")]
)
def test_the_last_step_ends_at_the_composite(settings: dict[str, str], formula: str) -> None:
    (line,) = weighted_step(told("arithmetic", ("80", "40"), "70", **settings))
    assert line == f"综合得分 composite = {formula} − 1 + 2 → 80"


def test_a_respondent_group_has_the_weights_of_its_own_rows_or_those_of_all() -> None:
    cells = [
        {
            "table_code": "topics", "group_code": None, "respondent_group": group, "item_code": topic, "field_code": "weight",
            "field_text": weight, "field_name_zh": "权重", "sheet_name": "评议内容", "cell_address": f"D{row}",
        }
        for row, (group, topic, weight) in enumerate(((None, "Q1", "60"), (None, "Q2", "40"), ("DEPUTY", "Q2", "7"), ("BUSINESS", "Q1", "9")), 2)
    ]  # fmt: skip
    means = [
        {
            "respondent_group": group,
            "topic_code": topic,
            "mean_score": Decimal(mean),
            "satisfaction_rate_pct": None if rate is None else Decimal(rate),
            "is_suppressed": False,
        }
        for group, topic, mean, rate in (
            ("RESIDENT", "Q1", 70, 55),
            ("RESIDENT", "Q2", 80, 95),
            ("DEPUTY", "Q2", 90, None),
        )
    ]
    groups = [
        {
            "respondent_group": group, "respondent_group_name_zh": group, "is_counted": True, "mean_score": Decimal(mean),
            "effective_group_weight": Decimal(1), "satisfaction_rate_pct": None if rate is None else Decimal(rate),
        }
        for group, mean, rate in (("RESIDENT", 74, 71), ("DEPUTY", 90, None))
    ]  # fmt: skip
    record = cast(
        "Explanation",
        SimpleNamespace(scheme_cells=cells, appraisal=groups, group_topics=means, scores=[], settings=[]),
    )
    assert appraisal_steps(record) == [
        "RESIDENT RESIDENT = (60·70 + 40·80) / 100 = 74",
        "RESIDENT RESIDENT 满意率 satisfied % = (60·55 + 40·95) / 100 = 71",
        "DEPUTY DEPUTY = (7·90) / 7 = 90",
    ]
    of_all = ["内容 topic Q1 60〔评议内容!D2〕", "内容 topic Q2 40〔评议内容!D3〕"]
    assert appraisal_sources(record) == [*of_all, "DEPUTY 内容 topic Q2 7〔评议内容!D4〕"]
    del groups[0]
    assert appraisal_sources(record) == ["DEPUTY 内容 topic Q2 7〔评议内容!D4〕"]
