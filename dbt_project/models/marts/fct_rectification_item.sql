with settings as (
    select * from {{ ref('int_scheme__settings') }}
),

weak as (
    select
        indicators.unit_code,
        'weak_indicator' as item_source,
        indicators.indicator_code as source_code,
        nodes.node_name_zh as source_name_zh,
        indicators.score as observed_score,
        settings.weak_score_below as threshold_score,
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
        topics.name_zh as source_name_zh,
        case when not suppressions.is_suppressed then topic_means.mean_score end as observed_score,
        settings.weak_topic_below as threshold_score,
        settings.rectification_days as due_days
    from {{ ref('int_appraisal__topics') }} as topic_means
    cross join settings
    inner join {{ ref('stg_efficiency_office__scheme__topics') }} as topics
        on topic_means.topic_code = topics.topic_code
    inner join {{ ref('int_appraisal__suppressions') }} as suppressions
        on
            topic_means.unit_code = suppressions.unit_code
            and topic_means.topic_code = suppressions.topic_code
            and suppressions.respondent_group = 'ALL'
    where topic_means.mean_score < settings.weak_topic_below
)

select
    build.release_id,
    build.period_year as evaluation_year,
    cast(build.period_year as {{ dbt.type_string() }})
    || '-' || weak.unit_code || '-' || weak.item_source || '-' || weak.source_code as item_no,
    weak.unit_code,
    weak.item_source,
    weak.source_code,
    weak.source_name_zh,
    cast(weak.observed_score as decimal(24, 12)) as observed_score,
    cast(weak.threshold_score as decimal(24, 12)) as threshold_score,
    weak.due_days,
    'assigned' as item_state
from weak
cross join {{ ref('int_build__parameters') }} as build
order by item_no
