-- Written from the contracts by `python -m orchestration.transform.codegen`: change the contract, not this file.
with source as (
    select * from {{ source('landing', 'human_resources__headcount__rows') }}
),

renamed as (
    select
        cast(unit_code as {{ dbt.type_string() }}) as unit_code,
        cast(unit_name_zh as {{ dbt.type_string() }}) as unit_name_zh,
        {{ to_decimal('established_posts_persons') }} as established_posts_persons,
        cast(established_posts_persons as {{ dbt.type_string() }}) as established_posts_persons_text,
        {{ to_decimal('staff_persons') }} as staff_persons,
        cast(staff_persons as {{ dbt.type_string() }}) as staff_persons_text,
        _submission_id as submission_id,
        _sheet as sheet_name,
        _row as row_number,
        _period as period_code,
        _vintage as vintage,
        _data_nature as data_nature
    from source
)

select * from renamed
