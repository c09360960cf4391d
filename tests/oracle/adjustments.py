"""Deductions, bonus and vetoes of a unit (sections 3 and 5)."""

from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction

from tests.oracle.exact import parse
from tests.oracle.landed import Inputs
from tests.oracle.results import AdjustmentRow
from tests.oracle.scheme import GRADES, Scheme

SOURCES = ("efficiency_office__inspections__rows", "organisation__honours_vetoes__rows")


@dataclass(frozen=True)
class Adjustments:
    """All items recorded for one unit."""

    rows: list[AdjustmentRow]
    deduction: Fraction
    bonus: Fraction
    grade_cap: str | None
    veto_items: list[str]


def read_cases(inputs: Inputs) -> dict[str, dict[str, list[int]]]:
    """Return the numbers of cases on record in the year, by unit and item."""
    cases: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for source in SOURCES:
        for row in inputs.rows(source):
            if row["_period"] == str(inputs.year):
                cases[row["unit_code"]][row["item_code"]].append(int(row["case_count"]))
    return cases


def item_points(cases: int, per_case: Fraction, ceiling: Fraction | None) -> Fraction:
    """Return an item's points: so much per case, up to the item's ceiling."""
    points = per_case * cases
    return points if ceiling is None else min(points, ceiling)


def _row(scheme: Scheme, unit_code: str, item: str, counts: list[int]) -> AdjustmentRow:
    rule = scheme.item(scheme.participants[unit_code], item)
    per_case, ceiling = parse(rule["points_per_case"]), parse(rule["item_ceiling"])
    return AdjustmentRow(
        unit_code=unit_code,
        item_code=item,
        item_kind=rule["kind"],
        case_count=sum(counts),
        points_per_case=per_case,
        item_ceiling=ceiling,
        points=None
        if rule["kind"] == "veto" or per_case is None
        else item_points(sum(counts), per_case, ceiling),
        ceiling_set=rule["ceiling_set"],
        set_ceiling=parse(rule["set_ceiling"]),
        grade_cap=rule["grade_cap"],
        record_count=len(counts),
    )


def _total(scheme: Scheme, group: str, rows: list[AdjustmentRow], kind: str) -> Fraction:
    own = [row for row in rows if row.item_kind == kind]
    points = sum((row.points or Fraction(0) for row in own if row.ceiling_set is None), Fraction(0))
    for name in {row.ceiling_set for row in own if row.ceiling_set is not None}:
        of_set = [row for row in own if row.ceiling_set == name]
        shared = of_set[0].set_ceiling or Fraction(0)
        points += min(shared, sum((row.points or Fraction(0) for row in of_set), Fraction(0)))
    ceiling = scheme.cap_of(kind, group)
    return points if ceiling is None else min(points, ceiling)


def adjust(scheme: Scheme, unit_code: str, cases: dict[str, list[int]]) -> Adjustments:
    """Work out a unit's points off and on, and the best grade that its vetoes leave open."""
    group = scheme.participants[unit_code]
    rows = [_row(scheme, unit_code, item, counts) for item, counts in cases.items()]
    vetoes = sorted((row for row in rows if row.item_kind == "veto"), key=lambda row: row.item_code)
    cap = max((row.grade_cap or "" for row in vetoes), key=GRADES.find, default=None)
    return Adjustments(
        rows=rows,
        deduction=_total(scheme, group, rows, "deduction"),
        bonus=_total(scheme, group, rows, "bonus"),
        grade_cap=cap,
        veto_items=[row.item_code for row in vetoes if row.grade_cap == cap],
    )
