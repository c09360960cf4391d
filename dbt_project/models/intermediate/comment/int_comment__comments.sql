-- Comments of the year's survey about evaluated units, where the scheme has rules for them; each with an id that a rerun does not change.
with rules as (
    select count(*) as rule_count
    from {{ ref('stg_efficiency_office__scheme__comment_rules') }} as comment_rules
    inner join {{ ref('int_build__parameters') }} as build
        on {{ year_of('comment_rules.period_code') }} = build.period_year
)

select
    'C' || substring(
        {{ dbt.hash("responses.period_code || '|' || responses.response_no || '|' || responses.comment_text") }}, 1, 16
    ) as comment_id,
    responses.response_no,
    responses.unit_code,
    responses.comment_text,
    responses.submission_id,
    responses.sheet_name,
    responses.row_number,
    {{ cell_address('columns.column_letter', 'responses.row_number') }} as comment_cell
from {{ ref('stg_survey__responses') }} as responses
inner join {{ ref('int_build__parameters') }} as build on {{ year_of('responses.period_code') }} = build.period_year
inner join {{ ref('int_unit__participants') }} as participants on responses.unit_code = participants.unit_code
cross join rules
left join {{ ref('stg_build__columns') }} as columns
    on
        responses.submission_id = columns.submission_id
        and columns.table_name = 'rows'
        and columns.field_name = 'comment_text'
where rules.rule_count > 0 and responses.comment_text is not null
