-- What floor and cap, the fallback and the choice among several parts make of the raw scores. Carries what was worked out for the part, so
-- that the record of it needs nothing but the scheme's own rows and the value's cell.
with clipped as (
    select
        raw_scores.*,
        raw_scores.reference_is_synthetic or raw_scores.pool_is_synthetic as comparison_is_synthetic,
        {{ clip('raw_scores.rounded_score', 'raw_scores.floor_score', 'raw_scores.cap_score') }} as clipped_score,
        coalesce(choices.is_chosen, true) as is_chosen
    from {{ ref('int_scoring__raw_scores') }} as raw_scores
    left join {{ ref('int_scoring__choices') }} as choices
        on
            raw_scores.unit_code = choices.unit_code
            and raw_scores.indicator_code = choices.indicator_code
            and raw_scores.part_code = choices.part_code
),

judged as (
    select
        *,
        case
            when not is_chosen then 'not_chosen'
            when raw_score is not null then 'used'
            when fallback = 'zero' then 'zeroed'
            when fallback = 'reweight' then 'reweighted'
            else 'held'
        end as part_status
    from clipped
)

select
    unit_code,
    indicator_code,
    part_code,
    method_no,
    share,
    scored_value,
    reference_value,
    reference_unit_count,
    reference_submission_id,
    reference_sheet,
    reference_cell,
    reference_raw_text,
    condition_target,
    is_condition_met,
    measure,
    pool_count,
    pool_low,
    pool_high,
    mean_measure,
    deviation,
    position_in_pool,
    band_no,
    band_lower,
    band_upper,
    band_score_at_lower,
    band_score_at_upper,
    raw_score,
    cast(case
        when part_status in ('used', 'not_chosen') then clipped_score
        when part_status = 'zeroed' then 0
    end as decimal(24, 12)) as part_score,
    part_status,
    comparison_is_synthetic as reference_is_synthetic
from judged
