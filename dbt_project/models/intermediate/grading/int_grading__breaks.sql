-- Natural breaks: the parting of a pool's composites into one class per grade with the largest sum of S²/n, found by trying every one.
with grades as (
    select
        group_code,
        grade_code,
        row_number() over (partition by group_code order by grade_code) as class_no,
        count(*) over (partition by group_code) as class_count
    from {{ ref('int_scheme__grades') }}
),

-- Different composites of a pool from the highest. unit_sum is exact, composites having at most 6 decimals here. It has more than 18
-- digits, so that its square has room: DuckDB keeps the product of two decimals of at most 18 digits in 18 digits, too few for a sum
-- of 1,000.
valued as (
    select
        ranks.group_code,
        ranks.pool_code,
        ranks.composite_score,
        count(*) as value_count
    from {{ ref('int_grading__ranks') }} as ranks
    inner join {{ ref('stg_efficiency_office__scheme__groups') }} as groups
        on ranks.group_code = groups.group_code and groups.grade_basis = 'natural_breaks'
    group by ranks.group_code, ranks.pool_code, ranks.composite_score
),

numbered as (
    select
        group_code,
        pool_code,
        composite_score,
        row_number() over (partition by pool_code order by composite_score desc nulls last) as position,
        sum(value_count) over (partition by pool_code order by composite_score desc nulls last) as unit_count,
        cast(
            sum(cast(composite_score as decimal(18, 6)) * value_count)
                over (partition by pool_code order by composite_score desc nulls last)
            as decimal(24, 6)
        ) as unit_sum
    from valued
),

wanted as (
    select
        group_code,
        max(class_count) as class_count
    from grades
    group by group_code
),

pools as (
    select
        numbered.group_code,
        numbered.pool_code,
        wanted.class_count,
        max(numbered.position) as value_count
    from numbered
    inner join wanted on numbered.group_code = wanted.group_code
    group by numbered.group_code, numbered.pool_code, wanted.class_count
    having max(numbered.position) >= wanted.class_count
),

ends as (
    select numbered.*
    from numbered
    inner join pools on numbered.pool_code = pools.pool_code
    union all
    select
        group_code,
        pool_code,
        null as composite_score,
        0 as position,
        0 as unit_count,
        0 as unit_sum
    from pools
),

-- What a class of neighbouring values, from behind one position to another, adds.
classes as (
    select
        above.pool_code,
        above.position as first_end,
        below.position as last_end,
        {{ div_half_up(
            '(below.unit_sum - above.unit_sum) * (below.unit_sum - above.unit_sum)',
            'below.unit_count - above.unit_count'
        ) }} as gain
    from ends as above
    inner join ends as below on above.pool_code = below.pool_code and above.position < below.position
),

-- The best parting of the first values into so many classes, for every number of values; of equally good ones the one whose
-- class before ends sooner.
one as (
    select
        pool_code,
        last_end,
        cast(gain as decimal(36, 12)) as gain
    from classes
    where first_end = 0
),
{% for count, before in [('two', 'one'), ('three', 'two'), ('four', 'three')] %}
{{ count }}_tried as (
    select
        classes.pool_code,
        classes.last_end,
        classes.first_end,
        cast({{ before }}.gain + classes.gain as decimal(36, 12)) as gain
    from classes
    inner join {{ before }} on classes.pool_code = {{ before }}.pool_code and classes.first_end = {{ before }}.last_end
),

{{ count }}_placed as (
    select
        *,
        row_number() over (partition by pool_code, last_end order by gain desc nulls last, first_end asc) as choice
    from {{ count }}_tried
),

{{ count }} as (
    select
        pool_code,
        last_end,
        first_end,
        gain
    from {{ count }}_placed
    where choice = 1
),
{% endfor %}
-- Back from the last value to the first: where each class of the best parting ends.
class_ends as (
    select
        group_code,
        pool_code,
        value_count as last_end,
        class_count as class_no
    from pools
),

fourth as (
    select
        class_ends.*,
        coalesce(four.first_end, class_ends.last_end) as before_end
    from class_ends
    left join four
        on class_ends.pool_code = four.pool_code and case when class_ends.class_no = 4 then class_ends.last_end end = four.last_end
),

third as (
    select
        fourth.*,
        coalesce(three.first_end, fourth.before_end) as before_third
    from fourth
    left join three
        on fourth.pool_code = three.pool_code and case when fourth.class_no >= 3 then fourth.before_end end = three.last_end
),

second as (
    select
        third.*,
        coalesce(two.first_end, third.before_third) as before_second
    from third
    left join two
        on third.pool_code = two.pool_code and case when third.class_no >= 2 then third.before_third end = two.last_end
)

select
    grades.grade_code,
    second.pool_code,
    cast(ends.composite_score as decimal(24, 6)) as break_bound
from second
inner join grades on second.group_code = grades.group_code
inner join ends
    on
        second.pool_code = ends.pool_code
        and ends.position = case
            when second.class_no = grades.class_no then second.last_end
            when grades.class_no = 3 then second.before_end
            when grades.class_no = 2 then second.before_third
            when grades.class_no = 1 then second.before_second
        end
