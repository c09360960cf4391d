-- How much the respondents of each drawn cluster say of the variance within it, where the scheme gives the second stage: m/(m-1), less the
-- share of the cluster that was asked, times the share of the stratum's clusters that was drawn.
with staged as (
    select distinct stratum_code
    from {{ ref('stg_efficiency_office__scheme__clusters') }}
),

drawn as (
    select
        weighted.stratum_code,
        weighted.cluster_code,
        count(distinct case when weighted.element_code is not null then weighted.respondent_group || '/' || weighted.element_code end)
        + sum(case when weighted.element_code is null then weighted.response_count else 0 end) as sampled_count
    from {{ ref('int_appraisal__weighted') }} as weighted
    inner join staged on weighted.stratum_code = staged.stratum_code
    group by weighted.stratum_code, weighted.cluster_code
)

select
    drawn.stratum_code,
    drawn.cluster_code,
    cast(drawn.sampled_count as bigint) as sampled_count,
    populations.population_count,
    case
        when drawn.sampled_count = populations.population_count then cast(0 as decimal(38, 18))
        when drawn.sampled_count > 1
            then {{ float_product(
                float_quotient('strata.sampled_count', 'strata.population_count'),
                float_product(
                    float_quotient('populations.population_count - drawn.sampled_count', 'populations.population_count'),
                    float_quotient('drawn.sampled_count', 'drawn.sampled_count - 1')
                )
            ) }}
    end as variance_factor
from drawn
inner join {{ ref('int_appraisal__strata') }} as strata on drawn.stratum_code = strata.stratum_code
left join {{ ref('stg_efficiency_office__scheme__clusters') }} as populations
    on drawn.stratum_code = populations.stratum_code and drawn.cluster_code = populations.cluster_code
