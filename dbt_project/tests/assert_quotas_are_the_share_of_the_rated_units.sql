-- The number allowed is the share of the rated units, rounded as the scheme says: worked out here without a division.
with quotas as (
    select
        quotas.*,
        scheme.rounding,
        100 * quotas.units_allowed - quotas.max_share_pct * quotas.pool_unit_count as above_the_share
    from {{ ref('int_grading__quotas') }} as quotas
    inner join {{ ref('stg_efficiency_office__scheme__quotas') }} as scheme
        on quotas.group_code = scheme.group_code and quotas.grade_code = scheme.grade_code
)

select *
from quotas
where
    case rounding
        when 'floor' then above_the_share <= 0 and above_the_share > -100
        when 'ceiling' then above_the_share >= 0 and above_the_share < 100
        when 'half_up' then above_the_share <= 50 and above_the_share > -50
        else false
    end is distinct from true
