with placed as (
    select
        own.group_code,
        carriers.superior_code,
        carriers.is_direct,
        own.indicator_code,
        nodes.node_name_zh,
        nodes.node_name_en,
        own.own_weight_pct
    from {{ ref('int_alignment__carriers') }} as carriers
    inner join {{ ref('int_alignment__own_weights') }} as own on carriers.indicator_code = own.indicator_code
    inner join {{ ref('int_scheme__nodes') }} as nodes on carriers.indicator_code = nodes.node_code
),

carried as (
    select
        group_code,
        superior_code,
        max(case when is_direct then 1 else 0 end) as has_direct,
        cast(count(*) as integer) as indicator_count,
        {{ dbt.listagg('indicator_code', "'、'", 'order by indicator_code') }} as indicator_codes_text,
        {{ dbt.listagg('node_name_zh', "'、'", 'order by indicator_code') }} as indicator_names_zh,
        {{ dbt.listagg('node_name_en', "', '", 'order by indicator_code') }} as indicator_names_en,
        sum(own_weight_pct) as own_weight_pct
    from placed
    group by group_code, superior_code
),

scopes as (
    select distinct group_code from {{ ref('int_alignment__own_weights') }}
)

select
    build.release_id,
    build.period_year as evaluation_year,
    scopes.group_code,
    superiors.superior_code,
    superiors.superior_level as superior_level_code,
    superiors.superior_name_zh,
    superiors.superior_name_en,
    superiors.weight,
    superiors.source_code,
    carried.group_code is not null as is_covered,
    case when carried.group_code is null then 'none' when carried.has_direct = 1 then 'direct' else 'descended' end as coverage_kind,
    coalesce(carried.indicator_count, 0) as indicator_count,
    carried.indicator_codes_text,
    carried.indicator_names_zh,
    carried.indicator_names_en,
    case when scopes.group_code <> 'ALL' then cast(coalesce(carried.own_weight_pct, 0) as decimal(24, 12)) end as own_weight_pct
from {{ ref('int_alignment__superiors') }} as superiors
cross join scopes
left join carried on superiors.superior_code = carried.superior_code and scopes.group_code = carried.group_code
cross join {{ ref('int_build__parameters') }} as build
order by scopes.group_code, superiors.superior_code
