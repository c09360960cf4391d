-- Two bands that share a measure would give it two scores; a band without a bound can't be linear, nor one of no width.
with bands as (
    select
        *,
        lead(lower_bound) over (
            partition by band_table order by lower_bound asc nulls first, upper_bound asc nulls last, band_no asc
        ) as next_lower,
        lead(closed_side) over (
            partition by band_table order by lower_bound asc nulls first, upper_bound asc nulls last, band_no asc
        ) as next_closed_side,
        lead(band_no) over (
            partition by band_table order by lower_bound asc nulls first, upper_bound asc nulls last, band_no asc
        ) as next_band_no
    from {{ ref('stg_efficiency_office__scheme__bands') }}
)

select
    band_table,
    band_no,
    next_band_no
from bands
where
    (next_band_no is not null and (upper_bound is null or next_lower is null or upper_bound > next_lower))
    or (upper_bound = next_lower and closed_side = 'upper' and next_closed_side = 'lower')
    or (score_at_lower <> score_at_upper and (lower_bound is null or upper_bound is null))
    or lower_bound >= upper_bound
