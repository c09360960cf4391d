"""The components and dimensions of a unit: weights and scores, how they came about, and what figures stand below them."""

from rich.table import Table

from orchestration.explain.appraisal_view import SHOWN_DIGITS
from orchestration.explain.formulas import DIGITS, number
from orchestration.explain.record import Explanation
from orchestration.explain.words import BOUNDS, REASONS, RULES, table
from orchestration.results.release_tables import Row


def score_table(explanation: Explanation) -> Table:
    """Return the components and dimensions with their weights and scores, before and after rounding."""
    made = table(
        "构成和维度 components and dimensions", "项目\nnode", "权重\nweight", "有效权重\neffective", "舍入前\nunrounded",
        "得分\nscore", "合成\nhow",
    )  # fmt: skip
    for row in explanation.scores:
        indent = "  " * (row["node_level"] - 1)
        made.add_row(
            f"{indent}{row['node_name_zh']} {row['node_name_en']}",
            number(row["weight"]),
            number(row["effective_weight"]),
            number(row["score_unrounded"], DIGITS),
            number(row["score"], DIGITS),
            _how(row),
        )
    return made


def figure_counts(explanation: Explanation) -> list[str]:
    """Return, for each component and dimension, how many indicators it requires, how many figures are there, and why the others are not."""
    counts = {row["node_code"]: row for row in explanation.figure_counts}
    lines = []
    for node in explanation.scores:
        row = counts.get(node["node_code"])
        if row is None:
            continue
        told = [
            f"应有 required {row['indicators_required']}，有得分 scored {row['indicators_scored']}，已有数值 figures {row['figures_present']}"
        ]
        told += [
            f"{words} {row[f'figures_{reason}']}"
            for reason, words in REASONS.items()
            if row.get(f"figures_{reason}")
        ]
        lines.append(f"{node['node_name_zh']} {node['node_code']}：{'，'.join(told)}")
    return lines


def _how(row: Row) -> str:
    """Return how a node's score came about, beyond a plain mean of everything below it; older releases have nothing to add."""
    told = [RULES[row["aggregation_rule"]]] if row.get("aggregation_rule") else []
    if row.get("bound_status") in BOUNDS:
        told.append(
            f"{BOUNDS[row['bound_status']]} [{number(row['floor_score'])}, {number(row['cap_score'])}]"
        )
    if row.get("min_availability_pct") is not None:
        told.append(
            f"可得 available {number(row['availability_pct'], SHOWN_DIGITS)} %，至少 least {number(row['min_availability_pct'])} %"
        )
    if row.get("min_available_count") is not None:
        told.append(f"可得个数 available {row['available_count']}，至少 least {row['min_available_count']}")
    if row.get("node_status") == "dropped":
        told.append("退出 dropped")
    elif row.get("is_below_minimum"):
        told.append("低于最低可得 below it")
    return "；".join(told)
