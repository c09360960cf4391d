-- Written from the contracts by `python -m orchestration.transform.codegen`: change the contract, not this file.
with source as (
    select * from {{ source('landing', 'organisation__party_building__rows') }}
),

renamed as (
    select
        cast(unit_code as {{ dbt.type_string() }}) as unit_code,
        cast(unit_name_zh as {{ dbt.type_string() }}) as unit_name_zh,
        {{ to_decimal('party_building_score') }} as party_building_score,
        cast(party_building_score as {{ dbt.type_string() }}) as party_building_score_text,
        _submission_id as submission_id,
        _sheet as sheet_name,
        _row as row_number,
        _period as period_code,
        _vintage as vintage,
        _data_nature as data_nature
    from source
)

select * from renamed
