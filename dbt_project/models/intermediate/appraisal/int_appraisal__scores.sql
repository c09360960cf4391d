-- The appraisal score of every evaluated unit; null when no respondent group counts.
with sums as (
    select
        unit_code,
        sum(case when is_counted then group_weight * mean_score end) as weighted_sum,
        sum(case when is_counted then group_weight end) as weight_sum,
        count(case when is_counted then 1 end) as groups_counted,
        case
            when count(case when is_counted then 1 end) = count(case when is_counted then satisfaction_rate_pct end)
                then sum(case when is_counted then group_weight * satisfaction_rate_pct end)
        end as satisfied_sum
    from {{ ref('int_appraisal__groups') }}
    group by unit_code
),

means as (
    select
        participants.unit_code,
        coalesce(sums.groups_counted, 0) as groups_counted,
        {{ weighted_mean('sums.weighted_sum', 'sums.weight_sum') }} as mean_score,
        {{ weighted_mean('sums.satisfied_sum', 'sums.weight_sum') }} as satisfaction_rate_pct
    from {{ ref('int_unit__participants') }} as participants
    left join sums on participants.unit_code = sums.unit_code
)

select
    means.unit_code,
    cast(means.groups_counted as integer) as groups_counted,
    means.mean_score as score_unrounded,
    {{ round_half_up('means.mean_score', 'settings.component_decimals') }} as appraisal_score,
    means.satisfaction_rate_pct
from means
cross join {{ ref('int_scheme__settings') }} as settings
