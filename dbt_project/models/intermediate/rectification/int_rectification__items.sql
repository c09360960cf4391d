-- What has to be mended and by whom: weak indicators, weak topics, and comments that are routed to a unit. Ids outlive a rerun.
with settings as (
    select
        scheme.weak_score_below,
        scheme.weak_topic_below,
        scheme.rectification_days,
        rectification.comment_items
    from {{ ref('int_scheme__settings') }} as scheme
    cross join {{ ref('int_rectification__settings') }} as rectification
),

comments as (
    select
        routes.comment_id,
        routes.responsible_unit_code as unit_code,
        case
            when settings.comment_items = 'by_comment' then routes.comment_id || '-' || routes.topic_code
            else routes.topic_code
        end as source_code,
        routes.topic_name_zh,
        coalesce(routes.due_days, settings.rectification_days) as due_days
    from {{ ref('int_comment__routes') }} as routes
    cross join settings
    where routes.handling_kind = 'rectify'
),

items as (
    select
        indicators.unit_code,
        'weak_indicator' as item_source,
        indicators.indicator_code as source_code,
        nodes.node_name_zh as source_name_zh,
        indicators.score as observed_score,
        settings.weak_score_below as threshold_score,
        cast(null as integer) as comment_count,
        settings.rectification_days as due_days
    from {{ ref('int_scoring__indicators') }} as indicators
    cross join settings
    inner join {{ ref('int_scheme__nodes') }} as nodes on indicators.indicator_code = nodes.node_code
    where indicators.score < settings.weak_score_below
    union all
    select
        topic_means.unit_code,
        'weak_topic' as item_source,
        topic_means.topic_code as source_code,
        topics.topic_name_zh as source_name_zh,
        case when not suppressions.is_suppressed then topic_means.mean_score end as observed_score,
        settings.weak_topic_below as threshold_score,
        cast(null as integer) as comment_count,
        settings.rectification_days as due_days
    from {{ ref('int_appraisal__topics') }} as topic_means
    cross join settings
    inner join {{ ref('int_scheme__topics') }} as topics
        on topic_means.topic_code = topics.topic_code
    inner join {{ ref('int_appraisal__suppressions') }} as suppressions
        on
            topic_means.unit_code = suppressions.unit_code
            and topic_means.topic_code = suppressions.topic_code
            and suppressions.respondent_group = 'ALL'
    where topic_means.mean_score < settings.weak_topic_below
    union all
    select
        unit_code,
        'comment' as item_source,
        source_code,
        min(topic_name_zh) as source_name_zh,
        cast(null as decimal(24, 12)) as observed_score,
        cast(null as decimal(24, 6)) as threshold_score,
        cast(count(distinct comment_id) as integer) as comment_count,
        min(due_days) as due_days
    from comments
    group by unit_code, source_code
)

select
    cast(build.period_year as {{ dbt.type_string() }})
    || '-' || items.unit_code || '-' || items.item_source || '-' || items.source_code as item_no,
    items.unit_code,
    items.item_source,
    items.source_code,
    items.source_name_zh,
    cast(items.observed_score as decimal(24, 12)) as observed_score,
    cast(items.threshold_score as decimal(24, 12)) as threshold_score,
    items.comment_count,
    cast(items.due_days as integer) as due_days
from items
cross join {{ ref('int_build__parameters') }} as build
