with delivered as (
    select
        *,
        {{ year_of('period_code') }} as period_year,
        {{ quarter_of('period_code') }} as period_quarter
    from {{ ref('int_indicator__delivered') }}
),

register as (
    select
        unit_code,
        {{ without_blanks('unit_name_zh') }} as unit_name_key,
        {{ year_of('period_code') }} as register_year
    from {{ ref('stg_efficiency_office__unit_register') }}
),

-- A bureau that delivers names only is understood by the register of the fact's own year.
with_codes as (
    select
        coalesce(delivered.unit_code, register.unit_code) as unit_code,
        delivered.indicator_code,
        delivered.indicator_value,
        delivered.period_code,
        delivered.period_year,
        delivered.period_quarter,
        delivered.vintage,
        delivered.data_nature,
        delivered.submission_id,
        delivered.table_name,
        delivered.field_name,
        delivered.sheet_name,
        delivered.row_number
    from delivered
    left join register
        on
            delivered.unit_code is null
            and {{ without_blanks('delivered.unit_name_zh') }} = register.unit_name_key
            and delivered.period_year = register.register_year
),

columns as (
    select * from {{ source('landing', 'build__columns') }}
),

cells as (
    select * from {{ source('landing', 'build__cells') }}
)

select
    with_codes.unit_code,
    with_codes.indicator_code,
    with_codes.period_code,
    with_codes.period_year,
    with_codes.period_quarter,
    with_codes.vintage,
    {{ vintage_rank('with_codes.vintage') }} as vintage_rank,
    with_codes.indicator_value,
    cells.missing_reason,
    with_codes.submission_id,
    with_codes.sheet_name,
    columns.column_letter || cast(with_codes.row_number as {{ dbt.type_string() }}) as cell_address,
    coalesce(
        cells.raw_text, cast(with_codes.indicator_value as {{ dbt.type_string() }})
    ) as raw_text,
    with_codes.data_nature = 'synthetic' as is_synthetic
from with_codes
left join columns
    on
        with_codes.submission_id = columns.submission_id
        and with_codes.table_name = columns.table_name
        and with_codes.field_name = columns.field_name
left join cells
    on
        with_codes.submission_id = cells._submission_id
        and with_codes.table_name = cells.table_name
        and with_codes.row_number = cells._row
        and with_codes.field_name = cells.field_name
where with_codes.indicator_value is not null or cells.missing_reason = 'not_applicable'
