"""Two results side by side: every change adds up to the change of the composite, to the last digit."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console

from orchestration.explain import render_difference
from orchestration.foundation.errors import UserError
from orchestration.results import difference

Row = dict[str, Any]
NAMES = {"GDP": ("生产总值", "GDP"), "JOBS": ("新增就业", "Jobs"), "PUBLIC": ("公众评议", "Public appraisal")}


def d(value: object) -> Decimal:
    return Decimal(str(value)).quantize(Decimal("1e-12"))


def result(code: str, composite: object | None, **told: Any) -> Row:
    """Return a unit's row; the rounding difference is what its points leave."""
    points = told.pop("points", Decimal(0))
    deduction, bonus = d(told.pop("deduction", 0)), d(told.pop("bonus", 0))
    rest = None if composite is None else d(composite) - points + deduction - bonus
    usual = {
        "unit_code": code,
        "unit_id": f"U{code}",
        "group_code": "G",
        "composite_score": None if composite is None else d(composite),
        "deduction_points": deduction,
        "bonus_points": bonus,
        "rounding_difference": rest,
        "rank_in_group": 1,
        "grade_final": "A",
        "result_status": "held" if composite is None else "rated",
    }
    return {**usual, **told}


def scored(code: str, node: str, weight: object, score: object) -> Row:
    return {
        "unit_code": code,
        "code": node,
        "effective_weight": d(weight),
        "score": d(score),
        "points": (d(weight) * d(score)).quantize(Decimal("1e-12")),
        "value": d(score),
    }


def write(
    folder: Path, results: list[Row], scores: list[Row], release: str = "annual-2020-1", **inputs: str
) -> Path:
    """Write a folder of results: units, points of indicators and of the appraisal (code PUBLIC), inputs by dataset."""
    tables: dict[str, list[Row]] = {
        "meta_release": [{"release_id": release, "period_code": "2020", "is_synthetic": True}],
        "fct_unit_result": results,
        "dim_unit": [
            {
                "unit_id": row["unit_id"],
                "unit_code": row["unit_code"],
                "unit_name_zh": f"单位{row['unit_code']}",
                "unit_name_en": f"Unit {row['unit_code']}",
                "group_name_zh": "中心城区",
                "group_name_en": "Core",
                "group_sort_order": 1,
                "is_evaluated": True,
                "former_code": None,
                "former_name_zh": None,
            }
            for row in results
        ],
        "dim_indicator": [
            {"node_code": code, "node_name_zh": zh, "node_name_en": en} for code, (zh, en) in NAMES.items()
        ],
        "fct_indicator_score": [
            {
                **{name: row[name] for name in ("unit_code", "effective_weight", "score", "points")},
                "indicator_code": row["code"],
                "indicator_value": row["value"],
                "value_submission_id": "s",
                "value_sheet": None,
                "value_cell": "A1",
            }
            for row in scores
            if row["code"] != "PUBLIC"
        ],
        "fct_dimension_score": [
            {
                **{name: row[name] for name in ("unit_code", "effective_weight", "score", "points")},
                "node_code": row["code"],
                "node_kind": "appraisal",
            }
            for row in scores
            if row["code"] == "PUBLIC"
        ],
        "meta_input": [
            {
                "submission_id": name,
                "bureau_code": "finance",
                "dataset_code": name,
                "period_code": "2020",
                "file_name": f"{name}.csv",
                "file_sha256": sha * 64,
            }
            for name, sha in inputs.items()
        ],
    }
    (folder / "parquet").mkdir(parents=True)
    for name, rows in tables.items():
        made = pa.Table.from_pylist(rows) if rows else EMPTY[name]
        pq.write_table(made, folder / "parquet" / f"{name}.parquet")
    return folder


