-- The linearised residuals of each primary sampling unit; responses that were drawn one by one are summed, and their squares with them.
{%- set topics = survey_topics() %}
{%- set measures = topics + ['all'] %}
with frame as (
    select
        cells.unit_code,
        cells.respondent_group,
        {{ each(
            topics,
            "max(case when cells.topic_code = '^' then cells.mean_score end) as #_mean, "
            ~ "max(case when cells.topic_code = '^' then "
            ~ float_quotient('groups.weighed_response_count', 'cells.weight_sum') ~ " end ) as #_scale, "
            ~ "max(case when cells.topic_code = '^' and cells.mean_score is not null then "
            ~ float_quotient('cells.topic_weight', 'groups.topic_weight_sum') ~ " end ) as #_share"
        ) }},
        max({{ float_quotient('groups.valid_weight_sum', 'groups.weighed_response_count') }}) as mean_weight
    from {{ ref('int_appraisal__cells') }} as cells
    inner join {{ ref('int_appraisal__groups') }} as groups
        on cells.unit_code = groups.unit_code and cells.respondent_group = groups.respondent_group
    group by cells.unit_code, cells.respondent_group
),

fits as (
    select
        unit_code,
        respondent_group,
        category_1,
        category_2,
        category_3,
        {{ each(topics, "max(case when topic_code = '^' then fit end) as #_fit") }}
    from {{ ref('int_appraisal__fits') }}
    group by unit_code, respondent_group, category_1, category_2, category_3
),

deviating as (
    select
        weighted.unit_code,
        weighted.respondent_group,
        weighted.stratum_code,
        weighted.cluster_code,
        weighted.element_code,
        weighted.response_count,
        {{ float_of('frame.mean_weight') }} as mean_weight,
        {{ float_of('weighted.final_weight') }} as final_weight,
        {{ each(
            topics,
            float_of('frame.#_share') ~ " as #_share, weighted.#_score, " ~ float_of('frame.#_scale') ~ " as #_scale, "
            ~ float_of('coalesce(weighted.#_score - frame.#_mean, 0)') ~ " as #_deviation, "
            ~ float_of('coalesce(fits.#_fit, 0)') ~ " as #_fit"
        ) }}
    from {{ ref('int_appraisal__weighted') }} as weighted
    inner join frame on weighted.unit_code = frame.unit_code and weighted.respondent_group = frame.respondent_group
    left join fits
        on
            weighted.unit_code = fits.unit_code
            and weighted.respondent_group = fits.respondent_group
            and weighted.category_1 = fits.category_1
            and weighted.category_2 = fits.category_2
            and weighted.category_3 = fits.category_3
),

linearised as (
    select
        unit_code,
        respondent_group,
        stratum_code,
        cluster_code,
        element_code,
        response_count,
        final_weight,
        mean_weight,
        {{ each(
            topics,
            "#_share, case when #_score is not null then response_count else 0 end as #_valid, "
            ~ "final_weight * #_scale * #_deviation as #_raw, "
            ~ "final_weight * #_scale * (#_deviation - #_fit) as #_residual, "
            ~ "final_weight * #_scale * #_deviation * #_deviation as #_spread"
        ) }}
    from deviating
),

combined as (
    select
        *,
        case
            when {{ each(topics, '(#_valid > 0 and #_share > 0)', ' or') }}
                then response_count
            else 0
        end as all_valid,
        {{ each(topics, 'coalesce(#_share * #_residual, 0)', ' +') }} as all_residual,
        {{ each(topics, 'coalesce(#_share * #_raw, 0)', ' +') }} as all_raw
    from linearised
),

spread as (
    select
        *,
        all_raw * all_raw * {{ float_quotient('mean_weight', 'final_weight') }} as all_spread
    from combined
),

-- By respondent where a second stage asks for it; all others of a sampling unit are one row.
elements as (
    select
        unit_code,
        respondent_group,
        stratum_code,
        cluster_code,
        element_code,
        {{ each(
            measures,
            'sum(#_valid) as #_valid, sum(' ~ settled('response_count * #_residual') ~ ') as #_sum, '
            ~ 'sum(' ~ settled('response_count * #_residual * #_residual') ~ ') as #_squares, '
            ~ 'sum(' ~ settled('response_count * #_spread') ~ ') as #_spread'
        ) }}
    from spread
    group by unit_code, respondent_group, stratum_code, cluster_code, element_code
),

summed as (
    select
        unit_code,
        respondent_group,
        stratum_code,
        cluster_code,
        {{ each(
            measures,
            'sum(#_valid) as #_valid, sum(#_sum) as #_sum, sum(#_spread) as #_spread, '
            ~ 'sum(case when element_code is null then #_squares else ' ~ float_product('#_sum', '#_sum') ~ ' end) as #_squares'
        ) }}
    from elements
    group by unit_code, respondent_group, stratum_code, cluster_code
)

{% for measure in measures -%}
select
    unit_code,
    respondent_group,
    '{{ measure | upper }}' as topic_code,
    stratum_code,
    cluster_code,
    cast({{ measure }}_valid as bigint) as valid_count,
    cast({{ measure }}_sum as decimal(38, 18)) as residual_sum,
    case
        when cluster_code is null then cast({{ measure }}_squares as decimal(38, 18))
        else {{ float_product(measure ~ '_sum', measure ~ '_sum') }}
    end as residual_squares,
    cast({{ measure }}_squares as decimal(38, 18)) as element_squares,
    cast({{ measure }}_spread as decimal(38, 18)) as spread_sum
from summed
{%- if measure != 'all' %}
where
    respondent_group in (
        select weights.respondent_group
        from {{ ref('int_scheme__topic_weights') }} as weights
        where weights.topic_code = '{{ measure | upper }}'
    )
{%- endif %}
{{ 'union all' if not loop.last }}
{% endfor -%}
