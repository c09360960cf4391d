-- Written from the contracts by `python -m orchestration.transform.codegen`: change the contract, not this file.
with source as (
    select * from {{ source('landing', 'efficiency_office__scheme__group_rules') }}
),

renamed as (
    select
        cast(group_code as {{ dbt.type_string() }}) as group_code,
        cast(node_code as {{ dbt.type_string() }}) as node_code,
        {{ to_decimal('floor_score') }} as floor_score,
        {{ to_decimal('cap_score') }} as cap_score,
        case aggregation_rule
            when '加权算术平均' then 'arithmetic'
            when '加权几何平均' then 'geometric'
            when '加权调和平均' then 'harmonic'
            when '得分相加' then 'points'
        end as aggregation_rule,
        {{ to_decimal('min_availability_pct') }} as min_availability_pct,
        {{ to_bigint('min_available_count') }} as min_available_count,
        case availability_rule
            when '暂缓' then 'hold'
            when '退出' then 'drop'
            when '计分不计数' then 'count'
        end as availability_rule,
        _submission_id as submission_id,
        _sheet as sheet_name,
        _row as row_number,
        _period as period_code,
        _vintage as vintage,
        _data_nature as data_nature
    from source
)

select * from renamed
