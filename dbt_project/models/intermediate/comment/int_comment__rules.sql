-- The year's rules for comments, with the cell in which each names its topic.
select
    rules.rule_no,
    rules.priority,
    rules.topic_code,
    rules.topic_name_zh,
    rules.handling_kind,
    rules.responsible_kind,
    rules.unit_code,
    rules.due_days,
    rules.submission_id,
    rules.sheet_name,
    {{ cell_address('columns.column_letter', 'rules.row_number') }} as topic_cell
from {{ ref('stg_efficiency_office__scheme__comment_rules') }} as rules
inner join {{ ref('int_build__parameters') }} as build on {{ year_of('rules.period_code') }} = build.period_year
left join {{ ref('stg_build__columns') }} as columns
    on
        rules.submission_id = columns.submission_id
        and columns.table_name = 'comment_rules'
        and columns.field_name = 'topic_code'
