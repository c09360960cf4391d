-- How much the sampling units of each stratum say of the variance: n/(n-1), less the share of the population that was asked; nothing where
-- all were asked. A single cluster that is all of its stratum says so only where the scheme tells how many live in it.
with staged as (
    select distinct stratum_code
    from {{ ref('stg_efficiency_office__scheme__clusters') }}
),

units as (
    select
        stratum_code,
        count(distinct cluster_code) + sum(case when cluster_code is null then response_count else 0 end) as sampled_count,
        count(cluster_code) > 0 as has_clusters
    from {{ ref('int_appraisal__weighted') }}
    group by stratum_code
)

select
    units.stratum_code,
    cast(units.sampled_count as bigint) as sampled_count,
    populations.population_count,
    case
        when units.sampled_count > 1
            then {{ float_product(
                'coalesce(' ~ float_quotient('populations.population_count - units.sampled_count', 'populations.population_count') ~ ', 1)',
                float_quotient('units.sampled_count', 'units.sampled_count - 1')
            ) }}
        when units.sampled_count = populations.population_count and (not units.has_clusters or staged.stratum_code is not null)
            then cast(0 as decimal(38, 18))
    end as variance_factor
from units
left join {{ ref('stg_efficiency_office__scheme__strata') }} as populations on units.stratum_code = populations.stratum_code
left join staged on units.stratum_code = staged.stratum_code
