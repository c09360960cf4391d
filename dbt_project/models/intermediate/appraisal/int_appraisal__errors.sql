-- Standard errors, degrees of freedom and design effects of the means: per respondent group and topic, and over the groups that count.
with scales as (
    select
        unit_code,
        sum(weighed_response_count) as response_count
    from {{ ref('int_appraisal__groups') }}
    where is_counted
    group by unit_code
),

-- What each counted group's mean weighs in the unit's mean on the topic.
weights as (
    select
        cells.unit_code,
        cells.respondent_group,
        cells.topic_code,
        groups.group_weight,
        groups.weighed_response_count
    from {{ ref('int_appraisal__cells') }} as cells
    inner join {{ ref('int_appraisal__groups') }} as groups
        on cells.unit_code = groups.unit_code and cells.respondent_group = groups.respondent_group
    where groups.is_counted and cells.mean_score is not null
    union all
    select
        unit_code,
        respondent_group,
        'ALL' as topic_code,
        group_weight,
        weighed_response_count
    from {{ ref('int_appraisal__groups') }}
    where is_counted
),

shares as (
    select
        weights.unit_code,
        weights.respondent_group,
        weights.topic_code,
        {{ float_quotient('weights.group_weight', 'sum(weights.group_weight) over (partition by weights.unit_code, weights.topic_code)') }}
            as share,
        {{ float_quotient('scales.response_count', 'weights.weighed_response_count') }} as stretch
    from weights
    inner join scales on weights.unit_code = scales.unit_code
),

sampled as (
    select
        unit_code,
        respondent_group,
        topic_code,
        stratum_code,
        cluster_code,
        valid_count,
        residual_sum,
        residual_squares,
        element_squares
    from {{ ref('int_appraisal__sampling_units') }}
    union all
    select
        units.unit_code,
        'ALL' as respondent_group,
        units.topic_code,
        units.stratum_code,
        units.cluster_code,
        sum(units.valid_count) as valid_count,
        sum({{ float_product('units.residual_sum', float_product('shares.share', 'shares.stretch')) }}) as residual_sum,
        case
            when units.cluster_code is null
                then sum({{ float_product(
                    'units.residual_squares',
                    float_product(float_product('shares.share', 'shares.stretch'), float_product('shares.share', 'shares.stretch'))
                ) }})
            else {{ float_product(
                'sum(' ~ float_product('units.residual_sum', float_product('shares.share', 'shares.stretch')) ~ ')',
                'sum(' ~ float_product('units.residual_sum', float_product('shares.share', 'shares.stretch')) ~ ')'
            ) }}
        end as residual_squares,
        -- A respondent belongs to one respondent group.
        sum({{ float_product(
            'units.element_squares',
            float_product(float_product('shares.share', 'shares.stretch'), float_product('shares.share', 'shares.stretch'))
        ) }}) as element_squares
    from {{ ref('int_appraisal__sampling_units') }} as units
    inner join shares
        on
            units.unit_code = shares.unit_code
            and units.respondent_group = shares.respondent_group
            and units.topic_code = shares.topic_code
    group by units.unit_code, units.topic_code, units.stratum_code, units.cluster_code
),

by_stratum as (
    select
        sampled.unit_code,
        sampled.respondent_group,
        sampled.topic_code,
        sampled.stratum_code,
        sum(case when sampled.cluster_code is null then sampled.valid_count when sampled.valid_count > 0 then 1 else 0 end)
            as sampled_count,
        sum(sampled.residual_sum) as residual_sum,
        sum(sampled.residual_squares) as residual_squares,
        -- What respondents vary within the clusters. One respondent of several says nothing of it.
        sum(case when clusters.stratum_code is not null and clusters.variance_factor is null then 1 else 0 end) as unknown_count,
        coalesce(sum({{ float_product(
            'clusters.variance_factor', 'sampled.element_squares - ' ~ float_quotient('sampled.residual_squares', 'clusters.sampled_count')
        ) }}), 0) as within_variance
    from sampled
    left join {{ ref('int_appraisal__clusters') }} as clusters
        on sampled.stratum_code = clusters.stratum_code and sampled.cluster_code = clusters.cluster_code
    group by sampled.unit_code, sampled.respondent_group, sampled.topic_code, sampled.stratum_code
),

