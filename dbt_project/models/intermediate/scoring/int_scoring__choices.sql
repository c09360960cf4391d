-- Of the parts of a choice set, the one that counts: defined ones first, then the score (unless the first defined one counts), then the
-- order in which angles are named.
with compared as (
    select
        raw_scores.unit_code,
        raw_scores.indicator_code,
        raw_scores.part_code,
        raw_scores.choice_set,
        raw_scores.raw_score,
        case
            when methods.choice_rule = 'first_defined' then cast(0 as decimal(24, 12))
            else {{ clip('raw_scores.rounded_score', 'raw_scores.floor_score', 'raw_scores.cap_score') }}
        end as compared_score
    from {{ ref('int_scoring__raw_scores') }} as raw_scores
    inner join {{ ref('int_scheme__methods') }} as methods on raw_scores.method_no = methods.method_no
    where raw_scores.choice_set is not null
)

select
    unit_code,
    indicator_code,
    part_code,
    row_number() over (
        partition by unit_code, indicator_code, choice_set
        order by
            case when raw_score is null then 1 else 0 end asc,
            compared_score desc nulls last,
            case when part_code like '%_3' then 3 when part_code like '%_2' then 2 else 1 end asc,
            case when part_code like 'target%' then 1 when part_code like 'vertical%' then 2 else 3 end asc
    ) = 1 as is_chosen
from compared
