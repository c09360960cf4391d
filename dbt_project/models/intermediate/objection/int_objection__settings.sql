-- One row: until when units may object; without the setting there is no last day.
with one_row as (
    select max(case when setting_code = 'objection_until' then setting_value end) as until_text
    from {{ ref('stg_efficiency_office__scheme__settings') }}
)

select
    until_text is not null as is_limited,
    until_text,
    {{ to_iso_date('until_text') }} as objection_until
from one_row
