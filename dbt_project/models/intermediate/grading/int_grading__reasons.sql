-- Why a grade is what it is, in words: the bound reached, then each step that lowered it, with the numbers that decided.
with told as (
    select
        grades.*,
        items.name_zh as veto_name_zh,
        items.name_en as veto_name_en,
        {{ number_text('grades.composite_score') }} as composite_text,
        {{ number_text('grades.threshold_bound') }} as bound_text,
        cast(grades.rank_in_group as {{ dbt.type_string() }})
        || case
            when grades.quota_place > grades.rank_in_group
                then '（并列至第 ' || cast(grades.quota_place as {{ dbt.type_string() }}) || '）'
            else ''
        end as rank_zh,
        cast(grades.rank_in_group as {{ dbt.type_string() }})
        || case
            when grades.quota_place > grades.rank_in_group
                then ' (shared down to ' || cast(grades.quota_place as {{ dbt.type_string() }}) || ')'
            else ''
        end as rank_en,
        cast(grades.best_allowed as {{ dbt.type_string() }}) as best_text,
        cast(grades.good_allowed as {{ dbt.type_string() }}) as good_text,
        {{ grade_name_zh('grades.grade_threshold') }} as threshold_name_zh
    from {{ ref('int_grading__grades') }} as grades
    left join {{ ref('stg_efficiency_office__scheme__adjustments') }} as items
        on grades.veto_item_code = items.item_code
)

select
    unit_code,
    '综合得分 ' || composite_text || '，达到“' || threshold_name_zh || '”下界 ' || bound_text || '。'
    || case
        when grade_after_best <> grade_threshold
            then '组内“优秀”名额 ' || best_text || ' 个，位次第 ' || rank_zh || '，按比例定为“良好”。'
        else ''
    end
    || case
        when grade_after_quota <> grade_after_best
            then '组内“优秀”和“良好”名额共 ' || good_text || ' 个，位次第 ' || rank_zh || '，按比例定为“一般”。'
        else ''
    end
    || case
        when veto_item_code is not null
            then '一票否决“' || veto_name_zh || '”，最高为“' || grade_final_name_zh || '”。'
        else ''
    end as grade_reason_zh,
    'Composite ' || composite_text || ' reaches the bound ' || bound_text || ' of grade ' || grade_threshold || '.'
    || case
        when grade_after_best <> grade_threshold
            then ' Quota of the group: ' || best_text || ' units with A; rank ' || rank_en || ', so B.'
        else ''
    end
    || case
        when grade_after_quota <> grade_after_best
            then ' Quota of the group: ' || good_text || ' units with A or B; rank ' || rank_en || ', so C.'
        else ''
    end
    || case
        when veto_item_code is not null then ' Veto "' || veto_name_en || '": ' || grade_final || ' at best.'
        else ''
    end as grade_reason_en
from told
