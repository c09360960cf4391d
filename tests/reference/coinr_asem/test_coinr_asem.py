"""COINr's figures come out of dropped workbooks: normalisations, means over four levels, weights, imputation, missing data."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from orchestration import pipeline
from orchestration.foundation.periods import Period
from orchestration.foundation.workspace import Workspace
from orchestration.reporting import Quiet
from orchestration.transform.runner import DATABASE_NAME
from tests.reference.coinr_asem.asem import (
    YEAR,
    Variant,
    make_raw,
    node_code,
    parents,
    rows,
    table,
    unit_code,
)

NOW = dt.datetime(2021, 3, 1, tzinfo=dt.UTC)
MINMAX = {"method_code": "极值", "score_low": 0, "score_high": 100, "pool": "本组本年"}
FROM_ONE = MINMAX | {"score_low": 1}
IMPUTED, TREATED, WITH_GAPS = "expected/step_Imputed", "expected/step_Treated", "expected/step_Denominated"
PLAIN = {
    "norm_minmax_0_100": Variant(IMPUTED, MINMAX),
    "norm_zscore_10_2": Variant(IMPUTED, {"method_code": "标准分", "base_score": 10, "step_score": 2, "pool": "本组本年"}),
    "agg_a_amean": Variant(TREATED, FROM_ONE),
    "agg_altweights": Variant(TREATED, MINMAX, {row["iCode"]: row["Weight"] for row in rows("input/alt_weights")}),
    "missing_agg_nothresh": Variant(WITH_GAPS, MINMAX, treatment={"missing_rule": "并入其他指标"}),
}  # fmt: skip
# Scores of 0 to 100. A figure is landed with six decimals and scores are rounded at the twelfth; COINr carries seventeen digits.
CLOSE = 1e-7


def computed(folder: Path, variants: list[Variant], rules: dict[str, object]) -> duckdb.DuckDBPyConnection:
    """Receive the case and run the models up to ranks."""
    contracts = make_raw(folder / "raw", variants, rules)
    workspace, period = Workspace(folder / "raw", folder / "warehouse"), Period.parse(YEAR)
    received = pipeline.receive_period(workspace, contracts, period, now=NOW)
    assert [
        (r.file_name, [(f.rule, f.sheet, f.cell, f.value) for f in r.findings[:3]])
        for r in received.receipts
        if r.status != "accepted"
    ] == []
    build = pipeline.open_candidate(workspace, contracts, "annual", period, token=YEAR, as_of=NOW, now=NOW)
    for layer in ("staging", "intermediate"):
        pipeline.run_layer(build, layer, Quiet())
    return duckdb.connect(str(build.folder / DATABASE_NAME), read_only=True)


def scores(db: duckdb.DuckDBPyConnection, number: int) -> dict[tuple[str, str], float | None]:
    """Return the score of each country of a variant on each node."""
    countries = {
        unit_code(number, place): name for place, name in enumerate(sorted(table("expected/step_Raw")))
    }
    found = db.execute(
        "select unit_code, node_code, score from intermediate.int_scoring__nodes where unit_code in (select unnest(?))", [list(countries)]
    ).fetchall()  # fmt: skip
    return {(countries[unit], node): None if score is None else float(score) for unit, node, score in found}


def gaps(
    found: dict[tuple[str, str], float | None], expected: str
) -> Iterator[tuple[str, str, object, object]]:
    """Yield what differs from a file of the case; a country without a score there has none here."""
    nodes = {*parents(), "Index"}
    for country, told in table(f"expected/{expected}").items():
        for node in nodes & set(rows(f"expected/{expected}")[0]):
            ours, theirs = found.get((country, node_code(node))), told.get(node)
            if theirs is None or ours is None:
                if theirs is not None or ours is not None:
                    yield country, node, ours, theirs
            elif abs(ours - float(theirs)) > CLOSE:
                yield country, node, ours, theirs


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> duckdb.DuckDBPyConnection:
    """The variants with arithmetic means, side by side."""
    return computed(tmp_path_factory.mktemp("coinr"), list(PLAIN.values()), {})


@pytest.mark.parametrize("expected", PLAIN)
def test_a_variant_is_what_coinr_computes(plain: duckdb.DuckDBPyConnection, expected: str) -> None:
    assert list(gaps(scores(plain, list(PLAIN).index(expected)), expected)) == []


def test_geometric_means(tmp_path: Path) -> None:
    db = computed(tmp_path, [Variant(TREATED, FROM_ONE)], {"aggregation_rule": "加权几何平均"})
    assert list(gaps(scores(db, 0), "agg_a_gmean")) == []


def test_a_node_with_less_than_eighty_per_cent_has_no_score(tmp_path: Path) -> None:
    variant = Variant(WITH_GAPS, MINMAX)
    db = computed(tmp_path, [variant], {"min_availability_pct": 80, "availability_rule": "退出"})
    assert list(gaps(scores(db, 0), "missing_agg_thresh08")) == []


def test_missing_figures_are_the_mean_of_their_group(tmp_path: Path) -> None:
    regions = {row["uCode"]: row["EurAsia_group"] for row in rows("input/asem_iData")}
    variants = [
        Variant(WITH_GAPS, MINMAX | {"pool": "全体本年"}, treatment={"missing_rule": "组平均"}, countries=frozenset(c for c in regions if regions[c] == region))
        for region in ("Europe", "Asia")
    ]  # fmt: skip
    db = computed(tmp_path, variants, {})
    found = scores(db, 0) | scores(db, 1)
    assert list(gaps(found, "norm_minmax_0_100")) == []
