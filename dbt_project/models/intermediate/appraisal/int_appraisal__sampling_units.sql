-- The linearised residuals of each primary sampling unit; responses that were drawn one by one are summed, and their squares with them.
{%- set topics = ['q1', 'q2', 'q3', 'q4', 'q5'] %}
{%- set measures = topics + ['all'] %}
with frame as (
    select
        cells.unit_code,
        cells.respondent_group,
        {%- for topic in topics %}
        max(case when cells.topic_code = '{{ topic | upper }}' then cells.mean_score end) as {{ topic }}_mean,
        max(
            case when cells.topic_code = '{{ topic | upper }}' then {{ float_quotient('groups.weighed_response_count', 'cells.weight_sum') }} end
        ) as {{ topic }}_scale,
        max(
            case
                when cells.topic_code = '{{ topic | upper }}' and cells.mean_score is not null
                    then {{ float_quotient('cells.topic_weight', 'groups.topic_weight_sum') }}
            end
        ) as {{ topic }}_share,
        {%- endfor %}
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
        {%- for topic in topics %}
        max(case when topic_code = '{{ topic | upper }}' then fit end) as {{ topic }}_fit{{ ',' if not loop.last }}
        {%- endfor %}
    from {{ ref('int_appraisal__fits') }}
    group by unit_code, respondent_group, category_1, category_2, category_3
),

deviating as (
    select
        weighted.unit_code,
        weighted.respondent_group,
        weighted.stratum_code,
        weighted.cluster_code,
        weighted.response_count,
        weighted.final_weight,
        frame.mean_weight,
        {%- for topic in topics %}
        frame.{{ topic }}_share,
        weighted.{{ topic }}_score,
        {{ float_product('weighted.final_weight', 'frame.' ~ topic ~ '_scale') }} as {{ topic }}_relative_weight,
        coalesce(weighted.{{ topic }}_score - frame.{{ topic }}_mean, 0) as {{ topic }}_deviation,
        coalesce(fits.{{ topic }}_fit, 0) as {{ topic }}_fit{{ ',' if not loop.last }}
        {%- endfor %}
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
        response_count,
        final_weight,
        mean_weight,
        {%- for topic in topics %}
        {{ topic }}_share,
        case when {{ topic }}_score is not null then response_count else 0 end as {{ topic }}_valid,
        {{ float_product(topic ~ '_relative_weight', topic ~ '_deviation') }} as {{ topic }}_raw,
        {{ float_product(topic ~ '_relative_weight', topic ~ '_deviation - ' ~ topic ~ '_fit') }} as {{ topic }}_residual,
        {{ float_product(float_product(topic ~ '_relative_weight', topic ~ '_deviation'), topic ~ '_deviation') }} as {{ topic }}_spread{{ ',' if not loop.last }}
        {%- endfor %}
    from deviating
),

combined as (
    select
        *,
        case
            when {% for topic in topics %}({{ topic }}_valid > 0 and {{ topic }}_share > 0){{ ' or ' if not loop.last }}{% endfor %}
                then response_count
            else 0
        end as all_valid,
        {% for topic in topics %}coalesce({{ float_product(topic ~ '_share', topic ~ '_residual') }}, 0){{ ' + ' if not loop.last }}{% endfor %}
            as all_residual,
        {% for topic in topics %}coalesce({{ float_product(topic ~ '_share', topic ~ '_raw') }}, 0){{ ' + ' if not loop.last }}{% endfor %}
            as all_raw
    from linearised
),

summed as (
    select
        unit_code,
        respondent_group,
        stratum_code,
        cluster_code,
        {%- for measure in measures %}
        sum({{ measure }}_valid) as {{ measure }}_valid,
        sum(cast(response_count * {{ measure }}_residual as decimal(38, 18))) as {{ measure }}_sum,
        sum(cast(response_count * {{ float_product(measure ~ '_residual', measure ~ '_residual') }} as decimal(38, 18))) as {{ measure }}_squares,
        sum(
            cast(
                response_count
                {%- if measure == 'all' %}
                * {{ float_product(float_product('all_raw', 'all_raw'), float_quotient('mean_weight', 'final_weight')) }}
                {%- else %}
                * {{ measure }}_spread
                {%- endif %}
            as decimal(38, 18))
        ) as {{ measure }}_spread{{ ',' if not loop.last }}
        {%- endfor %}
    from combined
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
    cast({{ measure }}_spread as decimal(38, 18)) as spread_sum
from summed
{{ 'union all' if not loop.last }}
{% endfor -%}
