-- The record of every part: what its formula was given, what it gave, and what was made of that.
select
    inputs.unit_code,
    inputs.group_code,
    inputs.indicator_code,
    inputs.part_code,
    inputs.share,
    -- What undefined parts leave goes to the others in proportion; where nothing is left out, a share is what it was.
    cast(case
        when part_scores.part_status not in ('used', 'zeroed') then 0
        when indicators.share_in_use = 1 then inputs.share
        else {{ div_half_up('inputs.share', 'indicators.share_in_use') }}
    end as decimal(24, 12)) as effective_share,
    inputs.choice_set,
    inputs.reference_kind,
    inputs.basis,
    inputs.method_code,
    inputs.variant,
    inputs.base_score,
    inputs.step_score,
    inputs.step_score_below,
    inputs.step_width,
    inputs.divisor_increment,
    inputs.condition_kind,
    inputs.condition_target,
    inputs.is_condition_met,
    inputs.satisfactory_value,
    inputs.unacceptable_value,
    inputs.range_lower,
    inputs.range_upper,
    inputs.outer_lower,
    inputs.outer_upper,
    inputs.goalpost_low,
    inputs.goalpost_high,
    inputs.score_low,
    inputs.score_high,
    inputs.band_table,
    inputs.band_no,
    inputs.band_lower,
    inputs.band_upper,
    inputs.band_score_at_lower,
    inputs.band_score_at_upper,
    inputs.pool,
    case when inputs.pool is not null then inputs.pool_count end as pool_count,
    cast(case when inputs.method_code in ('minmax', 'distance') then inputs.pool_low end as decimal(24, 12)) as pool_low,
    cast(case
        when inputs.method_code = 'minmax' or (inputs.method_code = 'distance' and inputs.reference_kind = 'none') then inputs.pool_high
    end as decimal(24, 12)) as pool_high,
    cast(case when inputs.method_code = 'zscore' then inputs.mean_measure end as decimal(24, 12)) as pool_mean,
    {{ as_statistic("case when inputs.method_code = 'zscore' then inputs.deviation end") }} as pool_deviation,
    inputs.position_in_pool,
    inputs.floor_score,
    inputs.cap_score,
    inputs.fallback,
    indicators.indicator_value,
    inputs.scored_value,
    inputs.reference_value,
    inputs.reference_unit_count,
    inputs.measure,
    part_scores.raw_score,
    part_scores.part_score,
    part_scores.part_status,
    indicators.value_submission_id,
    indicators.value_sheet,
    indicators.value_cell,
    inputs.reference_submission_id,
    inputs.reference_sheet,
    inputs.reference_cell,
    inputs.reference_raw_text,
    part_scores.reference_is_synthetic
from {{ ref('int_scoring__formula_inputs') }} as inputs
inner join {{ ref('int_scoring__part_scores') }} as part_scores
    on
        inputs.unit_code = part_scores.unit_code
        and inputs.indicator_code = part_scores.indicator_code
        and inputs.part_code = part_scores.part_code
inner join {{ ref('int_scoring__indicators') }} as indicators
    on inputs.unit_code = indicators.unit_code and inputs.indicator_code = indicators.indicator_code
