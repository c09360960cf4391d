-- Responses that are identical beyond chance. The share K/N of a pattern of answers among all responses of a respondent group says how many
-- of a unit's n responses should have it; k of them are counted when they lie more than so many standard deviations of the binomial
-- distribution above that, (kN - nK) / sqrt(nK(N - K)), and are not too few to speak of. Where nothing is answered nothing is said alike.
{%- set topics = survey_topics() %}
with patterns as (
    select
        unit_code,
        respondent_group,
        {{ each(topics, "coalesce(#_answer, '') as #_said") }},
        sum(response_count) as pattern_count
    from {{ ref('int_appraisal__answers') }}
    where coalesce({{ each(topics, '#_answer') }}) is not null
    group by unit_code, respondent_group, {{ each(topics, "coalesce(#_answer, '')") }}
),

compared as (
    select
        unit_code,
        respondent_group,
        cast(pattern_count as decimal(18, 0)) as k,
        cast(sum(pattern_count) over (partition by unit_code, respondent_group) as decimal(18, 0)) as n,
        cast(sum(pattern_count) over (partition by respondent_group, {{ each(topics, '#_said') }}) as decimal(18, 0)) as k_all,
        cast(sum(pattern_count) over (partition by respondent_group) as decimal(18, 0)) as n_all
    from patterns
),

judged as (
    select
        compared.unit_code,
        compared.respondent_group,
        compared.k,
        {{ float_quotient('compared.k * compared.n_all - compared.n * compared.k_all', float_root(
            float_product('compared.n * compared.k_all', 'compared.n_all - compared.k_all')
        )) }} > settings.identical_limit
        and compared.k >= settings.identical_least as is_beyond_chance
    from compared
    cross join {{ ref('int_appraisal__settings') }} as settings
)

select
    unit_code,
    respondent_group,
    cast(sum(case when is_beyond_chance then k else 0 end) as integer) as identical_count
from judged
group by unit_code, respondent_group
