-- Written from the contracts by `python -m orchestration.transform.codegen`: change the contract, not this file.
with source as (
    select * from {{ source('landing', 'efficiency_office__scheme__approvers') }}
),

renamed as (
    select
        cast(approver_name as {{ dbt.type_string() }}) as approver_name,
        cast(public_key as {{ dbt.type_string() }}) as public_key,
        cast(release_types as {{ dbt.type_string() }}) as release_types,
        _submission_id as submission_id,
        _sheet as sheet_name,
        _row as row_number,
        _period as period_code,
        _vintage as vintage,
        _data_nature as data_nature
    from source
)

select * from renamed
