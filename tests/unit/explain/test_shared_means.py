"""A change through geometric or harmonic means is shared out to the indicators: whole, and to the one that changed where only one did."""

from collections.abc import Callable
from decimal import Decimal
from math import log
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from hypothesis import given, settings
from hypothesis import strategies as st

from orchestration.results import difference
from orchestration.results.shared_means import Node, Tree, shared
from tests.unit.explain.test_difference import d, one_unit, shown

NEAR = Decimal("1e-20")
Leaves = dict[str, tuple[Decimal, Decimal]]
scores = st.decimals(1, 110, places=4)
weights = st.decimals(1, 50, places=2)


def mean(children: list[tuple[Decimal, Decimal]], rule: str) -> Decimal:
    """Return the mean of (weight, score) pairs by a rule, unrounded."""
    whole = sum((weight for weight, _ in children), Decimal(0))
    if rule == "arithmetic":
        return sum((weight * score for weight, score in children), Decimal(0)) / whole
    if any(score <= 0 for _, score in children):
        return Decimal(0)
    if rule == "harmonic":
        return whole / sum((weight / score for weight, score in children), Decimal(0))
    return (sum((weight * score.ln() for weight, score in children), Decimal(0)) / whole).exp()


def tree(groups: dict[str, Leaves], rules: dict[str, str], top: str, share: Decimal) -> Tree:
    """Return a component `T` of a share over dimensions that weigh the same, each over its leaves, without any rounding.

    A leaf's code does not name its dimension: one that is drawn in another one in the other result has moved.
    """
    nodes, below = {}, []
    for name, own in groups.items():
        score, weight = mean(list(own.values()), rules[name]), share / len(groups)
        below.append((weight, score))
        nodes[name] = Node("T", weight, score, rules[name])
        whole = sum((one for one, _ in own.values()), Decimal(0))
        nodes |= {leaf: Node(name, weight * one / whole, value, None) for leaf, (one, value) in own.items()}
    return Tree({**nodes, "T": Node(None, share, mean(below, top), top)})


means = st.sampled_from(["arithmetic", "geometric", "harmonic"])
# Of the dimensions, and of the component above them.
rules = st.fixed_dictionaries(
    {**dict.fromkeys("XYZ", means), "T": st.sampled_from(["geometric", "harmonic"])}
)
placed = st.dictionaries(
    st.sampled_from("abcdef"), st.tuples(st.sampled_from("XYZ"), weights, scores), min_size=1
)
shares = st.decimals("0.1", 1, places=2)
Placed = dict[str, tuple[str, Decimal, Decimal]]


def grouped(leaves: Placed) -> dict[str, Leaves]:
    """Return the leaves by the dimension that they stand in."""
    found: dict[str, Leaves] = {}
    for leaf, (group, weight, score) in leaves.items():
        found.setdefault(group, {})[leaf] = (weight, score)
    return found


def added(before: Tree, after: Tree) -> dict[str, Decimal]:
    return {code: one.points for code, one in shared(before, after).items()}


@settings(deadline=None)
@given(placed, placed, rules, shares, shares)
def test_what_indicators_add_is_the_whole_change_of_the_node(
    first: Placed, last: Placed, rule: dict[str, str], share: Decimal, other: Decimal
) -> None:
    before, after = tree(grouped(first), rule, rule["T"], share), tree(grouped(last), rule, rule["T"], other)
    told = added(before, after)
    wanted = other * after.nodes["T"].score - share * before.nodes["T"].score
    assert abs(sum(told.values(), Decimal(0)) - wanted) < NEAR
    assert set(told) == {*first, *last}


