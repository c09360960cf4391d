select
    build.release_id,
    build.period_year as evaluation_year,
    routes.comment_id,
    routes.route_number,
    routes.unit_code,
    case when settings.comment_text_rule = 'show' then comments.comment_text end as comment_text,
    routes.routing_kind,
    routes.rule_no as rule_number,
    routes.met_words,
    routes.topic_code,
    routes.topic_name_zh,
    routes.handling_kind,
    routes.responsible_unit_code,
    items.item_no,
    comments.submission_id as comment_submission_id,
    comments.sheet_name as comment_sheet,
    comments.comment_cell,
    routes.routing_submission_id,
    routes.routing_sheet,
    routes.routing_cell
from {{ ref('int_comment__routes') }} as routes
inner join {{ ref('int_comment__comments') }} as comments on routes.comment_id = comments.comment_id
cross join {{ ref('int_build__parameters') }} as build
cross join {{ ref('int_rectification__settings') }} as settings
left join {{ ref('int_rectification__items') }} as items
    on
        case when routes.handling_kind = 'rectify' then routes.responsible_unit_code end = items.unit_code
        and items.item_source = 'comment'
        and items.source_code = case
            when settings.comment_items = 'by_comment' then routes.comment_id || '-' || routes.topic_code
            else routes.topic_code
        end
order by routes.comment_id, routes.route_number