varying as (
    select
        by_stratum.unit_code,
        by_stratum.respondent_group,
        by_stratum.topic_code,
        sum(by_stratum.sampled_count) - sum(case when by_stratum.sampled_count > 0 then 1 else 0 end) as degrees_of_freedom,
        -- A stratum of which one unit was drawn says nothing of its variance, and so neither does the sum.
        case
            when min(case when strata.variance_factor is null or by_stratum.unknown_count > 0 then 0 else 1 end) = 1
                then sum(by_stratum.within_variance + {{ float_product(
                    'strata.variance_factor',
                    'by_stratum.residual_squares - ' ~ float_quotient(
                        float_product('by_stratum.residual_sum', 'by_stratum.residual_sum'), 'strata.sampled_count'
                    )
                ) }})
        end as variance
    from by_stratum
    inner join {{ ref('int_appraisal__strata') }} as strata on by_stratum.stratum_code = strata.stratum_code
    group by by_stratum.unit_code, by_stratum.respondent_group, by_stratum.topic_code
),

-- The variance that as many responses of a simple random sample would have had.
simple as (
    select
        units.unit_code,
        units.respondent_group,
        units.topic_code,
        {{ float_quotient(
            float_quotient('sum(units.spread_sum)', 'max(groups.weighed_response_count)'),
            'case when sum(units.valid_count) > 1 then sum(units.valid_count) - 1 end'
        ) }} as variance
    from {{ ref('int_appraisal__sampling_units') }} as units
    inner join {{ ref('int_appraisal__groups') }} as groups
        on units.unit_code = groups.unit_code and units.respondent_group = groups.respondent_group
    group by units.unit_code, units.respondent_group, units.topic_code
),

simples as (
    select
        unit_code,
        respondent_group,
        topic_code,
        variance
    from simple
    union all
    select
        shares.unit_code,
        'ALL' as respondent_group,
        shares.topic_code,
        case
            when count(*) = count(simple.variance)
                then sum({{ float_product('simple.variance', float_product('shares.share', 'shares.share')) }})
        end as variance
    from shares
    inner join simple
        on
            shares.unit_code = simple.unit_code
            and shares.respondent_group = simple.respondent_group
            and shares.topic_code = simple.topic_code
    group by shares.unit_code, shares.topic_code
),

sizes as (
    select
        unit_code,
        respondent_group,
        weighed_response_count as response_count
    from {{ ref('int_appraisal__groups') }}
    union all
    select
        unit_code,
        'ALL' as respondent_group,
        response_count
    from scales
),

deviations as (
    select
        varying.unit_code,
        varying.respondent_group,
        varying.topic_code,
        varying.degrees_of_freedom,
        {{ float_quotient(float_root('varying.variance'), 'sizes.response_count') }} as standard_error,
        simples.variance as simple_variance
    from varying
    inner join sizes on varying.unit_code = sizes.unit_code and varying.respondent_group = sizes.respondent_group
    inner join simples
        on
            varying.unit_code = simples.unit_code
            and varying.respondent_group = simples.respondent_group
            and varying.topic_code = simples.topic_code
)

select
    deviations.unit_code,
    deviations.respondent_group,
    deviations.topic_code,
    cast(deviations.degrees_of_freedom as integer) as degrees_of_freedom,
    {{ as_statistic('deviations.standard_error') }} as standard_error,
    {{ as_statistic(float_product(
        'deviations.standard_error',
        "case when settings.appraisal_interval = 'normal' then " ~ normal_975()
        ~ ' else ' ~ student_t_975('deviations.degrees_of_freedom') ~ ' end'
    )) }} as interval_half_width,
    {{ as_statistic(float_quotient(
        float_product('deviations.standard_error', 'deviations.standard_error'), 'deviations.simple_variance'
    )) }} as design_effect
from deviations
cross join {{ ref('int_appraisal__settings') }} as settings
