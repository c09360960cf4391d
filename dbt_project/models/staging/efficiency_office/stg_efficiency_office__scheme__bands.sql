-- Written from the contracts by `python -m orchestration.transform.codegen`: change the contract, not this file.
with source as (
    select * from {{ source('landing', 'efficiency_office__scheme__bands') }}
),

renamed as (
    select
        cast(band_table as {{ dbt.type_string() }}) as band_table,
        {{ to_bigint('band_no') }} as band_no,
        {{ to_decimal('lower_bound') }} as lower_bound,
        {{ to_decimal('upper_bound') }} as upper_bound,
        case closed_side
            when '下闭' then 'lower'
            when '上闭' then 'upper'
        end as closed_side,
        {{ to_decimal('score_at_lower') }} as score_at_lower,
        {{ to_decimal('score_at_upper') }} as score_at_upper,
        _submission_id as submission_id,
        _sheet as sheet_name,
        _row as row_number,
        _period as period_code,
        _vintage as vintage,
        _data_nature as data_nature
    from source
)

select * from renamed
