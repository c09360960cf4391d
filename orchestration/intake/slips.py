"""Figures in the wrong unit: 亿元 written where 万元 is asked for (P02), and fractions where percentages are, or the reverse (P03).

A slip shows against the same unit's earlier figure; that a whole column holds fractions shows by itself.
"""

from collections.abc import Iterator
from decimal import Decimal

import pyarrow as pa

from orchestration.contracts import Column, Table, find_unit, unit_factor
from orchestration.contracts.units import UNITS
from orchestration.intake.comparison import Against, Comparison, Told, ratio_scale

# A figure is taken for a slip when it is the earlier one times the factor between two units, give or take this many times.
WITHIN = 3
LEAST, MOST = Decimal(1000), Decimal(10) ** 8
# A share written as a fraction is a hundredth of itself, give or take this many times; rates below this come near zero anyway.
FRACTION_WITHIN = 1.5
FRACTION_FROM = 10
# So many figures that all lie between -1 and 1 are no percentages.
FRACTIONS = 8


def slip_findings(made: Comparison) -> Iterator[Told]:
    """Yield what is asked about units of measure, by rule and column."""
    slips = [
        {"field": column.name, "factor": str(factor)}
        for column in made.measured
        for factor in slip_factors(column)
    ]
    made.give("slips", slips, {"field": pa.string(), "factor": pa.string()})
    made.give("ratios", _ratios(made.table), {"field": pa.string(), "scale": pa.int64()})
    periods = made.periods()
    for against in periods:
        yield from _slips(made, against, unless=None if against is periods[0] else periods[0])
        if against.code == "last_year":
            yield from _fractions(made, against)
    yield from _columns_of_fractions(made)


def slip_factors(column: Column) -> list[Decimal]:
    """Return the factors by which a figure is off when it is written in another unit of the column's kind: 10⁴ for 亿元 and 万元."""
    own = find_unit(column.unit_of_measure or "")
    found = set()
    for other in UNITS.values():
        factor = None if own is None else unit_factor(other, own)
        if factor is not None:
            found.add(max(factor, 1 / factor).normalize())
    return sorted(factor for factor in found if LEAST <= factor <= MOST)


def _ratios(table: Table) -> Iterator[dict[str, object]]:
    for column in table.columns:
        scale = ratio_scale(column)
        if scale is not None:
            yield {"field": column.name, "scale": scale}


def _slips(made: Comparison, against: Against, unless: Against | None) -> Iterator[Told]:
    """Yield figures that are an earlier one times a factor; the second period counts where the first has no figure."""
    query = f"""
        select figures.*, factor
        from (
            select *, abs(x) as size, abs({against.column}) as size_before, cast(factor as decimal(12, 0)) as times
            from figures join slips using (field)
            where sign(x) = sign({against.column}) and x <> 0
            {f"and {unless.column} is null" if unless else ""}
        ) as figures
        where size_before * times <= size * {WITHIN} and size <= size_before * times * {WITHIN}
            or size * times <= size_before * {WITHIN} and size_before <= size * times * {WITHIN}
        qualify row_number() over (partition by _row, field order by times) = 1
    """
    yield from made.told(
        "P02_UNIT_SLIP", query, lambda row: f"{against.shown(row)}，×{Decimal(row['factor']):,f}", against
    )


def _fractions(made: Comparison, against: Against) -> Iterator[Told]:
    query = f"""
        select figures.*
        from figures join ratios using (field)
        where sign(x) = sign({against.column}) and x <> 0 and (
            abs(x) <= 1 and abs({against.column}) >= {FRACTION_FROM}
            and abs({against.column}) <= abs(x) * scale * {FRACTION_WITHIN}
            and abs(x) * scale <= abs({against.column}) * {FRACTION_WITHIN}
            or abs({against.column}) >= 1
            and abs({against.column}) * scale <= abs(x) * {FRACTION_WITHIN}
            and abs(x) <= abs({against.column}) * scale * {FRACTION_WITHIN}
        )
    """
    yield from made.told("P03_PERCENT_OR_FRACTION", query, against.shown, against)


def _columns_of_fractions(made: Comparison) -> Iterator[Told]:
    """Yield columns of percentages all of whose figures lie between -1 and 1, unless last year's did too."""
    query = f"""
        select field, min(shown) as least, max(shown) as most
        from figures join ratios using (field)
        where x <> 0
        group by field
        having count(*) >= {FRACTIONS} and max(abs(x)) <= 1 and coalesce(median(abs(a_year_ago)), 2) > 1
    """
    for row in made.rows(query):
        told = made.staged.finding(
            "P03_PERCENT_OR_FRACTION",
            row["field"],
            value=f"{row['least']} … {row['most']}",
            allowed="|x| > 1",
        )
        yield [told], 1
