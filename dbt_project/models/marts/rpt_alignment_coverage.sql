with superiors as (
    select
        group_code,
        superior_level_code,
        cast(count(*) as integer) as superior_count,
        cast(sum(case when is_covered then 1 else 0 end) as integer) as covered_count,
        sum(weight) as weight_sum,
        sum(case when is_covered then weight else 0 end) as covered_weight
    from {{ ref('fct_indicator_alignment') }}
    group by group_code, superior_level_code
),

levels as (
    select distinct superior_level_code from superiors
),

matched as (
    select distinct
        carriers.indicator_code,
        superiors.superior_level as superior_level_code
    from {{ ref('int_alignment__carriers') }} as carriers
    inner join {{ ref('int_alignment__superiors') }} as superiors on carriers.superior_code = superiors.superior_code
),

own as (
    select
        own.group_code,
        levels.superior_level_code,
        cast(count(*) as integer) as indicator_count,
        cast(sum(case when matched.indicator_code is null then 1 else 0 end) as integer) as unmatched_count,
        sum(case when matched.indicator_code is null then coalesce(own.own_weight_pct, 0) else 0 end) as unmatched_weight,
        {{ dbt.listagg(
            'case when matched.indicator_code is null then own.indicator_code end', "'、'", 'order by own.indicator_code'
        ) }} as unmatched_codes_text,
        {{ dbt.listagg(
            'case when matched.indicator_code is null then nodes.node_name_zh end', "'、'", 'order by own.indicator_code'
        ) }} as unmatched_names_zh,
        {{ dbt.listagg(
            'case when matched.indicator_code is null then nodes.node_name_en end', "', '", 'order by own.indicator_code'
        ) }} as unmatched_names_en
    from {{ ref('int_alignment__own_weights') }} as own
    inner join {{ ref('int_scheme__nodes') }} as nodes on own.indicator_code = nodes.node_code
    cross join levels
    left join matched
        on own.indicator_code = matched.indicator_code and levels.superior_level_code = matched.superior_level_code
    group by own.group_code, levels.superior_level_code
)

select
    build.release_id,
    build.period_year as evaluation_year,
    superiors.superior_level_code,
    superiors.group_code,
    superiors.superior_count,
    superiors.covered_count,
    cast({{ div_half_up('(100 * superiors.covered_count)', 'superiors.superior_count') }} as decimal(24, 12)) as covered_count_pct,
    cast({{ div_half_up('(100 * superiors.covered_weight)', 'superiors.weight_sum') }} as decimal(24, 12)) as covered_weight_pct,
    own.indicator_count,
    own.unmatched_count,
    case when superiors.group_code <> 'ALL' then cast(own.unmatched_weight as decimal(24, 12)) end as unmatched_weight_pct,
    own.unmatched_codes_text,
    own.unmatched_names_zh,
    own.unmatched_names_en
from superiors
inner join own on superiors.group_code = own.group_code and superiors.superior_level_code = own.superior_level_code
cross join {{ ref('int_build__parameters') }} as build
order by superiors.superior_level_code, superiors.group_code
