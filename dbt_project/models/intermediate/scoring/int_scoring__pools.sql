-- Statistics of each pool: number, worst and best merit, mean, squares about it.
with means as (
    select
        indicator_code,
        part_code,
        pool,
        pool_group,
        count(*) as member_count,
        min(merit) as worst_merit,
        max(merit) as best_merit,
        {{ div_half_up('sum(measure)', 'count(*)') }} as mean_measure,
        max(case when is_synthetic then 1 else 0 end) as synthetic
    from {{ ref('int_scoring__pool_members') }}
    group by indicator_code, part_code, pool, pool_group
),

squares as (
    select
        means.indicator_code,
        means.part_code,
        means.pool,
        means.pool_group,
        sum({{ float_product('(members.measure - means.mean_measure)', '(members.measure - means.mean_measure)') }})
            as square_sum
    from {{ ref('int_scoring__pool_members') }} as members
    inner join means
        on
            members.indicator_code = means.indicator_code
            and members.part_code = means.part_code
            and members.pool = means.pool
            and members.pool_group = means.pool_group
    group by means.indicator_code, means.part_code, means.pool, means.pool_group
)

select
    means.indicator_code,
    means.part_code,
    means.pool,
    means.pool_group,
    cast(means.member_count as integer) as member_count,
    means.worst_merit,
    means.best_merit,
    cast(means.mean_measure as decimal(24, 12)) as mean_measure,
    {{ float_root(float_quotient('squares.square_sum', '(means.member_count - 1)')) }} as sample_deviation,
    {{ float_root(float_quotient('squares.square_sum', 'means.member_count')) }} as population_deviation,
    means.synthetic = 1 as is_synthetic
from means
inner join squares
    on
        means.indicator_code = squares.indicator_code
        and means.part_code = squares.part_code
        and means.pool = squares.pool
        and means.pool_group = squares.pool_group
