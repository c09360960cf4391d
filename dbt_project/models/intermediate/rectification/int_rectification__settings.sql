-- One row: the settings of comments, rectification and interviews that a scheme may leave out, each with what then holds.
with one_row as (
    select
        max(case when setting_code = 'comment_text_rule' then setting_value end) as comment_text_rule,
        max(case when setting_code = 'comment_items' then setting_value end) as comment_items,
        max(case when setting_code = 'feedback_date' then setting_value end) as feedback_text,
        max(case when setting_code = 'interview_score_below' then setting_value end) as interview_score_below,
        max(case when setting_code = 'interview_lowest_count' then setting_value end) as interview_lowest_count,
        max(case when setting_code = 'interview_weak_topics' then setting_value end) as interview_weak_topics,
        max(case when setting_code = 'interview_weak_indicators' then setting_value end) as interview_weak_indicators,
        max(case when setting_code = 'interview_leaders' then setting_value end) as interview_leaders_zh
    from {{ ref('stg_efficiency_office__scheme__settings') }}
)

select
    coalesce(comment_text_rule, 'hide') as comment_text_rule,
    coalesce(comment_items, 'by_topic') as comment_items,
    feedback_text,
    {{ to_iso_date('feedback_text') }} as feedback_date,
    {{ to_decimal("coalesce(interview_score_below, '0')") }} as interview_score_below,
    cast({{ to_bigint("coalesce(interview_lowest_count, '0')") }} as integer) as interview_lowest_count,
    cast({{ to_bigint("coalesce(interview_weak_topics, '0')") }} as integer) as interview_weak_topics,
    cast({{ to_bigint("coalesce(interview_weak_indicators, '0')") }} as integer) as interview_weak_indicators,
    coalesce(interview_leaders_zh, '主要负责人') as interview_leaders_zh
from one_row
