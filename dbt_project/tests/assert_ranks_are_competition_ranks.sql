-- A rank is one more than the number of units of the group with a better place; nobody stands at or before a unit with a better composite.
-- Counted here from the published figures: where nothing but the rounded composite ranks, from the composites alone.
with rated as (
    select
        results.unit_code,
        results.group_code,
        results.composite_score,
        results.rank_in_group,
        results.group_unit_count,
        settings.rank_on = 'rounded' and settings.rank_ties = 'competition' as is_by_composite
    from {{ ref('fct_unit_result') }} as results
    cross join {{ ref('int_scheme__settings') }} as settings
    where results.result_status = 'rated'
),

counted as (
    select
        *,
        rank() over (
            partition by group_code
            order by case when is_by_composite then -composite_score else rank_in_group end
        ) as expected_rank,
        count(*) over (partition by group_code) as expected_count,
        min(composite_score) over (
            partition by group_code order by rank_in_group
            range between unbounded preceding and current row
        ) as least_at_or_before
    from rated
)

select
    unit_code,
    rank_in_group,
    expected_rank
from counted
where
    rank_in_group is distinct from expected_rank
    or group_unit_count is distinct from expected_count
    or composite_score > least_at_or_before
