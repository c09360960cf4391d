-- Written from the contracts by `python -m orchestration.transform.codegen`: change the contract, not this file.
with source as (
    select * from {{ source('landing', 'efficiency_office__scheme__nodes') }}
),

renamed as (
    select
        cast(node_code as {{ dbt.type_string() }}) as node_code,
        cast(parent_code as {{ dbt.type_string() }}) as parent_code,
        {{ to_bigint('node_level') }} as node_level,
        case node_kind
            when '指标考核' then 'indicators'
            when '公众评议' then 'appraisal'
            when '察访核验' then 'deduction'
            when '加分' then 'bonus'
            when '维度' then 'dimension'
            when '指标' then 'indicator'
        end as node_kind,
        cast(name_zh as {{ dbt.type_string() }}) as name_zh,
        cast(name_en as {{ dbt.type_string() }}) as name_en,
        cast(unit_of_measure as {{ dbt.type_string() }}) as unit_of_measure,
        case direction
            when '正向' then 'higher'
            when '逆向' then 'lower'
            when '适度' then 'interval'
        end as direction,
        case accumulation
            when '累计' then 'flow'
            when '比率' then 'rate'
        end as accumulation,
        case progress_path
            when '时间进度' then 'time'
            when '上年进度' then 'last_year'
        end as progress_path,
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
        cast(receiver_code as {{ dbt.type_string() }}) as receiver_code,
        _submission_id as submission_id,
        _sheet as sheet_name,
        _row as row_number,
        _period as period_code,
        _vintage as vintage,
        _data_nature as data_nature
    from source
)

select * from renamed
