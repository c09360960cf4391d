"""The mart's row of a part: what the judge found, under the mart's names."""

from fractions import Fraction

from tests.oracle.exact import parse, quotient
from tests.oracle.formulas import Position, Terms
from tests.oracle.parts import Judge, Part, pool_kind
from tests.oracle.results import PartRow
from tests.oracle.scheme import Node
from tests.oracle.treatment import Unit


def part_row(judge: Judge, unit: Unit, node: Node, part: Part, share_in_use: Fraction) -> PartRow:
    """Return the mart's row of a part."""
    value = judge.value(unit, node.code)
    row, band, cell, other = part.row, part.band, value.cell, part.reference.cell
    pool, population = part.pool, row["variant"] == "population"
    ends = Terms(row, node.direction, Fraction(0), part.reference.value, Fraction(0), pool, Position()).ends()
    target = judge.scheme.targets.get((unit.code, node.code))
    scaled = row["method_code"] in ("minmax", "distance")
    upper = scaled and not (row["method_code"] == "distance" and row["reference_kind"] != "none")
    standard = row["method_code"] == "zscore" and pool is not None
    return PartRow(
        unit_code=unit.code,
        indicator_code=node.code,
        part_code=row["part_code"],
        share=part.share,
        effective_share=(quotient(part.share, share_in_use) if part.in_use else None) or Fraction(0),
        choice_set=row["choice_set"],
        choice_rule=(row["choice_rule"] or "best") if row["choice_set"] else None,
        reference_kind=row["reference_kind"],
        basis=row["basis"],
        method_code=row["method_code"],
        variant=row["variant"],
        condition_kind=row["condition_kind"],
        condition_target=target.value if target and row["condition_kind"] else None,
        is_condition_met=judge.condition(row, unit, node),
        band_table=row["band_table"],
        band_no=band.number if band else None,
        band_lower=band.lower if band else None,
        band_upper=band.upper if band else None,
        band_score_at_lower=band.at_lower if band else None,
        band_score_at_upper=band.at_upper if band else None,
        pool=pool_kind(row),
        pool_count=(len(pool.measures) or None) if pool else None,
        pool_low=ends[0] if scaled else None,
        pool_high=ends[1] if upper else None,
        pool_mean=pool.mean if standard and pool else None,
        pool_deviation=pool.estimate(population=population) if standard and pool else None,
        position_in_pool=part.position,
        floor_score=parse(row["floor_score"]) or Fraction(0),
        cap_score=parse(row["cap_score"]) or Fraction(0),
        fallback=row["fallback"],
        indicator_value=value.value,
        scored_value=judge.values.scored(unit, node.code).value,
        reference_value=part.reference.value,
        reference_unit_count=part.reference.count,
        measure=part.measure,
        raw_score=part.raw,
        part_score=part.score,
        part_status=part.status,
        value_submission_id=cell.submission_id if cell else None,
        value_sheet=cell.sheet if cell else None,
        value_cell=cell.cell if cell else None,
        reference_submission_id=other.submission_id if other else None,
        reference_sheet=other.sheet if other else None,
        reference_cell=other.cell if other else None,
        reference_raw_text=other.raw_text if other else None,
    )
