-- Everything that a part's formula needs, in one row: the measure, the band that holds it, the pool that it is compared with.
with pooled as (
    select
        measures.*,
        case
            when measures.method_code in ('rank') or measures.variant = 'by_rank' then places.place_in_pool
            when measures.method_code = 'percentile' or measures.variant = 'by_percentile' then places.percentile_in_pool
        end as position_in_pool,
        pools.member_count as pool_count,
        pools.mean_measure,
        case when measures.variant = 'population' then pools.population_deviation else pools.sample_deviation end as deviation,
        case
            when measures.direction = 'higher' then coalesce(measures.goalpost_low, pools.worst_merit)
            else coalesce(-measures.goalpost_high, pools.worst_merit)
        end as pool_low,
        case
            when measures.direction = 'higher' then coalesce(measures.goalpost_high, pools.best_merit)
            else coalesce(-measures.goalpost_low, pools.best_merit)
        end as pool_high,
        coalesce(pools.is_synthetic, false) as pool_is_synthetic
    from {{ ref('int_scoring__measures') }} as measures
    left join {{ ref('int_scoring__pools') }} as pools
        on
            measures.indicator_code = pools.indicator_code
            and measures.part_code = pools.part_code
            and measures.pool = pools.pool
            and pools.pool_group = case when measures.pool in ('all', 'all_years') then '*' else measures.group_code end
    left join {{ ref('int_scoring__places') }} as places
        on
            measures.unit_code = places.unit_code
            and measures.indicator_code = places.indicator_code
            and measures.part_code = places.part_code
),

looked_up as (
    select
        *,
        case variant
            when 'by_rank' then position_in_pool
            when 'by_percentile' then cast(100 * position_in_pool as decimal(24, 12))
            else measure
        end as band_measure
    from pooled
),

banded as (
    select
        looked_up.unit_code,
        looked_up.indicator_code,
        looked_up.part_code,
        bands.*
    from looked_up
    inner join {{ ref('stg_efficiency_office__scheme__bands') }} as bands on looked_up.band_table = bands.band_table
    where
        looked_up.method_code = 'banded'
        and looked_up.band_measure is not null
        and {{ band_holds('looked_up.band_measure', 'bands.lower_bound', 'bands.upper_bound', 'bands.closed_side') }}
)

select
    looked_up.*,
    banded.band_no,
    cast(banded.lower_bound as decimal(24, 12)) as band_lower,
    cast(banded.upper_bound as decimal(24, 12)) as band_upper,
    cast(banded.score_at_lower as decimal(24, 12)) as band_score_at_lower,
    cast(banded.score_at_upper as decimal(24, 12)) as band_score_at_upper
from looked_up
left join banded
    on
        looked_up.unit_code = banded.unit_code
        and looked_up.indicator_code = banded.indicator_code
        and looked_up.part_code = banded.part_code
