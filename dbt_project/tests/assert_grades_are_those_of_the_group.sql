-- No rule leads to a grade that the unit's group doesn't have: neither a quota, which moves to the next grade, nor a cap or a decision.
with told as (
    {%- for column in ['grade_after_quota', 'grade_computed', 'grade_final', 'leadership_grade'] %}
    select
        unit_code,
        pool_code,
        '{{ column }}' as column_name,
        {{ column }} as grade_code
    from {{ ref('fct_unit_result') }}
    {{ 'union all' if not loop.last }}
    {%- endfor %}
)

select
    told.unit_code,
    told.pool_code,
    told.column_name,
    told.grade_code
from told
left join {{ ref('dim_grade_bound') }} as bounds
    on told.pool_code = bounds.pool_code and told.grade_code = bounds.grade_code
where told.grade_code is not null and bounds.grade_code is null
