-- Of the parts of a choice set, the one that counts: defined ones first, then the score (unless the first defined one counts), then the
-- order in which angles are named.
with rounded as (
    select
        raw_scores.*,
        {{ rounded_part('raw_scores.raw_score', 'settings.part_decimals') }} as rounded_score
    from {{ ref('int_scoring__raw_scores') }} as raw_scores
    cross join {{ ref('int_scheme__optional_settings') }} as settings
    where raw_scores.choice_set is not null
),

compared as (
    select
        rounded.unit_code,
        rounded.indicator_code,
        rounded.part_code,
        rounded.choice_set,
        rounded.raw_score,
        case
            when methods.choice_rule = 'first_defined' then cast(0 as decimal(24, 12))
            else {{ clip('rounded.rounded_score', 'rounded.floor_score', 'rounded.cap_score') }}
        end as compared_score
    from rounded
    inner join {{ ref('int_scheme__methods') }} as methods on rounded.method_no = methods.method_no
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
