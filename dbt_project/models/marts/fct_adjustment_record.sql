select
    build.release_id,
    build.period_year as evaluation_year,
    records.unit_code,
    records.item_code,
    records.record_no,
    cast(records.case_count as integer) as case_count,
    records.submission_id,
    records.sheet_name,
    records.cell_address
from {{ ref('int_adjustment__records') }} as records
cross join {{ ref('int_build__parameters') }} as build
inner join {{ ref('int_unit__participants') }} as participants on records.unit_code = participants.unit_code
order by records.unit_code, records.item_code, records.record_no
