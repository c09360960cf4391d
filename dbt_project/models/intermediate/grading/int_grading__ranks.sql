-- Places inside the group, on the composite rounded or not; the scheme's order tells equal ones apart where it names one.
with placed as (
    select
        composites.unit_code,
        composites.group_code,
        peers.pool_code,
        composites.composite_score,
        settings.quota_ties,
        case settings.rank_on
            when 'unrounded' then composites.composite_unrounded
            when 'rounded' then composites.composite_score
        end as ranked_score,
        ties.tie_1_score,
        ties.tie_2_score,
        ties.tie_3_score,
        ties.tie_4_score,
        ties.tie_5_score
    from {{ ref('int_scoring__composites') }} as composites
    inner join {{ ref('int_grading__peers') }} as peers on composites.unit_code = peers.unit_code
    cross join {{ ref('int_scheme__settings') }} as settings
    left join {{ ref('int_grading__tie_breakers') }} as ties on composites.unit_code = ties.unit_code
),

ranked as (
    select
        unit_code,
        group_code,
        pool_code,
        composite_score,
        quota_ties,
        rank() over (
            partition by group_code
            order by
                ranked_score desc nulls last, tie_1_score desc nulls last, tie_2_score desc nulls last,
                tie_3_score desc nulls last, tie_4_score desc nulls last, tie_5_score desc nulls last
        ) as rank_in_group,
        count(*) over (partition by group_code) as group_unit_count
    from placed
),

-- Those of a pool keep the order that they have in the group.
pooled as (
    select
        *,
        rank() over (partition by pool_code order by rank_in_group) as place_in_pool,
        count(*) over (partition by pool_code) as pool_unit_count,
        count(*) over (partition by pool_code, rank_in_group) as sharing_count
    from ranked
)

-- Where those who share a place beyond the number allowed lose the grade together, the last of the places they share counts.
select
    unit_code,
    group_code,
    pool_code,
    composite_score,
    cast(rank_in_group as integer) as rank_in_group,
    cast(group_unit_count as integer) as group_unit_count,
    cast(place_in_pool as integer) as place_in_pool,
    cast(pool_unit_count as integer) as pool_unit_count,
    cast(case quota_ties
        when 'exclude' then place_in_pool - 1 + sharing_count
        when 'include' then place_in_pool
    end as integer) as quota_place
from pooled
