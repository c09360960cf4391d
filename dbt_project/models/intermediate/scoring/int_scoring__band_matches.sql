-- The band that holds what a banded part looks at: its measure, its rank or its percentile.
with looked_up as (
    select
        measures.unit_code,
        measures.indicator_code,
        measures.part_code,
        methods.band_table,
        cast(case methods.variant
            when 'by_rank' then places.place_in_pool
            when 'by_percentile' then cast(100 * places.percentile_in_pool as decimal(24, 12))
            else measures.measure
        end as decimal(24, 12)) as band_measure
    from {{ ref('int_scoring__measures') }} as measures
    inner join {{ ref('int_scheme__methods') }} as methods on measures.method_no = methods.method_no
    left join {{ ref('int_scoring__places') }} as places
        on
            measures.unit_code = places.unit_code
            and measures.indicator_code = places.indicator_code
            and measures.part_code = places.part_code
    where methods.method_code = 'banded'
),

-- Found by the table first: held against the bounds in the same join, every part would be compared with the bands of all tables.
held as (
    select
        looked_up.unit_code,
        looked_up.indicator_code,
        looked_up.part_code,
        bands.band_no,
        bands.lower_bound,
        bands.upper_bound,
        bands.score_at_lower,
        bands.score_at_upper
    from looked_up
    inner join {{ ref('stg_efficiency_office__scheme__bands') }} as bands on looked_up.band_table = bands.band_table
    where {{ band_holds('looked_up.band_measure', 'bands.lower_bound', 'bands.upper_bound', 'bands.closed_side') }}
)

select
    looked_up.unit_code,
    looked_up.indicator_code,
    looked_up.part_code,
    looked_up.band_measure,
    cast(held.band_no as integer) as band_no,
    cast(held.lower_bound as decimal(24, 12)) as band_lower,
    cast(held.upper_bound as decimal(24, 12)) as band_upper,
    cast(held.score_at_lower as decimal(24, 12)) as band_score_at_lower,
    cast(held.score_at_upper as decimal(24, 12)) as band_score_at_upper
from looked_up
left join held
    on
        looked_up.unit_code = held.unit_code
        and looked_up.indicator_code = held.indicator_code
        and looked_up.part_code = held.part_code
