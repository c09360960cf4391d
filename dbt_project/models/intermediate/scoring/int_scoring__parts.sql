-- The record of every part: what its formula was given, what it gave, and what was made of that. Every part has its method and its value;
-- they are looked up by left joins, since inner ones may be taken in an order that first pairs every value with every group's methods.
with left_out as (
    select
        unit_code,
        indicator_code,
        share_in_use
    from {{ ref('int_scoring__indicators') }}
    where share_in_use <> 1
)

select
    parts.unit_code,
    parts.indicator_code,
    parts.part_code,
    methods.share,
    -- What undefined parts leave goes to the others in proportion; where nothing is left out, a share is what it was.
    cast(case
        when parts.part_status not in ('used', 'zeroed') then 0
        when left_out.share_in_use is null then methods.share
        else {{ div_half_up('methods.share', 'left_out.share_in_use') }}
    end as decimal(24, 12)) as effective_share,
    methods.choice_set,
    case when methods.choice_set is not null then coalesce(methods.choice_rule, 'best') end as choice_rule,
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
    parts.condition_target,
    parts.is_condition_met,
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
    methods.band_table,
    parts.band_no,
    parts.band_lower,
    parts.band_upper,
    parts.band_score_at_lower,
    parts.band_score_at_upper,
    methods.pool,
    case when methods.pool is not null then parts.pool_count end as pool_count,
    cast(case when methods.method_code in ('minmax', 'distance') then parts.pool_low end as decimal(24, 12)) as pool_low,
    cast(case
        when methods.method_code = 'minmax' or (methods.method_code = 'distance' and methods.reference_kind = 'none') then parts.pool_high
    end as decimal(24, 12)) as pool_high,
    cast(parts.mean_measure as decimal(24, 12)) as pool_mean,
    {{ as_statistic('parts.deviation') }} as pool_deviation,
    parts.position_in_pool,
    methods.floor_score,
    methods.cap_score,
    methods.fallback,
    measured.indicator_value,
    parts.scored_value,
    parts.reference_value,
    parts.reference_unit_count,
    parts.measure,
    parts.raw_score,
    parts.part_score,
    parts.part_status,
    measured.submission_id as value_submission_id,
    measured.sheet_name as value_sheet,
    measured.cell_address as value_cell,
    parts.reference_submission_id,
    parts.reference_sheet,
    parts.reference_cell,
    parts.reference_raw_text,
    parts.reference_is_synthetic
from {{ ref('int_scoring__part_scores') }} as parts
left join {{ ref('int_scheme__methods') }} as methods on parts.method_no = methods.method_no
left join {{ ref('int_scoring__values') }} as measured
    on parts.unit_code = measured.unit_code and parts.indicator_code = measured.indicator_code
left join left_out
    on parts.unit_code = left_out.unit_code and parts.indicator_code = left_out.indicator_code
