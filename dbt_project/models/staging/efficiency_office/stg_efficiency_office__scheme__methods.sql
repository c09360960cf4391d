-- Written from the contracts by `python -m orchestration.transform.codegen`: change the contract, not this file.
with source as (
    select * from {{ source('landing', 'efficiency_office__scheme__methods') }}
),

renamed as (
    select
        cast(indicator_code as {{ dbt.type_string() }}) as indicator_code,
        cast(group_code as {{ dbt.type_string() }}) as group_code,
        case part_code
            when '目标' then 'target'
            when '纵向' then 'vertical'
            when '横向' then 'horizontal'
        end as part_code,
        {{ to_decimal('share') }} as share,
        case reference_kind
            when '无' then 'none'
            when '目标值' then 'target'
            when '上年同期' then 'own_past'
            when '全市' then 'city'
            when '组平均' then 'group_mean'
        end as reference_kind,
        case basis
            when '数值' then 'value'
            when '差值' then 'difference'
            when '增速' then 'growth_pct'
        end as basis,
        case method_code
            when '目标完成率' then 'target_completion'
            when '功效系数' then 'efficacy'
            when '分档' then 'banded'
            when '增减分' then 'step'
            when '达标' then 'achieved'
        end as method_code,
        {{ to_decimal('base_score') }} as base_score,
        {{ to_decimal('step_score') }} as step_score,
        {{ to_decimal('satisfactory_value') }} as satisfactory_value,
        {{ to_decimal('unacceptable_value') }} as unacceptable_value,
        cast(band_table as {{ dbt.type_string() }}) as band_table,
        {{ to_decimal('floor_score') }} as floor_score,
        {{ to_decimal('cap_score') }} as cap_score,
        case fallback
            when '暂缓' then 'hold'
            when '并入其他角度' then 'reweight'
            when '零分' then 'zero'
        end as fallback,
        _submission_id as submission_id,
        _sheet as sheet_name,
        _row as row_number,
        _period as period_code,
        _vintage as vintage,
        _data_nature as data_nature
    from source
)

select * from renamed
