-- The component 指标考核 of a rated unit stands in its result, and a unit has no other component of indicators.
select
    components.unit_code,
    components.node_code,
    components.score,
    results.indicator_component_score
from {{ ref('fct_dimension_score') }} as components
inner join {{ ref('fct_unit_result') }} as results on components.unit_code = results.unit_code
where
    components.node_kind = 'indicators'
    and results.result_status = 'rated'
    and (components.score is null or components.score is distinct from results.indicator_component_score)
