-- A ceiling that several items share is one number for points of one kind in each group; a set without it, or it without a set, would hold
-- nothing.
with sets as (
    select
        group_code,
        ceiling_set,
        count(distinct kind) as kind_count,
        count(distinct set_ceiling) as ceiling_count,
        count(set_ceiling) as stated_count,
        count(*) as item_count,
        max(case when kind = 'veto' then 1 else 0 end) as has_veto
    from {{ ref('int_adjustment__rules') }}
    where ceiling_set is not null or set_ceiling is not null
    group by group_code, ceiling_set
)

select * from sets
where ceiling_set is null or kind_count > 1 or ceiling_count > 1 or stated_count < item_count or has_veto = 1