@settings(deadline=None)
@given(placed, placed, rules, shares)
def test_what_has_moved_out_of_a_geometric_mean_leaves_no_points_behind(
    first: Placed, last: Placed, rule: dict[str, str], share: Decimal
) -> None:
    before, after = (tree(grouped(one), rule, "arithmetic", share) for one in (first, last))
    told = shared(before, after)
    tops = [
        name for name in "XYZ" if rule[name] != "arithmetic" and name in before.nodes and name in after.nodes
    ]
    wanted = sum(
        (
            after.nodes[top].weight * after.nodes[top].score
            - before.nodes[top].weight * before.nodes[top].score
            for top in tops
        ),
        Decimal(0),
    )
    assert abs(sum((one.points for one in told.values()), Decimal(0)) - wanted) < NEAR
    for code, one in told.items():
        assert one.inside == tuple(code in side and side[code][0] in tops for side in (first, last))


@settings(deadline=None)
@given(placed, rules, shares, scores, st.data())
def test_all_of_a_change_is_that_of_the_only_indicator_that_changed(
    first: Placed, rule: dict[str, str], share: Decimal, score: Decimal, data: st.DataObject
) -> None:
    leaf = data.draw(st.sampled_from(sorted(first)))
    last = {**first, leaf: (*first[leaf][:2], score)}
    before, after = tree(grouped(first), rule, rule["T"], share), tree(grouped(last), rule, rule["T"], share)
    told = added(before, after)
    assert abs(told.pop(leaf) - share * (after.nodes["T"].score - before.nodes["T"].score)) < NEAR
    assert all(abs(one) < NEAR for one in told.values())


def test_a_mean_that_a_zero_makes_zero_changes_by_the_scores_that_are_zero() -> None:
    one = {
        "X": {"a": (Decimal(1), Decimal(64)), "b": (Decimal(1), Decimal(100)), "c": (Decimal(2), Decimal(80))}
    }
    none = {
        "X": {"a": (Decimal(1), Decimal(0)), "b": (Decimal(1), Decimal(90)), "c": (Decimal(2), Decimal(0))}
    }
    rule = {"X": "geometric"}
    told = added(tree(one, rule, "arithmetic", Decimal(1)), tree(none, rule, "arithmetic", Decimal(1)))
    # The mean was 80; of what is gone a third is that of a, two thirds that of c, as they weigh.
    assert {code: round(value, 12) for code, value in told.items()} == {
        "a": Decimal("-26.666666666667"), "b": Decimal(0), "c": Decimal("-53.333333333333"),
    }  # fmt: skip
    back = added(tree(none, rule, "arithmetic", Decimal(1)), tree(one, rule, "arithmetic", Decimal(1)))
    assert all(abs(value + told[code]) < NEAR for code, value in back.items())
    assert set(
        added(tree(none, rule, "geometric", Decimal(1)), tree(none, rule, "geometric", Decimal(1))).values()
    ) == {0}


def test_a_harmonic_mean_that_a_zero_makes_zero_changes_by_the_scores_that_are_zero() -> None:
    one = {"X": {"a": (Decimal(1), Decimal(60)), "b": (Decimal(1), Decimal(30))}}
    none = {"X": {"a": (Decimal(1), Decimal(0)), "b": (Decimal(1), Decimal(50))}}
    before, after = (tree(own, {"X": "harmonic"}, "arithmetic", Decimal(1)) for own in (one, none))
    assert {code: round(value, 12) for code, value in added(before, after).items()} == {
        "a": Decimal(-40),
        "b": 0,
    }
    # What was geometric and is harmonic is no change of the indicators.
    assert shared(before, tree(one, {"X": "geometric"}, "arithmetic", Decimal(1))) == {}


def test_what_each_score_makes_of_a_harmonic_mean() -> None:
    first = {"X": {"a": (Decimal(1), Decimal(60)), "b": (Decimal(1), Decimal(30))}}
    last = {"X": {"a": (Decimal(1), Decimal(60)), "b": (Decimal(3), Decimal(60))}}
    before, after = (tree(own, {"X": "harmonic"}, "arithmetic", Decimal(1)) for own in (first, last))
    # 40 to 60. By score: 40·60·(3/8·0 + 5/8·(1/30 − 1/60)) = 25; by weight: half of 40 + 60, twice, less 2400/60 or 2400/40, times −1/4 and 1/4.
    told = {code: round(value, 12) for code, value in added(before, after).items()}
    assert told == {"a": Decimal(-15), "b": Decimal(35)}


