-- Responses of the year that say the same are one row with their number: what follows grows with what is said, not with who says it.
{%- set topics = survey_topics() %}
with asked as (
    select
        respondent_group,
        count(*) as topic_count,
        {{ each(topics, "max(case when topic_code = '^' then 1 end) as has_#") }}
    from {{ ref('int_scheme__topic_weights') }}
    group by respondent_group
),

responses as (
    select
        responses.response_no,
        responses.unit_code,
        participants.group_code,
        respondent_groups.respondent_group,
        coalesce(
            responses.stratum_code,
            case
                when settings.appraisal_strata = 'whole' then 'ALL'
                else responses.unit_code || '-' || respondent_groups.respondent_group
            end
        ) as stratum_code,
        responses.cluster_code,
        coalesce(responses.response_weight, cast(1 as decimal(24, 6))) as response_weight,
        responses.attribute_1,
        responses.attribute_2,
        responses.attribute_3,
        responses.respondent_key,
        {{ each(topics, "case when asked.has_# = 1 then responses.#_answer end as #_answer") }}
    from {{ ref('stg_survey__responses') }} as responses
    inner join {{ ref('int_build__parameters') }} as build
        on {{ year_of('responses.period_code') }} = build.period_year
    inner join {{ ref('int_unit__participants') }} as participants on responses.unit_code = participants.unit_code
    inner join {{ ref('int_scheme__respondent_groups') }} as respondent_groups
        on
            participants.group_code = respondent_groups.group_code
            and responses.respondent_group_zh = respondent_groups.respondent_group_name_zh
    cross join {{ ref('int_appraisal__settings') }} as settings
    left join asked on respondent_groups.respondent_group = asked.respondent_group
),

-- The same respondent with the same answers about the same unit: the first response stands, the others are duplicates. What answers
-- nothing repeats nothing.
first_ones as (
    select
        respondent_key,
        unit_code,
        respondent_group,
        {{ each(topics, "coalesce(#_answer, '') as #_said") }},
        min(response_no) as first_response_no
    from responses
    where respondent_key is not null and coalesce({{ each(topics, '#_answer') }}) is not null
    group by respondent_key, unit_code, respondent_group, {{ each(topics, "coalesce(#_answer, '')") }}
    having count(*) > 1
),

-- Strata in which respondents were drawn within clusters: there it matters which responses are of the same respondent.
staged as (
    select distinct stratum_code
    from {{ ref('stg_efficiency_office__scheme__clusters') }}
),

flagged as (
    select
        responses.*,
        case when staged.stratum_code is not null then responses.respondent_key end as element_code,
        coalesce(responses.response_no <> first_ones.first_response_no, false) as is_duplicate
    from responses
    left join staged on responses.stratum_code = staged.stratum_code
    left join first_ones
        on
            responses.respondent_key = first_ones.respondent_key
            and responses.unit_code = first_ones.unit_code
            and responses.respondent_group = first_ones.respondent_group
            and {{ each(topics, "coalesce(responses.#_answer, '') = first_ones.#_said", ' and') }}
),

alike as (
    select
        min(response_no) as first_response_no,
        unit_code,
        group_code,
        respondent_group,
        stratum_code,
        cluster_code,
        element_code,
        response_weight,
        attribute_1,
        attribute_2,
        attribute_3,
        {{ each(topics, "#_answer") }},
        is_duplicate,
        count(*) as response_count
    from flagged
    group by
        unit_code, group_code, respondent_group, stratum_code, cluster_code, element_code,
        response_weight, attribute_1, attribute_2, attribute_3, {{ each(topics, '#_answer') }}, is_duplicate
),

scored as (
    select
        alike.*,
        {{ each(topics, "#_scale.answer_score as #_score, #_scale.is_satisfied as #_satisfied") }},
        -- All topics that were asked answered alike, with an answer that counts: least and greatest pass over what is null.
        coalesce(
            least({{ each(topics, '#_answer') }}) = greatest({{ each(topics, '#_answer') }})
            and coalesce({{ each(topics, '#_scale.answer_score') }}) is not null
            and {{ each(topics, 'case when alike.#_answer is not null then 1 else 0 end', ' +') }} = asked.topic_count
            and asked.topic_count >= settings.straight_line_topics,
            false
        ) as is_straight_line
    from alike
    left join asked on alike.respondent_group = asked.respondent_group
    cross join {{ ref('int_appraisal__settings') }} as settings
    {{ each(
        topics,
        "left join " ~ ref('int_scheme__answer_scales') ~ " as #_scale"
        ~ " on alike.respondent_group = #_scale.respondent_group and alike.#_answer = #_scale.answer_zh",
        ''
    ) }}
)

select
    scored.first_response_no,
    scored.unit_code,
    scored.group_code,
    scored.respondent_group,
    scored.stratum_code,
    scored.cluster_code,
    scored.element_code,
    scored.response_weight,
    scored.attribute_1,
    scored.attribute_2,
    scored.attribute_3,
    {{ each(topics, "scored.#_answer") }},
    {{ each(topics, "scored.#_score") }},
    {{ each(topics, "scored.#_satisfied as is_#_satisfied") }},
    scored.is_duplicate,
    scored.is_straight_line,
    (scored.is_duplicate and settings.duplicate_rule = 'leave_out')
    or (scored.is_straight_line and settings.straight_line_rule = 'leave_out') as is_left_out,
    cast(scored.response_count as bigint) as response_count
from scored
cross join {{ ref('int_appraisal__settings') }} as settings
