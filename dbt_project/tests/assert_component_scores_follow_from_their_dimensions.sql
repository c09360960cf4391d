-- Every component of indicators of a rated unit has a score, and it, or the mean of several, stands in the result.
with means as (
    select
        unit_code,
        count(*) as component_count,
        count(score) as scored_count,
        max(score) as highest_score,
        {{ weighted_mean('sum(weight * score)', 'sum(weight)') }} as mean_score
    from {{ ref('fct_dimension_score') }}
    where node_kind = 'indicators'
    group by unit_code
)

select
    means.unit_code,
    means.mean_score,
    results.indicator_component_score
from means
inner join {{ ref('fct_unit_result') }} as results on means.unit_code = results.unit_code
cross join {{ ref('int_scheme__settings') }} as settings
where
    results.result_status = 'rated'
    and (
        means.scored_count < means.component_count
        or results.indicator_component_score is distinct from
        case
            when means.component_count > 1 then {{ round_half_up('means.mean_score', 'settings.component_decimals') }}
            else means.highest_score
        end
    )
