-- Every inspection finding, honour and veto of the year, with the cell of its number of cases.
with records as (
    select
        'inspections' as dataset_code,
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
        'honours_vetoes' as dataset_code,
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
    records.dataset_code,
    records.unit_code,
    records.item_code,
    records.case_count,
    records.submission_id,
    records.sheet_name,
    records.row_number,
    cast(row_number() over (
        partition by records.unit_code, records.item_code order by records.submission_id asc, records.row_number asc
    ) as integer) as record_no,
    {{ cell_address('columns.column_letter', 'records.row_number') }} as cell_address
from records
inner join {{ ref('int_build__parameters') }} as build on {{ year_of('records.period_code') }} = build.period_year
left join {{ ref('stg_build__columns') }} as columns
    on
        records.submission_id = columns.submission_id
        and columns.table_name = 'rows'
        and columns.field_name = 'case_count'
