-- What the known attributes explain of the answers: the least squares regression of the residuals on the margins' categories. The means by
-- the first attribute come off at once; the categories of the others follow one by one, each already freed of those before it (Gram and
-- Schmidt, modified); what is left of the residuals when all are through is what nothing explains. A category of which next to nothing is
-- left says the same as those before it and is passed over; one response among a hundred million would leave a million times as much.
{%- set topics = survey_topics() %}
{%- set attributes = ['2', '3'] %}
{%- set nothing_left = '1e-14' %}
with {{ repeating() }} summed as (
    select
        unit_code,
        respondent_group,
        category_1,
        category_2,
        category_3,
        sum(cast(response_count * response_weight as decimal(38, 12))) as weight_sum,
        {{ each(
            topics,
            "sum(case when #_score is not null then cast(response_count * response_weight as decimal(38, 12)) else 0 end) as #_weight, "
            ~ "sum(cast(cast(response_count * response_weight as decimal(26, 12)) * cast(#_score as decimal(12, 6)) "
            ~ "as decimal(38, 18))) as #_sum"
        ) }}
    from {{ ref('int_appraisal__weighted') }}
    where category_1 <> '*' or category_2 <> '*' or category_3 <> '*'
    group by unit_code, respondent_group, category_1, category_2, category_3
),

by_topic as (
    {% for topic in topics %}
    select
        unit_code,
        respondent_group,
        category_1,
        category_2,
        category_3,
        '{{ topic | upper }}' as topic_code,
        weight_sum,
        {{ topic }}_weight as topic_weight,
        coalesce({{ topic }}_sum, 0) as topic_sum
    from summed
    {{ 'union all' if not loop.last }}
    {% endfor %}
),

residuals as (
    select
        by_topic.unit_code,
        by_topic.respondent_group,
        by_topic.category_1,
        by_topic.category_2,
        by_topic.category_3,
        by_topic.topic_code,
        calibration.mass,
        {{ float_quotient(
            'by_topic.topic_sum - cast(' ~ float_product('by_topic.topic_weight', 'cells.mean_score') ~ ' as decimal(38, 18))',
            'by_topic.weight_sum'
        ) }} as residual
    from by_topic
    inner join {{ ref('int_appraisal__cells') }} as cells
        on
            by_topic.unit_code = cells.unit_code
            and by_topic.respondent_group = cells.respondent_group
            and by_topic.topic_code = cells.topic_code
    inner join {{ ref('int_appraisal__calibration') }} as calibration
        on
            by_topic.unit_code = calibration.unit_code
            and by_topic.respondent_group = calibration.respondent_group
            and by_topic.category_1 = calibration.category_1
            and by_topic.category_2 = calibration.category_2
            and by_topic.category_3 = calibration.category_3
    where cells.mean_score is not null
),

categories as (
    {% for number in attributes %}
    select distinct
        unit_code,
        respondent_group,
        {{ number }} as attribute_number,
        category_{{ number }} as category
    from {{ ref('int_appraisal__calibration') }}
    where share_{{ number }} is not null
    {{ 'union all' if not loop.last }}
    {% endfor %}
),

numbered as (
    select
        *,
        cast(row_number() over (partition by unit_code, respondent_group order by attribute_number, category) as integer) as column_number
    from categories
),

-- The regression's columns: a topic's residuals (without a number), or a category's ones and zeros.
columns as (
    select
        unit_code,
        respondent_group,
        category_1,
        category_2,
        category_3,
        topic_code,
        cast(null as integer) as column_number,
        mass,
        residual as value
    from residuals
    union all
    select
        calibration.unit_code,
        calibration.respondent_group,
        calibration.category_1,
        calibration.category_2,
        calibration.category_3,
        cast(null as varchar) as topic_code,
        numbered.column_number,
        calibration.mass,
        cast(
            case
                when case numbered.attribute_number when 2 then calibration.category_2 else calibration.category_3 end = numbered.category
                    then 1
                else 0
            end as decimal(38, 18)
        ) as value
    from {{ ref('int_appraisal__calibration') }} as calibration
    inner join numbered
        on calibration.unit_code = numbered.unit_code and calibration.respondent_group = numbered.respondent_group
),

start as (
    select
        unit_code,
        respondent_group,
        category_1,
        category_2,
        category_3,
        topic_code,
        column_number,
        mass,
        value,
        cast(value - {{ float_quotient(
            'sum(' ~ float_product('mass', 'value') ~ ') over (partition by unit_code, respondent_group, topic_code, column_number, category_1)',
            'sum(mass) over (partition by unit_code, respondent_group, topic_code, column_number, category_1)'
        ) }} as decimal(38, 18)) as rest,
        sum({{ float_product('mass', 'value') }}) over (partition by unit_code, respondent_group, topic_code, column_number) as size,
        coalesce(max(column_number) over (partition by unit_code, respondent_group), 0) as last_column,
        cast(0 as integer) as step
    from columns
),

steps as (
    select
        unit_code,
        respondent_group,
        category_1,
        category_2,
        category_3,
        topic_code,
        column_number,
        mass,
        value,
        rest,
        size,
        last_column,
        step
    from start
    union all
    select
        unit_code,
        respondent_group,
        category_1,
        category_2,
        category_3,
        topic_code,
        column_number,
        mass,
        value,
        case
            when direction_square > {{ nothing_left }} * direction_size
                then cast(rest - {{ float_product(float_quotient('product', 'direction_square'), 'direction') }} as decimal(38, 18))
            else rest
        end as rest,
        size,
        last_column,
        step + 1 as step
    from (
        select
            *,
            sum({{ float_product('mass', float_product('direction', 'rest')) }}) over (
                partition by unit_code, respondent_group, topic_code, column_number
            ) as product,
            sum({{ float_product('mass', float_product('direction', 'direction')) }}) over (
                partition by unit_code, respondent_group, topic_code, column_number
            ) as direction_square
        from (
            select
                *,
                max(case when column_number = step + 1 then rest end) over (
                    partition by unit_code, respondent_group, category_1, category_2, category_3
                ) as direction,
                max(case when column_number = step + 1 then size end) over (partition by unit_code, respondent_group) as direction_size
            from steps
            where step < last_column
        ) as directions
    ) as products
    where column_number is null or column_number > step + 1
)

select
    unit_code,
    respondent_group,
    category_1,
    category_2,
    category_3,
    topic_code,
    cast(value - rest as decimal(38, 18)) as fit
from steps
where step = last_column and topic_code is not null
