-- Why a grade is what it is, in words: the bound reached, then each step that changed it, with the numbers that decided.
with told as (
    select
        grades.*,
        items.name_zh as veto_name_zh,
        items.name_en as veto_name_en,
        nodes.node_name_zh as limit_name_zh,
        nodes.node_name_en as limit_name_en,
        {{ number_text('caps.limit_score') }} as limit_score_text,
        {{ number_text('caps.limit_score_below') }} as limit_below_text,
        {{ number_text('grades.composite_score') }} as composite_text,
        {{ number_text('grades.threshold_bound') }} as bound_text,
        cast(grades.place_in_pool as {{ dbt.type_string() }})
        || case
            when grades.quota_place > grades.place_in_pool
                then '（并列至第 ' || cast(grades.quota_place as {{ dbt.type_string() }}) || '）'
            else ''
        end as rank_zh,
        cast(grades.place_in_pool as {{ dbt.type_string() }})
        || case
            when grades.quota_place > grades.place_in_pool
                then ' (shared down to ' || cast(grades.quota_place as {{ dbt.type_string() }}) || ')'
            else ''
        end as rank_en,
        coalesce('“' || peers.peer_name_zh || '”', '组') as pool_zh,
        coalesce('the peers "' || peers.peer_name_en || '"', 'the group') as pool_en,
        cast(grades.best_allowed as {{ dbt.type_string() }}) as best_text,
        cast(grades.good_allowed as {{ dbt.type_string() }}) as good_text,
        {{ grade_name_zh('grades.grade_threshold') }} as threshold_name_zh,
        {{ grade_name_zh('grades.grade_computed') }} as computed_name_zh,
        bounds.is_guarded
    from {{ ref('int_grading__grades') }} as grades
    inner join {{ ref('int_grading__peers') }} as peers on grades.unit_code = peers.unit_code
    left join {{ ref('int_grading__bounds') }} as bounds
        on grades.pool_code = bounds.pool_code and grades.grade_threshold = bounds.grade_code
    left join {{ ref('int_grading__caps') }} as caps on grades.unit_code = caps.unit_code
    left join {{ ref('int_scheme__nodes') }} as nodes on caps.limit_node_code = nodes.node_code
    left join {{ ref('stg_efficiency_office__scheme__adjustments') }} as items
        on grades.veto_item_code = items.item_code
)

select
    unit_code,
    '综合得分 ' || composite_text || '，达到“' || threshold_name_zh || '”下界 ' || bound_text
    || case when bound_basis = 'natural_breaks' then '（自然断点）' else '' end
    || case when is_guarded then '（受上年分数线护栏约束）' else '' end
    || '。'
    || case
        when grade_after_best <> grade_threshold
            then pool_zh || '内“优秀”名额 ' || best_text || ' 个，位次第 ' || rank_zh || '，按比例定为“良好”。'
        else ''
    end
    || case
        when grade_after_quota <> grade_after_best
            then pool_zh || '内“优秀”和“良好”名额共 ' || good_text || ' 个，位次第 ' || rank_zh || '，按比例定为“一般”。'
        else ''
    end
    || case
        when veto_item_code is not null
            then '一票否决“' || veto_name_zh || '”，最高为“' || computed_name_zh || '”。'
        else ''
    end
    || case
        when limit_no is not null
            then
                '“' || limit_name_zh || '”得分 ' || limit_score_text || '，低于 ' || limit_below_text
                || '，最高为“' || computed_name_zh || '”。'
        else ''
    end
    || case
        when grade_final <> grade_computed
            then '经批准（' || document_no || '）调整为“' || grade_final_name_zh || '”：' || adjustment_reason || '。'
        else ''
    end as grade_reason_zh,
    'Composite ' || composite_text || ' reaches the bound ' || bound_text
    || case when bound_basis = 'natural_breaks' then ' (natural break)' else '' end
    || case when is_guarded then ' (held near last year''s)' else '' end
    || ' of grade ' || grade_threshold || '.'
    || case
        when grade_after_best <> grade_threshold
            then ' Quota of ' || pool_en || ': ' || best_text || ' units with A; place ' || rank_en || ', so B.'
        else ''
    end
    || case
        when grade_after_quota <> grade_after_best
            then ' Quota of ' || pool_en || ': ' || good_text || ' units with A or B; place ' || rank_en || ', so C.'
        else ''
    end
    || case
        when veto_item_code is not null then ' Veto "' || veto_name_en || '": ' || grade_computed || ' at best.'
        else ''
    end
    || case
        when limit_no is not null
            then
                ' "' || limit_name_en || '" scores ' || limit_score_text || ', below ' || limit_below_text || '; '
                || grade_computed || ' at best.'
        else ''
    end
    || case
        when grade_final <> grade_computed
            then ' Approved decision (' || document_no || '): ' || grade_final || '; ' || adjustment_reason || '.'
        else ''
    end as grade_reason_en
from told
