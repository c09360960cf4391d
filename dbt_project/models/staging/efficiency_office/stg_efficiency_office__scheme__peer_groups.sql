-- Written from the contracts by `python -m orchestration.transform.codegen`: change the contract, not this file.
with source as (
    select * from {{ source('landing', 'efficiency_office__scheme__peer_groups') }}
),

renamed as (
    select
        cast(group_code as {{ dbt.type_string() }}) as group_code,
        {{ to_bigint('order_no') }} as order_no,
        cast(peer_name_zh as {{ dbt.type_string() }}) as peer_name_zh,
        cast(peer_name_en as {{ dbt.type_string() }}) as peer_name_en,
        cast(peer_class as {{ dbt.type_string() }}) as peer_class,
        {{ to_bigint('min_dimensions') }} as min_dimensions,
        {{ to_bigint('max_dimensions') }} as max_dimensions,
        _submission_id as submission_id,
        _sheet as sheet_name,
        _row as row_number,
        _period as period_code,
        _vintage as vintage,
        _data_nature as data_nature
    from source
)

select * from renamed
