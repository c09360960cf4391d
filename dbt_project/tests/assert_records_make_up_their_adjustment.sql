-- Cases of deductions, bonus and vetoes are those of the records that are published with them, no more and no fewer.
with records as (
    select
        unit_code,
        item_code,
        sum(case_count) as case_count,
        count(*) as record_count
    from {{ ref('fct_adjustment_record') }}
    group by unit_code, item_code
)

select
    coalesce(items.unit_code, records.unit_code) as unit_code,
    coalesce(items.item_code, records.item_code) as item_code,
    items.case_count,
    records.case_count as recorded_cases
from {{ ref('fct_adjustment') }} as items
full outer join records on items.unit_code = records.unit_code and items.item_code = records.item_code
where
    items.case_count is distinct from records.case_count
    or items.record_count is distinct from records.record_count
