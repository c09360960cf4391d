-- What a respondent group is asked and how its answers count, as one text: equal texts of two years say that their means compare. Names
-- stand in brackets, so that those which hold a 、 are told from two.
with scales as (
    select
        respondent_group,
        {{ dbt.listagg(
            "'「' || answer_zh || '」' || coalesce(" ~ number_text('answer_score') ~ ", '不计')",
            "'、'", 'order by answer_score desc nulls last, answer_zh'
        ) }} as scale_zh
    from {{ ref('int_scheme__answer_scales') }}
    group by respondent_group
),

topics as (
    select
        weights.respondent_group,
        weights.topic_code,
        weights.weight,
        names.topic_name_zh
    from {{ ref('int_scheme__topic_weights') }} as weights
    inner join {{ ref('int_scheme__topics') }} as names on weights.topic_code = names.topic_code
),

named as (
    select
        respondent_group,
        topic_code,
        '「' || topic_name_zh || '」' as names_zh
    from topics
    union all
    select
        respondent_group,
        'ALL' as topic_code,
        {{ dbt.listagg("'「' || topic_name_zh || '」'", "''", 'order by topic_name_zh') }} as names_zh
    from topics
    where weight > 0
    group by respondent_group
)

select
    named.respondent_group,
    named.topic_code,
    named.names_zh || '：' || scales.scale_zh as asked_zh
from named
inner join scales on named.respondent_group = scales.respondent_group
