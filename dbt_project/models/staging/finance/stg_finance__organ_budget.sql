-- Written from the contracts by `python -m orchestration.transform.codegen`: change the contract, not this file.
with source as (
    select * from {{ source('landing', 'finance__organ_budget__rows') }}
),

renamed as (
    select
        cast(unit_code as {{ dbt.type_string() }}) as unit_code,
        cast(unit_name_zh as {{ dbt.type_string() }}) as unit_name_zh,
        {{ to_decimal('budget_cny_10k') }} as budget_cny_10k,
        cast(budget_cny_10k as {{ dbt.type_string() }}) as budget_cny_10k_text,
        {{ to_decimal('budget_execution_pct') }} as budget_execution_pct,
        cast(budget_execution_pct as {{ dbt.type_string() }}) as budget_execution_pct_text,
        {{ to_decimal('official_expense_cny_10k') }} as official_expense_cny_10k,
        cast(official_expense_cny_10k as {{ dbt.type_string() }}) as official_expense_cny_10k_text,
        _submission_id as submission_id,
        _sheet as sheet_name,
        _row as row_number,
        _period as period_code,
        _vintage as vintage,
        _data_nature as data_nature
    from source
)

select * from renamed
