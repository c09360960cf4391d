-- Written from the contracts by `python -m orchestration.transform.codegen`: change the contract, not this file.
with source as (
    select * from {{ source('landing', 'finance__budget_execution__rows') }}
),

renamed as (
    select
        cast(unit_code as {{ dbt.type_string() }}) as unit_code,
        cast(unit_name_zh as {{ dbt.type_string() }}) as unit_name_zh,
        cast(item_name_zh as {{ dbt.type_string() }}) as item_name_zh,
        {{ to_decimal('amount_cny_10k') }} as amount_cny_10k,
        cast(amount_cny_10k as {{ dbt.type_string() }}) as amount_cny_10k_text,
        cast(source_note as {{ dbt.type_string() }}) as source_note,
        _submission_id as submission_id,
        _sheet as sheet_name,
        _row as row_number,
        _period as period_code,
        _vintage as vintage,
        _data_nature as data_nature
    from source
)

select * from renamed
