-- Ties are told apart, and grades closed, by scores. Deductions and bonus have none, nor has what carries no weight: a row that names one
-- would do nothing, and nobody would know.
with named as (
    select
        '并列次序' as sheet_name,
        row_number,
        node_code,
        cast(null as {{ dbt.type_string() }}) as group_code
    from {{ ref('stg_efficiency_office__scheme__tie_breakers') }}
    union all
    select
        '等次限制' as sheet_name,
        row_number,
        node_code,
        group_code
    from {{ ref('stg_efficiency_office__scheme__grade_limits') }}
)

select
    named.sheet_name,
    named.row_number,
    named.node_code,
    named.group_code
from named
left join {{ ref('int_scheme__weights') }} as weights
    on named.node_code = weights.node_code and (named.group_code is null or named.group_code = weights.group_code)
where weights.node_code is null
