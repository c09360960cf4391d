-- Everything that a part's formula needs, in one row: the measure, the scheme's parameters, the pool and the band that it is held against.
select
    measures.unit_code,
    measures.group_code,
    measures.indicator_code,
    measures.part_code,
    measures.method_no,
    methods.direction,
    methods.share,
    methods.choice_set,
    methods.reference_kind,
    methods.basis,
    methods.method_code,
    methods.variant,
    methods.base_score,
    methods.step_score,
    methods.step_score_below,
    methods.step_width,
    methods.divisor_increment,
    methods.condition_kind,
    methods.satisfactory_value,
    methods.unacceptable_value,
    methods.range_lower,
    methods.range_upper,
    methods.outer_lower,
    methods.outer_upper,
    methods.goalpost_low,
    methods.goalpost_high,
    methods.score_low,
    methods.score_high,
    methods.floor_score,
    methods.cap_score,
    methods.fallback,
    methods.part_decimals,
    measures.scored_value,
    measures.reference_value,
    measures.reference_unit_count,
    measures.reference_submission_id,
    measures.reference_sheet,
    measures.reference_cell,
    measures.reference_raw_text,
    measures.condition_target,
    measures.is_condition_met,
    measures.reference_is_synthetic,
    measures.measure,
    measures.merit,
    case
        when methods.method_code in ('rank') or methods.variant = 'by_rank' then places.place_in_pool
        when methods.method_code = 'percentile' or methods.variant = 'by_percentile' then places.percentile_in_pool
    end as position_in_pool,
    methods.pool,
    pools.member_count as pool_count,
    case when methods.method_code = 'zscore' then pools.mean_measure end as mean_measure,
    case
        when methods.method_code <> 'zscore' then null
        when methods.variant = 'population' then pools.population_deviation
        else pools.sample_deviation
    end as deviation,
    case
        when methods.direction = 'higher' then coalesce(methods.goalpost_low, pools.worst_merit)
        else coalesce(-methods.goalpost_high, pools.worst_merit)
    end as pool_low,
    case
        when methods.direction = 'higher' then coalesce(methods.goalpost_high, pools.best_merit)
        else coalesce(-methods.goalpost_low, pools.best_merit)
    end as pool_high,
    coalesce(pools.is_synthetic, false) as pool_is_synthetic,
    methods.band_table,
    bands.band_measure,
    bands.band_no,
    bands.band_lower,
    bands.band_upper,
    bands.band_score_at_lower,
    bands.band_score_at_upper
from {{ ref('int_scoring__measures') }} as measures
inner join {{ ref('int_scheme__methods') }} as methods on measures.method_no = methods.method_no
left join {{ ref('int_scoring__pools') }} as pools
    on
        measures.indicator_code = pools.indicator_code
        and measures.part_code = pools.part_code
        and methods.pool = pools.pool
        and pools.pool_group = {{ pool_group('methods.pool', 'measures.group_code') }}
left join {{ ref('int_scoring__places') }} as places
    on
        measures.unit_code = places.unit_code
        and measures.indicator_code = places.indicator_code
        and measures.part_code = places.part_code
left join {{ ref('int_scoring__band_matches') }} as bands
    on
        measures.unit_code = bands.unit_code
        and measures.indicator_code = bands.indicator_code
        and measures.part_code = bands.part_code
