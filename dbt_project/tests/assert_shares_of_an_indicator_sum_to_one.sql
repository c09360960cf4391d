-- The shares of an indicator's parts sum to 1, a choice set counting once; all parts of a set have the same share and the same rule.
with choices as (
    select
        group_code,
        indicator_code,
        coalesce('set ' || choice_set, part_code) as choice_key,
        min(share) as share,
        max(share) as largest_share,
        count(distinct coalesce(choice_rule, 'best')) as rule_count,
        max(case when choice_set is null and choice_rule is not null then 1 else 0 end) as is_rule_without_set
    from {{ ref('int_scheme__methods') }}
    group by group_code, indicator_code, coalesce('set ' || choice_set, part_code)
)

select
    group_code,
    indicator_code,
    sum(share) as share_sum
from choices
group by group_code, indicator_code
having sum(share) <> 1 or max(largest_share - share) > 0 or max(rule_count) > 1 or max(is_rule_without_set) > 0
