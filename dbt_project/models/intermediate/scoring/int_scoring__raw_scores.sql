-- A part without its value, its reference or its measure has no score, whatever the method would make of the rest.
with completed as (
    select
        *,
        cast(case
            when method_code = 'target_completion'
                then {{ completion_pct('scored_value', 'reference_value', 'direction', 'variant') }}
        end as decimal(24, 12)) as completion_pct
    from {{ ref('int_scoring__formula_inputs') }}
),

scored as (
    select
        *,
        cast(case
            when measure is null or (reference_kind <> 'none' and reference_value is null) then null
            when condition_kind is not null and is_condition_met is null then null
            when not is_condition_met then floor_score
            when method_code = 'target_completion' and direction = 'interval'
                then {{ score_interval_completion('scored_value', 'range_lower', 'range_upper') }}
            when method_code = 'target_completion'
                then {{ score_target_completion('completion_pct', 'step_score', 'step_width') }}
            when method_code = 'efficacy'
                then {{ score_efficacy('measure', 'satisfactory_value', 'unacceptable_value', 'variant') }}
            when method_code = 'banded' then {{ score_banded(
                'band_measure', 'band_lower', 'band_upper', 'band_score_at_lower', 'band_score_at_upper'
            ) }}
            when method_code = 'step'
                then {{ score_step('measure', 'base_score', 'step_score', 'step_score_below', 'variant', 'step_width') }}
            when method_code = 'achieved'
                then {{ score_achieved('scored_value', 'reference_value', 'measure', 'direction', 'floor_score') }}
            when method_code = 'decreasing_margin'
                then {{ score_decreasing_margin('merit', 'base_score', 'step_score', 'step_width', 'divisor_increment') }}
            when method_code = 'minmax'
                then {{ score_minmax('merit', 'pool_low', 'pool_high', 'score_low', 'score_high', 'variant') }}
            when method_code = 'zscore'
                then {{ score_zscore('measure', 'mean_measure', 'deviation', 'direction', 'base_score', 'step_score') }}
            when method_code = 'rank' then {{ score_rank('position_in_pool', 'base_score', 'step_score') }}
            when method_code = 'percentile' then {{ score_percentile('position_in_pool', 'score_low', 'score_high') }}
            when method_code = 'distance' then {{ score_distance(
                'merit', 'pool_low', 'pool_high', merit('reference_value', 'direction'), 'score_low', 'score_high'
            ) }}
            when method_code = 'interval' then {{ score_interval(
                'measure', 'range_lower', 'range_upper', 'step_score', 'step_score_below', 'outer_lower', 'outer_upper'
            ) }}
        end as decimal(24, 12)) as raw_score
    from completed
)

select
    *,
    {{ rounded_part('raw_score', 'part_decimals') }} as rounded_score
from scored
