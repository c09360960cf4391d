-- Statistics of each pool: number, worst and best merit, mean; and where a method looks at them, deviations from it.
with deviating as (
    select distinct
        indicator_code,
        part_code
    from {{ ref('int_scheme__methods') }}
    where method_code = 'zscore'
),

means as (
    select
        indicator_code,
        part_code,
        pool,
        pool_group,
        count(*) as member_count,
        min(merit) as worst_merit,
        max(merit) as best_merit,
        {{ div_half_up('sum(measure)', 'count(*)') }} as mean_measure,
        sum(measure) as measure_sum,
        max(case when is_synthetic then 1 else 0 end) as synthetic
    from {{ ref('int_scoring__pool_members') }}
    group by indicator_code, part_code, pool, pool_group
),

-- Squares of distances from the mean in lengths of the whole range, so that a small spread keeps its digits; what rounding the mean has
-- added to them is taken off again.
squares as (
    select
        means.indicator_code,
        means.part_code,
        means.pool,
        means.pool_group,
        sum({{ float_product(
            float_quotient('(members.measure - means.mean_measure)', '(means.best_merit - means.worst_merit)'),
            float_quotient('(members.measure - means.mean_measure)', '(means.best_merit - means.worst_merit)')
        ) }}) as rounded_square_sum
    from {{ ref('int_scoring__pool_members') }} as members
    inner join deviating on members.indicator_code = deviating.indicator_code and members.part_code = deviating.part_code
    inner join means
        on
            members.indicator_code = means.indicator_code
            and members.part_code = means.part_code
            and members.pool = means.pool
            and members.pool_group = means.pool_group
    group by means.indicator_code, means.part_code, means.pool, means.pool_group
),

centred as (
    select
        squares.*,
        squares.rounded_square_sum - {{ mean_shift(
            'means.measure_sum', 'means.mean_measure', 'means.member_count', '(means.best_merit - means.worst_merit)'
        ) }} as square_sum
    from squares
    inner join means
        on
            squares.indicator_code = means.indicator_code
            and squares.part_code = means.part_code
            and squares.pool = means.pool
            and squares.pool_group = means.pool_group
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
    cast(case
        when centred.pool is null or means.member_count = 1 then null
        when means.best_merit = means.worst_merit then 0
        else {{ float_product(
            '(means.best_merit - means.worst_merit)', float_root(float_quotient('centred.square_sum', '(means.member_count - 1)'))
        ) }}
    end as decimal(38, 18)) as sample_deviation,
    cast(case
        when centred.pool is null then null
        when means.best_merit = means.worst_merit then 0
        else {{ float_product(
            '(means.best_merit - means.worst_merit)', float_root(float_quotient('centred.square_sum', 'means.member_count'))
        ) }}
    end as decimal(38, 18)) as population_deviation,
    means.synthetic = 1 as is_synthetic
from means
left join centred
    on
        means.indicator_code = centred.indicator_code
        and means.part_code = centred.part_code
        and means.pool = centred.pool
        and means.pool_group = centred.pool_group
