-- What the efficiency office answered to the queue of the year: rows that say how the comment is handled.
with topic_names as (
    select
        topic_code,
        min(topic_name_zh) as topic_name_zh
    from {{ ref('int_comment__rules') }}
    group by topic_code
)

select
    answers.comment_id,
    coalesce(answers.topic_code, 'OTHER') as topic_code,
    coalesce(answers.topic_name_zh, topic_names.topic_name_zh, '其他') as topic_name_zh,
    answers.handling_kind,
    answers.unit_code,
    answers.due_days,
    answers.decided_by,
    answers.decided_date,
    answers.submission_id,
    answers.sheet_name,
    {{ cell_address('columns.column_letter', 'answers.row_number') }} as handling_cell
from {{ ref('stg_efficiency_office__comment_routing') }} as answers
inner join {{ ref('int_build__parameters') }} as build on {{ year_of('answers.period_code') }} = build.period_year
left join topic_names on answers.topic_code = topic_names.topic_code
left join {{ ref('stg_build__columns') }} as columns
    on
        answers.submission_id = columns.submission_id
        and columns.table_name = 'rows'
        and columns.field_name = 'handling_kind'
where answers.handling_kind is not null
