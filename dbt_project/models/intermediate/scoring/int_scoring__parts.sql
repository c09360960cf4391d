-- A part without its value, its reference or its measure has no score, whatever the method would make of the rest.
with raw_scores as (
    select
        *,
        cast(case
            when measure is null or (reference_kind <> 'none' and reference_value is null) then null
            when method_code = 'target_completion'
                then {{ score_target_completion('indicator_value', 'reference_value', 'direction', 'step_score') }}
            when method_code = 'efficacy'
                then {{ score_efficacy('measure', 'satisfactory_value', 'unacceptable_value') }}
            when method_code = 'banded' then {{ score_banded(
                'measure', 'band_lower', 'band_upper', 'band_score_at_lower', 'band_score_at_upper'
            ) }}
            when method_code = 'step' then {{ score_step('measure', 'base_score', 'step_score') }}
            when method_code = 'achieved'
                then {{ score_achieved('indicator_value', 'reference_value', 'direction', 'floor_score') }}
        end as decimal(24, 12)) as raw_score
    from {{ ref('int_scoring__measures') }}
),

clipped as (
    select
        *,
        {{ clip('raw_score', 'floor_score', 'cap_score') }} as clipped_score,
        case
            when raw_score is not null then 'used'
            when fallback = 'zero' then 'zeroed'
            when fallback = 'reweight' then 'reweighted'
            else 'held'
        end as part_status
    from raw_scores
),

shares as (
    select
        *,
        sum(case when part_status in ('used', 'zeroed') then share else 0 end) over (
            partition by unit_code, indicator_code
        ) as share_in_use
    from clipped
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
    reference_kind,
    basis,
    method_code,
    base_score,
    step_score,
    satisfactory_value,
    unacceptable_value,
    band_table,
    cast(band_no as integer) as band_no,
    band_lower,
    band_upper,
    band_score_at_lower,
    band_score_at_upper,
    floor_score,
    cap_score,
    fallback,
    indicator_value,
    reference_value,
    reference_unit_count,
    measure,
    raw_score,
    cast(case part_status when 'used' then clipped_score when 'zeroed' then 0 end as decimal(24, 12)) as part_score,
    part_status,
    value_submission_id,
    value_sheet,
    value_cell,
    reference_submission_id,
    reference_sheet,
    reference_cell,
    reference_raw_text,
    reference_is_synthetic
from shares
