-- Who can't be rated, and why: the only definition of being held back. A unit without a row here is rated.
with missing_indicators as (
    select
        indicators.unit_code,
        {{ dbt.listagg('nodes.node_name_zh', "'、'", 'order by nodes.node_code') }} as names_zh,
        {{ dbt.listagg('nodes.node_name_en', "', '", 'order by nodes.node_code') }} as names_en
    from {{ ref('int_scoring__indicators') }} as indicators
    inner join {{ ref('int_scheme__nodes') }} as nodes on indicators.indicator_code = nodes.node_code
    where indicators.score_status = 'missing'
    group by indicators.unit_code
),

components as (
    select
        unit_code,
        max(case when node_kind = 'indicators' and score is null then 1 else 0 end) as lacks_indicators,
        max(case when node_kind = 'appraisal' and score is null then 1 else 0 end) as lacks_appraisal
    from {{ ref('int_scoring__components') }}
    group by unit_code
),

judged as (
    select
        participants.unit_code,
        missing_indicators.names_zh,
        missing_indicators.names_en,
        components.lacks_indicators = 1 and missing_indicators.unit_code is null as lacks_applicable,
        components.lacks_appraisal = 1 as lacks_appraisal,
        components.unit_code is null as lacks_components
    from {{ ref('int_unit__participants') }} as participants
    left join missing_indicators on participants.unit_code = missing_indicators.unit_code
    left join components on participants.unit_code = components.unit_code
),

reasons as (
    select
        unit_code,
        coalesce('以下指标没有可计分的数据：' || names_zh || '。', '')
        || case when lacks_applicable then '没有适用的指标。' else '' end
        || case when lacks_appraisal then '公众评议没有达到最少有效问卷数的评议主体。' else '' end
        || case when lacks_components then '方案没有给该组任何构成部分权重。' else '' end as hold_reason_zh,
        trim(
            both ' ' from
            coalesce('No score is possible for: ' || names_en || '. ', '')
            || case when lacks_applicable then 'No indicator applies. ' else '' end
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