SCORE = pa.decimal128(38, 12)
EMPTY = {
    "fct_indicator_score": pa.schema(
        [
            ("unit_code", pa.string()),
            ("indicator_code", pa.string()),
            ("indicator_value", SCORE),
            ("score", SCORE),
            ("effective_weight", SCORE),
            ("points", SCORE),
            ("value_submission_id", pa.string()),
            ("value_sheet", pa.string()),
            ("value_cell", pa.string()),
        ]
    ).empty_table(),
    "fct_dimension_score": pa.schema(
        [
            ("unit_code", pa.string()),
            ("node_code", pa.string()),
            ("node_kind", pa.string()),
            ("score", SCORE),
            ("effective_weight", SCORE),
            ("points", SCORE),
        ]
    ).empty_table(),
    "meta_input": pa.schema(
        [
            (name, pa.string())
            for name in (
                "submission_id",
                "bureau_code",
                "dataset_code",
                "period_code",
                "file_name",
                "file_sha256",
            )
        ]
    ).empty_table(),
}


def one_unit(folder: Path, scores: list[tuple[str, object, object]], composite: object, **told: Any) -> Path:
    rows = [scored("1", *score) for score in scores]
    points = sum((row["points"] for row in rows), Decimal(0))
    return write(folder, [result("1", composite, points=points, **told)], rows)


def test_the_changes_add_up_to_the_change_of_the_composite(tmp_path: Path) -> None:
    before = one_unit(tmp_path / "a", [("GDP", "0.6", 80), ("PUBLIC", "0.4", 70)], "76.00", deduction="0.5")
    after = one_unit(
        tmp_path / "b", [("GDP", "0.5", 90), ("JOBS", "0.1", 60), ("PUBLIC", "0.4", 75)], "81.5", bonus="1"
    )
    unit = difference(before, after).unit("1")
    changes = {item.code or item.kind: item.change for item in unit.contributions}
    assert changes["GDP"] == -3
    assert changes["JOBS"] == 6
    assert changes["PUBLIC"] == 2
    assert changes["deductions"] == Decimal("0.5")
    assert changes["bonus"] == 1
    assert sum(changes.values()) == unit.change == Decimal("5.5")
    gdp = unit.contributions[0]
    assert (gdp.by_score, gdp.by_weight) == (Decimal("5.5"), Decimal("-8.5"))


shares = st.decimals(0, 1, places=4)
points = st.decimals(0, 110, places=4)
sides = st.dictionaries(st.sampled_from(sorted(NAMES)), st.tuples(shares, points), max_size=3)


@settings(max_examples=40, deadline=None)
@given(sides, sides, points, points)
def test_whatever_changes_the_parts_add_up(
    tmp_path_factory: pytest.TempPathFactory,
    first: dict[str, tuple[Decimal, Decimal]],
    last: dict[str, tuple[Decimal, Decimal]],
    composites: Decimal,
    others: Decimal,
) -> None:
    folder = tmp_path_factory.mktemp("pair")
    before = one_unit(folder / "a", [(code, *told) for code, told in first.items()], composites)
    after = one_unit(folder / "b", [(code, *told) for code, told in last.items()], others)
    unit = difference(before, after).unit("1")
    assert sum(item.change for item in unit.contributions) == unit.change == others - composites
    for item in unit.contributions:
        if item.by_score is not None and item.by_weight is not None:
            assert abs(item.by_score + item.by_weight - item.change) <= Decimal("1e-11")


def test_units_are_matched_by_who_they_are_and_not_by_their_code(tmp_path: Path) -> None:
    before = write(tmp_path / "a", [result("182", 80, unit_id="U1"), result("2", 70)], [])
    after = write(tmp_path / "b", [result("112", 81, unit_id="U1"), result("3", 60)], [])
    found = difference(before, after)
    assert found.unit("112").change == 1
    assert found.unit("3").before is None
    assert found.unit("2").after is None
    assert found.unit("2").change is None


def test_a_unit_that_is_held_back_on_one_side_has_moved_and_no_change(tmp_path: Path) -> None:
    before = write(tmp_path / "a", [result("1", None)], [])
    after = write(tmp_path / "b", [result("1", 80)], [])
    unit = difference(before, after).unit("1")
    assert unit.has_moved
    assert unit.change is None
    assert unit.contributions == ()


