"""Figures out of line with those of the other units of the same level (P10), by the modified z-score of Iglewicz and Hoaglin.

z = 0.6745·(v − median)/MAD, and (v − median)/(1.253314·mean absolute deviation) where more than half of the units agree and MAD is
0 (Iglewicz & Hoaglin 1993, How to Detect and Handle Outliers; the second form as in SPSS). v is the figure, or its logarithm.
"""

from collections.abc import Iterator

import pyarrow as pa

from orchestration.intake.comparison import Comparison, Told

# Fewer units than this have no spread worth speaking of.
UNITS = 8
MAD_FACTOR = 0.6745
MEAN_FACTOR = 1.253314


def outlier_findings(made: Comparison) -> Iterator[Told]:
    """Yield figures whose robust z-score lies beyond the contract's limit, by column.

    Units are compared inside their level, and in a table of several rows per unit within the rest of the key. The score is
    a statistic in floating point; nothing but this question hangs on it.
    """
    limits = [
        {
            "field": column.name,
            "z_limit": float(column.queries.outlier.limit),
            "scale": column.queries.outlier.scale,
        }
        for column in made.measured
        if column.queries.outlier
    ]
    if not limits:
        return
    made.give("outliers", limits, {"field": pa.string(), "z_limit": pa.float64(), "scale": pa.string()})
    group = ", ".join(["field", "unit_level", *(key for key in made.keys if key != made.unit_key)])
    query = f"""
        with scaled as (
            select figures.*, z_limit, case when scale = 'log' then ln(x) else cast(x as double) end as v
            from figures join outliers using (field)
            where scale = 'linear' or x > 0
        ),
        centred as (
            select *, v - median(v) over (partition by {group}) as off, count(*) over (partition by {group}) as units,
                cast(median(x) over (partition by {group}) as double) as middle
            from scaled
        ),
        spread as (
            select *, median(abs(off)) over (partition by {group}) as mad, avg(abs(off)) over (partition by {group}) as mean_off
            from centred
        ),
        scored as (
            select *, case
                when mad > 0 then {MAD_FACTOR} * off / mad
                when mean_off > 0 then off / ({MEAN_FACTOR} * mean_off)
            end as z
            from spread
        )
        select * from scored
        where units >= {UNITS} and abs(z) > z_limit
    """
    yield from made.told(
        "P10_OUTLIER", query, lambda row: f"{row['middle']:g}；z = {row['z']:.1f}，|z| ≤ {row['z_limit']:g}"
    )
