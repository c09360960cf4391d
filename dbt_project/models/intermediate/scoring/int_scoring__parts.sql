-- What floor and cap, the fallback and the choice among several parts make of the raw scores.
with clipped as (
    select
        *,
        {{ clip('raw_score', 'floor_score', 'cap_score') }} as clipped_score,
        coalesce('set ' || choice_set, part_code) as choice_key
    from {{ ref('int_scoring__raw_scores') }}
),

-- The best of a choice set: defined ones first, then the score, then the order in which angles are named.
chosen as (
    select
        *,
        row_number() over (
            partition by unit_code, indicator_code, choice_key
            order by
                case when raw_score is null then 1 else 0 end asc,
                clipped_score desc nulls last,
                case when part_code like '%_3' then 3 when part_code like '%_2' then 2 else 1 end asc,
                case when part_code like 'target%' then 1 when part_code like 'vertical%' then 2 else 3 end asc
        ) = 1 as is_chosen
    from clipped
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
    from chosen
),

shares as (
    select
        *,
        sum(case when part_status in ('used', 'zeroed') then share else 0 end) over (
            partition by unit_code, indicator_code
        ) as share_in_use
    from judged
)

select
    unit_code,
    group_code,
    indicator_code,
    part_code,
    share,
    cast(coalesce(
        case when part_status in ('used', 'zeroed') then {{ div_half_up('share', 'share_in_use') }} end, 0
    ) as decimal(24, 12)) as effective_share,
    choice_set,
    reference_kind,
    basis,
    method_code,
    variant,
    base_score,
    step_score,
    step_score_below,
    step_width,
    satisfactory_value,
    unacceptable_value,
    range_lower,
    range_upper,
    outer_lower,
    outer_upper,
    goalpost_low,
    goalpost_high,
    score_low,
    score_high,
    band_table,
    cast(band_no as integer) as band_no,
    band_lower,
    band_upper,
    band_score_at_lower,
    band_score_at_upper,
    pool,
    case when pool is not null then pool_count end as pool_count,
    cast(case when method_code in ('minmax', 'distance') then pool_low end as decimal(24, 12)) as pool_low,
    cast(case
        when method_code = 'minmax' or (method_code = 'distance' and reference_kind = 'none') then pool_high
    end as decimal(24, 12)) as pool_high,
    cast(case when method_code = 'zscore' then mean_measure end as decimal(24, 12)) as pool_mean,
    {{ as_statistic("case when method_code = 'zscore' then deviation end") }} as pool_deviation,
    position_in_pool,
    floor_score,
    cap_score,
    fallback,
    indicator_value,
    scored_value,
    reference_value,
    reference_unit_count,
    measure,
    raw_score,
    cast(case
        when part_status in ('used', 'not_chosen') then clipped_score
        when part_status = 'zeroed' then 0
    end as decimal(24, 12)) as part_score,
    part_status,
    value_submission_id,
    value_sheet,
    value_cell,
    reference_submission_id,
    reference_sheet,
    reference_cell,
    reference_raw_text,
    reference_is_synthetic or pool_is_synthetic as reference_is_synthetic
from shares
