-- Who can't be rated, and why: the only definition of being held back. A unit without a row here is rated.
with components as (
    select
        unit_code,
        -- Where nothing but the appraisal weighs, it can't leave.
        max(case when node_kind = 'appraisal' and score is null and not coalesce(is_left_out, false) then 1 else 0 end) = 1
        or min(case when is_left_out then 1 else 0 end) = 1 as lacks_appraisal
    from {{ ref('int_scoring__components') }}
    group by unit_code
),

lacking as (
    select
        unit_code,
        component_code
    from {{ ref('int_scoring__components') }}
    where node_kind = 'indicators' and score is null
),

-- What is in the way where a component has no score: indicators without one, and nodes with too little below them.
in_the_way as (
    select
        nodes.unit_code,
        nodes.node_code,
        nodes.node_kind = 'indicator' as is_indicator,
        names.component_code
    from {{ ref('int_scoring__nodes') }} as nodes
    inner join {{ ref('int_scheme__nodes') }} as names on nodes.node_code = names.node_code
    inner join lacking on nodes.unit_code = lacking.unit_code and names.component_code = lacking.component_code
    where nodes.node_status = 'missing' and (nodes.node_kind = 'indicator' or nodes.is_below_minimum)
),

obstacles as (
    select
        in_the_way.unit_code,
        in_the_way.is_indicator,
        {{ dbt.listagg('names.node_name_zh', "'、'", 'order by names.node_code') }} as names_zh,
        {{ dbt.listagg('names.node_name_en', "', '", 'order by names.node_code') }} as names_en
    from in_the_way
    inner join {{ ref('int_scheme__nodes') }} as names on in_the_way.node_code = names.node_code
    group by in_the_way.unit_code, in_the_way.is_indicator
),

-- Components below which nothing is in the way: nothing applies.
empty_components as (
    select
        lacking.unit_code,
        {{ dbt.listagg('names.node_name_zh', "'、'", 'order by names.node_code') }} as names_zh,
        {{ dbt.listagg('names.node_name_en', "', '", 'order by names.node_code') }} as names_en
    from lacking
    inner join {{ ref('int_scheme__nodes') }} as names on lacking.component_code = names.node_code
    left join in_the_way
        on lacking.unit_code = in_the_way.unit_code and lacking.component_code = in_the_way.component_code
    where in_the_way.unit_code is null
    group by lacking.unit_code
),

judged as (
    select
        participants.unit_code,
        missing.names_zh,
        missing.names_en,
        scarce.names_zh as scarce_zh,
        scarce.names_en as scarce_en,
        empty_components.names_zh as empty_zh,
        empty_components.names_en as empty_en,
        components.lacks_appraisal,
        components.unit_code is null as lacks_components,
        coalesce(availability.has_too_few_indicators, false) as lacks_availability,
        coalesce(availability.has_too_few_dimensions, false) as lacks_dimensions
    from {{ ref('int_unit__participants') }} as participants
    left join obstacles as missing on participants.unit_code = missing.unit_code and missing.is_indicator
    left join obstacles as scarce on participants.unit_code = scarce.unit_code and not scarce.is_indicator
    left join empty_components on participants.unit_code = empty_components.unit_code
    left join components on participants.unit_code = components.unit_code
    left join {{ ref('int_scoring__availability') }} as availability on participants.unit_code = availability.unit_code
),

reasons as (
    select
        unit_code,
        coalesce('以下指标没有可计分的数据：' || names_zh || '。', '')
        || coalesce('以下部分或维度低于最低可得比例或个数：' || scarce_zh || '。', '')
        || coalesce('以下部分没有可计分的指标（均不适用，或按方案并入其他指标）：' || empty_zh || '。', '')
        || case when lacks_availability then '计为可得的指标低于单位的最低可得比例。' else '' end
        || case when lacks_dimensions then '达到最低可得比例的维度不足。' else '' end
        || case when lacks_appraisal then '公众评议没有达到最少有效问卷数的评议主体。' else '' end
        || case when lacks_components then '方案没有给该组任何构成部分权重。' else '' end as hold_reason_zh,
        trim(
            both ' ' from
            coalesce('No score is possible for: ' || names_en || '. ', '')
            || coalesce('Too little is available below: ' || scarce_en || '. ', '')
            || coalesce('No indicator is left, since each does not apply or gives its weight to the others, in: ' || empty_en || '. ', '')
            || case when lacks_availability then 'Too few of the unit''s indicators count as available. ' else '' end
            || case when lacks_dimensions then 'Too few dimensions have enough of their indicators. ' else '' end
            || case when lacks_appraisal then 'No respondent group reaches the least number of responses. ' else '' end
            || case when lacks_components then 'The scheme gives the group no weighted component. ' else '' end
        ) as hold_reason_en
    from judged
)

select
    unit_code,
    hold_reason_zh,
    hold_reason_en
from reasons
where hold_reason_zh <> ''
