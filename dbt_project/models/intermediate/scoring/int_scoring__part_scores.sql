-- What floor and cap, the fallback and the choice among several parts make of the raw scores.
with clipped as (
    select
        unit_code,
        indicator_code,
        part_code,
        share,
        fallback,
        reference_is_synthetic or pool_is_synthetic as reference_is_synthetic,
        raw_score,
        {{ clip('raw_score', 'floor_score', 'cap_score') }} as clipped_score,
        coalesce('set ' || choice_set, part_code) as choice_key
    from {{ ref('int_scoring__raw_scores') }}
),

-- The best of a choice set: defined ones first, then the score, then the order in which angles are named.
chosen as (
    select
        *,
        row_number() over (
            partition by unit_code, indicator_code, choice_key
            order by
                case when raw_score is null then 1 else 0 end asc,
                clipped_score desc nulls last,
                case when part_code like '%_3' then 3 when part_code like '%_2' then 2 else 1 end asc,
                case when part_code like 'target%' then 1 when part_code like 'vertical%' then 2 else 3 end asc
        ) = 1 as is_chosen
    from clipped
),

judged as (
    select
        *,
        case
            when not is_chosen then 'not_chosen'
            when raw_score is not null then 'used'
            when fallback = 'zero' then 'zeroed'
            when fallback = 'reweight' then 'reweighted'
            else 'held'
        end as part_status
    from chosen
),

shares as (
    select
        *,
        sum(case when part_status in ('used', 'zeroed') then share else 0 end) over (
            partition by unit_code, indicator_code
        ) as share_in_use
    from judged
)

select
    unit_code,
    indicator_code,
    part_code,
    share,
    raw_score,
    cast(case
        when part_status in ('used', 'not_chosen') then clipped_score
        when part_status = 'zeroed' then 0
    end as decimal(24, 12)) as part_score,
    cast(coalesce(
        case when part_status in ('used', 'zeroed') then {{ div_half_up('share', 'share_in_use') }} end, 0
    ) as decimal(24, 12)) as effective_share,
    part_status,
    reference_is_synthetic
from shares