def test_inputs_that_are_others_are_named(tmp_path: Path) -> None:
    before = write(tmp_path / "a", [result("1", 80)], [], payments="a", scheme="b", gone="c")
    after = write(tmp_path / "b", [result("1", 80)], [], payments="a", scheme="d", new="e")
    inputs = [
        (one and one["dataset_code"], other and other["dataset_code"])
        for one, other in difference(before, after).inputs
    ]
    assert inputs == [("gone", None), (None, "new"), ("scheme", "scheme")]


def shown(*args: Any) -> str:
    console = Console(width=200, record=True, file=open("/dev/null", "w"))  # noqa: SIM115, PTH123
    console.print(render_difference(*args))
    return console.export_text()


def objection(number: str, unit: str, state: str, **told: Any) -> Row:
    usual = dict.fromkeys(("indicator_code", "decision_reason", "corrected_sha256", "corrected_file_name"))
    words = {
        "evaluation_year": 2020,
        "objection_no": number,
        "unit_code": unit,
        "objection_text": f"有误{number}",
    }
    return {**usual, **words, "objection_state": state, **told}


def with_objections(folder: Path, *rows: Row) -> Path:
    pq.write_table(pa.Table.from_pylist(list(rows)), folder / "parquet" / "fct_objection.parquet")
    return folder


def test_decisions_on_objections_are_shown_with_what_they_moved(tmp_path: Path) -> None:
    before = with_objections(
        write(
            tmp_path / "a",
            [result("1", 80, points=Decimal(80)), result("2", 70, points=Decimal(70))],
            [scored("1", "GDP", 1, 80), scored("2", "GDP", 1, 70)],
        ),
        objection("Y1", "1", "open", indicator_code="GDP"),
        objection("Y2", "2", "answered"),
        objection("Y3", "2", "rejected", decision_reason="旧决定"),
        objection("Y4", "2", "late"),
    )
    after = with_objections(
        write(
            tmp_path / "b",
            [result("1", 85, points=Decimal(85), rank_in_group=2), result("2", 70, points=Decimal(70))],
            [scored("1", "GDP", 1, 85), scored("2", "GDP", 1, 70)],
        ),
        objection(
            "Y1", "1", "upheld", indicator_code="GDP", decision_reason="确有误", corrected_sha256="ab" * 6, corrected_file_name="核算.xlsx",
        ),
        objection("Y2", "2", "rejected", decision_reason="属实"),
        objection("Y3", "2", "rejected", decision_reason="旧决定"),
        objection("Y4", "2", "late"),
    )  # fmt: skip
    found = difference(before, after)
    assert [(one.row["objection_no"], one.unit.change) for one in found.decisions] == [
        ("Y1", Decimal(5)),
        ("Y2", Decimal(0)),
    ]
    assert found.decisions[0].node is not None
    assert found.decisions[0].node.change == Decimal(5)
    assert found.decisions[1].node is None
    text = shown(found)
    for words in ("Y1 有误Y1", "确有误", "核算.xlsx", "生产总值 +5", "1 → 2", "属实"):
        assert words in text
    assert "旧决定" not in text
    assert "属实" not in shown(found, "1")


def test_only_who_moved_is_shown_with_the_reasons(tmp_path: Path) -> None:
    before = write(
        tmp_path / "a",
        [result("1", 80, points=Decimal(80)), result("2", 70, points=Decimal(70))],
        [scored("1", "GDP", 1, 80), scored("2", "GDP", 1, 70)],
    )
    after = write(
        tmp_path / "b",
        [result("1", 85, points=Decimal(85), grade_final="B"), result("2", 70, points=Decimal(70))],
        [scored("1", "GDP", 1, 85), scored("2", "GDP", 1, 70)],
    )
    text = shown(difference(before, after))
    assert "单位1" in text
    assert "单位2" not in text
    assert "生产总值 +5" in text
    assert "A → B" in text
    assert "1 个不变" in text
    assert "演示数据" in text
    detail = shown(difference(before, after), "1")
    assert "80 → 85" in detail
    assert "+5" in detail


def test_a_unit_that_does_not_exist_is_named(tmp_path: Path) -> None:
    from orchestration.explain import find

    folder = write(tmp_path / "a", [result("1", 80)], [])
    with pytest.raises(UserError):
        find(folder, "没有的单位")
