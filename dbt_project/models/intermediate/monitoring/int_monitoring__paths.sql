-- How far each quarter of an earlier year had come of that year's end: in per cent, and what was still to come.
with earlier as (
    select values_of_quarters.*
    from {{ ref('int_monitoring__values') }} as values_of_quarters
    inner join {{ ref('int_build__parameters') }} as build on values_of_quarters.period_year < build.period_year
),

shares as (
    select
        earlier.unit_code,
        earlier.indicator_code,
        earlier.period_year,
        earlier.period_quarter,
        earlier.indicator_value as quarter_value,
        earlier.submission_id,
        earlier.sheet_name,
        earlier.cell_address,
        ends.indicator_value as end_value,
        ends.submission_id as end_submission_id,
        ends.sheet_name as end_sheet,
        ends.cell_address as end_cell,
        ends.indicator_value - earlier.indicator_value as rest_value,
        case
            when
                ends.indicator_value > 0
                and 100 * earlier.indicator_value >= ends.indicator_value
                and earlier.indicator_value <= 10 * ends.indicator_value
                then {{ div_half_up('100 * earlier.indicator_value', 'ends.indicator_value') }}
        end as path_pct
    from earlier
    left join earlier as ends
        on
            earlier.unit_code = ends.unit_code
            and earlier.indicator_code = ends.indicator_code
            and earlier.period_year = ends.period_year
            and ends.period_quarter = 4
)

select
    unit_code,
    indicator_code,
    period_year,
    period_quarter,
    quarter_value,
    submission_id,
    sheet_name,
    cell_address,
    end_value,
    end_submission_id,
    end_sheet,
    end_cell,
    cast(rest_value as decimal(24, 6)) as rest_value,
    path_pct
from shares