def test_a_score_below_the_floor_changes_by_what_reaches_the_mean() -> None:
    def lifted(score: int) -> Tree:
        top = Decimal(max(score, 10)) * Decimal(40)
        return Tree(
            {
                "T": Node(None, Decimal(1), top.sqrt(), "geometric"),
                "a": Node("T", Decimal("0.5"), Decimal(score), None),
                "b": Node("T", Decimal("0.5"), Decimal(40), None),
            },
            floor=Decimal(10),
        )

    told = added(lifted(2), lifted(90))
    assert abs(told["a"] - (Decimal(60) - 20)) < NEAR
    assert told["b"] == 0
    assert set(added(lifted(2), lifted(9)).values()) == {0}


def test_only_means_that_are_curved_on_both_sides_are_shared_out() -> None:
    own = {"X": {"a": (Decimal(1), Decimal(64)), "b": (Decimal(1), Decimal(100))}}
    first, last = (tree(own, {"X": rule}, "arithmetic", Decimal(1)) for rule in ("arithmetic", "geometric"))
    assert shared(first, last) == {}
    assert shared(first, first) == {}
    assert set(added(last, last)) == {"a", "b"}


def _with_tree(folder: Path, gdp: object, jobs: object, composite: str) -> Path:
    made = one_unit(
        folder, [("GDP", "0.5", gdp), ("JOBS", "0.5", jobs)], composite, aggregation_difference=d(0)
    )
    tables: dict[str, Callable[[dict[str, object]], dict[str, object]]] = {
        "dim_indicator": lambda row: {**row, "parent_code": "T"},
        "fct_dimension_score": lambda row: row,
    }
    for name, change in tables.items():
        path = made / "parquet" / f"{name}.parquet"
        rows = [change(row) for row in pq.read_table(path).to_pylist()]
        if name == "fct_dimension_score":
            rows = [
                {
                    "unit_code": "1", "node_code": "T", "parent_code": None, "node_kind": "indicators", "aggregation_rule": "geometric",
                    "effective_weight": d(1), "score": d(composite), "points": d(composite),
                }
            ]  # fmt: skip
        pq.write_table(pa.Table.from_pylist(rows), path)
    for path, rows in (
        ("meta_setting", [{"setting_code": "geometric_zero", "setting_value": "zero"}, {"setting_code": "geometric_floor", "setting_value": "1"}]),
        ("fct_unit_result", [{**row, "aggregation_difference": d(composite) - d(gdp) / 2 - d(jobs) / 2, "rounding_difference": d(0)}
                             for row in pq.read_table(made / "parquet" / "fct_unit_result.parquet").to_pylist()]),
    ):  # fmt: skip
        pq.write_table(pa.Table.from_pylist(rows), made / "parquet" / f"{path}.parquet")
    return made


def test_a_difference_shows_what_geometric_means_make_of_each_indicator(tmp_path: Path) -> None:
    before, after = _with_tree(tmp_path / "a", 40, 90, "60"), _with_tree(tmp_path / "b", 90, 40, "60")
    unit = difference(before, after).unit("1")
    told = {item.code or item.kind: item for item in unit.contributions}
    # The mean stays at 60: by logarithms each score moves it by 60 · (ln 90 − ln 40) / 2, not by 25 points.
    moved = 60 * (log(90) - log(40)) / 2
    assert abs(float(told["GDP"].change) - moved) < 1e-9
    assert abs(float(told["JOBS"].change) + moved) < 1e-9
    assert told["aggregation"].change == 0
    assert sum(item.change for item in unit.contributions) == unit.change == 0
    third = difference(before, _with_tree(tmp_path / "c", 90, 90, "90")).unit("1")
    changes = {item.code or item.kind: item.change for item in third.contributions}
    assert changes == {"GDP": 30, "JOBS": 0, "deductions": 0, "bonus": 0, "aggregation": 0, "rounding": 0}
    assert "其中合成" in shown(difference(before, after), "1")
