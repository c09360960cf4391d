-- Which indicator of ours carries which of the superiors', named by the scheme or by way of the city's indicator that descends from the
-- province's (docs/method.md, section 11).
with named as (
    select
        indicator_code,
        superior_code,
        true as is_direct
    from {{ ref('stg_efficiency_office__scheme__alignments') }}
    union all
    select
        alignments.indicator_code,
        superiors.source_code as superior_code,
        false as is_direct
    from {{ ref('stg_efficiency_office__scheme__alignments') }} as alignments
    inner join {{ ref('int_alignment__superiors') }} as superiors on alignments.superior_code = superiors.superior_code
    where superiors.source_code is not null
),

weighted as (
    select distinct node_code
    from {{ ref('int_scheme__weights') }}
    where node_kind = 'indicator'
)

select
    named.indicator_code,
    named.superior_code,
    max(case when named.is_direct then 1 else 0 end) = 1 as is_direct,
    count(weighted.node_code) > 0 as is_weighted
from named
left join weighted on named.indicator_code = weighted.node_code
group by named.indicator_code, named.superior_code
