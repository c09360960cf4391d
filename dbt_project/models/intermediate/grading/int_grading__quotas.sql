-- How many units of a group may hold a grade: a share of the rated units, rounded as the scheme says. No row, no quota.
with group_sizes as (
    select distinct
        group_code,
        group_unit_count
    from {{ ref('int_grading__ranks') }}
),

exact as (
    select
        group_sizes.group_code,
        quotas.grade_code,
        quotas.max_share_pct,
        quotas.rounding,
        group_sizes.group_unit_count,
        {{ div_half_up('quotas.max_share_pct * group_sizes.group_unit_count', '100') }} as exact_units
    from group_sizes
    inner join {{ ref('stg_efficiency_office__scheme__quotas') }} as quotas
        on group_sizes.group_code = quotas.group_code
)

select
    group_code,
    grade_code,
    cast(max_share_pct as decimal(24, 6)) as max_share_pct,
    group_unit_count,
    cast(case rounding
        when 'floor' then floor(exact_units)
        when 'ceiling' then ceiling(exact_units)
        when 'half_up' then {{ round_half_up('exact_units', '0') }}
    end as integer) as units_allowed
from exact
