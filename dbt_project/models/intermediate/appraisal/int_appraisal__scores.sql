with sums as (
    select
        unit_code,
        sum(group_weight * mean_score) as weighted_sum,
        sum(group_weight) as weight_sum,
        count(*) as groups_counted
    from {{ ref('int_appraisal__groups') }}
    where is_counted
    group by unit_code
),

scores as (
    select
        unit_code,
        groups_counted,
        {{ weighted_mean('weighted_sum', 'weight_sum') }} as score_unrounded
    from sums
)

select
    scores.unit_code,
    cast(scores.groups_counted as integer) as groups_counted,
    scores.score_unrounded,
    {{ round_half_up('scores.score_unrounded', 'settings.component_decimals') }} as appraisal_score
from scores
cross join {{ ref('int_scheme__settings') }} as settings
