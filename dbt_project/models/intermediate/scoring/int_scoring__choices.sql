-- Of the parts of a choice set, the one that counts: defined ones first, then the score, then the order in which angles are named.
with clipped as (
    select
        unit_code,
        indicator_code,
        part_code,
        choice_set,
        raw_score,
        {{ clip('raw_score', 'floor_score', 'cap_score') }} as clipped_score
    from {{ ref('int_scoring__raw_scores') }}
    where choice_set is not null
)

select
    unit_code,
    indicator_code,
    part_code,
    row_number() over (
        partition by unit_code, indicator_code, choice_set
        order by
            case when raw_score is null then 1 else 0 end asc,
            clipped_score desc nulls last,
            case when part_code like '%_3' then 3 when part_code like '%_2' then 2 else 1 end asc,
            case when part_code like 'target%' then 1 when part_code like 'vertical%' then 2 else 3 end asc
    ) = 1 as is_chosen
from clipped
