-- Where each comment goes: by what a person answered, else by the rules met with the smallest priority number, else to the queue.
with answered as (
    select
        comments.comment_id,
        'manual' as routing_kind,
        cast(null as bigint) as rule_no,
        cast(null as {{ dbt.type_string() }}) as met_words,
        answers.topic_code,
        answers.topic_name_zh,
        answers.handling_kind,
        coalesce(answers.unit_code, comments.unit_code) as responsible_unit_code,
        answers.due_days,
        answers.submission_id as routing_submission_id,
        answers.sheet_name as routing_sheet,
        answers.handling_cell as routing_cell
    from {{ ref('int_comment__comments') }} as comments
    inner join {{ ref('int_comment__answers') }} as answers on comments.comment_id = answers.comment_id
),

superiors as (
    select
        units.unit_code,
        parents.unit_code as superior_code
    from {{ ref('int_unit__register') }} as units
    inner join {{ ref('int_unit__participants') }} as parents on units.parent_code = parents.unit_code
),

met as (
    select
        comments.comment_id,
        matches.met_words,
        rules.*,
        case rules.responsible_kind
            when 'named' then rules.unit_code
            when 'superior' then coalesce(superiors.superior_code, comments.unit_code)
            else comments.unit_code
        end as responsible_unit_code,
        min(rules.priority) over (partition by comments.comment_id) as best_priority
    from {{ ref('int_comment__comments') }} as comments
    inner join {{ ref('stg_build__comment_matches') }} as matches
        on comments.submission_id = matches.submission_id and comments.row_number = matches.row_number
    inner join {{ ref('int_comment__rules') }} as rules on matches.rule_no = rules.rule_no
    left join superiors on comments.unit_code = superiors.unit_code
    left join answered on comments.comment_id = answered.comment_id
    where answered.comment_id is null
),

first_of_topic as (
    select
        *,
        row_number() over (
            partition by comment_id, topic_code, responsible_unit_code
            order by rule_no
        ) as place_in_topic
    from met
    where priority = best_priority
),

routes as (
    select * from answered
    union all
    select
        comment_id,
        'rule' as routing_kind,
        rule_no,
        met_words,
        topic_code,
        topic_name_zh,
        handling_kind,
        responsible_unit_code,
        due_days,
        submission_id as routing_submission_id,
        sheet_name as routing_sheet,
        topic_cell as routing_cell
    from first_of_topic
    where place_in_topic = 1
)

select
    comments.comment_id,
    comments.unit_code,
    cast(row_number() over (partition by comments.comment_id order by routes.rule_no) as bigint) as route_number,
    coalesce(routes.routing_kind, 'queued') as routing_kind,
    routes.rule_no,
    routes.met_words,
    routes.topic_code,
    routes.topic_name_zh,
    routes.handling_kind,
    routes.responsible_unit_code,
    cast(routes.due_days as integer) as due_days,
    routes.routing_submission_id,
    routes.routing_sheet,
    routes.routing_cell
from {{ ref('int_comment__comments') }} as comments
left join routes on comments.comment_id = routes.comment_id
