-- How many units of a pool may hold a grade: a share of the rated units, rounded as the scheme says. No row, no quota.
with pool_sizes as (
    select distinct
        group_code,
        pool_code,
        pool_unit_count
    from {{ ref('int_grading__ranks') }}
),

exact as (
    select
        pool_sizes.group_code,
        pool_sizes.pool_code,
        quotas.grade_code,
        quotas.max_share_pct,
        quotas.rounding,
        pool_sizes.pool_unit_count,
        {{ div_half_up('quotas.max_share_pct * pool_sizes.pool_unit_count', '100') }} as exact_units
    from pool_sizes
    inner join {{ ref('stg_efficiency_office__scheme__quotas') }} as quotas
        on pool_sizes.group_code = quotas.group_code
)

select
    group_code,
    pool_code,
    grade_code,
    cast(max_share_pct as decimal(24, 6)) as max_share_pct,
    pool_unit_count,
    cast(case rounding
        when 'floor' then floor(exact_units)
        when 'ceiling' then ceiling(exact_units)
        when 'half_up' then {{ round_half_up('exact_units', '0') }}
    end as integer) as units_allowed
from exact
