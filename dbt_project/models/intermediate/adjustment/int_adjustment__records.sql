with records as (
    select
        unit_code,
        item_code,
        case_count,
        period_code,
        submission_id,
        sheet_name,
        row_number
    from {{ ref('stg_efficiency_office__inspections') }}
    union all
    select
        unit_code,
        item_code,
        case_count,
        period_code,
        submission_id,
        sheet_name,
        row_number
    from {{ ref('stg_organisation__honours_vetoes') }}
)

select
    records.unit_code,
    records.item_code,
    records.case_count,
    records.submission_id,
    records.sheet_name,
    records.row_number,
    columns.column_letter || cast(records.row_number as {{ dbt.type_string() }}) as cell_address
from records
inner join {{ ref('int_build__parameters') }} as build
    on records.period_code = cast(build.period_year as {{ dbt.type_string() }})
left join {{ source('landing', 'build__columns') }} as columns
    on records.submission_id = columns.submission_id and columns.field_name = 'case_count'
