-- Who answered: the weights of each combination of attributes whose distribution is known, and whether they can be brought to it.
{%- set attributes = ['1', '2', '3'] %}
with given as (
    select
        unit_code,
        respondent_group,
        {{ each(attributes, "max(case when attribute_number = # then 1 else 0 end) as has_#") }}
    from {{ ref('int_appraisal__margins') }}
    group by unit_code, respondent_group
),

combined as (
    select
        answers.unit_code,
        answers.respondent_group,
        {{ each(attributes, "case when given.has_# = 1 then coalesce(answers.attribute_#, '') else '*' end as category_#") }},
        sum(cast(answers.response_count * answers.response_weight as decimal(38, 6))) as weight_sum
    from {{ ref('int_appraisal__answers') }} as answers
    inner join given on answers.unit_code = given.unit_code and answers.respondent_group = given.respondent_group
    where not answers.is_left_out
    group by
        answers.unit_code, answers.respondent_group,
        {{ each(attributes, "case when given.has_# = 1 then coalesce(answers.attribute_#, '') else '*' end") }}
),

-- Categories that answered but are in no margin, and categories of a margin in which nobody answered.
unknown as (
    {% for number in attributes %}
    select distinct
        combined.unit_code,
        combined.respondent_group
    from combined
    left join {{ ref('int_appraisal__margins') }} as margins
        on
            combined.unit_code = margins.unit_code
            and combined.respondent_group = margins.respondent_group
            and combined.category_{{ number }} = margins.category
            and margins.attribute_number = {{ number }}
    where combined.category_{{ number }} <> '*' and margins.category is null
    {{ 'union' if not loop.last }}
    {% endfor %}
),

silent as (
    {% for number in attributes %}
    select distinct
        margins.unit_code,
        margins.respondent_group
    from {{ ref('int_appraisal__margins') }} as margins
    left join combined
        on
            margins.unit_code = combined.unit_code
            and margins.respondent_group = combined.respondent_group
            and margins.category = combined.category_{{ number }}
    where margins.attribute_number = {{ number }} and combined.unit_code is null
    {{ 'union' if not loop.last }}
    {% endfor %}
)

select
    combined.unit_code,
    combined.respondent_group,
    {{ each(attributes, "combined.category_#") }},
    combined.weight_sum,
    -- Parts of a million, so that twelve decimals hold eighteen digits.
    {{ div_half_up(
        'cast(1000000 * combined.weight_sum as decimal(38, 6))',
        'cast(sum(combined.weight_sum) over (partition by combined.unit_code, combined.respondent_group) as decimal(38, 6))'
    ) }} as mass,
    case
        when unknown.unit_code is not null then 'category_unknown'
        when silent.unit_code is not null then 'category_empty'
        else 'calibrated'
    end as calibration_status
from combined
left join unknown on combined.unit_code = unknown.unit_code and combined.respondent_group = unknown.respondent_group
left join silent on combined.unit_code = silent.unit_code and combined.respondent_group = silent.respondent_group
