-- Written from the contracts by `python -m orchestration.transform.codegen`: change the contract, not this file.
with source as (
    select * from {{ source('landing', 'efficiency_office__scheme__uncertainty_alternatives') }}
),

renamed as (
    select
        case alternative
            when '加权算术平均' then 'arithmetic'
            when '加权几何平均' then 'geometric'
            when '剔除一项指标' then 'leave_one_out'
            when '极值' then 'minmax'
            when '标准分' then 'zscore'
            when '位次' then 'rank'
        end as alternative,
        {{ to_decimal('probability_pct') }} as probability_pct,
        {{ to_decimal('score_low') }} as score_low,
        {{ to_decimal('score_high') }} as score_high,
        {{ to_decimal('base_score') }} as base_score,
        {{ to_decimal('step_score') }} as step_score,
        _submission_id as submission_id,
        _sheet as sheet_name,
        _row as row_number,
        _period as period_code,
        _vintage as vintage,
        _data_nature as data_nature
    from source
)

select * from renamed
