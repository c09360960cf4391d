"""Lists of figures that were treated, and of how many there are and why not (sections 2 and 3)."""

from collections import Counter, defaultdict

from tests.oracle.results import FigureCountRow, IndicatorRow, TreatedRow
from tests.oracle.scheme import Scheme
from tests.oracle.treatment import Unit

LISTED = ("winsorised", "trimmed", "group_mean", "group_median", "carried_forward", "zero")
SHOWN = (
    "value_treatment", "indicator_value", "missing_reason", "transform", "transformed_value", "scored_value", "outlier_test",
    "outlier_parameter", "outlier_low", "outlier_high", "penalty_points", "score", "value_submission_id", "value_sheet", "value_cell",
)  # fmt: skip
REASONS = (
    "not_delivered", "not_published", "not_produced", "suppressed", "too_small", "too_new", "refused",
)  # fmt: skip


def treated_rows(rows: list[tuple[Unit, IndicatorRow]]) -> list[TreatedRow]:
    """Return the figures that were replaced, filled in, scored zero or left out of the statistics."""
    return [
        TreatedRow(
            unit_code=unit.code,
            indicator_code=row.indicator_code,
            group_code=unit.group,
            **{name: getattr(row, name) for name in SHOWN},
        )
        for unit, row in rows
        if row.value_treatment in LISTED
    ]


def figure_counts(scheme: Scheme, rows: list[tuple[Unit, IndicatorRow]]) -> list[FigureCountRow]:
    """Return, for each unit and node, what became of the figures of all indicators below it."""
    found: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for unit, row in rows:
        told = "present" if row.indicator_value is not None else str(row.missing_reason)
        above = scheme.nodes[row.indicator_code].parent
        while above is not None:
            found[unit.code, above].update(["required", told, *(["scored"] if row.score is not None else [])])
            above = scheme.nodes[above].parent
    return [
        FigureCountRow(
            unit_code=unit,
            node_code=node,
            indicators_required=counts["required"],
            indicators_scored=counts["scored"],
            figures_present=counts["present"],
            figures_not_applicable=counts["not_applicable"],
            **{f"figures_{reason}": counts[reason] for reason in REASONS},
        )
        for (unit, node), counts in found.items()
    ]
