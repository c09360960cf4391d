"""The index of checks that must run, worked out from dbt's manifest: the same tests that dbt's own selection takes."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expectations.index import dbt_tests, expected_checks, finding_ids, fingerprint, mart_tables
from orchestration.gate.dbt_words import words_of
from tests.unit.publication.candidates import dbt_manifest
from tests.unit.publication.mart_tables import MONITORING_TABLES
from tests.unit.publication.mart_tables import mart_tables as all_tables


def _node(
    kind: str, *parents: str, tags: tuple[str, ...] = (), schema: str = "intermediate"
) -> dict[str, Any]:
    return {
        "resource_type": kind,
        "name": "x",
        "schema": schema,
        "tags": list(tags),
        "depends_on": {"nodes": list(parents)},
    }


MANIFEST = {
    "nodes": {
        "model.a": _node("model", "source.s"),
        "model.b": _node("model"),
        "model.quarter": _node("model", "model.a", tags=("monitoring",), schema="marts"),
        "model.year": _node("model", "model.quarter", "model.b", schema="marts"),
        "test.on_source": _node("test", "source.s"),
        "test.on_a": _node("test", "model.a"),
        "test.on_quarter": _node("test", "model.quarter"),
        "test.on_b": _node("test", "model.b"),
        "test.between_quarter_and_year": _node("test", "model.quarter", "model.year"),
        "test.tagged": _node("test", "model.quarter", tags=("monitoring",)),
    }
}


def test_a_year_needs_every_test() -> None:
    assert set(dbt_tests(MANIFEST, "annual")) == {n for n in MANIFEST["nodes"] if n.startswith("test.")}


def test_a_quarter_needs_the_tests_that_read_nothing_outside_it() -> None:
    assert set(dbt_tests(MANIFEST, "monitoring")) == {
        "test.on_source",
        "test.on_a",
        "test.on_quarter",
        "test.tagged",
    }


@pytest.mark.parametrize(
    ("kind", "tables"), [("annual", set(all_tables())), ("monitoring", set(MONITORING_TABLES))]
)
def test_a_kind_has_its_tables(kind: str, tables: set[str]) -> None:
    assert set(mart_tables(dbt_manifest(), kind)) == tables


def test_the_index_names_each_open_finding() -> None:
    finding = {"bureau": "finance", "dataset": "organ_budget", "period": "2020", "rule": "range"}
    candidate = {"kind": "annual", "open_findings": [finding, finding]}
    named = set(finding_ids([finding, finding]))
    assert len(named) == 2
    assert named <= set(expected_checks(candidate, dbt_manifest()))


@given(st.lists(st.text(max_size=8), max_size=12))
def test_the_fingerprint_always_depends_on_the_names_and_never_on_their_order(names: list[str]) -> None:
    assert fingerprint(names) == fingerprint(list(reversed(names)))
    assert fingerprint([*names, "one more"]) != fingerprint(names)


def _test(**changes: Any) -> dict[str, Any]:
    return {
        "name": "points_add_up",
        "description": "Points add up to the composite.",
        "config": {"meta": {}},
        "test_metadata": None,
        "column_name": None,
        **changes,
    }


def test_a_dbt_tests_own_words_come_first() -> None:
    own = {
        "message_zh": "得分不平。",
        "message_en": "Points do not add up.",
        "fix_zh": "查。",
        "fix_en": "Look.",
    }
    assert words_of(_test(config={"meta": own}), "fct_unit_result") == own


@pytest.mark.parametrize(
    "kind", ["not_null", "unique", "accepted_values", "relationships", "relationships_in_year"]
)
def test_a_generic_dbt_test_names_table_and_column(kind: str) -> None:
    words = words_of(_test(test_metadata={"name": kind}, column_name="unit_code"), "dim_unit")
    for key in ("message_zh", "message_en"):
        assert "dim_unit" in words[key]
        assert "unit_code" in words[key]


def test_any_other_dbt_test_tells_its_name_and_description() -> None:
    words = words_of(_test(), None)
    assert "points_add_up" in words["message_en"]
    assert "Points add up to the composite." in words["message_zh"]
